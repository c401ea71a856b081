//! What each operation is called: the best of its names that no other operation has.
//!
//! `methods` has the names, best first.

use foldhash::{HashMap, HashSet};

use super::group_words::GroupWords;
use super::methods::{self, Proposals, Title};
use super::requests::Requests;
use super::words;
use crate::ir::{Api, GroupId, Operation, OperationId};
use crate::lock::Lock;

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

/// An operation that has no name yet.
struct Waiting<'a> {
    /// Who had a name in the last run chooses first, as it chose then.
    turn: (bool, Turn),
    operation: &'a Operation,
    /// What it may be called, best first.
    proposed: Vec<Title>,
}

/// Titles of all operations. Who was called something in the last run keeps the name, else the first operation.
pub(super) fn titles<'a>(api: &'a Api, lock: &Lock) -> Titles<'a> {
    let groups: Vec<GroupWords<'_>> = api.groups.iter().map(|group| GroupWords::of(&group.wire_name)).collect();
    let untagged = GroupWords::of("");
    let requests = Requests::of(api);
    let waits = |operation: &'a Operation| {
        let group = groups.get(operation.group.index()).unwrap_or(&untagged);
        let request = requests.request(operation);
        let proposals = methods::proposals(operation, &request, group);
        // What the rules would make if other operations were different, so that a new one renames nothing.
        let others =
            || request.if_others_differed().into_iter().map(|request| methods::proposals(operation, &request, group));
        waiting(operation, proposals, || others().flat_map(|others| others.titles).collect(), lock)
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

fn waiting<'a>(
    operation: &'a Operation,
    proposals: Proposals,
    others: impl FnOnce() -> Vec<Title>,
    lock: &Lock,
) -> Waiting<'a> {
    let Proposals { titles: mut proposed, counted } = proposals;
    let id = words::snake(operation.id.as_str());
    let turn = match proposed.first() {
        Some(title) if title.method == id => Turn::Exact,
        _ if counted => Turn::Counted,
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
                let held = others().into_iter().find(is_held);
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
