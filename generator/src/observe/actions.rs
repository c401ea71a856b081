//! Makes the actions of an overlay that turn one node into another, as few as possible.

use serde_json::{Map, Value};

use super::json_path::{member, quoted};

/// One action.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Action {
    pub(super) target: String,
    /// `None` removes the target.
    pub(super) update: Option<Value>,
}

/// The actions that make the object at a path another one: removals first, then one update.
pub(super) fn between(path: &str, old: &Value, new: &Value) -> Vec<Action> {
    let mut removals = Vec::new();
    let update = changes(path, old, new, &mut removals);
    let update = update.filter(|update| update.as_object().is_none_or(|members| !members.is_empty()));
    let removals = removals.into_iter().map(|target| Action { target, update: None });
    let update = update.map(|update| Action { target: path.to_owned(), update: Some(update) });
    removals.chain(update).collect()
}

/// What has to be merged into a value, after the removals.
fn changes(path: &str, old: &Value, new: &Value, removals: &mut Vec<String>) -> Option<Value> {
    match (old, new) {
        _ if old == new => None,
        (Value::Object(old), Value::Object(new)) => of_objects(path, old, new, removals).map(Value::Object),
        (Value::Array(old), Value::Array(new)) => of_arrays(path, old, new, removals),
        (Value::Object(_) | Value::Array(_), _) | (_, Value::Object(_) | Value::Array(_)) => {
            removals.push(path.to_owned());
            Some(new.clone())
        }
        _ => Some(new.clone()),
    }
}

fn of_objects(
    path: &str,
    old: &Map<String, Value>,
    new: &Map<String, Value>,
    removals: &mut Vec<String>,
) -> Option<Map<String, Value>> {
    let gone: Vec<&String> = old.keys().filter(|key| !new.contains_key(*key)).collect();
    match gone.as_slice() {
        [] => {}
        [one] => removals.push(format!("{path}{}", member(one))),
        several => {
            let names: Vec<String> = several.iter().map(|name| quoted(name)).collect();
            removals.push(format!("{path}[{}]", names.join(", ")));
        }
    }
    let mut update = Map::new();
    for (key, value) in new {
        let change = match old.get(key) {
            Some(old) => changes(&format!("{path}{}", member(key)), old, value, removals),
            None => Some(value.clone()),
        };
        update.extend(change.map(|change| (key.clone(), change)));
    }
    (!update.is_empty()).then_some(update)
}

/// An array grows at its end, or loses items; else it is replaced.
fn of_arrays(path: &str, old: &[Value], new: &[Value], removals: &mut Vec<String>) -> Option<Value> {
    if let Some(added) = new.strip_prefix(old) {
        return Some(Value::Array(added.to_vec()));
    }
    let gone: Vec<&Value> = old.iter().filter(|item| !new.contains(item)).collect();
    let kept: Vec<&Value> = old.iter().filter(|item| new.contains(item)).collect();
    let is_shorter = kept.len() == new.len() && kept.iter().zip(new).all(|(kept, new)| *kept == new);
    let names: Option<Vec<&str>> = gone.iter().map(|item| item.as_str()).collect();
    match names.filter(|_| is_shorter) {
        Some(names) => {
            let tests: Vec<String> = names.iter().map(|name| format!("@ == {}", quoted(name))).collect();
            removals.push(format!("{path}[?{}]", tests.join(" || ")));
            None
        }
        None => {
            removals.push(path.to_owned());
            Some(Value::Array(new.to_vec()))
        }
    }
}
