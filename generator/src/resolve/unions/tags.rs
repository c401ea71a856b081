//! Values of a property that select members of a union: strings, booleans and integers, and the member for all others.

use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::document::Schema;
use crate::ir::{Constant, Discrimination, TagRest, TagRule, ValueKind, query};
use crate::resolve::place::Place;
use crate::resolve::resolver::Resolver;
use crate::resolve::schemas::enums::values;
use crate::resolve::schemas::scalars::constant;
use crate::resolve::shape::{Discriminated, Member, Part, View};

impl<'a> Resolver<'a> {
    /// Members that a property selects, and the one that takes all other objects.
    pub(in crate::resolve) fn by_tag(
        &mut self,
        mut members: Vec<Member<'a>>,
        fallback: Option<Member<'a>>,
        property: &str,
    ) -> Discriminated<'a> {
        let rest = if fallback.is_some() { TagRest::Everything } else { TagRest::Nowhere };
        members.extend(fallback);
        self.by_tag_and_rest(members, property, rest)
    }

    /// Members that a property selects, of which the last takes more than that.
    pub(in crate::resolve) fn by_tag_and_rest(
        &mut self,
        members: Vec<Member<'a>>,
        property: &str,
        rest: TagRest,
    ) -> Discriminated<'a> {
        let is_literal = self.has_literal_tags(&members, property);
        let rule = TagRule { property: property.to_owned(), is_literal, rest };
        Discriminated { members, discrimination: Discrimination::Tag(rule) }
    }

    /// The member that `defaultMapping` names, taken out of the others; a schema that is no member becomes one.
    pub(in crate::resolve) fn take_fallback(
        &mut self,
        written: &Place<'a>,
        members: &mut Vec<Member<'a>>,
    ) -> Option<Member<'a>> {
        let target = Schema::of(written.node, self.dialect).default_mapping?;
        let found = self.references.find(target, written.file).or_else(|| self.references.schema(target));
        let Some(found) = found else {
            let pointer = written.pointer.child("discriminator").child("defaultMapping");
            self.reporter.push(
                Diagnostic::warning(
                    DiagnosticId::DiscriminatorMappingMissing,
                    pointer,
                    format!("`{target}` does not exist"),
                )
                .effect("values without a tag of their own are kept as they are"),
            );
            return None;
        };
        let is_it = |member: &Member<'a>| self.looked_through(&member.place).address() == found.address();
        if let Some(position) = members.iter().position(is_it) {
            return Some(members.remove(position));
        }
        let name = self.component_title(found.address());
        let member = self.member(found, Part::Schema);
        Some(Member { name: member.name.clone().or(name), ..member })
    }

    /// The booleans or integers that a property of an object may hold, by their JSON, if those are listed.
    pub(in crate::resolve) fn property_literals(&self, view: &View<'a>, name: &str) -> Option<Vec<String>> {
        if !view.nested.is_empty() {
            let all = view.nested.iter().map(|view| self.property_literals(view, name));
            return all.collect::<Option<Vec<_>>>().map(|all| all.concat());
        }
        let place = self.looked_through(&view.object.as_ref()?.property(name)?.place);
        let literals = values(&Schema::of(place.node, self.dialect)).into_iter().map(constant);
        let is_literal = |value: &Constant| matches!(value, Constant::Boolean(_) | Constant::Integer(_));
        let literals: Vec<Constant> = literals.map(|value| value.filter(is_literal)).collect::<Option<_>>()?;
        (!literals.is_empty()).then(|| literals.iter().map(query::wire_text).collect())
    }

    /// Whether the property is a boolean or an integer wherever it is declared, and the tags are such values.
    fn has_literal_tags(&mut self, members: &[Member<'a>], property: &str) -> bool {
        if !members.iter().flat_map(|member| &member.tags).all(|tag| is_literal(tag)) {
            return false;
        }
        let kinds: Vec<Option<ValueKind>> =
            members.iter().flat_map(|member| self.kinds_of(&member.view, property)).collect();
        let is_scalar = |kind: &Option<ValueKind>| matches!(kind, Some(ValueKind::Boolean | ValueKind::Integer));
        !kinds.is_empty() && kinds.iter().all(is_scalar)
    }

    /// The JSON kind of a property in each object that declares it.
    fn kinds_of(&mut self, view: &View<'a>, name: &str) -> Vec<Option<ValueKind>> {
        if !view.nested.is_empty() {
            return view.nested.iter().flat_map(|view| self.kinds_of(view, name)).collect();
        }
        let property = view.object.as_ref().and_then(|object| object.property(name));
        let place = property.map(|property| property.place.clone());
        place.map(|place| self.view(&place).kinds.single()).into_iter().collect()
    }
}

/// The value that selects a schema, as an extension of AutoRest writes it at the schema.
pub(in crate::resolve) fn given_tag(place: &Place<'_>) -> Option<String> {
    place.node.get("x-ms-discriminator-value")?.to_text()
}

fn is_literal(tag: &str) -> bool {
    matches!(tag, "true" | "false") || tag.parse::<i64>().is_ok()
}
