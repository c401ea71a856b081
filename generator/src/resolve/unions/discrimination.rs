//! How a value finds its member of a union: by one property, or by its shape.

use crate::resolve::shape::{Choice, Discriminated, Member, Part, Shape};
use std::cmp::Reverse;

use foldhash::{HashMap, HashSet};

use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::document::Schema;
use crate::ir::{Constant, Discrimination, ShapeTest, TypeRef, ValueKind};
use crate::resolve::place::Place;
use crate::resolve::reading::read_discriminator;
use crate::resolve::resolver::Resolver;
use crate::resolve::schemas::choice::choice;
use crate::resolve::unions::tags::given_tag;

/// Deepest nesting of tagged unions in tagged unions.
const MAX_DEPTH: usize = 8;

/// Most properties that are tried as a tag.
const MAX_NAMES: usize = 200;

impl<'a> Resolver<'a> {
    /// Decides by the written discriminator; gives the choice back when that cannot work.
    pub(in crate::resolve) fn explicit_tags(
        &mut self,
        mut choice: Choice<'a>,
    ) -> Result<Discriminated<'a>, Choice<'a>> {
        let Some(property) = choice.discriminator else { return Err(choice) };
        self.apply_mapping(&mut choice);
        let fallback = self.take_fallback(&choice.written, &mut choice.members);
        for member in &mut choice.members {
            if member.tags.is_empty() {
                member.tags = self.tags_of(member, property, 0);
            }
        }
        settle_tags(&mut choice.members);
        let untagged = choice.members.iter().find(|member| member.tags.is_empty());
        if let Some(member) = untagged {
            let message = format!("no value of the discriminator `{property}` selects this member");
            self.reporter.push(
                Diagnostic::warning(DiagnosticId::DiscriminatorNoValue, &*member.place.pointer, message)
                    .help("name it in `discriminator.mapping`, or give its property a `const`")
                    .effect("the union is decided by shape"),
            );
            choice.written.node.get("discriminator").into_iter().for_each(|discriminator| discriminator.leave_out());
            choice.members.extend(fallback);
            for member in &mut choice.members {
                member.tags.clear();
            }
            return Err(choice);
        }
        read_discriminator(choice.written.node);
        Ok(self.by_tag(choice.members, fallback, property))
    }

    /// Gives members the keys of the mapping that name them; a mapped schema that is no member becomes one.
    fn apply_mapping(&mut self, choice: &mut Choice<'a>) {
        for (key, target) in choice.mapping.clone() {
            let Some(found) = self.mapped(&choice.place, key, target) else { continue };
            let address = found.address();
            let known =
                choice.members.iter().position(|member| self.looked_through(&member.place).address() == address);
            // A bundler may copy a member to the place that the mapping names.
            let copy = choice.members.iter().position(|member| self.same_type(&member.place, &found));
            match known.or(copy).and_then(|position| choice.members.get_mut(position)) {
                Some(member) => {
                    member.tags.push(key.to_owned());
                    member.name = member.name.take().filter(|_| known.is_some());
                }
                None => {
                    let mut member = self.member(found, Part::Schema);
                    member.name = member.name.or_else(|| self.component_title(address));
                    member.tags.push(key.to_owned());
                    choice.members.push(member);
                }
            }
        }
    }

    /// The schema a key of the mapping names: by reference or by name.
    pub(in crate::resolve) fn mapped(&mut self, place: &Place<'a>, key: &str, target: &'a str) -> Option<Place<'a>> {
        let found = self.references.find(target, place.file).or_else(|| self.references.schema(target));
        if found.is_none() {
            let pointer = place.pointer.child("discriminator").child("mapping");
            self.reporter.push(
                Diagnostic::warning(
                    DiagnosticId::DiscriminatorMappingMissing,
                    pointer.child(key),
                    format!("`{target}` does not exist"),
                )
                .effect("values with this tag are kept as they are"),
            );
        }
        found
    }

    /// The union of members whose tags are known.
    pub(in crate::resolve) fn tagged(
        &mut self,
        mut members: Vec<Member<'a>>,
        fallback: Option<Member<'a>>,
        property: &str,
    ) -> Shape<'a> {
        settle_tags(&mut members);
        members.retain(|member| !member.tags.is_empty());
        let decided = self.by_tag(members, fallback, property);
        self.decided(decided)
    }

    /// The component name of a schema, by address.
    pub(in crate::resolve) fn component_title(&self, address: usize) -> Option<String> {
        match self.types.uses.get(&address)?.type_ref {
            TypeRef::Named(id) => self.types.list.get(id.index())?.origin.name().map(str::to_owned),
            _ => None,
        }
    }

    /// Values of the discriminator that select a member when the mapping is silent:
    /// those its own property allows, else its name (OpenAPI 3.0.3, discriminator object).
    fn tags_of(&mut self, member: &Member<'a>, property: &str, depth: usize) -> Vec<String> {
        if let Some(tag) = given_tag(&self.looked_through(&member.place)) {
            return vec![tag];
        }
        if let Some(strings) = self.property_texts(&member.view, property).filter(|strings| !strings.is_empty()) {
            return strings;
        }
        if let Some(literals) = self.property_literals(&member.view, property) {
            return literals;
        }
        if let Some(tags) = self.nested_tags(member, property, depth) {
            return tags;
        }
        let name = member.place.node.reference().is_some().then(|| member.name.clone()).flatten();
        name.into_iter().collect()
    }

    /// A member that is a union by the same property is selected by all tags of its own members.
    fn nested_tags(&mut self, member: &Member<'a>, property: &str, depth: usize) -> Option<Vec<String>> {
        let place = self.looked_through(&member.place);
        let schema = Schema::of(place.node, self.dialect);
        if depth >= MAX_DEPTH || schema.discriminator != Some(property) {
            return None;
        }
        let mut tags: Vec<String> = schema.mapping.iter().map(|(key, _)| (*key).to_owned()).collect();
        if tags.is_empty() {
            for place in choice(&place, &schema) {
                let inner = self.member(place, Part::Schema);
                tags.extend(self.tags_of(&inner, property, depth + 1));
            }
        }
        (!tags.is_empty()).then_some(tags)
    }

    /// Decides without a discriminator.
    pub(in crate::resolve) fn by_shape_or_tag(&mut self, mut choice: Choice<'a>) -> Discriminated<'a> {
        let members: Vec<&Member<'a>> = choice.members.iter().collect();
        if let Some((property, tags)) = self.inferred_tag(&members) {
            for (member, tags) in choice.members.iter_mut().zip(tags) {
                member.tags = tags;
            }
            return self.by_tag(choice.members, None, property);
        }
        let mut alone = Vec::with_capacity(members.len());
        let tests = self.tests(&members);
        for (member, (test, is_alone)) in choice.members.iter_mut().zip(tests) {
            member.test = test;
            alone.push(is_alone);
        }
        self.report_ambiguous(&choice);
        let members = in_order_of_trial(choice.members.into_iter().zip(alone).collect());
        Discriminated { members, discrimination: Discrimination::Shape }
    }

    /// A property of every member that holds other strings in each.
    pub(in crate::resolve) fn inferred_tag(&self, members: &[&Member<'a>]) -> Option<(&'a str, Vec<Vec<String>>)> {
        let names = members.first()?.view.property_names();
        let required = |name: &str| members.iter().all(|member| member.view.required.contains(&name));
        // One that is always there first; else one that may be missing, which then decides nothing.
        let (always, sometimes): (Vec<&'a str>, Vec<&'a str>) = names.into_iter().partition(|name| required(name));
        always.into_iter().chain(sometimes).take(MAX_NAMES).find_map(|name| {
            let mut taken = HashSet::default();
            let mut all = Vec::with_capacity(members.len());
            for member in members {
                let strings = self.property_texts(&member.view, name)?;
                if strings.is_empty() || !strings.iter().all(|text| taken.insert(text.clone())) {
                    return None;
                }
                all.push(strings);
            }
            Some((name, all))
        })
    }

    /// Groups of objects that would be tried with the same test, by position.
    pub(in crate::resolve) fn alike(&self, objects: &[&Member<'a>]) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::default();
        for (position, (test, _)) in self.tests(objects).into_iter().enumerate() {
            let group = *known.entry(fingerprint(&test)).or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
            if let Some(group) = groups.get_mut(group) {
                group.push(position);
            }
        }
        groups
    }

    /// What tells each member apart, and whether it does so on its own.
    fn tests(&self, members: &[&Member<'a>]) -> Vec<(ShapeTest, bool)> {
        let constants: Vec<Vec<(&'a str, Constant)>> =
            members.iter().map(|member| self.constants(&member.view)).collect();
        let shared = Shared::of(members, &constants);
        let test = |(member, constants): (&&Member<'a>, &Vec<(&'a str, Constant)>)| {
            let mut test = ShapeTest { kind: member.view.kinds.single(), ..ShapeTest::default() };
            let alone = is_object(member) && shared.objects > 1 && object_test(member, constants, &shared, &mut test);
            (test, alone)
        };
        members.iter().zip(&constants).map(test).collect()
    }

    fn report_ambiguous(&mut self, choice: &Choice<'a>) {
        let mut seen: HashMap<String, &Place<'a>> = HashMap::default();
        for member in &choice.members {
            let Some(earlier) = seen.insert(fingerprint(&member.test), &member.place) else { continue };
            self.reporter.push(
                Diagnostic::warning(
                    DiagnosticId::UnionAmbiguous,
                    &*member.place.pointer,
                    "nothing tells this member apart from another one",
                )
                .help("add a `discriminator`, or a required property that only this member has")
                .effect("a value decodes as the one that has most of its keys, or else as the first that fits")
                .related(&*earlier.pointer, "the other member"),
            );
        }
    }
}

/// The order of the document, except where an earlier member would take the values of a later one.
fn in_order_of_trial<'a>(ranked: Vec<(Member<'a>, bool)>) -> Vec<Member<'a>> {
    let is_object_at: Vec<bool> = ranked.iter().map(|(member, _)| is_object(member)).collect();
    let (mut objects, others): (Vec<_>, Vec<_>) = ranked.into_iter().partition(|(member, _)| is_object(member));
    objects.sort_by_key(|(member, alone)| rank(&member.test, *alone));
    let (mut objects, mut others) = (objects.into_iter(), others.into_iter());
    let next = |object: bool| if object { objects.next() } else { others.next() };
    let mut members: Vec<Member<'a>> = is_object_at.into_iter().filter_map(next).map(|(member, _)| member).collect();
    // Integers come before numbers, and what accepts anything comes last.
    let at = |members: &[Member<'a>], kind| members.iter().position(|member| member.test.kind == Some(kind));
    if let (Some(number), Some(integer)) = (at(&members, ValueKind::Number), at(&members, ValueKind::Integer))
        && number < integer
    {
        let integer = members.remove(integer);
        members.insert(number, integer);
    }
    members.sort_by_key(|member| member.test.kind.is_none());
    members
}

/// Every value selects one member.
pub(in crate::resolve) fn settle_tags(members: &mut Vec<Member<'_>>) {
    fold_same_tags(members);
    let mut taken = HashSet::default();
    for member in members {
        member.tags.retain(|tag| taken.insert(tag.clone()));
    }
}

/// Members that the same values select are one member, told apart among themselves.
fn fold_same_tags(members: &mut Vec<Member<'_>>) {
    let mut folded: Vec<Member<'_>> = Vec::with_capacity(members.len());
    let mut owner_of: HashMap<String, usize> = HashMap::default();
    for member in std::mem::take(members) {
        let owners: HashSet<Option<usize>> = member.tags.iter().map(|tag| owner_of.get(tag).copied()).collect();
        let owner = owners.iter().next().copied().flatten().filter(|_| owners.len() == 1);
        match owner.and_then(|position| folded.get_mut(position)) {
            Some(first) => {
                let mut places = match std::mem::replace(&mut first.part, Part::Schema) {
                    Part::Choice(places) => places,
                    _ => vec![first.place.clone()],
                };
                places.push(member.place);
                first.part = Part::Choice(places);
                first.name = None;
            }
            None => {
                for tag in &member.tags {
                    owner_of.entry(tag.clone()).or_insert(folded.len());
                }
                folded.push(member);
            }
        }
    }
    *members = folded;
}

/// How many object members there are, and how many of them know or require a property.
#[derive(Default)]
struct Shared<'m> {
    objects: usize,
    required: HashMap<&'m str, usize>,
    declared: HashMap<&'m str, usize>,
    constants: HashMap<(&'m str, Constant), usize>,
}

impl<'m> Shared<'m> {
    fn of<'a: 'm>(members: &[&'m Member<'a>], constants: &[Vec<(&'m str, Constant)>]) -> Self {
        let mut shared = Self::default();
        for (member, constants) in members.iter().zip(constants).filter(|(member, _)| is_object(member)) {
            shared.objects += 1;
            for &name in &member.view.required {
                *shared.required.entry(name).or_default() += 1;
            }
            for name in member.view.declared() {
                *shared.declared.entry(name).or_default() += 1;
            }
            for constant in constants {
                *shared.constants.entry(constant.clone()).or_default() += 1;
            }
        }
        shared
    }
}

fn is_object(member: &Member<'_>) -> bool {
    member.view.is(ValueKind::Object)
}

/// One required key that no other member knows is enough, and true is returned;
/// else everything is asked for that not all members share.
fn object_test(member: &Member<'_>, constants: &[(&str, Constant)], shared: &Shared<'_>, test: &mut ShapeTest) -> bool {
    let required = &member.view.required;
    let own = required.iter().find(|name| shared.declared.get(**name) == Some(&1));
    if let Some(name) = own {
        test.required = vec![(*name).to_owned()];
        return true;
    }
    let telling = |constant: &&(&str, Constant)| shared.constants.get(*constant) != Some(&shared.objects);
    test.constants =
        constants.iter().filter(telling).map(|(name, constant)| ((*name).to_owned(), constant.clone())).collect();
    let some_only = |name: &&&str| shared.required.get(**name) != Some(&shared.objects);
    let constant = |name: &&&str| test.constants.iter().any(|(constant, _)| constant == **name);
    test.required =
        required.iter().filter(some_only).filter(|name| !constant(name)).map(|&name| name.to_owned()).collect();
    false
}

/// Members that are surer of their values are tried earlier; the order of the document settles the rest.
fn rank(test: &ShapeTest, alone: bool) -> (bool, Reverse<usize>) {
    (!alone, Reverse(test.constants.len() * 2 + test.required.len()))
}

/// Equal for tests that accept the same values.
fn fingerprint(test: &ShapeTest) -> String {
    let mut required: Vec<&str> = test.required.iter().map(String::as_str).collect();
    required.sort_unstable();
    format!("{:?} {required:?} {:?}", test.kind, test.constants)
}
