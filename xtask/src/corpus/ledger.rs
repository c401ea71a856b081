//! What was read of a document, as `generate --stats` prints it, and the sums over a corpus.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// The ledger of one document, or the sum of several.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    nodes: usize,
    read: usize,
    told: usize,
    /// Nodes that only the ledger reports, by kind.
    silent: BTreeMap<String, usize>,
}

impl Ledger {
    /// Reads one line of the standard error of `generate --stats`.
    pub(super) fn note(&mut self, line: &str) {
        if let Some((nodes, kind)) = line.strip_prefix("silent: ").and_then(|silent| silent.split_once(' ')) {
            *self.silent.entry(kind.to_owned()).or_default() += nodes.parse().unwrap_or(0);
        }
        for word in line.strip_prefix("stats: ").into_iter().flat_map(str::split_whitespace) {
            match word.split_once('=') {
                Some(("nodes", value)) => self.nodes = value.parse().unwrap_or(0),
                Some(("read", value)) => self.read = value.parse().unwrap_or(0),
                Some(("told", value)) => self.told = value.parse().unwrap_or(0),
                _ => {}
            }
        }
    }

    /// Adds the ledger of another document.
    pub(super) fn add(&mut self, other: &Ledger) {
        self.nodes += other.nodes;
        self.read += other.read;
        self.told += other.told;
        for (kind, nodes) in &other.silent {
            *self.silent.entry(kind.clone()).or_default() += nodes;
        }
    }

    /// For people.
    pub(super) fn line(&self) -> String {
        format!("{} nodes {} read {} told {} silent", self.nodes, self.read, self.told, self.silent_nodes())
    }

    /// The silent nodes by kind, the most frequent kind first; a line each.
    pub(super) fn kinds(&self) -> String {
        let mut kinds: Vec<(&String, &usize)> = self.silent.iter().collect();
        kinds.sort_by_key(|(_, nodes)| std::cmp::Reverse(**nodes));
        kinds.into_iter().map(|(kind, nodes)| format!("{nodes:>7} {kind}\n")).collect()
    }

    /// For tools.
    pub(super) fn json(&self) -> Value {
        json!({ "nodes": self.nodes, "read": self.read, "told": self.told, "silent": self.silent })
    }

    fn silent_nodes(&self) -> usize {
        self.silent.values().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_stats_are_read_and_added() {
        let mut all = Ledger::default();
        for lines in [
            &["stats: operations=1 nodes=9 read=5 told=1 silent=3", "silent: 3 items/format"][..],
            &["silent: 1 tags/*"],
        ] {
            let mut one = Ledger::default();
            lines.iter().for_each(|line| one.note(line));
            all.add(&one);
        }
        assert_eq!(all.line(), "9 nodes 5 read 1 told 4 silent");
        assert_eq!(all.kinds(), "      3 items/format\n      1 tags/*\n");
    }
}
