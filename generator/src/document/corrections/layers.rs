//! The parts of a schema that are true together: itself and the members of its `allOf`, as far as they are written in place.

use serde_json::Value;

use super::super::words::Words;
use crate::source::JsonPointer;

/// Deepest nesting of `allOf`, and longest chain of references.
const MAX_DEPTH: usize = 16;

/// The places of a schema and of the members of its `allOf`.
pub(super) fn layers(root: &Value, schema: &JsonPointer) -> Vec<JsonPointer> {
    let mut found = Vec::new();
    collect(root, schema, MAX_DEPTH, &mut found);
    found
}

fn collect(root: &Value, schema: &JsonPointer, depth: usize, found: &mut Vec<JsonPointer>) {
    found.push(schema.clone());
    let members = root.pointer(schema.child("allOf").as_str()).and_then(Value::as_array).map_or(0, Vec::len);
    for index in (0..members).take_while(|_| depth > 0) {
        collect(root, &schema.child("allOf").item(index), depth - 1, found);
    }
}

/// The schema that a place is a layer of.
pub(super) fn whole(layer: &JsonPointer) -> JsonPointer {
    let outer = layer.parent();
    match outer.as_ref().and_then(|list| Some((list.last()?, list.parent()?))) {
        Some((key, schema)) if key == "allOf" => whole(&schema),
        _ => layer.clone(),
    }
}

/// The name of the schema that one of the layers refers to and that fits; what that refers to is looked at, too.
pub(super) fn referred(
    root: &Value,
    words: Words,
    schema: &JsonPointer,
    fits: &dyn Fn(&JsonPointer) -> bool,
) -> Option<String> {
    let mut next = vec![(schema.clone(), None::<String>)];
    for _ in 0..MAX_DEPTH * MAX_DEPTH {
        let (schema, name) = next.pop()?;
        for layer in layers(root, &schema) {
            if name.is_some() && fits(&layer) {
                return name;
            }
            let reference = root.pointer(layer.child("$ref").as_str()).and_then(Value::as_str);
            let named = reference.and_then(|reference| words.named(reference));
            next.extend(named.map(|named| (words.schemas().child(&named), Some(named))));
        }
    }
    None
}

/// The place at the end of a chain of references in this file, beginning with a place that may be one.
///
/// # Errors
///
/// When the chain leads into another file, or nowhere.
pub(super) fn followed(root: &Value, place: &JsonPointer) -> Result<JsonPointer, String> {
    let mut place = place.clone();
    for _ in 0..MAX_DEPTH {
        let Some(reference) = root.pointer(place.child("$ref").as_str()).and_then(Value::as_str) else {
            return Ok(place);
        };
        let Some(pointer) = reference.strip_prefix('#').filter(|pointer| root.pointer(pointer).is_some()) else {
            return Err(format!("it is a reference to `{reference}`, and corrections change the main file only"));
        };
        place = JsonPointer::parse(pointer);
    }
    Err("its references lead in a circle".to_owned())
}
