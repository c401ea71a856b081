//! The conventions by which frameworks and vendors make operation ids, and what an id says when they are taken away.
//!
//! ```text
//! convention                    id                                          what it says
//! none                          (none)                                      method and path only
//! Stripe, Adyen                 GetCustomersCustomer, get-customers         method and path only
//! Swashbuckle                   GetApiV3CommandById                         method and path only
//! Scribe, L5-Swagger            9c1f0e7b2d4a45cf8a3d0b6e1f2a7c55 (a hash)   method and path only
//! FastAPI                       read_item_items__item_id__get               read item
//! springdoc, Elasticsearch      list_1, count-2                             list, count
//! NestJS                        UsersController_findAll                     users find all
//!                               UsersController_findAll[0]
//! NSwag, TypeSpec               Documents_GetDocument                       get document
//! gRPC-gateway                  UserService_ListUsers                       user list users
//! Laravel                       App\Http\Controllers\UserController@index   user index
//!                               displayAListingOfTheResource                list
//! Google, Microsoft Graph       youtube.videos.list, users.ListMessages     videos list, list messages
//! Django, dropshot              users_orders_partial_update, disk_create    partial update users orders, create disk
//! prose                         Retrieve a customer                         retrieve customer
//! methods as verbs              post_ask, postUser, patch_user              ask, create user, update user
//! JSON:API                      users-get_collection                        list users
//!                               users-posts-get_to_many_related             list posts
//! ```
//!
//! A pure function of the operation and its group, so that no other operation has a say in it.

use super::circumstances::Circumstance;
use super::group_words::{GroupWords, run_of, singulars, singulars_in, without_handler};
use super::json_api;
use super::laravel;
use super::path_names::{self, Request};
use super::plurals::singular;
use super::words::{self, is_joint};
use crate::ir::{Method, Operation};

/// What an operation id says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// Something of its own.
    Own {
        /// Its words, the verb first.
        words: Vec<String>,
        /// The id had a counter at its end: another operation says the same.
        counted: bool,
    },
    /// Method and path only.
    Mechanical,
}

/// Words that are cut short, with what the whole word begins with.
const SHORT_WORDS: [(&str, &str); 9] = [
    ("admin", "administra"),
    ("app", "application"),
    ("auth", "authenti"),
    ("auth", "authoriz"),
    ("config", "configuration"),
    ("doc", "document"),
    ("org", "organi"),
    ("repo", "repositor"),
    ("stats", "statistic"),
];

/// Verbs that some conventions put at the end of an id.
const LAST_VERBS: [&str; 16] = [
    "create", "delete", "destroy", "get", "head", "index", "insert", "list", "patch", "read", "remove", "retrieve",
    "show", "store", "update", "view",
];

/// What the id of an operation says beyond its method, its path and the convention it follows.
pub(super) fn said(operation: &Operation, request: &Request<'_>, group: &GroupWords<'_>) -> Said {
    if operation.id_is_derived || is_hash(operation.id.as_str()) {
        return Said::Mechanical;
    }
    let id = match path_names::essence(operation) {
        // `getWatchHistory` of the group `Watch History`: the path has the group in two steps.
        path_names::Essence::Mechanical if names_group(operation, request, group) => operation.id.as_str(),
        path_names::Essence::Mechanical => return Said::Mechanical,
        path_names::Essence::Own(id) => id,
    };
    let of_function = id.len() < operation.id.as_str().len();
    let (id, counted) = without_counter(id);
    let plain = unversioned(id);
    let id = if plain.len() < id.len() && request.has(Circumstance::IsOnlyVersion) { plain } else { id };
    if let Some(words) = json_api::said(id).or_else(|| laravel::said(id)) {
        return Said::Own { words, counted };
    }
    let (mut words, is_ordered) = spoken(id, request, group);
    if words.len() > group.namespace.len() && words.starts_with(&group.namespace) {
        words.drain(..group.namespace.len());
    }
    without_prefix(&mut words, request, group);
    if of_function {
        of_handler(&mut words, request);
    }
    of_go_handler(&mut words, request);
    // `list_brands_handler` is the function of a program.
    if words.len() > 1 && words.last().is_some_and(|last| last == "handler") && !request.path.contains("handler") {
        words.pop();
    }
    let ends_as_path = repeats_end(request, &mut words);
    let may_end_with_verb = request.has(Circumstance::VerbsLast) || ends_with_method(&words, request.method);
    if !ends_as_path && may_end_with_verb && verb_first(&mut words, group) || is_ordered {
        one_thing(&mut words, request);
        done_to(&mut words, request, group);
    }
    without_method(&mut words, request, group);
    drop_fillers(&mut words, id, request);
    as_everybody(&mut words, id, request, group);
    Said::Own { words, counted }
}

/// Where the verbs of an id are.
#[derive(Debug)]
pub(super) struct Order {
    pub(super) starts_with_verb: bool,
    pub(super) ends_with_verb: bool,
    /// `post`, `patch`: the method of HTTP instead of a verb.
    pub(super) starts_with_method: bool,
}

/// Where the verbs of an id are, if it has several words and says more than method and path.
pub(super) fn order_of(operation: &Operation) -> Option<Order> {
    let path_names::Essence::Own(id) = path_names::essence(operation) else { return None };
    let words = match of_class(id) {
        Some((class, method)) if says(&words::words(method), &words::words(class)) => words::words(method),
        _ => words::words(id),
    };
    let [first, .., last] = words.as_slice() else { return None };
    Some(Order {
        starts_with_verb: path_names::is_verb(first),
        ends_with_verb: LAST_VERBS.contains(&last.as_str()) || path_names::is_verb(last),
        starts_with_method: matches!(
            (&operation.method, first.as_str()),
            (Method::Post, "post") | (Method::Patch, "patch")
        ),
    })
}

/// What is made, got or changed by an operation whose id says no more than that: `workflow` of `createWorkflow`.
pub(super) fn thing_of(operation: &Operation) -> Option<String> {
    let path_names::Essence::Own(id) = path_names::essence(operation) else { return None };
    let said = id.rsplit_once('.').map_or(id, |(_, method)| method);
    match words::words(of_class(said).map_or(said, |(_, method)| method)).as_slice() {
        [_, which] if matches!(which.as_str(), "all" | "many" | "multiple" | "one" | "single") => None,
        [verb, thing] if matches!(verb.as_str(), "create" | "get" | "update" | "delete") => Some(singular(thing)),
        _ => None,
    }
}

/// `api_v1_users_list` at `/api/v1/users` -> `users list`. What all paths begin with says nothing.
fn without_prefix(words: &mut Vec<String>, request: &Request<'_>, group: &GroupWords<'_>) {
    let prefix = path_names::prefix(request.path);
    let is_told = |words: &[String]| group.spellings().iter().any(|spelling| spelling.starts_with(words));
    let verb = usize::from(prefix.len() > 1 && words.first().is_some_and(|first| path_names::is_verb(first)));
    let rest = words.get(verb..).unwrap_or_default();
    if !prefix.is_empty() && rest.len() > prefix.len() && rest.starts_with(&prefix) && !is_told(&prefix) {
        words.drain(verb..verb + prefix.len());
    }
}

/// `interfaces handle update put` -> `update interfaces`, `interfaces handle all get` -> `get all`: a function that handles
/// requests may say so, and their method at its end.
fn of_go_handler(words: &mut Vec<String>, request: &Request<'_>) {
    let Some(handle) = words.iter().position(|word| word == "handle").filter(|handle| *handle < 2) else { return };
    let (class, done) = words.split_at(handle);
    let [_, done @ ..] = done else { return };
    let done = match done.split_last() {
        Some((last, rest)) if !rest.is_empty() && last.eq_ignore_ascii_case(request.method.as_str()) => rest,
        _ => done,
    };
    let Some(first) = done.first() else { return };
    if path_names::is_verb(first) {
        *words = done.iter().take(1).chain(class).chain(done.iter().skip(1)).cloned().collect();
    } else if *request.method == Method::Get {
        *words = ["get".to_owned()].into_iter().chain(done.iter().cloned()).collect();
    }
}

/// `login_endpoint` -> `login`: a function that handles requests may say so. `me` is somebody to get.
fn of_handler(words: &mut Vec<String>, request: &Request<'_>) {
    let says_so = |word: &String| matches!(word.as_str(), "endpoint" | "handler" | "view" | "route");
    if words.len() > 1 && words.last().is_some_and(says_so) && !request.last_segment().contains("view") {
        words.pop();
    }
    if *request.method == Method::Get && matches!(words.as_slice(), [word] if matches!(word.as_str(), "me" | "self")) {
        words.insert(0, "get".to_owned());
    }
}

/// `post ask` -> `ask`, `post user` -> `create user`: the method of HTTP is no verb of the author's.
fn without_method(words: &mut Vec<String>, request: &Request<'_>, group: &GroupWords<'_>) {
    if let [method, verb, _, ..] = words.as_slice()
        && matches!(method.as_str(), "post" | "put" | "patch")
        && matches!(verb.as_str(), "create" | "update")
    {
        words.remove(0);
        return;
    }
    let is_method = matches!(
        (request.method, words.first().map(String::as_str)),
        (Method::Post, Some("post")) | (Method::Put, Some("put")) | (Method::Patch, Some("patch"))
    );
    // `postMessage` of a path that has it, too, is what is done.
    let last = words::words(request.last_segment());
    let is_own =
        last.first() == words.first() || *request.method == Method::Put && !request.has(Circumstance::SaysMethods);
    if !is_method || is_own || *request.method == Method::Patch && request.has(Circumstance::HasPut) {
        return;
    }
    let is_done = words.get(1).is_some_and(|next| {
        let object = words.get(2..).unwrap_or_default();
        path_names::is_only_verb(next)
            || path_names::is_verb(next) && (words.get(1..) == Some(&*last) || group.is(object))
    });
    if is_done {
        words.remove(0);
        return;
    }
    let picks_one = request.picks_one();
    if *request.method == Method::Post && picks_one && request.has(Circumstance::HasPatch) {
        return;
    }
    let Some((verb, object)) = words.split_first_mut() else { return };
    let plain = match request.method {
        Method::Post if picks_one && !request.creates => "update",
        Method::Post => "create",
        Method::Put if request.has(Circumstance::HasPatch) => "replace",
        _ => "update",
    };
    plain.clone_into(verb);
    if let Some(object) = object.last_mut().filter(|_| plain == "create" || picks_one) {
        *object = singular(object);
    }
    done_to(words, request, group);
}

/// `remove user` -> `delete user`, `edit user` -> `update user`, `add user` -> `create user`, where that is all it does to
/// the group's one thing. The author of a chain such as `users.remove` calls it so in programs.
fn as_everybody(words: &mut [String], id: &str, request: &Request<'_>, group: &GroupWords<'_>) {
    let Some((verb, thing)) = words.split_first_mut() else { return };
    // A member of two things is taken away from one of them, and is still there.
    let is_whole = || request.picks_one() && request.path.matches('{').count() == 1 && group.is(thing);
    // What is added to the whole collection was not there before.
    let is_new = || !request.path.contains('{') && request.has(Circumstance::HasThings) && group.is(&singulars(thing));
    let (plain, is_all) = match (request.method, verb.as_str()) {
        (Method::Delete, "remove") => ("delete", is_whole()),
        (Method::Put | Method::Patch, "edit" | "modify") => ("update", is_whole()),
        (Method::Post, "add") => ("create", is_new()),
        (Method::Get, "show") => ("get", !thing.is_empty() && request.picks_one()),
        _ => return,
    };
    if !id.contains('.') && is_all {
        plain.clone_into(verb);
    }
}

/// True if the id has the words of its group and no step of the path does.
fn names_group(operation: &Operation, request: &Request<'_>, group: &GroupWords<'_>) -> bool {
    let said = words::words(operation.id.as_str());
    let is_said = |spelling: &Vec<String>| spelling.len() > 1 && run_of(&said, spelling).is_some();
    !path_names::has_group(request.path, group) && group.spellings().iter().any(is_said)
}

/// True if the path ends with the last word of the id: `collection_delete` at `/collections/{id}/delete` deletes what is
/// in a collection.
///
/// `jwt_create_create` at `/jwt/create` says it twice, the second time for the method.
fn repeats_end(request: &Request<'_>, words: &mut Vec<String>) -> bool {
    if let [.., before, last] = words.as_slice()
        && before == last
        && LAST_VERBS.contains(&last.as_str())
    {
        words.pop();
        return false;
    }
    words.last().is_some_and(|word| word == request.last_segment())
}

/// A checksum or a UUID in place of an id.
fn is_hash(id: &str) -> bool {
    let hex = id.bytes().filter(|byte| *byte != b'-');
    let digits = hex.clone().filter(u8::is_ascii_digit).count();
    digits > 3 && hex.clone().count() >= 24 && hex.clone().all(|byte| byte.is_ascii_hexdigit())
}

/// `list_1` -> `list`, `count-2` -> `count`.
///
/// springdoc counts Java methods, whose names have no underscore, so `upload_part_2` is a name of its own.
///
/// NestJS counts the paths of one method: `UsersController_list[0]` and `UsersController_list[1]`.
fn without_counter(id: &str) -> (&str, bool) {
    if let Some((head, index)) = without_index(id) {
        return (head, index != "0");
    }
    if let Some(verb) = of_class(id).and_then(|(_, method)| counted_verb(id, method)) {
        return (verb, true);
    }
    let Some((head, count)) = id.rsplit_once(['_', '-']) else { return (id, false) };
    let is_counter = (1..=2).contains(&count.len()) && count.bytes().all(|byte| byte.is_ascii_digit());
    let is_action = |word: &str| matches!(word, "list" | "retrieve" | "create" | "update" | "destroy");
    let ends_with_action = head.rsplit('_').next().is_some_and(is_action);
    let is_plain = !head.contains('_') || ends_with_action || is_handler_method(head);
    let is_plain = head.len() > 2 && !head.contains(' ') && is_plain;
    if is_counter && is_plain { (head, true) } else { (id, false) }
}

/// An id without the version at its end: `listUsers` of `listUsersV2` and of `list_users_v2.1`.
pub(super) fn unversioned(id: &str) -> &str {
    let head = id.trim_end_matches(|last: char| last.is_ascii_digit() || last == '.');
    let Some(plain) = head.strip_suffix(['v', 'V']).filter(|_| head.len() < id.len()) else { return id };
    // `ipv4` is no version of `ip`, and neither is `ed25519v1` of anything.
    let is_parted = head.ends_with('V') || plain.ends_with(['_', '-', '.', ' ']);
    let plain = plain.trim_end_matches(['_', '-', '.', ' ']);
    if is_parted && plain.len() > 2 && plain.ends_with(char::is_lowercase) { plain } else { id }
}

/// `UsersController_list[0]`: what is before the index, and the index.
fn without_index(id: &str) -> Option<(&str, &str)> {
    let (head, index) = id.strip_suffix(']')?.rsplit_once('[')?;
    (!head.is_empty() && !index.is_empty() && index.bytes().all(|byte| byte.is_ascii_digit())).then_some((head, index))
}

/// `Users_Get2` -> `Users_Get`: NSwag counts methods of one name without a border, and gRPC-gateway the paths of one:
/// `UserService_ListUsers2`.
fn counted_verb<'i>(id: &'i str, method: &str) -> Option<&'i str> {
    let verb = method.trim_end_matches(|last: char| last.is_ascii_digit());
    let is_of_service = || id.split_once('_').is_some_and(|(class, _)| class.ends_with("Service"));
    let is_counted = method.len() - verb.len() == 1 && (path_names::is_verb(&verb.to_lowercase()) || is_of_service());
    id.get(..id.len() - 1).filter(|_| is_counted)
}

/// `UsersController_findAll`
fn is_handler_method(id: &str) -> bool {
    id.split_once('_').is_some_and(|(class, method)| handled(class).is_some() && !method.contains('_'))
}

/// The words of the class that handles requests, without those that say so: `users` of `UsersController` and of
/// `UsersListController`.
fn handled(class: &str) -> Option<Vec<String>> {
    let words = words::words(class);
    let kept = without_handler(&words);
    (kept.len() < words.len()).then(|| without_list(kept).to_vec())
}

/// `users` of `users list`: a class may say what its things are for.
fn without_list(class: &[String]) -> &[String] {
    match class {
        [thing @ .., list] if !thing.is_empty() && list == "list" => thing,
        _ => class,
    }
}

/// The words of an id, without those that only say who handles it, and whether a verb was put before its object.
fn spoken(id: &str, request: &Request<'_>, group: &GroupWords<'_>) -> (Vec<String>, bool) {
    if let Some((class, method)) = id.rsplit_once('@').or_else(|| id.split_once("Controller_")) {
        let class = class.rsplit(['\\', '/', '.']).next().unwrap_or(class);
        let class = handled(class).unwrap_or_else(|| without_list(&words::words(class)).to_vec());
        if is_action(&class, method) {
            return (class, false);
        }
        let is_group = is_short_for(&class, group) || is_longer_for(&class, request.path, group);
        return if is_group { (words::words(method), false) } else { owned(class, method) };
    }
    if let Some((chain, method)) = id.rsplit_once('.').filter(|_| !id.contains(' ')) {
        return of_chain(chain, method, group);
    }
    if let Some((class, method)) = id.split_once('_')
        && let Some(class) = handled(class)
    {
        return owned(class, method);
    }
    if let Some((class, method)) = of_class(id) {
        let class = words::words(class);
        let is_group = || group.spellings().iter().any(|one| run_of(&class, one).is_some_and(|run| run.start == 0));
        if says(&words::words(method), &class) || is_group() {
            return owned(class, method);
        }
    }
    (words::words(&id.replace("'s ", " ").replace("’s ", " ")), false)
}

/// True for a class and a method that is only a verb: `AuthController_create`, `AuthController_findAll`.
pub(super) fn has_no_object(id: &str) -> bool {
    let Some((class, method)) = of_class(id) else { return false };
    let method = words::words(method);
    handled(class).is_some() && method.len() == verb_length(&method)
}

/// True for a class that is one action, whatever its one method is called: `CreateClientController_handle`.
fn is_action(class: &[String], method: &str) -> bool {
    let [verb, _, ..] = class else { return false };
    let says_nothing = || matches!(method, "handle" | "execute" | "invoke" | "__invoke" | "run" | "action");
    let repeats = || words::words(method).first().is_some_and(|first| first == verb);
    let is_got = || verb == "get" && matches!(method, "findAll" | "findOne" | "find" | "list" | "index" | "show");
    path_names::is_only_verb(verb) && (says_nothing() || repeats() || is_got())
}

/// `Documents_GetDocument`: the class and the method.
pub(super) fn of_class(id: &str) -> Option<(&str, &str)> {
    let (class, method) = without_index(id).map_or(id, |(head, _)| head).split_once('_')?;
    let is_word = |word: &str| word.chars().all(char::is_alphanumeric);
    let is_class = class.starts_with(char::is_uppercase) && class.contains(char::is_lowercase);
    (is_class && is_word(class) && is_word(method) && method.starts_with(char::is_alphabetic))
        .then_some((class, method))
}

/// True if a method has the words of its class in its name.
fn says(method: &[String], class: &[String]) -> bool {
    let (method, class) = (singulars(method), singulars(class));
    method.windows(class.len().max(1)).any(|run| run == class)
}

/// `AuthController` handles the group `Authentication`.
pub(super) fn is_short_for(class: &[String], group: &GroupWords<'_>) -> bool {
    let [class] = class else { return false };
    let is_long = |spelling: &Vec<String>| {
        let [word] = spelling.as_slice() else { return false };
        SHORT_WORDS.iter().any(|(short, long)| class == short && word.starts_with(long))
    };
    group.spellings().iter().any(is_long)
}

/// True for a class that is the group by a longer name, unless that says whose things they are as the path does:
/// `UserlandUsersController` of `users`, but not `UserApiKeysController` at `/users/{id}/api_keys`.
fn is_longer_for(class: &[String], path: &str, group: &GroupWords<'_>) -> bool {
    let (class, owners) = (singulars(class), path_names::owners(path, group));
    let is_longer = |spelling: &Vec<String>| {
        let start = class.strip_suffix(&**spelling).unwrap_or_default();
        !start.is_empty() && !start.iter().any(|word| owners.contains(word))
    };
    group.spellings().iter().any(is_longer)
}

/// The words of a method of a class; after a verb alone, those of the class.
fn owned(class: Vec<String>, method: &str) -> (Vec<String>, bool) {
    let mut method = words::words(method);
    let says_all = class.is_empty() || says(&method, &class) || method.len() > verb_length(&method);
    match method.first_mut().filter(|_| !says_all) {
        Some(verb) if path_names::is_verb(verb) || LAST_VERBS.contains(&verb.as_str()) => {
            *verb = plain_verb(verb).to_owned();
            method.extend(class);
            (method, true)
        }
        // `control.response` is a thing, and what is done to it is for the request to say.
        Some(_) => (class.into_iter().chain(method).collect(), false),
        None => (method, false),
    }
}

/// `youtube.videos.list`, `users.ListMessages`: resources, then a verb with or without an object.
fn of_chain(chain: &str, method: &str, group: &GroupWords<'_>) -> (Vec<String>, bool) {
    let group = group.whole();
    let links: Vec<&str> = chain.split('.').skip_while(|link| path_names::is_version(link)).collect();
    // What leads to the group, and the group itself.
    let own = links.iter().rposition(|link| singulars_in(link) == group).map_or(0, |position| position + 1);
    let is_within = !group.is_empty() && group.starts_with(&singulars_in(chain));
    let rest = if is_within { &[][..] } else { links.get(own..).unwrap_or_default() };
    let class: Vec<String> = rest.iter().flat_map(|link| words::words(link)).collect();
    if own > 0 && rest.is_empty() {
        // The group is the object: `videos.list` lists videos.
        let object = words::words(links.get(own - 1).copied().unwrap_or_default());
        return owned(object, method);
    }
    owned(class, method)
}

/// True for words whose one verb, at the end, is what the method of the request does: `passkey_delete` is no thing.
fn ends_with_method(words: &[String], method: &Method) -> bool {
    let Some((last, before)) = words.split_last() else { return false };
    let does_method = match method {
        Method::Get => matches!(last.as_str(), "get" | "list" | "retrieve"),
        Method::Post => matches!(last.as_str(), "create" | "insert"),
        Method::Put | Method::Patch => last == "update",
        Method::Delete => matches!(last.as_str(), "delete" | "destroy" | "remove"),
        _ => false,
    };
    does_method && !before.iter().any(|word| LAST_VERBS.contains(&word.as_str()))
}

/// How many words the verb at the start has: `find all`, `partial update`.
fn verb_length(words: &[String]) -> usize {
    let word = |at: usize| words.get(at).map(String::as_str);
    match (word(0), word(1)) {
        (Some("find" | "get" | "list" | "fetch"), Some("all" | "one" | "many")) => 2,
        (Some(first), Some(verb)) if path_names::is_qualifier(first) && path_names::is_verb(verb) => 2,
        _ => 1,
    }
}

/// `users_orders_list` says what it does at its end. True if the verb was moved.
fn verb_first(words: &mut [String], group: &GroupWords<'_>) -> bool {
    let Some((last, before)) = words.split_last() else { return false };
    let starts_with_verb = path_names::is_verb(words.first().map_or("", String::as_str)) || verb_length(words) > 1;
    // `load_balancers_list` of the group `Load balancers` loads nothing.
    let is_group =
        |spelling: &Vec<String>| spelling.len() > 1 && run_of(words, spelling).is_some_and(|run| run.start == 0);
    let starts_with_verb = starts_with_verb && !group.spellings().iter().any(is_group);
    if before.is_empty() || starts_with_verb || !LAST_VERBS.contains(&last.as_str()) {
        return false;
    }
    let qualifiers = before.iter().skip(1).rev().take_while(|word| path_names::is_qualifier(word)).count();
    words.rotate_right(1 + qualifiers);
    true
}

/// What everybody calls it, where a framework has a verb of its own.
fn plain_verb(verb: &str) -> &str {
    framework_verb(verb).map_or(verb, |(_, plain)| plain)
}

/// What everybody calls a verb that only frameworks use, and the method of its requests.
pub(super) fn framework_verb(verb: &str) -> Option<(Method, &'static str)> {
    match verb {
        "destroy" => Some((Method::Delete, "delete")),
        "index" => Some((Method::Get, "list")),
        "show" => Some((Method::Get, "get")),
        "store" => Some((Method::Post, "create")),
        _ => None,
    }
}

/// `retrieve a customer` -> `retrieve customer`. Words that say nothing between a verb and its object.
fn drop_fillers(words: &mut Vec<String>, id: &str, request: &Request<'_>) {
    // The capital of `saveQnAAnswers` is no article.
    let is_prose = id.contains([' ', '_', '-']);
    let said = words.clone();
    let follows_joint =
        |at: usize| at.checked_sub(1).and_then(|at| said.get(at)).is_some_and(|before| is_joint(before));
    let is_filler = |at: usize, word: &str| {
        matches!(word, "an" | "the") || word == "a" && (is_prose || at == 1 || follows_joint(at))
    };
    drop_inside(words, is_filler);
    if let [get, list, next, ..] = words.as_slice()
        && get == "get"
        && (list == "list" || matches!(list.as_str(), "index" | "show") && !request.path.contains(&**list))
        && !is_joint(next)
    {
        words.remove(0);
    }
    if let [verb, list, of, _, ..] = words.as_mut_slice()
        && matches!(
            (verb.as_str(), list.as_str(), of.as_str()),
            ("get" | "retrieve" | "return" | "fetch", "list" | "page", "of")
        )
    {
        "list".clone_into(list);
        words.drain(..1);
        words.drain(1..2);
    }
    // `get items with pagination`
    if let [.., _, with, pages] = words.as_slice()
        && with == "with"
        && matches!(pages.as_str(), "pagination" | "paging")
    {
        words.truncate(words.len() - 2);
    }
    if words.first().is_some_and(|first| path_names::is_verb(first)) {
        drop_inside(words, |at, word| at == 1 && matches!(word, "existing" | "new" | "single" | "specific"));
    }
}

/// Drops words that are neither the first nor the last.
fn drop_inside(words: &mut Vec<String>, says_nothing: impl Fn(usize, &str) -> bool) {
    let last = words.len().saturating_sub(1);
    let mut position = 0..;
    words.retain(|word| {
        let at = position.next().unwrap_or(last);
        at == 0 || at == last || !says_nothing(at, word)
    });
}

/// `create users deactivate` -> `deactivate users`: what is posted to an action is done, not created. `calls` are created
/// at `/call`.
fn done_to(words: &mut Vec<String>, request: &Request<'_>, group: &GroupWords<'_>) {
    let action = words::words(request.last_segment());
    let is_action = action.first().is_some_and(|first| path_names::is_verb(first)) && !group.is(&singulars(&action));
    if *request.method != Method::Post || words.first().is_none_or(|verb| verb != "create") || !is_action {
        return;
    }
    let Some(before) = words.get(1..).and_then(|rest| rest.strip_suffix(&*action)) else { return };
    let mut done: Vec<String> = action.iter().take(1).cloned().collect();
    done.extend(before.iter().cloned());
    done.extend(action.iter().skip(1).cloned());
    *words = done;
}

/// `create devices` -> `create device`: what is done to one thing, where the id has the name of the collection.
fn one_thing(words: &mut [String], request: &Request<'_>) {
    let Some((verb, [.., object])) = words.split_first_mut() else { return };
    // Django retrieves or reads what everybody gets.
    let is_got = verb == "retrieve" || verb == "read" && *request.method == Method::Get;
    *verb = if is_got { "get" } else { plain_verb(verb) }.to_owned();
    let is_one = match verb.as_str() {
        "create" | "delete" | "insert" => true,
        "list" => false,
        _ => request.picks_one(),
    };
    if is_one {
        *object = singular(object);
    } else if verb == "list" {
        let mut collections = request.path.rsplit('/').filter_map(|segment| words::words(segment).pop());
        if let Some(plural) = collections.find(|literal| singular(literal) == *object) {
            *object = plural;
        }
    }
}
