//! Which facts the differences of the documents explain: those of the same operation, schema or property.

use foldhash::{HashMap, HashSet};

use super::Attribution;
use crate::compare::difference::{Difference, Met};
use crate::compare::level::Wire;
use crate::compare::plain::{Fact, FactPlace};
use crate::compare::reading::Reader;
use crate::compare::schemas::Schemas;
use crate::compare::side::Side;
use crate::compare::site::Site;
use crate::ir::TypeKind;
use crate::source::JsonPointer;

/// The differences by what they are about.
pub(super) struct Claims<'a> {
    schemas: &'a Schemas<'a>,
    /// By the schemas between what differs and the type around it.
    at: HashMap<JsonPointer, Vec<Claim<'a>>>,
    calls: HashMap<String, Vec<Claim<'a>>>,
}

/// A difference, seen from something that it is met in.
#[derive(Clone, Copy)]
struct Claim<'a> {
    difference: &'a Difference,
    /// It is met in the thing itself, not in a part of it.
    is_own: bool,
    /// The name of the value of an operation that it is met in.
    label: &'a str,
}

impl<'a> Claims<'a> {
    pub(super) fn of(attribution: &Attribution<'a>) -> Self {
        let types: HashSet<&JsonPointer> = types(&attribution.before).chain(types(&attribution.after)).collect();
        let (at, calls) = Default::default();
        let mut claims = Self { schemas: attribution.schemas, at, calls };
        let has_level = |difference: &&'a Difference| {
            difference.request > Wire::None || difference.response > Wire::None || difference.silent
        };
        for difference in attribution.schemas.differences.iter().filter(has_level) {
            match &difference.met {
                Met::Pair(id) => claims.climb(*id, difference, &types),
                Met::At(reach) => {
                    let claim = Claim { difference, is_own: true, label: &difference.subject };
                    for reach in reach {
                        claims.calls.entry(reach.operation.clone()).or_default().push(claim);
                    }
                }
            }
        }
        claims
    }

    /// Enters a difference at its schema and outwards, up to the next type or to operations.
    fn climb(&mut self, id: usize, difference: &'a Difference, types: &HashSet<&JsonPointer>) {
        let mut seen: HashSet<usize> = HashSet::from_iter([id]);
        let mut pending = vec![id];
        while let Some(at) = pending.pop() {
            let Some(pair) = self.schemas.pairs.get(at) else { continue };
            let pointers = [pair.before.pointer(), pair.after.pointer()];
            let claim = Claim { difference, is_own: at == id, label: &pair.label };
            for pointer in pointers.into_iter().flatten() {
                self.at.entry(pointer.clone()).or_default().push(claim);
            }
            for reach in pair.roots() {
                self.calls.entry(reach.operation.clone()).or_default().push(claim);
            }
            let is_type = pointers.into_iter().flatten().any(|pointer| types.contains(pointer));
            let outer = pair.outer().filter(|outer| !(is_type && at != id) && seen.insert(*outer));
            pending.extend(outer.collect::<Vec<_>>());
        }
    }

    /// True if some difference of the documents says so.
    pub(super) fn explain(&self, fact: &Fact) -> bool {
        match &fact.place {
            // Every set of servers has one for each environment, so a server that comes or goes is one of all sets.
            FactPlace::Operation(..) if fact.name == "servers" => {
                self.schemas.differences.iter().any(|difference| difference.rule.id.starts_with("server"))
            }
            FactPlace::Operation(old, new) => {
                let own = [old.as_str(), new, "all"].into_iter().filter_map(|call| self.calls.get(call)).flatten();
                own.into_iter().any(|claim| is_about(fact, claim))
            }
            FactPlace::Schema(old, new) => {
                let whole = self.all_at(old).chain(self.all_at(new));
                let mut whole = whole.filter(|claim| claim.is_own || fact.name.is_empty());
                if whole.any(|claim| fact.name.is_empty() || is_whole(claim.difference) || names(claim, &fact.name)) {
                    return true;
                }
                let (before, after) = (&self.schemas.before, &self.schemas.after);
                let places = property(before, old, &fact.name).into_iter().chain(property(after, new, &fact.name));
                fact.of_value
                    && places
                        .into_iter()
                        .any(|place| self.all_at(&place).any(|claim| !(claim.is_own && is_of_part(claim.difference))))
            }
        }
    }

    fn all_at(&self, pointer: &JsonPointer) -> impl Iterator<Item = &Claim<'a>> {
        self.at.get(pointer).into_iter().flatten()
    }
}

/// The places of what is a type of its own.
fn types<'a>(side: &Side<'a>) -> impl Iterator<Item = &'a JsonPointer> {
    let own = side.api.types.iter().filter(|def| !matches!(def.kind, TypeKind::Alias(_)));
    own.map(|def| &def.pointer)
}

/// Where a property of a schema is written; several places where `allOf` declares it several times.
fn property<'d>(reader: &Reader<'d>, schema: &JsonPointer, name: &str) -> Vec<JsonPointer> {
    let Some(at) = reader.document.locate(schema) else { return Vec::new() };
    let shape = reader.shape(&Site::of(reader.document, at));
    let nodes = shape.properties.iter().filter(|(known, _)| *known == name).flat_map(|(_, nodes)| nodes);
    nodes.map(|node| node.pointer.clone()).collect()
}

/// True if the difference of an operation is about the thing that the fact is about.
fn is_about(fact: &Fact, claim: &Claim<'_>) -> bool {
    let (id, rule_of) = (claim.difference.rule.id, |starts: &[&str]| {
        starts.iter().any(|start| claim.difference.rule.id.starts_with(start))
    });
    let is_shared = |place: &Option<JsonPointer>| {
        place.as_ref().is_some_and(|place| place.as_str().starts_with("/components/") && !fact.name.is_empty())
    };
    match fact.name.as_str() {
        "security" => rule_of(&["security", "scope", "scheme", "token", "flow", "sign-in", "operation-"]),
        // Paths that the documents write in two ways are an operation less and one more.
        _ if fact.name.is_empty() || matches!(id, "unclassified" | "operation-added" | "operation-removed") => true,
        _ if rule_of(&["security", "scope", "scheme", "server"]) => false,
        name => names(claim, name) || is_shared(&claim.difference.before) || is_shared(&claim.difference.after),
    }
}

/// True if the difference, or the value that it is met in, is called so.
fn names(claim: &Claim<'_>, name: &str) -> bool {
    let found = claim.difference;
    [claim.label, &found.subject, &found.words, &found.was, &found.now].iter().any(|text| mentions(text, name))
}

/// True if a string has the name as a word.
fn mentions(text: &str, name: &str) -> bool {
    let is_part = |character: char| character.is_alphanumeric() || character == '_';
    text.match_indices(name).any(|(at, _)| {
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + name.len()..).unwrap_or_default());
        let goes_on = name.starts_with(is_part) && before.ends_with(is_part)
            || name.ends_with(is_part) && after.starts_with(is_part);
        !goes_on
    })
}

/// True if everything about the schema is another, or every member of the choice is found in another way.
fn is_whole(difference: &Difference) -> bool {
    let id = difference.rule.id;
    id.starts_with("type-") || matches!(id, "discriminator-added" | "discriminator-removed" | "discriminator-property")
}

/// True if the difference is about a property of its schema.
fn is_of_part(difference: &Difference) -> bool {
    ["property", "required-property"].iter().any(|start| difference.rule.id.starts_with(start))
}
