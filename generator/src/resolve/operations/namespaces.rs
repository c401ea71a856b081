//! Tags that are namespaces of collections, each of which is a group of its own.
//!
//! ```text
//! tag        path                                group
//! circuits   /api/circuits/providers             circuits/providers
//! circuits   /api/circuits/providers/{id}        circuits/providers
//! circuits   /api/circuits/circuits/{id}         circuits             it is called as the tag is
//! circuits   /api/circuits/status                circuits             it has no things
//! repos      /repos/{owner}/{repo}/branches      repos                what is below a thing belongs to it
//! catalog    /products, /categories              catalog/products     nothing is called as the tag is
//! notes      /lots/{id}/lot_notes, ../bid_notes  notes/lot_notes      all are kinds of what the tag names
//! apps       /me/clients, /me/clients/{id}       apps/clients         all are of one collection, which ids name and the tag does not
//! partner    /partner/shops, /partner/shops/{id} partner/shops        the tag only says who calls
//! auth       /auth/keys, /auth/keys/{id}, /auth/check  auth/keys      a whole collection next to what is no collection
//! ```
//!
//! All operations of such a tag are below one prefix that the tag names, or the tag names nothing of any path, or it has at
//! least two collections that are not called so. A prefix may have one collection, if it has nothing else. What the last run
//! knew by one group stays together.

use std::collections::BTreeMap;

use foldhash::HashMap;

use super::operation_ids::Written;
use crate::config::Config;
use crate::document::Node;
use crate::ir::path_template;

/// The tags that are namespaces, each with its collections.
#[derive(Debug, Default)]
pub(super) struct Namespaces {
    collections: HashMap<String, Vec<String>>,
}

/// Fewest collections of a namespace that has other operations as well.
const SEVERAL: usize = 3;

/// Fewest operations of a collection whose tag has it among others, or only says who calls.
const WHOLE: usize = 3;

/// Operations below one segment of a namespace.
#[derive(Debug, Default)]
struct Below {
    count: usize,
    /// How many are below a second word: `tests/browser/{id}`.
    nested: usize,
    is_list: bool,
    has_things: bool,
}

impl Namespaces {
    /// The namespaces among the tags of operations.
    pub(super) fn of<'w>(config: &Config, tagged: impl Iterator<Item = (String, &'w Written<'w>)>) -> Self {
        let mut paths: BTreeMap<String, Vec<&Written<'_>>> = BTreeMap::new();
        tagged.for_each(|(tag, written)| paths.entry(tag).or_default().push(written));
        let mut collections = HashMap::default();
        for (tag, operations) in &paths {
            if config.groups.contains_key(tag) || was_whole(config, tag, operations) {
                continue;
            }
            let is_of_tag = |found: &Vec<String>| match found.as_slice() {
                [only] => !is_shared(&paths, only),
                _ => true,
            };
            if let Some(found) = collections_of(tag, operations).filter(is_of_tag) {
                collections.insert(tag.clone(), found);
            }
        }
        Self { collections }
    }

    /// The collection that an operation of a tag belongs to, if the tag is a namespace or was one in the last run.
    pub(super) fn collection(&self, config: &Config, tag: &str, path: &str) -> Option<String> {
        let segments = || segments(path).into_iter().filter(|segment| !segment.contains('{'));
        let found =
            self.collections.get(tag).and_then(|all| segments().find(|one| all.iter().any(|known| known == one)));
        let known = || segments().find(|segment| config.lock.has_group(&wire_name(tag, segment)));
        found.or_else(known).map(str::to_owned)
    }
}

/// True if paths of several tags have a segment.
fn is_shared(paths: &BTreeMap<String, Vec<&Written<'_>>>, segment: &str) -> bool {
    let has =
        |operations: &&Vec<&Written<'_>>| operations.iter().any(|written| segments(written.path).contains(&segment));
    paths.values().filter(has).nth(1).is_some()
}

/// What the group of a collection is known by.
pub(super) fn wire_name(tag: &str, collection: &str) -> String {
    [tag, "/", collection].concat()
}

/// True if the last run had one group for the whole tag.
fn was_whole(config: &Config, tag: &str, operations: &[&Written<'_>]) -> bool {
    let lock = &config.lock;
    let is_within = |group: &str| group.strip_prefix(tag).is_some_and(|rest| rest.starts_with('/'));
    let was_parted = |written: &&Written<'_>| lock.group_of(&written.method, written.path).is_some_and(is_within);
    lock.has_group(tag) && !operations.iter().any(was_parted)
}

/// The collections right below the prefix of a tag, if it is a namespace.
fn collections_of(tag: &str, operations: &[&Written<'_>]) -> Option<Vec<String>> {
    let paths: Vec<Vec<&str>> = operations.iter().map(|written| segments(written.path)).collect();
    if let Some(kinds) = kinds_of(tag, &paths) {
        return Some(kinds);
    }
    let prefix = prefix_of(&paths)?;
    if let Some(only) = collection_of_caller(tag, &prefix, &paths).filter(|_| is_unsaid(tag, operations)) {
        return Some(vec![only]);
    }
    if let Some(only) = only_collection(tag, &prefix, &paths) {
        let about = operations.iter().filter(|written| is_about(written, &only)).count();
        return (2 * about > operations.len()).then(|| vec![only]);
    }
    let mut all: BTreeMap<&str, Below> = BTreeMap::new();
    let mut own = 0;
    for path in &paths {
        let Some((first, rest)) = path.get(prefix.len()..).and_then(<[&str]>::split_first) else {
            own += 1;
            continue;
        };
        // The prefix is a collection itself.
        if first.contains('{') {
            return None;
        }
        let below = all.entry(first).or_default();
        below.count += 1;
        below.is_list |= rest.is_empty();
        below.has_things |= matches!(rest, [thing] if thing.starts_with('{'));
        below.nested += usize::from(matches!(rest, [word, _, ..] if !word.contains('{')));
    }
    let is_prefix = prefix.iter().any(|segment| is_called(segment, tag));
    let names_something = |segment: &&str| names(tag, segment);
    let is_of_paths = !is_prefix && (all.keys().any(names_something) || prefix.iter().any(names_something));
    all.retain(|segment, below| {
        let is_plain = 4 * below.nested <= below.count;
        let is_collection = below.is_list && below.has_things && is_plain && is_plural(segment);
        if !is_collection {
            own += below.count;
        }
        is_collection
    });
    let parted: usize = all.values().map(|below| below.count).sum();
    let is_all = own == 0 && (is_prefix || all.len() > 1);
    let are_whole = is_prefix && all.values().all(|below| below.count >= WHOLE) && is_unsaid(tag, operations);
    let are_several = all.len() >= SEVERAL || is_all || are_whole;
    let others: Vec<String> = all.into_keys().filter(|segment| !is_called(segment, tag)).map(str::to_owned).collect();
    // A tag that names one of several collections has the others only for company.
    let is_repeated = others.iter().any(|segment| prefix.contains(&segment.as_str()));
    let is_namespace = if is_of_paths { others.len() > 1 && !is_repeated } else { are_several };
    (is_namespace && parted >= own).then_some(others)
}

/// The collection that all paths are of, if the tag only names a word before it: `cooperatives` of the tag `Apex` at
/// `/apex/cooperatives/{id}`.
fn collection_of_caller(tag: &str, prefix: &[&str], paths: &[Vec<&str>]) -> Option<String> {
    let (only, before) = prefix.split_last().filter(|(only, _)| is_plural(only) && !only.contains('{'))?;
    let is_named = before.iter().any(|segment| is_called(segment, tag)) && !names(tag, only);
    let rests = || paths.iter().filter_map(|path| path.get(prefix.len()..));
    let is_thing = |rest: &[&str]| matches!(rest, [thing] if thing.starts_with('{'));
    let own = rests().filter(|rest| rest.is_empty() || is_thing(rest)).count();
    (is_named && rests().any(is_thing) && own >= WHOLE).then(|| (*only).to_owned())
}

/// The collection that all paths are of, if the tag names no part of them.
fn only_collection(tag: &str, prefix: &[&str], paths: &[Vec<&str>]) -> Option<String> {
    // `Animals` is what the author calls the pets of all paths.
    let names_things = is_plural(tag) && tag.chars().all(char::is_alphabetic);
    let only = prefix.last().filter(|last| is_plural(last) && !last.contains('{') && !names_things)?;
    let picks = paths.iter().any(|path| path.get(prefix.len()).is_some_and(|next| next.starts_with('{')));
    let mut literals = paths.iter().flatten().filter(|segment| !segment.contains('{'));
    (picks && !literals.any(|segment| names(tag, segment))).then(|| (*only).to_owned())
}

/// True for a tag of one word that most ids do not have, but for what handles them; `kubernetes_create_cluster` has it.
fn is_unsaid(tag: &str, operations: &[&Written<'_>]) -> bool {
    let ids = operations.iter().filter_map(|written| written.place.node.get("operationId").and_then(Node::to_text));
    let says = |id: &str| singular(id.rsplit("Controller_").next().unwrap_or_default()).contains(&singular(tag));
    tag.chars().all(char::is_alphanumeric) && 2 * ids.filter(|id| says(id)).count() <= operations.len()
}

/// True if an id ends with the things of a collection, or if there is none.
fn is_about(written: &Written<'_>, collection: &str) -> bool {
    let id = written.place.node.get("operationId").and_then(Node::to_text);
    id.is_none_or(|id| singular(&id).ends_with(&singular(collection)))
}

/// True if a tag and a segment have a word in common, in whatever number.
fn names(tag: &str, segment: &str) -> bool {
    let (segment, tag) = (singular(segment), singular(tag));
    segment.contains(&tag) || tag.contains(&segment)
}

/// The last words of all paths, if each is a kind of what the tag names, with several operations.
fn kinds_of(tag: &str, paths: &[Vec<&str>]) -> Option<Vec<String>> {
    let one = singular(tag);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for path in paths {
        let last = path.iter().rfind(|segment| !segment.contains('{'))?;
        let is_kind = is_plural(last) && singular(last).strip_suffix(&*one).is_some_and(|kind| !kind.is_empty());
        is_kind.then(|| *counts.entry(last).or_default() += 1)?;
    }
    (counts.len() > 1 && counts.values().all(|count| *count > 1))
        .then(|| counts.into_keys().map(str::to_owned).collect())
}

/// What all paths begin with, up to the first parameter after a word.
fn prefix_of<'p>(paths: &[Vec<&'p str>]) -> Option<Vec<&'p str>> {
    let first = paths.first()?;
    let mut prefix = Vec::new();
    for (at, segment) in first.iter().enumerate() {
        let is_word = |segment: &&str| !segment.contains('{');
        let is_shared = paths.iter().all(|path| path.get(at) == Some(segment));
        if !is_shared || !is_word(segment) && prefix.iter().any(is_word) {
            break;
        }
        prefix.push(*segment);
    }
    Some(prefix)
}

fn segments(path: &str) -> Vec<&str> {
    path_template::without_query(path).split('/').filter(|segment| !segment.is_empty()).collect()
}

/// True if a segment and a tag differ in their number and in how they are written alone.
pub(super) fn is_called(segment: &str, tag: &str) -> bool {
    singular(segment) == singular(tag)
}

/// Letters and digits in lower case, without the `s` of a plural.
fn singular(text: &str) -> String {
    let letters = text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase);
    let letters: String = letters.collect();
    letters.strip_suffix('s').map_or(letters.clone(), str::to_owned)
}

fn is_plural(segment: &str) -> bool {
    let is_other = segment.ends_with("ss") || segment.ends_with("aas");
    segment.ends_with('s') && !is_other || matches!(segment, "children" | "people")
}
