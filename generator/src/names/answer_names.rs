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

/// The names by operation, where no component and no operation is called so: `taken` are their names, and `short` those
/// that components have instead.
pub(super) fn of<'a>(
    api: &'a Api,
    titles: &Titles<'_>,
    (taken, short): (&HashSet<String>, &HashMap<String, Vec<String>>),
) -> HashMap<&'a OperationId, String> {
    let wished = api.types.iter().filter_map(|def| {
        let Root::Response { operation, main: true, .. } = &def.origin.root else { return None };
        let TypeKind::Record(record) = &def.kind else { return None };
        let name = name(api, &titles.get(operation)?.label, record).filter(|_| def.origin.steps.is_empty())?;
        Some((operation, name))
    });
    let wished: Vec<(&OperationId, String)> = wished.collect();
    let free = Free::of(taken.iter().chain(short.values().flatten()), wished.iter().map(|(_, name)| name));
    wished.iter().filter(|(_, name)| free.has(name)).cloned().collect()
}

fn name(api: &Api, label: &str, record: &Record) -> Option<String> {
    let said = words::words(label);
    let (verb, thing) = said.split_first()?;
    let last = thing.last()?;
    if thing.iter().any(|word| words::is_joint(word) || path_names::is_verb(word)) || path_names::is_one_thing(last) {
        return None;
    }
    let one = one_of(thing);
    let has_one_list = || requests::lists_of(api, record).count() == 1;
    let list = match verb.as_str() {
        "get" if endings::is_thing(record, &one) => "",
        "list" if one != thing && has_one_list() && requests::tells_of_pages(record) => "page",
        "list" if one != thing && has_one_list() => "list",
        _ => return None,
    };
    Some(words::upper_camel(&[&one.join(" "), " ", list].concat()))
}
