//! Unions: which members take each other's place, which came and which went, and what selects them.

use super::{Both, Schemas};
use crate::compare::difference::{Difference, Met};
use crate::compare::reading::Reader;
use crate::compare::shape::{DiscriminatorShape, Shape};
use crate::compare::site::Site;

/// How deep members are looked into when they are matched.
const DEPTH: usize = 3;

/// Matched members, by position.
type Matches = Vec<(usize, usize)>;

/// By what members are matched.
#[derive(Clone, Copy)]
enum Likeness {
    Name,
    Limits,
    Shape,
    Type,
}

/// The likest first.
const LIKENESSES: [Likeness; 4] = [Likeness::Name, Likeness::Limits, Likeness::Shape, Likeness::Type];

/// What members that are alike have in common; none where a member is not like others in this.
fn key<'d>(reader: &Reader<'d>, site: &Site<'d>, likeness: Likeness) -> Option<String> {
    match likeness {
        Likeness::Name => site.component(),
        Likeness::Limits => Some(reader.exact_digest(site, DEPTH).to_string()),
        Likeness::Shape => Some(reader.digest(site, DEPTH).to_string()),
        Likeness::Type => site.component().is_none().then(|| reader.shape(site).type_words()),
    }
}

impl<'d> Schemas<'d> {
    pub(super) fn unions(&mut self, both: &Both<'d>) {
        match (both.before.unions.as_slice(), both.after.unions.as_slice()) {
            ([], []) => {}
            ([], [only]) if only.is_inherited => self.members(both, &[], &only.members, &[]),
            ([only], []) if only.is_inherited => self.members(both, &only.members, &[], &[]),
            ([], _) => self.one_to_many(both),
            (_, []) => self.many_to_one(both),
            (old, new) => {
                for (old, new) in old.iter().zip(new) {
                    self.exclusiveness(both, old.is_exclusive, new.is_exclusive);
                    let matches = self.matches(&old.members, &new.members);
                    self.members(both, &old.members, &new.members, &matches);
                    let (old, new) = (self.before.undescribed(&old.members), self.after.undescribed(&new.members));
                    self.mapping(both, &old, &new, &matches);
                }
                if old.len() != new.len() {
                    let words = format!("{} choices (was {})", new.len(), old.len());
                    self.found(Difference::new("unclassified", &both.label, words, Met::Pair(both.id)));
                }
            }
        }
    }

    /// A schema that became a member of a choice, or stayed of one, is compared as a member; true if it is so.
    pub(super) fn choice_of_one(&mut self, both: &Both<'d>) -> bool {
        let members = |shape: &Shape<'d>| -> Vec<Site<'d>> {
            shape.unions.iter().flat_map(|union| union.members.clone()).collect()
        };
        let is_choice = |shape: &Shape<'d>| {
            !shape.unions.is_empty() && shape.types.is_none() && !shape.unions.iter().any(|union| union.is_inherited)
        };
        let is_plain = |shape: &Shape<'d>| shape.unions.is_empty() && shape.types.is_some();
        let Some(pair) = self.pairs.get(both.id) else { return false };
        let (old, new) = match (&both.before, &both.after) {
            (old, new) if is_plain(old) && is_choice(new) => (vec![pair.before.clone()], members(new)),
            (old, new) if is_choice(old) && is_plain(new) => (members(old), vec![pair.after.clone()]),
            _ => return false,
        };
        let matches = self.matches(&old, &new);
        if matches.len() != 1 {
            return false;
        }
        self.members(both, &old, &new, &matches);
        true
    }

    /// What was one schema is a choice now, and none of its members is that schema.
    fn one_to_many(&mut self, both: &Both<'d>) {
        if both.after.types.is_some() {
            self.choice_difference(both, "constraint-added");
        } else {
            self.type_difference(both, "type-changed");
        }
    }

    /// What was a choice is one schema now, and none of its members was that schema.
    fn many_to_one(&mut self, both: &Both<'d>) {
        if both.before.types.is_some() {
            self.choice_difference(both, "constraint-removed");
        } else {
            self.type_difference(both, "type-changed");
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
                // A schema that became a member of a choice is not one of its own parts.
                let is_own =
                    |site: &Site<'d>, shape: &Shape<'d>| site.pointer() == Some(&shape.at) && shape.unions.is_empty();
                if is_own(one, &both.before) && is_own(other, &both.after) {
                    continue;
                }
                let is_null_of_choice = both.before.nullable || both.after.nullable;
                self.pairs.member(both.id, one.clone(), other.clone(), label, is_null_of_choice);
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
        let (old, new) = (&self.before.undescribed(old), &self.after.undescribed(new));
        let mut matches = Matches::new();
        for likeness in LIKENESSES {
            let mut free: Vec<(usize, String)> = Vec::new();
            for (at, site) in new.iter().enumerate().filter(|(at, _)| !matches.iter().any(|(_, known)| known == at)) {
                free.extend(key(&self.after, site, likeness).map(|key| (at, key)));
            }
            for (at, site) in old.iter().enumerate() {
                if free.is_empty() || matches.iter().any(|(known, _)| *known == at) {
                    continue;
                }
                let key = key(&self.before, site, likeness);
                let found = free.iter().position(|(_, other)| Some(other) == key.as_ref());
                matches.extend(found.map(|found| (at, free.remove(found).0)));
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
        let mut found: Vec<Difference> = Vec::new();
        let mut say = |rule: &str, words: String, was: &str, now: &str| {
            let difference = Difference::new(rule, &both.label, words, Met::Pair(both.id)).values(was, now);
            found.push(difference.places(places.0.clone(), places.1.clone()));
        };
        let gone = |at: usize| -> Vec<&String> {
            let own = was.iter().filter(|(_, position)| *position == at).map(|(tag, _)| tag);
            own.filter(|tag| !now.iter().any(|(other, _)| other == *tag)).collect()
        };
        let come = |at: usize| -> Vec<&String> {
            let own = now.iter().filter(|(_, position)| *position == at).map(|(tag, _)| tag);
            own.filter(|tag| !was.iter().any(|(other, _)| other == *tag)).collect()
        };
        for (tag, at) in &was {
            let target = now.iter().find(|(other, _)| other == tag).map(|(_, target)| target);
            if kept_before(*at).is_some_and(|place| target.is_some_and(|target| *target != place)) {
                say("discriminator-target", format!("`{tag}` means another schema"), tag, tag);
            }
        }
        for (before, after) in matches {
            let (gone, come) = (gone(*before), come(*after));
            if let ([gone], [come]) = (gone.as_slice(), come.as_slice()) {
                say("discriminator-value-renamed", format!("value `{come}` (was `{gone}`)"), gone, come);
                continue;
            }
            for tag in gone {
                say("discriminator-value-removed", format!("`{tag}` selects nothing any more"), tag, "");
            }
            for tag in come {
                say("discriminator-value-added", format!("new value `{tag}`"), "", tag);
            }
        }
        self.differences.extend(found);
    }
}

/// The values of the discriminator with the positions of the members that they select: those of the mapping, else the one
/// that the schema says, else its name.
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
        match (own.is_empty(), member.given_tag().or_else(|| member.component())) {
            (true, Some(name)) => tags.push((name, at)),
            _ => tags.extend(own),
        }
    }
    tags
}

fn union_place(shape: &Shape<'_>) -> Option<crate::source::JsonPointer> {
    Some(shape.unions.first().map_or_else(|| shape.at.clone(), |union| union.at.clone()))
}
