//! From the node of a schema to [`Compiled`]; each node is compiled once.

use std::rc::Rc;

use foldhash::{HashMap, HashSet};
use regex::{Regex, RegexBuilder};
use serde_json::Value;

use super::kinds::Kinds;
use super::schema::{Compiled, Member, UnionSchema};
use crate::document::{Additional, Document, Located, Node, Schema};

/// Largest compiled pattern, in bytes. Documents can be hostile.
const MAX_PATTERN: usize = 1 << 18;

/// The compiled schemas of a document.
#[derive(Debug)]
pub(super) struct Schemas<'a> {
    pub(super) document: &'a Document,
    cache: HashMap<usize, Rc<Compiled<'a>>>,
    /// Nodes that are being compiled, so that circles end.
    open: HashSet<usize>,
    /// Components that name another schema in their `allOf`, by the address of that schema.
    subtypes: HashMap<usize, Vec<(&'a str, Located<'a>)>>,
    count: usize,
}

impl<'a> Schemas<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        let subtypes = subtypes(document);
        Self { document, cache: HashMap::default(), open: HashSet::default(), subtypes, count: 0 }
    }

    /// Forgets compiled schemas if there are more than so many; those that are needed again are compiled again.
    pub(super) fn forget_beyond(&mut self, most: usize) {
        if self.cache.len() > most {
            self.cache.clear();
        }
    }

    /// Every schema that was compiled.
    pub(super) fn all(&self) -> impl Iterator<Item = &Rc<Compiled<'a>>> {
        self.cache.values()
    }

    /// The schema at a place; none where it is made of itself.
    pub(super) fn get(&mut self, place: &Located<'a>) -> Option<Rc<Compiled<'a>>> {
        let address = address(place.node);
        if let Some(known) = self.cache.get(&address) {
            return Some(Rc::clone(known));
        }
        if !self.open.insert(address) {
            return None;
        }
        let compiled = Rc::new(self.compile(place));
        self.open.remove(&address);
        self.cache.insert(address, Rc::clone(&compiled));
        Some(compiled)
    }

    /// The schema of a node in another one. Its place is made only if it is not known yet: values have many members.
    pub(super) fn below(&mut self, schema: &Compiled<'a>, node: &'a Node, steps: &[&str]) -> Option<Rc<Compiled<'a>>> {
        if let Some(known) = self.cache.get(&address(node)) {
            return Some(Rc::clone(known));
        }
        let pointer = schema.place.pointer.below(steps);
        self.get(&Located { node, pointer, file: schema.place.file })
    }

    fn compile(&mut self, place: &Located<'a>) -> Compiled<'a> {
        let own = Schema::of(place.node, self.document.dialect);
        let target = own.reference.and_then(|reference| self.target(reference, place));
        let parts: Vec<_> = steps(place, "allOf", own.all_of).filter_map(|part| self.get(&part)).collect();
        let unions = self.unions(place, &own);
        let inner = || target.iter().chain(&parts);
        let is_nullable = own.nullable
            || own.is_null
            || inner().any(|inner| inner.is_nullable)
            || [own.one_of, own.any_of].into_iter().flatten().any(|member| self.allows_null(member, place));
        let listed: Vec<&Node> = own.constant.map_or_else(|| own.enumeration.clone(), |only| vec![only]);
        let listed: Vec<Value> = listed.into_iter().map(Node::to_json).collect();
        let id = self.count;
        self.count += 1;
        Compiled {
            id,
            place: place.clone(),
            properties: own.properties.iter().copied().collect(),
            patterns: own
                .pattern_properties
                .iter()
                .filter_map(|(text, node)| Some((pattern(text)?, *node, *text)))
                .collect(),
            item_values: own.item_values.iter().map(|node| node.to_json()).collect(),
            pattern: own.pattern.peek().and_then(pattern),
            kinds: kinds(&own, &listed),
            is_read_only: own.read_only.peek() == Some(true) || inner().any(|inner| inner.is_read_only),
            is_write_only: own.write_only.peek() == Some(true) || inner().any(|inner| inner.is_write_only),
            listed,
            target,
            parts,
            unions,
            is_nullable,
            own,
        }
    }

    fn target(&mut self, reference: &str, place: &Located<'a>) -> Option<Rc<Compiled<'a>>> {
        let target = self.find(reference, place)?;
        self.get(&target)
    }

    /// The place that a reference, or the bare name of a schema, leads to.
    pub(super) fn find(&self, reference: &str, from: &Located<'a>) -> Option<Located<'a>> {
        let found = self.document.resolve_reference(reference, from.file).ok();
        found.or_else(|| {
            let schemas = self.document.section("schemas")?;
            let node = self.document.child(schemas.node, reference)?;
            Some(Located { node, pointer: schemas.pointer.child(reference), file: schemas.file })
        })
    }

    fn allows_null(&self, member: &'a Node, place: &Located<'a>) -> bool {
        let place = Located { node: member, pointer: place.pointer.clone(), file: place.file };
        let node = self.document.follow(place).map_or(member, |found| found.node);
        let [own, end] = [member, node].map(|node| Schema::of(node, self.document.dialect));
        own.nullable || end.nullable || end.is_null
    }

    fn unions(&self, place: &Located<'a>, own: &Schema<'a>) -> Vec<UnionSchema<'a>> {
        let mut unions = Vec::new();
        for (keyword, nodes) in [("oneOf", own.one_of), ("anyOf", own.any_of)] {
            if nodes.is_empty() {
                continue;
            }
            let is_null = |member: &Located<'a>| Schema::of(member.node, self.document.dialect).is_null;
            let members = steps(place, keyword, nodes).filter(|member| !is_null(member));
            let members = members.map(|place| Member { tags: self.tags(&place, own), place }).collect();
            unions.push(self.union(place, own, members, keyword == "anyOf"));
        }
        if unions.is_empty() && own.discriminator.is_some() {
            unions.extend(self.subtypes_of(place, own));
        }
        unions
    }

    fn union(
        &self,
        place: &Located<'a>,
        own: &Schema<'a>,
        members: Vec<Member<'a>>,
        is_any_of: bool,
    ) -> UnionSchema<'a> {
        let mut union = UnionSchema {
            members,
            discriminator: own.discriminator,
            default: own.default_mapping.and_then(|target| self.find(target, place)),
            is_any_of,
            are_subtypes: false,
        };
        // A mapped schema need not be in the list.
        for (tag, target) in &own.mapping {
            let is_known = union.members.iter().any(|member| member.tags.iter().any(|known| known == tag));
            if let (false, Some(place)) = (is_known, self.find(target, place)) {
                union.members.push(Member { place, tags: vec![(*tag).to_owned()] });
            }
        }
        union
    }

    /// The keys of the mapping that lead to a member; else its own name.
    fn tags(&self, member: &Located<'a>, own: &Schema<'a>) -> Vec<String> {
        let Some(reference) = member.node.reference() else { return Vec::new() };
        let Some(target) = self.find(reference, member) else { return Vec::new() };
        let leads_here =
            |mapped: &&str| self.find(mapped, member).is_some_and(|found| address(found.node) == address(target.node));
        let mapped: Vec<String> =
            own.mapping.iter().filter(|(_, to)| leads_here(to)).map(|(tag, _)| (*tag).to_owned()).collect();
        if !mapped.is_empty() {
            return mapped;
        }
        target.pointer.last().map(|name| name.into_owned()).into_iter().collect()
    }

    fn subtypes_of(&self, place: &Located<'a>, own: &Schema<'a>) -> Option<UnionSchema<'a>> {
        let subtypes = self.subtypes.get(&address(place.node)).map(Vec::as_slice).unwrap_or_default();
        let member = |(name, subtype): &(&str, Located<'a>)| {
            let mapped = own.mapping.iter().filter(|(_, to)| {
                self.find(to, place).is_some_and(|found| address(found.node) == address(subtype.node))
            });
            let mut tags: Vec<String> = mapped.map(|(tag, _)| (*tag).to_owned()).collect();
            tags.push((*name).to_owned());
            Member { place: subtype.clone(), tags }
        };
        let members: Vec<_> = subtypes.iter().map(member).collect();
        let union = UnionSchema { are_subtypes: true, ..self.union(place, own, members, false) };
        (!union.members.is_empty()).then_some(union)
    }
}

/// The nodes of a keyword with their places.
fn steps<'s, 'a: 's>(
    place: &'s Located<'a>,
    keyword: &'s str,
    nodes: &'a [Node],
) -> impl Iterator<Item = Located<'a>> + use<'s, 'a> {
    nodes.iter().enumerate().map(move |(index, node)| {
        let pointer = place.pointer.below(&[keyword, &index.to_string()]);
        Located { node, pointer, file: place.file }
    })
}

fn address(node: &Node) -> usize {
    std::ptr::from_ref(node).addr()
}

/// The kinds that the keywords of one schema object allow. What has properties is an object, as in the client.
fn kinds(own: &Schema<'_>, listed: &[Value]) -> Kinds {
    let typed = own.types.iter().fold(Kinds::NONE, |kinds, name| kinds.or(Kinds::of_type(*name)));
    let has_members = !own.properties.is_empty()
        || matches!(own.additional, Additional::Schema(_))
        || !own.pattern_properties.is_empty();
    let implied = match () {
        () if !typed.is_none() => typed,
        () if own.is_null => Kinds::NULL,
        () if !listed.is_empty() => listed.iter().fold(Kinds::NONE, |kinds, value| kinds.or(Kinds::of(value))),
        () if has_members => Kinds::OBJECT,
        () if own.items.is_some() || !own.prefix_items.is_empty() => Kinds::ARRAY,
        () => return Kinds::ANY,
    };
    if own.nullable { implied.or(Kinds::NULL) } else { implied }
}

/// A pattern of ECMA 262, if it means the same here; look-around does not exist.
fn pattern(text: &str) -> Option<Regex> {
    RegexBuilder::new(text).size_limit(MAX_PATTERN).build().ok()
}

fn subtypes(document: &Document) -> HashMap<usize, Vec<(&str, Located<'_>)>> {
    let mut found: HashMap<usize, Vec<(&str, Located<'_>)>> = HashMap::default();
    let Some(schemas) = document.section("schemas") else { return found };
    for (key, node) in schemas.node.entries() {
        let place = Located { node, pointer: schemas.pointer.child(&key.text), file: schemas.file };
        for part in node.get("allOf").map(Node::items).unwrap_or_default() {
            let base = part.reference().and_then(|reference| document.resolve_reference(reference, place.file).ok());
            if let Some(base) = base {
                found.entry(address(base.node)).or_default().push((&key.text, place.clone()));
            }
        }
    }
    found
}
