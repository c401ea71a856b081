//! The nearest valid name for a misspelt one.

use std::cell::{Cell, RefCell};

use foldhash::HashMap;

/// Names that are compared for one document before nothing more is suggested: who has that many dangling references has
/// another problem than spelling.
const BUDGET: usize = 100_000;

/// The nearest names of one document, each looked for once.
#[derive(Debug)]
pub(crate) struct Suggestions {
    left: Cell<usize>,
    known: RefCell<HashMap<(usize, String), Option<String>>>,
}

impl Default for Suggestions {
    fn default() -> Self {
        Self { left: Cell::new(BUDGET), known: RefCell::default() }
    }
}

impl Suggestions {
    /// What [`suggest`] finds among the candidates of the set that has this number.
    pub(crate) fn nearest<'a>(
        &self,
        set: usize,
        name: &str,
        candidates: impl Iterator<Item = &'a str>,
    ) -> Option<String> {
        let key = (set, name.to_owned());
        if let Some(known) = self.known.borrow().get(&key) {
            return known.clone();
        }
        let left = self.left.get();
        let mut compared = 0;
        let nearest = suggest(name, candidates.take(left).inspect(|_| compared += 1)).map(str::to_owned);
        self.left.set(left - compared);
        self.known.borrow_mut().insert(key, nearest.clone());
        nearest
    }
}

/// Candidates longer than this are not compared.
const MAX_LETTERS: usize = 64;

/// The candidate that differs least from a name, if it differs little enough to be what was meant.
pub fn suggest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name: Vec<char> = name.chars().take(MAX_LETTERS + 1).collect();
    if name.len() > MAX_LETTERS || name.is_empty() {
        return None;
    }
    let limit = name.len().div_ceil(4).min(3);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let distance = distance(&name, candidate, limit);
        if let Some(distance) = distance
            && best.is_none_or(|(least, _)| distance < least)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Number of letters to insert, remove, replace or swap; none if above the limit. Case alone counts as nothing.
fn distance(name: &[char], candidate: &str, limit: usize) -> Option<usize> {
    let other: Vec<char> = candidate.chars().take(MAX_LETTERS + 1).collect();
    if name.len().abs_diff(other.len()) > limit || other.len() > MAX_LETTERS {
        return None;
    }
    let same = |one: char, other: char| one == other || one.eq_ignore_ascii_case(&other);
    let mut before = vec![0; other.len() + 1];
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for (row, &letter) in name.iter().enumerate() {
        let mut line = vec![row + 1];
        for (column, &wanted) in other.iter().enumerate() {
            let replaced = above[column] + usize::from(!same(letter, wanted));
            let mut least = replaced.min(above[column + 1] + 1).min(line[column] + 1);
            let swapped = row > 0 && column > 0 && same(letter, other[column - 1]) && same(name[row - 1], wanted);
            if swapped {
                least = least.min(before[column - 1] + 1);
            }
            line.push(least);
        }
        before = std::mem::replace(&mut above, line);
    }
    above.last().copied().filter(|distance| *distance <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_looked_for_once_and_all_of_them_within_a_budget() {
        let suggestions = Suggestions { left: Cell::new(7), ..Suggestions::default() };
        let nearest = |name| suggestions.nearest(1, name, ["User", "Group", "Course"].into_iter());
        assert_eq!(nearest("Usr").as_deref(), Some("User"));
        assert_eq!(suggestions.left.get(), 4);
        assert_eq!(nearest("Usr").as_deref(), Some("User"));
        assert_eq!(suggestions.left.get(), 4, "it is known already");
        assert_eq!(nearest("Grop").as_deref(), Some("Group"));
        assert_eq!(nearest("Cours"), None, "the budget ends before the third candidate");
        assert_eq!(suggestions.left.get(), 0);
    }

    #[test]
    fn finds_what_was_meant() {
        let types = ["string", "integer", "number", "boolean", "array", "object"];
        assert_eq!(suggest("strng", types), Some("string"));
        assert_eq!(suggest("String", types), Some("string"));
        assert_eq!(suggest("obejct", types), Some("object"));
        assert_eq!(suggest("date", types), None);
        assert_eq!(suggest("", types), None);
        assert_eq!(suggest("minLenght", ["minLength", "maxLength"]), Some("minLength"));
        assert_eq!(suggest("operationID", ["operationId"]), Some("operationId"));
    }
}
