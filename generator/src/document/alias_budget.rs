//! How much a copy of a part of the tree costs, so that a few lines of text cannot fill the memory.

use super::node::{Node, NodeKind};

/// What all copies made while reading one document may take, in bytes.
pub(super) const COPY_BUDGET: usize = 64 << 20;

/// How much a copy adds to the tree.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Budget {
    pub(super) bytes: usize,
    pub(super) levels: usize,
}

impl Budget {
    /// The size of a node; the depth of a tree is bounded, so this may recurse.
    pub(super) fn of(node: &Node) -> Budget {
        let children = match &node.kind {
            NodeKind::List(items) => items.iter().map(Budget::of).fold(Budget::default(), Budget::and),
            NodeKind::Map(entries) => entries
                .iter()
                .map(|(key, value)| Budget { bytes: key.text.len() + 40, levels: 0 }.and(Budget::of(value)))
                .fold(Budget::default(), Budget::and),
            NodeKind::String(text) => return Budget { bytes: text.len() + 48, levels: 0 },
            _ => return Budget { bytes: 48, levels: 0 },
        };
        Budget { bytes: children.bytes + 48, levels: children.levels + 1 }
    }

    fn and(self, other: Budget) -> Budget {
        Budget { bytes: self.bytes + other.bytes, levels: self.levels.max(other.levels) }
    }
}
