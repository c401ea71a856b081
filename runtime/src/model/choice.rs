//! Which member of a union a value becomes, where its table alone does not say: the one that decodes.
//!
//! Members are tried strictly first, then leniently. Tolerance chooses none: it applies inside the one that a tag chose,
//! or the only one; a value that fits none of several stays as it is.

use serde_json::Value;

use super::drift::{Drift, DriftKind, Strictness};
use super::slot::{Slot, Union};
use super::subject::Subject;
use super::target::Target;
use super::trace::Trace;

/// Makes the union the member for this value, and decodes it.
pub(super) fn choose(union: &mut dyn Union, value: Value, trace: &Trace) {
    let descriptor = union.descriptor();
    let Some(case) = descriptor.select(&value) else {
        if trace.keep_undeclared {
            trace.unknown_value(format!("a value ({})", descriptor.name), phrase(&value));
        }
        return keep_unknown(union, value);
    };
    let is_strict = trace.strictness() == Strictness::Strict;
    let candidates = descriptor.other_candidates(case, &value);
    if candidates.is_empty() && !descriptor.may_have_alternatives(case, &value) {
        let noted = trace.noted();
        Target::new(union.become_variant(case), trace).tree(value);
        if trace.noted() != noted && descriptor.is_selected_by_tag(case) {
            trace.has_discriminator(noted);
        }
        return;
    }
    let candidates = by_keys_declared(union, case, candidates, &value);
    if decode_any(union, &candidates, &value, trace, Strictness::Strict) {
        return;
    }
    let first = candidates.first().copied().unwrap_or(case);
    if is_strict {
        let others = descriptor.alternatives(case, &value);
        if !decode_any(union, &others, &value, trace, Strictness::Strict) {
            Target::new(union.become_variant(first), trace).tree(value);
        }
        return;
    }
    choose_leniently(union, candidates, value, trace);
}

/// The variant that is tried first for this value; `None` if no rule matches.
pub(super) fn likeliest(union: &mut dyn Union, value: &impl Subject) -> Option<usize> {
    let descriptor = union.descriptor();
    let case = descriptor.select(value)?;
    let candidates = descriptor.other_candidates(case, value);
    if candidates.is_empty() {
        return Some(case);
    }
    by_keys_declared(union, case, candidates, value).first().copied()
}

/// Chooses among all members that the value may be, given that it fits none of the likeliest strictly.
#[cold]
fn choose_leniently(union: &mut dyn Union, mut candidates: Vec<usize>, value: Value, trace: &Trace) {
    let descriptor = union.descriptor();
    let likeliest = candidates.len();
    let own = candidates.iter().copied().min().unwrap_or_default();
    let others = descriptor.alternatives(own, &value);
    candidates.extend(others.into_iter().filter(|other| !candidates.contains(other)).collect::<Vec<_>>());
    if let [only] = candidates[..] {
        return Target::new(union.become_variant(only), trace).tree(value);
    }
    let fits = decode_any(union, &candidates[likeliest..], &value, trace, Strictness::Strict)
        || decode_any(union, &candidates, &value, trace, Strictness::Lenient);
    if !fits {
        let expected = format!("a value ({})", descriptor.name);
        trace.note(Drift::at_root(DriftKind::WrongType, expected, phrase(&value)), false);
        keep_unknown(union, value);
    }
}

/// Decodes the value as the first of the members that takes it; `false` if none does.
fn decode_any(union: &mut dyn Union, cases: &[usize], value: &Value, trace: &Trace, strictness: Strictness) -> bool {
    cases.iter().any(|case| {
        trace.may_try(value) && {
            let trial = trace.trial(strictness);
            Target::new(union.become_variant(*case), &trial).tree_ref(value);
            trace.end_trial(trial)
        }
    })
}

/// All candidates for a value, the one first that declares most of an object's keys.
fn by_keys_declared(union: &mut dyn Union, case: usize, candidates: Vec<usize>, value: &impl Subject) -> Vec<usize> {
    if candidates.is_empty() {
        return vec![case];
    }
    let mut cases = Vec::with_capacity(candidates.len() + 1);
    for case in std::iter::once(case).chain(candidates) {
        cases.push((case, keys_declared(&union.become_variant(case), value)));
    }
    cases.sort_by_key(|(_, declared)| std::cmp::Reverse(*declared));
    cases.into_iter().map(|(case, _)| case).collect()
}

/// How many keys of an object the record has as fields.
fn keys_declared(slot: &Slot<'_>, value: &impl Subject) -> usize {
    match slot {
        Slot::Record(record) => value.count_keys(&|key| record.descriptor().has(key)),
        _ => 0,
    }
}

fn keep_unknown(union: &mut dyn Union, value: Value) {
    if let Slot::Value(place) = union.become_variant(usize::MAX) {
        *place = value;
    }
}

/// What a value is, as a phrase.
fn phrase(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
