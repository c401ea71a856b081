//! What the bodies of error responses decode into, over the whole API.

use foldhash::HashMap;

use super::responses::default_is_success;
use crate::ir::{Api, ErrorBodies, ErrorCase, MediaKind, Operation, Payload, Response, StatusMatch, TypeRef};

/// Collects the distinct JSON types of error responses.
pub(in crate::resolve) fn bodies(api: &Api) -> ErrorBodies {
    let mut types: Vec<TypeRef> = Vec::new();
    let mut known: HashMap<TypeRef, usize> = HashMap::default();
    let mut cases = Vec::with_capacity(api.operations.len());
    for operation in &api.operations {
        let mut own = Vec::new();
        for (status, type_ref) in error_types(operation) {
            let body = *known.entry(type_ref.clone()).or_insert_with(|| {
                types.push(type_ref.clone());
                types.len() - 1
            });
            own.push(ErrorCase { status, body });
        }
        cases.push(own);
    }
    match types.len() {
        0 => ErrorBodies::None,
        1 => types.pop().map_or(ErrorBodies::None, ErrorBodies::One),
        _ => ErrorBodies::Several { types, cases },
    }
}

fn error_types(operation: &Operation) -> impl Iterator<Item = (StatusMatch, &TypeRef)> {
    let with_default = !default_is_success(&operation.responses);
    let is_error = move |response: &&Response| match response.status {
        StatusMatch::Default => with_default,
        StatusMatch::Code(code) => code >= 400,
        StatusMatch::Range(hundreds) => hundreds >= 4,
    };
    operation.responses.iter().filter(is_error).filter_map(|response| {
        debug_assert!(!response.status.is_success(), "a success is no error");
        match &response.payload {
            Payload::Value { kind: MediaKind::Json, type_ref, .. } if *type_ref != TypeRef::Any => {
                Some((response.status, plain(type_ref)))
            }
            _ => None,
        }
    })
}

/// An error body is never expected to be `null`.
fn plain(type_ref: &TypeRef) -> &TypeRef {
    match type_ref {
        TypeRef::Nullable(inner) => inner,
        other => other,
    }
}
