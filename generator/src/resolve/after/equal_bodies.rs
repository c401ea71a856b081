//! Bodies of two successes of one operation that are written out twice, field for field: one is a name for the other.
//!
//! Bodies are no duplicates of those of other operations (`dedup`), which tend to grow apart.

use crate::ir::{Api, Field, Payload, Record, Root, Success, TypeDef, TypeId, TypeKind, TypeRef, query};

/// How deep types that are written in a body are compared.
const MAX_DEPTH: usize = 8;

/// Makes bodies of successes names for the equal body of another success of their operation.
pub(in crate::resolve) fn alias(api: &mut Api) {
    let types = &api.types;
    let pairs: Vec<(TypeId, TypeId)> =
        api.operations.iter().filter_map(|one| equal_bodies(&one.success, types)).flatten().collect();
    for (copy, original) in pairs {
        let Some(def) = api.types.get_mut(copy.index()) else { continue };
        def.kind = TypeKind::Alias(TypeRef::Named(original));
        let usage = def.usage;
        if let Some(original) = api.types.get_mut(original.index()) {
            original.usage.request |= usage.request;
            original.usage.response |= usage.response;
        }
    }
}

/// The bodies that are copies, each with its original: a component, or the first body.
fn equal_bodies(success: &Success, types: &[TypeDef]) -> Option<Vec<(TypeId, TypeId)>> {
    let Success::ByStatus(cases) = success else { return None };
    let bodies: Vec<TypeId> = cases.iter().filter_map(|case| body(&case.payload, types)).collect();
    let component = bodies.iter().find(|id| !is_written_in_place(types, **id));
    let original = *component.or(bodies.first())?;
    let is_copy = |id: &&TypeId| **id != original && is_written_in_place(types, **id);
    let copies = bodies.iter().filter(is_copy).filter(|id| is_equal(types, **id, original, MAX_DEPTH));
    Some(copies.map(|copy| (*copy, original)).collect())
}

/// The named type that a body is, or whose list or map it is.
fn body(payload: &Payload, types: &[TypeDef]) -> Option<TypeId> {
    let type_ref = payload.type_ref()?;
    let mut current = query::resolved(types, type_ref);
    while let TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) = current {
        current = query::resolved(types, inner);
    }
    query::named(current)
}

fn is_written_in_place(types: &[TypeDef], id: TypeId) -> bool {
    types.get(id.index()).is_some_and(|def| matches!(def.origin.root, Root::Response { .. }))
}

/// Whether both types take the same values, and call their parts alike.
fn is_equal(types: &[TypeDef], left: TypeId, right: TypeId, depth: usize) -> bool {
    let (Some(left), Some(right)) = (types.get(left.index()), types.get(right.index())) else { return false };
    match (&left.kind, &right.kind) {
        (TypeKind::Record(left), TypeKind::Record(right)) => is_equal_record(types, left, right, depth),
        (TypeKind::Enum(left), TypeKind::Enum(right)) => format!("{left:?}") == format!("{right:?}"),
        _ => false,
    }
}

fn is_equal_record(types: &[TypeDef], left: &Record, right: &Record, depth: usize) -> bool {
    let additional = match (&left.additional, &right.additional) {
        (Some(left), Some(right)) => is_equal_use(types, left, right, depth),
        (left, right) => left.is_none() && right.is_none(),
    };
    let mut fields = left.fields.iter().zip(&right.fields);
    additional
        && left.fields.len() == right.fields.len()
        && fields.all(|(left, right)| is_equal_field(types, left, right, depth))
}

/// What is said of the fields does not count.
fn is_equal_field(types: &[TypeDef], left: &Field, right: &Field, depth: usize) -> bool {
    let Field { wire_name, type_ref, required, nullable, constant, default, read_only, write_only, bounds, docs: _ } =
        left;
    *wire_name == right.wire_name
        && (required, nullable, read_only, write_only)
            == (&right.required, &right.nullable, &right.read_only, &right.write_only)
        && *constant == right.constant
        && *default == right.default
        && *bounds == right.bounds
        && is_equal_use(types, type_ref, &right.type_ref, depth)
}

fn is_equal_use(types: &[TypeDef], left: &TypeRef, right: &TypeRef, depth: usize) -> bool {
    match (query::resolved(types, left), query::resolved(types, right)) {
        (TypeRef::List(left), TypeRef::List(right))
        | (TypeRef::Map(left), TypeRef::Map(right))
        | (TypeRef::Nullable(left), TypeRef::Nullable(right))
        | (TypeRef::OneOrMany(left), TypeRef::OneOrMany(right)) => is_equal_use(types, left, right, depth),
        (TypeRef::Named(left), TypeRef::Named(right)) => {
            left == right || depth > 0 && is_equal(types, *left, *right, depth - 1)
        }
        (left, right) => left == right,
    }
}
