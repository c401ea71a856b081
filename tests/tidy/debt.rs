//! What the rules found, held against what each room is still allowed.

use std::collections::BTreeMap;
use std::fmt;

use crate::sources::room;

/// A rule of the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rule {
    Circle,
    Layer,
    Length,
    Opening,
    Path,
    RuntimePath,
    Words,
}

/// One place where a rule does not hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Violation {
    pub(crate) rule: Rule,
    pub(crate) file: String,
    pub(crate) line: usize,
    /// What is wrong, and what to do about it.
    pub(crate) says: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {}", self.file, self.line, self.says)
    }
}

impl Rule {
    fn name(self) -> &'static str {
        match self {
            Self::Circle => "circle",
            Self::Layer => "layer",
            Self::Length => "length",
            Self::Opening => "opening",
            Self::Path => "path",
            Self::RuntimePath => "runtime-path",
            Self::Words => "words",
        }
    }
}

/// How many violations of a rule a room is allowed, by the lines `rule room count`.
pub(crate) type Debt = BTreeMap<(String, String), usize>;

pub(crate) fn read(text: &str) -> Debt {
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(one).collect()
}

fn one(line: &str) -> ((String, String), usize) {
    match line.split_whitespace().collect::<Vec<_>>()[..] {
        [rule, room, count] => {
            ((rule.to_owned(), room.to_owned()), count.parse().expect("the third column of debt.txt is a number"))
        }
        _ => panic!("debt.txt: `{line}` is not `rule room count`"),
    }
}

/// What there is to do: every violation of a rule in a room that has more of them than it is allowed.
pub(crate) fn excess(rule: Rule, violations: &[Violation], debt: &Debt) -> Vec<String> {
    let mut rooms: BTreeMap<String, Vec<&Violation>> = BTreeMap::new();
    for violation in violations {
        rooms.entry(room(&violation.file).to_owned()).or_default().push(violation);
    }
    let allowed = |room: &str| debt.get(&(rule.name().to_owned(), room.to_owned())).copied().unwrap_or(0);
    let over = rooms.into_iter().filter(|(room, violations)| violations.len() > allowed(room));
    over.flat_map(|(room, violations)| lines(rule, &room, allowed(&room), &violations)).collect()
}

fn lines(rule: Rule, room: &str, allowed: usize, violations: &[&Violation]) -> Vec<String> {
    let head = format!("{} {room} {} ({allowed} allowed)", rule.name(), violations.len());
    std::iter::once(head).chain(violations.iter().map(|violation| format!("  {violation}"))).collect()
}
