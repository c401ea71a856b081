//! Rules of the overrides for operations that take long, held against the operations that they are for.

use super::fit::{Mismatch, fit};
use crate::config::{Config, LongRunningRule};
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics};
use crate::ir::{Api, Operation};
use crate::resolve::after::rule_scope::Scope;
use crate::resolve::reach::LeftOut;

/// Gives every operation the first rule that fits. Returns which operations are not waited for because a rule says so.
pub(super) fn apply(config: &Config, api: &mut Api, left_out: &LeftOut, diagnostics: &mut Diagnostics) -> Vec<bool> {
    let mut denied = vec![false; api.operations.len()];
    // A rule that fits nothing may be for what is left out.
    let is_whole = left_out.operations.is_empty();
    for (index, rule) in config.long_running.iter().enumerate() {
        let scope = scope(rule, index);
        if let Some(message) = contradiction(rule) {
            diagnostics.push(Diagnostic::error(DiagnosticId::OverrideInvalid, scope.place(), message));
            continue;
        }
        let named = scope.named(api, left_out, diagnostics);
        let is_meant = |operation: &Operation| scope.is_for(operation, api) && operation.alternative.is_none();
        let meant: Vec<usize> = (0..denied.len()).filter(|at| is_meant(&api.operations[*at])).collect();
        let is_any = if rule.waits {
            apply_one(rule, scope, (&named, &meant), &denied, api, diagnostics)
        } else {
            meant.iter().for_each(|at| denied[*at] |= api.operations[*at].waiting.is_none());
            !meant.is_empty()
        };
        let is_reported = named.len() < rule.operations.len() && !scope.has_patterns();
        if !is_any && is_whole && !is_reported {
            diagnostics.push(
                Diagnostic::error(DiagnosticId::WaitingMisfit, scope.place(), "the rule fits no operation")
                    .help("remove the rule"),
            );
        }
    }
    denied
}

fn scope(rule: &LongRunningRule, index: usize) -> Scope<'_> {
    let LongRunningRule { operations, paths, tags, .. } = rule;
    Scope { section: "long_running", index, operations, paths, tags }
}

/// What a rule says against itself.
fn contradiction(rule: &LongRunningRule) -> Option<&'static str> {
    let count = |flags: &[bool]| flags.iter().filter(|flag| **flag).count();
    let places = count(&[rule.poll_header.is_some(), rule.poll_url.is_some(), rule.poll.is_some()]);
    let results = [rule.result.is_some(), rule.result_header.is_some(), rule.result_url.is_some(), rule.result_at_call];
    let has_values = !rule.succeeded.is_empty() || !rule.failed.is_empty();
    Some(if rule.operations.is_empty() && rule.paths.is_empty() && rule.tags.is_empty() {
        "a rule for operations that take long names them: by `operations`, `paths` or `tags`"
    } else if !rule.waits {
        return (places > 0).then_some("a rule with `waits: false` says nothing else");
    } else if places != 1 {
        "a rule for operations that take long has exactly one of `poll_header`, `poll_url` and `poll`"
    } else if rule.poll.is_none() && !rule.parameters.is_empty() {
        "`parameters` are those of `poll`"
    } else if rule.status.is_some() && rule.done.is_some() {
        "a rule has at most one of `status` and `done`"
    } else if rule.status.is_some() && rule.succeeded.is_empty() {
        "a rule with `status` says with `succeeded` what it is in the end"
    } else if rule.status.is_none() && has_values {
        "`succeeded` and `failed` are values of `status`"
    } else if count(&results) > 1 {
        "a rule has at most one of `result`, `result_header`, `result_url` and `result_at_call`"
    } else {
        return None;
    })
}

/// Applies a rule to the operations that it names and to those that it is meant for; `false` if it is for none.
fn apply_one(
    rule: &LongRunningRule,
    scope: Scope<'_>,
    (named, meant): (&[(usize, usize)], &[usize]),
    denied: &[bool],
    api: &mut Api,
    diagnostics: &mut Diagnostics,
) -> bool {
    let mut is_any = false;
    let mut first_miss = None;
    for &at in meant {
        let operation = &api.operations[at];
        if operation.waiting.is_some() || denied[at] {
            is_any = true;
            continue;
        }
        match fit(rule, operation, api) {
            Ok(waiting) => {
                is_any = true;
                api.operations[at].waiting = Some(waiting);
            }
            // What is named must fit; a pattern is for what it fits.
            Err(mismatch) => {
                let name = named.iter().find(|(_, position)| *position == at).map(|(name, _)| *name);
                if name.is_some() || mismatch.is_of_rule {
                    diagnostics.push(does_not_hold(scope, &mismatch, operation));
                    return true;
                }
                first_miss.get_or_insert((at, mismatch));
            }
        }
    }
    if let (false, Some((at, mismatch))) = (is_any, first_miss) {
        diagnostics.push(does_not_hold(scope, &mismatch, &api.operations[at]));
        return true;
    }
    is_any
}

/// At the key of the rule that does not fit an operation.
fn does_not_hold(scope: Scope<'_>, mismatch: &Mismatch, operation: &Operation) -> Diagnostic {
    let message =
        format!("the rule for operations that take long does not fit `{}`: {}", operation.id, mismatch.reason);
    Diagnostic::error(DiagnosticId::WaitingMisfit, scope.place().child(mismatch.key), message)
        .related(&operation.pointer, "the operation")
}
