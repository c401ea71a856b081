//! The facts of types: properties, values, members, and what is said of each value.

use std::collections::{BTreeMap, BTreeSet};

use super::uses::Use;
use super::{FactPlace, Facts, by_key, presence, required};
use crate::compare::site::Site;
use crate::document::Document;
use crate::ir::{
    Discrimination, Enum, EnumVariant, Field, InsidePart, Record, TypeDef, TypeId, TypeKind, TypeRef, Union,
    UnionVariant, words,
};

impl<'a> Facts<'a> {
    /// Compares two uses of types.
    pub(super) fn uses(&mut self, place: &FactPlace, name: &str, old: &Use<'a>, new: &Use<'a>) {
        if old.nullable != new.nullable {
            let null = |of: &Use<'_>| if of.nullable { "may be null" } else { "is never null" };
            self.add(place, name, true, null(old), null(new));
        }
        if !old.says_the_same(new) {
            self.add(place, name, true, &old.default_words(), &new.default_words());
            self.add(place, name, true, &old.limits(), &new.limits());
        }
        let part = match (old.type_ref, new.type_ref) {
            (TypeRef::List(one), TypeRef::List(other)) | (TypeRef::OneOrMany(one), TypeRef::OneOrMany(other)) => {
                Some((InsidePart::Item, one, other))
            }
            (TypeRef::Map(one), TypeRef::Map(other)) => Some((InsidePart::Value, one, other)),
            _ => None,
        };
        if let Some((part, one, other)) = part {
            let (one, other) = (old.part(&self.before.types, part, one), new.part(&self.after.types, part, other));
            return self.uses(place, name, &one, &other);
        }
        match (old.type_ref, new.type_ref) {
            // What the user's own type takes is the user's.
            (TypeRef::Own(_), _) | (_, TypeRef::Own(_)) => {}
            (TypeRef::Named(one) | TypeRef::Boxed(one), TypeRef::Named(other) | TypeRef::Boxed(other))
                if self.are_of_a_kind(*one, *other) =>
            {
                if self.seen.insert((*one, *other)) {
                    self.pending.push((*one, *other));
                }
            }
            (one, other) => {
                let (was, now) = (self.kind(&self.before.types, one), self.kind(&self.after.types, other));
                self.add(place, name, true, &was, &now);
            }
        }
    }

    fn are_of_a_kind(&self, one: TypeId, other: TypeId) -> bool {
        matches!(
            (&self.before.type_def(one).kind, &self.after.type_def(other).kind),
            (TypeKind::Record(_), TypeKind::Record(_))
                | (TypeKind::Union(_), TypeKind::Union(_))
                | (TypeKind::Enum(_), TypeKind::Enum(_))
        )
    }

    /// What a type is, without its name. The only value of a string or an integer is one of its limits.
    fn kind(&self, types: &[TypeDef], type_ref: &TypeRef) -> String {
        let inner = |inner: &TypeRef| self.kind(types, inner);
        match type_ref {
            TypeRef::Named(id) | TypeRef::Boxed(id) => match types.get(id.index()).map(|def| &def.kind) {
                Some(TypeKind::Enum(listed)) if listed.variants.len() == 1 => match listed.repr {
                    crate::ir::EnumRepr::String => "string".to_owned(),
                    crate::ir::EnumRepr::Integer => words::integer(crate::ir::Integer::I64).to_owned(),
                },
                Some(TypeKind::Enum(_)) => "one of several values".to_owned(),
                Some(TypeKind::Record(_)) => "object".to_owned(),
                Some(TypeKind::Union(_)) => "one of several types".to_owned(),
                Some(TypeKind::Alias(target)) => inner(target),
                None => String::new(),
            },
            TypeRef::String => "string".to_owned(),
            TypeRef::Boolean => "boolean".to_owned(),
            TypeRef::Integer(integer) => words::integer(*integer).to_owned(),
            TypeRef::Float { single } => if *single { "float" } else { "number" }.to_owned(),
            TypeRef::Formatted(format) => words::text_format(*format).to_owned(),
            TypeRef::Base64 => "base64".to_owned(),
            TypeRef::Bytes => "bytes".to_owned(),
            TypeRef::List(item) => ["array of ", &inner(item)].concat(),
            TypeRef::Map(value) => ["any keys with ", &inner(value)].concat(),
            TypeRef::OneOrMany(item) => ["one or an array of ", &inner(item)].concat(),
            TypeRef::Nullable(value) => [&inner(value), " or null"].concat(),
            TypeRef::Own(own) => own.path.clone(),
            TypeRef::Any => "any value".to_owned(),
            TypeRef::Unit => "nothing".to_owned(),
        }
    }

    /// Compares the pairs of types that were met, and those that these lead to.
    pub(super) fn types(&mut self) {
        while let Some((one, other)) = self.pending.pop() {
            let (old, new) = (self.before.type_def(one), self.after.type_def(other));
            // What is made of several members of a union is written nowhere.
            if !is_written(self.documents.0, old) || !is_written(self.documents.1, new) {
                continue;
            }
            let place = FactPlace::Schema(old.pointer.clone(), new.pointer.clone());
            match (&old.kind, &new.kind) {
                (TypeKind::Record(old), TypeKind::Record(new)) => self.records(&place, old, new),
                (TypeKind::Enum(old), TypeKind::Enum(new)) => self.enums(&place, old, new),
                (TypeKind::Union(old), TypeKind::Union(new)) => self.unions(&place, old, new),
                _ => {}
            }
        }
    }

    fn records(&mut self, place: &FactPlace, old: &'a Record, new: &'a Record) {
        let name = |field: &Field| field.wire_name.clone();
        let (was, now) = (by_key(&old.fields, name), by_key(&new.fields, name));
        for name in was.keys().chain(now.keys()).collect::<BTreeSet<_>>() {
            let (Some(old), Some(new)) = (was.get(name).copied(), now.get(name).copied()) else {
                self.add(place, name, false, presence(was.get(name)), presence(now.get(name)));
                continue;
            };
            self.add(place, name, false, required(old.required), required(new.required));
            self.add(place, name, false, direction(old), direction(new));
            self.uses(place, name, &Use::of_field(&self.before.types, old), &Use::of_field(&self.after.types, new));
        }
        let closed = |record: &Record| if record.is_closed { "closed" } else { "open" };
        self.add(place, "", false, closed(old), closed(new));
        // Of undeclared properties, nothing is said by default.
        let (was, now) =
            (old.additional.as_ref().unwrap_or(&TypeRef::Any), new.additional.as_ref().unwrap_or(&TypeRef::Any));
        self.uses(place, "", &Use::plain(&self.before.types, was), &Use::plain(&self.after.types, now));
    }

    fn enums(&mut self, place: &FactPlace, old: &Enum, new: &Enum) {
        let value = |variant: &EnumVariant| words::constant(&variant.wire_value);
        let (was, now) = (by_key(&old.variants, value), by_key(&new.variants, value));
        for value in was.keys().chain(now.keys()).collect::<BTreeSet<_>>() {
            self.add(place, value, false, presence(was.get(value)), presence(now.get(value)));
        }
    }

    fn unions(&mut self, place: &FactPlace, old: &'a Union, new: &'a Union) {
        // Where no discriminator is written, what tells members apart is no fact but follows from their properties.
        let is_written = self.has_discriminator(place);
        if is_written {
            self.add(place, "", false, &discriminator(old), &discriminator(new));
        }
        let (was, now) = (self.members(&self.before.types, old), self.members(&self.after.types, new));
        let only = |own: &BTreeMap<String, &'a UnionVariant>, other: &BTreeMap<String, &'a UnionVariant>| {
            own.iter().filter(|(key, _)| !other.contains_key(*key)).map(|(_, member)| *member).collect::<Vec<_>>()
        };
        let (gone, come) = (only(&was, &now), only(&now, &was));
        let mut kept: Vec<(&UnionVariant, &UnionVariant)> =
            was.iter().filter_map(|(key, old)| Some((*old, *now.get(key)?))).collect();
        if gone.len() == come.len() {
            kept.extend(gone.into_iter().zip(come));
        } else {
            let count = |union: &Union| format!("{} members", union.variants.len());
            self.add(place, "", false, &count(old), &count(new));
        }
        for (old, new) in kept {
            if is_written {
                self.tags(place, old, new);
            }
            let was = Use::annotated(&self.before.types, &old.type_ref, Some(&old.annotations));
            let now = Use::annotated(&self.after.types, &new.type_ref, Some(&new.annotations));
            self.uses(place, "", &was, &now);
        }
    }

    fn has_discriminator(&self, place: &FactPlace) -> bool {
        let FactPlace::Schema(old, new) = place else { return false };
        let has = |document: &Document, pointer| {
            document.locate(pointer).is_some_and(|at| at.node.get("discriminator").is_some())
        };
        has(self.documents.0, old) || has(self.documents.1, new)
    }

    fn tags(&mut self, place: &FactPlace, old: &UnionVariant, new: &UnionVariant) {
        let tags = |variant: &UnionVariant| variant.tags.iter().cloned().collect::<BTreeSet<_>>();
        let (was, now) = (tags(old), tags(new));
        for tag in was.symmetric_difference(&now) {
            self.add(place, tag, false, presence(was.get(tag)), presence(now.get(tag)));
        }
    }

    /// The members of a union: named schemas by their names, others by what they are.
    fn members(&self, types: &'a [TypeDef], union: &'a Union) -> BTreeMap<String, &'a UnionVariant> {
        let mut members = BTreeMap::new();
        for variant in &union.variants {
            let def = crate::ir::query::named(&variant.type_ref).and_then(|id| types.get(id.index()));
            let name = def.and_then(|def| def.origin.name()).map(str::to_owned);
            let mut key = name.unwrap_or_else(|| self.kind(types, &variant.type_ref));
            while members.contains_key(&key) {
                key.push('*');
            }
            members.insert(key, variant);
        }
        members
    }
}

fn discriminator(union: &Union) -> String {
    match &union.discrimination {
        Discrimination::Tag(rule) => ["by ", &rule.property].concat(),
        Discrimination::Shape => "by shape".to_owned(),
    }
}

/// True if the type is at the place of its schema, not at a reference to another one.
fn is_written(document: &Document, def: &TypeDef) -> bool {
    let at = document.locate(&def.pointer);
    at.is_some_and(|at| Site::of(document, at).pointer() == Some(&def.pointer))
}

/// Where a property travels one way only.
fn direction(field: &Field) -> &'static str {
    match (field.read_only, field.write_only) {
        (true, _) => "only received",
        (_, true) => "only sent",
        _ => "sent and received",
    }
}
