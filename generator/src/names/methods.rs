//! The short name of a method: what its operation id says beyond its group.
//!
//! ```text
//! listUsers in Users      list          addUserTags in Users    add_tags
//! getUserById in Users    get           getUserByRef in Users   get_by_ref
//! users/list in users     list          createUser in People    create_user
//! ```
//!
//! Frameworks have verbs of their own for what everybody calls `list` and `get`:
//!
//! ```text
//! getUsers, findAll, index                GET    /users        list
//! findOne, show                           GET    /users/{id}   get
//! store                                   POST   /users        create
//! destroy                                 DELETE /users/{id}   delete
//! ```
//!
//! A pure function of the operation and the group, so that no other operation has a say in it.

use std::collections::{HashMap, HashSet};

use super::conventions::{self, Said};
use super::group_words;
use super::path_names::{self, Request};
use super::plurals::singular;
use super::words;
use crate::ir::{Api, GroupId, Method, Operation, OperationId, Payload, StatusMatch, Success, TypeKind, TypeRef};
use crate::lock::Lock;

/// What an operation is called.
#[derive(Clone, Debug)]
pub(super) struct Title {
    /// The short name of its method, in snake case.
    pub(super) method: String,
    /// Words for the types, the request and the descriptor that belong to it: its id, or method and group.
    pub(super) label: String,
}

/// The titles of all operations, by id.
pub(super) type Titles<'a> = HashMap<&'a OperationId, Title>;

/// Who chooses first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    /// Is called by its whole operation id, which no shortened name may take.
    Exact,
    /// All others, in the order of the document.
    Other,
    /// Has a counter in its id, so another says the same without one.
    Counted,
}

/// Titles of all operations. Who was called something in the last run keeps the name, else the first operation.
pub(super) fn titles<'a>(api: &'a Api, lock: &Lock) -> Titles<'a> {
    let mut taken = Taken::default();
    let mut titles = Titles::with_capacity(api.operations.len());
    let patched = patched(api);
    let mut waiting = Vec::with_capacity(api.operations.len());
    for operation in api.operations.iter().filter(|operation| operation.alternative.is_none()) {
        let group = api.groups.get(operation.group.index()).map_or("", |group| &group.wire_name);
        let request = request(api, operation, patched.contains(&*operation.path));
        let mut proposed = proposals(operation, &request, group);
        let id = words::snake(operation.id.as_str());
        let turn = match proposed.first() {
            Some(title) if title.method == id => Turn::Exact,
            _ if conventions::is_counted(operation.id.as_str()) => Turn::Counted,
            _ => Turn::Other,
        };
        let held = lock.operation(&operation.method, &operation.path).filter(|_| !lock.renames());
        if let Some(held) = held {
            let kept = lock.kept_label(operation).zip(proposed.first());
            let kept = kept.map(|(label, title)| Title { label: label.to_owned(), ..title.clone() });
            proposed.splice(0..0, kept);
            // What it was called comes first, if it can still be called so; a new id means a new name.
            if held.id == *crate::lock::column(operation.id.as_str()) {
                proposed.sort_by_key(|title| (!held.is_called(&title.label), title.method != held.method));
            }
        }
        waiting.push(((held.is_none(), turn), operation, proposed));
    }
    // Of those that had a name in the last run, too, so that they choose as they chose then.
    waiting.sort_by_key(|(turn, ..)| *turn);
    for (_, operation, proposed) in waiting {
        let whole = proposed.last().cloned();
        let free = proposed.into_iter().find(|title| taken.is_free(operation, title));
        let Some(title) = free.or(whole) else { continue };
        titles.insert(&operation.id, taken.take(operation, title));
    }
    for operation in &api.operations {
        let Some(alternative) = &operation.alternative else { continue };
        let Some(main) = titles.get(&alternative.of) else { continue };
        let method = [&main.method, "_", &words::snake(&alternative.word)].concat();
        let title = Title { method, label: [&main.label, " ", &alternative.word].concat() };
        titles.insert(&operation.id, taken.take(operation, title));
    }
    titles
}

/// The paths that have a `PATCH`.
fn patched(api: &Api) -> HashSet<&str> {
    let patches = api.operations.iter().filter(|operation| operation.method == Method::Patch);
    patches.map(|operation| &*operation.path).collect()
}

fn request<'a>(api: &Api, operation: &'a Operation, patched: bool) -> Request<'a> {
    let creates = operation.responses.iter().any(|response| response.status == StatusMatch::Code(201));
    let lists = match &operation.success {
        Success::One(Payload::Value { type_ref, .. }) | Success::Optional(Payload::Value { type_ref, .. }) => {
            is_list(api, type_ref)
        }
        _ => false,
    };
    Request { method: &operation.method, path: &operation.path, creates, lists, patched }
}

fn is_list(api: &Api, type_ref: &TypeRef) -> bool {
    match type_ref {
        TypeRef::List(_) => true,
        TypeRef::Named(id) => matches!(api.type_def(*id).kind, TypeKind::Alias(TypeRef::List(_))),
        _ => false,
    }
}

/// What operations are called already.
#[derive(Debug, Default)]
struct Taken {
    methods: HashSet<(GroupId, String)>,
    /// Labels, in the case of types.
    labels: HashSet<String>,
}

impl Taken {
    fn is_free(&self, operation: &Operation, title: &Title) -> bool {
        !self.labels.contains(&words::upper_camel(&title.label))
            && !self.methods.contains(&(operation.group, title.method.clone()))
    }

    fn take(&mut self, operation: &Operation, title: Title) -> Title {
        self.methods.insert((operation.group, title.method.clone()));
        self.labels.insert(words::upper_camel(&title.label));
        title
    }
}

/// What an operation may be called, best first. The whole id comes last, with the group for ids that differ only in case.
fn proposals(operation: &Operation, request: &Request<'_>, group: &str) -> Vec<Title> {
    let id = operation.id.as_str();
    let said = conventions::said(operation, request, group);
    let by_path = || path_names::method_name(request, group);
    let title = |method: &str, label: String| Title { method: method.to_owned(), label: without_echo(label) };
    let grouped = |label: &str| [group, " ", label].concat();
    let id_method = words::snake(id);
    let mut proposed = match &said {
        Said::Mechanical => {
            let method = by_path();
            let mut proposed = vec![title(&method, sentence(&method, group)), title(&method, grouped(&method))];
            proposed.extend(sent(request, &method).map(|sent| title(&sent, sentence(&sent, group))));
            proposed
        }
        Said::Own { words: said, counted } => {
            let (short, long) = (short_name(said, group, request), said.join("_"));
            let label = label(said, &short, id, group);
            let other = if *counted { apart(&short, request, group) } else { by_path() };
            let other = title(&other, sentence(&other, group));
            let mut proposed = vec![title(&short, label.clone())];
            proposed.extend(counted.then(|| other.clone()));
            proposed.push(title(&short, grouped(&label)));
            let sent = sent(request, &short).filter(|_| *counted);
            proposed.extend(sent.map(|sent| title(&sent, sentence(&sent, group))));
            proposed.push(title(&long, label));
            proposed.push(other);
            proposed.push(title(&short, id.to_owned()));
            proposed
        }
    };
    proposed.push(title(&id_method, id.to_owned()));
    proposed.push(title(&id_method, grouped(id)));
    proposed
}

/// `list events` of `list events events`: a tag and a path often begin alike.
fn without_echo(label: String) -> String {
    let mut said = words::words(&label);
    let count = said.len();
    said.dedup();
    if said.len() == count { label } else { said.join(" ") }
}

/// What tells an operation from another that says the same: its path, or whose it is.
fn apart(short: &str, request: &Request<'_>, group: &str) -> String {
    if matches!(short, "list" | "get" | "create" | "update" | "replace" | "delete") {
        return path_names::method_name(request, group);
    }
    let parameter = request.path.rsplit_once('{').and_then(|(_, rest)| rest.split_once('}')).map(|(name, _)| name);
    match parameter {
        Some(parameter) => [short, "_for_", &words::snake(parameter)].concat(),
        None => sent(request, short).unwrap_or_else(|| short.to_owned()),
    }
}

/// `post_search`, where `search` is a `GET`.
fn sent(request: &Request<'_>, method: &str) -> Option<String> {
    let verb = request.method.as_str().to_ascii_lowercase();
    let is_said = method.split('_').next().is_some_and(|first| first == verb || first == "list");
    (!is_said).then(|| [&*verb, "_", method].concat())
}

/// The words for the types of an operation: its id, unless that leaves out what the types belong to, or says too much.
fn label(said: &[String], method: &str, id: &str, group: &str) -> String {
    let is_bare = said.len() == 1 && said.first().is_some_and(|word| path_names::is_verb(word));
    let repeats = || group_words::spellings(group).iter().any(|spelling| spelling == said);
    if is_bare && group != "default" && !repeats() {
        return sentence(method, group);
    }
    if words::words(id) == said {
        return id.to_owned();
    }
    let names_group = group == "default"
        || group_words::spellings(group).iter().flatten().any(|word| said.iter().any(|one| singular(one) == *word));
    if names_group { said.join(" ") } else { sentence(method, group) }
}

/// `mark_uncollectible` of `invoices` becomes `mark invoice uncollectible`, `list` becomes `list invoices`.
fn sentence(method: &str, group: &str) -> String {
    if let Some(verb) = method.strip_suffix("_all") {
        return [verb, " all ", group].concat();
    }
    let (verb, rest) = method.split_once('_').unwrap_or((method, ""));
    // Without a tag, and without a word in the path, there is nothing that owns it.
    let mut owner = if group == "default" { Vec::new() } else { words::words(group) };
    if let Some(last) = owner.last_mut().filter(|_| verb != "list" || !rest.is_empty()) {
        *last = singular(last);
    }
    [verb, &owner.join("_"), rest].join(" ").trim_end().to_owned()
}

/// The words without the group's, in snake case; all of them if nothing telling is left.
fn short_name(said: &[String], group: &str, request: &Request<'_>) -> String {
    let (mut kept, was_plural) = without_group(said, group, request.path);
    drop_by_id(&mut kept);
    if kept.is_empty() && said.first().is_some_and(|word| path_names::is_verb(word)) {
        return said.join("_");
    }
    if kept.is_empty() || kept.first().is_some_and(|first| is_joint(first)) && said.len() > kept.len() {
        // `users` and `usersById` of the group `users`: the request says what is done.
        let mut name = path_names::method_name(request, group);
        if kept.len() > 1 && !name.contains('_') {
            name = [&*name, "_", &kept.join("_")].concat();
        }
        return name;
    }
    if let Some(common) = common_verb(&kept, request, was_plural) {
        return common.to_owned();
    }
    let ends_as_said = kept.last() == said.last();
    if tells_enough(&kept, ends_as_said) { kept.join("_") } else { said.join("_") }
}

/// What everybody calls it, where a framework has a verb of its own and nothing else is said.
fn common_verb(kept: &[String], request: &Request<'_>, was_plural: bool) -> Option<&'static str> {
    let words: Vec<&str> = kept.iter().map(String::as_str).collect();
    let last = request.path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let is_collection = !last.ends_with('}');
    match (request.method, &*words) {
        (Method::Get, ["index" | "all"] | ["find" | "get" | "list" | "fetch" | "read" | "query", "all" | "many"])
            if is_collection =>
        {
            Some("list")
        }
        (Method::Get, ["get" | "read" | "fetch" | "retrieve" | "find" | "query"]) if is_collection && was_plural => {
            Some("list")
        }
        (Method::Post, ["get" | "read" | "fetch" | "retrieve" | "find" | "query"])
            if was_plural && matches!(last, "filter" | "query" | "search" | "list") =>
        {
            Some("list")
        }
        (Method::Get, ["show" | "one"] | ["find" | "get" | "fetch", "one" | "single"]) => Some("get"),
        (Method::Post, ["store"]) => Some("create"),
        // `deleteUsers` deletes all of them, which nobody expects of `delete`.
        (Method::Delete, ["delete" | "destroy" | "remove"]) if is_collection && was_plural => Some("delete_all"),
        (Method::Delete, ["destroy"]) => Some("delete"),
        _ => None,
    }
}

/// Leaves out the first run of words that is the group's name, be it singular or plural, and says whether it is plural.
///
/// `delete item image` keeps all its words in the group `images`: what is deleted is no item.
fn without_group(said: &[String], group: &str, path: &str) -> (Vec<String>, bool) {
    for spelling in group_words::spellings(group) {
        let is_group = |run: &[String]| run.iter().zip(&spelling).all(|(word, group)| singular(word) == *group);
        // `listByOffset` of the group `lists` begins with what it does; `searchUsers` of the group `search` with its name.
        let is_verb = |first: &&String| path_names::is_verb(first) && !first.eq_ignore_ascii_case(group);
        let verb = usize::from(said.len() > 1 && said.first().filter(is_verb).is_some());
        let rest = said.get(verb..).unwrap_or_default();
        let Some(start) = rest.windows(spelling.len().max(1)).position(is_group).map(|start| start + verb) else {
            continue;
        };
        let (before, rest) = said.split_at(start);
        let (run, after) = rest.split_at(spelling.len());
        let is_object = after.first().is_none_or(|word| is_joint(word));
        if is_object && before.iter().skip(1).any(|word| is_thing_of(path, word)) {
            break;
        }
        let was_plural = run.last().is_some_and(|last| singular(last) != *last);
        return (before.iter().chain(after).cloned().collect(), was_plural);
    }
    (said.to_vec(), false)
}

/// True if the path has a collection of these things.
fn is_thing_of(path: &str, word: &str) -> bool {
    let literals = path.split('/').filter(|segment| !segment.starts_with('{'));
    let mut last_words = literals.filter_map(|segment| words::words(segment).pop());
    last_words.any(|last| singular(&last) != last && (last == *word || singular(&last) == *word))
}

/// Fetching by id is what one expects; only other keys are worth a word.
fn drop_by_id(kept: &mut Vec<String>) {
    if kept.len() > 1 && kept.ends_with(&["by".to_owned(), "id".to_owned()]) {
        kept.truncate(kept.len() - 2);
    }
}

fn is_joint(word: &str) -> bool {
    matches!(word, "by" | "for" | "from" | "in" | "of" | "on" | "to" | "with" | "and")
}

fn tells_enough(kept: &[String], ends_as_said: bool) -> bool {
    kept.first().is_some_and(|first| !is_joint(first) && first.chars().next().is_some_and(unicode_ident::is_xid_start))
        && kept.last().is_some_and(|last| ends_as_said || !is_joint(last))
        && kept.windows(2).all(|pair| pair.first() != pair.last())
}
