//! Reports as SARIF 2.1.0, which code hosts show as alerts and keep track of.

use serde_json::{Value, json};

use super::report::{Place, Report, Reported};
use super::{DiagnosticId, Severity};
use crate::source::visible_json;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

impl Report<'_> {
    /// The diagnostics as one SARIF log with one run.
    pub fn sarif(&self) -> String {
        let mut ids: Vec<DiagnosticId> = self.reported().iter().map(|reported| reported.diagnostic.id).collect();
        ids.sort_unstable_by_key(|id| id.as_str());
        ids.dedup();
        let rules: Vec<Value> = ids.iter().map(|id| rule(*id)).collect();
        let results: Vec<Value> = self.reported().iter().map(|reported| result(reported, &ids)).collect();
        let log = json!({
            "$schema": SCHEMA,
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": { "name": "clientgen", "rules": rules } },
                "columnKind": "unicodeCodePoints",
                "results": results,
            }],
        });
        visible_json(&log.to_string()).into()
    }
}

fn rule(id: DiagnosticId) -> Value {
    let entry = id.entry();
    json!({
        "id": id.as_str(),
        "shortDescription": { "text": entry.purpose },
        "fullDescription": { "text": format!("{} {}", entry.purpose, entry.why) },
        "help": { "text": entry.explanation() },
        "properties": { "tags": [entry.group.name()] },
    })
}

fn result(reported: &Reported<'_>, ids: &[DiagnosticId]) -> Value {
    let diagnostic = reported.diagnostic;
    let mut text = diagnostic.message.clone();
    for (name, words) in [("effect", &diagnostic.effect), ("help", &diagnostic.help)] {
        if let Some(words) = words {
            text.push_str(&format!("\n{name}: {words}"));
        }
    }
    let logical = json!([{ "fullyQualifiedName": *reported.pointer, "kind": "element" }]);
    let mut location = json!({ "logicalLocations": logical });
    if let Some(place) = reported.place {
        location["physicalLocation"] = physical(&place);
    }
    let mut result = json!({
        "ruleId": diagnostic.id.as_str(),
        "ruleIndex": ids.iter().position(|id| *id == diagnostic.id),
        "level": level(diagnostic.severity),
        "message": { "text": text },
        "locations": [location],
        // Lines move; the place in the document stays.
        "partialFingerprints": { "place/v1": format!("{}:{}", diagnostic.id, diagnostic.pointer.as_str()) },
    });
    if let Some(related) = &reported.related
        && let Some(place) = related.place
    {
        result["relatedLocations"] =
            json!([{ "id": 1, "message": { "text": related.words }, "physicalLocation": physical(&place) }]);
    }
    result
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn physical(place: &Place<'_>) -> Value {
    json!({
        "artifactLocation": { "uri": uri(place.file) },
        "region": {
            "startLine": place.start.line,
            "startColumn": place.start.column,
            "endLine": place.end.line,
            "endColumn": place.end.column.max(place.start.column),
        },
    })
}

/// A path as a relative reference of RFC 3986.
fn uri(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => text.push(char::from(byte)),
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_are_references() {
        assert_eq!(uri("spec/my api.yaml"), "spec/my%20api.yaml");
        assert_eq!(uri("C:/ä.yaml"), "C%3A/%C3%A4.yaml");
    }
}
