//! Changes to one schema object that make it true, on its JSON.

use serde_json::{Map, Value, json};

use super::evidence::Evidence;
use super::kinds::Kinds;
use super::seen::Seen;
use crate::document::{Words, are_scalars, split_docs};

impl Words {
    /// Values of other kinds are allowed, too.
    pub(super) fn allow_kinds(self, schema: &mut Value, evidence: &Evidence) {
        let seen = &evidence.seen;
        let other = seen.kinds.without(Kinds::NULL);
        if !other.is_none() {
            self.allow_other(schema, seen, other);
        }
        if seen.kinds.has(Kinds::NULL) {
            let old = schema.take();
            *schema = self.or_null(old);
        }
    }

    fn allow_other(self, schema: &mut Value, seen: &Seen, other: Kinds) {
        let Value::Object(keywords) = schema else { return };
        if keywords.get("type") == Some(&json!("integer")) && other == Kinds::FRACTION {
            keywords.insert("type".to_owned(), json!("number"));
            keywords.shift_remove("format");
            return;
        }
        let added = Seen { kinds: other, ..seen.clone() };
        let names = other.types();
        if self == Words::V3_1 && are_scalars(&names) && is_plain(keywords) {
            let known = match keywords.get("type") {
                Some(Value::Array(types)) => types.clone(),
                Some(one) => vec![one.clone()],
                None => Vec::new(),
            };
            let new = names.iter().map(|name| json!(name)).filter(|name| !known.contains(name));
            let types: Vec<Value> = known.iter().cloned().chain(new).collect();
            keywords.insert("type".to_owned(), types.into());
            return;
        }
        self.add_member(keywords, self.schema(&added));
    }

    /// The value may be described by another schema, too.
    pub(super) fn add_member(self, keywords: &mut Map<String, Value>, added: Value) {
        let has_own =
            keywords.contains_key("type") || keywords.contains_key("properties") || keywords.contains_key("$ref");
        let known =
            ["oneOf", "anyOf", "x-oneOf", "x-anyOf"].into_iter().find(|keyword| keywords.contains_key(*keyword));
        if let (false, Some(Value::Array(members))) = (has_own, known.and_then(|keyword| keywords.get_mut(keyword))) {
            members.push(added);
            return;
        }
        let (mut outer, inner) = split_docs(std::mem::take(keywords));
        let mut members = vec![Value::Object(inner)];
        match added {
            Value::Object(mut union) if union.len() == 1 && union.contains_key(self.one_of()) => {
                let several = union.shift_remove(self.one_of());
                members.extend(several.and_then(|several| several.as_array().cloned()).into_iter().flatten());
            }
            one => members.push(one),
        }
        outer.insert(self.one_of().to_owned(), members.into());
        *keywords = outer;
    }
}

/// The schema says its types, and nothing else that a value depends on.
fn is_plain(keywords: &Map<String, Value>) -> bool {
    let says_more = ["enum", "const", "format", "$ref", "allOf", "oneOf", "anyOf", "properties", "items"];
    keywords.contains_key("type") && !says_more.iter().any(|keyword| keywords.contains_key(*keyword))
}

/// A member need not be there.
pub(super) fn drop_required(schema: &mut Value, name: &str) {
    let Value::Object(keywords) = schema else { return };
    if let Some(Value::Array(names)) = keywords.get_mut("required") {
        names.retain(|required| required != name);
        if names.is_empty() {
            keywords.shift_remove("required");
        }
    }
}

/// A member is declared.
pub(super) fn add_property(schema: &mut Value, name: &str, property: Value) {
    let Value::Object(keywords) = schema else { return };
    let properties = keywords.entry("properties").or_insert_with(|| json!({}));
    if let Value::Object(properties) = properties {
        properties.insert(name.to_owned(), property);
    }
}

/// Members with names that are data have a schema.
pub(super) fn add_additional(schema: &mut Value, values: Value) {
    if let Value::Object(keywords) = schema {
        keywords.insert("additionalProperties".to_owned(), values);
    }
}

/// Values are added to the list; where some cannot be listed, the list goes.
pub(super) fn list_values(schema: &mut Value, evidence: &Evidence) {
    let Value::Object(keywords) = schema else { return };
    let only = keywords.shift_remove("const");
    if evidence.has_more {
        keywords.shift_remove("enum");
        return;
    }
    let new = evidence.listed.iter().filter_map(|text| serde_json::from_str::<Value>(text).ok());
    match keywords.get_mut("enum") {
        Some(Value::Array(values)) => values.extend(new),
        _ => {
            let values: Vec<Value> = only.into_iter().chain(new).collect();
            keywords.insert("enum".to_owned(), values.into());
        }
    }
}

/// The format goes; an integer gets a wider one, if that is enough.
pub(super) fn widen_format(schema: &mut Value, format: &str, evidence: &Evidence) {
    let Value::Object(keywords) = schema else { return };
    let is_integer = matches!(format, "int32" | "uint32" | "int64" | "uint64");
    match (is_integer, evidence.seen.is_beyond_i64) {
        (true, false) => {
            keywords.insert("format".to_owned(), json!("int64"));
        }
        (true, true) => {
            keywords.shift_remove("format");
            keywords.insert("type".to_owned(), json!("number"));
        }
        (false, _) => {
            keywords.shift_remove("format");
        }
    }
}

/// A limit goes.
pub(super) fn drop_limit(schema: &mut Value, keyword: &str) {
    let Value::Object(keywords) = schema else { return };
    keywords.shift_remove(keyword);
    let twin = match keyword {
        "exclusiveMinimum" => "minimum",
        "exclusiveMaximum" => "maximum",
        _ => return,
    };
    // Before 3.1 the flag and the bound are two keywords.
    if keywords.get(twin).is_some() && !keywords.contains_key(keyword) {
        keywords.shift_remove(twin);
    }
}
