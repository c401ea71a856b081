//! Cursors: a string of a page that an input takes for the next one. It is handed on as it is, never counted.

use super::view::{Fact, Input, ListView, pointer};
use super::words::{self, CURSORS, DONE, MORE, NEXT_CURSORS, SHARED_CURSORS};
use crate::config::{PaginationRule, PagingInput};
use crate::resolve::after::paging::fit::item_path;
use crate::resolve::after::paths::Scalar;

/// Headers of responses with the cursor of the next page.
const NEXT_HEADERS: &[&str] =
    &["nextcursor", "nextpagetoken", "nexttoken", "opcnextpage", "xnextcursor", "xnextpagetoken"];

/// By names alone: `page_token` and `nextPageToken`.
pub(super) fn by_name(view: &ListView<'_>) -> Option<PaginationRule> {
    pair(view, |input, fact| {
        let is_text = input.kind == Scalar::Text && fact.kind == Scalar::Text;
        (is_text && !fact.has_format_of_url()).then(|| rank_by_name(view, input, fact)).flatten()
    })
    .or_else(|| in_header(view))
}

/// By a number that the page before gives: `page` and `next_page`.
pub(super) fn by_next_number(view: &ListView<'_>) -> Option<PaginationRule> {
    pair(view, |input, fact| {
        let is_number = input.kind == Scalar::Number && fact.kind == Scalar::Number;
        let is_query = matches!(input.written, PagingInput::Query(_));
        let is_next = is_next_of(&fact.key, &input.key)
            || fact.key == "next" && words::STARTS.contains(&input.key.as_str()) && words::says_next(&fact.description);
        (is_number && is_query && fact.can_be_absent() && is_next).then_some(0)
    })
}

/// By names that two things may have, where the description says which one it is.
pub(super) fn by_description(view: &ListView<'_>) -> Option<PaginationRule> {
    pair(view, |input, fact| {
        let is_text = input.kind == Scalar::Text && fact.kind == Scalar::Text;
        (is_text && !fact.has_format_of_url()).then(|| rank_by_description(input, fact)).flatten()
    })
}

/// By the id of the last item: `starting_after` and `has_more`.
pub(super) fn by_last_item(view: &ListView<'_>) -> Option<PaginationRule> {
    view.fact(MORE, Scalar::Flag)?;
    let input = view.input(&["startingafter"], Scalar::Text).or_else(|| {
        let says_id = |input: &&Input<'_>| {
            ["object id", "id of the last", "identifier for the last", "last object", "last item"]
                .iter()
                .any(|words| input.description.contains(words))
        };
        view.input(&["after", "afterid"], Scalar::Text).filter(says_id)
    })?;
    item_path(view.api, view.item, "id", &[Scalar::Text])?;
    let rule = view.rule(Some(&input.written));
    Some(PaginationRule { cursor: Some(input.written.clone()), last_item: Some("id".to_owned()), ..rule })
}

/// The pair of an input and a value of the response that fits best; none if several fit equally well.
fn pair(view: &ListView<'_>, rank: impl Fn(&Input<'_>, &Fact<'_>) -> Option<u8>) -> Option<PaginationRule> {
    // A cursor that must be asked for is absent otherwise.
    let is_switch = |input: &Input<'_>| {
        input.kind == Scalar::Flag && input.key.starts_with("use") && CURSORS.iter().any(|key| input.key.ends_with(key))
    };
    if view.inputs.iter().any(is_switch) {
        return None;
    }
    let pairs = view.inputs.iter().flat_map(|input| view.values.iter().map(move |fact| (input, fact)));
    let ranked: Vec<_> = pairs.filter_map(|(input, fact)| Some((rank(input, fact)?, input, fact))).collect();
    let best = ranked.iter().map(|(rank, ..)| *rank).min()?;
    let mut best = ranked.into_iter().filter(|(rank, ..)| *rank == best);
    let (_, input, fact) = best.next()?;
    // Two spellings of one name next to each other are one thing to a server.
    let is_same = |other: &Input<'_>, given: &Fact<'_>| {
        other.key == input.key && given.key == fact.key && given.parent == fact.parent
    };
    if !best.all(|(_, other, given)| is_same(other, given)) {
        return None;
    }
    let rule = view.rule(Some(&input.written));
    Some(PaginationRule {
        cursor: Some(input.written.clone()),
        next: Some(pointer(&fact.path)),
        // What ends a list of numbers is not read here.
        total_pages: None,
        ..rule
    })
}

fn rank_by_name(view: &ListView<'_>, input: &Input<'_>, fact: &Fact<'_>) -> Option<u8> {
    let (asked, given, parent) = (input.key.as_str(), fact.key.as_str(), fact.parent.as_str());
    let is_cursor = CURSORS.contains(&asked);
    let is_same = asked == given;
    let is_next_itself = is_same && (asked.contains("next") && is_cursor || parent.starts_with("next"));
    let may_be_url = words::PAGES.contains(&asked) && fact.is_url();
    if !may_be_url && is_next_of(given, asked) || is_next_itself {
        return Some(0);
    }
    let has_flag = view.fact(MORE, Scalar::Flag).is_some();
    let is_after = matches!(given, "after" | "startingafter")
        && matches!(asked, "after" | "cursor" | "pageafter" | "pagecursor" | "startingafter")
        && words::is_about_pages(parent);
    let is_next = is_cursor && (NEXT_CURSORS.contains(&given) || given == "next" && parent.starts_with("cursor"));
    let is_next_page = asked == "pagetoken" && given == "nextpage";
    let is_flagged = has_flag
        && match given {
            "endcursor" => matches!(asked, "after" | "aftercursor" | "cursor" | "pageafter"),
            "lastid" => matches!(asked, "after" | "afterid" | "lastid" | "startingafter"),
            "nextoffset" => asked == "after",
            _ => false,
        };
    let is_iterator = is_same && asked == "iterator" && view.fact(DONE, Scalar::Flag).is_some();
    (is_next || is_next_page || is_after || is_flagged || is_iterator).then_some(1)
}

fn rank_by_description(input: &Input<'_>, fact: &Fact<'_>) -> Option<u8> {
    let (asked, given) = (input.key.as_str(), fact.key.as_str());
    if asked == given && SHARED_CURSORS.contains(&asked) {
        return words::says_next(&fact.description).then_some(0);
    }
    let says = |word: &str| fact.description.contains(word);
    let is_cursor = CURSORS.contains(&asked) && (says("cursor") || says("token"));
    let is_named = input.description.contains("continuation token");
    (given == "next" && !fact.is_url() && (asked == "next" || is_cursor || is_named)).then_some(1)
}

/// `nextpagetoken` of `pagetoken`.
fn is_next_of(given: &str, asked: &str) -> bool {
    let is_position = CURSORS.contains(&asked)
        || words::PAGES.contains(&asked)
        || words::OFFSETS.contains(&asked)
        || matches!(asked, "position" | "start" | "token");
    is_position && given.strip_prefix("next") == Some(asked)
}

/// In a header of the response: `page` and `opc-next-page`, or one header for both.
fn in_header(view: &ListView<'_>) -> Option<PaginationRule> {
    let headers = view.operation.responses.iter().flat_map(|response| &response.headers);
    let mut headers = headers.map(|header| (words::bare(&header.wire_name), &header.wire_name));
    let found = headers.find_map(|(key, name)| {
        let is_for = |input: &&Input<'_>| {
            let asked = input.key.as_str();
            let is_header = matches!(input.written, PagingInput::Header { .. });
            let is_same = is_header && key == asked && matches!(asked, "xmscontinuation" | "xcontinuationtoken");
            let is_cursor = CURSORS.contains(&asked) || key == "opcnextpage" && asked == "page";
            input.kind == Scalar::Text && (is_same || is_cursor && NEXT_HEADERS.contains(&key.as_str()))
        };
        let mut inputs = view.inputs.iter().filter(is_for);
        let input = inputs.next().filter(|_| inputs.next().is_none())?;
        Some((input, name))
    });
    let (input, name) = found?;
    let rule = view.rule(Some(&input.written));
    let cursor = Some(input.written.clone());
    Some(PaginationRule { cursor, next_header: Some(name.clone()), total_pages: None, ..rule })
}
