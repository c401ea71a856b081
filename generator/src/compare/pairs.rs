//! Pairs of an old and a new schema. Each pair is compared once, and knows which operations reach it.

use std::collections::BTreeSet;

use foldhash::HashMap;

use super::difference::{Direction, Reach};
use super::site::{Site, SiteKey};

/// Which ways something can travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ways {
    pub(super) request: bool,
    pub(super) response: bool,
}

impl Ways {
    /// Both ways.
    pub(super) const BOTH: Ways = Ways { request: true, response: true };

    pub(super) fn has(self, direction: Direction) -> bool {
        match direction {
            Direction::Request => self.request,
            Direction::Response => self.response,
        }
    }
}

/// Two schemas, one of each document.
#[derive(Clone, Debug)]
pub(super) struct Pair<'d> {
    pub(super) before: Site<'d>,
    pub(super) after: Site<'d>,
    /// Its name in reports.
    pub(super) label: String,
    /// Pairs that contain it, with the ways it travels in them.
    parents: Vec<(usize, Ways)>,
    /// The operations and events that use it directly.
    roots: Vec<Reach>,
    /// A member of a choice that allows null: the choice tells whether null is allowed.
    pub(super) is_null_of_choice: bool,
}

/// All pairs that were met.
#[derive(Debug, Default)]
pub(super) struct Pairs<'d> {
    list: Vec<Pair<'d>>,
    known: HashMap<(SiteKey, SiteKey, bool), usize>,
}

impl<'d> Pairs<'d> {
    /// The pair with this number.
    pub(super) fn get(&self, id: usize) -> Option<&Pair<'d>> {
        self.list.get(id)
    }

    /// All pairs.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Pair<'d>> {
        self.list.iter()
    }

    /// Adds a pair that is part of another one.
    pub(super) fn inside(&mut self, parent: usize, ways: Ways, before: Site<'d>, after: Site<'d>, label: String) {
        self.part(parent, ways, before, after, label, false);
    }

    /// Adds a pair of members of a choice.
    pub(super) fn member(
        &mut self,
        parent: usize,
        before: Site<'d>,
        after: Site<'d>,
        label: String,
        is_null_of_choice: bool,
    ) {
        self.part(parent, Ways::BOTH, before, after, label, is_null_of_choice);
    }

    fn part(
        &mut self,
        parent: usize,
        ways: Ways,
        before: Site<'d>,
        after: Site<'d>,
        label: String,
        is_null_of_choice: bool,
    ) {
        let id = self.id(before, after, label, is_null_of_choice);
        if let Some(pair) = self.list.get_mut(id)
            && !pair.parents.contains(&(parent, ways))
        {
            pair.parents.push((parent, ways));
        }
    }

    /// Adds a pair that is met here.
    pub(super) fn root(&mut self, before: Site<'d>, after: Site<'d>, label: String, reach: Vec<Reach>) {
        let id = self.id(before, after, label, false);
        if let Some(pair) = self.list.get_mut(id) {
            pair.roots.extend(reach);
        }
    }

    fn id(&mut self, before: Site<'d>, after: Site<'d>, label: String, is_null_of_choice: bool) -> usize {
        let key = (before.key(), after.key(), is_null_of_choice);
        let next = self.list.len();
        let id = *self.known.entry(key).or_insert(next);
        if id == next {
            // What was taken out of its place, or written into it, is reported at the place.
            let label = before.component().and(after.component()).unwrap_or(label);
            self.list.push(Pair { before, after, label, parents: Vec::new(), roots: Vec::new(), is_null_of_choice });
        }
        id
    }

    /// Where a pair is met, in which directions.
    pub(super) fn reach(&self, id: usize) -> Vec<Reach> {
        let mut found: BTreeSet<Reach> = BTreeSet::new();
        for direction in [Direction::Request, Direction::Response] {
            self.collect(id, direction, &mut found);
        }
        found.into_iter().collect()
    }

    fn collect(&self, id: usize, direction: Direction, found: &mut BTreeSet<Reach>) {
        let mut seen: BTreeSet<usize> = BTreeSet::from([id]);
        let mut pending = vec![id];
        while let Some(pair) = pending.pop().and_then(|id| self.list.get(id)) {
            found.extend(pair.roots.iter().filter(|reach| reach.direction == direction).cloned());
            for (parent, ways) in &pair.parents {
                if ways.has(direction) && seen.insert(*parent) {
                    pending.push(*parent);
                }
            }
        }
    }
}
