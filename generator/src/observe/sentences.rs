//! Evidence in sentences: `3 of 5 answers hold null, 1 holds an array`.

use super::evidence::{Difference, Evidence, Total};
use super::kinds::Kinds;

/// How many of all values show a difference, as `3 of 5 answers`.
pub(super) fn share(evidence: &Evidence, total: Total) -> String {
    let unit = unit(evidence, total);
    match total.values.max(evidence.values) {
        1 => format!("1 of 1 {unit}"),
        all => format!("{} of {all} {unit}s", evidence.values),
    }
}

/// A value is an answer where each answer has one of them.
fn unit(evidence: &Evidence, total: Total) -> &'static str {
    match (total.values <= total.answers.max(evidence.answers), evidence.is_request) {
        (true, false) => "answer",
        (true, true) => "request",
        (false, _) => "value",
    }
}

/// `hold` for several, `holds` for one.
pub(super) fn verb(count: u64, several: &'static str) -> String {
    match (count, several) {
        (1, "are") => "is".to_owned(),
        (1, "have") => "has".to_owned(),
        (1, "do") => "does".to_owned(),
        (1, "fit") => "fits".to_owned(),
        (1, other) => format!("{other}s"),
        (_, other) => other.to_owned(),
    }
}

/// What values hold that are of another kind, the most frequent first.
pub(super) fn kinds(evidence: &Evidence, total: Total) -> String {
    let mut kinds: Vec<(Kinds, u64)> = evidence.kinds.iter().map(|(kind, count)| (*kind, *count)).collect();
    kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let all = total.values.max(evidence.values);
    let unit = unit(evidence, total);
    let part = |(index, (kind, count)): (usize, &(Kinds, u64))| {
        let hold = verb(*count, "hold");
        match (index, all) {
            (0, 1) => format!("1 of 1 {unit} {hold} {}", kind.words()),
            (0, _) => format!("{count} of {all} {unit}s {hold} {}", kind.words()),
            _ => format!("{count} {hold} {}", kind.words()),
        }
    };
    kinds.iter().enumerate().map(part).collect::<Vec<_>>().join(", ")
}

/// The sample and the path of the first value, in brackets.
pub(super) fn origin(evidence: &Evidence) -> String {
    let value = evidence.example.as_ref().map_or_else(String::new, |value| format!(": {value}"));
    match evidence.path.as_str() {
        "" | "$" => format!(" ({}{value})", evidence.sample),
        path => format!(" ({}, {path}{value})", evidence.sample),
    }
}

/// Values that an enumeration does not have, as far as they may be shown.
pub(super) fn listed(evidence: &Evidence) -> String {
    let shown: Vec<&str> = evidence.listed.iter().map(String::as_str).collect();
    match (shown.is_empty(), evidence.has_more) {
        (true, _) => "another".to_owned(),
        (false, false) => shown.join(", "),
        (false, true) => format!("{} and others", shown.join(", ")),
    }
}

/// What the evidence of a difference is, without the place: for the description of an action.
pub(super) fn of_difference(difference: &Difference, evidence: &Evidence, total: Total) -> String {
    let share = share(evidence, total);
    let count = evidence.values;
    let has = |several| verb(count, several);
    match difference {
        Difference::Kind => kinds(evidence, total),
        Difference::Always(name) => format!("all {} objects have `{name}`", evidence.values),
        Difference::Missing(name) => format!("{share} {} without `{name}`", has("are")),
        Difference::Member(name) => format!("{share} {} `{name}`, {}", has("have"), evidence.seen.kinds.sentence()),
        Difference::Members => format!("{share} {} members whose names are data", has("have")),
        Difference::Value => format!("{share} {} {}", has("hold"), listed(evidence)),
        Difference::Format(_) => {
            let words: Vec<&str> = evidence.words.iter().copied().collect();
            let words = if words.is_empty() { "out of its range".to_owned() } else { words.join(" or ") };
            format!("{share} {} {words}", has("are"))
        }
        Difference::Limit(keyword) => format!("{share} {} not keep `{keyword}`", has("do")),
        Difference::Stranger => format!("{share} {} none of its members", has("have")),
        Difference::Union => format!("{share} {} no member, {}", has("fit"), evidence.seen.kinds.sentence()),
        Difference::Tag => format!("{share} {} {}", has("hold"), listed(evidence)),
        Difference::Status(status) => format!("{share} {} the status {status}", has("have")),
        Difference::MediaType(name) => format!("{share} {} `{name}`", has("are")),
        Difference::Unreadable => format!("{share} {} not what the media type says", has("are")),
        Difference::NoBody => format!("{share} {} no body", has("have")),
        Difference::Absent => format!("{share} {} without it", has("are")),
        Difference::Body(name) => format!("{share} {} a body, `{name}`", has("have")),
        Difference::Header(name) => format!("{share} {} `{name}`", has("have")),
        Difference::Parameter(name) => format!("{share} {} `{name}`", has("have")),
    }
}
