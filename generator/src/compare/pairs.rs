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

/// How the values of a pair are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Written {
    /// As JSON, or in a way that tells types apart.
    #[default]
    Json,
    /// As text, whatever the type: a number and the string of its digits are the same.
    Text,
    /// As a form, whose properties are text.
    Form,
}

impl Written {
    fn inside(self) -> Self {
        match self {
            Self::Json => Self::Json,
            Self::Text | Self::Form => Self::Text,
        }
    }
}

/// What the same two schemas may be met as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
struct Role {
    is_null_of_choice: bool,
    written: Written,
}

/// A pair that contains another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Parent {
    id: usize,
    ways: Ways,
    /// The contained value is never left out.
    is_always_there: bool,
}

/// Two schemas, one of each document.
#[derive(Clone, Debug)]
pub(super) struct Pair<'d> {
    pub(super) before: Site<'d>,
    pub(super) after: Site<'d>,
    /// Its name in reports.
    pub(super) label: String,
    /// Pairs that contain it, with the ways it travels in them.
    parents: Vec<Parent>,
    /// The operations and events that use it directly.
    roots: Vec<Reach>,
    /// A member of a choice that allows null: the choice tells whether null is allowed.
    pub(super) is_null_of_choice: bool,
    /// How its values are written.
    pub(super) written: Written,
}

impl Pair<'_> {
    /// The operations and events that use it directly.
    pub(super) fn roots(&self) -> impl Iterator<Item = &Reach> {
        self.roots.iter()
    }

    /// The pairs that contain it.
    pub(super) fn outer(&self) -> impl Iterator<Item = usize> {
        self.parents.iter().map(|parent| parent.id)
    }
}

/// All pairs that were met.
#[derive(Debug, Default)]
pub(super) struct Pairs<'d> {
    list: Vec<Pair<'d>>,
    known: HashMap<(SiteKey, SiteKey, Role), usize>,
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
        self.part(Parent { id: parent, ways, is_always_there: false }, before, after, label, false);
    }

    /// Adds a pair of properties that both schemas require.
    pub(super) fn always_inside(
        &mut self,
        parent: usize,
        ways: Ways,
        before: Site<'d>,
        after: Site<'d>,
        label: String,
    ) {
        self.part(Parent { id: parent, ways, is_always_there: true }, before, after, label, false);
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
        let parent = Parent { id: parent, ways: Ways::BOTH, is_always_there: false };
        self.part(parent, before, after, label, is_null_of_choice);
    }

    fn part(&mut self, parent: Parent, before: Site<'d>, after: Site<'d>, label: String, is_null_of_choice: bool) {
        let written = self.list.get(parent.id).map(|pair| pair.written.inside()).unwrap_or_default();
        let id = self.id(before, after, label, Role { is_null_of_choice, written });
        if let Some(pair) = self.list.get_mut(id)
            && !pair.parents.contains(&parent)
        {
            pair.parents.push(parent);
        }
    }

    /// Adds a pair that is met here.
    pub(super) fn root(
        &mut self,
        before: Site<'d>,
        after: Site<'d>,
        label: String,
        reach: Vec<Reach>,
        written: Written,
    ) {
        let id = self.id(before, after, label, Role { is_null_of_choice: false, written });
        if let Some(pair) = self.list.get_mut(id) {
            pair.roots.extend(reach);
        }
    }

    fn id(&mut self, before: Site<'d>, after: Site<'d>, label: String, role: Role) -> usize {
        let key = (before.key(), after.key(), role);
        let next = self.list.len();
        let id = *self.known.entry(key).or_insert(next);
        if id == next {
            // What was taken out of its place, or written into it, is reported at the place.
            let label = before.component().and(after.component()).unwrap_or(label);
            let Role { is_null_of_choice, written } = role;
            let (parents, roots) = Default::default();
            self.list.push(Pair { before, after, label, parents, roots, is_null_of_choice, written });
        }
        id
    }

    /// Where a pair is met, in which directions.
    pub(super) fn reach(&self, id: usize) -> Vec<Reach> {
        self.reach_by(id, |_| true)
    }

    /// Where a pair is met and its value may be left out.
    pub(super) fn reach_if_absent(&self, id: usize) -> Vec<Reach> {
        self.reach_by(id, |parent| !parent.is_always_there)
    }

    fn reach_by(&self, id: usize, is_counted: fn(&Parent) -> bool) -> Vec<Reach> {
        let mut found: BTreeSet<Reach> = BTreeSet::new();
        for direction in [Direction::Request, Direction::Response] {
            self.collect(id, direction, is_counted, &mut found);
        }
        found.into_iter().collect()
    }

    fn collect(&self, id: usize, direction: Direction, is_counted: fn(&Parent) -> bool, found: &mut BTreeSet<Reach>) {
        let mut seen: BTreeSet<usize> = BTreeSet::from([id]);
        let mut pending = vec![id];
        while let Some((at, pair)) = pending.pop().and_then(|at| Some((at, self.list.get(at)?))) {
            found.extend(pair.roots.iter().filter(|reach| reach.direction == direction).cloned());
            for parent in pair.parents.iter().filter(|parent| at != id || is_counted(parent)) {
                if parent.ways.has(direction) && seen.insert(parent.id) {
                    pending.push(parent.id);
                }
            }
        }
    }
}
