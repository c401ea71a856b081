//! Edits of documents by pointer: what is set, removed, renamed and swapped.

use serde_json::Value;

/// Makes the edits that a row names, from its keys for the description or for the overrides.
pub(crate) fn edit(document: &mut Value, row: &Value, set: &str, remove: &str) {
    for pointer in row[remove].as_array().into_iter().flatten() {
        take(document, pointer.as_str().expect("a pointer"));
    }
    for (pointer, value) in row[set].as_object().into_iter().flatten() {
        put(document, pointer, value.clone());
    }
}

/// Gives a key another name, in its place; follows references to renamed schemas.
pub(crate) fn rename(document: &mut Value, row: &Value) {
    if let (Some(from), Some(to)) = (row["rename"]["from"].as_str(), row["rename"]["to"].as_str()) {
        let (holder, key) = split(from);
        let (_, new_key) = split(to);
        let map = document.pointer_mut(holder).and_then(Value::as_object_mut).expect("an object");
        let entries = std::mem::take(map).into_iter();
        *map = entries.map(|(name, value)| (if name == key { new_key.clone() } else { name }, value)).collect();
    }
    for (from, to) in row["references"].as_object().into_iter().flatten() {
        let reference = |name: &str| format!("#/components/schemas/{name}");
        refer(document, &reference(from), &reference(to.as_str().expect("a name")));
    }
    if let [one, other] = row["swap"].as_array().map(Vec::as_slice).unwrap_or_default() {
        let (one, other) = (one.as_str().expect("a pointer"), other.as_str().expect("a pointer"));
        let values = (document.pointer(one).cloned(), document.pointer(other).cloned());
        put(document, one, values.1.expect("a value"));
        put(document, other, values.0.expect("a value"));
    }
}

fn refer(value: &mut Value, from: &str, to: &str) {
    match value {
        Value::Object(map) => map.iter_mut().for_each(|(key, value)| match value {
            Value::String(text) if key == "$ref" && text == from => *text = to.to_owned(),
            value => refer(value, from, to),
        }),
        Value::Array(items) => items.iter_mut().for_each(|item| refer(item, from, to)),
        _ => {}
    }
}

/// The pointer of what holds a place, and the last key, unescaped.
fn split(pointer: &str) -> (&str, String) {
    let (holder, key) = pointer.rsplit_once('/').expect("a pointer");
    (holder, key.replace("~1", "/").replace("~0", "~"))
}

/// Sets a place; an index after the end of a list adds to it.
fn put(document: &mut Value, pointer: &str, value: Value) {
    let (holder, key) = split(pointer);
    if document.pointer(holder).is_none() {
        put(document, holder, Value::Object(serde_json::Map::new()));
    }
    match document.pointer_mut(holder).expect("it is there now") {
        Value::Array(items) => match key.parse::<usize>().ok().filter(|index| *index < items.len()) {
            Some(index) => items[index] = value,
            None => items.push(value),
        },
        Value::Object(map) => drop(map.insert(key, value)),
        other => panic!("{pointer}: {other} holds nothing"),
    }
}

fn take(document: &mut Value, pointer: &str) {
    let (holder, key) = split(pointer);
    match document.pointer_mut(holder).unwrap_or_else(|| panic!("{pointer} is not there")) {
        Value::Array(items) => drop(items.remove(key.parse().expect("an index"))),
        Value::Object(map) => assert!(map.shift_remove(&key).is_some(), "{pointer} is not there"),
        other => panic!("{pointer}: {other} holds nothing"),
    }
}
