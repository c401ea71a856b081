//! Success statuses whose bodies turn out to be of one type: a method returns that type, not an enum of it.

use crate::ir::{Api, Payload, Success, SuccessCase, TypeDef, TypeRef, query};

/// Replaces what distinguishes statuses where their payloads are of one type, now that duplicates are known.
pub(in crate::resolve) fn merge(api: &mut Api) {
    let types = &api.types;
    for operation in &mut api.operations {
        let Success::ByStatus(cases) = &operation.success else { continue };
        if let Some(one) = one_payload(cases, types) {
            let is_empty = cases.iter().any(|case| case.payload == Payload::Empty);
            operation.success = if is_empty { Success::Optional(one) } else { Success::One(one) };
        }
    }
}

/// The first payload, if all others that have content are of the same type and read in the same way.
fn one_payload(cases: &[SuccessCase], types: &[TypeDef]) -> Option<Payload> {
    let mut payloads = cases.iter().map(|case| &case.payload).filter(|payload| **payload != Payload::Empty);
    let first = payloads.next()?;
    payloads.all(|payload| is_same(first, payload, types)).then(|| first.clone())
}

fn is_same(left: &Payload, right: &Payload, types: &[TypeDef]) -> bool {
    match (left, right) {
        (
            Payload::Value { kind: left_kind, type_ref: left, .. },
            Payload::Value { kind: right_kind, type_ref: right, .. },
        ) => left_kind == right_kind && is_same_type(left, right, types),
        _ => false,
    }
}

/// The same type, whatever it is called.
fn is_same_type(left: &TypeRef, right: &TypeRef, types: &[TypeDef]) -> bool {
    match (query::resolved(types, left), query::resolved(types, right)) {
        (TypeRef::List(left), TypeRef::List(right))
        | (TypeRef::Map(left), TypeRef::Map(right))
        | (TypeRef::Nullable(left), TypeRef::Nullable(right))
        | (TypeRef::OneOrMany(left), TypeRef::OneOrMany(right)) => is_same_type(left, right, types),
        (left, right) => left == right,
    }
}
