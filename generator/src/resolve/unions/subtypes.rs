//! Unions of a base: a schema with a discriminator and without `oneOf` or `anyOf`. Other schemas contain it in `allOf`.
//!
//! A value of the base may be a value of any of these schemas. So the base becomes a union of them, or of those that
//! its mapping names. Each variant has the properties of the base too.

use super::discrimination::settle_tags;
use super::tags::given_tag;
use crate::ir::TagRest;
use crate::resolve::shape::{Member, Part, Shape};
use foldhash::{HashMap, HashSet};

use crate::document::Schema;
use crate::resolve::place::Place;
use crate::resolve::reading::read_discriminator;
use crate::resolve::resolver::Resolver;
use crate::resolve::schemas::choice::is_choice;

/// The most levels of `allOf` between a schema and its base.
const MAX_DEPTH: usize = 8;

/// The most variants of one base that `allOf` adds. More are probably an error of the document, and every base lists
/// all its variants.
const MAX_MEMBERS: usize = 500;

impl<'a> Resolver<'a> {
    /// Records which components contain which schemas in `allOf`, if any component is a base.
    pub(in crate::resolve) fn find_subtypes(&mut self, components: &[(&'a str, Place<'a>)]) {
        let is_base = |place: &Place<'a>| {
            place.node.get("discriminator").is_some()
                && place.node.get("oneOf").is_none()
                && place.node.get("anyOf").is_none()
        };
        if !components.iter().any(|(_, place)| is_base(place)) {
            return;
        }
        let mut children: HashMap<usize, Vec<Place<'a>>> = HashMap::default();
        for (_, place) in components {
            for member in place.node.get("allOf").map(|members| members.items()).unwrap_or_default() {
                let base = member.reference().and_then(|reference| self.references.find(reference, place.file));
                if let Some(base) = base.filter(|base| base.address() != place.address()) {
                    children.entry(base.address()).or_default().push(place.clone());
                }
            }
        }
        self.types.children = children;
    }

    /// The union of a base, if it has variants.
    pub(in crate::resolve) fn subtypes_shape(&mut self, place: &Place<'a>, schema: &Schema<'a>) -> Option<Shape<'a>> {
        let Some(property) = schema.discriminator else { return self.middle_shape(place, schema) };
        if is_choice(schema) || !self.has_subtypes(place, schema) {
            return None;
        }
        let mut members = if schema.mapping.is_empty() {
            self.contained_variants(place, property)
        } else {
            self.mapped_variants(place, schema)
        };
        let own = members.iter().position(|member| member.place.address() == place.address());
        if members.len() == usize::from(own.is_some()) {
            return None;
        }
        if let Some(own) = own.and_then(|position| members.get_mut(position)) {
            own.part = Part::Merged(vec![place.clone()], Vec::new());
            own.name = Some("base".to_owned());
        }
        read_discriminator(place.node);
        let fallback = self.take_fallback(place, &mut members);
        Some(self.tagged(members, fallback, property))
    }

    /// The union of a schema that contains a base and has variants of its own: the schema itself and these variants.
    ///
    /// If the document refers to this schema, a value without the discriminator is a value of the schema itself.
    fn middle_shape(&mut self, place: &Place<'a>, schema: &Schema<'a>) -> Option<Shape<'a>> {
        if schema.all_of.is_empty() || is_choice(schema) || !self.types.children.contains_key(&place.address()) {
            return None;
        }
        let base = self.base_of(place, 0)?;
        let property = Schema::of(base.node, self.dialect).discriminator?;
        let keys = self.mapped_keys(&base);
        let mut members = self.contained_variants(place, property);
        for member in &mut members {
            let own: Vec<String> = keys_of(&keys, member.place.address());
            if !own.is_empty() {
                member.tags = own;
            }
        }
        settle_tags(&mut members);
        members.retain(|member| !member.tags.is_empty());
        let own = members.iter().position(|member| member.place.address() == place.address())?;
        if members.len() < 2 {
            return None;
        }
        let own = members.remove(own);
        let part = Part::Merged(vec![place.clone()], Vec::new());
        members.push(Member { part, name: Some("base".to_owned()), ..own });
        read_discriminator(base.node);
        let decided = self.by_tag_and_rest(members, property, TagRest::Untagged);
        Some(self.decided(decided))
    }

    /// The address of each schema that the mapping of a base names, with its key.
    fn mapped_keys(&self, base: &Place<'a>) -> Vec<(usize, &'a str)> {
        let schema = Schema::of(base.node, self.dialect);
        let mapped = schema.mapping.iter().filter_map(|&(key, target)| {
            let found = self.references.find(target, base.file).or_else(|| self.references.schema(target))?;
            Some((found.address(), key))
        });
        mapped.collect()
    }

    /// Whether a schema contains this base directly in `allOf`, so that it is one of its variants.
    pub(in crate::resolve) fn is_variant_of(&self, place: &Place<'a>, base: &Place<'a>) -> bool {
        let schema = Schema::of(base.node, self.dialect);
        schema.discriminator.is_some()
            && self
                .types
                .children
                .get(&base.address())
                .is_some_and(|children| children.iter().any(|child| child.address() == place.address()))
    }

    /// Gives tags to the members of a choice without a discriminator, if all of them contain the same base. Returns the
    /// property of the base's discriminator.
    pub(in crate::resolve) fn inherited_tags(&mut self, members: &mut [Member<'a>]) -> Option<&'a str> {
        let bases: Vec<Place<'a>> =
            members.iter().map(|member| self.base_of(&member.place, 0)).collect::<Option<_>>()?;
        let base = bases.first().filter(|base| bases.iter().all(|other| other.address() == base.address()))?;
        let schema = Schema::of(base.node, self.dialect);
        let property = schema.discriminator?;
        let mapped = self.mapped_keys(base);
        let tags: Vec<Vec<String>> =
            members.iter().map(|member| self.tags_below_base(member, property, &mapped)).collect::<Option<_>>()?;
        let distinct: HashSet<&String> = tags.iter().flatten().collect();
        if distinct.len() != tags.iter().map(Vec::len).sum::<usize>() {
            return None;
        }
        members.iter_mut().zip(tags).for_each(|(member, tags)| member.tags = tags);
        read_discriminator(base.node);
        Some(property)
    }

    /// The tags of a member: the keys of the base's mapping that name it, else the strings of its property, else its
    /// own name if the base has no mapping.
    fn tags_below_base(&self, member: &Member<'a>, property: &str, mapped: &[(usize, &str)]) -> Option<Vec<String>> {
        let address = self.looked_through(&member.place).address();
        let keys = keys_of(mapped, address);
        if !keys.is_empty() {
            return Some(keys);
        }
        let strings = self.property_texts(&member.view, property).filter(|strings| !strings.is_empty());
        let place = self.looked_through(&member.place);
        strings.or_else(|| Some(vec![self.tag_by_name(&place).filter(|_| mapped.is_empty())?]))
    }

    /// The nearest schema with a discriminator that a schema contains; `None` if the schema has one itself.
    fn base_of(&self, place: &Place<'a>, depth: usize) -> Option<Place<'a>> {
        let place = self.looked_through(place);
        let schema = Schema::of(place.node, self.dialect);
        if schema.discriminator.is_some() && !is_choice(&schema) {
            return (depth > 0).then_some(place);
        }
        if depth >= MAX_DEPTH {
            return None;
        }
        place.list("allOf", schema.all_of).iter().find_map(|member| self.base_of(member, depth + 1))
    }

    fn has_subtypes(&self, place: &Place<'a>, schema: &Schema<'a>) -> bool {
        !schema.mapping.is_empty() || self.types.children.contains_key(&place.address())
    }

    fn mapped_variants(&mut self, place: &Place<'a>, schema: &Schema<'a>) -> Vec<Member<'a>> {
        let mut members: Vec<Member<'a>> = Vec::new();
        for (key, target) in &schema.mapping {
            let Some(target) = self.mapped(place, key, target) else { continue };
            match members.iter_mut().find(|member| member.place.address() == target.address()) {
                Some(member) => member.tags.push((*key).to_owned()),
                None => members.push(self.variant(target, vec![(*key).to_owned()])),
            }
        }
        members
    }

    /// The base itself, then every schema that contains it, directly or through others.
    ///
    /// A schema with the same discriminator is one member, with the names of all schemas below it as further tags.
    fn contained_variants(&mut self, place: &Place<'a>, property: &'a str) -> Vec<Member<'a>> {
        let base_texts = self.view(place);
        let base_texts = self.property_texts(&base_texts, property);
        let name = self.tag_by_name(place).into_iter().collect();
        let mut members = vec![self.variant(place.clone(), name)];
        let mut seen = HashSet::from_iter([place.address()]);
        let mut waiting: Vec<Place<'a>> = self.children_of(place);
        while let Some(child) = waiting.pop() {
            if !seen.insert(child.address()) || members.len() >= MAX_MEMBERS {
                continue;
            }
            let mut member = self.variant(child.clone(), Vec::new());
            let own_texts =
                self.property_texts(&member.view, property).filter(|strings| Some(strings) != base_texts.as_ref());
            member.tags = own_texts.unwrap_or_else(|| self.tag_by_name(&child).into_iter().collect());
            if Schema::of(child.node, self.dialect).discriminator == Some(property) {
                member.tags.extend(self.tags_below(&child));
            } else {
                waiting.extend(self.children_of(&child));
            }
            members.push(member);
        }
        members
    }

    /// The value that selects a schema which nothing else names: an extension's, or the name of the schema.
    fn tag_by_name(&self, place: &Place<'a>) -> Option<String> {
        given_tag(place).or_else(|| self.component_title(place.address()))
    }

    /// The names of all schemas that contain this one, directly or through others.
    fn tags_below(&self, place: &Place<'a>) -> Vec<String> {
        let mut seen = HashSet::from_iter([place.address()]);
        let mut waiting = self.children_of(place);
        let mut names = Vec::new();
        while let Some(child) = waiting.pop() {
            if seen.insert(child.address()) {
                names.extend(self.tag_by_name(&child));
                waiting.extend(self.children_of(&child));
            }
        }
        names
    }

    /// The schemas that contain this one, in reverse order, because callers take them from the end.
    fn children_of(&self, place: &Place<'a>) -> Vec<Place<'a>> {
        self.types.children.get(&place.address()).into_iter().flatten().rev().cloned().collect()
    }

    fn variant(&mut self, place: Place<'a>, tags: Vec<String>) -> Member<'a> {
        let name = self.component_title(place.address());
        let member = self.member(place, Part::Schema);
        Member { name: name.or(member.name), tags, ..member }
    }
}

/// The keys of the mapping that name a schema.
fn keys_of(mapped: &[(usize, &str)], address: usize) -> Vec<String> {
    mapped.iter().filter(|(target, _)| *target == address).map(|(_, key)| (*key).to_owned()).collect()
}
