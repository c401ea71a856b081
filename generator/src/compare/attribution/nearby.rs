//! Which differences of the documents may explain what differs in the clients: those at the same place or around it,
//! those of the same operation, and those whose subject has the same name. The others are not tried.

use std::collections::BTreeSet;

use foldhash::HashMap;

use super::explained::{Candidate, Pointers};
use crate::source::JsonPointer;

/// The candidates, by each thing that they are found by.
pub(super) struct Nearby {
    /// By their places and all places that enclose them.
    around: HashMap<String, Vec<usize>>,
    /// By their places.
    at: HashMap<String, Vec<usize>>,
    calls: HashMap<String, Vec<usize>>,
    subjects: HashMap<String, Vec<usize>>,
}

impl Nearby {
    pub(super) fn of_all(candidates: &[Candidate]) -> Self {
        let (around, at, calls, subjects) = Default::default();
        let mut nearby = Self { around, at, calls, subjects };
        for (index, candidate) in candidates.iter().enumerate() {
            nearby.enter(index, candidate);
        }
        nearby
    }

    fn enter(&mut self, index: usize, candidate: &Candidate) {
        let difference = &candidate.difference;
        for place in difference.before.iter().chain(&difference.after) {
            self.at.entry(place.to_string()).or_default().push(index);
            for outer in outwards(place) {
                self.around.entry(outer).or_default().push(index);
            }
        }
        for reach in &candidate.reach {
            self.calls.entry(reach.operation.clone()).or_default().push(index);
        }
        let subject = difference.subject.split(['.', ',', ' ', '[', '{']).next().unwrap_or_default();
        self.subjects.entry(subject.to_owned()).or_default().push(index);
    }

    /// The candidates for what belongs to an owner, in their order.
    pub(super) fn of(&self, owner: &str, pointers: &Pointers) -> BTreeSet<usize> {
        let mut found: BTreeSet<usize> = BTreeSet::new();
        let mut add = |list: Option<&Vec<usize>>| found.extend(list.into_iter().flatten());
        for place in pointers.before(owner).into_iter().chain(pointers.after(owner)) {
            add(self.around.get(place.as_str()));
            outwards(place).for_each(|outer| add(self.at.get(&outer)));
        }
        add(pointers.call(owner).and_then(|call| self.calls.get(call)));
        add(self.subjects.get(owner));
        found
    }
}

/// A place and all places that enclose it.
fn outwards(place: &JsonPointer) -> impl Iterator<Item = String> {
    std::iter::successors(Some(place.clone()), JsonPointer::parent).map(|place| place.to_string())
}
