//! One row: an edit and what it means; how rows are run.

use clientgen::compare::Comparison;
use clientgen::{Config, Lock, NoFiles, Options, SourceFile};

/// An edit of a document: what is replaced by what, and requests, responses, Rust.
pub(crate) struct Row {
    pub(crate) id: &'static str,
    pub(crate) edits: &'static [(&'static str, &'static str)],
    pub(crate) means: &'static str,
}

/// Compares two documents, with the names of the first kept.
pub(crate) fn compared(before: &str, after: &str) -> Comparison {
    let source = |text: &str| SourceFile { name: "api.yaml".to_owned(), text: text.to_owned() };
    let options = Options::default();
    let before = clientgen::describe(source(before), &NoFiles, Config::default(), &options);
    assert!(!before.has_errors(), "{}", before.report().short());
    let config = Config { lock: Lock::read(before.surface()), ..Config::default() };
    let after = clientgen::describe(source(after), &NoFiles, config, &options);
    assert!(!after.has_errors(), "{}", after.report().short());
    clientgen::compare(&before, &after).expect("both documents have no errors")
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
}
