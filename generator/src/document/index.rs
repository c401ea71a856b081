//! Finds keys of big maps without walking them: a sorted order per map.

use foldhash::HashMap;

use super::node::{Key, Node};

/// Maps smaller than this are searched from the front.
const BIG: usize = 32;

/// The sorted orders of a document.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// The address of the entries of an object, which stays while the tree does, and their indices in the order of the keys.
    orders: HashMap<usize, Box<[u32]>>,
}

impl Index {
    /// Indexes every big map of a tree; the depth of a tree is bounded, so this may recurse.
    pub(super) fn add(&mut self, node: &Node) {
        let entries = node.entries();
        if entries.len() >= BIG {
            let mut order: Vec<u32> = (0..entries.len() as u32).collect();
            let text = |index: u32| entries.get(index as usize).map(|(key, _)| &*key.text);
            order.sort_unstable_by(|&one, &other| text(one).cmp(&text(other)));
            self.orders.insert(entries.as_ptr().addr(), order.into());
        }
        entries.iter().for_each(|(_, value)| self.add(value));
        node.items().iter().for_each(|item| self.add(item));
    }

    /// The value of a key.
    pub(super) fn get<'a>(&self, map: &'a Node, key: &str) -> Option<&'a Node> {
        self.entry(map, key).map(|(_, value)| value)
    }

    /// The key itself and its value.
    pub(super) fn entry<'a>(&self, map: &'a Node, key: &str) -> Option<&'a (Key, Node)> {
        let entries = map.entries();
        let order = Some(entries).filter(|entries| entries.len() >= BIG);
        let Some(order) = order.and_then(|entries| self.orders.get(&entries.as_ptr().addr())) else {
            return entries.iter().find(|(name, _)| *name.text == *key);
        };
        let text = |index: u32| entries.get(index as usize).map(|(key, _)| &*key.text);
        let at = order.binary_search_by(|&index| text(index).cmp(&Some(key))).ok()?;
        entries.get(*order.get(at)? as usize)
    }
}
