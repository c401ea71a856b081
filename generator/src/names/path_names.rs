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

use std::ops::Range;
use std::sync::OnceLock;

use foldhash::HashSet;

use super::circumstances::{Circumstance, Circumstances};
use super::group_words::{GroupWords, run_of};
use super::plurals::singular;
use super::words;
use crate::ir::{Method, Operation};

/// Words to look up, many times over.
struct Words {
    list: &'static str,
    set: OnceLock<HashSet<&'static str>>,
}

impl Words {
    const fn new(list: &'static str) -> Self {
        Self { list, set: OnceLock::new() }
    }

    fn has(&self, word: &str) -> bool {
        self.set.get_or_init(|| self.list.split_ascii_whitespace().collect()).contains(word)
    }
}

/// Things to do.
static VERBS: Words = Words::new(
    "accept acknowledge activate add advance aggregate analyze append apply approve ask assign attach \
    authenticate authorize begin bind calculate cancel capture change clear close complete compute configure \
    confirm connect convert create deactivate decline decode decrypt delete deploy describe detach detect disable \
    disconnect dismiss edit enable encode encrypt ensure evaluate exec execute expire explain \
    extract finalize find follow forget generate get handle ignore initialize initiate insert install introspect \
    invalidate invoke join kill list lookup mark mute notify open parse pause pay perform promote prune \
    publish purge put reactivate reassign rebuild receive recover redact redeem refresh regenerate register reindex \
    reject release reload remove rename renew reopen replace reply reschedule resend resize resolve respond restore \
    resume retry reverse revert revoke rotate save select send set sign simulate skip submit subscribe suspend \
    sync synchronize terminate toggle translate trigger unarchive unassign unban unblock unfollow uninstall unlink \
    unlock unmute unpause unpin unpublish unregister unsubscribe update upsert validate verify withdraw write",
);

/// Things to do that may as well begin the name of a thing, as in `login links`.
static VERBS_OR_NOUNS: Words = Words::new(
    "archive block check clone copy download export fork import invite lock login logout merge move ping \
    preview reboot refund reset restart rollback run search signin signout signup star start stop upload",
);

/// Things that are done where something is posted to them, and are there otherwise.
static NOUNS_OR_VERBS: Words = Words::new(
    "back backup batch bootstrap call commit count embed end estimate exchange fetch filter fix force grant harvest leave load order pin play process pull push query rate report request \
    retag retire review scan schedule share shutdown split test track transfer transform view vote watch",
);

/// Plurals of which one is not a list of things.
const ONE_THING: [&str; 9] =
    ["analytics", "credentials", "details", "metrics", "options", "preferences", "settings", "statistics", "stats"];

/// True for a plural of which one is not a list of things.
pub(super) fn is_one_thing(word: &str) -> bool {
    ONE_THING.contains(&word)
}

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
    let unversioned = without_version(id);
    let bare = letters(unversioned);
    let without_method = [bare.strip_prefix(&*method), bare.strip_suffix(&*method)];
    let is_repeated = |path: &String| without_method.contains(&Some(path.as_str()));
    // A chain of resources has the order of its author.
    let may_repeat = without_method.iter().any(Option::is_some) && !unversioned.contains('.');
    if may_repeat && spellings(&operation.path).iter().any(is_repeated) {
        return Essence::Mechanical;
    }
    let bare = letters(id);
    let Some(before) = bare.strip_suffix(&*method) else { return Essence::Own(id) };
    for path in [letters(&operation.path), letters(&telling(&operation.path).join("/"))] {
        let head = before.strip_suffix(&*path).filter(|head| head.len() > 1 && !is_version(head) && !path.is_empty());
        if let Some(head) = head {
            return Essence::Own(first_letters(id, head.chars().count()));
        }
    }
    Essence::Own(without_other_path(id, &method))
}

/// `get_workflows_v1_workflows_get` at `/v1/agents` -> `get_workflows`: FastAPI names a route after the first of its
/// paths.
fn without_other_path<'a>(id: &'a str, method: &str) -> &'a str {
    let Some(rest) = id.strip_suffix(method).and_then(|rest| rest.strip_suffix('_')) else { return id };
    let starts_path = |at: &usize| {
        let mut segments = rest.get(*at..).unwrap_or_default().split('_').skip(1);
        let first = segments.next().unwrap_or_default();
        (first == "api" || is_version(first)) && segments.next().is_some()
    };
    let start = rest.match_indices('_').map(|(at, _)| at).find(starts_path);
    start.filter(|start| *start > 0).and_then(|start| id.get(..start)).unwrap_or(id)
}

/// `get_users_v2025.1` -> `get_users`: which version of the API an id is of.
fn without_version(id: &str) -> &str {
    let Some((rest, version)) = id.rsplit_once('_') else { return id };
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_version =
        version.strip_prefix('v').is_some_and(|version| version.contains('.') && version.split('.').all(is_number));
    if is_version { rest } else { id }
}

/// How ids repeat a path: with and without what says which API it is; parameters by name, after `by`, as `id`, or not at all.
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
        spellings.push(letters(&with_parameters(path, "")));
        spellings.push(letters(&with_parameters(path, "id")));
    }
    spellings
}

/// The path with this word for each parameter.
fn with_parameters(path: &str, word: &str) -> String {
    let mut literals = String::with_capacity(path.len());
    let mut rest = path;
    while let Some((literal, after)) = rest.split_once('{') {
        literals.push_str(literal);
        literals.push_str(word);
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    literals + rest
}

/// True for a word that says what to do, as the first word of an operation id.
pub(super) fn is_verb(word: &str) -> bool {
    VERBS.has(word)
        || VERBS_OR_NOUNS.has(word)
        || NOUNS_OR_VERBS.has(word)
        || matches!(
            word,
            "count" | "destroy" | "fetch" | "patch" | "post" | "query" | "read" | "retrieve" | "show" | "store"
        )
}

/// True for a word that says how a verb after it is meant: `partial update`, `bulk delete`.
pub(super) fn is_qualifier(word: &str) -> bool {
    matches!(word, "partial" | "bulk" | "batch")
}

/// True for a word that says nothing but what to do.
pub(super) fn is_only_verb(word: &str) -> bool {
    VERBS.has(word)
}

/// Letters and digits in lower case.
fn letters(text: &str) -> String {
    if text.is_ascii() {
        let mut letters = text.to_ascii_lowercase();
        letters.retain(|letter| letter.is_ascii_alphanumeric());
        return letters;
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

/// The words of the segments that only say which API and which version of it a path is of.
pub(super) fn prefix(path: &str) -> Vec<String> {
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    let count = segments.len() - telling(path).len();
    segments.into_iter().take(count).filter(|segment| !segment.contains('{')).flat_map(words::words).collect()
}

pub(super) fn is_version(segment: &str) -> bool {
    if segment.starts_with("v{") && segment.ends_with('}') {
        return true;
    }
    let digits = segment.strip_prefix('v').unwrap_or_default();
    digits.starts_with(|first: char| first.is_ascii_digit()) && digits.len() < 8
}

/// Most segments before what is served.
const LONGEST_PREFIX: usize = 4;

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
        has_vowel && singular(last) != *last && !is_one_thing(last) || last == "people"
    }

    /// True for what is done rather than what there is.
    fn is_action(&self, method: &Method) -> bool {
        let first = self.words.first().map_or("", String::as_str);
        let is_alone = self.words.len() == 1;
        let is_of_many = matches!(first, "bulk" | "batch") && self.words.get(1).is_some_and(|verb| is_verb(verb));
        VERBS.has(first)
            || is_of_many
            || VERBS_OR_NOUNS.has(first) && (is_alone || !self.is_plural())
            || NOUNS_OR_VERBS.has(first) && is_alone && *method == Method::Post
    }

    /// True for what is one, though its word is a plural.
    fn is_one(&self) -> bool {
        self.words.last().is_some_and(|last| is_one_thing(last))
    }

    /// True for what may be a verb that no list has. A thing has an ending that verbs do not have.
    fn may_be_done(&self) -> bool {
        let last = self.words.last().map_or("", String::as_str);
        let is_thing = ["ion", "ment", "ness", "ity", "ship"];
        let is_known = is_verb(last) || self.words.first().is_some_and(|first| is_verb(first));
        !self.is_plural() && !self.is_one() && (is_known || !is_thing.iter().any(|ending| last.ends_with(ending)))
    }

    /// The thing, or one of the things.
    fn noun(&self) -> Vec<String> {
        let mut noun = self.words.clone();
        if let Some(last) = noun.last_mut().filter(|_| self.picked && !self.is_one()) {
            *last = singular(last);
        }
        noun
    }
}

/// What the document says of an operation, but for its id and its group.
#[derive(Debug)]
pub(super) struct Request<'a> {
    pub(super) method: &'a Method,
    pub(super) path: &'a str,
    /// A success is `201 Created`.
    pub(super) creates: bool,
    /// A success is an array.
    pub(super) lists: bool,
    /// What comes before the last parameter is got by itself, so that is what `get` gets.
    pub(super) is_below_one: bool,
    /// What its answer and other operations say.
    pub(super) circumstances: Circumstances,
    /// The things that ids name after a verb, and nothing else.
    pub(super) things: &'a HashSet<String>,
}

impl<'a> Request<'a> {
    /// The last segment of the path.
    pub(super) fn last_segment(&self) -> &'a str {
        self.path.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
    }

    /// The last word of the path that is no parameter.
    pub(super) fn last_word(&self) -> String {
        let literals = self.path.rsplit('/').filter(|segment| !segment.contains('{'));
        literals.filter_map(|segment| words::words(segment).pop()).next().unwrap_or_default()
    }

    /// True if the circumstance holds.
    pub(super) fn has(&self, circumstance: Circumstance) -> bool {
        self.circumstances.has(circumstance)
    }

    /// What is made of it among these operations and among others. What asks for nothing that makes a difference is not
    /// made again.
    pub(super) fn if_others_differed<'r, T>(&'r self, make: impl Fn(&Self) -> T + 'r) -> impl Iterator<Item = T> + 'r {
        let Self { method, path, creates, lists, is_below_one, things, .. } = *self;
        let mut known: Vec<Circumstances> = Vec::new();
        self.circumstances.combinations().filter_map(move |circumstances| {
            if known.iter().any(|known| known.answer_like(&circumstances)) {
                return None;
            }
            let request = Self { method, path, creates, lists, is_below_one, circumstances, things };
            let made = make(&request);
            known.push(request.circumstances);
            Some(made)
        })
    }

    /// True for a thing that another operation makes or changes: `workflow`, where there is a `createWorkflow`.
    pub(super) fn is_thing(&self, word: &str) -> bool {
        self.has(Circumstance::KnowsThings) && self.things.contains(&singular(word))
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
    let mut owners = leave_out_group(&mut steps, group);
    // `library/libraries` says twice what the group is.
    let is_group = |step: &Step| !step.picked && group.is(&step.words);
    if owners.group.as_ref().is_some_and(|group| !group.picked) && matches!(steps.as_slice(), [one] if is_group(one)) {
        owners.group = steps.pop();
    }
    name_of(request, (&steps, group), owners, suffix)
}

/// The method's name in snake case, also with what the path says twice.
pub(super) fn method_name_in_full(request: &Request<'_>, group: &GroupWords<'_>) -> String {
    let mut steps = all_steps(request.path);
    let suffix = joint(&mut steps);
    let owners = leave_out_group(&mut steps, group);
    name_of(request, (&steps, group), owners, suffix)
}

fn name_of(
    request: &Request<'_>,
    (steps, group): (&[Step], &GroupWords<'_>),
    owners: Owners,
    suffix: Vec<String>,
) -> String {
    let mut name = match done_inside(request, steps, group) {
        Some(done) => done,
        None => action(request, steps, (owners.group.as_ref(), owners.is_reversed)),
    };
    // Where all things of a group belong to the same things, none of its names has to say so.
    if owners.others.is_empty() || request.has(Circumstance::IsOwned) {
        name.extend(suffix);
        return name.join("_");
    }
    name.push("for".to_owned());
    name.extend(owners.others);
    name.extend(suffix);
    name.join("_")
}

/// The steps after those that only say which API a path is of.
fn steps(path: &str) -> Vec<Step> {
    steps_of(&served(path))
}

/// The steps of a path, without those that say nothing but which version of the API it is of.
fn all_steps(path: &str) -> Vec<Step> {
    steps_of(&telling(path))
}

/// What is served below `answer/admin/api` and `crm/v3`, where that comes first.
fn served(path: &str) -> Vec<&str> {
    let mut segments = telling(path);
    let literals = segments.iter().take_while(|segment| !segment.contains('{')).count();
    let is_end = |at: &usize| {
        let segment = segments.get(*at).copied().unwrap_or_default();
        is_version(segment) || segment == "api"
    };
    let end = (0..literals.saturating_sub(1).min(LONGEST_PREFIX)).rev().find(is_end);
    segments.drain(..end.map_or(0, |end| end + 1));
    segments
}

fn steps_of(segments: &[&str]) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for segment in segments {
        let (literal, parameter) = match segment.split_once('{') {
            None => (*segment, false),
            // `{id}:cancel`: what follows the last parameter is the next step.
            Some(("", rest)) => {
                pick(&mut steps, segment);
                (rest.rsplit_once('}').map_or("", |(_, action)| action), false)
            }
            Some((before, _)) => (before, true),
        };
        let mut literal_words = words::words(literal);
        if let Some(owner) = steps.last().filter(|owner| owner.picked && literal_words.len() > owner.words.len()) {
            // `/models/{id}/model_files` are the files of a model.
            let is_said = owner.words.iter().zip(&literal_words).all(|(owner, word)| singular(owner) == *word);
            literal_words.drain(..if is_said { owner.words.len() } else { 0 });
        }
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
    /// The group is in two steps, the last word first.
    is_reversed: bool,
    others: Vec<String>,
}

/// True if a path has the group, in one step or next to each other.
pub(super) fn has_group(path: &str, group: &GroupWords<'_>) -> bool {
    let steps = all_steps(path);
    let is_within = |step: &Step| group.spellings().iter().any(|spelling| run_of(&step.words, spelling).is_some());
    steps.iter().any(is_within) || group_position(&steps, group).is_some()
}

/// The steps that are the group: one, or two whose words are the group's, as in `settings/users` of `User settings`,
/// `events/{id}/products` of `EventProducts` and `runs/storage/volumes` of `RunsVolumes`.
fn group_position(steps: &[Step], group: &GroupWords<'_>) -> Option<Range<usize>> {
    if let Some(one) = steps.iter().position(|step| group.is(&step.words)) {
        return Some(one..one + 1);
    }
    let is_both = |pair: &[Step]| {
        let [first, second] = pair else { return false };
        let joined = |one: &Step, other: &Step| [&*one.words, &*other.words].concat();
        group.is(&joined(first, second)) || !first.picked && group.is(&joined(second, first))
    };
    let is_around = |three: &[Step]| {
        let [first, between, last] = three else { return false };
        !first.picked && !between.picked && group.is(&[&*first.words, &*last.words].concat())
    };
    let around = || steps.windows(3).position(is_around).map(|first| first..first + 3);
    steps.windows(2).position(is_both).map(|first| first..first + 2).or_else(around)
}

/// True if a path leads to one thing of the group.
pub(super) fn picks_group(path: &str, group: &GroupWords<'_>) -> bool {
    let steps = steps(path);
    let last = group_position(&steps, group).and_then(|position| steps.get(position.end - 1));
    last.is_some_and(|step| step.picked)
}

/// True if the end of a path is a parameter that picks one thing of the group.
pub(super) fn ends_with_group(path: &str, group: &GroupWords<'_>) -> bool {
    let steps = steps(path);
    let ends = group_position(&steps, group).is_some_and(|position| position.end == steps.len());
    ends && steps.last().is_some_and(|step| step.picked)
}

/// True if the end of a path is the group, of which nothing is picked.
pub(super) fn is_collection(path: &str, group: &GroupWords<'_>) -> bool {
    let steps = steps(path);
    let ends = group_position(&steps, group).is_some_and(|position| position.end == steps.len());
    ends && steps.last().is_some_and(|step| !step.picked)
}

/// True if something comes after the group in a path, and nothing before it: `/auth/keys/{id}` of the group `auth`.
pub(super) fn goes_past(path: &str, group: &GroupWords<'_>) -> bool {
    let steps = steps(path);
    let is_past = |position: Range<usize>| position.start == 0 && position.end < steps.len();
    group_position(&steps, group).is_some_and(is_past) && !steps.last().is_some_and(|step| group.is(&step.words))
}

/// True if the name of a method leaves out what its path has besides the group: `list` of `/admin/users`.
pub(super) fn leaves_out(path: &str, group: &GroupWords<'_>) -> bool {
    let steps = all_steps(path);
    let Some(position) = group_position(&steps, group) else { return false };
    let (before, after) = steps.split_at(position.start);
    before.iter().any(|step| !step.picked) || after.iter().skip(1).any(|step| group.is(&step.words))
}

/// The words of what picks the things that a group belongs to, outermost first: `project` of
/// `/projects/{id}/members/{id}`.
pub(super) fn owners(path: &str, group: &GroupWords<'_>) -> Vec<String> {
    let mut steps = steps(path);
    let Some(position) = group_position(&steps, group) else { return Vec::new() };
    steps.truncate(position.start);
    let first = steps.iter().rposition(|step| !step.picked).map_or(0, |at| at + 1);
    steps.iter().skip(first).flat_map(|step| step.words.iter().map(|word| singular(word))).collect()
}

/// The last word of a group of several, where the end of a path is the group: ids may say `list documents` of the group
/// `project documents` at `/project/documents`.
pub(super) fn last_word(path: &str, group: &GroupWords<'_>) -> Option<String> {
    let ([first @ .., last], steps) = (group.whole(), steps(path)) else { return None };
    let ends = group_position(&steps, group).is_some_and(|position| position.end == steps.len());
    // `sessions` of the group `checkout sessions` at `/checkouts/{id}`.
    let starts = || matches!(&*steps, [step] if step.words.iter().map(|word| singular(word)).eq(first.iter().cloned()));
    ((ends || starts()) && !first.is_empty() && !is_verb(last)).then(|| last.clone())
}

fn leave_out_group(steps: &mut Vec<Step>, group: &GroupWords<'_>) -> Owners {
    let Some(position) = group_position(steps, group) else {
        return Owners { group: None, is_reversed: false, others: Vec::new() };
    };
    let joined: Vec<String> =
        steps.get(position.clone()).unwrap_or_default().iter().flat_map(|step| step.words.clone()).collect();
    let is_reversed = position.len() == 2 && !group.is(&joined);
    let rest = steps.split_off(position.end);
    let group = steps.pop();
    steps.truncate(position.start);
    let others = steps.iter().filter(|step| step.picked).flat_map(Step::noun).collect();
    *steps = rest;
    Owners { group, is_reversed, others }
}

/// What a step inside of the path does to what follows: `send_audio` of `/chat/send/audio`.
fn done_inside(request: &Request<'_>, steps: &[Step], group: &GroupWords<'_>) -> Option<Vec<String>> {
    let (last, before) = steps.split_last().filter(|(last, _)| !last.is_action(request.method))?;
    let is_verb =
        |step: &Step| does(request.method, step) && !step.words.iter().any(|word| group.whole().contains(word));
    let (owners, done) = before.split_at(before.iter().position(is_verb)?);
    let (verb, objects) = done.split_first()?;
    let objects = owners.iter().chain(objects).chain([last]).flat_map(Step::noun);
    Some(verb.words.iter().cloned().chain(objects).collect())
}

/// The verb and what it is about.
fn action(request: &Request<'_>, steps: &[Step], (group, is_reversed): (Option<&Step>, bool)) -> Vec<String> {
    let Some((last, before)) = steps.split_last() else {
        let Some(group) = group else { return vec![verb(request, false, false), "root".to_owned()] };
        return to_group(request, group, is_reversed);
    };
    let owner_picked = before.last().or(group).is_some_and(|step| step.picked);
    let nouns = || before.iter().flat_map(Step::noun);
    if is_done(request, last, owner_picked) {
        return last.words.iter().cloned().chain(nouns()).collect();
    }
    let has_plural = || last.words.iter().any(|word| singular(word) != *word);
    let listed =
        request.has(Circumstance::IsPage) && (request.has(Circumstance::HasThings) || has_plural()) && !last.is_one();
    let mut name = vec![verb(request, last.is_plural() || listed, last.picked)];
    name.extend(nouns());
    let creates = name.first().is_some_and(|verb| verb == "create");
    name.extend(Step { words: last.words.clone(), picked: last.picked || creates }.noun());
    name
}

/// What is done to the group itself.
fn to_group(request: &Request<'_>, group: &Step, is_reversed: bool) -> Vec<String> {
    let several = group.is_plural() || matches!(request.method, Method::Post) && !group.picked;
    if matches!(request.method, Method::Delete) && group.is_plural() && !group.picked {
        return vec![if request.has(Circumstance::NamesThings) { "delete_many" } else { "delete_all" }.to_owned()];
    }
    if matches!(request.method, Method::Patch)
        && group.is_plural()
        && !group.picked
        && request.has(Circumstance::HasThings)
    {
        return vec!["update_many".to_owned()];
    }
    // `swap/reverse` makes a reverse swap.
    if matches!(request.method, Method::Post) && !is_reversed && is_done(request, group, false) {
        return group.words.clone();
    }
    let listed = (request.lists || request.has(Circumstance::IsPage))
        && matches!(request.method, Method::Get)
        && !group.is_one();
    vec![verb(request, several || listed, group.picked)]
}

/// True if the last step is what is done, not a thing that is got or made.
fn is_done(request: &Request<'_>, last: &Step, owner_picked: bool) -> bool {
    // `restore/{id}` restores the one that is picked; `items/create/{id}` creates no item.
    let makes = |word: &String| matches!(word.as_str(), "create" | "update" | "delete" | "get" | "list");
    let is_verb = !last.picked || last.words.len() == 1 && !last.words.iter().any(makes);
    match request.method {
        Method::Get => !last.picked && last.is_action(request.method),
        Method::Put | Method::Patch => is_verb && last.is_action(request.method),
        // What is posted to a single thing and is no collection below it is done to it.
        Method::Post => {
            is_verb && last.is_action(request.method)
                || owner_picked && !last.picked && !request.has(Circumstance::IsThing) && last.may_be_done()
        }
        // `library/delete` deletes a library, and no deletion of one.
        Method::Delete => !last.picked && last.words.iter().any(|word| is_deletion(word)),
        _ => false,
    }
}

/// True for a step inside of a path that says what is done to what follows.
fn does(method: &Method, step: &Step) -> bool {
    let [verb] = step.words.as_slice() else { return false };
    let is_said = match method {
        Method::Post | Method::Put | Method::Patch => VERBS.has(verb) && !matches!(verb.as_str(), "get" | "list"),
        Method::Delete => is_deletion(verb),
        _ => false,
    };
    is_said && !step.picked
}

/// True for what a `DELETE` of an action does.
fn is_deletion(word: &str) -> bool {
    matches!(
        word,
        "cancel"
            | "clear"
            | "delete"
            | "destroy"
            | "detach"
            | "disconnect"
            | "dismiss"
            | "purge"
            | "remove"
            | "revoke"
            | "terminate"
            | "unlink"
    )
}

fn verb(request: &Request<'_>, plural: bool, picked: bool) -> String {
    let verb = match (request.method, plural, picked) {
        (Method::Get, true, false) => "list",
        (Method::Get, ..) => "get",
        // Where a `PATCH` or a `PUT` updates, what is posted to a thing is said by nothing.
        (Method::Post, _, true) if !request.creates && request.has(Circumstance::HasPatch) => "post",
        (Method::Post, _, true) if !request.creates && !request.has(Circumstance::HasPut) => "update",
        // What is got as one thing is there already.
        (Method::Post, false, false) if !request.creates && request.has(Circumstance::IsOne) => "update",
        (Method::Post, ..) => "create",
        (Method::Put, _, false) if request.creates && request.has(Circumstance::HasThings) => "create",
        // One thing is put into the collection, in place of one that is there.
        (Method::Put, _, false) if request.has(Circumstance::HasThings) && !request.lists => "replace",
        (Method::Put, ..) => {
            if request.has(Circumstance::HasPatch) {
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
    use foldhash::HashSet;

    use super::super::group_words::GroupWords;
    use super::{Circumstances, Request, method_name};
    use crate::ir::Method;

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
            (Method::Post, "/login", "login", "login"),
            (Method::Post, "/connection", "connection", "create"),
            (Method::Post, "/ai/ask", "ai", "ask"),
            (Method::Post, "/volumes/{id}/assertion", "volumes", "create_assertion"),
            (Method::Post, "/deployment/pause/{id}", "deployments", "pause"),
            (Method::Get, "/wanted/cutoff/{id}", "Cut Off", "get"),
            (Method::Get, "/customfilter/{id}", "CustomFilter", "get"),
            (Method::Post, "/login", "Users", "login"),
            (Method::Post, "/v1/projects/{project}/jobs/{job}:cancel", "jobs", "cancel_for_project"),
            (Method::Get, "/users/{id}/settings", "users", "get_settings"),
            (Method::Get, "/{id}", "default", "get_id"),
            (Method::Get, "/", "default", "get_root"),
            (Method::Query, "/items", "items", "query"),
            (Method::Get, "/answer/admin/api/theme/options", "admin", "get_theme_options"),
            (Method::Get, "/crm/v3/objects/notes", "crm", "list_objects_notes"),
            (Method::Get, "/identity/v2", "identity", "get_v2"),
            (Method::Post, "/chat/send/audio", "chat", "send_audio"),
            (Method::Delete, "/pages/delete/permanently", "pages", "delete_permanently"),
        ] {
            let things = HashSet::default();
            let request = Request {
                things: &things,
                method: &method,
                path,
                creates: false,
                lists: false,
                is_below_one: false,
                circumstances: Circumstances::default(),
            };
            assert_eq!(method_name(&request, &GroupWords::of(group)), expected, "{method} {path} in {group}");
        }
    }
}
