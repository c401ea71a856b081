//! Names of groups and environments.

use super::assigned::GroupNames;
use super::reserved::Role;
use super::scope::{Claim, Place, Scope, chosen};
use super::{reserved, words};
use crate::config::Config;
use crate::diagnostics::Diagnostics;
use crate::ir::{Api, Group};
use crate::lock::Kind;

/// Words that say no more than that a server is one.
const FILLERS: [&str; 9] = ["a", "an", "api", "endpoint", "environment", "for", "server", "the", "url"];

/// Names of all groups, in order.
pub(super) fn assign(api: &Api, config: &Config, diagnostics: &mut Diagnostics) -> Vec<GroupNames> {
    let place = Place::top("tags");
    let claim = |group: &Group| {
        let wanted = config.groups.get(&group.wire_name).and_then(|overrides| overrides.name.as_ref());
        let natural = chosen(wanted, &ascii(&group.wire_name), Role::Module, &place.to_pointer(), diagnostics);
        let held = config.lock.name(Kind::Group, "", &group.wire_name);
        Claim { chosen: wanted.is_some(), ..Claim::new(natural, held, place) }
    };
    let claims: Vec<Claim<'_>> = api.groups.iter().map(claim).collect();
    let accessors = Scope::default().assign(&claims, diagnostics);
    let with_features =
        config.krate.group_features.unwrap_or(api.groups.len() > 1) && api.groups.len() <= MOST_FEATURES;
    let named = |accessor: String| {
        // Distinct accessors make distinct structs, save for a number that reads the same (`a_1`, `a1`).
        let rust_name = reserved::name_for(accessor.strip_prefix("r#").unwrap_or(&accessor), Role::OperationType);
        let feature = with_features.then(|| feature(&accessor));
        GroupNames { accessor, rust_name, feature }
    };
    accessors.into_iter().map(named).collect()
}

/// Most features a group of packages may have at the registry is 300; the client has some of its own.
const MOST_FEATURES: usize = 250;

/// The Cargo feature of a group. Accessors hold no hyphen, so distinct ones make distinct features.
fn feature(accessor: &str) -> String {
    let name = accessor.strip_prefix("r#").unwrap_or(accessor).replace('_', "-");
    let name = name.trim_matches('-');
    if reserved::FEATURES.contains(&name) { [name, "-operations"].concat() } else { name.to_owned() }
}

/// The part of a tag that can name a file: rustc loads a module from a file only if its name is ASCII.
fn ascii(wire_name: &str) -> String {
    let ascii: String = wire_name.chars().map(|letter| if letter.is_ascii() { letter } else { ' ' }).collect();
    if ascii.chars().any(|letter| letter.is_ascii_alphanumeric()) || wire_name.is_ascii() {
        ascii
    } else {
        "group".to_owned()
    }
}

/// Variants of `Environment`, in order.
pub(super) fn environments(api: &Api, config: &Config, diagnostics: &mut Diagnostics) -> Vec<String> {
    let claim = |label: &str| {
        let name = reserved::name_for(&telling_words(label), Role::Variant);
        let name = if name == "Empty" { "Production".to_owned() } else { name };
        Claim::new(name, config.lock.name(Kind::Environment, "", label), Place::top("servers"))
    };
    let claims: Vec<Claim<'_>> = api.environments.iter().map(|environment| claim(&environment.label)).collect();
    Scope::default().assign(&claims, diagnostics)
}

/// The words of `Production server (uses live data)` that name it: `production`.
fn telling_words(label: &str) -> String {
    let head = label.split(['(', ':', ';', ',', '\n']).find(|part| !part.trim().is_empty()).unwrap_or(label);
    let mut all = words::words(head);
    all.truncate(8);
    let mut telling: Vec<&str> = all.iter().map(String::as_str).filter(|word| !FILLERS.contains(word)).collect();
    telling.truncate(3);
    if telling.is_empty() { all.join("_") } else { telling.join("_") }
}
