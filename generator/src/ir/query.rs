//! Questions that several rooms ask: what a type refers to, what an alias is a name for, how a value is written.

use foldhash::HashMap;

use super::Api;
use super::ids::GroupId;
use super::types::{Constant, Field, TypeDef, TypeId, TypeKind, TypeRef, Usage};

/// The longest chain of aliases that is followed. `resolve` breaks circles, so this limit only stops a bug from looping.
const MAX_ALIASES: usize = 64;

/// All types with their ids, in document order.
pub(crate) fn with_ids(types: &[TypeDef]) -> impl Iterator<Item = (TypeId, &TypeDef)> {
    (0_u32..).map(TypeId).zip(types)
}

/// The types of named schemas, by their wire names.
pub(crate) fn components(types: &[TypeDef]) -> HashMap<&str, TypeId> {
    with_ids(types).filter_map(|(id, type_def)| Some((type_def.origin.name()?, id))).collect()
}

/// All groups, in document order.
pub(crate) fn group_ids(api: &Api) -> impl Iterator<Item = GroupId> + Clone + use<> {
    (0..api.groups.len()).map(GroupId::at)
}

/// Indices of the operations of each group, in document order.
pub(crate) fn operations_by_group(api: &Api) -> Vec<Vec<usize>> {
    let mut groups = vec![Vec::new(); api.groups.len()];
    for (index, operation) in api.operations.iter().enumerate() {
        groups.get_mut(operation.group.index()).into_iter().for_each(|group: &mut Vec<usize>| group.push(index));
    }
    groups
}

/// The types that a definition uses, in the order of the definition.
pub(crate) fn parts(kind: &TypeKind) -> impl Iterator<Item = &TypeRef> {
    let (fields, variants, other) = match kind {
        TypeKind::Record(record) => (record.fields.as_slice(), [].as_slice(), record.additional.as_ref()),
        TypeKind::Union(union) => ([].as_slice(), union.variants.as_slice(), None),
        TypeKind::Alias(target) => ([].as_slice(), [].as_slice(), Some(target)),
        TypeKind::Enum(_) => ([].as_slice(), [].as_slice(), None),
    };
    let fields = fields.iter().map(|field| &field.type_ref);
    fields.chain(variants.iter().map(|variant| &variant.type_ref)).chain(other)
}

/// The named type that a use of a type mentions; there is never more than one.
pub(crate) fn named(type_ref: &TypeRef) -> Option<TypeId> {
    match type_ref {
        TypeRef::Named(id) | TypeRef::Boxed(id) => Some(*id),
        TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::OneOrMany(inner) | TypeRef::Nullable(inner) => {
            named(inner)
        }
        TypeRef::String
        | TypeRef::Boolean
        | TypeRef::Integer(_)
        | TypeRef::Float { .. }
        | TypeRef::Formatted(_)
        | TypeRef::Base64
        | TypeRef::Own(_)
        | TypeRef::Bytes
        | TypeRef::Any
        | TypeRef::Unit => None,
    }
}

/// The type, after following aliases.
pub(crate) fn resolved<'t>(types: &'t [TypeDef], type_ref: &'t TypeRef) -> &'t TypeRef {
    let mut current = type_ref;
    for _ in 0..MAX_ALIASES {
        match alias_target(types, current) {
            Some(target) => current = target,
            None => return current,
        }
    }
    current
}

/// The type without `null`, after following aliases.
pub(crate) fn non_null<'t>(types: &'t [TypeDef], type_ref: &'t TypeRef) -> &'t TypeRef {
    let mut current = type_ref;
    for _ in 0..MAX_ALIASES {
        match resolved(types, current) {
            TypeRef::Nullable(inner) => current = inner,
            other => return other,
        }
    }
    current
}

/// True for a field that is absent, null or a value, where all three mean something else.
pub(crate) fn has_three_states(field: &Field, usage: Usage) -> bool {
    !field.required && field.nullable && usage.request && !field.read_only
}

/// True if the user has to give the field: it must be there, and its value is not settled by the document.
pub(crate) fn is_asked_for(field: &Field) -> bool {
    field.required && field.constant.is_none() && !field.read_only
}

/// A wire value as the document shows it.
pub(crate) fn wire_text(constant: &Constant) -> String {
    match constant {
        Constant::String(text) => text.clone(),
        Constant::Boolean(truth) => truth.to_string(),
        Constant::Integer(number) => number.to_string(),
    }
}

fn alias_target<'t>(types: &'t [TypeDef], type_ref: &TypeRef) -> Option<&'t TypeRef> {
    let TypeRef::Named(id) = type_ref else { return None };
    match &types.get(id.index())?.kind {
        TypeKind::Alias(target) => Some(target),
        TypeKind::Record(_) | TypeKind::Enum(_) | TypeKind::Union(_) => None,
    }
}
