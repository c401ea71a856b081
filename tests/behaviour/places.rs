//! The places of a payload: every value in it, with what the description says about it.

use serde_json::{Map, Value};

/// A value in a payload.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// Where it is, as a JSON pointer.
    pub(crate) pointer: String,
    /// Where it is, as errors write it.
    pub(crate) path: String,
    /// The name of the schema, if it has one.
    pub(crate) name: Option<String>,
    /// The schema's type; empty if it has none.
    pub(crate) kind: String,
    /// The description lists the values.
    pub(crate) is_enum: bool,
    /// It may not be left out.
    pub(crate) is_required: bool,
    /// It is, or is part of, a value of a union.
    pub(crate) in_union: bool,
}

/// All places of a value but the root, those within free-form objects excepted.
pub(crate) fn of(document: &Value, schema: &Value, value: &Value) -> Vec<Place> {
    let mut places = with_root(document, schema, value);
    places.remove(0);
    places
}

/// All places of a value, the root first.
pub(crate) fn with_root(document: &Value, schema: &Value, value: &Value) -> Vec<Place> {
    let mut places = Vec::new();
    let root = Place {
        pointer: String::new(),
        path: "$".to_owned(),
        name: None,
        kind: String::new(),
        is_enum: false,
        is_required: true,
        in_union: false,
    };
    walk(document, schema, value, root, &mut places);
    places
}

fn walk(document: &Value, schema: &Value, value: &Value, mut place: Place, places: &mut Vec<Place>) {
    place.name = name_of(schema).map(str::to_owned);
    let (schema, chosen) = choose(document, schema, value);
    place.in_union |= chosen;
    place.kind = schema["type"].as_str().unwrap_or_default().to_owned();
    place.is_enum = schema.get("enum").is_some();
    places.push(place.clone());
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let item_place = Place {
                    pointer: format!("{}/{index}", place.pointer),
                    path: format!("{}[{index}]", place.path),
                    is_required: true,
                    ..place.clone()
                };
                walk(document, &schema["items"], item, item_place, places);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                // Members that are not described are those of free-form objects.
                let Some(property) = schema["properties"].get(name) else { continue };
                let member_place = Place {
                    pointer: format!("{}/{name}", place.pointer),
                    path: format!("{}.{name}", place.path),
                    is_required: required(&schema).any(|required| required == name),
                    ..place.clone()
                };
                walk(document, property, member, member_place, places);
            }
        }
        _ => {}
    }
}

/// The schema that a reference, alone or with a description, leads to.
fn name_of(schema: &Value) -> Option<&str> {
    let reference = match schema["allOf"].as_array().map(Vec::as_slice) {
        Some([part]) => &part["$ref"],
        _ => &schema["$ref"],
    };
    reference.as_str()?.rsplit('/').next()
}

/// The schema that describes the value, without references, and whether it was chosen by shape.
fn choose(document: &Value, schema: &Value, value: &Value) -> (Value, bool) {
    let schema = flatten(document, schema);
    let Some(branches) = schema["oneOf"].as_array() else {
        return (schema, false);
    };
    let by_shape = schema.get("discriminator").is_none();
    let branch = branches.iter().find(|branch| fits(document, branch, value));
    let branch = branch.map(|branch| flatten(document, branch)).unwrap_or_default();
    (branch, by_shape)
}

/// Follows references and puts the parts of `allOf` into one schema.
fn flatten(document: &Value, schema: &Value) -> Value {
    if let Some(reference) = schema["$ref"].as_str() {
        return flatten(document, document.pointer(reference.trim_start_matches('#')).unwrap());
    }
    let mut flat = schema.clone();
    for part in schema["allOf"].as_array().into_iter().flatten() {
        let part = flatten(document, part);
        merge(flat.as_object_mut().unwrap(), part.as_object().unwrap());
    }
    flat
}

fn merge(schema: &mut Map<String, Value>, part: &Map<String, Value>) {
    for (key, value) in part {
        match (schema.get_mut(key), value) {
            (Some(Value::Object(own)), Value::Object(value)) => own.extend(value.clone()),
            (Some(Value::Array(own)), Value::Array(value)) => own.extend(value.clone()),
            (Some(_), _) => {}
            (None, value) => drop(schema.insert(key.clone(), value.clone())),
        }
    }
}

/// Whether a value is of the kind a schema describes and has what it demands.
fn fits(document: &Value, schema: &Value, value: &Value) -> bool {
    let schema = flatten(document, schema);
    match (schema["type"].as_str().unwrap_or_default(), value) {
        ("object", Value::Object(members)) => {
            required(&schema).all(|name| members.contains_key(name))
                && members.iter().all(|(name, member)| match schema["properties"].get(name) {
                    Some(property) => fits(document, property, member),
                    None => schema["additionalProperties"] != false,
                })
        }
        ("array", Value::Array(_)) | ("boolean", Value::Bool(_)) | ("number" | "integer", Value::Number(_)) => true,
        ("string", Value::String(text)) => {
            schema["enum"].as_array().is_none_or(|values| values.iter().any(|value| value == text))
        }
        (_, Value::Null) => schema["nullable"] == true,
        ("", _) => true,
        _ => false,
    }
}

fn required(schema: &Value) -> impl Iterator<Item = &str> {
    schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str)
}
