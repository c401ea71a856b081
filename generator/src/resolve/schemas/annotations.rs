//! What a schema says besides its type, and what it says of parts that have no type of their own: items, values of
//! objects with any keys, schemas of a choice that is one type in the end.

use std::borrow::Cow;

use super::choice::is_choice;
use super::enums::values;
use super::scalars::{bounds, constant};
use super::shapes::docs;
use crate::document::{Additional, Node, Schema, SchemaType};
use crate::ir::{Annotations, Bounds, Docs, Inside, InsidePart, Seldom, TypeKind};
use crate::resolve::place::Place;
use crate::resolve::reading::is_annotation;
use crate::resolve::resolver::Resolver;

/// Deepest nesting of parts in parts that documentation can follow.
const MAX_DEPTH: usize = 4;

impl<'a> Resolver<'a> {
    /// What is said of a value that has no property, parameter or type of its own.
    pub(in crate::resolve) fn annotations(&mut self, place: &Place<'a>) -> Annotations {
        let schema = Schema::of(place.node, self.dialect);
        let said = self.said_about(place, &schema);
        let default = said.default.map(|default| Box::new(default.read().to_json()));
        Annotations { bounds: self.bounds(place, &said), default, ..own_annotations(&said) }
    }

    /// The same, unless nothing is said or the value has a type of its own, which says it.
    pub(in crate::resolve) fn annotations_beside_type(&mut self, place: &Place<'a>) -> Option<Annotations> {
        if self.types.owners.contains_key(&place.address()) {
            return None;
        }
        Some(self.annotations(place)).filter(|annotations| *annotations != Annotations::default())
    }

    /// The limits of a value, and what is said of its parts.
    pub(in crate::resolve) fn bounds(&mut self, place: &Place<'a>, said: &Schema<'a>) -> Seldom<Bounds> {
        let has_own_type = self.types.owners.contains_key(&place.address());
        let inside = if has_own_type { Vec::new() } else { self.inside(place, said, true, 0) };
        Bounds { inside, ..bounds(said) }.into()
    }

    /// Completes the types: what their schemas say, and what they say of parts.
    pub(in crate::resolve) fn describe_types(&mut self) {
        for index in 0..self.types.list.len() {
            let (Some(place), Some(def)) = (self.types.places.get(index).cloned(), self.types.list.get(index)) else {
                continue;
            };
            // A union says of each variant what its schema says.
            let is_union = matches!(def.kind, TypeKind::Union(_));
            let schema = Schema::of(place.node, self.dialect);
            let said = self.said_about(&place, &schema);
            let inside = self.inside(&place, &said, !is_union, 0);
            let described = self.described(&place, &said);
            let bounds = Bounds { inside, ..bounds(&said) }.into();
            if let Some(def) = self.types.list.get_mut(index) {
                def.bounds = bounds;
                def.docs = merged_docs(std::mem::take(&mut def.docs), described.docs);
                (def.default, def.read_only, def.write_only) =
                    (described.default, described.read_only, described.write_only);
            }
        }
    }

    fn described(&mut self, place: &Place<'a>, said: &Schema<'a>) -> Annotations {
        Annotations { default: self.usable_default(place, said), ..own_annotations(said) }
    }

    /// What is said about a value where it is used: the only part of a schema, and members of `allOf` that are written
    /// in it, add to what the schema says.
    pub(in crate::resolve) fn said_about<'s>(&self, place: &Place<'a>, schema: &'s Schema<'a>) -> Cow<'s, Schema<'a>> {
        let mut said = Cow::Borrowed(schema);
        if schema.reference.is_none() {
            for member in schema.all_of.iter().chain(self.only_choice(schema)) {
                self.add_said(member, &mut said, 0);
            }
        } else {
            schema.all_of.iter().for_each(|member| self.add_said(member, &mut said, 0));
            // What has no name of its own is documented where it is used.
            self.add_said(self.looked_through(place).node, &mut said, 0);
        }
        said
    }

    fn add_said(&self, member: &'a Node, said: &mut Cow<'_, Schema<'a>>, depth: usize) {
        let inner = Schema::of(member, self.dialect);
        if self.types.owners.contains_key(&std::ptr::from_ref(member).addr()) {
            return;
        }
        said.to_mut().add(&inner);
        // A member that says nothing of the type is read by what it says.
        if member.entries().iter().all(|(key, _)| is_annotation(&key.text)) {
            member.read();
        }
        if depth < MAX_DEPTH && inner.reference.is_none() {
            inner
                .all_of
                .iter()
                .chain(self.only_choice(&inner))
                .for_each(|member| self.add_said(member, said, depth + 1));
        }
    }

    /// The member of a choice that has no other, `null` aside.
    pub(in crate::resolve) fn only_choice(&self, schema: &Schema<'a>) -> Option<&'a Node> {
        let members = if schema.one_of.is_empty() { schema.any_of } else { schema.one_of };
        let is_null = |member: &&Node| Schema::of(member, self.dialect).is_null;
        let mut telling = members.iter().filter(|member| !is_null(member));
        let first = telling.next()?;
        telling.next().is_none().then_some(first)
    }

    fn inside(&mut self, place: &Place<'a>, said: &Schema<'a>, with_choice: bool, depth: usize) -> Vec<Inside> {
        if depth >= MAX_DEPTH {
            return Vec::new();
        }
        let mut parts: Vec<(InsidePart, Place<'a>)> = Vec::new();
        parts.extend(said.items.map(|items| (InsidePart::Item, place.step(items, "items"))));
        if let Additional::Schema(node) = said.additional {
            parts.push((InsidePart::Value, place.step(node, "additionalProperties")));
        }
        let of_pattern = said.pattern_properties.iter();
        parts.extend(of_pattern.map(|(name, node)| (InsidePart::Value, place.steps(node, "patternProperties", name))));
        if with_choice && is_choice(said) && self.only_choice(said).is_none() {
            let members = [("oneOf", said.one_of), ("anyOf", said.any_of)];
            let members = members.into_iter().flat_map(|(keyword, nodes)| place.list(keyword, nodes));
            parts.extend(members.map(|member| (InsidePart::Alternative, member)));
        }
        parts.into_iter().filter_map(|(part, place)| self.part_annotations(part, &place, depth)).collect()
    }

    /// The format of one of several kinds of strings, which the type of all of them does not say.
    fn format_of_alternative(&self, place: &Place<'a>, said: &Schema<'a>) -> Option<String> {
        let is_text = said.types.iter().all(|kind| *kind == SchemaType::String);
        let is_repeated = self.types.alike.contains(&place.address());
        said.format.read_if(is_text && !is_repeated).map(str::to_owned)
    }

    /// The empty string, where a variant of a union is that alone.
    pub(in crate::resolve) fn empty_value(&self, place: &Place<'a>) -> Option<Inside> {
        let values = loose_values(&Schema::of(place.node, self.dialect));
        let inside = |values| Inside {
            part: InsidePart::Alternative,
            required: Vec::new(),
            values,
            annotations: Annotations::default(),
        };
        (!values.is_empty()).then(|| inside(values))
    }

    /// What is said of a part; `None` if that is nothing, or if a type of its own says it.
    pub(in crate::resolve) fn part_annotations(
        &mut self,
        part: InsidePart,
        place: &Place<'a>,
        depth: usize,
    ) -> Option<Inside> {
        if self.types.owners.contains_key(&place.address()) || place.node.entry().is_left_out {
            return None;
        }
        let schema = Schema::of(place.node, self.dialect);
        let said = self.said_about(place, &schema);
        let is_alternative = part == InsidePart::Alternative;
        // A value of a list says by itself what it means.
        if is_alternative && said.single_value().is_some_and(|value| constant(value).is_some() && !is_empty(value)) {
            return None;
        }
        let required = if is_alternative { required(&said, place) } else { Vec::new() };
        let values = if is_alternative { loose_values(&said) } else { Vec::new() };
        let default = said.default.map(|default| Box::new(default.read().to_json()));
        let inside = self.inside(place, &said, true, depth + 1);
        let mut bounds = Bounds { inside, ..bounds(&said) };
        if is_alternative {
            bounds.format = bounds.format.or_else(|| self.format_of_alternative(place, &said));
        }
        let annotations = Annotations { bounds: bounds.into(), default, ..own_annotations(&said) };
        let says_something = !required.is_empty() || !values.is_empty() || annotations != Annotations::default();
        if says_something && is_alternative {
            place.node.read();
            place.read("type");
        }
        says_something.then_some(Inside { part, required, values, annotations })
    }
}

/// What a schema says of itself, without limits and default.
fn own_annotations(said: &Schema<'_>) -> Annotations {
    Annotations {
        docs: docs(said),
        read_only: said.read_only.read_flag(),
        write_only: said.write_only.read_flag(),
        ..Annotations::default()
    }
}

/// The properties that one of several conditions requires.
fn required(said: &Schema<'_>, place: &Place<'_>) -> Vec<String> {
    let is_condition = said.properties.is_empty() && said.types.is_empty() && said.reference.is_none();
    if !is_condition || said.required.is_empty() {
        return Vec::new();
    }
    place.read("required");
    said.required.iter().map(|name| (*name).to_owned()).collect()
}

/// Values that no type lists: the empty string, the spelling of "no longer set" in forms.
fn loose_values(said: &Schema<'_>) -> Vec<crate::ir::Constant> {
    let values = values(said);
    if !values.iter().all(|value| is_empty(value)) {
        return Vec::new();
    }
    values.into_iter().filter_map(|value| constant(value.read())).collect()
}

fn is_empty(value: &Node) -> bool {
    value.as_str().is_some_and(str::is_empty)
}

/// What is said already, and what else is known.
fn merged_docs(docs: Docs, more: Docs) -> Docs {
    Docs {
        title: docs.title.or(more.title),
        description: docs.description.or(more.description),
        example: docs.example.or(more.example),
        more_examples: docs.more_examples,
        deprecated: docs.deprecated || more.deprecated,
        url: docs.url.or(more.url),
        notes: docs.notes,
    }
}
