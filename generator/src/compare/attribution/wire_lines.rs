//! The lines of `wire.txt` without differences of spelling, whichever of several names of a type is the definition.

use std::collections::{BTreeMap, BTreeSet};

/// Types that are the same, by their places: each with the one that all are called by.
#[derive(Debug, Default)]
pub(super) struct Others {
    by_place: BTreeMap<String, String>,
}

impl Others {
    /// The types that are defined at one place in the one `wire.txt` and at another in the other.
    pub(super) fn of(before: &str, after: &str) -> Self {
        let (old, new) = (aliases(before), aliases(after));
        let mut by_place = BTreeMap::new();
        for (place, definition) in &old {
            if new.get(definition) == Some(place) {
                by_place.insert((*place).to_owned(), (*definition).to_owned());
                // Further names of the type.
                let further = old.iter().filter(|(_, other)| *other == definition);
                by_place.extend(further.map(|(other, _)| ((*other).to_owned(), (*definition).to_owned())));
            }
        }
        Self { by_place }
    }

    /// The lines of a `wire.txt`.
    pub(super) fn lines(&self, wire: &str) -> BTreeSet<String> {
        wire.lines().map(|line| self.line(line)).collect()
    }

    fn line(&self, line: &str) -> String {
        let line = spelled_alike(line);
        if self.by_place.is_empty() {
            return line;
        }
        let (place, rest) = line.split_at(end_of_place(&line));
        let rest = match self.by_place.iter().find_map(|(other, one)| Some((refers(rest, other)?, other, one))) {
            Some((at, other, one)) => {
                let (start, rest) = rest.split_at(at);
                [start, one, rest.get(other.len()..).unwrap_or_default()].concat()
            }
            None => rest.to_owned(),
        };
        let place = self.by_place.get(place).map_or(place, String::as_str);
        [place, &rest].concat()
    }
}

/// The types that are another name of a type, by their places.
fn aliases(wire: &str) -> BTreeMap<&str, &str> {
    let columns = wire.lines().filter_map(|line| line.split_once("  "));
    let columns = columns.map(|(place, rest)| (place, rest.split("  ").next().unwrap_or_default()));
    let places: BTreeSet<&str> = columns.clone().map(|(place, _)| place).collect();
    columns.filter(|(_, kind)| places.contains(kind)).collect()
}

/// Where the place of a type ends in a line about it.
fn end_of_place(line: &str) -> usize {
    ["  ", " .", " = ", " | "].iter().filter_map(|mark| line.find(mark)).min().unwrap_or(line.len())
}

/// Where a line refers to a place.
fn refers(line: &str, place: &str) -> Option<usize> {
    let is_end = |rest: &str| {
        rest.is_empty() || rest.starts_with("  ") || rest.starts_with([']', '}']) || rest.starts_with(" or ")
    };
    let is_start = |start: &str| {
        start.ends_with("  ") || start.ends_with(": ") || start.ends_with(['[', '{', '(']) || start.ends_with(" | ")
    };
    let mut found = line.match_indices(place).map(|(at, _)| (line.split_at(at), at));
    found
        .find(|((start, rest), _)| is_start(start) && is_end(rest.get(place.len()..).unwrap_or_default()))
        .map(|(_, at)| at)
}

/// The line with one spelling of what has several.
fn spelled_alike(line: &str) -> String {
    // The names of headers have no case.
    if let Some((start, rest)) = line.split_once(" header ")
        && let Some((name, rest)) = rest.split_once(": ")
        && !name.contains(' ')
    {
        return [start, " header ", &name.to_ascii_lowercase(), ": ", rest].concat();
    }
    line.replacen("json; charset=utf-8", "json", 1)
}
