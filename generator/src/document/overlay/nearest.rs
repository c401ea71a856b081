//! The path that exists and is most like one that selects nothing: what somebody meant who mistyped it.

use std::borrow::Cow;

use serde_json::Value;

use crate::diagnostics::suggest;
use crate::source::JsonPointer;

/// The path with its first step that does not exist replaced by the most similar name there; without such a name, the
/// part of the path that exists. `None` for paths with other selectors than names and indices.
pub(super) fn path(path: &str, root: &Value) -> Option<String> {
    let found = steps(&names(path)?, root).filter(|found| !found.is_empty())?;
    Some(found.iter().fold("$".to_owned(), |path, name| path + &segment(name)))
}

/// The last name of a path is not there, and one that looks like it is.
pub(super) fn has_similar(path: &str, root: &Value) -> bool {
    let names = names(path).unwrap_or_default();
    !names.is_empty() && steps(&names, root).is_some_and(|found| found.len() == names.len())
}

/// The path of what a path takes from: `$.a` for `$.a.b` and for `$.a[?@ == 'b']`.
pub(super) fn outer(path: &str) -> Option<&str> {
    if !path.ends_with(']') {
        return path.rfind('.').and_then(|at| path.get(..at));
    }
    let mut quote = None;
    let mut depth = 0_usize;
    let mut begin = None;
    let mut is_escaped = false;
    for (at, letter) in path.char_indices() {
        match (quote, letter) {
            _ if is_escaped => is_escaped = false,
            (Some(_), '\\') => is_escaped = true,
            (Some(open), _) if open == letter => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(letter),
            (None, '[') => {
                begin = if depth == 0 { Some(at) } else { begin };
                depth += 1;
            }
            (None, ']') => depth = depth.saturating_sub(1),
            (None, _) => {}
        }
    }
    begin.and_then(|at| path.get(..at))
}

/// The pointer that exists and is most like one that does not, as [`path`].
pub(in crate::document) fn pointer(pointer: &JsonPointer, root: &Value) -> Option<JsonPointer> {
    let names: Vec<String> = pointer.segments().map(Cow::into_owned).collect();
    let found = steps(&names, root).filter(|found| !found.is_empty())?;
    Some(found.iter().fold(JsonPointer::root(), |pointer, name| pointer.child(name)))
}

/// The steps that exist; none if all of them do.
fn steps(names: &[String], root: &Value) -> Option<Vec<String>> {
    let mut value = root;
    let mut found = Vec::new();
    for name in names {
        let Some(next) = step(value, name) else {
            let keys = value.as_object().map(|members| members.keys().map(String::as_str));
            found.extend(keys.and_then(|keys| suggest(name, keys)).map(str::to_owned));
            return Some(found);
        };
        value = next;
        found.push(name.clone());
    }
    None
}

fn step<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    match value {
        Value::Object(members) => members.get(name),
        Value::Array(items) => name.parse::<usize>().ok().and_then(|index| items.get(index)),
        _ => None,
    }
}

/// A name as a segment of a path.
fn segment(name: &str) -> String {
    let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !name.starts_with(|first: char| first.is_ascii_digit());
    if is_plain {
        [".", name].concat()
    } else {
        ["['", &name.replace('\\', "\\\\").replace('\'', "\\'"), "']"].concat()
    }
}

/// The names and indices of a path that has nothing else.
fn names(path: &str) -> Option<Vec<String>> {
    let mut rest = path.strip_prefix('$')?;
    let mut names = Vec::new();
    while !rest.is_empty() {
        if let Some(name) = rest.strip_prefix('.') {
            let end = name.find(['.', '[']).unwrap_or(name.len());
            names.push(name.get(..end).filter(|name| !name.is_empty() && *name != "*")?.to_owned());
            rest = name.get(end..)?;
        } else {
            let inner = rest.strip_prefix('[')?;
            let (name, after) = match inner.chars().next()? {
                quote @ ('\'' | '"') => inner.get(1..)?.split_once([quote])?,
                _ => inner.split_once(']').map(|(index, _)| (index, inner.get(index.len()..).unwrap_or_default()))?,
            };
            names.push(name.to_owned());
            rest = after.strip_prefix(']')?;
        }
    }
    Some(names)
}

#[cfg(test)]
mod tests {
    use super::outer;

    #[test]
    fn a_path_without_its_last_step() {
        assert_eq!(outer("$.a.b"), Some("$.a"));
        assert_eq!(outer("$.a['x.y[0]']"), Some("$.a"));
        assert_eq!(outer("$.a.required[?@ == 'b]' || @ == 'c']"), Some("$.a.required"));
        assert_eq!(outer("$['it\\'s'][0]"), Some("$['it\\'s']"));
        assert_eq!(outer("$"), None);
    }
}
