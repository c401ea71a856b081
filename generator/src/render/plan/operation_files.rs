//! Which file an operation is in: that of its group, or one of several where that would be too long.

use super::lengths;
use super::parts::{self, Entry};
use crate::ir::{Api, GroupId, Operation, query};
use crate::names::Names;

/// A file of operations besides the one that has the struct of the group.
#[derive(Debug)]
pub(crate) struct OperationFile {
    pub(crate) group: GroupId,
    pub(crate) module: String,
    /// Indices of its operations, in the order of the document.
    pub(crate) operations: Vec<usize>,
}

/// The files of all groups that are too long for one.
pub(crate) fn of(api: &Api, names: &Names) -> Vec<OperationFile> {
    let mut files: Vec<OperationFile> = Vec::new();
    for group in query::group_ids(api) {
        let operations = || api.operations.iter().enumerate().filter(|(_, operation)| operation.group == group);
        if !parts::are_needed(operations().map(|(_, operation)| lengths::of_operation(operation)).sum()) {
            continue;
        }
        let paths: Vec<Vec<String>> = operations().map(|(_, operation)| literals(operation)).collect();
        let common = common_start(&paths);
        let entry = |((index, operation), words): ((usize, &Operation), Vec<String>)| Entry {
            what: index,
            words: words.into_iter().skip(common).collect(),
            lines: lengths::of_operation(operation),
        };
        let entries = operations().zip(paths).map(entry).collect();
        for (mut module, operations) in parts::by_letter(entries, names.group(group).accessor.bare()) {
            let is_taken = |module: &str| {
                query::group_ids(api).any(|group| names.group(group).accessor.bare() == module)
                    || files.iter().any(|file| file.module == module)
            };
            while is_taken(&module) {
                module.push_str("_operations");
            }
            files.push(OperationFile { group, module, operations });
        }
    }
    files
}

/// The words of a path that are the same for every call.
fn literals(operation: &Operation) -> Vec<String> {
    let literal = operation.path.split('/').filter(|segment| !segment.is_empty() && !segment.contains('{'));
    literal.flat_map(|segment| crate::names::snake(segment).split('_').map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// How many words all begin with.
fn common_start(paths: &[Vec<String>]) -> usize {
    let Some((first, others)) = paths.split_first() else { return 0 };
    let is_shared = |count: &usize| others.iter().all(|other| other.get(..*count) == first.get(..*count));
    (1..=first.len()).take_while(is_shared).last().unwrap_or(0)
}
