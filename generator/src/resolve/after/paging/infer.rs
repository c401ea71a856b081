//! Lists whose pages nobody declares: how they continue follows from their parameters and their response.
//!
//! Only what is unmistakable counts: a wrong guess loses items without a word, a missing one costs a rule.

mod counted;
mod cursors;
mod links;
mod view;
mod words;

use self::view::ListView;
use super::fit::fit;
use crate::config::{Config, PaginationRule};
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics};
use crate::ir::{Api, Operation, Paging, PagingKind, PagingOrigin, PagingSource};
use crate::source::SourceFile;

/// Gives pages to operations that have none and look like a list with pages, unless a rule or the document denies it.
pub(super) fn apply(denied: &[bool], api: &mut Api) {
    let denied = denied.iter().copied().chain(std::iter::repeat(false));
    let found: Vec<Option<Paging>> = api
        .operations
        .iter()
        .zip(denied)
        .map(|(operation, denied)| if denied || operation.paging.is_some() { None } else { infer(operation, api) })
        .collect();
    for (operation, paging) in api.operations.iter_mut().zip(found) {
        operation.paging = operation.paging.take().or(paging);
    }
}

/// Notes what was inferred.
pub(super) fn note(config: &Config, api: &Api, diagnostics: &mut Diagnostics) {
    let is_toml = config.source.as_ref().is_some_and(SourceFile::is_toml);
    for operation in &api.operations {
        let Some(paging) = operation.paging.as_ref().filter(|paging| paging.origin == PagingOrigin::Inferred) else {
            continue;
        };
        let message = format!("`{}` is taken for a list that continues by {}", operation.id, words(paging));
        let id = &operation.id;
        let rule = if is_toml {
            format!("{{ paged = false, operations = [\"{id}\"] }}")
        } else {
            format!("{{ paged: false, operations: [{id}] }}")
        };
        let denial = format!("if it has no pages, add `{rule}` to `pagination` of the overrides");
        diagnostics.push(
            Diagnostic::note(DiagnosticId::PaginationInferred, &operation.pointer, message)
                .effect("the method has `items` and `pages`")
                .help(denial),
        );
    }
}

/// How a list continues.
fn words(paging: &Paging) -> String {
    let source = |source: &PagingSource| match source {
        PagingSource::Body(path) => format!("`{}` of the response", path.join(".")),
        PagingSource::Header(name) => format!("the header `{name}`"),
        PagingSource::Link => "the header `Link`".to_owned(),
        PagingSource::LastItem(path) => format!("`{}` of the last item", path.join(".")),
    };
    match &paging.kind {
        PagingKind::Number { input, first } => format!("page number, `{}` from {first} on", input.join(".")),
        PagingKind::Offset { input } => format!("the number of items before a page, `{}`", input.join(".")),
        PagingKind::Cursor { input, source: from } => format!("cursor, `{}` from {}", input.join("."), source(from)),
        PagingKind::Url { source: from } => format!("the URL in {}", source(from)),
    }
}

fn infer(operation: &Operation, api: &Api) -> Option<Paging> {
    let view = ListView::of(operation, api)?;
    // What the server says itself comes before what is counted.
    let finders: [fn(&ListView<'_>) -> Option<PaginationRule>; 9] = [
        cursors::by_name,
        links::in_header,
        links::by_name,
        counted::by_number,
        counted::by_offset,
        cursors::by_next_number,
        links::among_links,
        cursors::by_description,
        cursors::by_last_item,
    ];
    let rule = finders.into_iter().find_map(|find| find(&view))?;
    fit(&rule, operation, api, PagingOrigin::Inferred).ok()
}
