//! What the document says of each operation besides its id: what it answers with, and which other operations there are.

use foldhash::{HashMap, HashSet};

use super::circumstances::{Circumstance, Circumstances};
use super::conventions;
use super::group_words::GroupWords;
use super::path_names::{self, Request};
use super::words;
use crate::ir::{
    Api, GroupId, Method, Operation, Parameter, ParameterLocation, Payload, Record, StatusMatch, TypeKind, TypeRef,
    query,
};

/// The requests of a document.
#[derive(Debug)]
pub(super) struct Requests<'a> {
    api: &'a Api,
    /// The methods of each path.
    methods: HashMap<&'a str, Vec<&'a Method>>,
    /// The paths of collections: one of their things has a path below.
    collections: HashSet<&'a str>,
    /// The paths that a `GET` answers with one thing, and whether that has no list in it.
    singles: HashMap<&'a str, bool>,
    verbs_last: bool,
    says_methods: bool,
    says_partial: bool,
    /// The groups whose operations are all below the same things.
    owned: HashSet<GroupId>,
    /// How many ids are the same but for a version at their end.
    versions: HashMap<&'a str, usize>,
    /// The things that ids name after a verb, and nothing else, in the singular.
    things: HashSet<String>,
}

impl<'a> Requests<'a> {
    /// The requests of all operations.
    pub(super) fn of(api: &'a Api, groups: &[GroupWords<'_>]) -> Self {
        let mut methods: HashMap<&str, Vec<&Method>> = HashMap::default();
        let mut collections = HashSet::default();
        let mut singles = HashMap::default();
        let mut things = HashSet::default();
        let mut versions: HashMap<&str, usize> = HashMap::default();
        let (mut first, mut last, mut says_methods, mut says_partial) = (0, 0, false, false);
        for operation in &api.operations {
            methods.entry(&operation.path).or_default().push(&operation.method);
            let (above, below) = operation.path.trim_end_matches('/').rsplit_once('/').unwrap_or_default();
            if below.starts_with('{') {
                collections.insert(above);
            }
            if let Some(is_plain) = single(api, operation).filter(|_| operation.method == Method::Get) {
                singles.insert(operation.path.trim_end_matches('/'), is_plain);
            }
            if operation.id_is_derived {
                continue;
            }
            *versions.entry(conventions::unversioned(operation.id.as_str())).or_default() += 1;
            things.extend(conventions::thing_of(operation));
            let Some(order) = conventions::order_of(operation) else { continue };
            match (order.starts_with_verb, order.ends_with_verb) {
                (true, false) => first += 1,
                (false, true) => last += 1,
                _ => {}
            }
            says_methods |= order.starts_with_method;
            says_partial |= operation.method == Method::Patch && operation.id.as_str().ends_with("partial_update");
        }
        let (verbs_last, owned) = (last > first, owned(api, groups));
        Self { api, methods, collections, singles, verbs_last, says_methods, says_partial, owned, versions, things }
    }

    /// That of an operation.
    pub(super) fn request(&'a self, operation: &'a Operation) -> Request<'a> {
        let has = |method: Method| self.methods.get(&*operation.path).is_some_and(|all| all.contains(&&method));
        let answer = operation.success.payload().and_then(Payload::type_ref);
        let is_collection = self.collections.contains(operation.path.trim_end_matches('/'));
        let is_page = operation.paging.is_some()
            || answer.is_some_and(|answer| is_page(self.api, answer))
            || is_collection
                && answer.is_none_or(|answer| {
                    is_list(self.api, answer) || is_unknown(self.api, answer) || has_one_list(self.api, answer)
                });
        Request {
            method: &operation.method,
            path: &operation.path,
            creates: operation.responses.iter().any(|response| response.status == StatusMatch::Code(201)),
            lists: answer.is_some_and(|answer| is_list(self.api, answer)),
            is_below_one: self.is_below_one(&operation.path),
            circumstances: Circumstances::of(&[
                (Circumstance::HasPatch, has(Method::Patch)),
                (Circumstance::HasPut, has(Method::Put)),
                (Circumstance::VerbsLast, self.verbs_last),
                (Circumstance::SaysMethods, self.says_methods),
                (Circumstance::SaysPartial, self.says_partial),
                (Circumstance::IsThing, [Method::Get, Method::Put, Method::Patch, Method::Delete].into_iter().any(has)),
                (Circumstance::HasThings, is_collection),
                (Circumstance::IsOwned, self.owned.contains(&operation.group)),
                (Circumstance::KnowsThings, true),
                (Circumstance::IsPage, is_page),
                (Circumstance::IsPaged, operation.paging.is_some()),
                (Circumstance::NamesThings, names_things(operation)),
                (Circumstance::IsBelowList, self.is_below_list(&operation.path)),
                (
                    Circumstance::IsOnlyVersion,
                    self.versions.get(conventions::unversioned(operation.id.as_str())) == Some(&1),
                ),
                (Circumstance::IsOne, self.is_one(operation) && !has(Method::Put) && !has(Method::Patch)),
            ]),
            things: &self.things,
        }
    }

    /// True if the path of an operation is got as one thing.
    fn is_one(&self, operation: &Operation) -> bool {
        self.singles.contains_key(operation.path.trim_end_matches('/'))
    }

    /// True if what is above the end of a path is got, and is no single thing.
    fn is_below_list(&self, path: &str) -> bool {
        let above = path.trim_end_matches('/').rsplit_once('/').map_or("", |(above, _)| above);
        let is_got = |path: &str| self.methods.get(path).is_some_and(|methods| methods.contains(&&Method::Get));
        let is_list = !above.ends_with('}') && !self.singles.contains_key(above);
        is_list && (is_got(above) || is_got(&[above, "/"].concat()))
    }

    /// True if a path picks something below what is got by itself: `/config/host/{id}` next to `/config/host`.
    fn is_below_one(&self, path: &str) -> bool {
        let (above, below) = path.trim_end_matches('/').rsplit_once('/').unwrap_or_default();
        below.starts_with('{') && self.singles.get(above) == Some(&true)
    }
}

/// Whether an object that an operation answers with has no list in it, if it is no page of one.
fn single(api: &Api, operation: &Operation) -> Option<bool> {
    let answer = operation.success.payload().and_then(Payload::type_ref).filter(|_| operation.paging.is_none())?;
    let record = record(api, answer).filter(|_| !is_page(api, answer) && !has_one_list(api, answer))?;
    Some(lists_of(api, record).next().is_none())
}

/// True if an answer is a list of things, or a page of one.
pub(super) fn lists_things(api: &Api, operation: &Operation) -> bool {
    let answer = || operation.success.payload().and_then(Payload::type_ref);
    operation.method == Method::Get
        && (operation.paging.is_some() || answer().is_some_and(|answer| is_list(api, answer) || is_page(api, answer)))
}

/// True if a request says which things it is for, be it in its body or in its query.
fn names_things(operation: &Operation) -> bool {
    let is_query = |parameter: &Parameter| parameter.required && parameter.location == ParameterLocation::Query;
    operation.body.is_some() || operation.parameters.iter().any(is_query)
}

/// The groups whose operations are all below the same things.
fn owned(api: &Api, groups: &[GroupWords<'_>]) -> HashSet<GroupId> {
    let mut owners: HashMap<GroupId, Option<Vec<String>>> = HashMap::default();
    for operation in &api.operations {
        let Some(group) = groups.get(operation.group.index()) else { continue };
        let own = path_names::owners(&operation.path, group);
        let known = owners.entry(operation.group).or_insert_with(|| Some(own.clone()));
        if known.as_ref().is_none_or(|known| known.is_empty() || *known != own) {
            *known = None;
        }
    }
    owners.into_iter().filter(|(_, owners)| owners.is_some()).map(|(group, _)| group).collect()
}

fn record<'a>(api: &'a Api, type_ref: &'a TypeRef) -> Option<&'a Record> {
    let TypeRef::Named(id) = query::resolved(&api.types, type_ref) else { return None };
    match &api.type_def(*id).kind {
        TypeKind::Record(record) => Some(record),
        _ => None,
    }
}

/// What each list of an object has.
pub(super) fn lists_of<'a>(api: &'a Api, record: &'a Record) -> impl Iterator<Item = &'a TypeRef> {
    record.fields.iter().filter_map(|field| match query::resolved(&api.types, &field.type_ref) {
        TypeRef::List(item) => Some(&**item),
        _ => None,
    })
}

fn is_list(api: &Api, type_ref: &TypeRef) -> bool {
    matches!(query::resolved(&api.types, type_ref), TypeRef::List(_))
}

fn is_unknown(api: &Api, type_ref: &TypeRef) -> bool {
    let is_any = *query::resolved(&api.types, type_ref) == TypeRef::Any;
    is_any || record(api, type_ref).is_some_and(|record| record.fields.is_empty())
}

/// What the list of a page may be called.
const LISTS: [&str; 10] =
    ["content", "data", "elements", "entries", "items", "list", "records", "results", "rows", "values"];

/// Words of what a page says about itself.
const OF_PAGES: [&str; 22] = [
    "count",
    "cursor",
    "first",
    "has",
    "last",
    "limit",
    "links",
    "meta",
    "metadata",
    "more",
    "next",
    "number",
    "offset",
    "page",
    "pages",
    "pagination",
    "per",
    "prev",
    "previous",
    "size",
    "token",
    "total",
];

/// True for an object that has a list and otherwise says which part of the whole it is.
fn is_page(api: &Api, type_ref: &TypeRef) -> bool {
    let Some(record) = record(api, type_ref) else { return false };
    let lists = lists_of(api, record).count();
    let named = |field: &crate::ir::Field| LISTS.contains(&field.wire_name.as_str()) && is_list(api, &field.type_ref);
    lists >= 1 && (lists == 1 || record.fields.iter().any(named)) && tells_of_pages(record)
}

/// True for an object that is around a list, and hardly anything else.
fn has_one_list(api: &Api, type_ref: &TypeRef) -> bool {
    record(api, type_ref).is_some_and(|record| lists_of(api, record).count() == 1 && record.fields.len() <= 3)
}

/// True if an object says which part of a list it is.
pub(super) fn tells_of_pages(record: &Record) -> bool {
    record.fields.iter().any(|field| {
        let words = words::words(&field.wire_name);
        let counts = |word: &str| LISTS.contains(&word) || record.fields.iter().any(|list| list.wire_name == word);
        match words.as_slice() {
            [total, what] if total == "total" => OF_PAGES.contains(&what.as_str()) || counts(what),
            words => words.iter().all(|word| OF_PAGES.contains(&word.as_str())),
        }
    })
}
