//! Finds keys of big maps without walking them: a sorted order per map that references usually lead through.

use super::node::Node;

/// Maps smaller than this are searched from the front.
const BIG: usize = 16;

/// The sorted orders of one file.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Path of keys to the map, and the indices of its entries in the order of their keys.
    maps: Vec<(Vec<Box<str>>, Vec<u32>)>,
}

impl Index {
    /// Indexes `paths`, `webhooks`, the sections of `components`, and definitions at the root.
    pub(super) fn of(root: &Node) -> Index {
        let mut index = Index::default();
        index.add(&[], root);
        for (section, map) in root.entries() {
            if matches!(&*section.text, "paths" | "webhooks" | "$defs" | "definitions") {
                index.add(&[&section.text], map);
            }
        }
        for (section, map) in root.get("components").map(Node::entries).unwrap_or_default() {
            index.add(&["components", &section.text], map);
        }
        index
    }

    fn add(&mut self, path: &[&str], map: &Node) {
        let entries = map.entries();
        if entries.len() < BIG {
            return;
        }
        let mut order: Vec<u32> = (0..entries.len() as u32).collect();
        let text = |index: u32| entries.get(index as usize).map(|(key, _)| &*key.text);
        order.sort_unstable_by(|&one, &other| text(one).cmp(&text(other)));
        self.maps.push((path.iter().map(|&key| key.into()).collect(), order));
    }

    /// The value of a key in the map at a path of keys.
    pub(super) fn get<'a>(&self, path: &[String], map: &'a Node, key: &str) -> Option<&'a Node> {
        let entries = map.entries();
        if entries.len() < BIG {
            return map.get(key);
        }
        let Some((_, order)) = self.maps.iter().find(|(indexed, _)| same_path(indexed, path)) else {
            return map.get(key);
        };
        let text = |index: u32| entries.get(index as usize).map(|(key, _)| &*key.text);
        let at = order.binary_search_by(|&index| text(index).cmp(&Some(key))).ok()?;
        entries.get(*order.get(at)? as usize).map(|(_, value)| value)
    }
}

fn same_path(indexed: &[Box<str>], path: &[String]) -> bool {
    indexed.len() == path.len() && indexed.iter().zip(path).all(|(one, other)| **one == **other)
}
