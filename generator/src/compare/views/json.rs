//! The changes as one JSON object, for programs; `schema.json` describes it.

use serde_json::{Value, json};

use crate::compare::change::{Change, ChangePlace, Comparison};
use crate::source::visible_json;

/// The JSON Schema of the object.
const SCHEMA: &str = include_str!("schema.json");

impl Comparison {
    /// The changes as JSON; keys are only ever added.
    pub fn json_text(&self) -> String {
        let object = json!({
            "request": self.request().as_str(),
            "response": self.response().as_str(),
            "wire": self.wire().as_str(),
            "rust": self.rust().as_str(),
            "silent": self.silent(),
            "version": self.version,
            "next_version": self.next_version,
            "changes": self.changes.iter().map(change_json).collect::<Vec<Value>>(),
        });
        visible_json(&object.to_string()).into_owned()
    }

    /// The JSON Schema of what [`json_text`](Self::json_text) returns.
    pub fn json_schema() -> &'static str {
        SCHEMA
    }
}

fn change_json(change: &Change) -> Value {
    let reach =
        |reach: &crate::compare::Reach| json!({"operation": reach.operation, "direction": reach.direction.as_str()});
    json!({
        "id": change.id,
        "fingerprint": change.fingerprint,
        "title": change.title,
        "cause": change.cause.as_str(),
        "request": change.request.as_str(),
        "response": change.response.as_str(),
        "wire": change.wire().as_str(),
        "rust": change.rust.as_str(),
        "silent": change.silent,
        "before": change.before.iter().map(place_json).collect::<Vec<Value>>(),
        "after": change.after.iter().map(place_json).collect::<Vec<Value>>(),
        "reach": change.reach.iter().map(reach).collect::<Vec<Value>>(),
        "was": change.was,
        "now": change.now,
        "why": change.why,
        "migration": change.migration,
        "approved": change.approved,
        "hits": change.hits.iter().map(|hit| json!({"file": hit.file, "line": hit.line})).collect::<Vec<Value>>(),
    })
}

fn place_json(place: &ChangePlace) -> Value {
    json!({"file": place.file, "line": place.line, "column": place.column})
}
