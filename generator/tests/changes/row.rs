//! One row: an edit and what it means; how rows are run.

use clientgen::compare::Comparison;
use clientgen::{Config, Described, Lock, NoFiles, Options, SourceFile};

use super::compiled::{self, Case};

/// An edit of a document: what is replaced by what, and requests, responses, Rust.
pub(crate) struct Row {
    pub(crate) id: &'static str,
    pub(crate) edits: &'static [(&'static str, &'static str)],
    pub(crate) means: &'static str,
}

/// Compares two documents, with the names of the first kept.
pub(crate) fn compared(before: &str, after: &str) -> Comparison {
    let before = described(before, Config::default());
    compared_with(&before, after)
}

fn compared_with(before: &Described, after: &str) -> Comparison {
    let after = described(after, locked(before));
    clientgen::compare(before, &after).expect("both documents have no errors")
}

fn described(text: &str, config: Config) -> Described {
    let described = clientgen::describe(source(text), &NoFiles, config, &Options::default());
    assert!(!described.has_errors(), "{}", described.report().short());
    described
}

fn source(text: &str) -> SourceFile {
    SourceFile { name: "api.yaml".to_owned(), text: text.to_owned() }
}

fn locked(before: &Described) -> Config {
    Config { lock: Lock::read(before.surface()), ..Config::default() }
}

/// What the compiler says otherwise of the rows than the comparison does.
pub(crate) fn compile(folder: &str, document: &str, rows: &[Row]) -> Vec<String> {
    let before = described(document, Config::default());
    let case = |row: &Row| {
        let after = edited(document, row.edits);
        Case {
            title: format!("{} {:?}", row.id, row.edits),
            source: source(&after),
            config: locked(&before),
            comparison: compared_with(&before, &after),
        }
    };
    let cases: Vec<Case> = rows.iter().map(case).collect();
    compiled::wrong(folder, before.surface(), before.outline(), &cases)
}

/// The document with the edits, each made where its text is first.
pub(crate) fn edited(document: &str, edits: &[(&str, &str)]) -> String {
    edits.iter().fold(document.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "the document has no {from:?}");
        text.replacen(from, to, 1)
    })
}

/// Every row that means something else, or whose first rule is another one.
pub(crate) fn run(document: &str, rows: &[Row]) {
    let mut wrong = String::new();
    for row in rows {
        let comparison = compared(document, &edited(document, row.edits));
        let levels =
            [comparison.request().as_str(), comparison.response().as_str(), comparison.rust().as_str()].join(" ");
        let ids: Vec<&str> = comparison.changes.iter().map(|change| change.id).collect();
        if levels != row.means || !ids.contains(&row.id) {
            wrong += &format!(
                "{} {:?}: {levels}, not {}\n  by {ids:?}\n{}",
                row.id,
                row.edits,
                row.means,
                comparison.terminal(false)
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    if std::env::var_os("COMPILE_CHANGES").is_some() {
        let folder = format!("rows-{}-{}", rows.first().map_or("", |row| row.id), rows.len());
        let wrong = compile(&folder, document, rows);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
