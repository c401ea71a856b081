//! `allOf`: several schemas that hold at once become one.
//!
//! Objects are merged property by property; scalars are narrowed to the most telling member;
//! a union among the members takes the others' properties into each of its variants.

use super::choice::is_choice;
use super::shapes::implied_type;
use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::document::{Additional, Node, NodeKind, Schema, SchemaType};
use crate::ir::{TypeId, TypeRef};
use crate::resolve::place::Owner;
use crate::resolve::place::Place;
use crate::resolve::reading::{read_alike, read_object_type};
use crate::resolve::resolver::Resolver;
use crate::resolve::shape::{Extra, Merged, Property, Shape};

/// Deepest nesting of `allOf` that is followed.
const MAX_MERGE_DEPTH: usize = 40;

impl<'a> Merged<'a> {
    /// The property with this name.
    pub(in crate::resolve) fn property(&self, name: &str) -> Option<&Property<'a>> {
        self.index.get(name).and_then(|&position| self.properties.get(position))
    }

    /// Notes what a level says of its type, scalars and choices aside.
    fn note_type(&mut self, place: &Place<'a>, schema: &Schema<'a>) {
        match schema.types.first().copied().or_else(|| implied_type(schema)) {
            Some(SchemaType::Object) => self.is_object = true,
            Some(_) => self.implied.push(place.clone()),
            None => {}
        }
    }

    /// No member says what the type is, so that any JSON fits.
    pub(in crate::resolve) fn leaves_open(&self) -> bool {
        !self.is_object && self.unions.is_empty() && self.others.is_empty() && self.implied.is_empty()
    }

    /// The first member that implies the type, when none writes it.
    pub(in crate::resolve) fn implied(&self) -> Option<&Place<'a>> {
        self.implied.first().filter(|_| !self.is_object)
    }

    /// Undeclared properties are ruled out by `additionalProperties: false`.
    pub(in crate::resolve) fn is_closed(&self) -> bool {
        self.additional.is_none() && !self.additional_nodes.is_empty()
    }

    /// Reads what makes the merged schemas one object; its properties are read on their own.
    pub(in crate::resolve) fn read_objects(&self) {
        for (object, _) in &self.objects {
            object.read();
            object.read_key("$ref");
            object.read_key("type");
            object.read_key("required");
        }
        self.additional_nodes.iter().for_each(|node| _ = node.read());
    }
}

impl<'a> Resolver<'a> {
    /// The shape of a schema with `allOf`, or of a reference with other keywords.
    pub(in crate::resolve) fn all_of_shape(
        &mut self,
        place: &Place<'a>,
        schema: &Schema<'a>,
        owner: Owner<'_>,
    ) -> Shape<'a> {
        if let Some(only) = self.only_member(place, schema) {
            read_object_type(place.node);
            schema.all_of.iter().for_each(read_object_type);
            return self.inner_shape(&only, owner);
        }
        let merged = self.merged(std::slice::from_ref(place), &[], false);
        self.merged_shape(place, merged, owner)
    }

    /// Several schemas that hold at once. `settled` names choices whose outcome is among the parts.
    pub(in crate::resolve) fn merged(&mut self, parts: &[Place<'a>], settled: &[usize], quiet: bool) -> Merged<'a> {
        let mut merged = Merged { parts: parts.to_vec(), settled: settled.to_vec(), quiet, ..Merged::default() };
        for part in parts {
            let schema = Schema::of(part.node, self.dialect);
            self.merge(part, &schema, None, 0, &mut merged);
        }
        merged
    }

    /// Objects of which at least one holds: properties of all, required where all require them.
    pub(in crate::resolve) fn merged_alternatives(
        &mut self,
        alternatives: &[(Vec<Place<'a>>, Vec<usize>)],
    ) -> Merged<'a> {
        let mut all = Merged::default();
        for (position, (parts, settled)) in alternatives.iter().enumerate() {
            let one = self.merged(parts, settled, false);
            if position == 0 {
                all.required.clone_from(&one.required);
            }
            all.required.retain(|name| one.required.contains(name) && one.property(name).is_some());
            // An object without known properties may hold anything.
            let open = one.properties.is_empty().then_some(Extra::Any);
            all.additional = self.either(all.additional.take(), one.additional.or(open));
            all.settled.extend(one.settled);
            all.is_object |= one.is_object;
            all.objects.extend(one.objects);
            all.additional_nodes.extend(one.additional_nodes);
            for property in one.properties {
                self.add_alternative(property, &mut all);
            }
        }
        all
    }

    /// What undeclared properties hold in one of two alternatives.
    fn either(&self, left: Option<Extra<'a>>, right: Option<Extra<'a>>) -> Option<Extra<'a>> {
        let places = |extra| match extra {
            Extra::Any => None,
            Extra::Schema(place) => Some(vec![place]),
            Extra::Either(places) => Some(places),
        };
        let (Some(left), Some(right)) = (left.clone(), right.clone()) else { return left.or(right) };
        let (Some(mut all), Some(added)) = (places(left), places(right)) else { return Some(Extra::Any) };
        for place in added {
            if !all.iter().take(64).any(|other| self.same_type(other, &place)) {
                all.push(place);
            }
        }
        Some(Extra::Either(all))
    }

    fn add_alternative(&self, property: Property<'a>, all: &mut Merged<'a>) {
        let Some(known) = all.index.get(property.name).and_then(|&position| all.properties.get_mut(position)) else {
            all.index.insert(property.name, all.properties.len());
            all.properties.push(property);
            return;
        };
        let same = |other: &Place<'a>| self.same_type(other, &property.place);
        if same(&known.place) || known.others.iter().take(64).any(same) {
            read_alike(property.place.node, Some(known.place.node));
            known.alike.push(property.place);
        } else {
            known.others.push(property.place);
        }
    }

    /// What merged schemas are together.
    pub(in crate::resolve) fn merged_shape(
        &mut self,
        place: &Place<'a>,
        mut merged: Merged<'a>,
        owner: Owner<'_>,
    ) -> Shape<'a> {
        if let Some(union) = merged.unions.first().cloned() {
            return self.union_among(place, merged, &union, owner);
        }
        if !merged.properties.is_empty() && (merged.has_object_type || merged.others.is_empty()) {
            self.note_scalars(&merged);
            return Shape::Record(Box::new(merged));
        }
        self.note_properties(&merged);
        if let Some(scalar) = self.narrowest(&merged.others) {
            self.read_ways(&merged, &scalar);
            return self.part_shape(place, &scalar, owner);
        }
        if !merged.is_object {
            return self.untyped_shape(place, &merged, owner);
        }
        merged.read_objects();
        Shape::Plain(self.map_of(merged.additional.take(), owner))
    }

    /// Says that members of `allOf` contradict the objects among them.
    fn note_scalars(&mut self, merged: &Merged<'a>) {
        let Some((object, _)) = merged.objects.first() else { return };
        for other in merged.others.iter().filter(|other| !std::ptr::eq(other.node, *object)) {
            self.report_types(other, None, "the type is the object");
        }
    }

    /// Says that a schema asks for another type than one that holds at the same time, and which of them counts.
    pub(in crate::resolve) fn report_types(
        &mut self,
        place: &Place<'a>,
        kept: Option<&Place<'a>>,
        effect: &'static str,
    ) {
        // The structural pass compares `type` with what is next to it.
        if self.reporter.is_reported(&place.pointer.child("type")) {
            return;
        }
        place.leave_out();
        let conflict = Diagnostic::warning(
            DiagnosticId::AllOfConflict,
            &*place.pointer,
            "no value can be of both types of this `allOf`",
        )
        .effect(effect);
        self.reporter.push(match kept {
            Some(kept) => conflict.related(&*kept.pointer, "the other type"),
            None => conflict,
        });
    }

    /// Says that properties are about objects, which the values are not.
    fn note_properties(&mut self, merged: &Merged<'a>) {
        for property in &merged.properties {
            let Some(owner) = property.place.pointer.parent().and_then(|list| list.parent()) else { continue };
            self.reporter.push_once(
                Diagnostic::note(DiagnosticId::KeywordIgnored, owner.child("properties"), "no value has properties")
                    .about_key()
                    .effect("another member of `allOf` says that the values are no objects"),
            );
        }
        for (object, _) in merged.objects.iter().filter(|_| !merged.properties.is_empty()) {
            object.read();
        }
    }

    /// Members without `type`: what their other keywords imply, else any JSON.
    fn untyped_shape(&mut self, place: &Place<'a>, merged: &Merged<'a>, owner: Owner<'_>) -> Shape<'a> {
        merged.read_objects();
        match self.narrowest(&merged.implied) {
            Some(part) => self.part_shape(place, &part, owner),
            None => Shape::Plain(TypeRef::Any),
        }
    }

    /// Reads the references that lead to what is of one type, and the members that say no more than that it may be null.
    fn read_ways(&self, merged: &Merged<'a>, scalar: &Place<'a>) {
        scalar.read("$ref");
        for other in &merged.others {
            self.read_way(merged, other);
        }
        self.read_way(merged, scalar);
        for (object, _) in merged.objects.iter().filter(|(object, _)| object.get("nullable").is_some()) {
            object.read();
        }
    }

    /// Reads the references that lead from the merged schemas to one of them.
    pub(in crate::resolve) fn read_way(&self, merged: &Merged<'a>, to: &Place<'a>) {
        let mut target = to.address();
        for (object, file) in merged.objects.iter().rev() {
            let reference = object.reference().and_then(|reference| self.references.find(reference, *file));
            if reference.is_some_and(|found| found.address() == target) {
                object.read();
                object.read_key("$ref");
                target = std::ptr::from_ref(*object).addr();
            }
        }
    }

    /// A member that is the type of the whole; the schema itself may be among its own members.
    pub(in crate::resolve) fn part_shape(
        &mut self,
        place: &Place<'a>,
        part: &Place<'a>,
        owner: Owner<'_>,
    ) -> Shape<'a> {
        if part.address() != place.address() {
            return self.inner_shape(part, owner);
        }
        let own = Schema { all_of: &[], reference: None, ..Schema::of(place.node, self.dialect) };
        self.shape(place, &own, owner)
    }

    /// The only member that says what the type is, if the others and the keywords next to it say nothing.
    fn only_member(&mut self, place: &Place<'a>, schema: &Schema<'a>) -> Option<Place<'a>> {
        if schema.reference.is_some() || says_something(schema) {
            return None;
        }
        let mut telling = place.list("allOf", schema.all_of).into_iter().filter(|member| {
            let member = Schema::of(member.node, self.dialect);
            member.reference.is_some() || !member.all_of.is_empty() || is_choice(&member) || says_something(&member)
        });
        let first = telling.next()?;
        let only = telling.next().is_none().then_some(first)?;
        // A variant that adds nothing to its base is not the base, which may be any variant.
        let base = only.node.reference().and_then(|reference| self.references.find(reference, only.file));
        (!base.is_some_and(|base| self.is_variant_of(place, &base))).then_some(only)
    }

    /// Adds a schema, and all it is composed of, to what is merged so far.
    pub(in crate::resolve) fn merge(
        &mut self,
        place: &Place<'a>,
        schema: &Schema<'a>,
        home: Option<TypeId>,
        depth: usize,
        merged: &mut Merged<'a>,
    ) {
        if !merged.seen.insert(place.address()) {
            return;
        }
        if depth >= MAX_MERGE_DEPTH {
            if !merged.quiet {
                self.degraded(DiagnosticId::NestingTooDeep, place, "`allOf` is nested too deeply here");
            }
            return;
        }
        if let Some(reference) = schema.reference
            && let Some(target) = self.references.target(place, reference, &mut self.reporter)
        {
            let home = self.component_at(&target).or(home);
            self.merge(&target, &Schema::of(target.node, self.dialect), home, depth + 1, merged);
        }
        for member in place.list("allOf", schema.all_of) {
            self.merge(&member, &Schema::of(member.node, self.dialect), home, depth + 1, merged);
        }
        self.merge_own(place, schema, home, merged);
    }

    /// The keywords of one level.
    fn merge_own(&mut self, place: &Place<'a>, schema: &Schema<'a>, home: Option<TypeId>, merged: &mut Merged<'a>) {
        if !merged.quiet {
            self.note_ignored(place, schema);
            self.note_discriminator(place, schema);
        }
        let affordable = schema.properties.len() <= self.types.copies_left;
        if affordable {
            self.types.copies_left -= schema.properties.len();
        } else if self.types.copies_left > 0 {
            self.types.copies_left = 0;
            self.degraded(
                DiagnosticId::DocumentTooComplex,
                place,
                "the properties of this document multiply beyond any use",
            );
        }
        for (name, node) in schema.properties.iter().filter(|_| affordable) {
            let property = Property { home, ..Property::new(name, place.steps(node, "properties", name)) };
            self.add_property(property, merged);
        }
        merged.required.extend(schema.required.iter().copied());
        match schema.additional {
            Additional::Unsaid => {}
            Additional::None => merged.additional = None,
            Additional::Any => merged.additional = Some(Extra::Any),
            Additional::Schema(node) => {
                merged.additional = Some(Extra::Schema(place.step(node, "additionalProperties")));
            }
        }
        if matches!(schema.additional, Additional::Any | Additional::None) {
            merged.additional_nodes.extend(place.node.get("additionalProperties"));
        }
        if let (Additional::Unsaid | Additional::None, Some(extra)) = (schema.additional, by_pattern(place, schema)) {
            merged.additional = Some(extra);
        }
        merged.has_object_type |= schema.types.contains(&SchemaType::Object);
        if is_choice(schema) {
            if !self.only_validates(schema) && !self.is_settled(place, schema, merged) {
                merged.unions.push(place.clone());
            }
            merged.is_object = true;
        } else if is_scalar(schema) {
            merged.others.push(place.clone());
            return;
        }
        merged.note_type(place, schema);
        merged.objects.push((place.node, place.file));
    }

    /// The outcome of a choice is known when one of its members is being merged as well:
    /// a base lists its variants in `oneOf`, and each variant contains the base in `allOf`.
    fn is_settled(&self, place: &Place<'a>, schema: &Schema<'a>, merged: &Merged<'a>) -> bool {
        merged.settled.contains(&place.address())
            || schema.one_of.iter().chain(schema.any_of).any(|member| {
                let target = member.reference().and_then(|reference| self.references.find(reference, place.file));
                target.is_some_and(|target| merged.seen.contains(&target.address()))
            })
    }

    fn add_property(&mut self, property: Property<'a>, merged: &mut Merged<'a>) {
        let Some(&position) = merged.index.get(property.name) else {
            merged.index.insert(property.name, merged.properties.len());
            merged.properties.push(property);
            return;
        };
        let Some(present) = merged.properties.get_mut(position) else { return };
        if self.same_type(&present.place, &property.place) {
            // The later one is nearer to the type being made; its words fit better.
            let is_quiet = merged.quiet;
            let dropped = match says_nothing(property.place.node) {
                true => property,
                false => present.replace(property),
            };
            if !is_quiet {
                read_alike(dropped.place.node, Some(present.place.node));
            }
            return;
        }
        match (self.precision(&present.place), self.precision(&property.place)) {
            (Some(kept), Some(added)) if kept.0 != added.0 => {
                if !merged.quiet {
                    self.report_conflict(present, &property);
                }
                *present = property;
            }
            (Some(kept), Some(added)) if kept.1 > added.1 => present.replaced.push(property.place),
            (Some(_), None) => present.replaced.push(property.place),
            _ => _ = present.replace(property),
        }
    }

    fn report_conflict(&mut self, kept: &Property<'a>, added: &Property<'a>) {
        kept.place.leave_out();
        self.reporter.push(
            Diagnostic::warning(
                DiagnosticId::AllOfConflict,
                &*added.place.pointer,
                format!("`{}` has another type in another member of `allOf`", added.name),
            )
            .effect("the later member decides")
            .related(&*kept.place.pointer, "the other type"),
        );
    }

    /// The JSON type of a schema and how much it says about it; `None` when it says nothing.
    pub(in crate::resolve) fn precision(&mut self, place: &Place<'a>) -> Option<(SchemaType, u8)> {
        let mut place = place.clone();
        for _ in 0..8 {
            let schema = Schema::of(place.node, self.dialect);
            if schema.has_enum || schema.constant.is_some() {
                return precision_of(&schema);
            } else if let Some(reference) = schema.reference {
                place = self.references.find(reference, place.file)?;
            } else if let ([only], true) = (schema.all_of, schema.properties.is_empty()) {
                place = place.steps(only, "allOf", "0");
            } else {
                return precision_of(&schema).or_else(|| self.precision_of_all(&place, &schema));
            }
        }
        None
    }

    /// Several schemas that hold at once say as much as the most precise of them.
    fn precision_of_all(&mut self, place: &Place<'a>, schema: &Schema<'a>) -> Option<(SchemaType, u8)> {
        if self.types.depth >= MAX_MERGE_DEPTH {
            return None;
        }
        self.types.depth += 1;
        let members = place.list("allOf", schema.all_of);
        let found = members.iter().filter_map(|member| self.precision(member)).max_by_key(|(_, score)| *score);
        self.types.depth -= 1;
        found
    }

    /// Among scalars that must hold at once, the one that says most.
    fn narrowest(&mut self, others: &[Place<'a>]) -> Option<Place<'a>> {
        let (first, rest) = others.split_first()?;
        let mut best = (self.precision(first), first);
        for other in rest {
            let precision = self.precision(other);
            if let (Some(left), Some(right)) = (best.0, precision)
                && left.0 != right.0
            {
                self.report_types(other, Some(first), "the first member decides");
            } else if precision.map(|found| found.1) > best.0.map(|found| found.1) || self.is_narrower(other, best.1) {
                best = (precision, other);
            }
        }
        self.settle_lists(others, best.1);
        // That they are of the same type is not lost.
        let kind = best.0.map(|(kind, _)| kind);
        for other in others {
            if Schema::of(other.node, self.dialect).types.first().copied() == kind {
                other.node.read();
                other.read("type");
            }
        }
        Some(best.1.clone())
    }

    /// Reads the lists of values that allow all of the narrowest one; reports those that do not.
    fn settle_lists(&mut self, others: &[Place<'a>], narrowest: &Place<'a>) {
        let Some(values) = self.listed(narrowest) else { return };
        for other in others.iter().filter(|other| other.address() != narrowest.address()) {
            match self.listed(other) {
                Some(list) if !values.is_subset(&list) => self.report_other_list(other, narrowest),
                _ => self.read_wide(other),
            }
        }
    }

    /// The id of the component at a place, if it is one.
    pub(in crate::resolve) fn component_at(&self, place: &Place<'a>) -> Option<TypeId> {
        match self.types.uses.get(&place.address())?.type_ref {
            TypeRef::Named(id) => Some(id),
            _ => None,
        }
    }
}

/// What properties hold whose names match a pattern; they are additional ones here.
pub(in crate::resolve) fn by_pattern<'a>(place: &Place<'a>, schema: &Schema<'a>) -> Option<Extra<'a>> {
    let step = |(pattern, node): &(&'a str, &'a Node)| place.steps(node, "patternProperties", pattern);
    match &schema.pattern_properties[..] {
        [] => None,
        [only] => Some(Extra::Schema(step(only))),
        several => Some(Extra::Either(several.iter().map(step).collect())),
    }
}

/// The keywords of this level, references and composition aside, tell what the type is.
fn says_something(schema: &Schema<'_>) -> bool {
    is_choice(schema)
        || is_scalar(schema)
        || !schema.properties.is_empty()
        || !schema.required.is_empty()
        || !schema.pattern_properties.is_empty()
        || !matches!(schema.additional, Additional::Unsaid)
}

/// Not an object: a scalar, a list or a list of values.
fn is_scalar(schema: &Schema<'_>) -> bool {
    schema.has_enum
        || schema.constant.is_some()
        || schema.types.iter().any(|&kind| kind != SchemaType::Object)
        || schema.items.is_some()
}

fn says_nothing(node: &Node) -> bool {
    node.entries().is_empty()
}

/// The type of a literal.
fn literal_type(value: &Node) -> SchemaType {
    match &value.kind {
        NodeKind::Bool(_) => SchemaType::Boolean,
        NodeKind::Number(number) if number.as_i64().is_some() => SchemaType::Integer,
        NodeKind::Number(_) => SchemaType::Number,
        NodeKind::List(_) => SchemaType::Array,
        NodeKind::Map(_) => SchemaType::Object,
        NodeKind::String(_) | NodeKind::Null => SchemaType::String,
    }
}

fn precision_of(schema: &Schema<'_>) -> Option<(SchemaType, u8)> {
    let kind = schema.types.first().copied().or_else(|| implied_type(schema));
    let kind = kind.or_else(|| schema.constant.or(schema.enumeration.first().copied()).map(literal_type))?;
    let score = match kind {
        _ if schema.constant.is_some() => 4,
        _ if schema.enumeration.len() == 1 => 4,
        _ if schema.has_enum => 3,
        SchemaType::Object if !schema.properties.is_empty() => 2,
        SchemaType::Array if schema.items.is_some() => 2,
        _ if schema.format.is_some() => 1,
        _ => 0,
    };
    Some((kind, score))
}
