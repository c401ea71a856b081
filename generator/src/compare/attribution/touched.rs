//! What old code may have that a change is about: methods, setters, fields, constructors, variants.

use std::collections::{BTreeMap, BTreeSet};

use super::explained::{Candidate, Pointers};
use crate::compare::change::Touch;
use crate::compare::rust::RustDifference;
use crate::compare::surface::Item;

/// What reaches more operations than this is in every program.
const MAX_OPERATIONS: usize = 10;

/// What the items that are gone or others are called in programs.
pub(super) fn of_lines(lines: &[RustDifference]) -> Vec<Touch> {
    let items = lines.iter().filter_map(|difference| difference.before.as_ref());
    items.filter_map(touch).collect()
}

fn touch(item: &Item) -> Option<Touch> {
    let owner = item.owner();
    let method = owner.split_once("().");
    Some(match (item.kind(), method, item.part()) {
        ("fn", Some((accessor, method)), None) => Touch::method(accessor, method),
        ("fn", Some((accessor, method)), Some(setter)) => {
            Touch::Setter { accessor: accessor.to_owned(), method: method.to_owned(), setter: setter.to_owned() }
        }
        ("struct" | "setter", _, Some(part)) => Touch::Member { owner: owner.to_owned(), name: part.to_owned() },
        ("fn" | "enum" | "union" | "error", _, Some(part)) => Touch::Path([owner, "::", part].concat()),
        ("struct" | "enum" | "union" | "type" | "request" | "response", _, None) => Touch::Path(owner.to_owned()),
        _ => return None,
    })
}

/// What a difference of the documents is about, in the terms of the old client.
pub(super) fn of_candidate(candidate: &Candidate, items: &BTreeMap<String, Item>, pointers: &Pointers) -> Vec<Touch> {
    let found = &candidate.difference;
    let calls: BTreeSet<&str> = candidate.reach.iter().map(|reach| reach.operation.as_str()).collect();
    let methods = items.values().filter(|item| is_method(item) && calls.contains(call(item)));
    let methods: Vec<&Item> = methods.collect();
    if let Some(name) = parameter(&found.subject) {
        return methods.iter().flat_map(|method| of_parameter(method, name, items, found.rule.silent)).collect();
    }
    let owner = found.before.as_ref().and_then(|at| pointers.owner_before(at));
    if let Some((owner, name)) = owner.zip(found.subject.rsplit_once('.').map(|(_, name)| bare(name))) {
        return of_property(owner, name, items, &methods);
    }
    if calls.len() > MAX_OPERATIONS || found.subject.split(", ").next().is_none_or(|call| !calls.contains(call)) {
        return Vec::new();
    }
    methods.iter().filter_map(|method| touch(method)).collect()
}

fn is_method(item: &Item) -> bool {
    item.kind() == "fn" && item.part().is_none() && item.key.contains("().")
}

/// `GET /users`, without a media type.
fn call(item: &Item) -> &str {
    let end = item.wire.match_indices(' ').nth(1).map_or(item.wire.len(), |(at, _)| at);
    item.wire.get(..end).unwrap_or_default()
}

/// The name of the parameter that a subject is about: `GET /users, query perPage`, `query parameter perPage`.
fn parameter(subject: &str) -> Option<&str> {
    let words = subject.rsplit_once(", ").map_or(subject, |(_, words)| words);
    let (place, name) = words.split_once(' ')?;
    let is_place = matches!(place, "query" | "header" | "path" | "cookie");
    let name = name.strip_prefix("parameter ").unwrap_or(name);
    is_place.then(|| bare(name))
}

/// A name without the parts of its value.
fn bare(name: &str) -> &str {
    name.split(['[', '{', ',', '.']).next().unwrap_or(name)
}

fn of_parameter(method: &Item, name: &str, items: &BTreeMap<String, Item>, is_silent: bool) -> Option<Touch> {
    let owner = method.owner();
    let own = [owner, " ."].concat();
    let setter = items.values().find(|item| {
        let wire = item.wire.split_once(' ').map_or(item.wire.as_str(), |(_, name)| name);
        item.kind() == "fn" && wire == name && item.key.strip_prefix("fn ").is_some_and(|key| key.starts_with(&own))
    });
    let (accessor, rust_name) = owner.split_once("().")?;
    let Some(setter) = setter.and_then(Item::part) else { return Some(Touch::method(accessor, rust_name)) };
    let (accessor, method, setter) = (accessor.to_owned(), rust_name.to_owned(), setter.to_owned());
    Some(if is_silent {
        Touch::Without { accessor, method, setter }
    } else {
        Touch::Setter { accessor, method, setter }
    })
}

fn of_property(owner: &str, name: &str, items: &BTreeMap<String, Item>, methods: &[&Item]) -> Vec<Touch> {
    let takes =
        |item: &Item, argument: &str| item.order.trim_matches(['(', ')']).split(", ").any(|own| own == argument);
    let mut touches: Vec<Touch> = Vec::new();
    for item in items.values().filter(|item| item.owner() == owner) {
        let is_own = item.kind() == "struct" && item.wire == name && item.part().is_some();
        if is_own || item.part() == Some("new") && takes(item, name) {
            touches.extend(touch(item));
        }
    }
    let argument = ["body ", name].concat();
    touches.extend(methods.iter().filter(|method| takes(method, &argument)).filter_map(|method| touch(method)));
    touches
}
