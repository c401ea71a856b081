//! What a use of a type means: the type that all aliases lead to, and everything that is said of its values on the way.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::ir::{
    Annotations, BodyMedia, Bounds, Constant, Field, InsidePart, Parameter, TypeDef, TypeKind, TypeRef, words,
};

/// The longest chain of aliases that is followed.
const MAX_ALIASES: usize = 64;

/// A use of a type.
#[derive(Clone, Debug)]
pub(super) struct Use<'a> {
    /// The type, which is neither an alias nor nullable.
    pub(super) type_ref: &'a TypeRef,
    pub(super) nullable: bool,
    /// What is said of its values.
    said: Vec<&'a Bounds>,
    /// What is said of them and is no limit: required properties, the only values.
    more: BTreeSet<String>,
    default: Option<&'a Value>,
}

impl<'a> Use<'a> {
    /// A use of which nothing more is said.
    pub(super) fn plain(types: &'a [TypeDef], type_ref: &'a TypeRef) -> Self {
        let (said, more) = Default::default();
        Self { type_ref, nullable: false, said, more, default: None }.settled(types)
    }

    pub(super) fn annotated(types: &'a [TypeDef], type_ref: &'a TypeRef, said: Option<&'a Annotations>) -> Self {
        let bounds = said.map(|said| &*said.bounds).into_iter().collect();
        let default = said.and_then(|said| said.default.as_deref());
        Self { type_ref, nullable: false, said: bounds, more: BTreeSet::new(), default }.settled(types)
    }

    pub(super) fn of_parameter(types: &'a [TypeDef], parameter: &'a Parameter) -> Self {
        let said = vec![&*parameter.bounds];
        let default = parameter.default.as_deref();
        Self { type_ref: &parameter.type_ref, nullable: false, said, more: BTreeSet::new(), default }.settled(types)
    }

    pub(super) fn of_body(types: &'a [TypeDef], media: &'a BodyMedia) -> Self {
        Self::annotated(types, &media.type_ref, media.annotations.as_deref())
    }

    pub(super) fn of_field(types: &'a [TypeDef], field: &'a Field) -> Self {
        let more = field.constant.iter().map(value).collect();
        let (said, default) = (vec![&*field.bounds], field.default.as_deref());
        Self { type_ref: &field.type_ref, nullable: field.nullable, said, more, default }.settled(types)
    }

    fn settled(mut self, types: &'a [TypeDef]) -> Self {
        for _ in 0..MAX_ALIASES {
            match self.type_ref {
                TypeRef::Nullable(inner) => (self.nullable, self.type_ref) = (true, inner),
                TypeRef::Named(id) | TypeRef::Boxed(id) => {
                    let Some(def) = types.get(id.index()) else { break };
                    self.said.push(&def.bounds);
                    self.default = self.default.or(def.default.as_deref());
                    match &def.kind {
                        TypeKind::Alias(target) => self.type_ref = target,
                        TypeKind::Enum(listed) if listed.variants.len() == 1 => {
                            self.more.extend(listed.variants.iter().map(|variant| value(&variant.wire_value)));
                            break;
                        }
                        TypeKind::Enum(_) | TypeKind::Record(_) | TypeKind::Union(_) => break,
                    }
                }
                _ => break,
            }
        }
        self
    }

    /// A part of the value: each item of an array, or each value of an object with any keys.
    pub(super) fn part(&self, types: &'a [TypeDef], part: InsidePart, type_ref: &'a TypeRef) -> Self {
        let mut inner = Self { type_ref, nullable: false, said: Vec::new(), more: BTreeSet::new(), default: None };
        for inside in self.said.iter().flat_map(|bounds| &bounds.inside).filter(|inside| inside.part == part) {
            inner.said.push(&inside.annotations.bounds);
            inner.default = inner.default.or(inside.annotations.default.as_deref());
            inner.more.extend(inside.required.iter().map(|name| ["with ", name].concat()));
            inner.more.extend(inside.values.iter().map(value));
        }
        inner.settled(types)
    }

    /// True if the same is said of the values in the same places.
    pub(super) fn says_the_same(&self, other: &Use<'_>) -> bool {
        self.said == other.said && self.more == other.more && self.default == other.default
    }

    /// The default, where there is one.
    pub(super) fn default_words(&self) -> String {
        let value = self.default.filter(|value| !value.is_null());
        value.map_or_else(|| "no default".to_owned(), |value| ["default ", &value.to_string()].concat())
    }

    /// All limits. A limit that the use and an alias have is one.
    pub(super) fn limits(&self) -> String {
        let mut limits = self.more.clone();
        for bounds in &self.said {
            limits.extend(words::limits(bounds));
            let alternatives = bounds.inside.iter().filter(|inside| inside.part == InsidePart::Alternative);
            limits.extend(alternatives.map(words::inside).filter(|text| !text.is_empty()));
        }
        limits.into_iter().collect::<Vec<_>>().join(", ")
    }
}

fn value(constant: &Constant) -> String {
    ["= ", &words::constant(constant)].concat()
}
