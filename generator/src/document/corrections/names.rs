//! Names that corrections can begin with: operations by their id or by method and path, schemas by their name.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::words::Words;
use crate::source::JsonPointer;

const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// Whether the operation with a method and a path was in the last client.
pub(in crate::document) type IsKnown<'a> = &'a dyn Fn(&str, &str) -> bool;

/// The names of a document with their places.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) operations: BTreeMap<String, JsonPointer>,
    pub(super) schemas: BTreeMap<String, JsonPointer>,
    pub(super) security_schemes: Vec<String>,
}

impl Names {
    /// Of operations with the same id, the one that is known has it, else the first one.
    pub(super) fn of(root: &Value, words: Words, is_known: Option<IsKnown<'_>>) -> Names {
        let mut names = Names::default();
        let section = words.schemas();
        for name in keys(root, &section) {
            let place = section.child(&name);
            names.schemas.insert(name, place);
        }
        names.security_schemes = keys(root, &words.security_schemes());
        let paths = JsonPointer::root().child("paths");
        let mut ids: Vec<(bool, String, JsonPointer)> = Vec::new();
        for path in keys(root, &paths) {
            names.add_path(root, &paths.child(&path), &path, |method, id, place| {
                let is_known = is_known.is_some_and(|is_known| is_known(method, &path));
                ids.push((!is_known, id.to_owned(), place.clone()));
            });
        }
        ids.sort_by_key(|(is_new, ..)| *is_new);
        for (_, id, place) in ids {
            names.operations.entry(id).or_insert(place);
        }
        names
    }

    fn add_path(
        &mut self,
        root: &Value,
        place: &JsonPointer,
        path: &str,
        mut has_id: impl FnMut(&str, &str, &JsonPointer),
    ) {
        let additional = place.child("additionalOperations");
        let known = METHODS.iter().map(|method| (method.to_uppercase(), place.child(method)));
        let further = keys(root, &additional).into_iter().map(|method| (method.clone(), additional.child(&method)));
        for (method, place) in known.chain(further) {
            let Some(operation) = root.pointer(place.as_str()).filter(|operation| operation.is_object()) else {
                continue;
            };
            if let Some(id) = operation.get("operationId").and_then(Value::as_str) {
                has_id(&method, id.trim(), &place);
            }
            self.operations.entry(format!("{method} {path}")).or_insert(place);
        }
    }
}

/// The keys of the object at a place.
pub(super) fn keys(root: &Value, place: &JsonPointer) -> Vec<String> {
    let object = root.pointer(place.as_str()).and_then(Value::as_object);
    object.map(|object| object.keys().cloned().collect()).unwrap_or_default()
}
