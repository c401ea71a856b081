//! The ledger of a Swagger 2.0 document is kept of the tree as it was written, so that what the lowering drops is seen:
//! a written node is read if one with its place in the lowered tree is, or if the lowering itself made use of it.

use foldhash::HashMap;

use super::told::Told;
use crate::document::node::Entry;
use crate::document::swagger::Written;
use crate::document::{Document, Node};
use crate::source::{JsonPointer, Span};

/// What became of the nodes with one place: of the lowered tree several may have it.
#[derive(Clone, Copy, Default)]
struct Marks {
    entry: Entry,
    /// What one of them is in is left out.
    is_within_left_out: bool,
}

/// Enters in the written tree what became of it.
pub(super) fn enter(document: &Document, written: &Written, told: &Told) {
    told.pointers().for_each(|pointer| leave_out(document, pointer));
    told.siblings().filter_map(|pointer| document.root.at(pointer)).for_each(leave_out_siblings);
    let mut entries: HashMap<Span, Marks> = HashMap::default();
    collect(&document.root, false, &mut entries);
    for place in &written.used {
        entries.entry(*place).or_default().entry.is_read = true;
    }
    transfer(&written.root, &entries);
}

/// A diagnostic about one of these keys is about the whole object.
fn leave_out(document: &Document, pointer: &JsonPointer) {
    let is_of_all = pointer.last().is_some_and(|last| matches!(&*last, "$ref" | "in" | "name"));
    let outer = pointer.parent().filter(|_| is_of_all);
    document.root.at(outer.as_ref().unwrap_or(pointer)).into_iter().for_each(enter_left_out);
}

fn leave_out_siblings(node: &Node) {
    let siblings = node.entries().iter().filter(|(key, _)| &*key.text != "$ref");
    siblings.for_each(|(_, value)| enter_left_out(value));
}

fn enter_left_out(node: &Node) {
    node.enter(Entry { is_left_out: true, ..node.entry() });
}

fn children(node: &Node) -> impl Iterator<Item = &Node> {
    node.entries().iter().map(|(_, value)| value).chain(node.items())
}

fn collect(node: &Node, is_within_left_out: bool, entries: &mut HashMap<Span, Marks>) {
    let marks = entries.entry(node.span).or_default();
    marks.entry.is_read |= node.entry().is_read;
    marks.entry.is_left_out |= node.entry().is_left_out;
    marks.is_within_left_out |= is_within_left_out;
    let is_within_left_out = is_within_left_out || node.entry().is_left_out;
    children(node).for_each(|child| collect(child, is_within_left_out, entries));
}

fn transfer(node: &Node, entries: &HashMap<Span, Marks>) {
    // Without a place nothing is known of it; overlays add such nodes.
    let is_placed = node.span != Span::default();
    let Marks { entry, is_within_left_out } =
        entries.get(&node.span).copied().filter(|_| is_placed).unwrap_or_default();
    // A copy that is left out costs nothing where another one is read.
    let is_left_out = entry.is_left_out || is_within_left_out && !entry.is_read;
    node.enter(Entry { is_read: entry.is_read || !is_placed, is_left_out });
    children(node).for_each(|child| transfer(child, entries));
}
