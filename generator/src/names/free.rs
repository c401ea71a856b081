//! Names that several things may wish for, and which of them are free.

use foldhash::{HashMap, HashSet};

/// Other names of things, and what would stand in their way.
#[derive(Debug)]
pub(super) struct Free<'a> {
    taken: HashSet<&'a str>,
    wishes: HashMap<&'a str, usize>,
}

impl<'a> Free<'a> {
    pub(super) fn of<S: AsRef<str> + 'a>(
        taken: impl IntoIterator<Item = &'a S>,
        wishes: impl Iterator<Item = &'a String>,
    ) -> Self {
        let mut counts: HashMap<&str, usize> = HashMap::default();
        wishes.for_each(|wish| *counts.entry(wish).or_default() += 1);
        Self { taken: taken.into_iter().map(AsRef::as_ref).collect(), wishes: counts }
    }

    /// True if nothing is called so, and only one thing would be.
    pub(super) fn has(&self, wish: &str) -> bool {
        self.wishes.get(wish) == Some(&1) && !self.taken.contains(wish)
    }
}
