//! `oneOf` and `anyOf`: first what needs no union at all, then the members of the one that remains.
//!
//! How a value finds its member is decided in `discrimination`.

use crate::resolve::shape::{Choice, Discriminated, Kinds, Member, Merged, Part, Shape, UnionShape, Use, View};
use foldhash::HashMap;

use super::members::kind_of;
use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::document::{Additional, Schema, SchemaType};
use crate::ir::{
    Annotations, Bounds, Constant, Discrimination, InsidePart, Origin, ShapeTest, Step, TypeRef, Union, UnionVariant,
    ValueKind,
};
use crate::resolve::place::Owner;
use crate::resolve::place::Place;
use crate::resolve::reading::{read_discriminator, read_object_type};
use crate::resolve::resolver::Resolver;
use crate::resolve::schemas::choice::{choice, is_choice};
use crate::resolve::schemas::shapes::implied_type;

impl<'a> Resolver<'a> {
    /// The shape of a schema with `oneOf` or `anyOf`.
    pub(in crate::resolve) fn union_shape(
        &mut self,
        place: &Place<'a>,
        schema: &Schema<'a>,
        owner: Owner<'_>,
    ) -> Shape<'a> {
        if self.only_validates(schema) {
            return self.typed_shape(place, schema, schema.types.first().copied(), owner);
        }
        if !schema.properties.is_empty() || self.requires_more(place, schema) {
            let merged = self.merged(std::slice::from_ref(place), &[], false);
            return self.merged_shape(place, merged, owner);
        }
        self.note_second_choice(place, schema);
        read_object_type(place.node);
        self.read_common_type(place, schema);
        let members = choice(place, schema).into_iter().filter(|member| !self.is_null(member)).collect::<Vec<_>>();
        let members = members.into_iter().map(|member| self.member(member, Part::Schema)).collect();
        let choice = Choice {
            place: place.clone(),
            written: place.clone(),
            members,
            any_of: schema.one_of.is_empty(),
            discriminator: schema.discriminator,
            mapping: schema.mapping.clone(),
        };
        self.choice_shape(choice, owner)
    }

    /// What is required next to a choice is not required by all of its objects.
    fn requires_more(&mut self, place: &Place<'a>, schema: &Schema<'a>) -> bool {
        if schema.required.is_empty() {
            return false;
        }
        let members = choice(place, schema);
        let views: Vec<View<'a>> = members.iter().map(|member| self.view(member)).collect();
        let mut objects = views.iter().filter(|view| !view.kinds.exclude(ValueKind::Object));
        let is_more = objects.any(|view| schema.required.iter().any(|name| !view.required.contains(name)));
        if !is_more {
            place.read("required");
        }
        is_more
    }

    /// Reads the type that is written next to a choice, if it is that of every member.
    fn read_common_type(&mut self, place: &Place<'a>, schema: &Schema<'a>) {
        match schema.additional {
            Additional::Any => _ = place.read("additionalProperties"),
            _ => self.leave_out_keyword(place, "additionalProperties", "the type is the choice next to it"),
        }
        let [kind] = schema.types[..] else { return };
        let members = choice(place, schema);
        if members.iter().all(|member| self.view(member).kinds == Kinds::of(kind_of(kind))) {
            place.read("type");
        } else if kind != SchemaType::Object {
            self.leave_out_keyword(place, "type", "the type is the choice next to it");
        }
        self.leave_out_keyword(place, "items", "the type is the choice next to it");
    }

    /// A union among schemas that hold at once: every variant takes the others' properties.
    pub(in crate::resolve) fn union_among(
        &mut self,
        place: &Place<'a>,
        merged: Merged<'a>,
        union: &Place<'a>,
        owner: Owner<'_>,
    ) -> Shape<'a> {
        self.settle_scalars(&merged, union);
        let has_nothing = merged.properties.is_empty() && merged.required.is_empty();
        if has_nothing && merged.unions.len() == 1 && merged.parts.len() == 1 {
            self.read_way(&merged, union);
            return self.part_shape(place, union, owner);
        }
        if merged.unions.len() + merged.settled.len() > 3 {
            self.degraded(DiagnosticId::UnionTooComplex, place, "several choices hold at once here");
            return Shape::Plain(TypeRef::Any);
        }
        let schema = Schema::of(union.node, self.dialect);
        let mut settled = merged.settled.clone();
        settled.push(union.address());
        let members = choice(union, &schema).into_iter().filter(|member| !self.is_null(member)).collect::<Vec<_>>();
        let members = members.into_iter().map(|member| self.member_with(member, &merged, &settled)).collect();
        let choice = Choice {
            place: place.clone(),
            written: union.clone(),
            members,
            any_of: schema.one_of.is_empty(),
            discriminator: schema.discriminator,
            mapping: schema.mapping.clone(),
        };
        self.choice_shape(choice, owner)
    }

    /// Reads the types that are those of the values of a union; reports what holds at the same time and contradicts it.
    fn settle_scalars(&mut self, merged: &Merged<'a>, union: &Place<'a>) {
        let kinds = self.view(union).kinds;
        let others = merged.others.iter().filter(|other| other.address() != union.address());
        for other in others {
            let own = self.precision(other).map(|(kind, _)| kind_of(kind));
            self.read_way(merged, other);
            if own.is_some_and(|own| kinds.exclude(own)) {
                self.report_types(other, Some(union), "the other member decides");
            } else if own.is_some_and(|own| kinds == Kinds::of(own)) {
                other.node.read();
                other.read("type");
            } else {
                self.report_narrowing(other);
            }
        }
        for other in merged.unions.iter().filter(|other| other.address() != union.address()) {
            let own = self.view(other).kinds;
            if own.excludes_all(kinds) {
                self.report_types(other, Some(union), "the other member decides");
            }
        }
    }

    /// A type that holds together with a choice of several.
    fn report_narrowing(&mut self, place: &Place<'a>) {
        place.leave_out();
        self.reporter.push(
            Diagnostic::note(
                DiagnosticId::KeywordIgnored,
                &*place.pointer,
                "this type holds together with a choice of several types",
            )
            .effect("the choice is the type, whose values need not be of this one"),
        );
    }

    /// Several types in `type` (3.1): one member for each.
    pub(in crate::resolve) fn several_types_shape(
        &mut self,
        place: &Place<'a>,
        schema: &Schema<'a>,
        owner: Owner<'_>,
    ) -> Shape<'a> {
        let mut kinds = schema.types.clone();
        if kinds.contains(&SchemaType::Number) {
            kinds.retain(|&kind| kind != SchemaType::Integer);
        }
        if let [only] = kinds[..] {
            return self.typed_shape(place, schema, Some(only), owner);
        }
        let member = |kind: SchemaType| Member {
            place: place.clone(),
            part: Part::OfType(kind),
            view: View::default(),
            name: None,
            tags: Vec::new(),
            joined: Vec::new(),
            test: ShapeTest { kind: Some(kind_of(kind)), ..ShapeTest::default() },
        };
        Shape::Union(UnionShape {
            members: kinds.into_iter().map(member).collect(),
            discrimination: Discrimination::Shape,
        })
    }

    /// Members that only add conditions to what is next to them (`anyOf: [{required: [a]}, {required: [b]}]`).
    pub(in crate::resolve) fn only_validates(&self, schema: &Schema<'a>) -> bool {
        schema.one_of.iter().chain(schema.any_of).all(|node| {
            let member = Schema::of(node, self.dialect);
            let same_kind = member.types.iter().all(|kind| schema.types.contains(kind));
            same_kind
                && !member.is_null
                && member.reference.is_none()
                && !member.has_enum
                && member.constant.is_none()
                && member.properties.is_empty()
                && member.items.is_none()
                && member.all_of.is_empty()
                && !is_choice(&member)
                && matches!(member.additional, Additional::Unsaid | Additional::None)
                && (member.format.is_none() || !schema.types.is_empty())
                && says_condition(&member, schema)
        })
    }

    /// Simplifies a choice as far as it goes; what remains is a union.
    pub(in crate::resolve) fn choice_shape(&mut self, mut choice: Choice<'a>, owner: Owner<'_>) -> Shape<'a> {
        self.drop_repeated(&mut choice);
        if choice.discriminator.is_some() && choice.members.len() > 1 {
            match self.explicit_tags(choice) {
                Ok(decided) => return self.decided(decided),
                Err(undecided) => choice = undecided,
            }
        }
        if choice.discriminator.is_none()
            && choice.members.len() > 1
            && let Some(property) = self.inherited_tags(&mut choice.members)
        {
            return self.tagged(choice.members, None, property);
        }
        if let Some(shape) = self.one_or_many(&choice, owner) {
            return shape;
        }
        self.join_texts(&mut choice);
        self.join_integers(&mut choice);
        self.join_numbers(&mut choice);
        self.join_lists(&mut choice);
        self.join_objects(&mut choice);
        if choice.members.len() > 1 {
            let decided = self.by_shape_or_tag(choice);
            return self.decided(decided);
        }
        match choice.members.pop() {
            Some(only) => {
                // It selects the only member there is.
                read_discriminator(choice.written.node);
                self.member_shape(only, owner)
            }
            None => Shape::Plain(TypeRef::Any),
        }
    }

    /// Defines a union.
    pub(in crate::resolve) fn union(&mut self, union: UnionShape<'a>, origin: &Origin) -> Union {
        let mut variants = Vec::with_capacity(union.members.len());
        let mut hints: HashMap<String, u32> = HashMap::default();
        for (index, member) in union.members.into_iter().enumerate() {
            let hint = self.hint(&member, index);
            let (place, joined) = (member.place.clone(), member.joined.clone());
            let is_of_type = matches!(member.part, Part::OfType(_));
            let (tags, test) = (member.tags.clone(), member.test.clone());
            let nth = hints.entry(hint.clone()).and_modify(|count| *count += 1).or_insert(1);
            let step = Step::Member { hint: &*hint, nth: *nth };
            let type_ref = self.member_use(member, Owner::Inside(&Owner::Of(origin), step)).type_ref;
            // One type among several of `type` has nothing of its own.
            let annotations =
                if is_of_type { Annotations::default() } else { self.variant_annotations(&place, &joined, &hint) };
            variants.push(UnionVariant { type_ref, name_hint: hint, tags, test, annotations });
        }
        Union { variants, discrimination: union.discrimination }
    }

    /// What is said of a variant, and of other members that it means as well.
    fn variant_annotations(&mut self, place: &Place<'a>, joined: &[Place<'a>], hint: &str) -> Annotations {
        let schema = Schema::of(place.node, self.dialect);
        let mut annotations = match self.types.owners.contains_key(&place.address()) {
            true => Annotations::default(),
            false => self.annotations(place),
        };
        annotations.docs.description = schema.description.peek().map(str::to_owned);
        annotations.docs.title = schema.title.peek().filter(|title| *title != hint).map(str::to_owned);
        let mut bounds = Bounds::clone(&annotations.bounds);
        if !joined.is_empty() {
            // What one of several schemas limits, the others may allow.
            bounds = Bounds::default();
            bounds.inside.extend(self.part_annotations(InsidePart::Alternative, place, 0));
        }
        bounds.inside.extend(self.empty_value(place));
        for other in joined {
            bounds.inside.extend(self.part_annotations(InsidePart::Alternative, other, 0));
        }
        Annotations { bounds: bounds.into(), ..annotations }
    }

    /// A union that knows how to tell its members apart.
    pub(in crate::resolve) fn decided(&mut self, decided: Discriminated<'a>) -> Shape<'a> {
        Shape::Union(UnionShape { members: decided.members, discrimination: decided.discrimination })
    }

    /// A member and what is known about it.
    pub(in crate::resolve) fn member(&mut self, place: Place<'a>, part: Part<'a>) -> Member<'a> {
        let view = self.view(&place);
        let name = self.member_name(&place);
        let joined = Vec::new();
        Member { place, part, view, name, tags: Vec::new(), test: ShapeTest::default(), joined }
    }

    /// A member that takes in what is next to the choice, unless it contains that already.
    fn member_with(&mut self, place: Place<'a>, merged: &Merged<'a>, settled: &[usize]) -> Member<'a> {
        let member = self.member(place.clone(), Part::Schema);
        let contained =
            |part: &Place<'a>| member.view.object.as_ref().is_some_and(|object| object.seen.contains(&part.address()));
        if merged.parts.iter().all(contained) || self.is_beside(&member, merged) {
            return member;
        }
        let mut parts = merged.parts.clone();
        parts.push(place);
        let view = View::of_object(self.merged(&parts, settled, true));
        Member { view, part: Part::Merged(parts, settled.to_vec()), ..member }
    }

    /// Properties say nothing of a value that is no object, unless something says that it has to be one.
    fn is_beside(&self, member: &Member<'a>, merged: &Merged<'a>) -> bool {
        let leaves_open = |part: &Place<'a>| {
            let schema = Schema::of(part.node, self.dialect);
            schema.types.is_empty() && schema.all_of.is_empty() && schema.reference.is_none()
        };
        member.view.kinds.exclude(ValueKind::Object) && merged.parts.iter().all(leaves_open)
    }

    /// The type of a member.
    fn member_use(&mut self, member: Member<'a>, owner: Owner<'_>) -> Use {
        match member.part {
            Part::Schema => self.use_of(&member.place, owner),
            Part::Known(type_ref) => Use::plain(type_ref),
            part => {
                let key = part_key(&member.place, &part);
                if let Some(known) = self.types.merged_uses.get(&key) {
                    return known.clone();
                }
                let place = member.place.clone();
                let shape = self.member_shape(Member { part, ..member }, owner);
                let found = Use::plain(self.named(shape, &place, owner));
                self.types.merged_uses.insert(key, found.clone());
                found
            }
        }
    }

    /// The shape of a member, when it means the whole choice or needs a type of its own.
    pub(in crate::resolve) fn member_shape(&mut self, member: Member<'a>, owner: Owner<'_>) -> Shape<'a> {
        match member.part {
            Part::Schema => self.inner_shape(&member.place, owner),
            Part::OfType(kind) => {
                let schema = Schema::of(member.place.node, self.dialect);
                self.typed_shape(&member.place, &schema, Some(kind), owner)
            }
            Part::Merged(parts, settled) => {
                let merged = self.merged(&parts, &settled, false);
                self.merged_shape(&member.place, merged, owner)
            }
            Part::Alternatives(alternatives) => {
                let merged = self.merged_alternatives(&alternatives);
                self.merged_shape(&member.place, merged, owner)
            }
            Part::Known(type_ref) => Shape::Plain(type_ref),
            Part::Values(enumeration) => Shape::Enum(enumeration),
            Part::Choice(places) => Shape::Plain(self.any_item(&member.place, places, owner).type_ref),
            Part::Lists(items) => {
                let item = self.folded_item(&member.place, items, Owner::Inside(&owner, Step::Item));
                Shape::Plain(TypeRef::List(Box::new(item)))
            }
        }
    }

    /// The type of a value that may be of several schemas.
    pub(in crate::resolve) fn any_item(&mut self, place: &Place<'a>, items: Vec<Place<'a>>, owner: Owner<'_>) -> Use {
        let key: Vec<usize> = items.iter().map(Place::address).collect();
        if let Some(known) = self.types.merged_uses.get(&key) {
            return known.clone();
        }
        let nullable = items.iter().any(|item| self.is_nullable(item));
        let members = items.into_iter().filter(|item| !self.is_null(item)).collect::<Vec<_>>();
        let members = members.into_iter().map(|item| self.member(item, Part::Schema)).collect();
        let choice = Choice {
            place: place.clone(),
            written: place.clone(),
            members,
            any_of: false,
            discriminator: None,
            mapping: Vec::new(),
        };
        let shape = self.choice_shape(choice, owner);
        let found = Use { type_ref: self.named(shape, place, owner), nullable };
        self.types.merged_uses.insert(key, found.clone());
        found
    }

    /// The same, in a place that has no flag of its own for `null`.
    pub(in crate::resolve) fn folded_item(
        &mut self,
        place: &Place<'a>,
        items: Vec<Place<'a>>,
        owner: Owner<'_>,
    ) -> TypeRef {
        let found = self.any_item(place, items.clone(), owner);
        items.iter().for_each(|item| self.read_null(item, found.nullable));
        found.folded()
    }

    /// `null` and nothing else, also by way of a reference to a component that says so.
    pub(in crate::resolve) fn is_null(&self, place: &Place<'a>) -> bool {
        let schema = Schema::of(self.looked_through(place).node, self.dialect);
        schema.is_null || schema.nullable && says_only_null(&schema)
    }

    fn note_second_choice(&mut self, place: &Place<'a>, schema: &Schema<'a>) {
        if !schema.one_of.is_empty() && !schema.any_of.is_empty() {
            schema.any_of.iter().for_each(|member| member.leave_out());
            self.reporter.push(
                Diagnostic::note(DiagnosticId::UnionTwice, &*place.pointer, "`oneOf` and `anyOf` stand side by side")
                    .effect("only `oneOf` shapes the type"),
            );
        }
    }

    /// The only text a required property may hold.
    fn constant_text(&self, view: &View<'a>, key: &str) -> Option<String> {
        self.constants(view).into_iter().find_map(|(name, constant)| match constant {
            Constant::String(text) if name == key && !text.is_empty() => Some(text),
            _ => None,
        })
    }

    /// Words a variant's name is made of.
    fn hint(&self, member: &Member<'a>, index: usize) -> String {
        if let Some(name) = &member.name {
            return name.clone();
        }
        if let [tag, ..] = &member.tags[..] {
            return tag.clone();
        }
        if let Some((_, Constant::String(text))) = member.test.constants.first() {
            return text.clone();
        }
        match member.view.kinds.single().or(member.test.kind) {
            Some(ValueKind::Object) => match member.test.required.first() {
                Some(key) => self.constant_text(&member.view, key).unwrap_or_else(|| key.clone()),
                None => "object".to_owned(),
            },
            Some(ValueKind::String) => "string".to_owned(),
            Some(ValueKind::Integer) => "integer".to_owned(),
            Some(ValueKind::Number) => "number".to_owned(),
            Some(ValueKind::Boolean) => "boolean".to_owned(),
            Some(ValueKind::Array) => "list".to_owned(),
            None => format!("variant {}", index + 1),
        }
    }
}

/// `{nullable: true}` and `{enum: [null]}` are further spellings of `{type: "null"}`.
fn says_only_null(schema: &Schema<'_>) -> bool {
    let untyped = schema.types.is_empty() && implied_type(schema).is_none() && schema.enumeration.is_empty();
    untyped && schema.reference.is_none() && schema.all_of.is_empty() && !is_choice(schema)
}

fn says_condition(member: &Schema<'_>, schema: &Schema<'_>) -> bool {
    !member.required.is_empty()
        || !member.ignored.is_empty()
        || member.pattern.is_some()
        || member.min_length.is_some()
        || member.max_length.is_some()
        || member.minimum.is_some()
        || member.maximum.is_some()
        || member.min_items.is_some()
        || member.max_items.is_some()
        || member.format.is_some()
        || !schema.types.is_empty()
        || implied_type(schema).is_some()
}

/// Identifies a merged part, so that the same union met twice makes one type.
fn part_key(place: &Place<'_>, part: &Part<'_>) -> Vec<usize> {
    let mut key = vec![place.address()];
    match part {
        Part::Merged(parts, _) => key.extend(parts.iter().map(Place::address)),
        Part::Alternatives(all) => key.extend(all.iter().flat_map(|(parts, _)| parts).map(Place::address)),
        Part::OfType(kind) => key.push(*kind as usize),
        Part::Lists(items) | Part::Choice(items) => key.extend(items.iter().map(Place::address)),
        Part::Schema | Part::Known(_) | Part::Values(_) => {}
    }
    key
}
