//! Unions: which members take each other's place, which came and which went, and what selects them.

use super::{Both, Schemas};
use crate::compare::difference::{Difference, Met};
use crate::compare::pairs::Ways;
use crate::compare::shape::{DiscriminatorShape, Shape};
use crate::compare::site::Site;

/// How deep members are looked into when they are matched.
const DEPTH: usize = 3;

/// Matched members, by position.
type Matches = Vec<(usize, usize)>;

/// Whether two members are matched.
type Test<'t, 'd> = &'t dyn Fn(&Site<'d>, &Site<'d>) -> bool;

impl<'d> Schemas<'d> {
    pub(super) fn unions(&mut self, both: &Both<'d>) {
        match (both.before.unions.as_slice(), both.after.unions.as_slice()) {
            ([], []) => {}
            ([], _) => self.one_to_many(both),
            (_, []) => self.many_to_one(both),
            (old, new) => {
                for (old, new) in old.iter().zip(new) {
                    self.exclusiveness(both, old.is_exclusive, new.is_exclusive);
                    let matches = self.matches(&old.members, &new.members);
                    self.members(both, &old.members, &new.members, &matches);
                    self.mapping(both, &old.members, &new.members, &matches);
                }
                if old.len() != new.len() {
                    let words = format!("{} choices (was {})", new.len(), old.len());
                    self.found(Difference::new("unclassified", &both.label, words, Met::Pair(both.id)));
                }
            }
        }
    }

    /// What was one schema is a choice now: the schema may be one of the members.
    fn one_to_many(&mut self, both: &Both<'d>) {
        let members: Vec<Site<'d>> = both.after.unions.iter().flat_map(|union| union.members.clone()).collect();
        let Some(own) = self.pairs.get(both.id).map(|pair| pair.before.clone()) else { return };
        match self.matches(std::slice::from_ref(&own), &members).as_slice() {
            [(_, position)] if both.before.types.is_some() => {
                let matches = [(0, *position)];
                self.members(both, &[own], &members, &matches);
            }
            _ if both.after.types.is_some() => self.choice_difference(both, "constraint-added"),
            _ => self.type_difference(both, "type-changed"),
        }
    }

    /// What was a choice is one schema now.
    fn many_to_one(&mut self, both: &Both<'d>) {
        let members: Vec<Site<'d>> = both.before.unions.iter().flat_map(|union| union.members.clone()).collect();
        let Some(own) = self.pairs.get(both.id).map(|pair| pair.after.clone()) else { return };
        match self.matches(&members, std::slice::from_ref(&own)).as_slice() {
            [(position, _)] if both.after.types.is_some() => {
                let matches = [(*position, 0)];
                self.members(both, &members, &[own], &matches);
            }
            _ if both.before.types.is_some() => self.choice_difference(both, "constraint-removed"),
            _ => self.type_difference(both, "type-changed"),
        }
    }

    fn choice_difference(&mut self, both: &Both<'d>, rule: &str) {
        let words = if rule == "constraint-added" { "one of several schemas now" } else { "one schema now" };
        let places = [&both.before, &both.after].map(|shape| Some(shape.at.clone()));
        let [before, after] = places;
        self.found(Difference::new(rule, &both.label, words, Met::Pair(both.id)).places(before, after));
    }

    fn exclusiveness(&mut self, both: &Both<'d>, was_exclusive: bool, is_exclusive: bool) {
        let (rule, words) = match (was_exclusive, is_exclusive) {
            (true, false) => ("union-loosened", "anyOf (was oneOf)"),
            (false, true) => ("union-tightened", "oneOf (was anyOf)"),
            _ => return,
        };
        let difference = Difference::new(rule, &both.label, words, Met::Pair(both.id));
        self.found(difference.places(union_place(&both.before), union_place(&both.after)));
    }

    fn members(&mut self, both: &Both<'d>, old: &[Site<'d>], new: &[Site<'d>], matches: &[(usize, usize)]) {
        for (before, after) in matches {
            if let (Some(one), Some(other)) = (old.get(*before), new.get(*after)) {
                let label = format!("{}, member {}", both.label, after + 1);
                let id = both.id;
                // A schema that became a member of a choice is not one of its own parts.
                let is_own =
                    |site: &Site<'d>, shape: &Shape<'d>| site.pointer() == Some(&shape.at) && shape.unions.is_empty();
                if is_own(one, &both.before) && is_own(other, &both.after) {
                    continue;
                }
                self.pairs.inside(id, Ways::BOTH, one.clone(), other.clone(), label);
            }
        }
        let gone = old.iter().enumerate().filter(|(at, _)| !matches.iter().any(|(before, _)| before == at));
        for (_, site) in gone {
            let name = site.component().unwrap_or_else(|| self.before.shape(site).type_words());
            let words = format!("no {name} any more");
            let difference =
                Difference::new("variant-removed", &both.label, words, Met::Pair(both.id)).values(name, "");
            self.found(difference.places(union_place(&both.before), union_place(&both.after)));
        }
        let come = new.iter().enumerate().filter(|(at, _)| !matches.iter().any(|(_, after)| after == at));
        for (_, site) in come {
            let name = site.component().unwrap_or_else(|| self.after.shape(site).type_words());
            let words = format!("may be {name} now");
            let difference = Difference::new("variant-added", &both.label, words, Met::Pair(both.id)).values("", name);
            self.found(difference.places(union_place(&both.before), union_place(&both.after)));
        }
    }

    /// Matches members by name, else by what they allow, else by their types.
    fn matches(&self, old: &[Site<'d>], new: &[Site<'d>]) -> Matches {
        let mut matches = Matches::new();
        let digest = |reader: &crate::compare::reading::Reader<'d>, site: &Site<'d>| reader.digest(site, DEPTH);
        let by_name =
            |one: &Site<'d>, other: &Site<'d>| one.component().is_some() && one.component() == other.component();
        let by_shape = |one: &Site<'d>, other: &Site<'d>| digest(&self.before, one) == digest(&self.after, other);
        let by_type = |one: &Site<'d>, other: &Site<'d>| {
            let (one_shape, other_shape) = (self.before.shape(one), self.after.shape(other));
            let is_inline = one.component().is_none() && other.component().is_none();
            is_inline && one_shape.type_words() == other_shape.type_words()
        };
        let tests: [Test<'_, 'd>; 3] = [&by_name, &by_shape, &by_type];
        for test in tests {
            for (before, one) in old.iter().enumerate() {
                if matches.iter().any(|(known, _)| *known == before) {
                    continue;
                }
                let free = |after: &usize| !matches.iter().any(|(_, known)| known == after);
                let found =
                    (0..new.len()).filter(free).find(|after| new.get(*after).is_some_and(|other| test(one, other)));
                matches.extend(found.map(|after| (before, after)));
            }
        }
        matches
    }

    /// The values of the discriminator of members that are in both documents.
    fn mapping(&mut self, both: &Both<'d>, old: &[Site<'d>], new: &[Site<'d>], matches: &[(usize, usize)]) {
        let (Some(before), Some(after)) = (&both.before.discriminator, &both.after.discriminator) else { return };
        if before.value.property != after.value.property {
            return;
        }
        let was = tags(&before.value, old);
        let now = tags(&after.value, new);
        let places = (Some(before.at.clone()), Some(after.at.clone()));
        let kept_before = |at: usize| matches.iter().find(|(known, _)| *known == at).map(|(_, after)| *after);
        let kept_after = |at: usize| matches.iter().any(|(_, known)| *known == at);
        let mut found: Vec<Difference> = Vec::new();
        let mut say = |rule: &str, words: String, was: &str, now: &str| {
            let difference = Difference::new(rule, &both.label, words, Met::Pair(both.id)).values(was, now);
            found.push(difference.places(places.0.clone(), places.1.clone()));
        };
        for (tag, at) in &was {
            match (kept_before(*at), now.iter().find(|(other, _)| other == tag)) {
                (Some(place), Some((_, target))) if place != *target => {
                    say("discriminator-target", format!("`{tag}` means another schema"), tag, tag);
                }
                (Some(_), None) => {
                    say("discriminator-value-removed", format!("`{tag}` selects nothing any more"), tag, "")
                }
                _ => {}
            }
        }
        for (tag, at) in &now {
            if kept_after(*at) && !was.iter().any(|(other, _)| other == tag) {
                say("discriminator-value-added", format!("new value `{tag}`"), "", tag);
            }
        }
        self.differences.extend(found);
    }
}

/// The values of the discriminator with the positions of the members that they select: those of the mapping, else the
/// name of the schema.
fn tags(discriminator: &DiscriminatorShape, members: &[Site<'_>]) -> Vec<(String, usize)> {
    let mut tags: Vec<(String, usize)> = Vec::new();
    for (at, member) in members.iter().enumerate() {
        let pointer = member.pointer().map(ToString::to_string).unwrap_or_default();
        let own: Vec<(String, usize)> = discriminator
            .mapping
            .iter()
            .filter(|(_, target)| **target == pointer)
            .map(|(tag, _)| (tag.clone(), at))
            .collect();
        match (own.is_empty(), member.component()) {
            (true, Some(name)) => tags.push((name, at)),
            _ => tags.extend(own),
        }
    }
    tags
}

fn union_place(shape: &Shape<'_>) -> Option<crate::source::JsonPointer> {
    Some(shape.unions.first().map_or_else(|| shape.at.clone(), |union| union.at.clone()))
}
