//! The order of positional arguments: that of the last run, so that no call of old code changes its meaning.
//!
//! Whatever had a place keeps it. A new argument takes the place of one that is gone, else it comes last.

use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics};
use crate::ir::{Api, BodyMedia, Field, MediaKind, Operation, Record, TypeId, TypeKind, TypeRef, query};
use crate::lock;
use crate::lock::{Callable, Lock};
use crate::source::JsonPointer;

/// A positional argument of a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Argument {
    /// The parameter at this position among all parameters.
    Parameter(usize),
    /// The argument at this position among those for the body.
    Body(usize),
}

/// The record whose properties become arguments, if they cover what it requires.
pub(crate) fn body_record<'a>(
    api: &'a Api,
    operation: &Operation,
    media: &'a BodyMedia,
) -> Option<(TypeId, &'a Record)> {
    if operation.body_arguments.is_empty() || !matches!(media.kind, MediaKind::Json | MediaKind::Form) {
        return None;
    }
    let TypeRef::Named(id) = query::resolved(&api.types, &media.type_ref) else { return None };
    let TypeKind::Record(record) = &api.type_def(*id).kind else { return None };
    let covered = |field: &Field| !query::is_asked_for(field) || operation.body_arguments.contains(&field.wire_name);
    record.fields.iter().all(covered).then_some((*id, record))
}

/// The fields that the constructor of a record asks for, by position, in the order of its arguments.
pub(super) fn of_constructor(record: &Record, locked: Option<&[String]>) -> Order {
    let asked = record.fields.iter().enumerate().filter(|(_, field)| query::is_asked_for(field));
    let (positions, keys): (Vec<usize>, Vec<String>) =
        asked.map(|(position, field)| (position, lock::name_of(&field.wire_name).into_owned())).unzip();
    let order = ordered(&keys, locked);
    let positions = order.positions.iter().filter_map(|&index| positions.get(index).copied()).collect();
    Order { positions, ..order }
}

/// The arguments of a method: parameters that are required, those of the path first, then the body.
pub(super) fn of_method(
    api: &Api,
    operation: &Operation,
    media: Option<&BodyMedia>,
    locked: Option<&[String]>,
) -> (Vec<Argument>, bool) {
    let required = operation.parameters.iter().enumerate().filter(|(_, parameter)| parameter.required);
    let (mut arguments, mut keys): (Vec<Argument>, Vec<String>) = required
        .map(|(index, parameter)| {
            (Argument::Parameter(index), lock::parameter(parameter.location, &parameter.wire_name))
        })
        .unzip();
    if operation.body.as_ref().is_some_and(|body| body.required) {
        let body = media.map(|media| of_body(api, operation, media)).unwrap_or_default();
        arguments.extend((0..body.len()).map(Argument::Body));
        keys.extend(body);
    }
    let order = ordered(&keys, locked);
    (order.positions.iter().filter_map(|&index| arguments.get(index).copied()).collect(), order.kept)
}

/// The order of the arguments of the setter for an optional body.
pub(super) fn of_body_setter(
    api: &Api,
    operation: &Operation,
    media: Option<&BodyMedia>,
    locked: Option<&[String]>,
) -> Order {
    if operation.body.as_ref().is_none_or(|body| body.required) {
        return Order::default();
    }
    ordered(&media.map(|media| of_body(api, operation, media)).unwrap_or_default(), locked)
}

/// What the arguments for a body are, in document order: `body`, or `body tags` for each property.
pub(crate) fn of_body(api: &Api, operation: &Operation, media: &BodyMedia) -> Vec<String> {
    let Some((_, record)) = body_record(api, operation, media) else { return vec!["body".to_owned()] };
    let names = record.fields.iter().map(|field| &field.wire_name);
    let given = names.filter(|name| operation.body_arguments.contains(name));
    given.map(|name| ["body ", &lock::name_of(name)].concat()).collect()
}

/// An order, and whether it is another one than the document's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Order {
    /// Positions in document order, in the order of the arguments.
    pub(super) positions: Vec<usize>,
    /// The last run decides, not the document.
    pub(super) kept: bool,
}

fn ordered(keys: &[String], locked: Option<&[String]>) -> Order {
    let locked = locked.unwrap_or_default();
    let is_known = |key: &String| locked.contains(key);
    let mut new = (0..keys.len()).filter(|&index| keys.get(index).is_some_and(|key| !is_known(key)));
    let held = |place: &String| keys.iter().position(|key| key == place);
    let mut positions: Vec<usize> = Vec::with_capacity(keys.len());
    for place in locked {
        positions.extend(held(place).or_else(|| new.next()));
    }
    positions.extend(new);
    let kept = !positions.is_sorted();
    Order { positions, kept }
}

/// The order in which a method's arguments were given: by method and path, or by operation id where it moved.
pub(super) fn locked_method<'l>(lock: &'l Lock, operation: &Operation, wire: &str) -> Option<&'l [String]> {
    lock.arguments(Callable::Method, wire).or_else(|| lock.moved_arguments(operation.id.as_str(), wire))
}

/// Says that the document's order is not the one of the arguments.
pub(super) fn note_kept(pointer: &JsonPointer, what: &str, diagnostics: &mut Diagnostics) {
    diagnostics.push(
        Diagnostic::note(
            DiagnosticId::ArgumentOrder,
            pointer.clone(),
            ["the arguments of ", what, " are in another order than in the document"].concat(),
        )
        .label("the order was different in the last run")
        .effect("they keep the places of the last run, and a new one comes last")
        .help("to take the order of the document, delete the line of the function from `surface.txt`"),
    );
}

#[cfg(test)]
mod tests {
    use super::ordered;

    #[test]
    fn arguments_keep_their_places() {
        for (document, locked, expected) in [
            ("a b", "", "a b"),
            ("a b", "b a", "b a"),
            ("new a b", "a b", "a b new"),
            ("new b a", "a b", "a b new"),
            ("a new c", "a b c", "a new c"),
            ("new c a", "a b c", "a new c"),
            ("c a", "a b c", "a c"),
            ("x y", "a b", "x y"),
            ("", "a", ""),
        ] {
            let list = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<String>>();
            let keys = list(document);
            let order = ordered(&keys, Some(&list(locked)));
            let names: Vec<&str> = order.positions.iter().map(|&index| keys[index].as_str()).collect();
            assert_eq!(names.join(" "), expected, "{document} after {locked}");
            assert_eq!(order.kept, document != expected, "{document} after {locked}");
        }
    }
}
