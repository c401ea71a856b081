//! From the name of a correction to its place: `User.email`, `listUsers`, `listUsers.200`, `listUsers.cursor`, a pointer.

use serde_json::Value;

use super::asked::Asked;
use super::layers::{followed, layers, referred};
use super::media;
use super::names::keys;
use super::parts;
use super::reports;
use super::subject::Subject;
use super::target::{Shared, Target};
use crate::diagnostics::{Diagnostic, suggest};
use crate::document::overlay::nearest;
use crate::document::words::Words;
use crate::source::JsonPointer;

/// What is not there, and what was probably meant.
struct Missing {
    what: String,
    help: Option<String>,
}

/// The place that the name of a correction leads to.
pub(super) fn target(one: &Asked<'_>, root: &Value) -> Result<Target, Box<Diagnostic>> {
    let found = if one.name.starts_with(['/', '#']) { pointed(one, root) } else { named(one, root) };
    found.map_err(|missing| reports::unknown(&one.at, one.name, &missing.what, missing.help).into())
}

fn pointed(one: &Asked<'_>, root: &Value) -> Result<Target, Missing> {
    let pointer = JsonPointer::parse(one.name.strip_prefix('#').unwrap_or(one.name));
    if root.pointer(pointer.as_str()).is_none() {
        let nearest = nearest::pointer(&pointer, root).map(|nearest| format!("the nearest place is `{nearest}`"));
        return Err(Missing { what: "the document has nothing at this place".to_owned(), help: nearest });
    }
    let Some(subject) = Subject::at(&pointer, one.words) else {
        let what = "this is no schema, parameter, header, body, response or operation".to_owned();
        let help = Some("correct it by an overlay".to_owned());
        return Err(Missing { what, help });
    };
    let operation = operation_around(&pointer, one.words);
    written(root, Target { operation, ..Target::new(subject, pointer) })
}

fn operation_around(pointer: &JsonPointer, words: Words) -> Option<JsonPointer> {
    let mut outer = pointer.parent()?;
    while Subject::at(&outer, words) != Some(Subject::Operation) {
        outer = outer.parent()?;
    }
    Some(outer)
}

/// A part that is a reference is corrected where it is used, as a copy of what is referred to.
fn written(root: &Value, target: Target) -> Result<Target, Missing> {
    if !matches!(target.subject, Subject::Parameter | Subject::Header | Subject::Body | Subject::Response) {
        return Ok(target);
    }
    let place = target.copy_of.as_ref().unwrap_or(&target.place);
    let end = followed(root, place).map_err(|what| Missing { what, help: None })?;
    let copy_of = if end == target.place { None } else { Some(end) };
    Ok(Target { copy_of, ..target })
}

/// The longest name that the document has and this one begins with, then the rest.
fn named(one: &Asked<'_>, root: &Value) -> Result<Target, Missing> {
    for (owner, rest) in splits(one.name) {
        match (one.names.operations.get(owner), one.names.schemas.get(owner)) {
            (Some(operation), Some(schema)) => {
                let help = format!("write `{operation}` or `{schema}`, with what comes after it as a JSON pointer");
                let what = format!("`{owner}` is an operation and a schema");
                return Err(Missing { what, help: Some(help) });
            }
            (Some(operation), None) => return of_operation(one, root, operation, rest),
            (None, Some(schema)) => return inside(one, root, Target::new(Subject::Schema, schema.clone()), rest),
            (None, None) => {}
        }
    }
    let (first, rest) = splits(one.name).last().unwrap_or((one.name, ""));
    let known = one.names.operations.keys().chain(one.names.schemas.keys()).map(String::as_str);
    let nearest = suggest(first, known).map(|nearest| format!("did you mean `{nearest}{rest}`?"));
    Err(Missing { what: format!("the document has no schema and no operation `{first}`"), help: nearest })
}

/// The ways to take a name apart at a dot or at brackets, the longest first part first.
fn splits(name: &str) -> impl Iterator<Item = (&str, &str)> {
    let cuts = name
        .char_indices()
        .filter(|(at, letter)| *letter == '.' || name.get(*at..).unwrap_or_default().starts_with("[]"));
    let mut cuts: Vec<usize> = cuts.map(|(at, _)| at).filter(|at| *at > 0).collect();
    cuts.push(name.len());
    cuts.into_iter().rev().filter_map(|at| Some((name.get(..at)?, name.get(at..)?)))
}

fn of_operation(one: &Asked<'_>, root: &Value, operation: &JsonPointer, rest: &str) -> Result<Target, Missing> {
    let Some(rest) = rest.strip_prefix('.') else {
        return Ok(Target { operation: Some(operation.clone()), ..Target::new(Subject::Operation, operation.clone()) });
    };
    let end = rest.find(['.', '[']).unwrap_or(rest.len());
    let (first, inner) = rest.split_at(end);
    let part = match first {
        "body" => Target::new(Subject::Body, parts::body_place(one.words, operation)),
        status if is_status(status) => Target::new(Subject::Response, operation.child("responses").child(status)),
        _ => return parameter(one, root, operation, rest),
    };
    let part = written(root, Target { operation: Some(operation.clone()), ..part })?;
    if inner.is_empty() {
        return Ok(part);
    }
    let holder = part.copy_of.as_ref().unwrap_or(&part.place);
    let Some(schema) = media::schema_place(one.words, root, holder) else {
        return Err(Missing { what: format!("`{first}` of the operation has no schema"), help: None });
    };
    let shared = part.copy_of.map(|written| Shared { place: part.place, written });
    let target = inside(one, root, Target::new(Subject::Schema, schema), inner)?;
    Ok(Target { shared, ..target })
}

fn is_status(text: &str) -> bool {
    let is_code = text.len() == 3 && text.starts_with(|first: char| first.is_ascii_digit());
    text == "default"
        || is_code && text.bytes().skip(1).all(|byte| byte.is_ascii_digit() || matches!(byte, b'X' | b'x'))
}

/// A parameter of an operation or of its path item; with `in`, one that is to be added.
fn parameter(one: &Asked<'_>, root: &Value, operation: &JsonPointer, name: &str) -> Result<Target, Missing> {
    let own = operation.child("parameters");
    let count = parts::items(root, &own).len();
    let shared = parts::path_item(operation).child("parameters");
    let mut known = Vec::new();
    for list in [&own, &shared] {
        for index in 0..parts::items(root, list).len() {
            let place = list.item(index);
            let Ok(end) = followed(root, &place) else { continue };
            let text = |key: &str| root.pointer(end.child(key).as_str()).and_then(Value::as_str).unwrap_or_default();
            let (wire_name, location) = (text("name"), text("in"));
            if !is_called(wire_name, location, name) {
                known.push(wire_name.to_owned());
                continue;
            }
            // What the path item has for all its operations, this one gets for itself.
            let (place, inherited) = if list == &own { (place, None) } else { (own.item(count), Some(place)) };
            let copy_of = inherited.as_ref().map(|_| end);
            let target = Target { copy_of, inherited, ..Target::new(Subject::Parameter, place) };
            return written(root, Target { operation: Some(operation.clone()), ..target });
        }
    }
    if one.correction.location.is_some() {
        let target = Target::new(Subject::Parameter, own.item(count));
        return Ok(Target { operation: Some(operation.clone()), name: name.to_owned(), ..target });
    }
    let parts = ["body".to_owned()].into_iter().chain(keys(root, &operation.child("responses"))).chain(known);
    let parts: Vec<String> = parts.collect();
    let nearest = suggest(name, parts.iter().map(String::as_str));
    let owner = one.name.strip_suffix(name).unwrap_or_default();
    let help = nearest.map(|nearest| format!("did you mean `{owner}{nearest}`?"));
    let help = help.or_else(|| Some("with `in: query`, the parameter is added".to_owned()));
    Err(Missing { what: format!("the operation has no parameter and no response `{name}`"), help })
}

fn is_called(wire_name: &str, location: &str, name: &str) -> bool {
    let is_same = |name: &str| name == wire_name || location == "header" && name.eq_ignore_ascii_case(wire_name);
    let placed = name.split_once('.').filter(|(first, _)| *first == location && !first.is_empty());
    location != "body" && (is_same(name) || placed.is_some_and(|(_, name)| is_same(name)))
}

/// What is inside a schema: `.property`, `[]` for items, `.*` for the values of an object.
fn inside(one: &Asked<'_>, root: &Value, start: Target, path: &str) -> Result<Target, Missing> {
    let mut target = start;
    let mut rest = path;
    while !rest.is_empty() {
        let step = if rest.starts_with("[]") { ("items", "[]") } else { ("additionalProperties", ".*") };
        let after = rest.strip_prefix(step.1).filter(|after| after.is_empty() || after.starts_with(['.', '[']));
        if let Some(after) = after {
            target = Target::new(Subject::Schema, keyword(one, root, &target.place, step.0)?);
            rest = after;
            continue;
        }
        let name = rest.strip_prefix('.').unwrap_or(rest);
        let (place, after) = property(one, root, &target.place, name)?;
        (target, rest) = (Target::new(Subject::Property, place), after);
    }
    Ok(target)
}

fn keyword(one: &Asked<'_>, root: &Value, schema: &JsonPointer, keyword: &str) -> Result<JsonPointer, Missing> {
    let has = |place: &JsonPointer| root.pointer(place.child(keyword).as_str()).is_some_and(Value::is_object);
    if let Some(layer) = layers(root, schema).into_iter().find(has) {
        return Ok(layer.child(keyword));
    }
    let name = referred(root, one.words, schema, &has);
    let help = name.map(|name| format!("`{name}` has them: correct them there"));
    Err(Missing { what: format!("the schema has no `{keyword}` with a schema"), help })
}

/// A property, and what comes after its name, which may have dots itself.
fn property<'n>(
    one: &Asked<'_>,
    root: &Value,
    schema: &JsonPointer,
    path: &'n str,
) -> Result<(JsonPointer, &'n str), Missing> {
    let layers = layers(root, schema);
    for (name, rest) in splits(path) {
        let has = |layer: &JsonPointer| root.pointer(layer.child("properties").child(name).as_str()).is_some();
        if let Some(layer) = layers.iter().find(|layer| has(layer)) {
            return Ok((layer.child("properties").child(name), rest));
        }
        if let Some(owner) = referred(root, one.words, schema, &has) {
            let what = format!("the property `{name}` is written in the schema `{owner}`");
            return Err(Missing { what, help: Some(format!("correct `{owner}.{name}{rest}`")) });
        }
    }
    let known: Vec<String> = layers.iter().flat_map(|layer| keys(root, &layer.child("properties"))).collect();
    let (name, rest) = splits(path).last().unwrap_or((path, ""));
    let owner = one.name.strip_suffix(path).unwrap_or_default();
    let nearest = suggest(name, known.iter().map(String::as_str));
    let help = nearest.map(|nearest| format!("did you mean `{owner}{nearest}{rest}`?"));
    Err(Missing { what: format!("the schema has no property `{name}`"), help })
}
