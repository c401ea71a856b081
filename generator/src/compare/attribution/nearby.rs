//! Which differences of the documents may explain what differs in the clients: those at the same place, those of the
//! same operation, and those whose subject says so. All others need no look.

use std::collections::{BTreeSet, HashMap};

use super::explained::{Candidate, Pointers};
use crate::compare::rust::RustDifference;
use crate::compare::side::Side;
use crate::ir::{Operation, Payload, TypeId, query};
use crate::source::JsonPointer;

/// The candidates by what leads to them.
pub(super) struct Nearby {
    /// By the places that hold theirs.
    around: HashMap<String, Vec<usize>>,
    /// By their places.
    at: HashMap<String, Vec<usize>>,
    calls: HashMap<String, Vec<usize>>,
    subjects: HashMap<String, Vec<usize>>,
    /// Types that only operations use which came or went, with their candidates.
    types: HashMap<String, usize>,
}

impl Nearby {
    pub(super) fn of_all(candidates: &[Candidate], before: &Side<'_>, after: &Side<'_>) -> Self {
        let types = types_of_operations(candidates, before, after);
        let (around, at, calls, subjects) = Default::default();
        let mut nearby = Self { around, at, calls, subjects, types };
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

    /// The operation that came with a type, or went with it.
    pub(super) fn with_operation(&self, difference: &RustDifference) -> Option<usize> {
        let came_or_went = difference.before.is_none() || difference.after.is_none();
        difference.item().filter(|_| came_or_went).and_then(|item| self.types.get(item.owner())).copied()
    }
}

/// A place and all that hold it.
fn outwards(place: &JsonPointer) -> impl Iterator<Item = String> {
    std::iter::successors(Some(place.clone()), JsonPointer::parent).map(|place| place.to_string())
}

fn types_of_operations(candidates: &[Candidate], before: &Side<'_>, after: &Side<'_>) -> HashMap<String, usize> {
    let mut types = HashMap::new();
    for (rule, side) in [("operation-removed", before), ("operation-added", after)] {
        let of_rule = candidates.iter().enumerate().filter(|(_, candidate)| candidate.difference.rule.id == rule);
        let by_call: HashMap<&str, usize> =
            of_rule.map(|(index, candidate)| (candidate.difference.subject.as_str(), index)).collect();
        for operation in &side.api.operations {
            let call = format!("{} {}", operation.method, operation.path);
            let Some(index) = by_call.get(call.as_str()) else { continue };
            for id in types_used(side, operation) {
                types.entry(side.names.type_name(id).as_str().to_owned()).or_insert(*index);
            }
        }
    }
    types
}

/// The types that an operation takes and gives, with those in them.
fn types_used(side: &Side<'_>, operation: &Operation) -> BTreeSet<TypeId> {
    let parameters = operation.parameters.iter().map(|parameter| &parameter.type_ref);
    let bodies = operation.body.iter().flat_map(|body| &body.media).map(|media| &media.type_ref);
    let responses = operation.responses.iter().filter_map(|response| match &response.payload {
        Payload::Value { type_ref, .. } => Some(type_ref),
        Payload::Empty => None,
    });
    let mut pending: Vec<TypeId> = parameters.chain(bodies).chain(responses).filter_map(query::named).collect();
    let mut found = BTreeSet::new();
    while let Some(id) = pending.pop() {
        if found.insert(id) {
            pending.extend(query::parts(&side.api.type_def(id).kind).filter_map(query::named));
        }
    }
    found
}
