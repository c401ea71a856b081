//! Reports for other programs: one line per diagnostic, JSON, annotations of GitHub.

use std::fmt::Write;

use serde_json::{Value, json};

use super::Severity;
use super::report::{Place, Report, Reported};
use crate::source::{visible, visible_json};

impl Report<'_> {
    /// `file:line:column: severity[id]: message`, one diagnostic per line.
    pub fn short(&self) -> String {
        let mut text = String::new();
        for reported in self.reported() {
            if let Some(place) = reported.place {
                text.push_str(&format!("{}:{}:{}: ", visible(place.file), place.start.line, place.start.column));
            }
            let diagnostic = reported.diagnostic;
            text.push_str(&format!(
                "{}[{}]: {}",
                diagnostic.severity.name(),
                diagnostic.id,
                visible(&diagnostic.message)
            ));
            if let Some(help) = &diagnostic.help {
                text.push_str(&format!(" (help: {})", visible(help)));
            }
            text.push('\n');
        }
        text
    }

    /// The diagnostics as JSON, with escapes for characters that a terminal would interpret; keys are only ever added.
    pub fn json_text(&self) -> String {
        let [errors, warnings, notes] =
            [Severity::Error, Severity::Warning, Severity::Note].map(|severity| self.count(severity));
        let mut text = format!(r#"{{"version":1,"errors":{errors},"warnings":{warnings},"notes":{notes},"findings":["#);
        for (index, reported) in self.reported().iter().enumerate() {
            text.push_str(if index > 0 { "," } else { "" });
            text.push_str(&visible_json(&reported_json(reported).to_string()));
        }
        text.push_str("]}");
        text
    }

    /// Workflow commands that GitHub shows next to the lines of a pull request.
    pub fn github(&self) -> String {
        let mut text = String::new();
        for reported in self.reported() {
            text.push_str(&annotation(reported));
            text.push('\n');
        }
        text
    }
}

fn reported_json(reported: &Reported<'_>) -> Value {
    let diagnostic = reported.diagnostic;
    let related = reported.related.as_ref().map(|related| {
        json!({
            "pointer": related.pointer,
            "message": related.words,
            "place": related.place.map(|place| place_json(&place)),
        })
    });
    json!({
        "id": diagnostic.id.as_str(),
        "severity": diagnostic.severity.name(),
        "message": diagnostic.message,
        "pointer": *reported.pointer,
        "place": reported.place.map(|place| place_json(&place)),
        "label": diagnostic.label,
        "help": diagnostic.help,
        "effect": diagnostic.effect,
        "related": related,
    })
}

fn place_json(place: &Place<'_>) -> Value {
    json!({
        "file": place.file,
        "start": { "line": place.start.line, "column": place.start.column, "byte": place.span.start },
        "end": { "line": place.end.line, "column": place.end.column, "byte": place.span.end },
    })
}

fn annotation(reported: &Reported<'_>) -> String {
    let diagnostic = reported.diagnostic;
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut line = format!("::{command} ");
    if let Some(place) = reported.place {
        // Both ends of a span are inside it, for GitHub.
        let end = place.end.column.saturating_sub(1).max(place.start.column);
        let _ = write!(
            line,
            "file={},line={},endLine={},col={},endColumn={end},",
            escaped_property(place.file),
            place.start.line,
            place.end.line,
            place.start.column,
        );
    }
    let _ = write!(line, "title={}::{}", escaped_property(diagnostic.id.as_str()), escaped(&diagnostic.message));
    for (name, words) in [("effect", &diagnostic.effect), ("help", &diagnostic.help)] {
        if let Some(words) = words {
            let _ = write!(line, "%0A{name}: {}", escaped(words));
        }
    }
    let related = reported.related.as_ref().and_then(|related| Some((related.words, related.place?)));
    if let Some((words, place)) = related {
        let at = format!("{}:{}:{}", place.file, place.start.line, place.start.column);
        let _ = write!(line, "%0A{}: {}", escaped(words), escaped(&at));
    }
    line
}

/// Strings of a document may have line breaks, but a workflow command is one line.
fn escaped(text: &str) -> String {
    visible(text).replace('%', "%25")
}

fn escaped_property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}
