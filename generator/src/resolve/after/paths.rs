//! Paths of properties, as rules of lists and of waiting write them, and what they lead to.

use std::borrow::Cow;

use crate::ir::{Api, Field, TypeId, TypeKind, TypeRef, query};
use crate::source::JsonPointer;

/// A property that a path leads to, with the names on the way.
pub(super) struct Found<'t> {
    pub(super) path: Vec<String>,
    pub(super) type_ref: &'t TypeRef,
    /// The properties on the way, each with the record that has it.
    pub(super) fields: Vec<(TypeId, &'t Field)>,
}

/// Follows a path inside a type: names separated by dots, or a JSON pointer.
pub(super) fn follow<'t>(api: &'t Api, start: &'t TypeRef, text: &str) -> Result<Found<'t>, String> {
    let mut found = Found { path: Vec::new(), type_ref: start, fields: Vec::new() };
    let is_pointer = text.starts_with('/');
    let separator = if is_pointer { '/' } else { '.' };
    let mut names: &[&str] = &text.split(separator).filter(|name| !name.is_empty()).collect::<Vec<_>>();
    while let Some(&first) = names.first() {
        let Some((id, fields)) = record(api, found.type_ref) else {
            // JSON of any kind may have it.
            if *query::non_null(&api.types, found.type_ref) == TypeRef::Any {
                found.path.extend(names.iter().map(|name| unescaped(name, is_pointer).into_owned()));
                found.type_ref = &TypeRef::Any;
                return Ok(found);
            }
            return Err(format!("`{first}` is looked for in something that is no object"));
        };
        // A name may contain dots itself, as `@odata.nextLink` does; the longest one counts.
        let longest = if is_pointer { 1 } else { names.len() };
        let named = |count: &usize| {
            let name = names.get(..*count)?.join(".");
            let name = unescaped(&name, is_pointer).into_owned();
            fields.iter().find(|field| field.wire_name == name).map(|field| (*count, field))
        };
        let (count, field) = (1..=longest)
            .rev()
            .find_map(|count| named(&count))
            .ok_or_else(|| format!("it has no property `{}`", unescaped(first, is_pointer)))?;
        found.path.push(field.wire_name.clone());
        found.type_ref = &field.type_ref;
        found.fields.push((id, field));
        names = names.get(count..).unwrap_or_default();
    }
    Ok(found)
}

fn unescaped(segment: &str, is_pointer: bool) -> Cow<'_, str> {
    if is_pointer { JsonPointer::unescaped(segment) } else { Cow::Borrowed(segment) }
}

/// The record that a type is, if it is one.
pub(super) fn record<'t>(api: &'t Api, type_ref: &'t TypeRef) -> Option<(TypeId, &'t [Field])> {
    match query::non_null(&api.types, type_ref) {
        TypeRef::Named(id) | TypeRef::Boxed(id) => match &api.type_def(*id).kind {
            TypeKind::Record(record) => Some((*id, &record.fields)),
            _ => None,
        },
        _ => None,
    }
}

/// The kind of a value, as far as paging is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scalar {
    /// A string, also in a format.
    Text,
    /// An integer, or a number that may be one.
    Number,
    /// A boolean.
    Flag,
    /// Any JSON.
    Any,
}

/// What a value is; `None` for arrays, objects, bytes and listed values.
pub(super) fn scalar(api: &Api, type_ref: &TypeRef) -> Option<Scalar> {
    match query::non_null(&api.types, type_ref) {
        TypeRef::String | TypeRef::Formatted(_) => Some(Scalar::Text),
        TypeRef::Integer(_) | TypeRef::Float { .. } => Some(Scalar::Number),
        TypeRef::Boolean => Some(Scalar::Flag),
        TypeRef::Any => Some(Scalar::Any),
        _ => None,
    }
}
