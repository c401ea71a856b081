//! Inline types that are written out again and again: one of them is defined, the others are names for it.
//!
//! Documents without references repeat an address or a list of tax rates at every operation. Each keeps its own name,
//! so that no name depends on what else is in the document; but a value made for one place fits all of them, and the
//! compiler sees the type once.

use std::hash::Hash;

use foldhash::HashMap;
use serde_json::Value;

use crate::ir::{
    Annotations, Api, Bounds, Constant, Discrimination, Docs, Enum, Field, Origin, Root, ShapeTest, TypeDef, TypeId,
    TypeKind, TypeRef, Union, UnionVariant, Usage, query,
};

/// Makes every inline type that repeats an earlier one a name for that one.
///
/// Such types are called alike, travel in the same directions, and agree in every property with its documentation. Unions
/// are what they may hold, so for them the name does not count; enums have the same values in both directions.
pub(in crate::resolve) fn alias(api: &mut Api) {
    let classes = classes(&api.types);
    let mut first: HashMap<u32, TypeId> = HashMap::default();
    for index in 0..api.types.len() {
        let id = TypeId(u32::try_from(index).unwrap_or(u32::MAX));
        let (Some(class), Some(def)) = (classes.get(index), api.types.get_mut(index)) else { continue };
        let original = *first.entry(*class).or_insert(id);
        if original == id {
            continue;
        }
        def.kind = TypeKind::Alias(TypeRef::Named(original));
        let usage = def.usage;
        if let Some(original) = api.types.get_mut(original.index()) {
            original.usage.request |= usage.request;
            original.usage.response |= usage.response;
        }
    }
}

/// A class for each type; types of one class are duplicates.
///
/// As for the states of an automaton: first by what is in the type itself, then by the classes of what it refers
/// to, until nothing more falls apart.
fn classes(types: &[TypeDef]) -> Vec<u32> {
    let references = |def: &TypeDef| query::parts(&def.kind).filter_map(query::named).collect();
    let references: Vec<Vec<TypeId>> = types.iter().map(references).collect();
    let (mut classes, mut count) = interned(types.iter().enumerate().map(|(index, def)| OwnWords::of(index, def)));
    loop {
        let class_of = |index: usize| classes.get(index).copied().unwrap_or(u32::MAX);
        let keys = references.iter().enumerate().map(|(index, references)| {
            std::iter::once(index).chain(references.iter().map(|id| id.index())).map(class_of).collect::<Vec<u32>>()
        });
        let (finer, finer_count) = interned(keys);
        if finer_count == count {
            return classes;
        }
        (classes, count) = (finer, finer_count);
    }
}

/// A number for each distinct key.
fn interned<K: Eq + Hash>(keys: impl Iterator<Item = K>) -> (Vec<u32>, usize) {
    let mut known: HashMap<K, u32> = HashMap::default();
    let mut numbers = Vec::with_capacity(keys.size_hint().0);
    for key in keys {
        let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
        numbers.push(*known.entry(key).or_insert(next));
    }
    (numbers, known.len())
}

/// Everything about a type but the types it refers to.
#[derive(PartialEq, Eq, Hash)]
enum OwnWords<'a> {
    /// It is never equal to another; its index.
    Only(usize),
    Record {
        called: Vec<&'a str>,
        usage: Usage,
        fields: Vec<OwnField<'a>>,
        additional: Option<TypeRef>,
    },
    /// What a server may leave out or a client may not send differs by direction; the values of an enum do not.
    Enum {
        called: Vec<&'a str>,
        enumeration: &'a Enum,
    },
    Union {
        usage: Usage,
        discrimination: &'a Discrimination,
        variants: Vec<OwnVariant<'a>>,
    },
}

/// A property, without the types it refers to.
#[derive(PartialEq, Eq, Hash)]
struct OwnField<'a> {
    wire_name: &'a str,
    outline: TypeRef,
    flags: [bool; 4],
    constant: &'a Option<Constant>,
    default: &'a Option<Box<Value>>,
    bounds: &'a Bounds,
    docs: &'a Docs,
}

/// A member of a union, without the types it refers to.
#[derive(PartialEq, Eq, Hash)]
struct OwnVariant<'a> {
    name_hint: &'a str,
    tags: &'a [String],
    test: &'a ShapeTest,
    description: &'a Option<String>,
    bounds: &'a Bounds,
    outline: TypeRef,
}

impl<'a> OwnWords<'a> {
    fn of(index: usize, def: &'a TypeDef) -> Self {
        let Some(called) = called(&def.origin) else { return OwnWords::Only(index) };
        let usage = def.usage;
        match &def.kind {
            TypeKind::Record(record) => {
                let fields = record.fields.iter().map(OwnField::of).collect();
                OwnWords::Record { called, usage, fields, additional: record.additional.as_ref().map(outline) }
            }
            TypeKind::Enum(enumeration) => OwnWords::Enum { called, enumeration },
            TypeKind::Union(Union { variants, discrimination }) => {
                OwnWords::Union { usage, discrimination, variants: variants.iter().map(OwnVariant::of).collect() }
            }
            TypeKind::Alias(_) => OwnWords::Only(index),
        }
    }
}

impl<'a> OwnField<'a> {
    fn of(field: &'a Field) -> Self {
        let Field { wire_name, type_ref, required, nullable, constant, default, read_only, write_only, bounds, docs } =
            field;
        let flags = [*required, *nullable, *read_only, *write_only];
        OwnField { wire_name, outline: outline(type_ref), flags, constant, default, bounds, docs }
    }
}

impl<'a> OwnVariant<'a> {
    fn of(variant: &'a UnionVariant) -> Self {
        let UnionVariant { type_ref, name_hint, tags, test, annotations } = variant;
        let Annotations { docs: Docs { description, .. }, bounds, .. } = annotations;
        OwnVariant { name_hint, tags, test, description, bounds, outline: outline(type_ref) }
    }
}

/// What an inline type is called, as far as it tells what the value is; `None` for types with a name of their own,
/// and for bodies of operations, which tend to grow apart.
fn called(origin: &Origin) -> Option<Vec<&str>> {
    let mut words = Vec::new();
    for word in origin.words().rev() {
        words.push(word);
        if !matches!(word, "item" | "value" | "list" | "object" | "string") {
            return Some(words);
        }
    }
    match &origin.root {
        Root::Parameter { name, .. } | Root::PathItemParameter { name, .. } => words.push(name),
        Root::Shared { part, .. } => words.push(part.word()),
        Root::Response { status, main: false, .. } => words.extend([status, "response"]),
        Root::Request { .. } | Root::Response { main: true, .. } => return None,
        Root::Schema(_) | Root::Pointer { .. } | Root::Webhook(_) => return None,
    }
    Some(words)
}

/// The type with every named one left open.
fn outline(type_ref: &TypeRef) -> TypeRef {
    const OPEN: TypeId = TypeId(0);
    let inside = |inner: &TypeRef| Box::new(outline(inner));
    match type_ref {
        TypeRef::Named(_) => TypeRef::Named(OPEN),
        TypeRef::Boxed(_) => TypeRef::Boxed(OPEN),
        TypeRef::List(inner) => TypeRef::List(inside(inner)),
        TypeRef::Map(inner) => TypeRef::Map(inside(inner)),
        TypeRef::OneOrMany(inner) => TypeRef::OneOrMany(inside(inner)),
        TypeRef::Nullable(inner) => TypeRef::Nullable(inside(inner)),
        plain => plain.clone(),
    }
}
