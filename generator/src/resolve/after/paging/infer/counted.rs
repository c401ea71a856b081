//! Pages that are counted: by their number, or by the number of items before them.

use serde_json::Value;

use super::view::{Fact, Input, ListView, pointer};
use super::words::{self, CURSORS, OFFSETS, PAGES, STARTS};
use crate::config::PaginationRule;
use crate::resolve::after::paths::Scalar;

/// `page` and `per_page`. Where counting begins must be known: a list that begins at the wrong page loses one.
pub(super) fn by_number(view: &ListView<'_>) -> Option<PaginationRule> {
    let input = view.input(PAGES, Scalar::Number)?;
    // With a cursor next to it, the number may be for something else.
    let is_cursor = |input: &Input<'_>| {
        input.kind == Scalar::Text && (CURSORS.contains(&input.key.as_str()) || input.key == "before")
    };
    if view.inputs.iter().any(is_cursor) {
        return None;
    }
    let has_size = view.size().is_some();
    let has_total = view.total_pages().is_some() || view.total_items().is_some();
    if !has_size && !has_total && next(view).is_none() {
        return None;
    }
    let first = first_page(view, input)?;
    let rule = view.rule(Some(&input.written));
    // A last page is a number of pages only if the first one is 1.
    let is_last_page = |fact: &&Fact<'_>| fact.key == "lastpage" && first != 1;
    let total_pages = rule.total_pages.clone().filter(|_| view.total_pages().filter(is_last_page).is_none());
    let count = django_count(view).map(|fact| pointer(&fact.path));
    let total_items = rule.total_items.clone().or(count);
    Some(PaginationRule { page: Some(input.written.clone()), first, total_pages, total_items, ..rule })
}

/// `offset` and `limit`.
pub(super) fn by_offset(view: &ListView<'_>) -> Option<PaginationRule> {
    view.size()?;
    let from_zero = |input: &&Input<'_>| counts_items_from_zero(input);
    let input = view.input(OFFSETS, Scalar::Number).filter(from_zero).or_else(|| {
        let is_said = |input: &&Input<'_>| words::first_in(&input.description) == Some(0) || is(input.default, 0);
        view.input(STARTS, Scalar::Number).filter(from_zero).filter(is_said)
    })?;
    let rule = view.rule(Some(&input.written));
    let count = django_count(view).map(|fact| pointer(&fact.path));
    let total_items = rule.total_items.clone().or(count);
    Some(PaginationRule { offset: Some(input.written.clone()), total_pages: None, total_items, ..rule })
}

/// What tells of the next page.
fn next<'v, 't>(view: &'v ListView<'t>) -> Option<&'v Fact<'t>> {
    let keys = ["next", "nextlink", "nextpage", "nextpageuri", "nextpageurl", "nexturi", "nexturl"];
    let found = view.fact(&keys, Scalar::Text).or_else(|| view.fact(&keys, Scalar::Number));
    found.filter(|fact| fact.can_be_absent())
}

/// The number of the first page, if something says it and nothing contradicts.
fn first_page(view: &ListView<'_>, input: &Input<'_>) -> Option<u64> {
    let minimum = input.bounds.minimum.as_deref().and_then(|text| text.parse::<u64>().ok());
    let minimum = minimum.map(|minimum| minimum + u64::from(input.bounds.exclusive_minimum));
    let default = input.default.and_then(Value::as_u64);
    let said = [
        words::first_in(&input.description),
        default.filter(|default| *default < 2),
        // An unsigned number says nothing by its type alone.
        minimum.filter(|minimum| *minimum == 1),
        first_by_response(view),
    ];
    let mut said = said.into_iter().flatten();
    let first = said.next()?;
    let is_sound = said.all(|other| other == first) && default.is_none_or(|default| default < 2);
    (is_sound && minimum.is_none_or(|minimum| minimum <= first)).then_some(first)
}

/// Frameworks that count from a known number, by the properties of their pages.
fn first_by_response(view: &ListView<'_>) -> Option<u64> {
    let has = |key: &str, kind| view.values.iter().any(|fact| fact.key == key && fact.kind == kind);
    let is_laravel = has("currentpage", Scalar::Number) && has("lastpage", Scalar::Number);
    (is_laravel || django_count(view).is_some()).then_some(1)
}

/// The number of items on all pages, as Django REST framework calls it: the name alone would not say so.
fn django_count<'v, 't>(view: &'v ListView<'t>) -> Option<&'v Fact<'t>> {
    let is_django = view.fact(&["next"], Scalar::Text).is_some()
        && view.fact(&["previous"], Scalar::Text).is_some()
        && view.items.last().is_some_and(|name| name == "results");
    view.fact(&["count"], Scalar::Number).filter(|_| is_django)
}

/// Whether an input is the number of items before a page, and not a page, a time or a position that begins at 1.
fn counts_items_from_zero(input: &Input<'_>) -> bool {
    let is_page = input.key.ends_with("offset") && input.description.contains("page offset");
    let is_other = ["page number", "number of pages", "pages to skip", "time", "utc", "byte"]
        .iter()
        .any(|word| input.description.contains(word));
    let minimum = input.bounds.minimum.as_deref().and_then(|text| text.parse::<f64>().ok());
    let begins_at_zero = minimum.is_none_or(|minimum| minimum <= 0.0) && !input.bounds.exclusive_minimum;
    let default = input.default.is_none_or(|default| default.as_u64() == Some(0));
    !is_other && !is_page && begins_at_zero && default && words::first_in(&input.description) != Some(1)
}

fn is(default: Option<&Value>, number: u64) -> bool {
    default.and_then(Value::as_u64) == Some(number)
}
