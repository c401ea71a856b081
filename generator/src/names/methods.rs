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

use super::circumstances::Circumstance;
use super::conventions::{self, Said};
use super::group_words::{GroupWords, run_of, singulars};
use super::path_names::{self, Request};
use super::plurals::singular;
use super::words::{self, is_joint};
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
    /// The best name says less than the id or the path.
    pub(super) loose: bool,
}

pub(super) fn proposals(operation: &Operation, request: &Request<'_>, group: &GroupWords<'_>) -> Proposals {
    let id = operation.id.as_str();
    let given = operation.given_name.as_deref().map(|given| by_author(given, id, (request, group))).unwrap_or_default();
    let (mut titles, counted, loose) = match conventions::said(operation, request, group) {
        Said::Mechanical => (by_path(request, group), false, path_names::leaves_out(request.path, group)),
        Said::Own { words: said, counted } => {
            let titles = by_id(&said, counted, id, (request, group));
            let leaves_word = |word: &String| matches!(word.as_str(), "all" | "many" | "one" | "single");
            let ends = said.first().zip(said.last());
            let leaves_last = ends.is_some_and(|(verb, last)| says_nothing((verb, last), request, group));
            let is_short = titles.first().is_some_and(|title| !title.method.contains("by_"));
            let is_short =
                is_short && picked_by(&said, request, group).or_else(|| listed_by(&said, request, group)).is_some();
            let loose = said.get(1).is_some_and(leaves_word) || leaves_last || is_short || group.is_told_shortly(&said);
            (titles, counted, loose)
        }
    };
    // `get` is for one that is picked, if there are many.
    let are_many = || {
        let last = words::words(&group.tag).pop();
        last.is_some_and(|last| singular(&last) != last && !path_names::is_one_thing(&last))
    };
    let is_get = titles.first().is_some_and(|title| title.method == "get");
    let gets_all = is_get && !request.path.contains('{') && are_many();
    let loose = loose || request.is_below_one || gets_all;
    let id_method = words::snake(id);
    titles.push(title(&id_method, id.to_owned()));
    titles.push(title(&id_method, grouped(id, group)));
    titles.splice(0..0, given);
    Proposals { titles, counted, loose }
}

/// What the author of the document says.
fn by_author(given: &str, id: &str, (request, group): (&Request<'_>, &GroupWords<'_>)) -> Vec<Title> {
    let (said, method) = (words::words(given), words::snake(given));
    let label = label(&said, &method, id, (request, group));
    let in_full = grouped(&label, group);
    vec![title(&method, label), in_sentence(&method, (request, group)), title(&method, in_full)]
}

/// What method and path alone say.
fn by_path(request: &Request<'_>, group: &GroupWords<'_>) -> Vec<Title> {
    let method = path_names::method_name(request, group);
    let mut titles = Vec::with_capacity(8);
    titles.extend(stands_alone(&method, group).then(|| title(&method, method.clone())));
    titles.push(in_sentence(&method, (request, group)));
    titles.push(title(&method, grouped(&method, group)));
    // `list_libraries` at `/library/libraries`, next to a `list` at `/library`.
    let in_full = path_names::method_name_in_full(request, group);
    titles.extend((in_full != method).then(|| in_sentence(&in_full, (request, group))));
    // `patch` next to an `update` of the whole, `get_by_id` next to a `get` of all.
    let is_patch = *request.method == Method::Patch;
    let patched = method.strip_prefix("update").filter(|_| is_patch).map(|rest| ["patch", rest].concat());
    titles.extend(patched.map(|patched| in_sentence(&patched, (request, group))));
    let parameter = last_parameter(request.path).filter(|_| request.picks_one());
    let by = parameter.map(|parameter| [&method, "_by_", &words::snake(parameter)].concat());
    titles.extend(by.map(|by| in_sentence(&by, (request, group))));
    let whole = path_names::method_name_in_full(request, &GroupWords::of(""));
    titles.push(title(&whole, whole.clone()));
    titles.extend(sent(request, &method).map(|sent| in_sentence(&sent, (request, group))));
    titles
}

/// What the id says.
fn by_id(said: &[String], counted: bool, id: &str, (request, group): (&Request<'_>, &GroupWords<'_>)) -> Vec<Title> {
    let (kept, was_plural) = without_group(said, group, request);
    let (own, long) = (own_words(said, &kept), said.join("_"));
    let mut short = short_name(said, (kept, was_plural), group, request);
    if says_too_little(&short, id, request, group) {
        short = path_names::method_name(request, group);
    }
    let said = without_id(said, request.path);
    let label = label(said, &short, id, (request, group));
    let other = if counted { apart(&short, request, group) } else { path_names::method_name(request, group) };
    let other = in_sentence(&other, (request, group));
    let mut titles = Vec::with_capacity(10);
    titles.extend(stands_alone(&short, group).then(|| title(&short, short.clone())));
    titles.push(title(&short, label.clone()));
    titles.push(in_sentence(&short, (request, group)));
    titles.extend(counted.then(|| other.clone()));
    titles.push(title(&short, grouped(&label, group)));
    // Another operation is called so in another group, and types have no group.
    titles.extend((!counted).then(|| title(&short, other.label.clone())));
    let by_method = sent(request, &short).map(|sent| in_sentence(&sent, (request, group)));
    titles.extend(by_method.clone().filter(|_| counted));
    // `get_all` of a group that has a `list`.
    let own = own.filter(|own| *own != short);
    titles.extend(own.clone().map(|own| title(&own, label.clone())));
    titles.extend(own.map(|own| title(&own, id.to_owned())));
    if counted {
        titles.extend(for_parameters(&short, request).iter().map(|name| in_sentence(name, (request, group))));
    }
    titles.push(title(&long, label));
    // `postCheck` of a group that has a `check`.
    titles.extend(by_method.filter(|by_method| words::snake(id).starts_with(&by_method.method)));
    titles.push(other);
    titles.push(title(&long, id.to_owned()));
    titles.push(title(&short, id.to_owned()));
    titles
}

/// True for what is done once in an API, and for what the group is called after: `subscribe` of `subscriptions`. Types
/// need no word of the group then.
fn stands_alone(method: &str, group: &GroupWords<'_>) -> bool {
    let is_stem = |word: &String| {
        let common = word.chars().zip(method.chars()).take_while(|(one, other)| one == other).count();
        common > 4 && common + 2 >= method.len() && !method.contains('_')
    };
    matches!(method, "login" | "logout" | "register" | "signin" | "signout" | "signup")
        || matches!(group.whole(), [word] if is_stem(word) && word != method)
}

fn title(method: &str, label: String) -> Title {
    Title { method: method.to_owned(), label: without_echo(label) }
}

/// A method whose types are called after it and its group.
fn in_sentence(method: &str, (request, group): (&Request<'_>, &GroupWords<'_>)) -> Title {
    title(method, sentence(method, request, group))
}

fn grouped(label: &str, group: &GroupWords<'_>) -> String {
    [&*group.tag, " ", label].concat()
}

/// `list events` of `list events events`: a tag and a path often begin alike.
fn without_echo(label: String) -> String {
    if !words::has_echo(&label) {
        return label;
    }
    let mut said = words::words(&label);
    said.dedup();
    said.join(" ")
}

/// What tells an operation from another that says the same: its path, or whose it is.
fn apart(short: &str, request: &Request<'_>, group: &GroupWords<'_>) -> String {
    if short == "create" && path_names::picks_group(request.path, group) {
        return "post".to_owned();
    }
    if short == "create" && request.last_word() == "create" {
        return "post_create".to_owned();
    }
    if let Some((before, thing)) = short.split_once("get_")
        && *request.method == Method::Get
        && !request.path.contains('{')
        && before.len() + thing.len() > 3
    {
        return [before, "list_", thing].concat();
    }
    if matches!(short, "list" | "get" | "create" | "update" | "replace" | "delete") {
        return path_names::method_name(request, group);
    }
    match last_parameter(request.path) {
        Some(parameter) => [short, "_for_", &words::snake(parameter)].concat(),
        None => sent(request, short).unwrap_or_else(|| short.to_owned()),
    }
}

fn last_parameter(path: &str) -> Option<&str> {
    path.rsplit_once('{').and_then(|(_, rest)| rest.split_once('}')).map(|(name, _)| name)
}

/// `search_for_index`, `post_search_for_index`: the last parameter first.
fn for_parameters(short: &str, request: &Request<'_>) -> Vec<String> {
    let parts = request.path.rsplit('{').filter_map(|part| part.split_once('}'));
    let parameters: Vec<String> = parts.map(|(name, _)| words::snake(name)).collect();
    let shorts = std::iter::once(short.to_owned()).chain(sent(request, short));
    shorts.flat_map(|short| parameters.iter().map(move |name| [&*short, "_for_", name].concat())).collect()
}

/// `post_search`, where `search` is a `GET`.
fn sent(request: &Request<'_>, method: &str) -> Option<String> {
    let verb = request.method.as_str().to_ascii_lowercase();
    let is_said = method.split('_').next().is_some_and(|first| first == verb || first == "list");
    (!is_said).then(|| [&*verb, "_", method].concat())
}

/// The words for the types of an operation: its id, unless that leaves out what the types belong to, or says too much.
fn label(said: &[String], method: &str, id: &str, (request, group): (&Request<'_>, &GroupWords<'_>)) -> String {
    let is_bare = said.len() == 1 && said.first().is_some_and(|word| path_names::is_verb(word));
    let repeats = || group.spellings().iter().any(|spelling| spelling == said);
    if is_bare && !group.is_default() && !repeats() {
        return sentence(method, request, group);
    }
    if words::words(id) == said {
        return id.to_owned();
    }
    let has_object = said.len() > 1 && said.first().is_some_and(|first| path_names::is_verb(first));
    let names_group = group.is_default()
        || has_object && words::words(method).len() > 1
        || group.spellings().iter().flatten().any(|word| said.iter().any(|one| singular(one) == *word));
    if names_group { said.join(" ") } else { sentence(method, request, group) }
}

/// `mark_uncollectible` of `invoices` becomes `mark invoice uncollectible`, `list` becomes `list invoices`, `stats`
/// becomes `invoice stats`; `delete_old_invoices` has the group in it.
fn sentence(method: &str, request: &Request<'_>, group: &GroupWords<'_>) -> String {
    for count in ["all", "many"] {
        if let Some(verb) = method.strip_suffix(count).and_then(|rest| rest.strip_suffix('_')) {
            return [verb, " ", count, " ", &group.tag].concat();
        }
    }
    let said = words::words(method);
    if group.is_default() || said.len() > 1 && group.spellings().iter().any(|one| run_of(&said, one).is_some()) {
        // Without a tag, and without a word in the path, there is nothing that owns it.
        return said.join(" ");
    }
    let (verb, rest) = method.split_once('_').unwrap_or((method, ""));
    let mut owner = words::words(&group.tag);
    if let Some(last) = owner.last_mut().filter(|_| verb != "list" || !rest.is_empty()) {
        *last = singular(last);
    }
    let is_owned = |word: &String| owner.iter().any(|one| singular(one) == singular(word));
    let owner = owner.join("_");
    // What is sent to a thing is done to it, whatever the word is.
    let is_done = rest.is_empty() && *request.method != Method::Get;
    let is_verb =
        path_names::is_verb(verb) || path_names::is_qualifier(verb) || matches!(verb, "head" | "options" | "trace");
    if is_verb || is_done {
        return [verb, &owner, rest].join(" ").trim_end().to_owned();
    }
    if said.len() > 1 && said.iter().any(is_owned) { said.join(" ") } else { [&*owner, " ", method].concat() }
}

/// The words without the group's, in snake case; all of them if nothing telling is left.
fn short_name(
    said: &[String],
    (mut kept, was_plural): (Vec<String>, bool),
    group: &GroupWords<'_>,
    request: &Request<'_>,
) -> String {
    kept = without_id(&kept, request.path).to_vec();
    if was_plural {
        let is_cut_off = said.starts_with(&kept);
        listed(&mut kept, is_cut_off, request);
    }
    if let Some(before) = picked_by(&kept, request, group) {
        kept.truncate(before);
    } else if let Some(before) = listed_by(&kept, request, group) {
        kept.truncate(before);
        // `get member by email`, of which there may be several.
        kept.first_mut()
            .filter(|verb| before == 1 && *verb == "get")
            .into_iter()
            .for_each(|verb| "list".clone_into(verb));
    }
    // `get all` of the path `/stages/all/{id}` gets one of all kinds, and `get details` of `/users/{id}` gets one.
    if request.picks_one()
        && matches!(kept.as_slice(), [verb, word] if word == "all" || says_nothing((verb, word), request, group))
    {
        kept.pop();
    }
    without_repeats(&mut kept);
    if let Some(verb) = said.first().filter(|word| kept.is_empty() && path_names::is_verb(word)) {
        // `applyToClub` of the group `Apply to club`.
        return if verb == request.last_segment() { verb.clone() } else { said.join("_") };
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
    if !tells_enough(&kept, ends_as_said) {
        return said.join("_");
    }
    list_things(&mut kept, request);
    update_things(&mut kept, request);
    kept.join("_")
}

/// True for a verb alone where the group only leads to what is meant, and the id has no word for it: `AuthController_create`
/// of the group `auth` at `/auth/keys`.
fn says_too_little(verb: &str, id: &str, request: &Request<'_>, group: &GroupWords<'_>) -> bool {
    let is_bare = matches!(verb, "list" | "get" | "create" | "update" | "delete");
    let is_of_things = request.picks_one() || request.has(Circumstance::HasThings);
    is_bare && is_of_things && conventions::has_no_object(id) && path_names::goes_past(request.path, group)
}

/// True for a word that says nothing of one thing of the group: its `details`.
fn says_nothing((verb, word): (&str, &str), request: &Request<'_>, group: &GroupWords<'_>) -> bool {
    let is_plain = matches!(verb, "fetch" | "find" | "get" | "read" | "retrieve" | "update");
    is_plain && matches!(word, "detail" | "details" | "info") && path_names::ends_with_group(request.path, group)
}

/// `list invitation invitations` -> `list invitations`, `update invitation invitation` -> `update invitation`: a path such as
/// `/stages/invitation/invitations` says twice what the things are.
fn without_repeats(kept: &mut Vec<String>) {
    let repeated = kept.windows(2).position(|pair| matches!(pair, [one, next] if singular(one) == singular(next)));
    let Some(at) = repeated.filter(|at| *at > 0) else { return };
    let is_listed = at + 2 == kept.len() && kept.first().is_some_and(|verb| verb == "list");
    kept.remove(if is_listed { at } else { at + 1 });
}

/// How many words come before those that say what one thing of the group is picked by: `get by token` of the path
/// `/invitations/{token}` gets one as any other does.
fn picked_by(said: &[String], request: &Request<'_>, group: &GroupWords<'_>) -> Option<usize> {
    let by = said.iter().position(|word| word == "by").filter(|by| *by > 0)?;
    let key = words::words(last_parameter(request.path).filter(|_| request.picks_one())?);
    let is_key = said.get(by + 1..) == Some(&*key);
    (is_key && path_names::ends_with_group(request.path, group)).then_some(by)
}

/// How many words come before those that say what a list of the group is narrowed by: `list by client id` of the path
/// `/documents` lists documents as any other does.
fn listed_by(said: &[String], request: &Request<'_>, group: &GroupWords<'_>) -> Option<usize> {
    let by = said.iter().position(|word| word == "by").filter(|by| *by > 0 && by + 1 < said.len())?;
    let is_list = *request.method == Method::Get && (request.lists || request.has(Circumstance::IsPage));
    // `find by session` at `/sessions/{id}/webhooks` says whose they are.
    let owners = path_names::owners(request.path, group);
    let is_list = is_list && !said.get(by + 1).is_some_and(|key| owners.contains(&singular(key)));
    (is_list && path_names::is_collection(request.path, group)).then_some(by)
}

/// `get invoices` -> `list invoices`, where a list or its pages are the answer. A list that is put as a whole is one
/// value: `get stop words`.
fn list_things(kept: &mut [String], request: &Request<'_>) {
    if kept.iter().any(|word| word == "list") {
        return;
    }
    let [verb, .., last] = kept else { return };
    let is_page = || {
        let is_paged = request.has(Circumstance::IsPaged);
        is_paged || request.has(Circumstance::IsPage) && request.has(Circumstance::HasThings)
    };
    // `/iplists/{type}` may list all of one type.
    let is_list = *request.method == Method::Get && (request.lists || !request.picks_one() && is_page());
    if is_list
        && !request.has(Circumstance::HasPut)
        && matches!(verb.as_str(), "get" | "fetch" | "retrieve")
        && singular(last) != *last
        && !path_names::is_one_thing(last)
    {
        "list".clone_into(verb);
    }
}

/// `partial update item` -> `update item`, next to which `update item` of Django replaces the whole.
fn update_things(kept: &mut Vec<String>, request: &Request<'_>) {
    let is_partial = matches!(kept.as_slice(), [partial, update, _, ..] if partial == "partial" && update == "update");
    if is_partial && *request.method == Method::Patch {
        kept.remove(0);
    }
    if let [verb, _, ..] = kept.as_mut_slice()
        && verb == "update"
        && replaces(request)
    {
        "replace".clone_into(verb);
    }
}

/// True for an update of the whole, next to a partial one.
fn replaces(request: &Request<'_>) -> bool {
    *request.method == Method::Put && request.has(Circumstance::SaysPartial) && request.has(Circumstance::HasPatch)
}

/// What everybody calls it, where a framework has words of its own and nothing else is said.
fn common_verb(kept: &[String], request: &Request<'_>, was_plural: bool) -> Option<&'static str> {
    let words: Vec<&str> = kept.iter().map(String::as_str).collect();
    let is_collection = !request.picks_one();
    let is_all = || request.last_segment() == "all" && request.has(Circumstance::IsBelowList);
    match (request.method, &*words) {
        (Method::Get, ["all"] | ["get" | "list" | "fetch", "all"]) if is_all() => Some("list_all"),
        (
            Method::Get,
            ["all"]
            | ["find" | "get" | "list" | "fetch" | "read" | "query", "all" | "list" | "many" | "paged" | "paginated"],
        ) if is_collection => Some("list"),
        (Method::Get, ["get" | "read" | "fetch" | "retrieve" | "find" | "query"])
            if is_collection
                && (was_plural || request.has(Circumstance::IsPage) && request.has(Circumstance::HasThings)) =>
        {
            Some("list")
        }
        (Method::Post, ["get" | "read" | "fetch" | "retrieve" | "find" | "query"])
            if was_plural && matches!(request.last_segment(), "filter" | "query" | "search" | "list") =>
        {
            Some("list")
        }
        (Method::Get, ["find" | "retrieve"]) if !is_collection => Some("get"),
        (Method::Get, ["one"] | ["find" | "get" | "fetch", "one" | "single"]) => Some("get"),
        // `deleteUsers` deletes all of them, which nobody expects of `delete`.
        (Method::Delete, ["delete" | "destroy" | "remove"]) if is_collection && was_plural => {
            Some(if request.has(Circumstance::NamesThings) { "delete_many" } else { "delete_all" })
        }
        (Method::Patch, ["partial", "update"]) if !is_collection => Some("update"),
        (Method::Patch, ["patch"]) if !is_collection && !request.has(Circumstance::HasPut) => Some("update"),
        (Method::Put, ["update"]) if replaces(request) => Some("replace"),
        (Method::Patch, ["update" | "patch"])
            if is_collection && was_plural && request.has(Circumstance::HasThings) =>
        {
            Some("update_many")
        }
        (Method::Get, ["index"]) if !is_collection => None,
        (method, [verb]) => {
            let (own, plain) = conventions::framework_verb(verb)?;
            (own == *method).then_some(plain)
        }
        _ => None,
    }
}

/// The words without the group's, if they are a name.
fn own_words(said: &[String], kept: &[String]) -> Option<String> {
    let ends_as_said = kept.last() == said.last();
    (kept.len() < said.len() && tells_enough(kept, ends_as_said)).then(|| kept.join("_"))
}

/// Leaves out the first run of words that is the group's name, be it singular or plural, and says whether it is plural.
///
/// `delete item image` keeps `item` in the group `images`: what is deleted is no item. So does `list public user
/// tags` in the group `users`: no word goes out of the middle of others.
fn without_group(said: &[String], group: &GroupWords<'_>, request: &Request<'_>) -> (Vec<String>, bool) {
    let path = request.path;
    for spelling in group.spellings_in_ids() {
        // `listByOffset` of the group `lists` begins with what it does; `searchUsers` of the group `search` with its name.
        let is_verb = |first: &&String| path_names::is_verb(first) && !group.is_called(first);
        let qualifiers = said.iter().take_while(|word| path_names::is_qualifier(word)).count();
        let has_verb = said.len() > 1 && said.get(qualifiers).filter(is_verb).is_some();
        let verb = if has_verb { qualifiers + 1 } else { 0 };
        // `openIdProviderGet` of the group `Open ID providers` begins with no verb.
        let at_start = run_of(said, spelling).filter(|run| run.start == 0 && spelling.len() > 1);
        let after_verb = || {
            let run = run_of(said.get(verb..).unwrap_or_default(), spelling)?;
            Some(run.start + verb..run.end + verb)
        };
        let Some(run) = at_start.or_else(after_verb) else { continue };
        let is_whole = || run.start == verb && verb > 0 && said.get(run.end).is_none_or(|word| is_joint(word));
        if group.is_last_word(spelling) && !is_whole() {
            continue;
        }
        // `createApiKey` of the group `key management` says which keys.
        if group.is_managed(spelling) && run.start > verb {
            continue;
        }
        let (before, rest) = said.split_at(run.start);
        let (run, after) = rest.split_at(run.len());
        let is_object = after.first().is_none_or(|word| is_joint(word));
        let is_thing = |word: &String| is_thing_of(path, word) || request.is_thing(word);
        if let Some(kept) = without_owner(before, (verb, after), request, group) {
            return (kept, are_many(run, request));
        }
        if is_object && before.iter().skip(verb.max(1)).any(is_thing) || !is_object && !leads(before, verb, path) {
            break;
        }
        // `containerExec` of the group `exec`: what is left is a thing, which nobody does.
        let does_group = path_names::is_verb(&spelling.concat()) && *request.method != Method::Get;
        if does_group && is_noun_alone(before, after, path) {
            break;
        }
        let are_many = are_many(run, request) && (!group.is_last_word(spelling) || has_many(request));
        return (before.iter().chain(after).cloned().collect(), are_many);
    }
    (said.to_vec(), false)
}

/// True for the plural of a thing, but for `settings` only if there is a list of them.
fn are_many(words: &[String], request: &Request<'_>) -> bool {
    let is_list = request.lists || request.has(Circumstance::IsPage);
    words.last().is_some_and(|last| singular(last) != *last && (is_list || !path_names::is_one_thing(last)))
}

/// True if what is got is a list, or a collection of things.
fn has_many(request: &Request<'_>) -> bool {
    request.lists || request.has(Circumstance::IsPage) || request.has(Circumstance::HasThings)
}

/// What is left where the words before a group's only say whose it is, as the path does.
///
/// `create project member` of the group `members`, all of which belong to projects, is `create`, and `create for project`
/// where others belong to other things; `get scanner of project` of the group `projects` is `get scanner`.
fn without_owner(
    before: &[String],
    (verb, after): (usize, &[String]),
    request: &Request<'_>,
    group: &GroupWords<'_>,
) -> Option<Vec<String>> {
    if let [rest @ .., _, joint] = before
        && after.is_empty()
        && !rest.is_empty()
        && matches!(joint.as_str(), "by" | "for" | "from" | "of" | "to")
        && path_names::picks_group(request.path, group)
    {
        return Some(before.split_last()?.1.to_vec());
    }
    let (done, owners) = before.split_at_checked(verb.max(1))?;
    if owners.is_empty() {
        return None;
    }
    let (owners, in_path) = (singulars(owners), path_names::owners(request.path, group));
    if request.has(Circumstance::IsOwned) && after.first().is_none_or(|word| is_joint(word)) {
        return in_path.ends_with(&owners).then(|| done.iter().chain(after).cloned().collect());
    }
    let says_whose = verb > 0 && after.is_empty() && owners == in_path;
    says_whose.then(|| done.iter().cloned().chain(["for".to_owned()]).chain(in_path).collect())
}

/// True if these words before a group's leave a sentence when the group goes: a verb, with how many are meant.
fn leads(before: &[String], verb: usize, path: &str) -> bool {
    let says_which = |word: &String| {
        matches!(
            word.as_str(),
            "all" | "bulk" | "batch" | "many" | "multiple" | "my" | "current" | "new" | "single" | "existing"
        )
    };
    let (first, others) = before.split_at(verb.max(1).min(before.len()));
    let is_thing = first.first().is_some_and(|word| verb == 0 && (singular(word) != *word || is_thing_of(path, word)));
    !is_thing && others.iter().all(says_which)
}

/// True if a single word before the group would be left, and no verb.
fn is_noun_alone(before: &[String], after: &[String], path: &str) -> bool {
    let ([word], []) = (before, after) else { return false };
    is_thing_of(path, word) && !path_names::is_verb(word)
}

/// True if the path has a collection of these things.
fn is_thing_of(path: &str, word: &str) -> bool {
    let literals = path.split('/').filter(|segment| !segment.starts_with('{'));
    let mut last_words = literals.filter_map(|segment| words::words(segment).pop());
    last_words.any(|last| singular(&last) != last && (last == *word || singular(&last) == *word))
}

/// `get for project` -> `list for project`, `get upcoming` -> `list upcoming` if only the group was cut off, where many
/// are got. Those that are named one by one are no list of all.
fn listed(kept: &mut [String], is_cut_off: bool, request: &Request<'_>) {
    let are_named = |word: &str| matches!(word, "batch" | "bulk" | "list" | "many" | "multiple" | "several");
    if let [verb, next, ..] = kept
        && *request.method == Method::Get
        && (request.lists || request.has(Circumstance::IsPage))
        && matches!(verb.as_str(), "get" | "read" | "fetch" | "retrieve")
        && (is_joint(next) || is_cut_off && !are_named(next))
    {
        "list".clone_into(verb);
    }
}

/// Fetching by id is what one expects; only other keys are worth words.
///
/// `list envs by application uuid` at `/applications/{uuid}/envs` says whose id it is, as the path does.
fn without_id<'s>(said: &'s [String], path: &str) -> &'s [String] {
    let Some(by) = said.iter().rposition(|word| word == "by").filter(|by| *by > 0) else { return said };
    let (before, key) = said.split_at(by);
    let is_picked =
        |word: &String| path.contains(&["{", word, "}"].concat()) || path.contains(&["_", word, "}"].concat());
    let is_id = |word: &String| matches!(word.as_str(), "gid" | "guid" | "oid" | "pk" | "uuid") && is_picked(word);
    match key {
        [_, id] if id == "id" || is_id(id) => before,
        [_, _, id] if before.len() > 1 && (id == "id" && path.to_lowercase().contains("id}") || is_id(id)) => before,
        _ => said,
    }
}

fn tells_enough(kept: &[String], ends_as_said: bool) -> bool {
    kept.first().is_some_and(|first| !is_joint(first) && first.chars().next().is_some_and(unicode_ident::is_xid_start))
        && kept.last().is_some_and(|last| ends_as_said || !is_joint(last))
        && kept.windows(2).all(|pair| pair.first() != pair.last())
        && kept.iter().any(|word| word != "un")
}
