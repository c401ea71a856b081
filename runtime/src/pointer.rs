//! JSON pointers (RFC 6901) into values and into the JSON of a body.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::model::additional;
use crate::model::machinery::{Record, ValueRef};

/// Calls `read` with the value at a pointer, if there is one.
pub(crate) fn find(value: ValueRef<'_>, pointer: &str, read: &mut dyn FnMut(ValueRef<'_>)) {
    let Some((name, rest)) = first_segment(pointer) else {
        return read(value);
    };
    match value {
        ValueRef::Record(record) | ValueRef::Tagged(_, record) => find_in_record(record, &name, rest, read),
        ValueRef::Map(entries) => {
            if let Some(value) = entries.get(&name) {
                find(value, rest, read);
            }
        }
        ValueRef::Value(Value::Object(members)) => {
            if let Some(value) = members.get(&*name) {
                find(ValueRef::Value(value), rest, read);
            }
        }
        _ => {}
    }
}

fn find_in_record(record: &dyn Record, name: &str, rest: &str, read: &mut dyn FnMut(ValueRef<'_>)) {
    let descriptor = record.descriptor();
    record.with_refs(&mut |refs| {
        let known = descriptor.wire_names.iter().zip(refs).find(|(wire_name, _)| **wire_name == name);
        let value = match known {
            Some((_, value)) => Some(*value),
            None => additional(descriptor, refs).and_then(|entries| entries.get(name)),
        };
        if let Some(value) = value {
            find(value, rest, read);
        }
    });
}

/// The first segment of a pointer, unescaped, and the pointer after it.
fn first_segment(pointer: &str) -> Option<(Cow<'_, str>, &str)> {
    let rest = pointer.strip_prefix('/')?;
    let (segment, rest) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let name = if segment.contains('~') {
        Cow::Owned(segment.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(segment)
    };
    Some((name, rest))
}

/// The JSON of a body with another value at the pointer; objects on the way are added. An empty body is an object.
pub(crate) fn with_value(body: &[u8], pointer: &str, value: Value) -> Result<Vec<u8>, String> {
    let mut root = match body {
        [] => Value::Object(Map::new()),
        body => serde_json::from_slice(body).map_err(|error| error.to_string())?,
    };
    set(&mut root, pointer, value)?;
    serde_json::to_vec(&root).map_err(|error| error.to_string())
}

/// The JSON of a body without the member at the pointer; `None` if it does not have it.
pub(crate) fn without(body: &[u8], pointer: &str) -> Result<Option<Vec<u8>>, String> {
    let mut root: Value = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    let mut place = &mut root;
    let mut rest = pointer;
    while let Some((name, after)) = first_segment(rest) {
        let Some(members) = place.as_object_mut() else { return Ok(None) };
        if after.is_empty() {
            let is_there = members.remove(&*name).is_some();
            return is_there.then(|| serde_json::to_vec(&root)).transpose().map_err(|error| error.to_string());
        }
        let Some(inner) = members.get_mut(&*name) else { return Ok(None) };
        place = inner;
        rest = after;
    }
    Ok(None)
}

fn set(root: &mut Value, pointer: &str, value: Value) -> Result<(), String> {
    let mut place = root;
    let mut rest = pointer;
    while let Some((name, after)) = first_segment(rest) {
        if place.is_null() {
            *place = Value::Object(Map::new());
        }
        let members = place.as_object_mut().ok_or_else(|| format!("the body has no object for {pointer}"))?;
        place = members.entry(name).or_insert(Value::Null);
        rest = after;
    }
    *place = value;
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_body_keeps_what_it_has() {
        let table = [
            ("", "/cursor", json!({"cursor": "x"})),
            (r#"{"cursor":"a","filter":[1.50,null]}"#, "/cursor", json!({"cursor": "x", "filter": [1.5, null]})),
            (r#"{"page":null}"#, "/page/after", json!({"page": {"after": "x"}})),
            (r#"{"page":{"size":2}}"#, "/page/after", json!({"page": {"size": 2, "after": "x"}})),
            ("{}", "/a~1b/c~0d", json!({"a/b": {"c~d": "x"}})),
        ];
        for (body, pointer, expected) in table {
            let made = with_value(body.as_bytes(), pointer, "x".into()).unwrap_or_default();
            assert_eq!(serde_json::from_slice::<Value>(&made).ok(), Some(expected), "{body}");
        }
        assert!(with_value(b"[]", "/cursor", "x".into()).is_err());
        assert!(with_value(b"a=b", "/cursor", "x".into()).is_err());
    }

    #[test]
    fn a_body_loses_one_member() {
        let table = [
            (r#"{"sort":1,"cursor":"a"}"#, "/sort", Some(json!({"cursor": "a"}))),
            (r#"{"page":{"sort":null,"size":2}}"#, "/page/sort", Some(json!({"page": {"size": 2}}))),
            (r#"{"cursor":"a"}"#, "/sort", None),
            (r#"{"page":7}"#, "/page/sort", None),
            ("[]", "/sort", None),
        ];
        for (body, pointer, expected) in table {
            let made = without(body.as_bytes(), pointer).unwrap_or_default();
            assert_eq!(made.and_then(|made| serde_json::from_slice::<Value>(&made).ok()), expected, "{body}");
        }
        assert!(without(b"a=b", "/sort").is_err());
    }

    #[test]
    fn values_are_found_below_any_object() {
        let value = json!({"meta": {"next.link": "n", "a/b": 1}, "list": []});
        let text = |pointer| {
            let mut found = None;
            find(ValueRef::Value(&value), pointer, &mut |value| {
                if let ValueRef::Value(value) = value {
                    found = Some(value.to_string());
                }
            });
            found
        };
        assert_eq!(text("/meta/next.link").as_deref(), Some("\"n\""));
        assert_eq!(text("/meta/a~1b").as_deref(), Some("1"));
        assert_eq!(text("/list/0"), None);
        assert_eq!(text("/meta/missing"), None);
    }
}
