//! How much a copy of a part of the tree costs, so that a few lines of text cannot fill the memory.

use super::node::{Node, NodeKind};

/// What all copies made while reading one document may take, in bytes.
pub(super) const COPY_BUDGET: usize = 64 << 20;

/// How much a copy adds to the tree.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Extent {
    pub(super) bytes: usize,
    pub(super) levels: usize,
}

impl Extent {
    /// The size of a node; the depth of a tree is bounded, so this may recurse.
    pub(super) fn of(node: &Node) -> Extent {
        let children = match &node.kind {
            NodeKind::List(items) => items.iter().map(Extent::of).fold(Extent::default(), Extent::beside),
            NodeKind::Map(entries) => entries
                .iter()
                .map(|(key, value)| Extent { bytes: key.text.len() + 40, levels: 0 }.beside(Extent::of(value)))
                .fold(Extent::default(), Extent::beside),
            NodeKind::String(text) => return Extent { bytes: text.len() + 48, levels: 0 },
            _ => return Extent { bytes: 48, levels: 0 },
        };
        Extent { bytes: children.bytes + 48, levels: children.levels + 1 }
    }

    fn beside(self, other: Extent) -> Extent {
        Extent { bytes: self.bytes + other.bytes, levels: self.levels.max(other.levels) }
    }
}
