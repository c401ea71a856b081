//! Parts of operations on their JSON: parameters, and the body that Swagger 2.0 has among them.

use serde_json::{Map, Value, json};

use super::layers::followed;
use crate::document::words::Words;
use crate::source::JsonPointer;

/// Keys of a parameter or a header of Swagger 2.0 that do not describe its value.
const OWN: [&str; 7] =
    ["name", "in", "description", "required", "allowEmptyValue", "collectionFormat", "x-allowReserved"];

/// Where the body of an operation is. In Swagger 2.0 it is among the parameters, so the operation is changed.
pub(super) fn body_place(words: Words, operation: &JsonPointer) -> JsonPointer {
    if words == Words::V2 { operation.clone() } else { operation.child("requestBody") }
}

/// The path item of an operation.
pub(super) fn path_item(operation: &JsonPointer) -> JsonPointer {
    let outer = operation.parent().unwrap_or_default();
    if outer.last().is_some_and(|key| key == "additionalOperations") {
        outer.parent().unwrap_or_default()
    } else {
        outer
    }
}

/// The items of the list at a place.
pub(super) fn items<'v>(root: &'v Value, place: &JsonPointer) -> &'v [Value] {
    root.pointer(place.as_str()).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// A flag that is false where it is not written.
pub(super) fn set_flag(object: &mut Value, key: &str, value: bool) {
    let Value::Object(members) = object else { return };
    let is_set = members.get(key).and_then(Value::as_bool).unwrap_or(false);
    if is_set != value {
        members.insert(key.to_owned(), value.into());
    }
}

pub(super) fn remove(object: &mut Value, key: &str) {
    if let Value::Object(members) = object {
        members.shift_remove(key);
    }
}

/// The parameter that is the body of an operation of Swagger 2.0, written out; added where there is none.
pub(super) fn swagger_body<'v>(root: &Value, operation: &'v mut Value, makes: bool) -> Result<&'v mut Value, String> {
    let Value::Object(members) = operation else { return Err("the operation is no object".to_owned()) };
    let list = members.entry("parameters").or_insert_with(|| json!([]));
    let Value::Array(list) = list else { return Err("its `parameters` are no list".to_owned()) };
    let locations: Vec<Option<String>> = list.iter().map(|parameter| location(root, parameter)).collect();
    let at = locations.iter().position(|location| location.as_deref() == Some("body"));
    if at.is_none() && locations.iter().any(|location| location.as_deref() == Some("formData")) {
        return Err("the body is a form: correct its fields, which are parameters".to_owned());
    }
    if at.is_none() && !makes {
        return Err("the document has no body here; `type` or `schema` says what it is".to_owned());
    }
    if at.is_none() {
        list.push(json!({"name": "body", "in": "body", "required": true, "schema": {}}));
    }
    let index = at.unwrap_or(list.len() - 1);
    let Some(parameter) = list.get_mut(index) else { return Err("the body is not there".to_owned()) };
    if let Some(shared) = referred(root, parameter) {
        *parameter = shared.clone();
    }
    Ok(parameter)
}

/// Removes the body of an operation of Swagger 2.0, with the fields of a form.
pub(super) fn remove_swagger_body(root: &Value, operation: &mut Value) {
    if let Some(Value::Array(list)) = operation.get_mut("parameters") {
        list.retain(|parameter| !matches!(location(root, parameter).as_deref(), Some("body" | "formData")));
    }
}

fn location(root: &Value, parameter: &Value) -> Option<String> {
    let written = referred(root, parameter).unwrap_or(parameter);
    Some(written.get("in")?.as_str()?.to_owned())
}

fn referred<'v>(root: &'v Value, parameter: &Value) -> Option<&'v Value> {
    let pointer = parameter.get("$ref")?.as_str()?.strip_prefix('#')?;
    let end = followed(root, &JsonPointer::parse(pointer)).ok()?;
    root.pointer(end.as_str())
}

/// Changes the keywords that a parameter or a header of Swagger 2.0 has in itself.
pub(super) fn as_schema(
    parameter: &mut Value,
    change: &dyn Fn(&mut Value) -> Result<(), String>,
) -> Result<(), String> {
    let Value::Object(members) = parameter else { return Err("it is no object".to_owned()) };
    let (own, keywords): (Map<String, Value>, Map<String, Value>) =
        std::mem::take(members).into_iter().partition(|(key, _)| OWN.contains(&&**key));
    let mut schema = Value::Object(keywords);
    let outcome = change(&mut schema);
    *members = own;
    if let Value::Object(keywords) = schema {
        members.extend(keywords);
    }
    if members.contains_key("$ref") {
        return Err("in Swagger 2.0, a parameter or a header cannot refer to a schema".to_owned());
    }
    outcome
}
