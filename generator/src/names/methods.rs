//! The short name of a method: what its operation id says beyond its group.
//!
//! ```text
//! listUsers in Users      list          addUserTags in Users    add_tags
//! getUserById in Users    get           getUserByRef in Users   get_by_ref
//! users/list in users     list          createUser in People    create_user
//! ```
//!
//! A pure function of the id and the group, so that no other operation has a say in it.

use std::collections::{HashMap, HashSet};

use super::path_names::{self, Essence};
use super::words;
use crate::ir::{Api, GroupId, Operation, OperationId};
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

/// Titles of all operations. Who was called something in the last run keeps the name, else the first operation.
pub(super) fn titles<'a>(api: &'a Api, lock: &Lock) -> Titles<'a> {
    let mut taken = Taken::default();
    let mut titles = Titles::with_capacity(api.operations.len());
    for known in [true, false] {
        for operation in api.operations.iter().filter(|operation| operation.alternative.is_none()) {
            let held = lock.operation(&operation.method, &operation.path);
            if held.is_some() != known {
                continue;
            }
            let group = api.groups.get(operation.group.index()).map_or("", |group| &group.wire_name);
            let mut proposed = proposals(operation, group);
            let whole = Title { method: short_name(operation.id.as_str(), group), label: operation.id.to_string() };
            if let Some(held) = held {
                // What it was called comes first, if it can still be called so.
                proposed.sort_by_key(|title| !held.is_called(&title.label));
                if held.is_called(&whole.label) {
                    proposed.insert(0, whole.clone());
                }
            }
            let free = proposed.into_iter().find(|title| taken.is_free(operation, title));
            titles.insert(&operation.id, taken.take(operation, free.unwrap_or(whole)));
        }
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

/// What operations are called already.
#[derive(Debug, Default)]
struct Taken {
    methods: HashSet<(GroupId, String)>,
    labels: HashSet<String>,
}

impl Taken {
    fn is_free(&self, operation: &Operation, title: &Title) -> bool {
        !self.labels.contains(&title.label) && !self.methods.contains(&(operation.group, title.method.clone()))
    }

    fn take(&mut self, operation: &Operation, title: Title) -> Title {
        self.methods.insert((operation.group, title.method.clone()));
        self.labels.insert(title.label.clone());
        title
    }
}

/// What an operation may be called, best first.
fn proposals(operation: &Operation, group: &str) -> Vec<Title> {
    match path_names::essence(operation) {
        Essence::Own(said) => vec![Title { method: short_name(said, group), label: said.to_owned() }],
        Essence::Mechanical => {
            let method = path_names::method_name(&operation.method, &operation.path, group);
            let labels = [sentence(&method, group), [group, " ", &method].concat()];
            labels.into_iter().map(|label| Title { method: method.clone(), label }).collect()
        }
    }
}

/// `mark_uncollectible` of `invoices` becomes `mark invoice uncollectible`, `list` becomes `list invoices`.
fn sentence(method: &str, group: &str) -> String {
    let (verb, rest) = method.split_once('_').unwrap_or((method, ""));
    // Without a tag, and without a word in the path, there is nothing that owns it.
    let mut owner = if group == "default" { Vec::new() } else { words::words(group) };
    if let Some(last) = owner.last_mut().filter(|_| verb != "list" || !rest.is_empty()) {
        *last = words::singular(last);
    }
    [verb, &owner.join("_"), rest].join(" ").trim_end().to_owned()
}

/// Words of the operation id without the group's, in snake case; the whole id if nothing telling is left.
fn short_name(id: &str, group: &str) -> String {
    let id_words = words::words(id);
    let group_words: Vec<String> = words::words(group).iter().map(|word| words::singular(word)).collect();
    let mut kept = without(&id_words, &group_words);
    drop_by_id(&mut kept);
    if tells_enough(&kept) { kept.join("_") } else { id_words.join("_") }
}

/// Leaves out the first run of words that is the group's name, be it singular or plural.
fn without(id_words: &[String], group_words: &[String]) -> Vec<String> {
    let is_group = |run: &[String]| run.iter().zip(group_words).all(|(word, group)| words::singular(word) == *group);
    let start = id_words.windows(group_words.len().max(1)).position(is_group);
    match start {
        Some(start) if !group_words.is_empty() => {
            let (before, rest) = id_words.split_at(start);
            before.iter().chain(rest.iter().skip(group_words.len())).cloned().collect()
        }
        _ => id_words.to_vec(),
    }
}

/// Fetching by id is what one expects; only other keys are worth a word.
fn drop_by_id(kept: &mut Vec<String>) {
    if kept.len() > 2 && kept.ends_with(&["by".to_owned(), "id".to_owned()]) {
        kept.truncate(kept.len() - 2);
    }
}

fn tells_enough(kept: &[String]) -> bool {
    const JOINTS: [&str; 9] = ["by", "for", "from", "in", "of", "on", "to", "with", "and"];
    kept.first().is_some_and(|first| {
        !JOINTS.contains(&first.as_str()) && first.chars().next().is_some_and(unicode_ident::is_xid_start)
    }) && kept.last().is_some_and(|last| !JOINTS.contains(&last.as_str()))
}

#[cfg(test)]
mod tests {
    use super::short_name;

    #[test]
    fn methods_say_what_the_group_does_not() {
        for (id, group, expected) in [
            ("listUsers", "Users", "list"),
            ("getUser", "Users", "get"),
            ("getUserById", "Users", "get"),
            ("getUserByRef", "Users", "get_by_ref"),
            ("addUserTags", "Users", "add_tags"),
            ("users/get-by-username", "users", "get_by_username"),
            ("listCategories", "Category", "list"),
            ("createUser", "People", "create_user"),
            ("users", "Users", "users"),
            ("usersById", "Users", "users_by_id"),
            ("listLearningContent", "Learning content", "list"),
            ("getItemById", "Other", "get_item"),
            ("", "Users", ""),
        ] {
            assert_eq!(short_name(id, group), expected, "{id} in {group}");
        }
    }
}
