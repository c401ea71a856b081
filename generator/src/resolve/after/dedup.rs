//! Inline types that are written out again and again: one of them is defined, the others are names for it.
//!
//! Documents without references repeat an address or a list of tax rates at every operation. Each keeps its own name,
//! so that no name depends on what else is in the document; but a value made for one place fits all of them, and the
//! compiler sees the type once.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::hash::Hash;

use crate::ir::{Api, Field, Origin, Root, TypeDef, TypeId, TypeKind, TypeRef, query};

/// Makes every inline type that repeats an earlier one a name for that one.
///
/// Such types are called alike, travel in the same directions, and agree in every property with its documentation. Unions
/// are what they may hold, so for them the name does not count; enums have the same values in both directions.
pub(in crate::resolve) fn alias(api: &mut Api) {
    let classes = classes(&api.types);
    let mut first: HashMap<u32, TypeId> = HashMap::new();
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
    let (mut classes, mut count) = interned(types.iter().enumerate().map(|(index, def)| own_words(index, def)));
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
    let mut known: HashMap<K, u32> = HashMap::new();
    let mut numbers = Vec::with_capacity(keys.size_hint().0);
    for key in keys {
        let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
        numbers.push(*known.entry(key).or_insert(next));
    }
    (numbers, known.len())
}

/// Everything about a type but the types it refers to. A type that is never equal to another has its index in it.
fn own_words(index: usize, def: &TypeDef) -> String {
    let mut words = String::new();
    let Some(called) = called(&def.origin) else { return index.to_string() };
    // Writing to a `String` cannot fail.
    if !matches!(def.kind, TypeKind::Union(_)) {
        let _ = write!(words, "{called:?} ");
    }
    // What a server may leave out or a client may not send differs by direction; the values of an enum do not.
    if !matches!(def.kind, TypeKind::Enum(_)) {
        let _ = write!(words, "{:?} ", def.usage);
    }
    match &def.kind {
        TypeKind::Record(record) => {
            record.fields.iter().for_each(|field| write_field(field, &mut words));
            let _ = write!(words, "{:?}", record.additional.as_ref().map(outline));
        }
        TypeKind::Enum(enumeration) => {
            let _ = write!(words, "{enumeration:?}");
        }
        TypeKind::Union(union) => {
            let _ = write!(words, "{:?}", union.discrimination);
            for variant in &union.variants {
                let outline = outline(&variant.type_ref);
                let (name, tags, test) = (&variant.name_hint, &variant.tags, &variant.test);
                let (description, bounds) = (&variant.annotations.docs.description, &variant.annotations.bounds);
                let _ = write!(words, "{name:?} {tags:?} {test:?} {description:?} {bounds:?} {outline}");
            }
        }
        TypeKind::Alias(_) => return index.to_string(),
    }
    words
}

fn write_field(field: &Field, words: &mut String) {
    let Field { wire_name, type_ref, required, nullable, constant, default, read_only, write_only, bounds, docs } =
        field;
    let _ = write!(words, "{wire_name:?} {required} {nullable} {constant:?} {default:?} {read_only} {write_only} ");
    let _ = write!(words, "{bounds:?} {docs:?} {}", outline(type_ref));
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
fn outline(type_ref: &TypeRef) -> String {
    match type_ref {
        TypeRef::Named(_) => "named".to_owned(),
        TypeRef::Boxed(_) => "boxed".to_owned(),
        TypeRef::List(inner) => ["list ", &outline(inner)].concat(),
        TypeRef::Map(inner) => ["map ", &outline(inner)].concat(),
        TypeRef::OneOrMany(inner) => ["one or many ", &outline(inner)].concat(),
        TypeRef::Nullable(inner) => ["nullable ", &outline(inner)].concat(),
        plain => format!("{plain:?}"),
    }
}
