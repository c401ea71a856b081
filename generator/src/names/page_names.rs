//! Objects that are a list of things, and how each framework calls them.
//!
//! ```text
//! PaginatedUserList, Page_User_           UserPage            drf-spectacular, FastAPI
//! PagedResultDtoOfUserDto, PageUser       UserPage            ABP, springdoc
//! ListUsersResponse, UsersResponse        UserPage            if it says which page it is
//! GetUsersResponse, UserListResponse      UserList            if it does not
//! UserCollectionResponse                  UserCollection
//! UserList, UserPage, Users               as it is
//! ```

use foldhash::HashMap;

use super::group_words::{one_of, run_of, singulars_in};
use super::{requests, words};
use crate::ir::{Api, Record, TypeRef};

/// Words that say how a list comes, and not of what it is.
const FILLERS: [&str; 31] = [
    "all",
    "api",
    "base",
    "body",
    "collection",
    "cursor",
    "data",
    "dto",
    "entity",
    "envelope",
    "get",
    "items",
    "list",
    "model",
    "multiple",
    "of",
    "out",
    "output",
    "page",
    "paged",
    "paginated",
    "pagination",
    "public",
    "read",
    "resource",
    "response",
    "result",
    "results",
    "schema",
    "view",
    "wrapper",
];

/// What a list of things is called, if its own name has more words than it needs. `short_names` has those of the things.
pub(super) fn of(api: &Api, name: &str, record: &Record, short_names: &HashMap<String, Vec<String>>) -> Option<String> {
    let item = item_of(api, record)?;
    let short = short_names.get(item).and_then(|names| names.first());
    let said = words::words(name);
    let spelled = [Some(item), short.map(String::as_str)].into_iter().flatten();
    let run = spelled.filter_map(|item| run_of(&said, &singulars_in(item))).max_by_key(ExactSizeIterator::len)?;
    let (before, rest) = said.split_at(run.start);
    let (thing, after) = rest.split_at(run.len());
    let others = before.iter().chain(after).map(String::as_str);
    let is_short = matches!((before, after), ([], []) | ([], [_])) && others.clone().all(|word| LISTS.contains(&word));
    if is_short || !others.clone().all(|word| FILLERS.contains(&word)) {
        return None;
    }
    let has = |words: &[&str]| others.clone().any(|word| words.contains(&word));
    if has(&["body"]) && !has(&["response"]) {
        return None;
    }
    let follows = |word: &str| after.iter().any(|one| one == word);
    let list = if has(&["page", "paged", "paginated", "pagination", "cursor"]) {
        "page"
    } else if follows("collection") {
        "collection"
    } else if !follows("list") && requests::tells_of_pages(record) {
        "page"
    } else {
        "list"
    };
    let thing = short.cloned().unwrap_or_else(|| one_of(thing).join(" "));
    Some(words::upper_camel(&[&thing, " ", list].concat()))
}

/// What lists are called by people.
const LISTS: [&str; 3] = ["collection", "list", "page"];

/// The component of which an object has a list, and nothing else but what belongs to a list.
fn item_of<'a>(api: &'a Api, record: &'a Record) -> Option<&'a str> {
    let mut lists = requests::lists_of(api, record);
    let (Some(TypeRef::Named(item)), None) = (lists.next(), lists.next()) else { return None };
    api.type_def(*item).origin.name()
}
