//! Names that stay while what they stood for is called otherwise: old code compiles and means something else.

use std::collections::{BTreeMap, BTreeSet};

use foldhash::HashSet;

use super::difference::{RustDifference, come};
use crate::compare::level::Rust;
use crate::compare::paths::route;
use crate::compare::surface::Item;

/// The names of methods, setters, fields and variants that both clients have, with the same types, for other things.
pub(super) fn names(before: &BTreeMap<String, Item>, after: &BTreeMap<String, Item>) -> Vec<RustDifference> {
    let changed = before.iter().filter_map(|(key, old)| {
        let new = after.get(key).filter(|new| *new != old)?;
        let (was, now) = (meaning(old)?, meaning(new)?);
        // The value of a variant is its shape.
        let is_same_type = old.kind() == "enum" || old.shape == new.shape;
        (was != now && is_same_type).then_some((old, new, was))
    });
    let mut changed = changed.peekable();
    if changed.peek().is_none() {
        return Vec::new();
    }
    let elsewhere: HashSet<(&str, String)> =
        after.values().filter_map(|item| Some((scope(item), meaning(item)?))).collect();
    // What is nowhere any more was only changed on the wire.
    let exchanged = changed.filter(|(old, _, was)| elsewhere.contains(&(scope(old), was.clone())));
    let exchanged = exchanged.map(|(old, new, _)| RustDifference {
        rule: "name-reused",
        level: Rust::Major,
        silent: true,
        about: old.owner().to_owned(),
        before: Some(old.clone()),
        after: Some(new.clone()),
    });
    exchanged.collect()
}

/// Leaves out what the exchanged names say already.
pub(super) fn told_once(
    found: &mut Vec<RustDifference>,
    pending: &mut BTreeMap<String, Item>,
    exchanged: &[RustDifference],
) {
    let keys: BTreeSet<&str> =
        exchanged.iter().filter_map(RustDifference::item).map(|item| item.key.as_str()).collect();
    let mut added = Vec::new();
    found.retain(|difference| {
        let is_renamed = matches!(difference.rule, "field-renamed" | "method-renamed");
        let old = difference.before.as_ref().filter(|old| is_renamed && keys.contains(old.key.as_str()));
        if old.is_some() {
            // A name that is new is there all the same.
            let new = difference.after.iter().filter(|new| !keys.contains(new.key.as_str()));
            added.extend(new.filter_map(come));
        }
        old.is_none()
    });
    found.extend(added);
    pending.retain(|_, item| !keys.contains(item.key.as_str()));
}

/// What a name means on the wire, where names can be exchanged.
fn meaning(item: &Item) -> Option<String> {
    match (item.kind(), item.part()) {
        // The media type comes after the path; a method whose body has another one also takes another argument.
        ("fn", None) if item.key.contains("().") => {
            Some(route(&item.wire).split(' ').take(2).collect::<Vec<_>>().join(" "))
        }
        ("fn" | "setter" | "struct", Some(part)) if part != "new" => Some(item.wire.clone()),
        ("enum", Some(_)) => Some(item.shape.clone()),
        _ => None,
    }
}

/// Within what the meaning of a name is unique: the whole client, or the type or request.
fn scope(item: &Item) -> &str {
    if item.part().is_some() { item.owner() } else { "" }
}
