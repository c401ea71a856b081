//! Estimated sizes of values, to know which variants of a union belong behind a pointer.

use crate::ir::{Api, Integer, TypeId, TypeKind, TypeRef};

/// A variant above this size is boxed: `clippy::large_enum_variant` speaks up at a difference of 200 bytes.
const LARGE: usize = 160;
/// Deeper nesting than this is large anyway.
const DEEPEST: usize = 64;

/// Estimated sizes of all named types, in bytes.
#[derive(Debug)]
pub(super) struct Sizes(Vec<usize>);

impl Sizes {
    /// Estimates all types.
    pub(super) fn new(api: &Api) -> Self {
        let mut sizes = vec![None; api.types.len()];
        for index in 0..api.types.len() {
            named(api, TypeId(u32::try_from(index).unwrap_or(u32::MAX)), &mut sizes, 0);
        }
        Self(sizes.into_iter().map(Option::unwrap_or_default).collect())
    }

    /// True if a variant with this payload is better boxed.
    pub(super) fn is_large(&self, type_ref: &TypeRef) -> bool {
        match type_ref {
            TypeRef::Named(id) => self.0.get(id.index()).is_some_and(|size| *size > LARGE),
            _ => false,
        }
    }
}

fn named(api: &Api, id: TypeId, sizes: &mut [Option<usize>], depth: usize) -> usize {
    if depth > DEEPEST {
        return LARGE + 1;
    }
    match sizes.get(id.index()) {
        Some(Some(size)) => return *size,
        Some(None) => {}
        None => return LARGE + 1,
    }
    let size = match &api.type_def(id).kind {
        TypeKind::Record(record) => {
            let fields = record.fields.iter().map(|field| {
                // Without a spare bit pattern an absent value takes a word of its own.
                let tag = if field.required || !is_scalar(&field.type_ref) { 0 } else { 8 };
                of(api, &field.type_ref, sizes, depth).saturating_add(tag)
            });
            // Records that hold each other by value can add up beyond any number.
            fields.fold(0, usize::saturating_add).saturating_add(record.additional.as_ref().map_or(0, |_| 24))
        }
        TypeKind::Enum(_) => 24,
        TypeKind::Union(union) => {
            let payloads = union.variants.iter().map(|variant| of(api, &variant.type_ref, sizes, depth));
            8 + payloads.map(|size| if size > LARGE { 8 } else { size }).max().unwrap_or(0).max(32)
        }
        TypeKind::Alias(target) => of(api, target, sizes, depth),
    };
    if let Some(known) = sizes.get_mut(id.index()) {
        *known = Some(size);
    }
    size
}

fn of(api: &Api, type_ref: &TypeRef, sizes: &mut [Option<usize>], depth: usize) -> usize {
    match type_ref {
        TypeRef::Named(id) => named(api, *id, sizes, depth + 1),
        TypeRef::Boxed(_) | TypeRef::Integer(Integer::I64 | Integer::U64) | TypeRef::Float { single: false } => 8,
        TypeRef::Integer(Integer::I32 | Integer::U32) | TypeRef::Float { single: true } => 4,
        TypeRef::Boolean => 1,
        TypeRef::Nullable(inner) => of(api, inner, sizes, depth + 1),
        TypeRef::OneOrMany(inner) => of(api, inner, sizes, depth + 1).max(24) + 8,
        TypeRef::Any => 32,
        TypeRef::Unit => 0,
        TypeRef::String
        | TypeRef::Formatted(_)
        | TypeRef::Base64
        | TypeRef::Bytes
        | TypeRef::List(_)
        | TypeRef::Map(_) => 24,
    }
}

fn is_scalar(type_ref: &TypeRef) -> bool {
    matches!(type_ref, TypeRef::Integer(_) | TypeRef::Float { .. })
}
