//! What differs in Rust: the items of the two clients, paired by what they are in the documents.

mod difference;
mod exchanged;

use std::collections::BTreeMap;

use foldhash::{HashMap, HashSet};

pub(super) use self::difference::RustDifference;

use self::difference::{come, gone};
use super::level::Rust;
use super::paths::route;
use super::surface::{Item, former_names, renamed};

/// New names of types and methods, by their old ones.
pub(super) type NewNames = HashMap<String, String>;

/// Compares the items of two clients.
pub(super) fn differences(
    before: &BTreeMap<String, Item>,
    after: &BTreeMap<String, Item>,
    types: &NewNames,
) -> Vec<RustDifference> {
    let mut names = types.clone();
    names.extend(moved_methods(before, after));
    let exchanged = exchanged::names(before, after);
    let before = &with_new_requests(before, after);
    let former = former_names(after);
    let is_same = |item: &Item, others: &BTreeMap<String, Item>| {
        // Where something is called otherwise, even equal items may belong to others.
        names.is_empty() && others.get(&item.key) == Some(item)
    };
    let mut pending = by_identity(after.values().filter(|new| !is_same(new, before)), &NewNames::default());
    let mut found = Vec::new();
    for (identity, old) in by_identity(before.values().filter(|old| !is_same(old, after)), &names) {
        match pending.remove(&identity) {
            Some(new) => found.extend(changed(&old, &new, &names).map(|difference| kept(difference, &names, &former))),
            None => found.extend(gone(&old)),
        }
    }
    without_spellings(&mut found, &mut pending);
    renamed_wholes(&mut found, &mut pending, &names);
    exchanged::told_once(&mut found, &mut pending, &exchanged);
    let known = former_names(before);
    // What had the name before says itself that it is called otherwise.
    let is_told = |item: &Item| {
        let name = item.key.strip_prefix("former ").unwrap_or_default();
        let had = |old: &Item| old.key.ends_with(&[" ", name].concat()) || old.kind() == "group" && old.shape == name;
        !name.is_empty() && !known.contains(name) && before.values().any(had)
    };
    found.extend(pending.into_values().filter(|item| !is_told(item)).filter_map(|item| come(&item)));
    found.extend(exchanged);
    found
}

/// A part, a request or a group that is called something else on the wire alone is the same for code.
fn without_spellings(found: &mut Vec<RustDifference>, come: &mut BTreeMap<String, Item>) {
    let today: HashMap<String, String> =
        come.iter().map(|(identity, item)| (item.key.clone(), identity.clone())).collect();
    found.retain(|difference| {
        let is_named =
            |gone: &&Item| gone.part().is_some() || matches!(gone.kind(), "request" | "environment" | "group");
        let Some(gone) = difference.before.as_ref().filter(is_named) else { return true };
        let identity = today.get(&gone.key).filter(|_| difference.after.is_none());
        // The shape of a variant is its value on the wire.
        let has_shape = |item: &Item| item.kind() == "enum" || item.shape == gone.shape;
        let is_same = |item: &Item| has_shape(item) && item.deprecated == gone.deprecated;
        let Some(identity) = identity.filter(|identity| come.get(*identity).is_some_and(is_same)) else { return true };
        come.remove(identity);
        false
    });
}

/// An environment, or a group with all its methods, that is called otherwise.
fn renamed_wholes(found: &mut [RustDifference], come: &mut BTreeMap<String, Item>, names: &NewNames) {
    let accessors = names.iter().filter_map(|(was, now)| Some((was.split_once("().")?.0, now.split_once("().")?.0)));
    let accessors: BTreeMap<&str, &str> = accessors.collect();
    let count = |kind: &str, found: &[RustDifference]| {
        found.iter().filter(|one| one.after.is_none() && one.item().is_some_and(|item| item.kind() == kind)).count()
    };
    let is_one = count("environment", found) == 1;
    let environments = come.values().filter(|item| item.kind() == "environment").map(|item| item.owner().to_owned());
    let environment = Some(environments.collect::<Vec<_>>()).filter(|names| is_one && names.len() == 1);
    for difference in found.iter_mut().filter(|difference| difference.after.is_none()) {
        let Some(old) = &difference.before else { continue };
        let new_name = match old.kind() {
            "environment" => environment.as_ref().and_then(|names| names.first()).map(String::as_str),
            "group" | "feature" => accessors.get(old.owner()).copied(),
            _ => None,
        };
        let Some(key) = new_name.and_then(|name| {
            let is_it = |(_, item): &(&String, &Item)| item.kind() == old.kind() && item.owner() == name;
            come.iter().find(is_it).map(|(key, _)| key.clone())
        }) else {
            continue;
        };
        difference.rule = if old.kind() == "environment" { "field-renamed" } else { "method-renamed" };
        difference.about = new_name.unwrap_or_default().to_owned();
        difference.after = come.remove(&key);
    }
}

/// Methods of the same operation that have another name.
fn moved_methods(before: &BTreeMap<String, Item>, after: &BTreeMap<String, Item>) -> Vec<(String, String)> {
    let is_method = |item: &&Item| item.key.starts_with("fn ") && item.key.contains("().") && item.part().is_none();
    let routes: HashMap<String, &str> =
        after.values().filter(is_method).map(|item| (route(&item.wire), item.owner())).collect();
    let moved = before.values().filter(is_method).filter_map(|item| {
        let new = routes.get(&route(&item.wire)).copied()?;
        (new != item.owner() && !after.contains_key(&item.key)).then(|| (item.owner().to_owned(), new.to_owned()))
    });
    moved.collect()
}

/// The items with today's names of requests in what methods return: a request says itself that it is called otherwise.
fn with_new_requests(before: &BTreeMap<String, Item>, after: &BTreeMap<String, Item>) -> BTreeMap<String, Item> {
    let is_request = |item: &&Item| matches!(item.kind(), "request" | "response");
    let called = |item: &Item| [item.kind(), " ", &route(&item.wire)].concat();
    let today: HashMap<String, &str> =
        after.values().filter(is_request).map(|item| (called(item), item.owner())).collect();
    let new_name = |item: &Item| today.get(&called(item)).filter(|now| **now != item.owner()).copied();
    let requests: HashMap<&str, &str> =
        before.values().filter(is_request).filter_map(|item| Some((item.owner(), new_name(item)?))).collect();
    let mut items = before.clone();
    if !requests.is_empty() {
        let methods = items.values_mut().filter(|item| item.kind() == "fn");
        methods.for_each(|item| item.shape = renamed(&item.shape, |word| requests.get(word).copied()));
    }
    items
}

fn by_identity<'a>(items: impl Iterator<Item = &'a Item>, names: &NewNames) -> BTreeMap<String, Item> {
    let mut map: BTreeMap<String, Item> = BTreeMap::new();
    for item in items {
        let mut identity = identity(item, names);
        // Members of a union may have one payload; what selects them tells them apart.
        if map.contains_key(&identity) {
            identity.extend([" ", &item.wire]);
        }
        while map.contains_key(&identity) {
            identity.push('*');
        }
        map.insert(identity, item.clone());
    }
    map
}

/// What an item is, whatever it is called.
fn identity(item: &Item, names: &NewNames) -> String {
    let owner = names.get(item.owner()).map_or(item.owner(), String::as_str);
    let part = match (item.kind(), item.part()) {
        ("struct" | "fn", Some(part)) if part != "new" => item.wire.as_str(),
        ("enum", Some(_)) => item.shape.as_str(),
        ("union" | "error", Some(_)) => &renamed(&item.shape, |word| names.get(word).map(String::as_str)),
        ("header" | "environment" | "group" | "request" | "response", _) => {
            return [item.kind(), " ", &route(&item.wire)].concat();
        }
        ("package" | "errors", _) => return item.kind().to_owned(),
        (_, part) => part.unwrap_or_default(),
    };
    [item.kind(), " ", owner, if item.part().is_some() { " ." } else { "" }, part].concat()
}

/// What keeps its former name is only deprecated under it.
fn kept(difference: RustDifference, names: &NewNames, former: &HashSet<String>) -> RustDifference {
    let is_kept = match (difference.rule, &difference.before, &difference.after) {
        ("method-renamed", Some(old), Some(new)) => {
            let name = |item: &Item| item.key.split_once(' ').map(|(_, name)| name.to_owned()).unwrap_or_default();
            let (was, now) = (name(old), name(new));
            let parts = |name: &str| name.split_once("().").map(|(one, other)| (one.to_owned(), other.to_owned()));
            let by_group = match (parts(&was), parts(&now)) {
                (Some((old_group, old_method)), Some((group, method))) => {
                    former.contains(&old_group)
                        && (old_method == method || former.contains(&[&group, "().", &*old_method].concat()))
                }
                _ => false,
            };
            former.contains(&was) || by_group
        }
        ("field-renamed", Some(old), Some(_)) if old.kind() == "setter" || old.kind() == "fn" => {
            let (owner, part) = (old.owner(), old.part().unwrap_or_default());
            let owner = names.get(owner).map_or(owner, String::as_str);
            former.contains(&[owner, " .", part].concat())
        }
        ("schema-renamed", Some(old), Some(_)) => {
            let own = old.key.split_once(' ').map_or(old.key.as_str(), |(_, name)| name);
            let used = names.keys().filter(|name| has_word(&old.shape, name) || old.owner() == name.as_str());
            let mut used = used.peekable();
            (used.peek().is_some() || former.contains(own)) && used.all(|name| former.contains(name))
        }
        _ => false,
    };
    let level = if is_kept { difference.level.min(Rust::Minor) } else { difference.level };
    RustDifference { level, ..difference }
}

fn changed(old: &Item, new: &Item, names: &NewNames) -> Option<RustDifference> {
    let difference = |rule, level, silent| {
        let about = about(rule, old, new, names);
        Some(RustDifference { rule, level, silent, about, before: Some(old.clone()), after: Some(new.clone()) })
    };
    let shape = renamed(&old.shape, |word| names.get(word).map(String::as_str));
    if is_renamed(old, new) {
        let is_method = matches!(new.kind(), "fn" | "request" | "response" | "group") && new.part().is_none();
        let is_type = new.part().is_none() && matches!(new.kind(), "struct" | "enum" | "union" | "type");
        let rule = if is_method {
            "method-renamed"
        } else if is_type {
            "schema-renamed"
        } else {
            "field-renamed"
        };
        return difference(rule, Rust::Major, false);
    }
    let waits = renamed(&old.waits, |word| names.get(word).map(String::as_str));
    if waits != new.waits && without_request(&shape) == without_request(&new.shape) {
        // A method that is waited for returns a request of its own.
        let only_gains = old.waits.is_empty() && shape == new.shape && old.paged == new.paged;
        let level = if only_gains { Rust::Minor } else { Rust::Major };
        return difference("waiting", level, false);
    }
    if shape != new.shape {
        return difference("rust-changed", Rust::Major, false);
    }
    if new.kind() == "fn" && exchanges(old, new) {
        return difference("argument-order", Rust::Major, true);
    }
    match ((old.paged, new.paged), (old.deprecated, new.deprecated)) {
        ((true, false), _) => difference("paging", Rust::Major, false),
        ((false, true), _) => difference("paging", Rust::Minor, false),
        (_, (false, true)) => difference("rust-changed", Rust::Minor, false),
        (_, (true, false)) => difference("rust-changed", Rust::Patch, false),
        _ if old.shape != new.shape => difference("schema-renamed", Rust::Major, false),
        _ => None,
    }
}

/// What a difference belongs to: the type that is called otherwise, the group whose methods all are, or its owner.
fn about(rule: &str, old: &Item, new: &Item, names: &NewNames) -> String {
    let accessor =
        |item: &Item| item.key.split_once(' ').map(|(_, name)| name.split("().").next().unwrap_or(name).to_owned());
    match rule {
        "paging" => format!("{} -> {}", old.paged, new.paged),
        "waiting" => format!("{} -> {}", old.waits, new.waits),
        "method-renamed" if accessor(old) != accessor(new) => accessor(new).unwrap_or_default(),
        "schema-renamed" => {
            let used = names.iter().filter(|(old_name, _)| has_word(&old.shape, old_name) || old.owner() == **old_name);
            used.map(|(_, new_name)| new_name.clone()).min().unwrap_or_else(|| new.owner().to_owned())
        }
        _ => new.owner().to_owned(),
    }
}

/// The shape of a method without the type that it returns the call in.
fn without_request(shape: &str) -> &str {
    shape.rsplit_once(" returns ").map_or(shape, |(shape, _)| shape)
}

fn has_word(text: &str, word: &str) -> bool {
    text.split(|character: char| !(character.is_alphanumeric() || character == '_')).any(|own| own == word)
}

/// True if the item itself has another name; a part whose owner alone has another name is not renamed.
fn is_renamed(old: &Item, new: &Item) -> bool {
    match (old.part(), new.part()) {
        (Some(old), Some(new)) => old != new,
        (None, None) if matches!(new.kind(), "errors" | "default" | "feature") => false,
        (None, None) => old.key != new.key,
        _ => false,
    }
}

/// True if arguments have the same types as before and another meaning.
fn exchanges(old: &Item, new: &Item) -> bool {
    let parts = |item: &Item| -> Vec<String> {
        item.order
            .trim_matches(['(', ')'])
            .split(", ")
            .map(|part| match part.strip_prefix("path ").map(|name| position(name, &item.wire)) {
                // The names in a path are not sent, only the values at their positions.
                Some(position) => format!("path {position:?}"),
                None => part.to_owned(),
            })
            .collect()
    };
    parts(old) != parts(new)
}

/// Which of the parameters of a path has a name.
fn position(name: &str, path: &str) -> Option<usize> {
    path.split('{').skip(1).position(|rest| rest.split('}').next() == Some(name))
}
