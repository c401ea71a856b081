//! Fragments: a document without everything that an answer has no value of.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::Plan;
use crate::payload::{Seen, made};
use crate::schemas::{Schemas, members, reference, type_of};

/// The keywords that say what a value is.
const KEPT: [&str; 8] = ["type", "format", "nullable", "enum", "example", "additionalProperties", "$ref", "title"];

/// The part of a document of which an answer has values, as a document of its own.
///
/// A member of a union that no value is of is kept with the scalars that it requires.
#[must_use]
pub fn cut(document: &Value, plan: &Plan) -> Value {
    let (_, seen) = made(document, plan);
    let mut cutter = Cutter { schemas: Schemas::of(document), seen, wanted: BTreeSet::from([plan.root.to_owned()]) };
    let mut done = Map::new();
    while let Some(name) = cutter.wanted.iter().find(|name| !done.contains_key(*name)).cloned() {
        let schema = cutter.component(&name);
        done.insert(name, schema);
    }
    let components: Map<String, Value> =
        cutter.schemas.iter().filter_map(|(name, _)| done.remove_entry(name)).collect();
    let items = json!({"type": "array", "items": {"$ref": format!("#/components/schemas/{}", plan.root)}});
    json!({
        "openapi": "3.0.3",
        "info": {"title": format!("A part of the document of {}", plan.name), "version": "1"},
        "paths": {"/items": {"get": {"operationId": "listItems", "responses": {"200": {
            "description": "The items", "content": {"application/json": {"schema": items}},
        }}}}},
        "components": {"schemas": components},
    })
}

struct Cutter<'d> {
    schemas: Schemas<'d>,
    seen: Seen,
    wanted: BTreeSet<String>,
}

impl<'d> Cutter<'d> {
    fn component(&mut self, name: &str) -> Value {
        let schema = self.schemas.component(name);
        if self.seen.has(schema) { self.schema(schema) } else { self.outline(schema) }
    }

    fn schema(&mut self, schema: &'d Value) -> Value {
        let mut kept = Map::new();
        self.wanted.extend(reference(schema).map(str::to_owned));
        for (keyword, value) in schema.as_object().into_iter().flatten() {
            let part = match (keyword.as_str(), value) {
                ("properties", Value::Object(properties)) => self.properties(properties),
                ("required", Value::Array(names)) => required(names, schema, &self.seen),
                ("anyOf" | "oneOf", _) => self.members(schema),
                ("allOf", Value::Array(parts)) => parts.iter().map(|part| self.schema(part)).collect(),
                ("items" | "additionalProperties", Value::Object(_)) => self.schema(value),
                (keyword, value) if KEPT.contains(&keyword) && keyword != "title" => value.clone(),
                _ => continue,
            };
            kept.insert(keyword.clone(), part);
        }
        Value::Object(kept)
    }

    fn properties(&mut self, properties: &'d Map<String, Value>) -> Value {
        let mut kept = Map::new();
        for (name, property) in properties {
            if self.seen.has(property) {
                kept.insert(name.clone(), self.schema(property));
            }
        }
        Value::Object(kept)
    }

    /// The members of which there are values, and all that are components.
    fn members(&mut self, schema: &'d Value) -> Value {
        let mut kept = Vec::new();
        for member in members(schema) {
            if self.seen.has(member) || reference(member).is_some() {
                kept.push(self.schema(member));
            }
        }
        Value::Array(kept)
    }

    /// An object with the scalars that it requires.
    fn outline(&mut self, schema: &'d Value) -> Value {
        let (properties, required) = self.schemas.properties(schema);
        let is_scalar = |schema: &Value| matches!(type_of(schema), "string" | "integer" | "boolean");
        let mut kept = Map::new();
        for (name, property) in properties {
            if required.contains(name) && is_scalar(property) {
                kept.insert(name.to_owned(), self.schema(property));
            }
        }
        let required: Vec<&String> = kept.keys().collect();
        json!({"type": "object", "required": required, "properties": kept})
    }
}

/// The names of the properties that are kept.
fn required(names: &[Value], schema: &Value, seen: &Seen) -> Value {
    let property = |name: &str| schema.get("properties")?.get(name);
    let is_kept = |name: &&Value| name.as_str().and_then(property).is_none_or(|property| seen.has(property));
    names.iter().filter(is_kept).cloned().collect()
}
