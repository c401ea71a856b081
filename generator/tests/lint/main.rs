//! Errors that people make in descriptions: each is reported by its id, at the very place.

use clientgen::diagnostics::Report;
use clientgen::{Config, NoFiles, Options, Outcome, SourceFile};
use serde::Deserialize;

const BASE: &str = include_str!("base.yaml");
const ROWS: &str = include_str!("rows.yaml");

/// The place is after this sign.
const MARK: char = '»';

#[derive(Debug, Deserialize)]
struct Row {
    name: String,
    from: String,
    to: String,
    /// Where it is reported, if that is not in `to`.
    at: Option<String>,
    id: String,
    /// What the short report says, in part: the message or the help.
    says: Option<String>,
    /// Nothing else is reported.
    #[serde(default)]
    alone: bool,
}

impl Row {
    /// The document with the error, and the line and the column of the mark.
    fn document(&self) -> (String, (usize, usize)) {
        assert_eq!(BASE.matches(&self.from).count(), 1, "{}: `from` is there once", self.name);
        let marked = BASE.replacen(&self.from, &self.to, 1);
        let marked = match &self.at {
            Some(at) => {
                let plain = at.replace(MARK, "");
                assert_eq!(marked.matches(&plain).count(), 1, "{}: `at` is there once", self.name);
                marked.replacen(&plain, at, 1)
            }
            None => marked,
        };
        let before = marked.split(MARK).next().unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        (marked.replace(MARK, ""), (line, column))
    }
}

#[test]
fn the_document_without_errors_is_clean() {
    assert_eq!(lint(BASE).report().short(), "");
}

#[test]
fn every_error_is_reported_at_its_place() {
    let rows: Vec<Row> = serde_yaml::from_str(ROWS).expect("the table is well-formed");
    assert!(rows.len() > 60);
    let wrong: Vec<String> = rows.iter().filter_map(wrong).collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

/// What is reported in place of what a row says.
fn wrong(row: &Row) -> Option<String> {
    let (text, place) = row.document();
    if let Ok(folder) = std::env::var("ROWS") {
        let file = std::path::Path::new(&folder).join(format!("{}.yaml", row.name.replace(' ', "-")));
        std::fs::write(file, &text).expect("the folder can be written to");
    }
    let outcome = lint(&text);
    let report = outcome.report();
    let short = report.short();
    if !has(&report, &row.id, place) {
        return Some(format!("{}: {} at {}:{} is missing in\n{short}", row.name, row.id, place.0, place.1));
    }
    if let Some(says) = row.says.as_ref().filter(|says| !short.contains(*says)) {
        return Some(format!("{}: `{says}` is missing in\n{short}", row.name));
    }
    (row.alone && report.reported().len() > 1).then(|| format!("{}: more than one is reported in\n{short}", row.name))
}

fn has(report: &Report<'_>, id: &str, (line, column): (usize, usize)) -> bool {
    report.reported().iter().any(|reported| {
        let start = reported.place.map(|place| (place.start.line, place.start.column));
        reported.diagnostic.id.as_str() == id && start == Some((line, column))
    })
}

fn lint(text: &str) -> Outcome {
    let source = SourceFile { name: "openapi.yaml".to_owned(), text: text.to_owned() };
    clientgen::lint(source, &NoFiles, &Config::default(), &Options::default())
}
