//! Endings that say what a schema is for, and that no name needs: `UserDto` and `UserResponse` are called `User`.
//!
//! ```text
//! UserDto                 User              no other component is called so, and no operation
//! UserResponseDto         User              UserResponse next to a UserDto
//! LoginResponseDto        LoginResponse     what is left would be something to do
//! CreateUserDto           CreateUserRequest see `request_names`
//! LoginReq, LoginResp     LoginRequest      and LoginResponse: words that are cut short
//! UserSchema              User              if most objects of the document have the ending, or five and it has an id
//! UserResponse, UserOut   User              it has an id, a name or the like, so it is the thing itself
//! UserListResponse        UserList          it has a list
//! TokenResponse           TokenResponse     it has no id
//! Records                 Record            it has an id, so it is one
//! PaginatedUserList       UserPage          see `page_names`
//! PatchedUserRequest      UserRequest       if there is no other
//! User_2                  User              if there is no other
//! ```

use foldhash::{HashMap, HashSet};

use super::free::Free;
use super::group_words::one_of;
use super::plurals::singular;
use super::reserved::{self, Role};
use super::{page_names, path_names, request_names, requests, words};
use crate::ir::{Api, Field, Record, TypeKind};

/// What frameworks, and habits, put at the end of the names of schemas.
const ENDINGS: [&str; 11] = [
    "dto",
    "entity",
    "model",
    "object",
    "representation",
    "resource",
    "schema",
    "serializer",
    "view",
    "view model",
    "vm",
];

/// Those that name nothing but how a program passes things around, so that one is as good as many.
const OF_PROGRAMS: [&str; 4] = ["dto", "serializer", "view model", "vm"];

/// What is put after a thing that is sent back.
const OF_ANSWERS: [&str; 5] = ["get", "out", "public", "read", "response"];

/// What tells one thing from others.
const KEYS: [&str; 10] = ["guid", "id", "key", "name", "pk", "slug", "title", "uid", "username", "uuid"];

/// What names an answer, and no thing.
const NO_THINGS: [&str; 11] =
    ["api", "base", "default", "error", "exception", "generic", "http", "json", "problem", "standard", "success"];

/// What an object around a thing calls it.
const AROUND: [&str; 8] = ["data", "error", "errors", "item", "payload", "response", "result", "success"];

/// Fewest objects of which most have an ending.
const SEVERAL: usize = 5;

/// What components with an ending may be called, best first. `taken` are all names of components and operations.
pub(super) fn of(api: &Api, taken: &HashSet<String>) -> HashMap<String, Vec<String>> {
    let components = || api.types.iter().filter_map(|def| Some((def.origin.name()?, &def.kind)));
    let records: Vec<Vec<String>> = components()
        .filter(|(_, kind)| matches!(kind, TypeKind::Record(_)))
        .map(|(name, _)| words::words(name))
        .collect();
    let count = |ending: &str| records.iter().filter(|record| without(record, ending).is_some()).count();
    let is_general = |ending: &&&str| records.len() >= SEVERAL && 5 * count(ending) >= 3 * records.len();
    let general = ENDINGS.iter().filter(is_general).max_by_key(|ending| ending.len());
    let ending_of = |said: &[String]| ENDINGS.iter().rev().find(|ending| without(said, ending).is_some());
    let mut wishes: Vec<(&str, bool, [Option<String>; 2])> = Vec::new();
    let has_responses = has_responses(api);
    let requests = request_names::of(api);
    for (name, kind) in components() {
        let mut said = words::words(name);
        let is_cut = write_out(&mut said);
        if let Some(request) = requests.get(name) {
            wishes.push((name, true, [Some(request.clone()), None]));
        } else if let Some(ending) =
            general.filter(|ending| without(&said, ending).is_some()).or_else(|| ending_of(&said))
        {
            let is_habit = || count(ending) >= SEVERAL && names_thing(&said, ending, kind);
            let is_needless = general == Some(ending) || OF_PROGRAMS.contains(ending) || is_habit();
            wishes.push((name, is_needless, short_names(&said, ending)));
        } else if let Some(first) = without_counter(name).filter(|_| matches!(kind, TypeKind::Record(_))) {
            wishes.push((name, true, [Some(words::upper_camel(first)), None]));
        } else if let Some(rest) = after(&said, "patched") {
            wishes.push((name, true, [Some(camel(rest)), None]));
        } else if let Some(thing) = answered_thing(api, &said, kind, has_responses).or_else(|| one_of_many(&said, kind))
        {
            wishes.push((name, true, [Some(thing), None]));
        } else if is_cut {
            wishes.push((name, true, [Some(camel(&said)), None]));
        }
    }
    let free = Free::of(taken, wishes.iter().flat_map(|(_, _, names)| names).flatten());
    let named = wishes.iter().map(|(name, is_general, short)| {
        let best = short.iter().flatten().find(|name| free.has(name)).filter(|_| *is_general);
        let own = words::upper_camel(name);
        let names = best.cloned().into_iter().chain([own]).chain(short.iter().flatten().cloned());
        ((*name).to_owned(), names.collect())
    });
    let mut named: HashMap<String, Vec<String>> = named.collect();
    let lists = lists(api, &named, taken);
    named.extend(lists);
    named
}

/// What lists of things are called, where nothing else is called so.
fn lists(api: &Api, things: &HashMap<String, Vec<String>>, taken: &HashSet<String>) -> Vec<(String, Vec<String>)> {
    let wished = api.types.iter().filter_map(|def| match &def.kind {
        TypeKind::Record(record) => {
            let name = def.origin.name()?;
            Some((name, page_names::of(api, name, record, things)?))
        }
        _ => None,
    });
    let wished: Vec<(&str, String)> = wished.collect();
    let of_things = things.values().filter_map(|names| names.first());
    let free = Free::of(taken.iter().chain(of_things), wished.iter().map(|(_, wish)| wish));
    let free = wished.iter().filter(|(_, wish)| free.has(wish));
    free.map(|(name, wish)| ((*name).to_owned(), vec![wish.clone(), words::upper_camel(name)])).collect()
}

/// The shortest name first: without a `Response` before the ending, then without the ending alone.
fn short_names(said: &[String], ending: &str) -> [Option<String>; 2] {
    let Some(rest) = without(said, ending) else { return [None, None] };
    let is_done = rest.first().is_some_and(|first| path_names::is_only_verb(first));
    let is_thing = |rest: &&[String]| {
        let is_one = rest.last().is_some_and(|last| singular(last) == *last);
        is_one && !rest.iter().any(|word| path_names::is_verb(word))
    };
    let answered = without(rest, "response").filter(is_thing);
    [answered, Some(rest).filter(|_| !is_done)].map(|words| words.and_then(type_name))
}

/// Writes out the last word of a name, if it is cut short; returns whether it is.
fn write_out(said: &mut [String]) -> bool {
    let [_, .., last] = said else { return false };
    let whole = match last.as_str() {
        "req" => "request",
        "resp" => "response",
        _ => return false,
    };
    whole.clone_into(last);
    true
}

/// `Contact_2` without a counter that a program put there.
fn without_counter(name: &str) -> Option<&str> {
    let (first, count) = name.rsplit_once('_')?;
    let is_counter = count.len() == 1 && count.bytes().all(|digit| (b'2'..=b'9').contains(&digit));
    (is_counter && first.len() > 1 && !first.ends_with(|last: char| last.is_numeric())).then_some(first)
}

/// True for an object that is a thing, which an ending follows.
fn names_thing(said: &[String], ending: &str, kind: &TypeKind) -> bool {
    let (TypeKind::Record(record), Some(thing)) = (kind, without(said, ending)) else { return false };
    // What is linked is an object, too.
    let is_noun = |last: &String| singular(last) == *last && !last.ends_with("ed");
    thing.last().is_some_and(is_noun) && is_thing(record, thing)
}

/// The thing, or the list of things, that an object sent back is.
fn answered_thing(api: &Api, said: &[String], kind: &TypeKind, has_responses: bool) -> Option<String> {
    let is_ending = |ending: &&&str| !(has_responses && **ending == "response");
    let thing = OF_ANSWERS.iter().filter(is_ending).find_map(|ending| without(said, ending))?;
    let thing = without(thing, "api").unwrap_or(thing);
    // `GetUserResponse`, `UserGetResponse`
    let thing = after(thing, "get").unwrap_or(thing);
    let thing = without(thing, "get").unwrap_or(thing);
    let TypeKind::Record(record) = kind else { return None };
    let last = thing.last()?;
    let is_known = if matches!(last.as_str(), "collection" | "list" | "page") {
        thing.len() > 1 && requests::lists_of(api, record).next().is_some()
    } else {
        singular(last) == *last && !NO_THINGS.contains(&last.as_str()) && is_thing(record, thing)
    };
    let is_done = thing.iter().any(|word| path_names::is_verb(word));
    if is_known && !is_done { type_name(thing) } else { None }
}

/// The singular of an object that has an id, so that it is one: `Record` of the schema `Records`.
fn one_of_many(said: &[String], kind: &TypeKind) -> Option<String> {
    let TypeKind::Record(record) = kind else { return None };
    let (last, start) = said.split_last()?;
    let has_id = record.fields.iter().any(|field| matches!(field.wire_name.as_str(), "id" | "_id" | "uuid" | "guid"));
    let is_phrase =
        start.iter().any(|word| words::is_joint(word) || path_names::is_verb(word) || singular(word) != *word);
    let is_one = singular(last) != *last && has_id && !is_phrase && !path_names::is_one_thing(last);
    if is_one { type_name(&one_of(said)) } else { None }
}

/// True if responses are things of the API, such as those of a survey or of a model.
fn has_responses(api: &Api) -> bool {
    api.operations.iter().any(|operation| operation.path.split('/').any(|segment| segment == "responses"))
}

/// True for what has something that tells it from others, and nothing inside that is the thing.
pub(super) fn is_thing(record: &Record, thing: &[String]) -> bool {
    let called = |field: &Field| words::words(&field.wire_name);
    let is_key = |field: &Field| {
        let said = called(field);
        let own = said.strip_prefix(thing).or_else(|| said.strip_prefix(thing.get(thing.len() - 1..)?));
        matches!(own.unwrap_or(&said), [key] if KEYS.contains(&key.as_str()))
    };
    let is_around = |field: &Field| {
        let said = called(field);
        said == thing || matches!(said.as_slice(), [word] if AROUND.contains(&word.as_str()) || thing.ends_with(&said))
    };
    record.fields.len() > 1 && record.fields.iter().any(is_key) && !record.fields.iter().any(is_around)
}

fn camel(said: &[String]) -> String {
    words::upper_camel(&said.join(" "))
}

/// The words as a type, if a type can be called so.
fn type_name(said: &[String]) -> Option<String> {
    Some(camel(said)).filter(|name| reserved::name_for(name, Role::Type).as_str() == name)
}

/// The words after the first, if that is this one and others are left.
fn after<'w>(said: &'w [String], start: &str) -> Option<&'w [String]> {
    let (_, rest) = said.split_first().filter(|(first, rest)| *first == start && !rest.is_empty())?;
    Some(rest)
}

/// The words without those of an ending, if something is left.
fn without<'w>(said: &'w [String], ending: &str) -> Option<&'w [String]> {
    let mut rest = said;
    for word in ending.split(' ').rev() {
        rest = rest.split_last().filter(|(last, _)| *last == word)?.1;
    }
    (!rest.is_empty()).then_some(rest)
}
