//! What an operation may be called: what its operation id says beyond its group.
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
//! A pure function of the operation and its group. Which of the names an operation gets depends on the names of the
//! others, too: `titles`.

use super::conventions::{self, Said};
use super::group_words::{GroupWords, singulars};
use super::path_names::{self, Request};
use super::plurals::singular;
use super::words;
use crate::ir::{Method, Operation};

/// What an operation is called.
#[derive(Clone, Debug)]
pub(super) struct Title {
    /// The short name of its method, in snake case.
    pub(super) method: String,
    /// Words for the types, the request and the descriptor that belong to it: its id, or method and group.
    pub(super) label: String,
}

/// What an operation may be called.
#[derive(Debug)]
pub(super) struct Proposals {
    /// The best first. The whole id comes last, with the group for ids that differ only in case.
    pub(super) titles: Vec<Title>,
    /// The id ends with a counter, so another operation says the same without one.
    pub(super) counted: bool,
}

pub(super) fn proposals(operation: &Operation, request: &Request<'_>, group: &GroupWords<'_>) -> Proposals {
    let id = operation.id.as_str();
    let (mut titles, counted) = match conventions::said(operation, request, group) {
        Said::Mechanical => (by_path(request, group), false),
        Said::Own { words: said, counted } => (by_id(&said, counted, id, (request, group)), counted),
    };
    let id_method = words::snake(id);
    titles.push(title(&id_method, id.to_owned()));
    titles.push(title(&id_method, grouped(id, group)));
    Proposals { titles, counted }
}

/// What method and path alone say.
fn by_path(request: &Request<'_>, group: &GroupWords<'_>) -> Vec<Title> {
    let method = path_names::method_name(request, group);
    let mut titles = vec![in_sentence(&method, group), title(&method, grouped(&method, group))];
    titles.extend(sent(request, &method).map(|sent| in_sentence(&sent, group)));
    titles
}

/// What the id says.
fn by_id(said: &[String], counted: bool, id: &str, (request, group): (&Request<'_>, &GroupWords<'_>)) -> Vec<Title> {
    let (short, long) = (short_name(said, group, request), said.join("_"));
    let label = label(said, &short, id, group);
    let other = if counted { apart(&short, request, group) } else { path_names::method_name(request, group) };
    let other = in_sentence(&other, group);
    let mut titles = vec![title(&short, label.clone())];
    titles.extend(counted.then(|| other.clone()));
    titles.push(title(&short, grouped(&label, group)));
    let sent = sent(request, &short).filter(|_| counted);
    titles.extend(sent.map(|sent| in_sentence(&sent, group)));
    titles.push(title(&long, label));
    titles.push(other);
    titles.push(title(&short, id.to_owned()));
    titles
}

fn title(method: &str, label: String) -> Title {
    Title { method: method.to_owned(), label: without_echo(label) }
}

/// A method whose types are called after it and its group.
fn in_sentence(method: &str, group: &GroupWords<'_>) -> Title {
    title(method, sentence(method, group))
}

fn grouped(label: &str, group: &GroupWords<'_>) -> String {
    [group.tag, " ", label].concat()
}

/// `list events` of `list events events`: a tag and a path often begin alike.
fn without_echo(label: String) -> String {
    let mut said = words::words(&label);
    let count = said.len();
    said.dedup();
    if said.len() == count { label } else { said.join(" ") }
}

/// What tells an operation from another that says the same: its path, or whose it is.
fn apart(short: &str, request: &Request<'_>, group: &GroupWords<'_>) -> String {
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
fn label(said: &[String], method: &str, id: &str, group: &GroupWords<'_>) -> String {
    let is_bare = said.len() == 1 && said.first().is_some_and(|word| path_names::is_verb(word));
    let repeats = || group.spellings().iter().any(|spelling| spelling == said);
    if is_bare && !group.is_default() && !repeats() {
        return sentence(method, group);
    }
    if words::words(id) == said {
        return id.to_owned();
    }
    let names_group = group.is_default()
        || group.spellings().iter().flatten().any(|word| said.iter().any(|one| singular(one) == *word));
    if names_group { said.join(" ") } else { sentence(method, group) }
}

/// `mark_uncollectible` of `invoices` becomes `mark invoice uncollectible`, `list` becomes `list invoices`.
fn sentence(method: &str, group: &GroupWords<'_>) -> String {
    if let Some(verb) = method.strip_suffix("_all") {
        return [verb, " all ", group.tag].concat();
    }
    let (verb, rest) = method.split_once('_').unwrap_or((method, ""));
    // Without a tag, and without a word in the path, there is nothing that owns it.
    let mut owner = if group.is_default() { Vec::new() } else { words::words(group.tag) };
    if let Some(last) = owner.last_mut().filter(|_| verb != "list" || !rest.is_empty()) {
        *last = singular(last);
    }
    [verb, &owner.join("_"), rest].join(" ").trim_end().to_owned()
}

/// The words without the group's, in snake case; all of them if nothing telling is left.
fn short_name(said: &[String], group: &GroupWords<'_>, request: &Request<'_>) -> String {
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

/// What everybody calls it, where a framework has words of its own and nothing else is said.
fn common_verb(kept: &[String], request: &Request<'_>, was_plural: bool) -> Option<&'static str> {
    let words: Vec<&str> = kept.iter().map(String::as_str).collect();
    let is_collection = !request.picks_one();
    match (request.method, &*words) {
        (Method::Get, ["all"] | ["find" | "get" | "list" | "fetch" | "read" | "query", "all" | "many"])
            if is_collection =>
        {
            Some("list")
        }
        (Method::Get, ["get" | "read" | "fetch" | "retrieve" | "find" | "query"]) if is_collection && was_plural => {
            Some("list")
        }
        (Method::Post, ["get" | "read" | "fetch" | "retrieve" | "find" | "query"])
            if was_plural && matches!(request.last_segment(), "filter" | "query" | "search" | "list") =>
        {
            Some("list")
        }
        (Method::Get, ["one"] | ["find" | "get" | "fetch", "one" | "single"]) => Some("get"),
        // `deleteUsers` deletes all of them, which nobody expects of `delete`.
        (Method::Delete, ["delete" | "destroy" | "remove"]) if is_collection && was_plural => Some("delete_all"),
        (Method::Get, ["index"]) if !is_collection => None,
        (method, [verb]) => {
            let (own, plain) = conventions::framework_verb(verb)?;
            (own == *method).then_some(plain)
        }
        _ => None,
    }
}

/// Leaves out the first run of words that is the group's name, be it singular or plural, and says whether it is plural.
///
/// `delete item image` keeps all its words in the group `images`: what is deleted is no item.
fn without_group(said: &[String], group: &GroupWords<'_>, path: &str) -> (Vec<String>, bool) {
    for spelling in group.spellings() {
        let is_group = |run: &[String]| singulars(run) == *spelling;
        // `listByOffset` of the group `lists` begins with what it does; `searchUsers` of the group `search` with its name.
        let is_verb = |first: &&String| path_names::is_verb(first) && !first.eq_ignore_ascii_case(group.tag);
        let verb = usize::from(said.len() > 1 && said.first().filter(is_verb).is_some());
        let rest = said.get(verb..).unwrap_or_default();
        let Some(start) = rest.windows(spelling.len()).position(is_group).map(|start| start + verb) else {
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
