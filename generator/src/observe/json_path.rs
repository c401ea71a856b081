//! JSON pointers as JSONPath (RFC 9535).

use serde_json::Value;

use crate::source::JsonPointer;

/// The path of a place, as a person would write it; `tree` says which segments are indices.
pub(super) fn of_pointer(pointer: &JsonPointer, tree: &Value) -> String {
    let mut path = "$".to_owned();
    let mut at = Some(tree);
    for segment in pointer.segments() {
        if at.is_some_and(Value::is_array) {
            path.push_str(&format!("[{segment}]"));
        } else {
            path.push_str(&member(&segment));
        }
        at = at.and_then(|value| match value {
            Value::Object(members) => members.get(&*segment),
            Value::Array(items) => items.get(segment.parse::<usize>().ok()?),
            _ => None,
        });
    }
    path
}

/// `.name`, or `['name']` where a name has other characters.
pub(super) fn member(name: &str) -> String {
    let mut letters = name.chars();
    let begins = letters.next().is_some_and(|letter| letter.is_ascii_alphabetic() || letter == '_');
    if begins && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '_') {
        return format!(".{name}");
    }
    format!("[{}]", quoted(name))
}

/// A string in a path.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = "'".to_owned();
    for letter in text.chars() {
        match letter {
            '\'' => quoted.push_str("\\'"),
            '\\' => quoted.push_str("\\\\"),
            letter if (letter as u32) < 0x20 => quoted.push_str(&format!("\\u{:04x}", letter as u32)),
            letter => quoted.push(letter),
        }
    }
    quoted.push('\'');
    quoted
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::of_pointer;
    use crate::source::JsonPointer;

    #[test]
    fn places_become_paths() {
        let tree = json!({"paths": {"/users/{id}": {"get": {"parameters": [{}]}}}, "a": {"it's": {"0": {}}}});
        let path = |text: &str| of_pointer(&JsonPointer::parse(text), &tree);
        assert_eq!(path("/paths/~1users~1{id}/get/parameters/0"), "$.paths['/users/{id}'].get.parameters[0]");
        assert_eq!(path("/a/it's/0"), "$.a['it\\'s']['0']");
        assert_eq!(path(""), "$");
    }
}
