//! The words in which each version says that a value may be null, or of several types, and where it has its sections.

use serde_json::{Map, Value, json};

use super::node::Node;
use crate::source::JsonPointer;

/// The version whose words are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Words {
    /// Swagger 2.0: `x-nullable`, `x-oneOf`.
    V2,
    /// OpenAPI 3.0: `nullable`, `oneOf`.
    V3_0,
    /// OpenAPI 3.1 and later: lists of types.
    V3_1,
}

impl Words {
    /// The words of the tree of a document as it is written.
    pub(super) fn of(root: &Node) -> Words {
        let version = |key: &str| root.get(key).and_then(Node::to_text);
        match (version("openapi"), version("swagger")) {
            (None, Some(_)) => Words::V2,
            (Some(version), _) if version.trim().starts_with("3.0") => Words::V3_0,
            _ => Words::V3_1,
        }
    }

    /// The section of schemas with names.
    pub(crate) fn schemas(self) -> JsonPointer {
        let root = JsonPointer::root();
        if self == Words::V2 { root.child("definitions") } else { root.child("components").child("schemas") }
    }

    /// The section of security schemes.
    pub(super) fn security_schemes(self) -> JsonPointer {
        let root = JsonPointer::root();
        if self == Words::V2 {
            root.child("securityDefinitions")
        } else {
            root.child("components").child("securitySchemes")
        }
    }

    /// A reference to the schema with a name.
    pub(super) fn reference_to(self, name: &str) -> String {
        format!("#{}", self.schemas().child(name))
    }

    /// The name of the schema that a reference leads to.
    pub(super) fn named(self, reference: &str) -> Option<String> {
        let pointer = JsonPointer::parse(reference.strip_prefix('#')?);
        let is_named = pointer.parent().as_ref() == Some(&self.schemas());
        pointer.last().filter(|_| is_named).map(std::borrow::Cow::into_owned)
    }

    /// The keyword for one of several schemas.
    pub(crate) fn one_of(self) -> &'static str {
        if self == Words::V2 { "x-oneOf" } else { "oneOf" }
    }

    /// The keyword with which a value may be null; none where `null` is a type.
    pub(crate) fn nullable(self) -> Option<&'static str> {
        match self {
            Words::V2 => Some("x-nullable"),
            Words::V3_0 => Some("nullable"),
            Words::V3_1 => None,
        }
    }

    /// True if the schema itself says that the value may be null.
    pub(super) fn is_nullable(self, schema: &Value) -> bool {
        let is_null = |value: &Value| value == "null" || value.get("type").is_some_and(|kind| kind == "null");
        let lists =
            |keyword: &str| schema.get(keyword).and_then(Value::as_array).is_some_and(|list| list.iter().any(is_null));
        let is_said = self.nullable().is_some_and(|keyword| schema.get(keyword) == Some(&Value::Bool(true)));
        is_said || ["type", "oneOf", "anyOf"].iter().any(|keyword| lists(keyword))
    }

    /// The schema, without null.
    pub(super) fn without_null(self, schema: Value) -> Value {
        let Value::Object(mut keywords) = schema else { return schema };
        keywords.shift_remove("nullable");
        keywords.shift_remove("x-nullable");
        if let Some(Value::Array(values)) = keywords.get_mut("enum") {
            values.retain(|value| !value.is_null());
        }
        let is_null = |value: &Value| value == "null" || value.get("type").is_some_and(|kind| kind == "null");
        let mut only = None;
        for keyword in ["type", "oneOf", "anyOf"] {
            let Some(Value::Array(list)) = keywords.get_mut(keyword) else { continue };
            list.retain(|value| !is_null(value));
            if let [one] = list.as_slice() {
                only = Some((keyword, one.clone()));
            }
        }
        match only {
            Some((keyword @ "type", name)) => _ = keywords.insert(keyword.to_owned(), name),
            Some((keyword, one)) => {
                keywords.shift_remove(keyword);
                return self.with_docs(keywords, one);
            }
            None => {}
        }
        keywords.into()
    }

    /// A schema with keywords that describe its place. Before 3.1 those next to a `$ref` do not count.
    pub(super) fn with_docs(self, mut docs: Map<String, Value>, schema: Value) -> Value {
        let Value::Object(keywords) = schema else { return docs.into() };
        if keywords.contains_key("$ref") && !docs.is_empty() && self != Words::V3_1 {
            docs.insert("allOf".to_owned(), json!([keywords]));
        } else {
            docs.extend(keywords);
        }
        docs.into()
    }

    /// The schema, with null.
    pub(crate) fn or_null(self, schema: Value) -> Value {
        let Value::Object(mut keywords) = schema else { return schema };
        if let Some(keyword) = self.nullable() {
            return self.or_null_by_keyword(keywords, keyword).into();
        }
        let null = Value::from("null");
        match keywords.get_mut("type") {
            Some(Value::Array(types)) if !types.contains(&null) => types.push(null),
            Some(one @ Value::String(_)) => *one = json!([one.take(), "null"]),
            Some(_) => {}
            None => return self.or_null_by_union(keywords),
        }
        if keywords.contains_key("const") {
            return json!({"anyOf": [keywords, {"type": "null"}]});
        }
        list_null(&mut keywords);
        keywords.into()
    }

    /// Keywords next to a `$ref` do not count before 3.1, so it moves into `allOf`.
    fn or_null_by_keyword(self, mut keywords: Map<String, Value>, keyword: &str) -> Map<String, Value> {
        if let Some(reference) = keywords.shift_remove("$ref") {
            keywords.insert("allOf".to_owned(), json!([{"$ref": reference}]));
        }
        keywords.insert(keyword.to_owned(), Value::Bool(true));
        list_null(&mut keywords);
        keywords
    }

    fn or_null_by_union(self, mut keywords: Map<String, Value>) -> Value {
        let nothing = json!({"type": "null"});
        for keyword in ["oneOf", "anyOf"] {
            if let Some(Value::Array(members)) = keywords.get_mut(keyword) {
                members.push(nothing);
                return keywords.into();
            }
        }
        let is_composed = ["$ref", "allOf"].iter().any(|keyword| keywords.contains_key(*keyword));
        match (is_composed, keywords.contains_key("properties"), keywords.contains_key("items")) {
            (true, ..) => {
                let (mut outer, inner) = split_docs(keywords);
                outer.insert("anyOf".to_owned(), json!([inner, nothing]));
                outer.into()
            }
            (false, true, _) => with(keywords, "type", json!(["object", "null"])),
            (false, false, true) => with(keywords, "type", json!(["array", "null"])),
            (false, false, false) => {
                list_null(&mut keywords);
                keywords.into()
            }
        }
    }
}

/// Null is one of the listed values, where values are listed.
fn list_null(keywords: &mut Map<String, Value>) {
    if let Some(Value::Array(values)) = keywords.get_mut("enum")
        && !values.contains(&Value::Null)
    {
        values.push(Value::Null);
    }
}

fn with(mut keywords: Map<String, Value>, keyword: &str, value: Value) -> Value {
    keywords.insert(keyword.to_owned(), value);
    keywords.into()
}

pub(crate) fn are_scalars(types: &[&str]) -> bool {
    types.iter().all(|name| !matches!(*name, "array" | "object"))
}

/// Keywords that describe the place and stay there, and those that describe the value.
pub(crate) fn split_docs(keywords: Map<String, Value>) -> (Map<String, Value>, Map<String, Value>) {
    let stays = |key: &str| {
        matches!(
            key,
            "title"
                | "description"
                | "example"
                | "examples"
                | "default"
                | "deprecated"
                | "readOnly"
                | "writeOnly"
                | "xml"
                | "externalDocs"
                | "nullable"
        ) || key.starts_with("x-") && key != "x-oneOf"
    };
    keywords.into_iter().partition(|(key, _)| stays(key))
}
