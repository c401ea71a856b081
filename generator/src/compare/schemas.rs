//! Compares the two schemas of a pair: its own level here and in the files below, its parts as pairs of their own.

mod properties;
mod unions;
mod values;

use std::rc::Rc;

pub(super) use self::values::is_text_of;

use super::difference::{Difference, Met};
use super::pairs::{Pairs, Ways, Written};
use super::reading::Reader;
use super::shape::{Said, Shape};
use super::site::Site;
use crate::source::JsonPointer;

/// The documents, the pairs met so far, and what was found.
#[derive(Debug)]
pub(super) struct Schemas<'d> {
    pub(super) before: Reader<'d>,
    pub(super) after: Reader<'d>,
    pub(super) pairs: Pairs<'d>,
    pub(super) differences: Vec<Difference>,
    /// Places of descriptions, titles and examples that differ, before and after.
    pub(super) docs: Vec<(Option<JsonPointer>, Option<JsonPointer>)>,
    next: usize,
}

/// A pair with what its schemas allow.
pub(super) struct Both<'d> {
    pub(super) id: usize,
    pub(super) label: String,
    pub(super) before: Rc<Shape<'d>>,
    pub(super) after: Rc<Shape<'d>>,
    is_null_of_choice: bool,
    written: Written,
}

impl<'d> Schemas<'d> {
    pub(super) fn new(before: Reader<'d>, after: Reader<'d>) -> Self {
        let (pairs, differences, docs) = Default::default();
        Self { before, after, pairs, differences, docs, next: 0 }
    }

    /// Compares every pair that was added, and those that these lead to.
    pub(super) fn run(&mut self) {
        while let Some(pair) = self.pairs.get(self.next) {
            let both = Both {
                id: self.next,
                label: pair.label.clone(),
                before: self.before.shape(&pair.before),
                after: self.after.shape(&pair.after),
                is_null_of_choice: pair.is_null_of_choice,
                written: pair.written,
            };
            self.next += 1;
            self.compare(&both);
        }
    }

    fn compare(&mut self, both: &Both<'d>) {
        let comparable = self.types(both);
        self.marks(both);
        self.documentation(both);
        if !comparable {
            return;
        }
        self.null(both);
        self.defaults(both);
        self.discriminator(both);
        if self.choice_of_one(both) {
            return;
        }
        self.values(both);
        self.format(both);
        self.limits(both);
        self.patterns(both);
        self.keywords(both);
        self.properties(both);
        self.additional(both);
        self.items(both);
        self.unions(both);
    }

    /// Adds what was found in a pair.
    pub(super) fn found(&mut self, difference: Difference) {
        self.differences.push(difference);
    }

    /// The parts of arrays.
    fn items(&mut self, both: &Both<'d>) {
        let (before, after) = (&both.before, &both.after);
        if !before.items.nodes.is_empty() || !after.items.nodes.is_empty() {
            let label = [&both.label, "[]"].concat();
            self.pairs.inside(both.id, Ways::BOTH, before.items.clone(), after.items.clone(), label);
        }
        let length = before.prefix.len().max(after.prefix.len());
        for index in 0..length {
            let label = format!("{}[{index}]", both.label);
            let site = |shape: &Shape<'d>| shape.prefix.get(index).cloned().unwrap_or_default();
            self.pairs.inside(both.id, Ways::BOTH, site(before), site(after), label);
        }
    }

    fn documentation(&mut self, both: &Both<'d>) {
        let (before, after) = (&both.before.docs, &both.after.docs);
        let place = |list: &[(&str, Said<serde_json::Value>)], key: &str| {
            list.iter().find(|(known, _)| *known == key).map(|(_, said)| said.at.clone())
        };
        let said = |list: &[(&str, Said<serde_json::Value>)], key: &str| {
            list.iter().filter(|(known, _)| *known == key).map(|(_, said)| said.value.clone()).collect::<Vec<_>>()
        };
        let mut keys: Vec<&str> = before.iter().chain(after).map(|(key, _)| *key).collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            if said(before, key) != said(after, key) {
                self.docs.push((place(before, key), place(after, key)));
            }
        }
    }

    /// Marks that say nothing about values.
    fn marks(&mut self, both: &Both<'d>) {
        let rule = match (both.before.deprecated, both.after.deprecated) {
            (false, true) => "deprecated",
            (true, false) => "undeprecated",
            _ => return,
        };
        let words = if rule == "deprecated" { "deprecated now" } else { "not deprecated any more" };
        let difference = Difference::new(rule, &both.label, words, Met::Pair(both.id));
        self.found(difference.places(Some(both.before.at.clone()), Some(both.after.at.clone())));
    }
}

/// The sites of a pair of lists of nodes.
pub(super) fn site<'d>(nodes: &[crate::document::Located<'d>]) -> Site<'d> {
    Site { nodes: nodes.to_vec() }
}
