//! Which difference of the documents explains a difference of the clients.

use std::collections::BTreeSet;

use foldhash::HashMap;

use crate::compare::difference::{Difference, Reach};
use crate::compare::level::{Rust, Wire};
use crate::compare::rust::RustDifference;
use crate::compare::side::Side;
use crate::ir::query;
use crate::source::JsonPointer;

/// A difference of the documents, and what it explains.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) difference: Difference,
    pub(super) request: Wire,
    pub(super) response: Wire,
    pub(super) reach: BTreeSet<Reach>,
    pub(super) rust: Rust,
    pub(super) silent: bool,
    pub(super) lines: Vec<RustDifference>,
}

impl Candidate {
    pub(super) fn of(difference: Difference) -> Self {
        let (request, response, rust) = Default::default();
        Self { difference, request, response, reach: BTreeSet::new(), rust, silent: false, lines: Vec::new() }
    }

    /// Takes a difference of the clients as its own.
    pub(super) fn take(&mut self, difference: RustDifference) {
        self.rust = self.rust.max(difference.level);
        self.silent |= difference.silent;
        self.lines.push(difference);
    }
}

/// Where types and methods are written, and the operations that methods call.
pub(super) struct Pointers {
    old: HashMap<String, JsonPointer>,
    new: HashMap<String, JsonPointer>,
    calls: HashMap<String, String>,
}

impl Pointers {
    pub(super) fn of(before: &Side<'_>, after: &Side<'_>) -> Self {
        let mut calls = HashMap::default();
        let old = pointers(before, &mut calls);
        let new = pointers(after, &mut calls);
        Self { old, new, calls }
    }

    pub(super) fn before(&self, owner: &str) -> Option<&JsonPointer> {
        self.old.get(owner)
    }

    /// The type of the old client that is written around a place.
    pub(super) fn owner_before(&self, place: &JsonPointer) -> Option<&str> {
        let around = self.old.iter().filter(|(name, at)| !name.contains("().") && place.is_within(at));
        around.max_by_key(|(_, at)| at.as_str().len()).map(|(name, _)| name.as_str())
    }

    /// The operation that a method or a request calls.
    pub(super) fn call(&self, owner: &str) -> Option<&str> {
        self.calls.get(owner).map(String::as_str)
    }

    pub(super) fn after(&self, owner: &str) -> Option<&JsonPointer> {
        self.new.get(owner)
    }
}

fn pointers(side: &Side<'_>, calls: &mut HashMap<String, String>) -> HashMap<String, JsonPointer> {
    let mut map = HashMap::default();
    for (id, type_def) in query::with_ids(&side.api.types) {
        map.insert(side.names.type_name(id).as_str().to_owned(), type_def.pointer.clone());
    }
    for (index, operation) in side.api.operations.iter().enumerate() {
        let accessor = side.names.group(operation.group).accessor.as_str();
        let call = format!("{} {}", operation.method, operation.path);
        for method in &side.names.operation(index).methods {
            let owner = [accessor, "().", method.rust_name.as_str()].concat();
            calls.insert(owner.clone(), call.clone());
            calls.insert(method.request.as_str().to_owned(), call.clone());
            map.insert(owner, operation.pointer.clone());
        }
    }
    map
}

/// The difference that explains best what differs in the clients; none where nothing is near.
pub(super) fn explained_by(
    difference: &RustDifference,
    candidates: &[Candidate],
    pointers: &Pointers,
    near: BTreeSet<usize>,
    same_overrides: bool,
) -> Option<usize> {
    let near = near.into_iter().filter_map(|index| Some((index, candidates.get(index)?)));
    let scores = near.map(|(index, candidate)| (index, score(difference, candidate, pointers)));
    let best = scores.max_by_key(|(index, score)| (*score, std::cmp::Reverse(*index)));
    // Other overrides may be the reason as well, so only what is near counts.
    let enough = if same_overrides { ENOUGH } else { NEAR };
    if let Some((index, _)) = best.filter(|(_, score)| *score >= enough) {
        return Some(index);
    }
    // The only difference explains everything.
    (same_overrides
        && candidates.len() == 1
        && !matches!(difference.rule, "method-renamed" | "field-renamed" | "name-reused" | "paging" | "waiting"))
    .then_some(0)
}

/// The schema that is called otherwise, of a member of a union that is named after it.
pub(super) fn renamed_with(difference: &RustDifference, candidates: &[Candidate]) -> Option<usize> {
    let payload = difference.after.as_ref().filter(|_| difference.rule == "field-renamed")?.shape.as_str();
    let is_renamed = |found: &Difference| found.rule.id == "schema-renamed" && found.now == payload;
    candidates.iter().position(|candidate| is_renamed(&candidate.difference))
}

/// Reached by the difference, or part of it.
const ENOUGH: usize = 20;

/// Written at the same place.
const NEAR: usize = 31;

fn score(difference: &RustDifference, candidate: &Candidate, pointers: &Pointers) -> usize {
    let Some(item) = difference.item() else { return 0 };
    let owner = item.owner();
    let found = &candidate.difference;
    // A difference on the wire does not explain another name in Rust.
    if matches!(difference.rule, "method-renamed" | "field-renamed" | "name-reused")
        && found.rule.id != "schema-renamed"
    {
        let is_moved = matches!(
            found.rule.id,
            "operation-moved" | "property-renamed" | "parameter-renamed" | "enum-value-renamed"
        );
        let is_of_body = found.rule.id.starts_with("body-media-type") && matches!(item.kind(), "request" | "response");
        if !is_moved && !is_of_body {
            return 0;
        }
    }
    let mut score = 0;
    let names = [&item.wire, &item.shape];
    let is_part = item.part().is_some();
    let says = |name: &&&String| {
        !name.is_empty() && (found.subject.ends_with(name.as_str()) || found.words.contains(name.as_str()))
    };
    let near = [(pointers.before(owner), &found.before), (pointers.after(owner), &found.after)];
    let inside = near.iter().filter_map(|(own, place)| Some((own.as_ref()?, place.as_ref()?)));
    let nearness = inside.filter(|(own, place)| place.is_within(own) || own.is_within(place));
    let nearness = nearness.map(|(own, _)| own.as_str().len().min(30)).max().unwrap_or(0);
    if nearness > 0 {
        score += 30 + nearness;
    }
    if let Some(call) = pointers.calls.get(owner)
        && candidate.reach.iter().any(|reach| reach.operation == *call)
    {
        score += 20;
    }
    let belongs = score > 0 || found.subject.split(['.', ',', ' ']).next() == Some(owner);
    if belongs && found.subject.split(['.', ',', '[', '{']).next() == Some(owner) {
        score += 20;
    }
    if belongs && is_part && names.iter().any(|name| says(&name)) {
        score += 100;
    }
    score
}
