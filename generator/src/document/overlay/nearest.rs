//! The path that exists and is most like one that selects nothing: what somebody meant who mistyped it.

use serde_json::Value;

use crate::diagnostics::suggest;

/// The path with its first step that does not exist replaced by the most similar name there; without such a name, the
/// part of the path that exists. `None` for paths with other selectors than names and indices.
pub(super) fn path(path: &str, root: &Value) -> Option<String> {
    let mut value = root;
    let mut found = "$".to_owned();
    for name in names(path)? {
        let Some(next) = step(value, &name) else {
            let keys = value.as_object().map(|members| members.keys().map(String::as_str));
            let similar = keys.and_then(|keys| suggest(&name, keys));
            let found = similar.map_or(found.clone(), |name| [&found, &*segment(name)].concat());
            return (found != "$").then_some(found);
        };
        value = next;
        found.push_str(&segment(&name));
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
