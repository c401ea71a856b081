//! A record has its items in one place: operations that answer with the same record must agree on where they are.

use foldhash::HashMap;

use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics};
use crate::ir::{Api, PagingOrigin, TypeId, TypeRef, query};

/// Takes the pages from operations that find the items of a record in another place than one before them; says so of
/// what somebody wrote.
pub(super) fn settle(api: &mut Api, diagnostics: &mut Diagnostics) {
    let mut places: HashMap<TypeId, (usize, Vec<String>)> = HashMap::default();
    let mut order: Vec<usize> = (0..api.operations.len()).collect();
    // What somebody wrote wins over what is inferred.
    order.sort_by_key(|index| {
        api.operations[*index].paging.as_ref().is_some_and(|paging| paging.origin == PagingOrigin::Inferred)
    });
    for index in order {
        let Some((id, items)) = page_of(api, index) else { continue };
        match places.get(&id) {
            None => drop(places.insert(id, (index, items))),
            Some((_, known)) if *known == items => {}
            Some((first, known)) => {
                let (first, operation) = (&api.operations[*first], &api.operations[index]);
                if operation.paging.as_ref().is_some_and(|paging| paging.origin != PagingOrigin::Inferred) {
                    let message = format!(
                        "`{}` has its items in `{}`, but `{}` of the same response has them in `{}`",
                        operation.id,
                        items.join("."),
                        first.id,
                        known.join(".")
                    );
                    diagnostics.push(
                        Diagnostic::error(DiagnosticId::PaginationMisfit, &operation.pointer, message)
                            .related(&first.pointer, "the other operation"),
                    );
                }
                api.operations[index].paging = None;
            }
        }
    }
}

/// The record that an operation answers with, and where its items are.
fn page_of(api: &Api, index: usize) -> Option<(TypeId, Vec<String>)> {
    let operation = &api.operations[index];
    let paging = operation.paging.as_ref().filter(|paging| !paging.items.is_empty())?;
    match query::non_null(&api.types, super::fit::response_body(operation).ok()?) {
        TypeRef::Named(id) | TypeRef::Boxed(id) => Some((*id, paging.items.clone())),
        _ => None,
    }
}
