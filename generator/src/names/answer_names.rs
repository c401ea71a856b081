//! What the answers of operations are called that are written out where they are used, not as components.
//!
//! ```text
//! GET /jobs/{id}     get      an object with an id              Job         not GetJobResponse
//! GET /jobs          list     an object with a list of them     JobPage     JobList if it does not say which page
//! POST /jobs         create                                     CreateJobResponse
//! ```

use foldhash::{HashMap, HashSet};

use super::free::Free;
use super::group_words::one_of;
use super::titles::Titles;
use super::{endings, path_names, requests, words};
use crate::ir::{Api, OperationId, Record, Root, TypeKind};

/// What an answer may be called.
#[derive(Debug)]
pub(super) struct Answer {
    /// What it is called, if nothing else is called so.
    pub(super) name: Option<String>,
    /// What it would be called if it had other properties, or if there were other things.
    pub(super) others: Vec<String>,
}

/// The names by operation, where no component and no operation is called so: `taken` are their names, and `short` those
/// that components have instead.
pub(super) fn of<'a>(
    api: &'a Api,
    titles: &Titles<'_>,
    (taken, short): (&HashSet<String>, &HashMap<String, Vec<String>>),
) -> HashMap<&'a OperationId, Answer> {
    let wished = api.types.iter().filter_map(|def| {
        let Root::Response { operation, main: true, .. } = &def.origin.root else { return None };
        let TypeKind::Record(record) = &def.kind else { return None };
        let wish = wish(api, &titles.get(operation)?.label, record).filter(|_| def.origin.steps.is_empty())?;
        Some((operation, wish))
    });
    let wished: Vec<(&OperationId, Wish)> = wished.collect();
    let taken = taken.iter().chain(short.values().flatten());
    let free = Free::of(taken, wished.iter().filter_map(|(_, wish)| wish.name.as_ref()));
    let answer = |(operation, wish): &(&'a OperationId, Wish)| {
        let name = wish.name.clone().filter(|name| free.has(name));
        (*operation, Answer { name, others: wish.others.clone() })
    };
    wished.iter().map(answer).collect()
}

/// What an answer would be called.
struct Wish {
    name: Option<String>,
    /// All that it would be called, whatever its properties are.
    others: Vec<String>,
}

fn wish(api: &Api, label: &str, record: &Record) -> Option<Wish> {
    let said = words::words(label);
    let (verb, thing) = said.split_first()?;
    let last = thing.last()?;
    if thing.iter().any(|word| words::is_joint(word) || path_names::is_verb(word)) || path_names::is_one_thing(last) {
        return None;
    }
    let one = one_of(thing);
    let has_one_list = || requests::lists_of(api, record).count() == 1;
    let name = |list: &str| words::upper_camel(&[&one.join(" "), " ", list].concat());
    let (name, others) = match verb.as_str() {
        "get" => (endings::is_thing(record, &one).then(|| name("")), vec![name("")]),
        "list" if one != thing => {
            let list = if requests::tells_of_pages(record) { "page" } else { "list" };
            (has_one_list().then(|| name(list)), vec![name("page"), name("list")])
        }
        _ => return None,
    };
    Some(Wish { name, others })
}
