//! What no difference of the documents explains: facts of the contract that differ, bytes that differ, and what the
//! generator names or renders differently than before.

use std::collections::BTreeMap;

use super::Attribution;
use super::claims::Claims;
use crate::compare::change::{Cause, Change, ChangePlace};
use crate::compare::fingerprint;
use crate::compare::former::new_type_names;
use crate::compare::level::{Rust, Wire};
use crate::compare::plain::{self, Fact};
use crate::compare::rules::Rule;
use crate::compare::rust::{RustDifference, differences};
use crate::compare::side::{Rendered, Side};
use crate::compare::surface::items;

impl Attribution<'_> {
    /// A change for what the rules have missed.
    pub(super) fn unexplained(&self, changes: &[Change], rendered: Rendered<'_>) -> Option<Change> {
        if self.is_same_input() {
            return None;
        }
        self.other_facts().or_else(|| self.other_bytes(changes, rendered))
    }

    /// Facts of the contract that differ, although no rule says so.
    fn other_facts(&self) -> Option<Change> {
        let mut differing = plain::differing(&self.before, &self.after);
        if !differing.is_empty() {
            let claims = Claims::of(self);
            differing.retain(|fact| !claims.explain(fact));
        }
        let title = format!("the contract differs: {}", differing.first()?.title());
        let lines = |value: fn(&Fact) -> &str| {
            differing.iter().map(|fact| [&fact.subject(), ": ", value(fact)].concat()).collect::<Vec<_>>().join("\n")
        };
        let (was, now) = (lines(|fact| &fact.was), lines(|fact| &fact.now));
        let rule = Rule::known("unclassified");
        Some(Change {
            id: rule.id,
            fingerprint: fingerprint::of(&[rule.id, &was, &now]),
            title,
            cause: self.cause_of(&[], &[]),
            request: Wire::Breaking,
            response: Wire::Breaking,
            rust: Rust::Patch,
            was,
            now,
            why: rule.why.to_owned(),
            ..Change::default()
        })
    }

    /// A change of the overrides that code does not depend on: attributes, the metadata of the crate.
    fn other_bytes(&self, changes: &[Change], rendered: Rendered<'_>) -> Option<Change> {
        let is_other = changes.is_empty() && self.has_same_documents() && !(rendered.same_bytes)();
        let rule = Rule::known("rust-changed");
        is_other.then(|| Change {
            id: rule.id,
            fingerprint: fingerprint::of(&[rule.id, self.before.overrides, self.after.overrides]),
            title: "the files of the client differ, and nothing that code depends on".to_owned(),
            cause: Cause::Overrides,
            rust: Rust::Patch,
            why: rule.why.to_owned(),
            ..Change::default()
        })
    }

    fn is_same_input(&self) -> bool {
        self.has_same_documents() && self.before.overrides == self.after.overrides
    }

    fn has_same_documents(&self) -> bool {
        let strings = |side: &Side<'_>| {
            let document = side.document;
            let others = document.others.iter().map(|other| other.source.text.clone());
            std::iter::once(document.source.text.clone()).chain(others).collect::<Vec<_>>()
        };
        strings(&self.before) == strings(&self.after)
    }

    /// Whether the description or the overrides caused a difference, which is written at these places.
    pub(super) fn cause_of(&self, before: &[ChangePlace], after: &[ChangePlace]) -> Cause {
        if self.before.overrides == self.after.overrides {
            return Cause::Description;
        }
        let is_inside = |places: &[ChangePlace], side: &Side<'_>| {
            !side.overrides_name.is_empty() && places.iter().any(|place| place.file == side.overrides_name)
        };
        let is_corrected = is_inside(before, &self.before) || is_inside(after, &self.after);
        if is_corrected || self.has_same_documents() { Cause::Overrides } else { Cause::Description }
    }

    /// What today's generator makes of the old document differently than the committed client has it.
    pub(super) fn of_generator(&self) -> Vec<Change> {
        let Some(committed) = self.before.committed.filter(|text| *text != self.before.surface) else {
            return Vec::new();
        };
        let (before, after) = (items(committed, &[]), items(self.before.surface, &[]));
        let names = new_type_names(&before, &after);
        let mut own: BTreeMap<(&'static str, String), Vec<RustDifference>> = BTreeMap::new();
        for difference in differences(&before, &after, &names) {
            own.entry((difference.rule, difference.about.clone())).or_default().push(difference);
        }
        let pointers = super::explained::Pointers::of(&self.before, &self.before);
        let changes = super::with_their_types(own).into_iter();
        changes
            .map(|((rule, owner), list)| {
                let change = self.own_change(rule, &owner, &list, &pointers);
                Change { cause: Cause::Generator, ..change }
            })
            .collect()
    }
}
