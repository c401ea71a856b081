//! URLs of the next page, in the header `Link` or in the body.

use super::view::{Fact, ListView, pointer};
use super::words::{NEXT_URIS, NEXT_URLS};
use crate::config::PaginationRule;
use crate::resolve::after::paths::Scalar;

/// The header `Link` (RFC 8288) of an operation that has something to choose a page with.
pub(super) fn in_header(view: &ListView<'_>) -> Option<PaginationRule> {
    let mut responses = view.operation.responses.iter().filter(|response| response.status.is_success());
    let has_link =
        responses.any(|response| response.headers.iter().any(|header| header.wire_name.eq_ignore_ascii_case("link")));
    (has_link && view.has_paging_input()).then(|| PaginationRule { link_header: true, ..without_end(view) })
}

/// `nextLink`: a name that says it.
pub(super) fn by_name(view: &ListView<'_>) -> Option<PaginationRule> {
    in_body(view, |fact| {
        let is_named = NEXT_URLS.contains(&fact.key.as_str());
        is_named || NEXT_URIS.contains(&fact.key.as_str()) && fact.has_format_of_url()
    })
}

/// `next` among the links of a page, of a list that has something to choose a page with.
pub(super) fn among_links(view: &ListView<'_>) -> Option<PaginationRule> {
    let is_next = |fact: &Fact<'_>| match fact.key.as_str() {
        "next" => fact.is_url() || matches!(fact.parent.as_str(), "link" | "links"),
        "href" => fact.parent == "next",
        "nextpage" => fact.is_url(),
        _ => false,
    };
    in_body(view, |fact| fact.can_be_absent() && is_next(fact)).filter(|_| view.has_paging_input())
}

fn in_body(view: &ListView<'_>, is_next: impl Fn(&Fact<'_>) -> bool) -> Option<PaginationRule> {
    let mut found = view.values.iter().filter(|fact| fact.kind == Scalar::Text && is_next(fact));
    let fact = found.next().filter(|_| found.next().is_none())?;
    Some(PaginationRule { next_url: Some(pointer(&fact.path)), ..without_end(view) })
}

/// A missing URL alone is the end.
fn without_end(view: &ListView<'_>) -> PaginationRule {
    PaginationRule { total_pages: None, has_more: None, done: None, ..view.rule(None) }
}
