//! A place where a rule of the house does not hold, and the report of all such places.

use std::collections::BTreeMap;
use std::fmt;

use crate::sources::room;

/// One place where a rule does not hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Violation {
    pub(crate) file: String,
    pub(crate) line: usize,
    /// What is wrong, and what to do about it.
    pub(crate) says: String,
}

impl Violation {
    pub(crate) fn new(file: &str, line: usize, says: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, says: says.into() }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {}", self.file, self.line, self.says)
    }
}

/// A line with the number of violations for each room, with the violations below it.
pub(crate) fn report(violations: &[Violation]) -> Vec<String> {
    let mut rooms: BTreeMap<&str, Vec<&Violation>> = BTreeMap::new();
    for violation in violations {
        rooms.entry(room(&violation.file)).or_default().push(violation);
    }
    rooms.into_iter().flat_map(|(room, violations)| room_report(room, &violations)).collect()
}

fn room_report(room: &str, violations: &[&Violation]) -> Vec<String> {
    let head = format!("{room}: {}", violations.len());
    std::iter::once(head).chain(violations.iter().map(|violation| format!("  {violation}"))).collect()
}
