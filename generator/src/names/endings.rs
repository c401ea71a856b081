//! Endings that most schemas of a document have, and none needs: `UserDto` and `UserResponseDto` are called `User`.
//!
//! ```text
//! UserDto              User             no other component is called so, and no operation
//! UserResponseDto      User             UserResponse next to a UserDto
//! LoginResponseDto     LoginResponse    what is left would be something to do
//! CreateUserDto        CreateUserDto    the request of an operation is called CreateUser
//! ```

use foldhash::{HashMap, HashSet};

use super::path_names;
use super::plurals::singular;
use super::reserved::{self, Role};
use super::titles::Titles;
use super::words;
use crate::ir::{Api, TypeKind};

/// What frameworks, and habits, put at the end of the names of schemas.
const ENDINGS: [&str; 10] =
    ["dto", "entity", "model", "object", "representation", "resource", "schema", "view", "view model", "vm"];

/// Fewest objects of which most have an ending.
const SEVERAL: usize = 5;

/// What components with an ending may be called, best first.
pub(super) fn of(api: &Api, titles: &Titles<'_>) -> HashMap<String, Vec<String>> {
    let components = || api.types.iter().filter_map(|def| Some((def.origin.name()?, &def.kind)));
    let records: Vec<Vec<String>> = components()
        .filter(|(_, kind)| matches!(kind, TypeKind::Record(_)))
        .map(|(name, _)| words::words(name))
        .collect();
    let is_general = |ending: &&&str| {
        let count = records.iter().filter(|record| without(record, ending).is_some()).count();
        records.len() >= SEVERAL && 5 * count >= 3 * records.len()
    };
    let general = ENDINGS.iter().filter(is_general).max_by_key(|ending| ending.len());
    let ending_of = |said: &[String]| ENDINGS.iter().rev().find(|ending| without(said, ending).is_some());
    let mut wishes: Vec<(&str, bool, [Option<String>; 2])> = Vec::new();
    for (name, _) in components() {
        let said = words::words(name);
        let Some(ending) = general.filter(|ending| without(&said, ending).is_some()).or_else(|| ending_of(&said))
        else {
            continue;
        };
        wishes.push((name, general == Some(ending), short_names(&said, ending)));
    }
    let taken: HashSet<String> = components()
        .map(|(name, _)| words::upper_camel(name))
        .chain(titles.values().map(|title| words::upper_camel(&title.label)))
        .collect();
    let mut counts: HashMap<&String, usize> = HashMap::default();
    wishes.iter().flat_map(|(_, _, names)| names).flatten().for_each(|name| *counts.entry(name).or_default() += 1);
    let is_free = |name: &&String| !taken.contains(*name) && counts.get(*name) == Some(&1);
    let named = wishes.iter().map(|(name, is_general, short)| {
        let best = short.iter().flatten().find(is_free).filter(|_| *is_general);
        let own = words::upper_camel(name);
        let names = best.cloned().into_iter().chain([own]).chain(short.iter().flatten().cloned());
        ((*name).to_owned(), names.collect())
    });
    named.collect()
}

/// The shortest name first: without a `Response` before the ending, then without the ending alone.
fn short_names(said: &[String], ending: &str) -> [Option<String>; 2] {
    let Some(rest) = without(said, ending) else { return [None, None] };
    let is_done = rest.first().is_some_and(|first| path_names::is_only_verb(first));
    let is_thing = |rest: &&[String]| {
        let is_one = rest.last().is_some_and(|last| singular(last) == *last);
        is_one && !rest.iter().any(|word| path_names::is_verb(word))
    };
    let answered = without(rest, "response").filter(is_thing).map(camel);
    let name = Some(rest).filter(|_| !is_done).map(camel);
    [answered, name].map(|name| name.filter(|name| reserved::name_for(name, Role::Type).as_str() == name))
}

fn camel(said: &[String]) -> String {
    words::upper_camel(&said.join(" "))
}

/// The words without those of an ending, if something is left.
fn without<'w>(said: &'w [String], ending: &str) -> Option<&'w [String]> {
    let mut rest = said;
    for word in ending.split(' ').rev() {
        rest = rest.split_last().filter(|(last, _)| *last == word)?.1;
    }
    (!rest.is_empty()).then_some(rest)
}
