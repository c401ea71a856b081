//! Pagination rules of the overrides, held against the operations that they are for.

use super::fit::fit;
use super::mismatch::{FitStep, Mismatch};
use crate::config::{Config, PaginationRule};
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics};
use crate::ir::{Api, Method, Operation, Paging, PagingOrigin};
use crate::resolve::after::rule_scope::Scope;
use crate::resolve::reach::LeftOut;
use crate::source::{JsonPointer, OVERRIDES_PATH};

/// Gives every operation the first rule that fits. A rule must fit the operations that it names, or any. Returns which
/// operations have no pages because a rule says so.
pub(super) fn apply(config: &Config, api: &mut Api, left_out: &LeftOut, diagnostics: &mut Diagnostics) -> Vec<bool> {
    let mut near = Vec::new();
    let mut unpaged = vec![false; api.operations.len()];
    // A rule that fits nothing may be for what is left out.
    let is_whole = left_out.operations.is_empty();
    for (index, rule) in config.pagination.iter().enumerate() {
        if let Some(diagnostic) = contradiction(rule, index) {
            diagnostics.push(diagnostic);
            continue;
        }
        let named = scope(rule, index).named(api, left_out, diagnostics);
        if !rule.paged {
            let is_for_any = deny(scope(rule, index), api, &mut unpaged);
            if !is_for_any && is_whole && named.len() == rule.operations.len() {
                diagnostics.push(fits_nothing(index, None));
            }
        } else if named.is_empty() && !rule.operations.is_empty() && !scope(rule, index).has_patterns() {
            // All its operations are left out or unknown, which has been reported.
        } else if scope(rule, index).has_patterns() || named.is_empty() {
            let outcome = apply_to_all(rule, index, &unpaged, api);
            near.extend(outcome.near);
            outcome.fits_nothing.filter(|_| is_whole).into_iter().for_each(|diagnostic| diagnostics.push(diagnostic));
        } else {
            apply_to_named(rule, index, &named, api, diagnostics);
        }
    }
    for miss in near {
        let operation = &api.operations[miss.operation];
        // Another rule may be for it.
        if operation.paging.is_none() {
            diagnostics.push(does_not_hold(miss.rule, miss.mismatch.key, &miss.mismatch.reason, operation));
        }
    }
    unpaged
}

/// An operation that a rule would fit but for what tells its end.
struct NearMiss {
    rule: usize,
    operation: usize,
    mismatch: Mismatch,
}

/// What comes of a rule that is for whatever it fits.
struct Applied {
    near: Vec<NearMiss>,
    fits_nothing: Option<Diagnostic>,
}

/// A rule without a kind, or with several.
fn contradiction(rule: &PaginationRule, index: usize) -> Option<Diagnostic> {
    let is_counted = rule.page.is_some() || rule.offset.is_some();
    let kinds = [
        rule.page.is_some(),
        rule.offset.is_some(),
        rule.cursor.is_some(),
        rule.next_url.is_some(),
        rule.next_url_header.is_some(),
        rule.link_header && !is_counted,
    ];
    let sources = [rule.next.is_some(), rule.next_header.is_some(), rule.last_item.is_some()];
    let count = |flags: &[bool]| flags.iter().filter(|flag| **flag).count();
    let message = if !rule.paged {
        if count(&kinds) == 0 { return None } else { "a rule with `paged: false` says nothing else" }
    } else if count(&kinds) != 1 {
        "a pagination rule has exactly one of `page`, `offset`, `cursor`, `next_url`, `next_url_header` and `link_header`"
    } else if count(&sources) != usize::from(rule.cursor.is_some()) {
        "a rule has exactly one of `next`, `next_header` and `last_item` if it has `cursor`, else none"
    } else if rule.cursor.is_none() && (rule.first_cursor.is_some() || !rule.not_with_cursor.is_empty()) {
        "a rule has `first_cursor` and `not_with_cursor` only if it has `cursor`"
    } else if rule.has_more.is_some() && rule.done.is_some() {
        "a rule has at most one of `has_more` and `done`"
    } else {
        return None;
    };
    Some(Diagnostic::error(DiagnosticId::OverrideInvalid, place_of(index), message))
}

fn scope(rule: &PaginationRule, index: usize) -> Scope<'_> {
    let PaginationRule { operations, paths, tags, .. } = rule;
    Scope { section: "pagination", index, operations, paths, tags }
}

/// Marks the operations of a rule that says that they have no pages; `false` if there is none.
fn deny(scope: Scope<'_>, api: &Api, unpaged: &mut [bool]) -> bool {
    let mut is_for_any = false;
    for (operation, unpaged) in api.operations.iter().zip(unpaged).filter(|(operation, _)| scope.is_for(operation, api))
    {
        is_for_any = true;
        *unpaged |= operation.paging.is_none();
    }
    is_for_any
}

fn apply_to_all(rule: &PaginationRule, index: usize, unpaged: &[bool], api: &mut Api) -> Applied {
    let scope = scope(rule, index);
    let has_patterns = scope.has_patterns();
    let is_meant =
        |operation: &Operation| (has_patterns || operation.method == Method::Get) && scope.is_for(operation, api);
    let candidates = api.operations.iter().zip(unpaged).map(|(operation, unpaged)| {
        let is_open = operation.paging.is_none() && !unpaged;
        (is_open && is_meant(operation)).then(|| fit(rule, operation, api, PagingOrigin::Rule))
    });
    let found: Vec<Option<Result<Paging, Mismatch>>> = candidates.collect();
    let mut near = Vec::new();
    // Of what does not fit, the operation that comes closest says most.
    let mut closest: Option<(usize, Mismatch)> = None;
    let mut fits_any = api.operations.iter().any(|operation| {
        operation.paging.is_some() && is_meant(operation) && fit(rule, operation, api, PagingOrigin::Rule).is_ok()
    });
    for (position, outcome) in found.into_iter().enumerate() {
        match outcome {
            Some(Ok(paging)) => {
                fits_any = true;
                api.operations[position].paging = Some(paging);
            }
            Some(Err(mismatch)) => {
                if mismatch.step == FitStep::End {
                    near.push(NearMiss { rule: index, operation: position, mismatch: mismatch.clone() });
                }
                if closest.as_ref().is_none_or(|(_, known)| known.step < mismatch.step) {
                    closest = Some((position, mismatch));
                }
            }
            None => {}
        }
    }
    let fits_nothing = (!fits_any && near.is_empty()).then(|| {
        let closest = closest.map(|(position, mismatch)| (&api.operations[position], mismatch.reason));
        fits_nothing(index, closest)
    });
    Applied { near, fits_nothing }
}

fn apply_to_named(
    rule: &PaginationRule,
    index: usize,
    named: &[(usize, usize)],
    api: &mut Api,
    diagnostics: &mut Diagnostics,
) {
    for &(at, position) in named {
        match fit(rule, &api.operations[position], api, PagingOrigin::Rule) {
            Ok(paging) => api.operations[position].paging = Some(paging),
            Err(mismatch) => {
                let operation = &api.operations[position];
                diagnostics.push(does_not_hold(index, &format!("operations/{at}"), &mismatch.reason, operation));
            }
        }
    }
}

/// At the key of the rule that does not fit an operation.
fn does_not_hold(rule: usize, key: &str, reason: &str, operation: &Operation) -> Diagnostic {
    let place = key.split('/').fold(place_of(rule), |pointer, segment| pointer.child(segment));
    let message = format!("the pagination rule does not hold: it does not fit `{}`: {reason}", operation.id);
    Diagnostic::error(DiagnosticId::PaginationMisfit, place, message).related(&operation.pointer, "the operation")
}

fn fits_nothing(rule: usize, closest: Option<(&Operation, String)>) -> Diagnostic {
    let message = "the pagination rule fits no operation";
    let diagnostic = Diagnostic::error(DiagnosticId::PaginationMisfit, place_of(rule), message);
    match closest {
        Some((operation, reason)) => diagnostic
            .help(format!("`{}` comes closest, but {reason}", operation.id))
            .related(&operation.pointer, "the operation that comes closest"),
        None => diagnostic.help("remove the rule"),
    }
}

fn place_of(rule: usize) -> JsonPointer {
    JsonPointer::root_of(OVERRIDES_PATH).child("pagination").child(&rule.to_string())
}
