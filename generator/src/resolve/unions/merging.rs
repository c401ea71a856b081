//! Members of a union that are better off as one: strings, numbers, lists, and objects that agree.

use crate::resolve::shape::{Choice, Kinds, Member, Part, Shape, View};
use foldhash::{HashMap, HashSet};

use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::document::Schema;
use crate::ir::{Constant, Enum, EnumRepr, EnumVariant, Integer, Step, TypeRef, ValueKind};
use crate::resolve::place::Owner;
use crate::resolve::place::Place;
use crate::resolve::reading::read_alike;
use crate::resolve::resolver::Resolver;
use crate::resolve::schemas::enums::{is_emptied, values};
use crate::resolve::schemas::scalars::constant;

/// Deepest nesting of schemas of one member.
const MAX_WRAPPERS: usize = 8;

impl<'a> Resolver<'a> {
    /// A member written twice is one member.
    pub(in crate::resolve) fn drop_repeated(&mut self, choice: &mut Choice<'a>) {
        let mut kept: Vec<Member<'a>> = Vec::with_capacity(choice.members.len());
        for member in std::mem::take(&mut choice.members) {
            // Compared with the last few only: repetitions stand close together, and long unions stay linear.
            let first = kept.len().saturating_sub(16);
            let repeated = kept.iter().skip(first).position(|other| {
                matches!((&member.part, &other.part), (Part::Schema, Part::Schema))
                    && self.same_type(&other.place, &member.place)
            });
            match repeated.and_then(|at| kept.get_mut(first + at)) {
                Some(other) => {
                    read_alike(member.place.node, Some(other.place.node));
                    other.joined.push(member.place);
                }
                None => kept.push(member),
            }
        }
        choice.members = kept;
    }

    /// `[T, list of T]`.
    pub(in crate::resolve) fn one_or_many(&mut self, choice: &Choice<'a>, owner: Owner<'_>) -> Option<Shape<'a>> {
        let [first, second] = &choice.members[..] else { return None };
        let (one, many) = if second.view.is(ValueKind::Array) { (first, second) } else { (second, first) };
        if !matches!((&one.part, &many.part), (Part::Schema, Part::Schema)) || one.view.is(ValueKind::Array) {
            return None;
        }
        let list = self.looked_through(&many.place);
        let items = list.child("items").filter(|_| many.view.is(ValueKind::Array))?;
        if !self.same_type(&one.place, &items) {
            return None;
        }
        self.references.read_references(&many.place);
        list.read("type");
        list.node.read();
        read_alike(one.place.node, Some(items.node));
        self.types.alike.insert(one.place.address());
        let found = self.folded_use(&items, Owner::Inside(&owner, Step::Item));
        Some(Shape::Plain(TypeRef::OneOrMany(Box::new(found))))
    }

    /// Strings cannot be distinguished by shape: one member means all of them, with the values of all lists.
    pub(in crate::resolve) fn join_texts(&mut self, choice: &mut Choice<'a>) {
        let is_text = |member: &Member<'a>| member.view.is(ValueKind::String);
        let count = choice.members.iter().filter(|member| is_text(member)).count();
        if count < 2 {
            return;
        }
        self.read_kinds(choice, is_text);
        let listed = choice.members.iter().filter(|member| is_text(member) && member.view.strings.is_some()).count();
        let part = match listed {
            0 => Some(Part::Known(self.common_text(choice))),
            1 => None,
            _ => Some(Part::Values(self.joined_values(choice))),
        };
        let mut kept = false;
        let mut joined: Vec<Place<'a>> = Vec::new();
        choice.members.retain_mut(|member| {
            if !is_text(member) {
                return true;
            }
            // The list of values is open, so it takes in free text as well.
            let stays = !kept && (listed != 1 || member.view.strings.is_some());
            kept |= stays;
            if !stays {
                self.read_emptied(&member.place);
                joined.extend(member.places());
            }
            stays
        });
        let Some(member) = choice.members.iter_mut().find(|member| is_text(member)) else { return };
        member.joined.append(&mut joined);
        if let Some(part) = part {
            member.part = part;
            member.name = None;
        }
    }

    /// Reads a list that holds the empty string alone: the open list next to it takes that in.
    fn read_emptied(&self, place: &Place<'a>) {
        let schema = Schema::of(self.looked_through(place).node, self.dialect);
        let values = values(&schema);
        if is_emptied(&values) {
            values.iter().for_each(|value| _ = value.read());
        }
    }

    /// Free strings of different formats are text.
    fn common_text(&mut self, choice: &Choice<'a>) -> TypeRef {
        let strings = choice.members.iter().filter(|member| member.view.is(ValueKind::String));
        let schemas: Vec<Schema<'a>> =
            strings.map(|member| Schema::of(self.looked_through(&member.place).node, self.dialect)).collect();
        let mut types = schemas.iter().map(|schema| self.written_string_type(schema));
        let first = types.next().unwrap_or(TypeRef::String);
        if !types.all(|other| other == first) {
            return TypeRef::String;
        }
        schemas.iter().for_each(|schema| _ = self.string_type(schema));
        first
    }

    fn joined_values(&self, choice: &Choice<'a>) -> Enum {
        let mut seen = HashSet::default();
        let mut variants: Vec<EnumVariant> = Vec::new();
        for member in &choice.members {
            let Some(strings) = &member.view.strings else { continue };
            let values = strings.iter().map(|text| Constant::String(text.clone())).collect();
            variants.extend(
                self.member_values(member, values)
                    .into_iter()
                    .filter(|variant| seen.insert(variant.wire_value.clone())),
            );
        }
        Enum { repr: EnumRepr::String, variants }
    }

    /// The values of one member, with the names and descriptions that it gives them.
    fn member_values(&self, member: &Member<'a>, values: Vec<Constant>) -> Vec<EnumVariant> {
        let schema = Schema::of(self.looked_through(&member.place).node, self.dialect);
        // `oneOf` of constants is how values get names and descriptions.
        let only = values.len() == 1 && member.place.node.reference().is_none();
        schema.enumeration.iter().chain(&schema.constant).for_each(|value| _ = value.read());
        let variant = |(index, wire_value)| {
            let note = schema.enum_note(index);
            let name = note.name.or_else(|| schema.title.read_if(only));
            let description = note.description.or_else(|| schema.description.read_if(only));
            let is_deprecated = note.is_deprecated || schema.deprecated.read_if(only) == Some(true);
            let [name_hint, description] = [name, description].map(|text| text.map(str::to_owned));
            EnumVariant { wire_value, name_hint, description, is_deprecated }
        };
        values.into_iter().enumerate().map(variant).collect()
    }

    /// Listed integers are one open enum; next to other integers, a list says nothing.
    pub(in crate::resolve) fn join_integers(&mut self, choice: &mut Choice<'a>) {
        let is_integer = |member: &Member<'a>| member.view.is(ValueKind::Integer);
        let (members, values): (Vec<&Member<'a>>, Vec<Vec<Constant>>) = choice
            .members
            .iter()
            .filter(|member| is_integer(member))
            .map(|member| (member, self.listed_integers(member)))
            .unzip();
        if members.len() < 2 || values.iter().any(Vec::is_empty) {
            return;
        }
        self.read_kinds(choice, is_integer);
        let mut seen = HashSet::default();
        let listed = members.into_iter().zip(values).flat_map(|(member, values)| self.member_values(member, values));
        let variants = listed.filter(|variant| seen.insert(variant.wire_value.clone())).collect();
        join_into(choice, is_integer, Part::Values(Enum { repr: EnumRepr::Integer, variants }));
    }

    fn listed_integers(&self, member: &Member<'a>) -> Vec<Constant> {
        let schema = Schema::of(self.looked_through(&member.place).node, self.dialect);
        values(&schema).into_iter().filter_map(constant).collect()
    }

    /// Integers of several widths are one member, and so are numbers; next to each other they stay apart,
    /// because a float cannot hold every integer.
    pub(in crate::resolve) fn join_numbers(&mut self, choice: &mut Choice<'a>) {
        for kind in [ValueKind::Integer, ValueKind::Number] {
            if choice.members.iter().filter(|member| member.view.is(kind)).count() > 1 {
                self.read_kinds(choice, |member| member.view.is(kind));
            }
        }
        let widest = self.widest_integer(choice);
        join_kind(choice, ValueKind::Integer, &TypeRef::Integer(widest));
        join_kind(choice, ValueKind::Number, &TypeRef::Float { single: false });
    }

    /// The integer that holds the values of all members.
    fn widest_integer(&mut self, choice: &Choice<'a>) -> Integer {
        let integers = choice.members.iter().filter(|member| member.view.is(ValueKind::Integer));
        let places: Vec<Place<'a>> = integers.map(|member| self.looked_through(&member.place)).collect();
        let widths = places.iter().map(|place| {
            let schema = Schema::of(place.node, self.dialect);
            match self.integer_type(place, &schema) {
                TypeRef::Integer(width) => width,
                _ => Integer::I64,
            }
        });
        widths.reduce(wider).unwrap_or(Integer::I64)
    }

    /// Lists are distinguished by their items, not among the members.
    pub(in crate::resolve) fn join_lists(&mut self, choice: &mut Choice<'a>) {
        let is_list = |member: &Member<'a>| member.view.is(ValueKind::Array);
        if choice.members.iter().filter(|member| is_list(member)).count() < 2 {
            return;
        }
        self.read_kinds(choice, is_list);
        let tuples: Vec<Place<'a>> = choice
            .members
            .iter()
            .filter(|member| is_list(member))
            .map(|member| self.looked_through(&member.place))
            .collect();
        for tuple in &tuples {
            let schema = Schema::of(tuple.node, self.dialect);
            if !schema.prefix_items.is_empty() {
                self.note_tuple(tuple, &schema);
            }
        }
        let lists = choice.members.iter().filter(|member| is_list(member));
        let items: Option<Vec<Place<'a>>> =
            lists.map(|member| self.looked_through(&member.place).child("items")).collect();
        let part = items.map_or_else(|| Part::Known(TypeRef::List(Box::new(TypeRef::Any))), Part::Lists);
        join_into(choice, is_list, part);
    }

    /// `anyOf` of objects that agree about their common properties loses nothing as one record;
    /// and objects that nothing tells apart are better off as one, too.
    pub(in crate::resolve) fn join_objects(&mut self, choice: &mut Choice<'a>) {
        let positions: Vec<usize> = choice
            .members
            .iter()
            .enumerate()
            .filter(|(_, member)| member.view.object.is_some())
            .map(|(at, _)| at)
            .collect();
        let objects: Vec<&Member<'a>> = positions.iter().filter_map(|&at| choice.members.get(at)).collect();
        if objects.len() < 2 || self.inferred_tag(&objects).is_some() {
            return;
        }
        let whole = objects.len() == choice.members.len();
        let together = choice.any_of && whole && self.agree(&objects);
        let groups = if together {
            vec![positions]
        } else {
            let alike = self.alike(&objects);
            alike
                .into_iter()
                .map(|group| group.into_iter().filter_map(|at| positions.get(at).copied()).collect())
                .collect()
        };
        for group in groups.iter().filter(|group| group.len() > 1) {
            let merged: Vec<&Member<'a>> = group.iter().filter_map(|&at| choice.members.get(at)).collect();
            // Where a property differs, a union inside it keeps the members apart.
            if !together && !self.agree(&merged) {
                continue;
            }
            let message = match together {
                true => format!("a value may be several of these {} objects at once, and they agree", group.len()),
                false => format!("nothing tells {} of these objects apart", group.len()),
            };
            self.note_merged(&choice.place, message);
        }
        for &at in groups.iter().filter(|group| group.len() > 1).flatten() {
            if let Some(member) = choice.members.get(at) {
                self.read_wrappers(&member.place);
            }
        }
        join_groups(choice, &groups);
    }

    fn note_merged(&mut self, place: &Place<'a>, message: String) {
        self.reporter.push(
            Diagnostic::note(DiagnosticId::UnionMerged, &*place.pointer, message)
                .effect("one type holds the properties of all of them"),
        );
    }

    /// Reads that members are of their JSON type, and the references to them; one type means all of them.
    fn read_kinds(&self, choice: &Choice<'a>, is_one: impl Fn(&Member<'a>) -> bool) {
        for member in choice.members.iter().filter(|member| is_one(member)) {
            self.read_wrappers(&member.place);
        }
    }

    /// Reads the references and the schemas of one member that lead to what a type is made of, and its JSON type.
    pub(in crate::resolve) fn read_wrappers(&self, from: &Place<'a>) {
        let mut current = from.clone();
        for _ in 0..MAX_WRAPPERS {
            self.references.read_references(&current);
            current = self.looked_through(&current);
            current.node.read();
            current.read("type");
            let Some(inner) = self.wrapped(&current) else { return };
            current = inner;
        }
    }

    /// The schema that references, an `allOf` of one and a choice of one lead to.
    pub(in crate::resolve) fn unwrapped(&self, from: &Place<'a>) -> Place<'a> {
        let mut current = self.looked_through(from);
        for _ in 0..MAX_WRAPPERS {
            let Some(inner) = self.wrapped(&current) else { break };
            current = self.looked_through(&inner);
        }
        current
    }

    /// The only schema of an `allOf` or of a choice, `null` aside.
    fn wrapped(&self, place: &Place<'a>) -> Option<Place<'a>> {
        let schema = Schema::of(place.node, self.dialect);
        let only = match schema.all_of {
            [only] => Some(only),
            _ => self.only_choice(&schema),
        };
        only.map(|only| Place::new(only, place.pointer.clone(), place.file))
    }

    /// Properties that several members declare have one type.
    fn agree(&self, objects: &[&Member<'a>]) -> bool {
        let mut known: HashMap<&str, &Place<'a>> = HashMap::default();
        objects.iter().filter_map(|member| member.view.object.as_ref()).all(|object| {
            object.properties.iter().all(|property| {
                let first = *known.entry(property.name).or_insert(&property.place);
                self.same_type(first, &property.place)
            })
        })
    }
}

/// The integer that holds the values of two others.
fn wider(left: Integer, right: Integer) -> Integer {
    match (left, right) {
        (Integer::I32 | Integer::I64 | Integer::U32, Integer::I32 | Integer::I64 | Integer::U32) => Integer::I64,
        _ if left == right => left,
        (Integer::U128 | Integer::I128, _) | (_, Integer::U128 | Integer::I128) => Integer::I128,
        (Integer::U64, Integer::U32) | (Integer::U32, Integer::U64) => Integer::U64,
        _ => Integer::I128,
    }
}

/// One member means all of a kind.
fn join_kind(choice: &mut Choice<'_>, kind: ValueKind, type_ref: &TypeRef) {
    let is_kind = |member: &Member<'_>| member.view.is(kind);
    if choice.members.iter().filter(|member| is_kind(member)).count() < 2 {
        return;
    }
    join_into(choice, is_kind, Part::Known(type_ref.clone()));
    if let Some(joined) = choice.members.iter_mut().find(|member| is_kind(member)) {
        joined.view = View { kinds: Kinds::of(kind), ..View::default() };
    }
}

/// Leaves one of these members, the first, and lets it mean all of them.
fn join_into<'a>(choice: &mut Choice<'a>, is_joined: impl Fn(&Member<'a>) -> bool, part: Part<'a>) {
    let mut part = Some(part);
    let mut joined: Vec<Place<'a>> =
        choice.members.iter().filter(|member| is_joined(member)).skip(1).flat_map(Member::places).collect();
    choice.members.retain_mut(|member| {
        if !is_joined(member) {
            return true;
        }
        let Some(part) = part.take() else { return false };
        member.part = part;
        member.name = None;
        member.joined.append(&mut joined);
        true
    });
}

/// Makes one member of each group; the first means all.
fn join_groups<'a>(choice: &mut Choice<'a>, groups: &[Vec<usize>]) {
    let mut gone = HashSet::default();
    for group in groups.iter().filter(|group| group.len() > 1) {
        let alternatives = group.iter().filter_map(|&at| choice.members.get(at)).map(alternative).collect();
        gone.extend(group.iter().skip(1).copied());
        let joined: Vec<Place<'a>> =
            group.iter().skip(1).filter_map(|&at| choice.members.get(at)).flat_map(Member::places).collect();
        if let Some(first) = group.first().and_then(|&at| choice.members.get_mut(at)) {
            first.part = Part::Alternatives(alternatives);
            first.name = None;
            first.joined.extend(joined);
        }
    }
    let mut position = 0;
    choice.members.retain(|_| {
        position += 1;
        !gone.contains(&(position - 1))
    });
}

/// A member's schemas, and the choices they settle.
fn alternative<'a>(member: &Member<'a>) -> (Vec<Place<'a>>, Vec<usize>) {
    match &member.part {
        Part::Merged(parts, settled) => (parts.clone(), settled.clone()),
        _ => (vec![member.place.clone()], Vec::new()),
    }
}
