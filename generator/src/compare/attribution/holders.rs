//! What holds a type: the change that brought a new type is a change of something that holds it.

use std::cell::OnceCell;

use foldhash::{HashMap, HashSet};

use super::explained::{Candidate, Pointers};
use crate::compare::rust::RustDifference;
use crate::compare::side::Side;
use crate::compare::surface::Item;
use crate::ir::{Operation, TypeKind, TypeRef, query};

/// A place that holds a type.
enum Holder {
    /// A type, and the name of the part on the wire; none for other parts than fields.
    Type(String, Option<String>),
    /// An operation: `GET /users`.
    Operation(String),
}

/// The holders of types by the names of the types, on both sides.
pub(super) struct Holders<'a> {
    before: Side<'a>,
    after: Side<'a>,
    old: OnceCell<HashMap<String, Vec<Holder>>>,
    new: OnceCell<HashMap<String, Vec<Holder>>>,
}

impl<'a> Holders<'a> {
    pub(super) fn of(before: Side<'a>, after: Side<'a>) -> Self {
        Self { before, after, old: OnceCell::new(), new: OnceCell::new() }
    }

    /// The difference of the documents that brought what belongs to a type, or took it away.
    pub(super) fn explain(
        &self,
        difference: &RustDifference,
        candidates: &[Candidate],
        pointers: &Pointers,
    ) -> Option<usize> {
        let (item, side, holders) = match (&difference.before, &difference.after) {
            (_, Some(item)) => (item, &self.after, &self.new),
            (Some(item), None) => (item, &self.before, &self.old),
            (None, None) => return None,
        };
        if matches!(item.kind(), "group" | "feature") {
            return with_group(item, side, candidates);
        }
        let is_kept = |name: &str| pointers.before(name).is_some() && pointers.after(name).is_some();
        // A type that both clients have is another one where an operation takes or gives it now.
        let by_operations = is_kept(item.owner());
        let holders = holders.get_or_init(|| holders_of(side));
        let mut seen: HashSet<&str> = HashSet::from_iter([item.owner()]);
        let mut pending: Vec<&str> = vec![item.owner()];
        let mut found: Vec<usize> = Vec::new();
        while let Some(name) = pending.pop() {
            for holder in holders.get(name).into_iter().flatten() {
                match holder {
                    Holder::Type(owner, part) if is_kept(owner) && !by_operations => {
                        let about = |candidate: &Candidate| is_about(candidate, owner, part.as_deref(), pointers);
                        found.extend(candidates.iter().position(about));
                    }
                    Holder::Type(owner, _) if seen.insert(owner) => pending.push(owner),
                    Holder::Type(..) => {}
                    Holder::Operation(call) => {
                        found.extend(candidates.iter().position(|candidate| brings(candidate, call)));
                    }
                }
            }
        }
        found.into_iter().min()
    }
}

/// The operation that a group came with, or went with.
fn with_group(item: &Item, side: &Side<'_>, candidates: &[Candidate]) -> Option<usize> {
    let is_own = |operation: &&Operation| {
        let group = side.names.group(operation.group);
        let accessor = group.accessor.as_str();
        accessor == item.owner().split(':').next().unwrap_or_default()
            || group.feature.as_ref().is_some_and(|feature| feature.as_str() == item.owner())
    };
    let calls = side.api.operations.iter().filter(is_own);
    let calls: Vec<String> = calls.map(|operation| format!("{} {}", operation.method, operation.path)).collect();
    candidates.iter().position(|candidate| {
        matches!(candidate.difference.rule.id, "operation-added" | "operation-removed")
            && calls.contains(&candidate.difference.subject)
    })
}

/// True if the difference is about a part of a type that both clients have.
fn is_about(candidate: &Candidate, owner: &str, part: Option<&str>, pointers: &Pointers) -> bool {
    let found = &candidate.difference;
    let near = [(pointers.before(owner), &found.before), (pointers.after(owner), &found.after)];
    let is_inside = near.iter().any(|(own, place)| match (own, place) {
        (Some(own), Some(place)) => place.is_within(own),
        _ => false,
    });
    let is_part = match part {
        Some(part) => found.subject.contains(&[".", part].concat()) || found.now == part || found.was == part,
        None => true,
    };
    is_inside && is_part
}

/// True if the difference is that the operation came or went, or another one of its types did.
fn brings(candidate: &Candidate, call: &str) -> bool {
    let id = candidate.difference.rule.id;
    let is_of_call = candidate.reach.iter().any(|reach| reach.operation == call);
    let is_wider = ["-added", "-removed", "-changed", "-covered", "-uncovered"].iter().any(|end| id.ends_with(end));
    let is_of_type = !["limit", "pattern", "default", "format", "security", "server", "scope", "header"]
        .iter()
        .any(|start| id.starts_with(start));
    is_of_call && is_wider && is_of_type
}

fn holders_of(side: &Side<'_>) -> HashMap<String, Vec<Holder>> {
    let mut holders: HashMap<String, Vec<Holder>> = HashMap::default();
    let mut add = |type_ref: &TypeRef, holder: Holder| {
        if let Some(id) = query::named(type_ref) {
            holders.entry(side.names.type_name(id).as_str().to_owned()).or_default().push(holder);
        }
    };
    for (id, type_def) in query::with_ids(&side.api.types) {
        let owner = || side.names.type_name(id).as_str().to_owned();
        if let TypeKind::Record(record) = &type_def.kind {
            for field in &record.fields {
                add(&field.type_ref, Holder::Type(owner(), Some(field.wire_name.clone())));
            }
            record.additional.iter().for_each(|other| add(other, Holder::Type(owner(), None)));
            continue;
        }
        query::parts(&type_def.kind).for_each(|part| add(part, Holder::Type(owner(), None)));
    }
    for operation in &side.api.operations {
        let call = format!("{} {}", operation.method, operation.path);
        types_of(operation).for_each(|type_ref| add(type_ref, Holder::Operation(call.clone())));
    }
    holders
}

/// The types that an operation takes and gives.
fn types_of(operation: &Operation) -> impl Iterator<Item = &TypeRef> {
    let parameters = operation.parameters.iter().map(|parameter| &parameter.type_ref);
    let bodies = operation.body.iter().flat_map(|body| &body.media).map(|media| &media.type_ref);
    let responses = operation.responses.iter().filter_map(|response| response.payload.type_ref());
    parameters.chain(bodies).chain(responses)
}
