//! What the answers of operations are called that are written out where they are used, not as components.
//!
//! ```text
//! GET /jobs/{id}     get      an object with an id              Job         not GetJobResponse
//! GET /jobs          list     an object with a list of them     JobPage     JobList if it does not say which page
//! POST /jobs         create                                     CreateJobResponse
//! ```

use foldhash::{HashMap, HashSet};

use super::plurals::singular;
use super::titles::Titles;
use super::{endings, path_names, requests, words};
use crate::ir::{Api, OperationId, Record, Root, TypeKind, TypeRef, query};

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
    let short: HashSet<&String> = short.values().flatten().collect();
    let mut counts: HashMap<String, usize> = HashMap::default();
    wished.iter().for_each(|(_, name)| *counts.entry(name.clone()).or_default() += 1);
    let is_free = |name: &String| counts.get(name) == Some(&1) && !taken.contains(name) && !short.contains(name);
    wished.into_iter().filter(|(_, name)| is_free(name)).collect()
}

fn name(api: &Api, label: &str, record: &Record) -> Option<String> {
    let said = words::words(label);
    let (verb, thing) = said.split_first()?;
    let (last, start) = thing.split_last()?;
    if thing.iter().any(|word| words::is_joint(word) || path_names::is_verb(word)) || path_names::is_one_thing(last) {
        return None;
    }
    let one: Vec<String> = start.iter().cloned().chain([singular(last)]).collect();
    let list = match verb.as_str() {
        "get" if endings::is_thing(record, &one) => "",
        "list" if one != thing && has_one_list(api, record) && requests::tells_of_pages(record) => "page",
        "list" if one != thing && has_one_list(api, record) => "list",
        _ => return None,
    };
    Some(words::upper_camel(&[&one.join(" "), " ", list].concat()))
}

fn has_one_list(api: &Api, record: &Record) -> bool {
    let is_list = |type_ref| matches!(query::resolved(&api.types, type_ref), TypeRef::List(_));
    record.fields.iter().filter(|field| is_list(&field.type_ref)).count() == 1
}
