//! Which records are pages: what the operations answer with that are paged.

use foldhash::HashMap;

use crate::ir::{Api, Operation, TypeId, TypeRef, query};

/// The records that are pages, with the index of the first operation that answers with each.
pub(crate) fn first_operations(api: &Api) -> HashMap<TypeId, usize> {
    let mut pages = HashMap::default();
    for (index, operation) in api.operations.iter().enumerate() {
        if let Some(id) = page_type(api, operation) {
            pages.entry(id).or_insert(index);
        }
    }
    pages
}

/// The record that a paged operation answers with; a bare list is a page by itself.
fn page_type(api: &Api, operation: &Operation) -> Option<TypeId> {
    operation.paging.as_ref().filter(|paging| !paging.items.is_empty())?;
    let type_ref = operation.success.payload()?.type_ref()?;
    match query::non_null(&api.types, type_ref) {
        TypeRef::Named(id) | TypeRef::Boxed(id) => Some(*id),
        _ => None,
    }
}
