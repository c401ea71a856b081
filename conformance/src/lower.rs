//! Converts a document to JSON Schema 2020-12. The keywords of OpenAPI 3.0 are rewritten in place, so that all pointers
//! stay valid.

use conformance_protocol::Direction;
use serde_json::{Map, Value, json};

/// How the schemas are converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct SchemaMode {
    /// Properties of the other direction are not required.
    pub(crate) direction: Direction,
    /// Objects with declared properties have no others.
    pub(crate) closed: bool,
    /// Strings must match their pattern.
    pub(crate) patterns: bool,
}

/// Rewrites all schemas of a document.
pub(crate) fn lowered(document: &Value, nullable_keyword: bool, mode: SchemaMode) -> Value {
    let lowering = Lowering { document, nullable_keyword, mode };
    let mut lowered = document.clone();
    lowering.walk(&mut lowered, "");
    lowered
}

struct Lowering<'a> {
    document: &'a Value,
    nullable_keyword: bool,
    mode: SchemaMode,
}

const OF_ONE: [&str; 9] =
    ["items", "not", "if", "then", "else", "contains", "propertyNames", "additionalProperties", "unevaluatedItems"];
const OF_LISTS: [&str; 4] = ["allOf", "anyOf", "oneOf", "prefixItems"];
const OF_MAPS: [&str; 5] = ["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"];

impl Lowering<'_> {
    /// Finds the schemas among the other objects of the document.
    fn walk(&self, node: &mut Value, key: &str) {
        match node {
            Value::Object(entries) => {
                for (name, child) in entries {
                    match name.as_str() {
                        "schema" | "itemSchema" if child.is_object() => self.schema(child),
                        "schemas" | "x-webhooks" if child.is_object() => self.each(child),
                        "example" | "examples" if key != "components" => {}
                        _ => self.walk(child, name),
                    }
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.walk(item, key)),
            _ => {}
        }
    }

    fn each(&self, schemas: &mut Value) {
        if let Value::Object(schemas) = schemas {
            schemas.values_mut().for_each(|schema| self.schema(schema));
        }
    }

    fn schema(&self, node: &mut Value) {
        let Value::Object(schema) = node else { return };
        self.children(schema);
        for key in ["$schema", "$id", "id", "example", "examples", "default", "xml", "externalDocs", "discriminator"] {
            schema.remove(key);
        }
        // `required: true` belongs to parameters; at a property it means nothing.
        schema.retain(|key, value| match key.as_str() {
            "required" | "enum" | "allOf" | "anyOf" | "oneOf" => value.is_array(),
            "pattern" => self.mode.patterns,
            _ => true,
        });
        self.required(schema);
        exclusive_bounds(schema);
        widths(schema);
        implied_kind(schema);
        base64(schema);
        self.close(schema);
        if self.nullable_keyword {
            self.nullable(node);
        }
    }

    fn children(&self, schema: &mut Map<String, Value>) {
        for (key, child) in schema {
            let key = key.as_str();
            if OF_ONE.contains(&key) {
                self.used(child);
            } else if OF_LISTS.contains(&key) {
                // The members of a composition describe the same object.
                child.as_array_mut().into_iter().flatten().for_each(|member| self.member(member));
            } else if matches!(key, "properties" | "patternProperties") {
                child.as_object_mut().into_iter().flat_map(Map::values_mut).for_each(|schema| self.used(schema));
            } else if OF_MAPS.contains(&key) {
                self.each(child);
            }
        }
    }

    /// Literally `{nullable: true}` allows any value, but authors who write it as one of several members mean null.
    fn member(&self, node: &mut Value) {
        let has_null_only = |schema: &Map<String, Value>| schema.iter().all(|(key, _)| is_null_only(key));
        let is_null = node.get("nullable") == Some(&Value::Bool(true)) && node.as_object().is_some_and(has_null_only);
        if self.nullable_keyword && is_null {
            *node = json!({ "type": "null" });
        }
        self.schema(node);
    }

    /// A schema of a whole value, which has no properties but those declared inside it.
    fn used(&self, node: &mut Value) {
        self.schema(node);
        if let (true, Value::Object(schema)) = (self.mode.closed, node) {
            schema.entry("unevaluatedProperties").or_insert(json!(false));
        }
    }

    /// A schema that declares no properties allows any.
    fn close(&self, schema: &mut Map<String, Value>) {
        let has = |key: &str| schema.contains_key(key);
        let composed = ["$ref", "$dynamicRef", "allOf", "anyOf", "oneOf", "if"].into_iter().any(has);
        // A schema with only `required` applies to properties that another schema declares.
        let composed = composed || has("required") && !has("type");
        if self.mode.closed && !composed && !has("properties") && !has("additionalProperties") {
            schema.insert("additionalProperties".to_owned(), json!(true));
        }
    }

    /// Properties of the other direction are not required.
    fn required(&self, schema: &mut Map<String, Value>) {
        let Some(Value::Array(names)) = schema.get("required") else { return };
        let properties = schema.get("properties");
        let is_sent = |name: &Value| {
            let property = name.as_str().and_then(|name| properties?.get(name));
            !property.is_some_and(|property| self.is_of_other_direction(property))
        };
        let names: Vec<Value> = names.iter().filter(|name| is_sent(name)).cloned().collect();
        schema.insert("required".to_owned(), Value::Array(names));
    }

    fn is_of_other_direction(&self, property: &Value) -> bool {
        let target = property.get("$ref").and_then(Value::as_str).and_then(|reference| reference.strip_prefix('#'));
        let target = target.and_then(|pointer| self.document.pointer(pointer));
        let marked = |key: &str| {
            [Some(property), target].into_iter().flatten().any(|place| place.get(key) == Some(&Value::Bool(true)))
        };
        match self.mode.direction {
            Direction::Request => marked("readOnly"),
            Direction::Response => marked("writeOnly"),
            Direction::Either => marked("readOnly") || marked("writeOnly"),
        }
    }

    /// Converts `nullable: true` to a second type, or to an alternative next to a reference or a composition.
    fn nullable(&self, node: &mut Value) {
        let Value::Object(schema) = node else { return };
        let nullable = schema.remove("nullable") == Some(Value::Bool(true));
        if schema.contains_key("$ref") {
            // OpenAPI 3.0 ignores all siblings of a reference.
            schema.retain(|key, _| key == "$ref" || key == "unevaluatedProperties");
        }
        if !nullable {
            return;
        }
        match schema.get("type").cloned() {
            Some(Value::String(kind)) if !["allOf", "anyOf", "oneOf"].iter().any(|key| schema.contains_key(*key)) => {
                schema.insert("type".to_owned(), json!([kind, "null"]));
                if let Some(Value::Array(values)) = schema.get_mut("enum") {
                    values.push(Value::Null);
                }
            }
            _ => {
                let mut either = Map::new();
                // Pointers may lead into these copies, which change nothing for a value that is not null.
                for key in OF_ONE.iter().chain(&OF_MAPS) {
                    if let Some(child) = schema.get(*key) {
                        either.insert((*key).to_owned(), child.clone());
                    }
                }
                either.insert("anyOf".to_owned(), json!([{ "type": "null" }, Value::Object(std::mem::take(schema))]));
                *node = Value::Object(either);
            }
        }
    }
}

/// Keywords of a schema that means null.
fn is_null_only(key: &str) -> bool {
    matches!(key, "nullable" | "title" | "description" | "default" | "example" | "deprecated") || key.starts_with("x-")
}

/// OpenAPI 3.0 marks a bound as exclusive; JSON Schema has a second bound.
fn exclusive_bounds(schema: &mut Map<String, Value>) {
    for (bound, exclusive) in [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")] {
        let marked = match schema.get(exclusive) {
            Some(Value::Bool(marked)) => *marked,
            _ => continue,
        };
        schema.remove(exclusive);
        if let (true, Some(value)) = (marked, schema.get(bound).cloned()) {
            schema.remove(bound);
            schema.insert(exclusive.to_owned(), value);
        }
    }
}

/// A schema with properties means an object, although JSON Schema allows other types.
fn implied_kind(schema: &mut Map<String, Value>) {
    let has = |key: &str| schema.contains_key(key);
    if has("properties") && !["type", "allOf", "anyOf", "oneOf", "$ref", "enum", "const"].into_iter().any(has) {
        schema.insert("type".to_owned(), json!("object"));
    }
}

/// `format: byte` is base64, and so is an example of it.
fn base64(schema: &mut Map<String, Value>) {
    if schema.get("format").and_then(Value::as_str) == Some("byte") {
        let whole = "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$";
        schema.entry("pattern").or_insert(json!(whole));
    }
}

/// The formats that limit the size of an integer.
fn widths(schema: &mut Map<String, Value>) {
    let kind = schema.get("type").and_then(Value::as_str).map(str::to_owned);
    let (lowest, highest) = match schema.get("format").and_then(Value::as_str) {
        Some("int32") => (json!(i32::MIN), json!(i32::MAX)),
        Some("int64") => (json!(i64::MIN), json!(i64::MAX)),
        Some("uint32") => (json!(0), json!(u32::MAX)),
        Some("uint64") => (json!(0), json!(u64::MAX)),
        Some("float") if kind.as_deref() == Some("number") => (json!(f32::MIN), json!(f32::MAX)),
        _ => return,
    };
    if matches!(kind.as_deref(), Some("integer" | "number")) {
        schema.entry("minimum").or_insert(lowest);
        schema.entry("maximum").or_insert(highest);
    }
}
