//! The differences of the documents as candidates: each cause once, with the operations that it reaches.

use std::collections::{BTreeMap, BTreeSet};

use super::Attribution;
use super::explained::Candidate;
use crate::compare::difference::{Difference, Direction, Met, Reach};
use crate::compare::level::Wire;
use crate::compare::side::Side;
use crate::document::Document;
use crate::source::JsonPointer;

/// What makes differences one: rule, words, and where the thing is written before and after.
type Key = (&'static str, String, String, String);

impl Attribution<'_> {
    pub(super) fn candidates(&self) -> Vec<Candidate> {
        let mut merged: BTreeMap<Key, Candidate> = BTreeMap::new();
        let mut subjects: BTreeMap<Key, BTreeSet<String>> = BTreeMap::new();
        let renamed = self.renamed_components();
        for difference in self.schemas.differences.iter().chain(&renamed) {
            let key = self.key(difference);
            subjects.entry(key.clone()).or_default().insert(difference.subject.clone());
            let reach = self.reach(difference);
            let candidate = merged.entry(key).or_insert_with(|| Candidate::of(difference.clone()));
            if is_holder(difference) && !is_holder(&candidate.difference) {
                candidate.difference = difference.clone();
            }
            let meets = |direction| reach.iter().any(|reach| reach.direction == direction);
            let level = |level: Wire, direction| if meets(direction) { level } else { Wire::None };
            candidate.request = candidate.request.max(level(difference.request, Direction::Request));
            candidate.response = candidate.response.max(level(difference.response, Direction::Response));
            candidate.reach.extend(reach);
        }
        for (key, candidate) in &mut merged {
            if let Some(subject) = subjects.get(key).and_then(together) {
                candidate.difference.subject = subject;
            }
        }
        with_discriminators(merged.into_values().collect())
    }

    fn key(&self, difference: &Difference) -> Key {
        let (was, now) = (&difference.was, &difference.now);
        let came = was.is_empty() && !now.is_empty();
        let went = now.is_empty() && !was.is_empty();
        // What only one of the documents has is one thing, whatever it would belong to in the other.
        let old = difference.before.as_ref().filter(|_| !came).map(|at| spot(self.before.document, at));
        let new = difference.after.as_ref().filter(|_| !went).map(|at| spot(self.after.document, at));
        (difference.rule.id, difference.words.clone(), old.unwrap_or_default(), new.unwrap_or_default())
    }

    fn reach(&self, difference: &Difference) -> Vec<Reach> {
        match &difference.met {
            // What is always there has no use for a default.
            Met::Pair(id) if difference.rule.id.starts_with("default-") => self.schemas.pairs.reach_if_absent(*id),
            Met::Pair(id) => self.schemas.pairs.reach(*id),
            Met::At(reach) => reach.clone(),
        }
    }

    /// Component schemas that were renamed.
    fn renamed_components(&self) -> Vec<Difference> {
        let mut found: Vec<Difference> = Vec::new();
        let has = |side: &Side<'_>, name: &str| {
            side.document.locate(&JsonPointer::parse("/components/schemas").child(name)).is_some()
        };
        for (id, pair) in self.schemas.pairs.iter().enumerate() {
            let (Some(old), Some(new)) = (pair.before.component(), pair.after.component()) else { continue };
            if old == new || has(&self.after, &old) || has(&self.before, &new) {
                continue;
            }
            let words = format!("called `{new}` (was `{old}`)");
            let difference = Difference::new("schema-renamed", &new, words, Met::Pair(id)).values(old, new);
            found.push(difference.places(pair.before.pointer().cloned(), pair.after.pointer().cloned()));
        }
        found
    }
}

/// Where something is written; what was made of one piece of text is written there.
fn spot(document: &Document, pointer: &JsonPointer) -> String {
    let at = document.locate(pointer).filter(|at| at.node.span.end > at.node.span.start);
    at.map_or_else(|| pointer.to_string(), |at| format!("{:?} {} {}", at.file, at.node.span.start, at.node.span.end))
}

/// True if what came or went is written in the thing that the difference is about, not in a part that it shares.
fn is_holder(difference: &Difference) -> bool {
    match (&difference.before, &difference.after) {
        (Some(before), Some(after)) => after.is_within(before) || before.is_within(after),
        _ => false,
    }
}

/// What several things with one cause are called: the part that their names share; none for schemas, of which one has
/// what the others share.
fn together(subjects: &BTreeSet<String>) -> Option<String> {
    if subjects.len() < 2 {
        return None;
    }
    let parts: BTreeSet<&str> = subjects.iter().filter_map(|subject| Some(subject.split_once(", ")?.1)).collect();
    let is_call = |subject: &String| subject.contains(" /");
    match parts.first() {
        Some(part) if parts.len() == 1 && subjects.iter().all(|subject| subject.contains(", ")) => {
            Some((*part).to_owned())
        }
        Some(part) if subjects.iter().all(|subject| subject.contains(part.split(' ').next().unwrap_or_default())) => {
            Some(["any ", part.split(' ').next().unwrap_or_default()].concat())
        }
        _ => subjects.iter().all(is_call).then(|| "several operations".to_owned()),
    }
}

/// The property that tells members of a choice apart is one thing, though each member has it.
fn with_discriminators(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let is_of = |candidate: &Candidate, id: &str| candidate.difference.rule.id == id;
    let values = |candidate: &Candidate| (candidate.difference.was.clone(), candidate.difference.now.clone());
    let renamed: BTreeSet<(String, String)> =
        candidates.iter().filter(|candidate| is_of(candidate, "discriminator-property")).map(values).collect();
    let (parts, mut rest): (Vec<Candidate>, Vec<Candidate>) = candidates
        .into_iter()
        .partition(|candidate| is_of(candidate, "property-renamed") && renamed.contains(&values(candidate)));
    for part in parts {
        let whole = |candidate: &&mut Candidate| {
            is_of(candidate, "discriminator-property") && values(candidate) == values(&part)
        };
        if let Some(whole) = rest.iter_mut().find(whole) {
            whole.request = whole.request.max(part.request);
            whole.response = whole.response.max(part.response);
            whole.reach.extend(part.reach);
        }
    }
    rest
}
