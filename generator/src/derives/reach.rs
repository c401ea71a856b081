//! Which types a derive reaches: those that are named, and the types of their fields, but none that cannot have it.

use foldhash::HashMap;

use super::rules::Rule;
use super::traits::Trait;
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics};
use crate::ir::{Api, EnumRepr, Field, TypeId, TypeKind, TypeRef, Usage, query};
use crate::names::{self, Names};

/// The types that get a derive. Reports those that cannot have it.
pub(super) fn reach(
    api: &Api,
    names: &Names,
    rule: &Rule<'_>,
    wanted: &Trait,
    matched: &[TypeId],
    diagnostics: &mut Diagnostics,
) -> Vec<TypeId> {
    let scene = Scene { api, names, rule, wanted };
    let all = scene.closure(matched.iter().copied());
    let obstacles: HashMap<TypeId, Obstacle> = all.iter().filter_map(|id| Some((*id, scene.obstacle(*id)?))).collect();
    let without = scene.holders(&all, &obstacles);
    for id in &all {
        if let Some(obstacle) = obstacles.get(id) {
            diagnostics.push(scene.report(*id, obstacle));
        }
    }
    let able = matched.iter().copied().filter(|id| !without.contains(id));
    scene.closure(able).into_iter().filter(|id| !scene.has(*id)).collect()
}

/// The type of a field as it is written, but for a box.
pub(super) fn field_type(names: &Names, field: &Field, usage: Usage) -> String {
    let bare = match &field.type_ref {
        TypeRef::Nullable(inner) if field.nullable || !field.required => inner,
        type_ref => type_ref,
    };
    let written = names::payload(bare, &|id| names.type_names(id).rust_name.as_str());
    match (field.required, field.nullable) {
        (true, false) => written,
        _ if query::has_three_states(field, usage) => ["Nullable<", &written, ">"].concat(),
        _ => ["Option<", &written, ">"].concat(),
    }
}

/// Why a type cannot have a trait.
struct Obstacle {
    /// The field or variant, if it is one.
    part: Option<String>,
    /// What it is.
    what: &'static str,
}

struct Scene<'s> {
    api: &'s Api,
    names: &'s Names,
    rule: &'s Rule<'s>,
    wanted: &'s Trait,
}

impl Scene<'_> {
    /// The types with all that they are made of.
    fn closure(&self, roots: impl Iterator<Item = TypeId>) -> Vec<TypeId> {
        let mut seen = vec![false; self.api.types.len()];
        let mut open: Vec<TypeId> = roots.collect();
        let mut all = Vec::new();
        while let Some(id) = open.pop() {
            if std::mem::replace(&mut seen[id.index()], true) {
                continue;
            }
            all.push(id);
            open.extend(query::parts(&self.api.type_def(id).kind).filter_map(query::named));
        }
        all.sort_unstable();
        all
    }

    /// The types that cannot have it, and those that hold one of them.
    fn holders(&self, all: &[TypeId], obstacles: &HashMap<TypeId, Obstacle>) -> Vec<TypeId> {
        let mut without: Vec<bool> = vec![false; self.api.types.len()];
        let mut holders: HashMap<TypeId, Vec<TypeId>> = HashMap::default();
        for id in all {
            for part in query::parts(&self.api.type_def(*id).kind).filter_map(query::named) {
                holders.entry(part).or_default().push(*id);
            }
        }
        let mut open: Vec<TypeId> = obstacles.keys().copied().collect();
        while let Some(id) = open.pop() {
            if !std::mem::replace(&mut without[id.index()], true) {
                open.extend(holders.get(&id).into_iter().flatten().copied());
            }
        }
        all.iter().copied().filter(|id| without[id.index()]).collect()
    }

    /// Whether the type has the trait without a derive.
    fn has(&self, id: TypeId) -> bool {
        match &self.api.type_def(id).kind {
            TypeKind::Enum(enumeration) => self.wanted.is_there_already(enumeration.repr == EnumRepr::Integer),
            // Another name for a type has what that one has.
            TypeKind::Alias(_) => true,
            TypeKind::Record(_) | TypeKind::Union(_) => false,
        }
    }

    /// What of the type itself is in the way; the types that it holds are looked at by themselves.
    fn obstacle(&self, id: TypeId) -> Option<Obstacle> {
        let type_def = self.api.type_def(id);
        match &type_def.kind {
            TypeKind::Record(record) => {
                let fields = record.fields.iter().filter_map(|field| {
                    let what = self.obstacle_of_field(field, type_def.usage)?;
                    Some(Obstacle { part: Some(field.wire_name.clone()), what })
                });
                let extra = record.additional.as_ref().and_then(|value| {
                    let what = if *self.wanted == Trait::Copy { Some("a collection") } else { self.within(value) };
                    Some(Obstacle { part: None, what: what? })
                });
                fields.chain(extra).next()
            }
            TypeKind::Enum(enumeration) => {
                let is_text = enumeration.repr == EnumRepr::String;
                (is_text && !self.wanted.is_for_texts())
                    .then_some(Obstacle { part: None, what: "an enum that keeps unknown strings" })
            }
            TypeKind::Union(_) if !self.wanted.is_for_unions() => {
                Some(Obstacle { part: None, what: "a union that keeps unknown JSON" })
            }
            TypeKind::Union(union) => union.variants.iter().find_map(|variant| {
                Some(Obstacle { part: Some(variant.name_hint.clone()), what: self.within(&variant.type_ref)? })
            }),
            TypeKind::Alias(target) => Some(Obstacle { part: None, what: self.within(target)? }),
        }
    }

    fn obstacle_of_field(&self, field: &Field, usage: Usage) -> Option<&'static str> {
        let is_other = matches!(self.wanted, Trait::Other(_));
        let written = field_type(self.names, field, usage);
        if is_other && self.rule.config.fields.contains_key(&written) {
            return None;
        }
        let of_runtime = is_other && query::has_three_states(field, usage);
        of_runtime.then_some("a type of the runtime").or_else(|| self.within(&field.type_ref))
    }

    /// The obstacle in a use of a type, at any depth.
    fn within(&self, type_ref: &TypeRef) -> Option<&'static str> {
        self.wanted.obstacle(type_ref).or_else(|| match type_ref {
            TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::OneOrMany(inner) | TypeRef::Nullable(inner) => {
                self.within(inner)
            }
            _ => None,
        })
    }

    fn report(&self, id: TypeId, obstacle: &Obstacle) -> Diagnostic {
        let type_def = self.api.type_def(id);
        let (name, path) = (self.names.type_name(id).bare(), self.wanted.path());
        let message = match &obstacle.part {
            Some(part) => format!("`{name}` cannot have `{path}`: `{part}` is {}", obstacle.what),
            None => format!("`{name}` cannot have `{path}`: it is {}", obstacle.what),
        };
        let new = if self.rule.names(name) { Diagnostic::warning } else { Diagnostic::note };
        let diagnostic = new(DiagnosticId::DeriveLeftOut, type_def.pointer.clone(), message);
        let is_of_runtime = obstacle.what == "a type of the runtime" && obstacle.part.is_some();
        let help = is_of_runtime.then(|| "an attribute in `fields` of the rule tells the macro what to do".to_owned());
        diagnostic.maybe_help(help).effect(format!("`{name}`, and any type that holds it, goes without `{path}`"))
    }
}
