//! Which directions types travel in, and what follows for properties only one side sends.

use crate::ir::{Api, Operation, TypeId, TypeKind, TypeRef, Usage, query};

/// Spreads usage from operations and webhooks over all types they reach.
pub(in crate::resolve) fn propagate(api: &mut Api) {
    let request = reachable(api, api.operations.iter().flat_map(sent));
    let events = api.webhooks.iter().map(|webhook| &webhook.payload);
    let response = reachable(api, api.operations.iter().flat_map(received).chain(events));
    for ((def, request), response) in api.types.iter_mut().zip(request).zip(response) {
        def.usage = Usage { request, response };
        loosen_one_sided(&mut def.kind, def.usage);
    }
}

/// `required` on a read-only property binds responses only (OpenAPI 3.0.3, schema object), and the other way round.
fn loosen_one_sided(kind: &mut TypeKind, usage: Usage) {
    let TypeKind::Record(record) = kind else { return };
    for field in &mut record.fields {
        if field.read_only && usage.request || field.write_only && usage.response {
            field.required = false;
        }
    }
}

fn sent(operation: &Operation) -> impl Iterator<Item = &TypeRef> {
    let media = operation.body.iter().flat_map(|body| &body.media).map(|media| &media.type_ref);
    operation.parameters.iter().map(|parameter| &parameter.type_ref).chain(media)
}

pub(in crate::resolve) fn received(operation: &Operation) -> impl Iterator<Item = &TypeRef> {
    let result = operation.waiting.as_ref().and_then(|waiting| waiting.result.type_ref());
    let responses = operation.responses.iter().flat_map(|response| {
        response.payload.type_ref().into_iter().chain(response.headers.iter().map(|header| &header.type_ref))
    });
    responses.chain(result)
}

fn reachable<'t>(api: &'t Api, roots: impl Iterator<Item = &'t TypeRef>) -> Vec<bool> {
    let mut reached = vec![false; api.types.len()];
    let mut waiting: Vec<TypeId> = Vec::new();
    roots.for_each(|root| waiting.extend(query::named(root)));
    while let Some(id) = waiting.pop() {
        let (Some(flag), Some(def)) = (reached.get_mut(id.index()), api.types.get(id.index())) else { continue };
        if std::mem::replace(flag, true) {
            continue;
        }
        waiting.extend(query::parts(&def.kind).filter_map(query::named));
    }
    reached
}
