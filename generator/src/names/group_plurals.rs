//! Groups of collections are plurals, however the document writes their tags.
//!
//! ```text
//! tag         paths                              group
//! Project     /projects, /projects/{id}          projects      most paths have the plural
//! pet         POST /pet, GET /pet/{id}           pets          no path has it, but there are many
//! Terminal    /terminals/actions                 terminal      a terminal is never picked
//! account     GET /account, PUT /account         account       there is one
//! session     session.list                       session       the author calls it so in programs
//! cert        /get-certs, /get-cert              certs         paths say what is done to it
//! node        GET /node (ListNodes)              nodes         an id lists them
//! ```

use std::collections::BTreeMap;

use super::plurals::{self, singular};
use super::{group_words, path_names, requests, words};
use crate::ir::{Api, Method, Operation};

/// The plural of a tag, and whether the group is called by it.
pub(super) fn plural(api: &Api, operations: &[&Operation], tag: &str) -> Option<(String, bool)> {
    let tag = words::words(tag);
    let of_paths = of_paths(operations, &tag);
    let is_listed = |plural: &str| is_listed(operations, &tag.concat(), &plural.replace('_', ""));
    let of_most = of_paths.as_ref().filter(|(plural, is_of_most)| *is_of_most || is_listed(plural));
    let of_most = of_most.map(|(plural, _)| (plural.clone(), true));
    of_most.or_else(|| Some((of_collection(api, operations, &tag)?, true))).or(of_paths)
}

/// The plural of a tag that most paths with a plural of it have, and whether most operations of the group have it.
///
/// It is a collection: at its end, or above one of its things. `/terminals/actions` has no terminals.
fn of_paths(operations: &[&Operation], tag: &[String]) -> Option<(String, bool)> {
    let mut found: BTreeMap<String, Plural> = BTreeMap::new();
    for operation in operations {
        let segments: Vec<&str> = operation.path.split('/').collect();
        let plural_at = |at: usize| spellings(&segments, at, tag).find_map(|words| plural_of(&words, tag));
        let Some((at, words)) = (0..segments.len()).find_map(|at| Some((at, plural_at(at)?))) else { continue };
        let plural = found.entry(words.join("_")).or_default();
        plural.count += 1;
        plural.is_collection |= segments.get(at + 1).is_none_or(|next| next.is_empty() || next.starts_with('{'));
    }
    let collections = found.into_iter().filter(|(_, plural)| plural.is_collection);
    let (name, plural) = collections.max_by_key(|(_, plural)| plural.count)?;
    Some((name, 2 * plural.count > operations.len()))
}

/// True if the plural is listed, and one of the things is picked after the singular: `/artifacts` and `/artifact/{id}`.
fn is_listed(operations: &[&Operation], one: &str, many: &str) -> bool {
    let is = |segment: Option<&&str>, letters: &str| {
        segment.is_some_and(|segment| group_words::of_tag(segment).concat() == letters)
    };
    let (mut lists, mut picks) = (false, false);
    for operation in operations {
        let path: Vec<&str> = operation.path.trim_end_matches('/').split('/').collect();
        lists |= is(path.last(), many) && operation.method == Method::Get;
        let is_picked = |pair: &[&str]| is(pair.first(), one) && pair.last().is_some_and(|next| next.starts_with('{'));
        picks |= path.windows(2).any(is_picked);
    }
    lists && picks
}

/// What paths say of a plural.
#[derive(Debug, Default)]
struct Plural {
    count: usize,
    is_collection: bool,
}

/// The words of a literal segment, and those with the literal segment before it, if they can be those of the tag: `user`
/// and `admin user` of `/admin/user`.
fn spellings(segments: &[&str], at: usize, tag: &[String]) -> impl Iterator<Item = Vec<String>> {
    let literal = |at: usize| segments.get(at).filter(|segment| !segment.is_empty() && !segment.contains('{'));
    let words = |segment: &&str| group_words::of_tag(segment);
    let own = literal(at);
    let before = at.checked_sub(1).and_then(literal).filter(|before| starts_alike(before, tag));
    let joined = before.zip(own).map(|(before, own)| [words(before), words(own)].concat());
    own.filter(|own| starts_alike(own, tag)).map(words).into_iter().chain(joined)
}

/// True if a segment may begin with the words of a tag, as its first letter does.
fn starts_alike(segment: &str, tag: &[String]) -> bool {
    let first = segment.bytes().find(u8::is_ascii_alphanumeric).map(|first| first.to_ascii_lowercase());
    let of_tag = tag.first().and_then(|word| word.bytes().next());
    !segment.is_ascii() || first == of_tag
}

/// The words of a tag in the plural, if these are its plural: `menu items` of `menuitems` and the tag `menu item`.
fn plural_of(words: &[String], tag: &[String]) -> Option<Vec<String>> {
    let (last, start) = tag.split_last()?;
    let letters = words.concat();
    let plural = letters.strip_prefix(&*start.concat())?;
    let is_plural = plural != last && singular(plural) == *last;
    is_plural.then(|| start.iter().cloned().chain([plural.to_owned()]).collect())
}

/// The plural of a tag whose paths have it in the singular, where there are many of it: one is picked by a parameter, and
/// without the parameter there is a list, or one is made.
fn of_collection(api: &Api, operations: &[&Operation], tag: &[String]) -> Option<String> {
    let (last, start) = tag.split_last()?;
    let says_how = matches!(last.as_str(), "off" | "out" | "up" | "down" | "over");
    let is_phrase = says_how || tag.iter().any(|word| words::is_joint(word) || word.starts_with(char::is_numeric));
    if path_names::is_one_thing(last) || is_phrase || operations.iter().any(|operation| is_called(operation, tag)) {
        return None;
    }
    let plural = plurals::plural(last)?;
    let letters = tag.concat();
    let (mut is_picked, mut are_many) = (false, false);
    for operation in operations {
        let segments: Vec<&str> = operation.path.trim_end_matches('/').split('/').collect();
        let is_tag = |at: usize| spellings(&segments, at, tag).any(|words| words.concat() == letters);
        let Some(end) = segments.len().checked_sub(1) else { continue };
        let is_made = || operation.method == Method::Post || requests::lists_things(api, operation);
        is_picked |= (1..=end).any(|at| segments.get(at).is_some_and(|one| one.starts_with('{')) && is_tag(at - 1));
        are_many |= is_tag(end) && is_made();
        let done = segments
            .get(end)
            .and_then(|last| last.split_once(['-', '_']))
            .filter(|(verb, _)| path_names::is_verb(verb));
        let thing = done.map(|(_, thing)| group_words::of_tag(thing).concat()).unwrap_or_default();
        is_picked |= thing == letters;
        are_many |= plurals_of(&thing, &letters);
        if is_tag(end) && lists(operation, &letters) {
            (is_picked, are_many) = (true, true);
        }
    }
    (is_picked && are_many).then(|| start.iter().cloned().chain([plural]).collect::<Vec<_>>().join("_"))
}

/// True for an id that says of which things all are got: `ListNodes`, `getAllOwnNodes`.
fn lists(operation: &Operation, thing: &str) -> bool {
    if operation.method != Method::Get || operation.id_is_derived {
        return false;
    }
    let said = words::words(operation.id.as_str());
    let says_all = said.iter().take(3).any(|word| matches!(word.as_str(), "list" | "all"));
    let ends = (0..said.len()).filter_map(|at| said.get(at..));
    says_all && ends.map(<[String]>::concat).any(|letters| plurals_of(&letters, thing))
}

/// True if letters are the plural of others.
fn plurals_of(letters: &str, others: &str) -> bool {
    letters != others && singular(letters) == others
}

/// True if an id is a chain of resources that has the tag as it is: `session.list`, `v1.event-type.create`.
fn is_called(operation: &Operation, tag: &[String]) -> bool {
    let id = operation.id.as_str();
    let is_chain = !operation.id_is_derived && id.contains('.') && !id.contains([' ', '/']);
    is_chain && id.split('.').rev().skip(1).any(|link| tag.ends_with(&words::words(link)))
}
