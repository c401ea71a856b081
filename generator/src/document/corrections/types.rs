//! What a value is, on the JSON of one schema: its types, its format, whether it may be null.

use serde_json::{Map, Value, json};

use super::names::Names;
use crate::diagnostics::suggest;
use crate::document::words::{Words, are_scalars, split_docs};

/// The types of JSON Schema, and words for what is no type of its own.
const TYPES: [&str; 8] = ["string", "integer", "number", "boolean", "object", "array", "binary", "any"];

/// Gives the value these types; what describes its place stays.
pub(super) fn set_types(words: Words, names: &Names, schema: &mut Value, types: &[String]) -> Result<(), String> {
    let (null, others): (Vec<&String>, Vec<&String>) = types.iter().partition(|name| *name == "null");
    if others.is_empty() {
        return Err("name a type: a value that is always null needs none".to_owned());
    }
    let wanted = others.iter().map(|name| one(words, names, name)).collect::<Result<Vec<_>, _>>()?;
    let may_be_null = words.is_nullable(schema) || !null.is_empty();
    if !says(words, schema, &others, &wanted) {
        let Value::Object(keywords) = schema.take() else {
            *schema = union(words, &others, wanted);
            return Ok(());
        };
        let (mut docs, _) = split_docs(keywords);
        docs.shift_remove("nullable");
        docs.shift_remove("x-nullable");
        // A default of another type would be no value of the new one.
        docs.shift_remove("default");
        *schema = words.with_docs(docs, union(words, &others, wanted));
    }
    if may_be_null {
        set_nullable(words, schema, true);
    }
    Ok(())
}

/// The schema of a name: `User`, `string[]`.
fn one(words: Words, names: &Names, name: &str) -> Result<Value, String> {
    if let Some(item) = name.strip_suffix("[]") {
        return Ok(json!({"type": "array", "items": one(words, names, item)?}));
    }
    Ok(match name {
        "any" => json!({}),
        "binary" if words == Words::V2 => json!({"type": "file"}),
        "binary" => json!({"type": "string", "format": "binary"}),
        name if TYPES.contains(&name) => json!({"type": name}),
        name if names.schemas.contains_key(name) => json!({"$ref": words.reference_to(name)}),
        unknown => {
            let known = TYPES.into_iter().chain(names.schemas.keys().map(String::as_str));
            let nearest = suggest(unknown, known).map(|nearest| format!("; did you mean `{nearest}`?"));
            return Err(format!("`{unknown}` is no type and no schema{}", nearest.unwrap_or_default()));
        }
    })
}

/// One of several schemas.
fn union(words: Words, names: &[&String], mut schemas: Vec<Value>) -> Value {
    let plain: Vec<&str> = names.iter().map(|name| name.as_str()).collect();
    let are_types = plain.iter().all(|name| TYPES.iter().take(4).any(|known| known == name));
    match schemas.len() {
        1 => schemas.pop().unwrap_or_default(),
        _ if words == Words::V3_1 && are_types && are_scalars(&plain) => json!({"type": plain}),
        _ => Map::from_iter([(words.one_of().to_owned(), Value::Array(schemas))]).into(),
    }
}

/// True if the schema gives the value these types already.
fn says(words: Words, schema: &Value, names: &[&String], wanted: &[Value]) -> bool {
    let mut bare = schema.clone();
    set_nullable(words, &mut bare, false);
    let Value::Object(keywords) = bare else { return false };
    let composes =
        ["$ref", "allOf", "oneOf", "anyOf", "x-oneOf", "x-anyOf"].iter().any(|key| keywords.contains_key(*key));
    let mut written: Vec<&str> = match keywords.get("type") {
        Some(Value::String(name)) => vec![name],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let mut plain: Vec<&str> = names.iter().map(|name| name.as_str()).collect();
    written.sort_unstable();
    plain.sort_unstable();
    if !composes && !written.is_empty() && written == plain {
        return true;
    }
    let (_, inner) = split_docs(keywords);
    let inner = Value::Object(inner);
    let union = union(words, names, wanted.to_vec());
    inner == union || inner == json!({"allOf": [union]})
}

/// Sets the format, or takes it away.
pub(super) fn set_format(schema: &mut Value, format: &str) -> Result<(), String> {
    let Value::Object(keywords) = schema else { return Err("the schema is no object".to_owned()) };
    if keywords.contains_key("$ref") {
        return Err("the schema is a reference: correct what it refers to, or give the `type`, too".to_owned());
    }
    if format == "none" {
        keywords.shift_remove("format");
    } else {
        keywords.insert("format".to_owned(), format.into());
    }
    Ok(())
}

/// Lets the value be null, or not.
pub(super) fn set_nullable(words: Words, schema: &mut Value, may_be_null: bool) {
    if words.is_nullable(schema) == may_be_null {
        return;
    }
    let old = schema.take();
    *schema = if may_be_null { words.or_null(old) } else { words.without_null(old) };
}
