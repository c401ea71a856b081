//! Estimated sizes of values: variants of a union that are large are boxed.

use super::fields::{Presence, presence};
use crate::ir::{Api, Field, Integer, Record, TypeDef, TypeId, TypeKind, TypeRef, Union, Usage, query};

/// A variant above this size is boxed: `clippy::large_enum_variant` speaks up at a difference of 200 bytes, and a value
/// that the document does not know takes 32.
const LARGE: usize = 160;
/// Deeper nesting than this is large anyway.
const MAX_DEPTH: usize = 64;
/// As many unused bit patterns as anybody could want.
const MAX_SPARE: u8 = u8::MAX;
/// Text, bytes and lists.
const VECTOR: Layout = Layout { bytes: 24, align: 8, spare: MAX_SPARE };
/// A map has no bit pattern to spare.
const MAP: Layout = Layout { bytes: 24, align: 8, spare: 0 };
/// Any JSON.
const VALUE: Layout = Layout { bytes: 32, align: 8, spare: MAX_SPARE };
/// Any JSON with what was read of it.
const OWN: Layout = Layout { bytes: 64, align: 8, spare: MAX_SPARE };
/// A pointer, which is never null.
const POINTER: Layout = Layout { bytes: 8, align: 8, spare: 1 };
/// A file of a form: its content and two strings that may be absent.
const FILE_PART: Layout = Layout { bytes: 80, align: 8, spare: MAX_SPARE };
/// A type that is nested too deeply to look at.
const TOO_DEEP: Layout = Layout { bytes: LARGE + 1, align: 8, spare: 0 };

/// Estimated sizes of all named types.
#[derive(Debug)]
pub(crate) struct Layouts(Vec<usize>);

impl Layouts {
    /// Estimates all types.
    pub(crate) fn new(api: &Api) -> Self {
        let mut estimates = Estimates { api, known: vec![None; api.types.len()] };
        for (id, _) in query::with_ids(&api.types) {
            estimates.named(id, 0);
        }
        Self(estimates.known.into_iter().map(|layout| layout.map_or(0, |layout| layout.bytes)).collect())
    }

    /// True if a variant with this payload is better boxed.
    pub(crate) fn is_large(&self, type_ref: &TypeRef) -> bool {
        match type_ref {
            TypeRef::Named(id) => self.0.get(id.index()).is_some_and(|size| *size > LARGE),
            _ => false,
        }
    }
}

/// How a value lies in memory, as far as the compiler tells nobody.
#[derive(Clone, Copy, Debug)]
struct Layout {
    bytes: usize,
    align: usize,
    /// Bit patterns that are no value; those that say "absent" or "null" take no room of their own.
    spare: u8,
}

impl Layout {
    const fn scalar(bytes: usize) -> Layout {
        Layout { bytes, align: bytes, spare: 0 }
    }

    /// The same with some more states, which are no values of this type.
    fn with_states(self, states: u8) -> Layout {
        match self.spare.checked_sub(states) {
            Some(spare) => Layout { spare, ..self },
            None => Layout { bytes: self.bytes.saturating_add(self.align), spare: MAX_SPARE, ..self },
        }
    }
}

/// The layouts found so far.
struct Estimates<'a> {
    api: &'a Api,
    known: Vec<Option<Layout>>,
}

impl Estimates<'_> {
    fn named(&mut self, id: TypeId, depth: usize) -> Layout {
        if depth > MAX_DEPTH {
            return TOO_DEEP;
        }
        match self.known.get(id.index()) {
            Some(Some(layout)) => return *layout,
            Some(None) => {}
            None => return TOO_DEEP,
        }
        let TypeDef { kind, usage, .. } = self.api.type_def(id);
        let layout = match kind {
            TypeKind::Record(record) => self.record(record, *usage, depth),
            TypeKind::Enum(_) => VECTOR,
            TypeKind::Union(union) => self.union(union, depth),
            TypeKind::Alias(target) => self.of(target, depth),
        };
        if let Some(known) = self.known.get_mut(id.index()) {
            *known = Some(layout);
        }
        layout
    }

    fn record(&mut self, record: &Record, usage: Usage, depth: usize) -> Layout {
        let mut whole = Layout { bytes: 0, align: 1, spare: 0 };
        let mut add = |part: Layout| {
            // Records that hold each other by value can add up beyond any number.
            whole.bytes = whole.bytes.saturating_add(part.bytes);
            whole.align = whole.align.max(part.align);
            whole.spare = whole.spare.max(part.spare);
        };
        record.fields.iter().for_each(|field| add(self.field(field, usage, depth)));
        if record.additional.is_some() {
            add(MAP);
        }
        Layout { bytes: whole.bytes.checked_next_multiple_of(whole.align).unwrap_or(usize::MAX), ..whole }
    }

    fn field(&mut self, field: &Field, usage: Usage, depth: usize) -> Layout {
        let presence = presence(field, usage);
        let bare = match &field.type_ref {
            TypeRef::Nullable(inner) if presence != Presence::Required => inner,
            type_ref => type_ref,
        };
        let layout = self.of(bare, depth);
        match presence {
            Presence::Required => layout,
            Presence::Optional | Presence::Nullable => layout.with_states(1),
            Presence::ThreeWay => layout.with_states(2),
        }
    }

    /// The largest payload, perhaps after a word that distinguishes the variants.
    fn union(&mut self, union: &Union, depth: usize) -> Layout {
        let payloads = union.variants.iter().map(|variant| self.of(&variant.type_ref, depth).bytes);
        let largest = payloads.map(|size| if size > LARGE { POINTER.bytes } else { size }).max().unwrap_or(0);
        Layout { bytes: 8 + largest.max(VALUE.bytes), align: 8, spare: MAX_SPARE }
    }

    fn of(&mut self, type_ref: &TypeRef, depth: usize) -> Layout {
        match type_ref {
            TypeRef::Named(id) => self.named(*id, depth + 1),
            TypeRef::Boxed(_) => POINTER,
            TypeRef::Integer(Integer::I64 | Integer::U64) | TypeRef::Float { .. } => Layout::scalar(8),
            TypeRef::Integer(Integer::I128 | Integer::U128) => Layout::scalar(16),
            TypeRef::Integer(Integer::I32 | Integer::U32) => Layout::scalar(4),
            TypeRef::Boolean => Layout { spare: MAX_SPARE, ..Layout::scalar(1) },
            TypeRef::Nullable(inner) => self.of(inner, depth + 1).with_states(1),
            TypeRef::OneOrMany(inner) => {
                let bytes = self.of(inner, depth + 1).bytes.max(VECTOR.bytes).saturating_add(8);
                Layout { bytes, ..VECTOR }
            }
            // The value itself is in a box; what another client has is taken for something small.
            TypeRef::Own(_) => OWN,
            TypeRef::Any => VALUE,
            TypeRef::Unit => Layout { bytes: 0, align: 1, spare: 0 },
            TypeRef::Map(_) => MAP,
            TypeRef::Bytes => FILE_PART,
            TypeRef::String | TypeRef::Formatted(_) | TypeRef::Base64 | TypeRef::List(_) => VECTOR,
        }
    }
}
