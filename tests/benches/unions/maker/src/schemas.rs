//! The schemas of a document, as far as answers are made of them.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

const PREFIX: &str = "#/components/schemas/";

/// The components of a document.
#[derive(Clone, Copy)]
pub(crate) struct Schemas<'d>(&'d Map<String, Value>);

impl<'d> Schemas<'d> {
    pub(crate) fn of(document: &'d Value) -> Self {
        let components = document.pointer("/components/schemas").and_then(Value::as_object);
        Self(components.expect("the document has schemas"))
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = (&'d str, &'d Value)> {
        self.0.iter().map(|(name, schema)| (name.as_str(), schema))
    }

    pub(crate) fn component(self, name: &str) -> &'d Value {
        self.0.get(name).unwrap_or_else(|| panic!("the document has no schema {name}"))
    }

    /// The schema itself: what a reference, or an `allOf` of one, is for.
    pub(crate) fn resolved(self, schema: &'d Value) -> &'d Value {
        let mut schema = schema;
        loop {
            schema = match (reference(schema), all_of(schema)) {
                (Some(name), _) => self.component(name),
                (None, [only]) if schema.get("properties").is_none() => only,
                _ => return schema,
            };
        }
    }

    /// Whether null is allowed.
    pub(crate) fn is_nullable(self, schema: &'d Value) -> bool {
        let says_so = |schema: &Value| schema.get("nullable") == Some(&Value::Bool(true));
        says_so(schema) || reference(schema).is_some_and(|name| self.is_nullable(self.component(name)))
    }

    /// The properties of an object with those of its `allOf`, and which must be there.
    pub(crate) fn properties(self, schema: &'d Value) -> (Vec<(&'d str, &'d Value)>, BTreeSet<&'d str>) {
        let schema = self.resolved(schema);
        let mut properties = Vec::new();
        let mut required: BTreeSet<&str> = items(schema, "required").iter().filter_map(Value::as_str).collect();
        for part in all_of(schema) {
            let (inherited, also_required) = self.properties(part);
            properties.extend(inherited);
            required.extend(also_required);
        }
        for (name, property) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            properties.retain(|(known, _)| known != name);
            properties.push((name.as_str(), property));
        }
        (properties, required)
    }

    /// Whether it is an object with properties.
    pub(crate) fn is_record(schema: &Value) -> bool {
        schema.get("properties").and_then(Value::as_object).is_some_and(|of| !of.is_empty()) || all_of(schema).len() > 1
    }
}

/// The component that a schema refers to.
pub(crate) fn reference(schema: &Value) -> Option<&str> {
    schema.get("$ref")?.as_str()?.strip_prefix(PREFIX)
}

/// The members of a union; empty if it is none.
pub(crate) fn members(schema: &Value) -> &[Value] {
    let any_of = items(schema, "anyOf");
    if any_of.is_empty() { items(schema, "oneOf") } else { any_of }
}

pub(crate) fn all_of(schema: &Value) -> &[Value] {
    items(schema, "allOf")
}

/// The strings of an enumeration.
pub(crate) fn listed(schema: &Value) -> Vec<&str> {
    items(schema, "enum").iter().filter_map(Value::as_str).collect()
}

/// The type in words; empty if there is none.
pub(crate) fn type_of(schema: &Value) -> &str {
    schema.get("type").and_then(Value::as_str).unwrap_or_default()
}

fn items<'s>(schema: &'s Value, key: &str) -> &'s [Value] {
    schema.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
