//! The ledger: which nodes of the document that mean something were read, and a diagnostic for each that was not.
//!
//! *Read* means that the value went into the API or into a diagnostic, by a call of [`Node::read`](super::Node::read).
//! What nobody reads on purpose is in `silence`, with the reasons; what a loss costs the client is in `cost`.

mod cost;
mod silence;
#[cfg(test)]
pub(super) mod sites;
#[cfg(test)]
mod tests;
mod told;
mod trail;
mod walk;
mod written;

use std::collections::BTreeMap;

use foldhash::HashMap;

use self::cost::cost;
use self::told::Told;
use self::walk::Unread;
use super::Document;
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics};
use crate::source::JsonPointer;

/// The sums of the ledger.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// Nodes that mean something.
    pub nodes: usize,
    /// Nodes whose value is part of the API or of a diagnostic.
    pub read: usize,
    /// Nodes that a diagnostic says are left out.
    pub told: usize,
    /// The others by kind (`responses/*/content/*/examples`): the code lost them, and only the ledger reports it.
    pub silent: BTreeMap<String, usize>,
}

impl Ledger {
    /// Number of nodes that only the ledger reports.
    pub fn silent_nodes(&self) -> usize {
        self.silent.values().sum()
    }
}

/// Adds up what was read of a document, and reports the rest: one diagnostic for each kind in each operation or
/// component.
pub(crate) fn report_unread(document: &Document, diagnostics: &mut Diagnostics) -> Ledger {
    let told = Told::of(diagnostics);
    document.written.iter().for_each(|as_written| written::enter(document, as_written, &told));
    let found = walk::walk(document, &told);
    let mut ledger = Ledger { nodes: found.nodes, read: found.read, told: found.told, ..Ledger::default() };
    for unread in &found.unread {
        *ledger.silent.entry(unread.kind.clone()).or_default() += unread.nodes;
    }
    for (first, places) in grouped(&found.unread) {
        diagnostics.push(diagnostic(first, places));
    }
    ledger
}

/// The first of each kind within an operation or a component, and how many there are; in the order of the document.
fn grouped<'u, 'a>(unread: &'u [Unread<'a>]) -> Vec<(&'u Unread<'a>, usize)> {
    let mut groups: Vec<(&Unread<'a>, usize)> = Vec::new();
    let mut known: HashMap<(&JsonPointer, &str), usize> = HashMap::default();
    for one in unread {
        let group = *known.entry((&one.owner, &*one.kind)).or_insert_with(|| {
            groups.push((one, 0));
            groups.len() - 1
        });
        if let Some((_, places)) = groups.get_mut(group) {
            *places += 1;
        }
    }
    groups
}

fn diagnostic(first: &Unread<'_>, places: usize) -> Diagnostic {
    let cost = cost(first.subject);
    let more = match places {
        1 => String::new(),
        2 => ", here and in one more place".to_owned(),
        _ => format!(", here and in {} more places", places - 1),
    };
    let message = format!("`{}` is not read (`{}`){more}", name(&first.pointer), first.kind);
    let make = if cost.is_loss { Diagnostic::warning } else { Diagnostic::note };
    make(DiagnosticId::NotRead, &first.pointer, message).about_key().at(first.span).effect(cost.effect)
}

/// The last key of a pointer, with the index after it.
fn name(pointer: &JsonPointer) -> String {
    let last = pointer.last().unwrap_or_default();
    let list = pointer.parent().filter(|_| last.parse::<usize>().is_ok());
    match list.as_ref().and_then(JsonPointer::last) {
        Some(list) if list != "responses" => format!("{list}/{last}"),
        _ => last.into_owned(),
    }
}
