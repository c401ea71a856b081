//! The words in which the document's own version says that a value may be null, or of several types.

use serde_json::{Map, Value, json};

use super::kinds::Kinds;
use super::seen::Seen;

/// Deepest schema that is inferred.
const MAX_DEPTH: usize = 12;

/// The version whose words are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Words {
    /// Swagger 2.0: `x-nullable`, `x-oneOf`.
    V2,
    /// OpenAPI 3.0: `nullable`, `oneOf`.
    V3_0,
    /// OpenAPI 3.1 and later: lists of types.
    V3_1,
}

impl Words {
    /// The keyword for one of several schemas.
    pub(super) fn one_of(self) -> &'static str {
        if self == Words::V2 { "x-oneOf" } else { "oneOf" }
    }

    /// The keyword with which a value may be null; none where `null` is a type.
    pub(super) fn nullable(self) -> Option<&'static str> {
        match self {
            Words::V2 => Some("x-nullable"),
            Words::V3_0 => Some("nullable"),
            Words::V3_1 => None,
        }
    }

    /// A schema that describes what was seen, and nothing that was not.
    pub(super) fn schema(self, seen: &Seen) -> Value {
        self.schema_below(seen, 0)
    }

    fn schema_below(self, seen: &Seen, depth: usize) -> Value {
        let may_be_null = seen.kinds.has(Kinds::NULL);
        let types = seen.kinds.types();
        let schema = match types.as_slice() {
            _ if depth > MAX_DEPTH => return json!({}),
            [] if self == Words::V3_1 && may_be_null => return json!({"type": "null"}),
            [] => json!({}),
            [one] => self.of_type(one, seen, depth),
            several if self == Words::V3_1 && are_scalars(several) => json!({"type": several}),
            several => {
                let members: Vec<Value> = several.iter().map(|one| self.of_type(one, seen, depth)).collect();
                Map::from_iter([(self.one_of().to_owned(), Value::Array(members))]).into()
            }
        };
        if may_be_null { self.or_null(schema) } else { schema }
    }

    fn of_type(self, name: &str, seen: &Seen, depth: usize) -> Value {
        match name {
            "string" => match seen.forms.as_ref().and_then(|forms| forms.first()) {
                Some(form) => json!({"type": "string", "format": form.format()}),
                None => json!({"type": "string"}),
            },
            "array" => {
                let items =
                    seen.items.as_deref().map_or_else(|| json!({}), |items| self.schema_below(items, depth + 1));
                json!({"type": "array", "items": items})
            }
            "object" if seen.is_map() => {
                let values = self.schema_below(&seen.map_values(), depth + 1);
                json!({"type": "object", "additionalProperties": values})
            }
            "object" if seen.members.is_empty() => json!({"type": "object"}),
            "object" => {
                let member = |(name, seen): (&String, &Seen)| (name.clone(), self.schema_below(seen, depth + 1));
                let properties: Map<String, Value> = seen.members.iter().map(member).collect();
                json!({"type": "object", "properties": properties})
            }
            other => json!({"type": other}),
        }
    }

    /// The schema, with null.
    pub(super) fn or_null(self, schema: Value) -> Value {
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

pub(super) fn are_scalars(types: &[&str]) -> bool {
    types.iter().all(|name| !matches!(*name, "array" | "object"))
}

/// Keywords that describe the place and stay there, and those that describe the value.
pub(super) fn split_docs(keywords: Map<String, Value>) -> (Map<String, Value>, Map<String, Value>) {
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
