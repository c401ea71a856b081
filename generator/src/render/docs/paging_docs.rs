//! What the documentation says of lists that span pages.

use super::sentences::code;
use super::shown_calls;
use crate::ir::{Paging, PagingKind, PagingOrigin, PagingSource};
use crate::render::context::Context;

/// The paragraph of a method; nothing if it returns no list with pages.
pub(crate) fn method_lines(paging: Option<&Paging>) -> Vec<String> {
    let Some(paging) = paging else { return Vec::new() };
    let how = match &paging.kind {
        PagingKind::Number { input, .. } => ["The page number is ", &code(&input.join(".")), "."].concat(),
        PagingKind::Offset { input } => {
            ["The number of items before a page is ", &code(&input.join(".")), "."].concat()
        }
        PagingKind::Cursor { input, source } => {
            ["The cursor of the next page is ", &at(source), "; it is sent as ", &code(&input.join(".")), "."].concat()
        }
        PagingKind::Url { source } => ["The URL of the next page is ", &at(source), "."].concat(),
    };
    let inferred = match paging.origin {
        PagingOrigin::Inferred => " The document does not say so; it follows from its parameters and its response.",
        PagingOrigin::Rule | PagingOrigin::Extension => "",
    };
    let calls =
        "`items` requests all pages as they are needed and gives their items one by one, `pages` gives the pages.";
    vec![[calls, " ", &how, inferred, &around_cursors(paging)].concat()]
}

/// What the first request of a list by cursor has, and the others have not.
fn around_cursors(paging: &Paging) -> String {
    let first = match paging.first_cursor.as_deref() {
        None => String::new(),
        Some("") => " The first page is requested with an empty cursor.".to_owned(),
        Some(cursor) => [" The first page is requested with the cursor ", &code(cursor), "."].concat(),
    };
    let inputs: Vec<String> = paging.not_with_cursor.iter().map(|input| code(&input.join("."))).collect();
    let alone = |names: &str, verb: &str, them: &str| {
        [" ", names, " ", verb, " sent for the first page alone: the server refuses ", them, " next to a cursor."]
            .concat()
    };
    let rest = match inputs.as_slice() {
        [] => String::new(),
        [one] => alone(one, "is", "it"),
        [others @ .., last] => alone(&[&others.join(", "), " and ", last].concat(), "are", "them"),
    };
    first + &rest
}

fn at(source: &PagingSource) -> String {
    match source {
        PagingSource::Body(path) => code(&path.join(".")),
        PagingSource::Header(name) => ["in the header ", &code(name)].concat(),
        PagingSource::Link => "in the header `Link`".to_owned(),
        PagingSource::LastItem(path) => [&*code(&path.join(".")), " of the last item"].concat(),
    }
}

/// The section of the first page; nothing if no list has pages.
pub(crate) fn section(context: &Context<'_>) -> Vec<String> {
    if context.api.operations.iter().all(|operation| operation.paging.is_none()) {
        return Vec::new();
    }
    let lines = [
        "",
        "# Lists",
        "",
        "A list that spans pages has `items` and `pages`, which are streams: [`Items`] and [`Pages`]. They request what is \
         needed, some pages in advance where that is possible, and stop with an error if the server repeats itself. \
         `position` says where a list is, as a string that can be stored, and `resume` goes on from there. Where the \
         server says how many items there are, `total` and `size_hint` have it.",
    ];
    lines.map(str::to_owned).into_iter().chain(shown_calls::items(context)).collect()
}
