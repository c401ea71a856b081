//! Names that the last client had and the next one has not, as entries of `formerly` for the overrides.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::rust::{NewNames, RustDifference, differences};
use super::surface::{Item, items};

/// An entry of `formerly`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FormerName {
    /// `groups`, `methods`, `types` or `setters`.
    pub section: &'static str,
    /// The name of the last client, as `surface.txt` writes it.
    pub was: String,
    /// The name of the next client.
    pub now: String,
}

impl FormerName {
    /// The entries ready to paste, as TOML or as YAML; empty if there are none.
    pub fn section(names: &[Self], is_toml: bool) -> String {
        let mut text = if is_toml || names.is_empty() { String::new() } else { "formerly:\n".to_owned() };
        let mut section = "";
        for name in names {
            if name.section != section {
                section = name.section;
                // Writing to a string cannot fail.
                let _ = if is_toml { writeln!(text, "[formerly.{section}]") } else { writeln!(text, "  {section}:") };
            }
            let _ = if is_toml {
                writeln!(text, "{:?} = {:?}", name.was, name.now)
            } else {
                writeln!(text, "    {}: {}", name.was, name.now)
            };
        }
        text
    }
}

/// What a client is called otherwise than in a `surface.txt`; the outline says which setters there are.
pub(crate) fn former_names(before: &str, after: &str, outline: &[String]) -> Vec<FormerName> {
    let (before, after) = (items(before, &[]), items(after, outline));
    let types = new_type_names(&before, &after);
    let found = differences(&before, &after, &types);
    let mut names: Vec<FormerName> =
        types.iter().map(|(was, now)| FormerName { section: "types", was: was.clone(), now: now.clone() }).collect();
    names.extend(found.iter().flat_map(|difference| entries(difference, &after)));
    names.sort();
    names.dedup();
    names
}

/// The types that are written at the same place.
pub(super) fn new_type_names(before: &BTreeMap<String, Item>, after: &BTreeMap<String, Item>) -> NewNames {
    let is_type = |item: &&Item| matches!(item.kind(), "struct" | "enum" | "union" | "type") && item.part().is_none();
    let place = |item: &Item| if item.wire.is_empty() { item.owner().to_owned() } else { item.wire.clone() };
    let today: BTreeMap<String, &str> =
        after.values().filter(is_type).map(|item| (place(item), item.owner())).collect();
    let renamed = before.values().filter(is_type).filter_map(|item| {
        let now = today.get(&place(item)).filter(|now| **now != item.owner())?;
        Some((item.owner().to_owned(), (*now).to_owned()))
    });
    renamed.collect()
}

fn entries(difference: &RustDifference, after: &BTreeMap<String, Item>) -> Vec<FormerName> {
    let (Some(old), Some(new)) = (&difference.before, &difference.after) else { return Vec::new() };
    let entry = |section, was: String, now: String| FormerName { section, was, now };
    let own = |item: &Item| item.key.split_once(' ').map(|(_, name)| name.to_owned()).unwrap_or_default();
    let (was, now) = (own(old), own(new));
    match (new.kind(), old.part(), new.part()) {
        ("group", ..) => {
            let types = (old.shape != new.shape).then(|| entry("types", old.shape.clone(), new.shape.clone()));
            (was != now).then(|| entry("groups", was, now)).into_iter().chain(types).collect()
        }
        ("request" | "response", ..) if was != now => vec![entry("types", was, now)],
        ("fn", None, None) if was.contains("().") => match (was.rsplit_once('.'), now.rsplit_once('.')) {
            // Another group has its own entry.
            (Some((_, old_method)), Some((group, method))) if old_method != method => {
                vec![entry("methods", [group, ".", old_method].concat(), now)]
            }
            _ => Vec::new(),
        },
        ("fn", Some(old_part), Some(part)) if old_part != part => setter(new.owner(), old_part, part),
        ("struct", Some(old_part), Some(part)) if old_part != part => {
            let has_setter = after.contains_key(&["setter ", new.owner(), " .", part].concat());
            if has_setter { setter(new.owner(), old_part, part) } else { Vec::new() }
        }
        _ => Vec::new(),
    }
}

fn setter(owner: &str, was: &str, now: &str) -> Vec<FormerName> {
    vec![FormerName { section: "setters", was: [owner, ".", was].concat(), now: [owner, ".", now].concat() }]
}
