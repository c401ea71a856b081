//! The report as Markdown, for a comment on a pull request or a page of a wiki.

use clientgen::diagnostics::{Report, Reported, Severity, visible};
use clientgen::observe::Observation;

/// The whole page.
pub(super) fn page(report: &Report<'_>, observation: &Observation) -> String {
    let counts = observation.counts;
    let mut page = format!(
        "## What the server does\n\n{} of {} samples compared, of {} of {} operations.\n",
        counts.matched, counts.exchanges, counts.called, counts.operations
    );
    for (title, is_note) in [("Differences", false), ("Notes", true)] {
        let rows = report.reported().iter();
        let rows: Vec<String> =
            rows.filter(|row| (row.diagnostic.severity == Severity::Note) == is_note).map(row).collect();
        if !rows.is_empty() {
            page.push_str(&format!("\n### {title}\n\n| Place | What | Kind |\n|---|---|---|\n{}", rows.concat()));
        }
    }
    page
}

fn row(reported: &Reported<'_>) -> String {
    let place = reported.place.map_or_else(String::new, |place| {
        format!("`{}:{}:{}`", visible(place.file), place.start.line, place.start.column)
    });
    let message = escaped(&reported.diagnostic.message);
    format!("| {place} | {message} | `{}` |\n", reported.diagnostic.id)
}

/// A cell is one line, and a bar ends it.
fn escaped(text: &str) -> String {
    visible(text).replace('|', "\\|").replace('<', "&lt;").replace('\n', " ")
}
