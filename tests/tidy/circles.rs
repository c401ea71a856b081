//! Circles of files: files that cannot be read, moved or understood one without the other.

use std::collections::{BTreeMap, BTreeSet};

use crate::modules::Arrow;
use crate::violation::Violation;

/// Reports each arrow that is part of a circle.
pub(crate) fn violations(arrows: &[Arrow]) -> Vec<Violation> {
    let reached = reached(arrows);
    let closes = |arrow: &&Arrow| reached[arrow.to.as_str()].contains(arrow.from.as_str());
    arrows.iter().filter(closes).map(violation).collect()
}

fn violation(arrow: &Arrow) -> Violation {
    let Arrow { from, to, line, name } = arrow;
    let says = format!(
        "`{name}` is in {to}, which needs this file in turn; move what both need below them, \
         or declare types that need each other in one file"
    );
    Violation::new(from, *line, says)
}

/// Where the arrows lead from each file, in one step or more.
fn reached(arrows: &[Arrow]) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut next: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for arrow in arrows {
        next.entry(&arrow.from).or_default().push(&arrow.to);
        next.entry(&arrow.to).or_default();
    }
    next.keys().map(|start| (*start, reached_from(start, &next))).collect()
}

fn reached_from<'a>(start: &str, next: &BTreeMap<&'a str, Vec<&'a str>>) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = next[start].clone();
    while let Some(file) = open.pop() {
        if reached.insert(file) {
            open.extend(&next[file]);
        }
    }
    reached
}
