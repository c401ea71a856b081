//! Media types and schemas of bodies and responses, on their JSON.

use serde_json::{Map, Value, json};

use crate::correction::Streaming;
use crate::document::words::Words;
use crate::source::JsonPointer;

/// The value of a key, made if it is not there. A value that is no object becomes one.
pub(super) fn member<'v>(object: &'v mut Value, key: &str) -> &'v mut Value {
    if !object.is_object() {
        *object = Value::Object(Map::new());
    }
    &mut object[key]
}

/// The place of the schema of a body or a response, of JSON if there is a choice.
pub(super) fn schema_place(words: Words, root: &Value, holder: &JsonPointer) -> Option<JsonPointer> {
    let object = root.pointer(holder.as_str())?;
    if words != Words::V2 {
        let content = object.get("content")?.as_object()?;
        let json = content.keys().find(|name| is_json(name)).or_else(|| content.keys().next())?;
        return Some(holder.child("content").child(json).child("schema"));
    }
    let is_body = |parameter: &Value| parameter.get("in").and_then(Value::as_str) == Some("body");
    match object.get("parameters").and_then(Value::as_array) {
        Some(parameters) => {
            let index = parameters.iter().position(is_body)?;
            Some(holder.child("parameters").item(index).child("schema"))
        }
        None => object.get("schema").map(|_| holder.child("schema")),
    }
}

/// The schemas of a body or a response: those of JSON, or else all.
pub(super) fn schemas(words: Words, object: &mut Value) -> Vec<&mut Value> {
    if words == Words::V2 {
        return object.get_mut("schema").into_iter().collect();
    }
    let Some(content) = object.get_mut("content").and_then(Value::as_object_mut) else { return Vec::new() };
    let has_json = content.keys().any(|name| is_json(name));
    let described = content.iter_mut().filter(|(name, _)| !has_json || is_json(name));
    described.map(|(_, media)| member(media, "schema")).collect()
}

/// Whether a response has a body.
pub(super) fn has_body(words: Words, response: &Value) -> bool {
    match words {
        Words::V2 => response.get("schema").is_some(),
        _ => response.get("content").and_then(Value::as_object).is_some_and(|content| !content.is_empty()),
    }
}

/// Gives a body or a response these media types, each with the schema it had, or that of another one of its family.
pub(super) fn set_media_types(object: &mut Value, names: &[String]) {
    let old = member(object, "content").take();
    let old = old.as_object().cloned().unwrap_or_default();
    let media = |name: &String| {
        let known = old.get(name).cloned();
        let other = || old.iter().find(|(other, _)| is_structured(other) && is_structured(name));
        let media = known.or_else(|| other().map(|(_, media)| media.clone()));
        (
            name.clone(),
            media.unwrap_or_else(|| {
                by_family(name, Words::V3_0).map_or_else(|| json!({}), |schema| json!({"schema": schema}))
            }),
        )
    };
    *member(object, "content") = Value::Object(names.iter().map(media).collect());
}

/// Makes the schema of a response of Swagger 2.0 one that its media types can have.
pub(super) fn fit_schema(response: &mut Value, names: &[String], words: Words) {
    if names.iter().any(|name| is_structured(name)) && response.get("schema").is_some() {
        return;
    }
    let schema = names.iter().find_map(|name| by_family(name, words));
    *member(response, "schema") = schema.unwrap_or_else(|| json!({}));
}

/// What a body is whose media type has no structure.
fn by_family(name: &str, words: Words) -> Option<Value> {
    match essence(name) {
        _ if is_structured(name) => None,
        text if text.starts_with("text/") => Some(json!({"type": "string"})),
        _ if words == Words::V2 => Some(json!({"type": "file"})),
        _ => Some(json!({"type": "string", "format": "binary"})),
    }
}

/// The media type of a body that comes in pieces.
pub(super) fn streamed(streaming: Streaming) -> Vec<String> {
    let name = match streaming {
        Streaming::Events => "text/event-stream",
        Streaming::Lines => "application/x-ndjson",
        Streaming::None => "application/json",
    };
    vec![name.to_owned()]
}

/// The response comes in such pieces already.
pub(super) fn is_streamed(response: &Value, streaming: Streaming) -> bool {
    let Some(content) = response.get("content").and_then(Value::as_object) else { return false };
    let fits = |name: &String| match streaming {
        Streaming::Events => is_events(name),
        Streaming::Lines => is_lines(name),
        Streaming::None => !is_events(name) && !is_lines(name),
    };
    !content.is_empty() && content.keys().all(fits)
}

fn essence(name: &str) -> &str {
    name.split(';').next().unwrap_or_default().trim()
}

fn is_json(name: &str) -> bool {
    let essence = essence(name).to_ascii_lowercase();
    essence.ends_with("/json") || essence.ends_with("+json") || essence == "*/*" || essence == "application/*"
}

fn is_events(name: &str) -> bool {
    essence(name).eq_ignore_ascii_case("text/event-stream")
}

fn is_lines(name: &str) -> bool {
    let essence = essence(name).to_ascii_lowercase();
    ["jsonl", "ndjson", "jsonlines", "json-lines", "json-seq"].iter().any(|end| essence.ends_with(end))
}

/// The body has members or items that a schema describes.
fn is_structured(name: &str) -> bool {
    let is_form = essence(name).ends_with("form-urlencoded") || essence(name).starts_with("multipart/");
    is_json(name) || is_events(name) || is_lines(name) || is_form
}
