//! The views of one list of changes. Each shows the same ids; none decides anything.

mod changelog;
mod github;
mod html;
mod json;
mod markdown;
mod terminal;

use super::change::{Cause, Change, Comparison};

/// Fewer digits than this are easily mistaken.
const SHORTEST: usize = 4;

/// More lines are counted.
const SHOWN_HITS: usize = 3;

impl Comparison {
    /// The fingerprint as it is shown: the shortest beginning that no other change has.
    pub fn shown_fingerprint<'c>(&self, change: &'c Change) -> &'c str {
        let is_unique = |length: usize| {
            let own = change.fingerprint.get(..length);
            self.changes.iter().filter(|other| other.fingerprint.get(..length) == own).count() <= 1
        };
        let length = (SHORTEST..change.fingerprint.len()).find(|length| is_unique(*length));
        change.fingerprint.get(..length.unwrap_or(change.fingerprint.len())).unwrap_or(&change.fingerprint)
    }

    /// `6 changes: 2 breaking, 1 silent, 3 more`
    pub fn summary(&self) -> String {
        let count = |test: &dyn Fn(&Change) -> bool| self.changes.iter().filter(|change| test(change)).count();
        let silent = count(&|change| change.silent);
        let breaking = count(&|change| !change.silent && is_breaking(change));
        let rest = self.changes.len() - silent - breaking;
        if self.changes.is_empty() {
            return "no change".to_owned();
        }
        let noun = if self.changes.len() == 1 { "change" } else { "changes" };
        let parts = [(breaking, "breaking"), (silent, "silent"), (rest, "more")];
        let parts = parts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}"));
        format!("{} {noun}: {}", self.changes.len(), parts.collect::<Vec<_>>().join(", "))
    }

    /// What the worst change means on the wire, in words.
    pub fn wire_sentence(&self) -> &'static str {
        use super::level::Wire;
        match (self.wire(), self.request(), self.response()) {
            (Wire::None, ..) => "the same contract",
            (Wire::Safe, ..) => "every old exchange stays fine",
            (Wire::Warn, ..) => "something may be lost or mean something else",
            (Wire::Breaking, Wire::Breaking, Wire::Breaking) => {
                "released clients can be refused, and can get what they do not expect"
            }
            (Wire::Breaking, Wire::Breaking, _) => "released clients can be refused",
            (Wire::Breaking, ..) => "released clients can get what they do not expect",
        }
    }
}

/// True for what breaks the wire or the code.
pub(super) fn is_breaking(change: &Change) -> bool {
    use super::level::{Rust, Wire};
    change.wire() == Wire::Breaking || change.rust == Rust::Major
}

/// `README.md:17, examples/housekeeping.rs:24, .. (4)`; empty if no line is touched.
pub(super) fn hit_words(change: &Change) -> String {
    let places: Vec<String> =
        change.hits.iter().take(SHOWN_HITS).map(|hit| format!("{}:{}", hit.file, hit.line)).collect();
    let more = if change.hits.len() > SHOWN_HITS { format!(", .. ({})", change.hits.len()) } else { String::new() };
    if places.is_empty() { String::new() } else { format!("hits {}{more}", places.join(", ")) }
}

/// What made a change, where it is not the description.
pub(super) fn cause_words(change: &Change) -> &'static str {
    match change.cause {
        Cause::Description => "",
        Cause::Overrides => " (by the overrides)",
        Cause::Generator => " (by the generator)",
    }
}

/// `requests of GET /users, POST /users, .. (4)`, folded.
pub(super) fn reach_words(change: &Change) -> String {
    use super::difference::Direction;
    let parts = [(Direction::Request, "requests"), (Direction::Response, "responses")].map(|(direction, noun)| {
        let names: Vec<&str> = change
            .reach
            .iter()
            .filter(|reach| reach.direction == direction)
            .map(|reach| reach.operation.as_str())
            .collect();
        match names.as_slice() {
            [] => String::new(),
            [one] => format!("{noun} of {one}"),
            [one, two] => format!("{noun} of {one}, {two}"),
            [one, two, ..] => format!("{noun} of {one}, {two}, .. ({})", names.len()),
        }
    });
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}
