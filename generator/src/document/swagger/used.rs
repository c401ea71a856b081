//! What the lowering itself makes use of. The nodes are gone afterwards, so their places are kept for the ledger.

use std::cell::RefCell;

use foldhash::HashSet;

use crate::document::node::Node;
use crate::source::Span;

/// Places of values that became part of the lowered tree in other words.
#[derive(Debug, Default)]
pub(super) struct Used(RefCell<HashSet<Span>>);

impl Used {
    /// Enters a value.
    pub(super) fn read<'n>(&self, node: &'n Node) -> &'n Node {
        self.0.borrow_mut().insert(node.span);
        node
    }

    /// Enters the value of a key.
    pub(super) fn read_key<'n>(&self, node: &'n Node, key: &str) -> Option<&'n Node> {
        node.get(key).map(|value| self.read(value))
    }

    /// Enters all items of an array.
    pub(super) fn read_items(&self, items: &[Node]) {
        items.iter().for_each(|item| _ = self.read(item));
    }

    pub(super) fn into_places(self) -> HashSet<Span> {
        self.0.into_inner()
    }
}
