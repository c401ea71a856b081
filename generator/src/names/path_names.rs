//! Operation ids that say nothing but method and path, and what the operation is called instead.
//!
//! ```text
//! GetCustomers              GET    /v1/customers                          customers   list
//! (none)                    POST   /v1/customers                          customers   create
//! getCustomersCustomer      GET    /v1/customers/{customer}               customers   get
//! (none)                    GET    /v1/customers/{customer}/cards         customers   list_cards
//! (none)                    DELETE /v1/customers/{customer}/cards/{id}    customers   delete_card
//! PostChargesChargeCapture  POST   /v1/charges/{charge}/capture           charges     capture
//! (none)                    GET    /repos/{owner}/{repo}/issues           issues      list_for_repo
//! read_items_items__id__get GET    /items/{id}                            Items       read (what comes before the path)
//! ```
//!
//! A pure function of method, path, id and group, so that no other operation has a say in it.

use super::group_words::{GroupWords, singulars};
use super::plurals::singular;
use super::words;
use crate::ir::{Method, Operation};

/// Things to do, sorted.
const VERBS: [&str; 65] = [
    "accept",
    "activate",
    "add",
    "advance",
    "approve",
    "assign",
    "attach",
    "authenticate",
    "authorize",
    "cancel",
    "capture",
    "change",
    "clear",
    "close",
    "complete",
    "confirm",
    "convert",
    "create",
    "deactivate",
    "decline",
    "delete",
    "deploy",
    "detach",
    "disable",
    "enable",
    "execute",
    "expire",
    "finalize",
    "find",
    "follow",
    "generate",
    "get",
    "list",
    "lookup",
    "mark",
    "pause",
    "pay",
    "publish",
    "receive",
    "redact",
    "register",
    "reject",
    "release",
    "remove",
    "rename",
    "renew",
    "resend",
    "restore",
    "resume",
    "retry",
    "reverse",
    "revoke",
    "rotate",
    "send",
    "set",
    "submit",
    "suspend",
    "sync",
    "unfollow",
    "unlink",
    "unlock",
    "unpublish",
    "update",
    "validate",
    "verify",
];

/// Things to do that may as well begin the name of a thing, as in `login links`; sorted.
const VERBS_OR_NOUNS: [&str; 26] = [
    "archive", "block", "check", "clone", "copy", "download", "export", "fork", "import", "invite", "lock", "login",
    "logout", "merge", "move", "ping", "preview", "refund", "reset", "restart", "run", "search", "star", "start",
    "stop", "upload",
];

/// Plurals of which one is not a list of things.
const ONE_THING: [&str; 9] =
    ["analytics", "credentials", "details", "metrics", "options", "preferences", "settings", "statistics", "stats"];

/// Whether an operation id says anything beyond method and path.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Essence<'a> {
    /// Something of its own: the whole of it, or what comes before method and path.
    Own(&'a str),
    /// Method and path only.
    Mechanical,
}

/// What the id says beyond method and path.
pub(super) fn essence(operation: &Operation) -> Essence<'_> {
    let id = operation.id.as_str();
    let method = operation.method.as_str().to_ascii_lowercase();
    let bare = letters(id);
    let is_repeated = |path: &String| bare == [&*method, path].concat() || bare == [path, &*method].concat();
    // A chain of resources has the order of its author.
    if !id.contains('.') && spellings(&operation.path).iter().any(is_repeated) {
        return Essence::Mechanical;
    }
    for path in [letters(&operation.path), letters(&telling(&operation.path).join("/"))] {
        let tail = [&path, &*method].concat();
        if let Some(head) = bare.strip_suffix(&tail).filter(|head| head.len() > 2 && !path.is_empty()) {
            return Essence::Own(first_letters(id, head.chars().count()));
        }
    }
    Essence::Own(id)
}

/// How ids repeat a path: with and without what says which API it is; parameters by name, after `by`, or not at all.
fn spellings(path: &str) -> Vec<String> {
    let without_version = telling(path).join("/");
    let is_served_below = without_version.len() < path.trim_matches('/').len();
    let mut spellings = Vec::with_capacity(6);
    for path in [path, &*without_version] {
        spellings.push(letters(path));
        // `getUserByName` says more than the path where the path has no prefix to tell that a program made the id.
        if is_served_below {
            spellings.push(letters(&path.replace('{', "by")));
        }
        spellings.push(letters(&without_parameters(path)));
    }
    spellings
}

fn without_parameters(path: &str) -> String {
    let mut literals = String::with_capacity(path.len());
    let mut rest = path;
    while let Some((literal, after)) = rest.split_once('{') {
        literals.push_str(literal);
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    literals + rest
}

/// True for a word that says what to do, as the first word of an operation id.
pub(super) fn is_verb(word: &str) -> bool {
    has(&VERBS, word)
        || has(&VERBS_OR_NOUNS, word)
        || matches!(
            word,
            "count" | "fetch" | "insert" | "patch" | "post" | "put" | "query" | "read" | "retrieve" | "show" | "store"
        )
}

fn has(sorted: &[&str], word: &str) -> bool {
    sorted.binary_search(&word).is_ok()
}

/// Letters and digits in lower case.
fn letters(text: &str) -> String {
    if text.is_ascii() {
        let letters = text.bytes().filter(u8::is_ascii_alphanumeric);
        return letters.map(|letter| char::from(letter.to_ascii_lowercase())).collect();
    }
    text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The id up to its `count`th letter or digit.
fn first_letters(id: &str, count: usize) -> &str {
    let mut ends = id.char_indices().filter(|(_, character)| character.is_alphanumeric()).skip(count);
    ends.next().map_or(id, |(end, _)| id.get(..end).unwrap_or(id)).trim_end_matches(['_', '-', '.', '/'])
}

/// The segments of a path, without what only says which API and which version it is.
fn telling(path: &str) -> Vec<&str> {
    let segments = path.split('/').filter(|segment| !segment.is_empty());
    segments.skip_while(|segment| is_version(segment) || matches!(*segment, "api" | "rest")).collect()
}

pub(super) fn is_version(segment: &str) -> bool {
    if segment.starts_with("v{") && segment.ends_with('}') {
        return true;
    }
    let digits = segment.strip_prefix('v').unwrap_or_default();
    digits.starts_with(|first: char| first.is_ascii_digit()) && digits.len() < 8
}

/// A step of a path: a literal, and whether a parameter right after it picks one thing out of it.
#[derive(Debug)]
struct Step {
    words: Vec<String>,
    picked: bool,
}

impl Step {
    fn is_plural(&self) -> bool {
        let Some(last) = self.words.last() else { return false };
        // An abbreviation such as `mmds` only looks like a plural.
        let has_vowel = last.contains(['a', 'e', 'i', 'o', 'u']);
        has_vowel && singular(last) != *last && !ONE_THING.contains(&last.as_str()) || last == "people"
    }

    /// True for what is done rather than what there is.
    fn is_action(&self) -> bool {
        let first = self.words.first().map_or("", String::as_str);
        has(&VERBS, first) || has(&VERBS_OR_NOUNS, first) && (self.words.len() == 1 || !self.is_plural())
    }

    /// The thing, or one of the things.
    fn noun(&self) -> Vec<String> {
        let mut noun = self.words.clone();
        if let Some(last) = noun.last_mut().filter(|_| self.picked) {
            *last = singular(last);
        }
        noun
    }
}

/// What the document says of an operation, but for its id and its group.
#[derive(Clone, Copy, Debug)]
pub(super) struct Request<'a> {
    pub(super) method: &'a Method,
    pub(super) path: &'a str,
    /// A success is `201 Created`.
    pub(super) creates: bool,
    /// A success is an array.
    pub(super) lists: bool,
    /// The path has a `PATCH` as well, so a `PUT` is no update like any other.
    pub(super) patched: bool,
}

impl<'a> Request<'a> {
    /// The last segment of the path.
    pub(super) fn last_segment(&self) -> &'a str {
        self.path.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
    }

    /// True if the path ends with a parameter, which picks one thing.
    pub(super) fn picks_one(&self) -> bool {
        self.last_segment().ends_with('}')
    }
}

/// The method's name in snake case.
pub(super) fn method_name(request: &Request<'_>, group: &GroupWords<'_>) -> String {
    let mut steps = steps(request.path);
    let suffix = joint(&mut steps);
    let owners = leave_out_group(&mut steps, group);
    let mut name = action(request, &steps, owners.group.as_ref());
    if owners.others.is_empty() {
        name.extend(suffix);
        return name.join("_");
    }
    name.push("for".to_owned());
    name.extend(owners.others);
    name.extend(suffix);
    name.join("_")
}

fn steps(path: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for segment in telling(path) {
        let (literal, parameter) = match segment.split_once('{') {
            None => (segment, false),
            // `{id}:cancel`: what follows the last parameter is the next step.
            Some(("", rest)) => {
                pick(&mut steps, segment);
                (rest.rsplit_once('}').map_or("", |(_, action)| action), false)
            }
            Some((before, _)) => (before, true),
        };
        let literal_words = words::words(literal);
        if !literal_words.is_empty() {
            steps.push(Step { words: literal_words, picked: parameter });
        }
    }
    steps
}

/// A parameter after a parameter adds nothing; one at the start is a step of its own.
fn pick(steps: &mut Vec<Step>, segment: &str) {
    match steps.last_mut() {
        Some(step) => step.picked = true,
        None => steps.push(Step { words: words::words(segment), picked: true }),
    }
}

/// `by-name` at the end of a path says how, not what.
fn joint(steps: &mut Vec<Step>) -> Vec<String> {
    let starts = |step: &Step| step.words.first().is_some_and(|first| matches!(first.as_str(), "by" | "for" | "with"));
    match steps.last() {
        Some(step) if steps.len() > 1 && !step.picked && step.words.len() > 1 && starts(step) => {
            steps.pop().map(|step| step.words).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// What comes before the steps that are left: the group's own step, and things the group belongs to.
struct Owners {
    group: Option<Step>,
    others: Vec<String>,
}

/// True if one step of a path is the group.
pub(super) fn has_group(path: &str, group: &GroupWords<'_>) -> bool {
    group_position(&steps(path), group).is_some()
}

fn group_position(steps: &[Step], group: &GroupWords<'_>) -> Option<usize> {
    steps.iter().position(|step| group.spellings().contains(&singulars(&step.words)))
}

fn leave_out_group(steps: &mut Vec<Step>, group: &GroupWords<'_>) -> Owners {
    let Some(position) = group_position(steps, group) else {
        return Owners { group: None, others: Vec::new() };
    };
    let rest = steps.split_off(position + 1);
    let group = steps.pop();
    let others = steps.iter().filter(|step| step.picked).flat_map(Step::noun).collect();
    *steps = rest;
    Owners { group, others }
}

/// The verb and what it is about.
fn action(request: &Request<'_>, steps: &[Step], group: Option<&Step>) -> Vec<String> {
    let Some((last, before)) = steps.split_last() else {
        let Some(group) = group else { return vec![verb(request, false, false), "root".to_owned()] };
        let several = group.is_plural() || matches!(request.method, Method::Post) && !group.is_action();
        if matches!(request.method, Method::Delete) && group.is_plural() && !group.picked {
            return vec!["delete_all".to_owned()];
        }
        let listed = request.lists && matches!(request.method, Method::Get);
        return vec![verb(request, several || listed, group.picked)];
    };
    let owner_picked = before.last().or(group).is_some_and(|step| step.picked);
    let nouns = || before.iter().flat_map(Step::noun);
    let is_action = !last.picked
        && match request.method {
            Method::Get | Method::Put | Method::Patch => last.is_action(),
            // What is posted to a single thing and is no collection below it is done to it.
            Method::Post => last.is_action() || owner_picked && !last.is_plural(),
            _ => false,
        };
    if is_action {
        return last.words.iter().cloned().chain(nouns()).collect();
    }
    let mut name = vec![verb(request, last.is_plural(), last.picked)];
    name.extend(nouns());
    let creates = name.first().is_some_and(|verb| verb == "create");
    name.extend(Step { words: last.words.clone(), picked: last.picked || creates }.noun());
    name
}

fn verb(request: &Request<'_>, plural: bool, picked: bool) -> String {
    let verb = match (request.method, plural, picked) {
        (Method::Get, true, false) => "list",
        (Method::Get, ..) => "get",
        (Method::Post, ..) if request.creates => "create",
        (Method::Post, _, true) => "update",
        (Method::Post, true, false) => "create",
        (Method::Post, ..) => "post",
        (Method::Put, ..) => {
            if request.patched {
                "replace"
            } else {
                "update"
            }
        }
        (Method::Patch, ..) => "update",
        (Method::Delete, ..) => "delete",
        (Method::Head, ..) => "head",
        (Method::Options, ..) => "options",
        (Method::Trace, ..) => "trace",
        (Method::Query, ..) => "query",
        (Method::Other(token), ..) => return words::snake(token.as_str()),
    };
    verb.to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::group_words::GroupWords;
    use super::{Request, VERBS, VERBS_OR_NOUNS, method_name};
    use crate::ir::Method;

    #[test]
    fn verbs_are_sorted() {
        assert!(VERBS.is_sorted() && VERBS_OR_NOUNS.is_sorted());
    }

    #[test]
    fn methods_read_as_if_written() {
        for (method, path, group, expected) in [
            (Method::Get, "/v1/customers", "customers", "list"),
            (Method::Post, "/v1/customers", "customers", "create"),
            (Method::Get, "/v1/customers/{customer}", "customers", "get"),
            (Method::Post, "/v1/customers/{customer}", "customers", "update"),
            (Method::Delete, "/v1/customers/{customer}", "customers", "delete"),
            (Method::Get, "/v1/customers/{customer}/bank_accounts", "customers", "list_bank_accounts"),
            (Method::Post, "/v1/customers/{customer}/bank_accounts", "customers", "create_bank_account"),
            (Method::Post, "/v1/customers/{customer}/sources/{id}/verify", "customers", "verify_source"),
            (Method::Post, "/v1/charges/{charge}/capture", "charges", "capture"),
            (Method::Post, "/v1/charges/{charge}/dispute/close", "charges", "close_dispute"),
            (Method::Post, "/v1/setup_intents/{intent}/verify_microdeposits", "setup_intents", "verify_microdeposits"),
            (Method::Post, "/v1/orders/{id}/returns", "orders", "create_return"),
            (Method::Get, "/v1/account", "account", "get"),
            (Method::Get, "/v1/balance/history", "balance", "get_history"),
            (Method::Get, "/v1/invoices/upcoming/lines", "invoices", "list_upcoming_lines"),
            (Method::Get, "/v1/issuing/cards/{card}", "issuing", "get_card"),
            (Method::Get, "/repos/{owner}/{repo}/issues", "issues", "list_for_repo"),
            (Method::Put, "/gists/{id}/star", "gists", "star"),
            (Method::Delete, "/gists/{id}/star", "gists", "delete_star"),
            (Method::Get, "/market/search/by-figi", "market", "search_by_figi"),
            (Method::Post, "/v1/account/login_links", "account", "create_login_link"),
            (Method::Post, "/package/set-tags", "package", "set_tags"),
            (Method::Get, "/plant/get-reason-codes", "plant", "get_reason_codes"),
            (Method::Get, "/mmds", "mmds", "get"),
            (Method::Get, "/v1/skus", "skus", "list"),
            (Method::Post, "/login", "login", "post"),
            (Method::Post, "/login", "Users", "login"),
            (Method::Post, "/v1/projects/{project}/jobs/{job}:cancel", "jobs", "cancel_for_project"),
            (Method::Get, "/users/{id}/settings", "users", "get_settings"),
            (Method::Get, "/{id}", "default", "get_id"),
            (Method::Get, "/", "default", "get_root"),
            (Method::Query, "/items", "items", "query"),
        ] {
            let request = Request { method: &method, path, creates: false, lists: false, patched: false };
            assert_eq!(method_name(&request, &GroupWords::of(group)), expected, "{method} {path} in {group}");
        }
    }
}
