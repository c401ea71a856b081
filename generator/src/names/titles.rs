//! What each operation is called: the best of its names that no other operation has.
//!
//! `methods` has the names, best first.

use std::borrow::Cow;

use foldhash::{HashMap, HashSet};

use super::conventions;
use super::group_words::{self, GroupWords, without_handler};
use super::groups::{self, Told};
use super::methods::{self, Proposals, Title};
use super::path_names;
use super::requests::Requests;
use super::words;
use crate::ir::{Api, Group, GroupId, Operation, OperationId};
use crate::lock::Lock;

/// The titles of all operations, by id.
pub(super) type Titles<'a> = HashMap<&'a OperationId, Title>;

/// Who chooses first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    /// The document says what it is called.
    Given,
    /// Is called by its whole operation id, which no shortened name may take.
    Exact,
    /// All others, in the order of the document.
    Other,
    /// Has a name that says less than its id or its path, so another may say just that.
    Loose,
    /// Has a counter in its id, so another says the same without one.
    Counted,
}

/// An operation that has no name yet.
struct Waiting<'a> {
    /// Who had a name in the last run chooses first, as it chose then.
    turn: (bool, Turn),
    operation: &'a Operation,
    /// What it may be called, best first.
    proposed: Vec<Title>,
}

/// Titles of all operations. Who was called something in the last run keeps the name, else the first operation.
pub(super) fn titles<'a>(api: &'a Api, told: &[Told], lock: &Lock) -> Titles<'a> {
    let groups = groups(api, told);
    let untagged = GroupWords::of("");
    let requests = Requests::of(api, &groups);
    let waits = |operation: &'a Operation| {
        let group = groups.get(operation.group.index()).unwrap_or(&untagged);
        let request = requests.request(operation);
        let last_word = path_names::last_word(&operation.path, group);
        let group = &last_word.map_or(Cow::Borrowed(group), |word| Cow::Owned(group.or_last_word(word)));
        let proposals = methods::proposals(operation, &request, group);
        // What the rules would make if other operations were different, so that a new one renames nothing.
        let others = || {
            let by_request = request.if_others_differed(|request| methods::proposals(operation, request, group));
            let by_group = if_group_differed(operation, group).into_iter();
            let by_group = by_group.map(|group| methods::proposals(operation, &request, &group));
            by_request.chain(by_group).flat_map(|others| others.titles)
        };
        waiting(operation, proposals, others, lock)
    };
    let mains = api.operations.iter().filter(|operation| operation.alternative.is_none());
    let mut waiting: Vec<Waiting<'_>> = mains.map(waits).collect();
    waiting.sort_by_key(|waiting| waiting.turn);
    let mut taken = Taken::default();
    let mut titles = Titles::default();
    for Waiting { operation, proposed, .. } in waiting {
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

/// The words of all groups: those of the tag, those that name the group, and those that all its ids begin with.
fn groups<'a>(api: &'a Api, told: &[Told]) -> Vec<GroupWords<'a>> {
    let operations = groups::operations_of(api);
    let mut of_tags: HashMap<&str, Vec<&Operation>> = HashMap::default();
    for (group, operations) in api.groups.iter().zip(&operations).filter(|(group, _)| group.namespace.is_some()) {
        of_tags.entry(group.tag()).or_default().extend(operations);
    }
    let words = |(group, told): (&'a Group, &Told), operations: &[&Operation]| {
        if let Some(collection) = group.collection() {
            let words = GroupWords::of_collection(collection, group.tag(), (told.name(), told.other()));
            let words = words.mostly(told.thing.clone());
            // `interfaces` of one namespace need the namespace in the names of their types if another has some, too.
            let is_told = words::words(told.name()) == words::words(collection);
            let start = words::words(group.tag());
            // One operation alone has nothing in common with others.
            let may_start = is_told || operations.len() == 1;
            let namespace = start.into_iter().next().filter(|start| may_start && all_start(operations, start));
            let of_tag = || namespace_of(&of_tags.get(group.tag()).cloned().unwrap_or_default());
            return in_company(words, class_of(operations), namespace.map_or_else(of_tag, |start| vec![start]));
        }
        let part = group_words::last_part(&group.wire_name).filter(|_| told.is_part());
        let words = GroupWords::of(part.unwrap_or(&group.wire_name)).also(&words::words(&group.wire_name));
        let words = words.also(&words::words(told.name()));
        let words = if of_tags.contains_key(group.tag()) { words.of_namespace() } else { words };
        let words = match &told.plural {
            // Types are called as the tag is written: a component that parts its words may go again.
            Some(plural) if words.whole().len() == 1 && !told.is_longer() => {
                words.numbered(&plural.replace('_', ""), told.is_plural)
            }
            Some(plural) => words.numbered(plural, told.is_plural),
            None => words,
        };
        let words = if told.is_longer() { words.longer(told.name()) } else { words };
        in_company(words, class_of(operations), namespace_of(operations))
    };
    api.groups.iter().zip(told).zip(&operations).map(|(group, operations)| words(group, operations)).collect()
}

/// A group whose operations are all of one class, or whose ids all begin with one word.
fn in_company<'a>(mut words: GroupWords<'a>, class: Option<&str>, namespace: Vec<String>) -> GroupWords<'a> {
    let class = words::words(class.unwrap_or_default());
    let class = without_handler(&class);
    if !conventions::is_short_for(class, &words) {
        words = words.also(class);
    }
    words.namespace = if words.is(&namespace) { Vec::new() } else { namespace };
    words
}

/// Most words of a namespace.
const LONGEST_NAMESPACE: usize = 4;

/// What the group may have been in the last run, when it had fewer operations or more.
fn if_group_differed<'g>(operation: &Operation, group: &'g GroupWords<'_>) -> Vec<GroupWords<'g>> {
    let id = operation.id.as_str();
    let class = conventions::of_class(id).map(|(class, _)| class);
    let said = words::words(id);
    let today: [Option<GroupWords<'g>>; 3] =
        [Some(GroupWords::of(&group.tag)), Some(group.clone()), group.other_tag.as_deref().map(GroupWords::of)];
    let classes = [None, class];
    let mut groups = Vec::new();
    for words in today.into_iter().flatten() {
        for class in classes {
            let namespaces = (0..=LONGEST_NAMESPACE).filter_map(|count| said.get(..count));
            let namespaces = namespaces.filter(|namespace| namespace.len() < 2 || is_module(namespace));
            groups.extend(namespaces.map(|namespace| in_company(words.clone(), class, namespace.to_vec())));
        }
    }
    groups
}

/// The one class that handles all operations of a group.
fn class_of<'a>(operations: &[&'a Operation]) -> Option<&'a str> {
    let mut classes = operations.iter().map(|operation| Some(conventions::of_class(operation.id.as_str())?.0));
    let first = classes.next()??;
    classes.all(|class| class == Some(first)).then_some(first)
}

/// True if all ids of a group begin with a word.
fn all_start(operations: &[&Operation], word: &str) -> bool {
    operations.iter().all(|operation| words::words(operation.id.as_str()).first().is_some_and(|first| first == word))
}

/// The words that all ids of a group begin with, if a verb follows in most: `files api routes` of
/// `files_api_routes_upload_file`.
fn namespace_of(operations: &[&Operation]) -> Vec<String> {
    let ids: Vec<Vec<String>> = operations.iter().map(|operation| words::words(operation.id.as_str())).collect();
    let Some((first, others)) = ids.split_first().filter(|(_, others)| !others.is_empty()) else { return Vec::new() };
    let is_shared = |count: &usize| others.iter().all(|id| id.get(..*count) == first.get(..*count));
    let is_told = |count: &usize| {
        let has_verb =
            |id: &&Vec<String>| id.len() > count + 1 && id.get(*count).is_some_and(|verb| path_names::is_verb(verb));
        4 * ids.iter().filter(has_verb).count() >= 3 * ids.len()
    };
    let starts_with_verb = first.first().is_some_and(|first| path_names::is_verb(first));
    let counts = (1..=first.len().min(LONGEST_NAMESPACE))
        .take_while(is_shared)
        .filter(|count| *count == 1 && is_told(count) || is_module(first.get(..*count).unwrap_or_default()));
    let count = counts.last().filter(|_| !starts_with_verb).unwrap_or(0);
    first.get(..count).unwrap_or_default().to_vec()
}

/// True for the module of a program that has the routes of an API: `agents api v1`.
fn is_module(words: &[String]) -> bool {
    match words {
        [_, .., api, last] => api == "api" && (last == "routes" || words::is_version(last)),
        _ => false,
    }
}

fn waiting<'a, I: Iterator<Item = Title>>(
    operation: &'a Operation,
    proposals: Proposals,
    others: impl FnOnce() -> I,
    lock: &Lock,
) -> Waiting<'a> {
    let Proposals { titles: mut proposed, counted, loose } = proposals;
    let id = words::snake(operation.id.as_str());
    let turn = match proposed.first() {
        _ if operation.given_name.is_some() => Turn::Given,
        Some(title) if title.method == id => Turn::Exact,
        _ if counted => Turn::Counted,
        _ if loose => Turn::Loose,
        _ => Turn::Other,
    };
    let held = lock.operation(&operation.method, &operation.path).filter(|_| !lock.renames());
    if let Some(held) = held {
        // The method of another representation is called after it.
        let kept = lock.kept_label(operation);
        let kept = kept.map(|label| Title { label: label.to_owned(), method: held.method.clone() });
        proposed.splice(0..0, kept);
        // What it was called comes first, if it can still be called so; a new id means a new name.
        if held.id == *crate::lock::column(operation.id.as_str()) {
            let is_held = |title: &Title| held.is_called(&title.label) && title.method == held.method;
            if !proposed.iter().any(is_held) {
                let held = others().find(is_held);
                proposed.splice(0..0, held);
            }
            proposed.sort_by_key(|title| (!held.is_called(&title.label), title.method != held.method));
        }
    }
    Waiting { turn: (held.is_none(), turn), operation, proposed }
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
