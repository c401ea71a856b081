//! Operations at another method or path than when they got their names: the id says which they are.

use foldhash::{HashMap, HashSet};

use super::{Lock, column, visible, wire};
use crate::ir::Api;

/// What goes over the wire today, and what went then: method and path.
pub(super) type Moves = HashMap<String, String>;

impl Lock {
    /// With the names of operations whose id is now at another place, where nothing else is at the old one.
    /// `None` if no operation has moved.
    pub(crate) fn following(&self, api: &Api) -> Option<Self> {
        let unknown = || api.operations.iter().filter(|one| self.operation(&one.method, &one.path).is_none());
        if self.operations.is_empty() || unknown().next().is_none() {
            return None;
        }
        let kept = api.operations.iter().filter_map(|one| self.held_wire(&one.method, &one.path));
        let kept: HashSet<&str> = kept.collect();
        let mut gone: HashMap<&str, Vec<&str>> = HashMap::default();
        for (wire, held) in self.operations.iter().filter(|(wire, _)| !kept.contains(wire.as_str())) {
            gone.entry(&held.id).or_default().push(wire);
        }
        let moved = unknown().filter_map(|one| {
            // An id that several had tells none of them.
            let [before] = gone.get(&*column(one.id.as_str()))?.as_slice() else { return None };
            Some((visible(&wire(&one.method, &one.path)).into_owned(), (*before).to_owned()))
        });
        let moves: Moves = moved.collect();
        (!moves.is_empty()).then(|| Self { moves, ..self.clone() })
    }

    /// A key that begins with method and path, as it was before the operation moved.
    pub(super) fn before_move(&self, key: &str) -> Option<String> {
        if self.moves.is_empty() {
            return None;
        }
        let place = key.match_indices(' ').nth(1).map_or(key.len(), |(space, _)| space);
        let (now, rest) = key.split_at_checked(place)?;
        Some([self.moves.get(now)?, rest].concat())
    }
}
