//! Types that contain themselves: a pointer on the way back, an option where a value could never end.
//!
//! The choice depends on names and pointers alone, not on the order of the document.

use foldhash::HashSet;

use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics};
use crate::document::{Document, Node};
use crate::ir::{Record, TypeDef, TypeId, TypeKind, TypeRef, query};
use crate::source::JsonPointer;

/// Which containments count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Containment {
    /// A value holds the other one by value.
    ByValue,
    /// A value cannot exist without the other one.
    Always,
}

/// A step from one type into another: which field or variant leads there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Step {
    from: usize,
    /// Index of the field or variant; the additional properties and aliases have none that matters.
    through: usize,
    to: usize,
}

/// Settles all cycles.
pub(in crate::resolve) fn settle(document: &Document, types: &mut [TypeDef], diagnostics: &mut Diagnostics) {
    settle_aliases(document, types, diagnostics);
    for step in back_steps(types, Containment::Always) {
        loosen(types, step, diagnostics);
    }
    for step in back_steps(types, Containment::ByValue) {
        if let Some(part) = part_mut(types, step) {
            box_named(part, step.to);
        }
    }
}

/// A name for a list of itself is no type in Rust: the inner use accepts anything.
fn settle_aliases(document: &Document, types: &mut [TypeDef], diagnostics: &mut Diagnostics) {
    let alias_of = |types: &[TypeDef], id: usize| match types.get(id).map(|def| &def.kind) {
        Some(TypeKind::Alias(target)) => query::named(target).map(TypeId::index),
        _ => None,
    };
    let mut settled = vec![false; types.len()];
    let mut order: Vec<usize> = (0..types.len()).collect();
    order.sort_by(|&left, &right| types[left].pointer.cmp(&types[right].pointer));
    for start in order {
        let mut path = Vec::new();
        let mut current = Some(start);
        while let Some(id) = current.filter(|&id| !settled[id]) {
            settled[id] = true;
            path.push(id);
            current = alias_of(types, id);
        }
        // A type met again on the same way closes a circle of names.
        let Some(first) = current.and_then(|id| path.iter().position(|&other| other == id)) else { continue };
        break_circle(document, types, path.get(first..).unwrap_or_default(), diagnostics);
    }
}

/// An object in the circle gets a type of its own, which may contain itself; without one, any JSON is accepted.
fn break_circle(document: &Document, types: &mut [TypeDef], circle: &[usize], diagnostics: &mut Diagnostics) {
    let map = circle
        .iter()
        .find(|&&id| matches!(types.get(id), Some(TypeDef { kind: TypeKind::Alias(TypeRef::Map(_)), .. })));
    let Some(def) = map.or(circle.last()).and_then(|&id| types.get_mut(id)) else { return };
    let TypeKind::Alias(target) = &def.kind else { return };
    if let TypeRef::Map(value) = target {
        def.kind =
            TypeKind::Record(Record { fields: Vec::new(), additional: Some((**value).clone()), is_closed: false });
        return;
    }
    let message = match target {
        TypeRef::Named(_) => "this schema is only a name for itself",
        _ => "this list contains itself directly",
    };
    let target = without_name(target);
    def.kind = TypeKind::Alias(target);
    diagnostics.push(
        Diagnostic::warning(DiagnosticId::TypeEndless, reference_in(document, &def.pointer), message)
            .effect("its inner type accepts any JSON"),
    );
}

/// The place of the reference that a schema is, or that its parts or items are.
fn reference_in(document: &Document, pointer: &JsonPointer) -> JsonPointer {
    let Some(located) = document.locate(pointer) else { return pointer.clone() };
    let is_reference = |node: &Node| node.reference().is_some();
    if is_reference(located.node) {
        return pointer.child("$ref");
    }
    let in_list = |key: &&str| {
        let parts = located.node.get(key).map(Node::items).unwrap_or_default();
        Some(pointer.child(key).item(parts.iter().position(is_reference)?))
    };
    let items = || located.node.get("items").filter(|items| is_reference(items)).map(|_| pointer.child("items"));
    let inner = ["allOf", "oneOf", "anyOf"].iter().find_map(in_list).or_else(items);
    inner.map_or_else(|| pointer.clone(), |inner| inner.child("$ref"))
}

fn without_name(target: &TypeRef) -> TypeRef {
    match target {
        TypeRef::List(item) => TypeRef::List(Box::new(without_name(item))),
        TypeRef::Map(value) => TypeRef::Map(Box::new(without_name(value))),
        TypeRef::OneOrMany(item) => TypeRef::OneOrMany(Box::new(without_name(item))),
        TypeRef::Nullable(inner) => TypeRef::Nullable(Box::new(without_name(inner))),
        _ => TypeRef::Any,
    }
}

/// A required property that leads back to its own type can never be filled in.
fn loosen(types: &mut [TypeDef], step: Step, diagnostics: &mut Diagnostics) {
    let Some(TypeDef { kind: TypeKind::Record(record), pointer, .. }) = types.get_mut(step.from) else { return };
    let Some(field) = record.fields.get_mut(step.through) else { return };
    field.required = false;
    diagnostics.push(
        Diagnostic::warning(
            DiagnosticId::TypeInfinite,
            &*pointer,
            format!("`{}` is required and contains its own type again, without end", field.wire_name),
        )
        .effect("the property is optional"),
    );
}

/// The steps that close a circle, in a walk that starts at the first pointer and takes fields by name.
fn back_steps(types: &[TypeDef], containment: Containment) -> Vec<Step> {
    let mut order: Vec<usize> = (0..types.len()).collect();
    order.sort_by(|&left, &right| types[left].pointer.cmp(&types[right].pointer));
    let mut state = vec![State::New; types.len()];
    let mut found = Vec::new();
    let mut reported = HashSet::default();
    for start in order {
        if state[start] != State::New {
            continue;
        }
        state[start] = State::Open;
        let mut path: Vec<(usize, std::vec::IntoIter<Step>)> =
            vec![(start, steps(types, start, containment).into_iter())];
        while let Some((current, rest)) = path.last_mut() {
            let Some(step) = rest.next() else {
                state[*current] = State::Done;
                path.pop();
                continue;
            };
            match state.get(step.to) {
                Some(State::New) => {
                    state[step.to] = State::Open;
                    path.push((step.to, steps(types, step.to, containment).into_iter()));
                }
                Some(State::Open) if reported.insert(step) => found.push(step),
                _ => {}
            }
        }
    }
    found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

/// The types a type contains, sorted by the name of the part.
fn steps(types: &[TypeDef], from: usize, containment: Containment) -> Vec<Step> {
    let step = |through: usize, part: &TypeRef| direct(part).map(|id| Step { from, through, to: id.index() });
    let mut steps: Vec<(&str, Step)> = Vec::new();
    match &types[from].kind {
        TypeKind::Record(record) => {
            for (index, field) in record.fields.iter().enumerate() {
                let counts = containment == Containment::ByValue
                    || field.required && !field.nullable && !is_open(&field.type_ref);
                steps.extend(
                    step(index, &field.type_ref).filter(|_| counts).map(|step| (field.wire_name.as_str(), step)),
                );
            }
        }
        TypeKind::Union(union) if containment == Containment::ByValue => {
            for (index, variant) in union.variants.iter().enumerate() {
                steps.extend(step(index, &variant.type_ref).map(|step| (variant.name_hint.as_str(), step)));
            }
        }
        TypeKind::Alias(target) => {
            let counts = containment == Containment::ByValue || !is_open(target);
            steps.extend(step(0, target).filter(|_| counts).map(|step| ("", step)));
        }
        TypeKind::Union(_) | TypeKind::Enum(_) => {}
    }
    steps.sort_by(|left, right| left.0.cmp(right.0));
    steps.into_iter().map(|(_, step)| step).collect()
}

/// A value of this type exists without one of the inner type.
fn is_open(type_ref: &TypeRef) -> bool {
    matches!(type_ref, TypeRef::Nullable(_) | TypeRef::OneOrMany(_))
}

/// The named type that is held by value.
fn direct(type_ref: &TypeRef) -> Option<TypeId> {
    match type_ref {
        TypeRef::Named(id) => Some(*id),
        TypeRef::Nullable(inner) | TypeRef::OneOrMany(inner) => direct(inner),
        _ => None,
    }
}

fn part_mut(types: &mut [TypeDef], step: Step) -> Option<&mut TypeRef> {
    match &mut types.get_mut(step.from)?.kind {
        TypeKind::Record(record) => record.fields.get_mut(step.through).map(|field| &mut field.type_ref),
        TypeKind::Union(union) => union.variants.get_mut(step.through).map(|variant| &mut variant.type_ref),
        TypeKind::Alias(target) => Some(target),
        TypeKind::Enum(_) => None,
    }
}

fn box_named(type_ref: &mut TypeRef, to: usize) {
    match type_ref {
        TypeRef::Named(id) if id.index() == to => *type_ref = TypeRef::Boxed(*id),
        TypeRef::Nullable(inner) | TypeRef::OneOrMany(inner) => box_named(inner, to),
        _ => {}
    }
}
