//! Holds one rule against one operation: it must have the inputs and the properties that the rule names, of their types.

use super::inputs::{Inputs, inputs};
use super::mismatch::{FitStep, Mismatch};
use super::start::start;
use crate::config::PaginationRule;
use crate::ir::{
    Api, MediaKind, MoreSign, Operation, Paging, PagingKind, PagingOrigin, PagingSource, Payload, Success, TypeKind,
    TypeRef, query,
};
use crate::resolve::after::paths::{self, Scalar, scalar};

/// What an operation returns, and what holds of the inputs of a rule.
struct Context<'t> {
    api: &'t Api,
    body: &'t TypeRef,
    item: TypeRef,
}

pub(super) fn fit(
    rule: &PaginationRule,
    operation: &Operation,
    api: &Api,
    origin: PagingOrigin,
) -> Result<Paging, Mismatch> {
    let inputs = inputs(rule, operation, api)?;
    let at_items = |reason| Mismatch { step: FitStep::Items, key: "items", reason };
    let body = response_body(operation).map_err(at_items)?;
    let (items, item) = items(rule, body, api).map_err(at_items)?;
    let context = Context { api, body, item };
    let kind = kind(rule, &inputs, &context)?;
    let more = more(rule, &kind, &context)?;
    let number = |key, path: &Option<String>| {
        path.as_deref().map(|path| context.typed(FitStep::End, key, path, &[Scalar::Number], "number")).transpose()
    };
    let (total_pages, total_items) =
        (number("total_pages", &rule.total_pages)?, number("total_items", &rule.total_items)?);
    let start = start(rule, &inputs, operation, api, origin)?;
    Ok(Paging {
        kind,
        place: inputs.place,
        size: inputs.size,
        items,
        item: context.item,
        total_pages,
        total_items,
        more,
        first_cursor: start.first_cursor,
        not_with_cursor: start.not_with_cursor,
        origin,
    })
}

impl Context<'_> {
    /// The path of a property of the response that has one of these types.
    fn typed(
        &self,
        step: FitStep,
        key: &'static str,
        path: &str,
        kinds: &[Scalar],
        words: &str,
    ) -> Result<Vec<String>, Mismatch> {
        let mismatch = |reason| Mismatch { step, key, reason };
        let found = paths::follow(self.api, self.body, path)
            .map_err(|reason| mismatch(reason.replacen("it has", "its response has", 1)))?;
        let kind = scalar(self.api, found.type_ref);
        let is_it = kind.is_some_and(|kind| kind == Scalar::Any || kinds.contains(&kind));
        is_it.then_some(found.path).ok_or_else(|| mismatch(format!("`{path}` of its response is no {words}")))
    }
}

/// The type of the response.
pub(super) fn response_body(operation: &Operation) -> Result<&TypeRef, String> {
    match &operation.success {
        Success::One(Payload::Value { kind: MediaKind::Json, type_ref, .. })
        | Success::Optional(Payload::Value { kind: MediaKind::Json, type_ref, .. }) => Ok(type_ref),
        _ => Err("it does not return one JSON value".to_owned()),
    }
}

/// The path of the list in the response, and the type of the items.
fn items(rule: &PaginationRule, body: &TypeRef, api: &Api) -> Result<(Vec<String>, TypeRef), String> {
    let found =
        paths::follow(api, body, &rule.items).map_err(|reason| reason.replacen("it has", "its response has", 1))?;
    let item = match query::non_null(&api.types, found.type_ref) {
        TypeRef::List(item) => (**item).clone(),
        _ if found.path.is_empty() => return Err("its response is no list".to_owned()),
        _ => return Err(format!("`{}` of its response is no list", rule.items)),
    };
    let on_the_way = found.fields.len().saturating_sub(1);
    if found.fields.iter().take(on_the_way).skip(1).any(|(_, field)| !field.required || field.nullable) {
        return Err(format!("`{}` of its response passes an object that may be absent", rule.items));
    }
    let has_three_states = found.fields.iter().take(on_the_way).any(|(id, field)| {
        let is_sent = api.type_def(*id).usage.request && !field.read_only;
        is_sent && !field.required && field.nullable
    });
    if has_three_states {
        return Err(format!("`{}` of its response passes an object that may be absent or null", rule.items));
    }
    Ok((found.path, item))
}

fn kind(rule: &PaginationRule, inputs: &Inputs, context: &Context<'_>) -> Result<PagingKind, Mismatch> {
    let input = inputs.position.clone();
    let url = |path: &String| context.typed(FitStep::Next, "next_url", path, &[Scalar::Text], "string");
    match rule {
        PaginationRule { page: Some(_), .. } => Ok(PagingKind::Number { input, first: rule.first }),
        PaginationRule { offset: Some(_), .. } => Ok(PagingKind::Offset { input }),
        PaginationRule { cursor: Some(_), .. } => {
            Ok(PagingKind::Cursor { input, source: cursor_source(rule, inputs.kind, context)? })
        }
        PaginationRule { next_url: Some(path), .. } => Ok(PagingKind::Url { source: PagingSource::Body(url(path)?) }),
        PaginationRule { next_url_header: Some(name), .. } => {
            Ok(PagingKind::Url { source: PagingSource::Header(name.to_ascii_lowercase()) })
        }
        _ => Ok(PagingKind::Url { source: PagingSource::Link }),
    }
}

fn cursor_source(rule: &PaginationRule, input: Scalar, context: &Context<'_>) -> Result<PagingSource, Mismatch> {
    // What is sent as a number must come as one.
    let (kinds, words) = match input {
        Scalar::Number => (&[Scalar::Number][..], "number"),
        _ => (&[Scalar::Text, Scalar::Number][..], "string or number"),
    };
    if let Some(path) = &rule.next {
        return context.typed(FitStep::Next, "next", path, kinds, words).map(PagingSource::Body);
    }
    if let Some(name) = &rule.next_header {
        return Ok(PagingSource::Header(name.to_ascii_lowercase()));
    }
    let path = rule.last_item.as_deref().unwrap_or_default();
    let reason = format!("`{path}` of its items is no {words}");
    let mismatch = || Mismatch { step: FitStep::Next, key: "last_item", reason };
    item_path(context.api, &context.item, path, kinds).map(PagingSource::LastItem).ok_or_else(mismatch)
}

/// The path of a property of an item; every member of a union must have it.
pub(super) fn item_path(api: &Api, item: &TypeRef, path: &str, kinds: &[Scalar]) -> Option<Vec<String>> {
    let item = query::non_null(&api.types, item);
    if let TypeRef::Named(id) | TypeRef::Boxed(id) = item
        && let TypeKind::Union(union) = &api.type_def(*id).kind
    {
        let mut members = union.variants.iter().map(|variant| {
            let is_record = paths::record(api, &variant.type_ref).is_some();
            item_path(api, &variant.type_ref, path, kinds).filter(|_| is_record)
        });
        let first = members.next()??;
        return members.all(|member| member.as_ref() == Some(&first)).then_some(first);
    }
    let found = paths::follow(api, item, path).ok()?;
    let kind = scalar(api, found.type_ref)?;
    (!found.path.is_empty() && (kind == Scalar::Any || kinds.contains(&kind))).then_some(found.path)
}

fn more(rule: &PaginationRule, kind: &PagingKind, context: &Context<'_>) -> Result<Option<MoreSign>, Mismatch> {
    if let Some(path) = &rule.done {
        return context.typed(FitStep::End, "done", path, &[Scalar::Flag], "boolean").map(MoreSign::Done).map(Some);
    }
    let Some(path) = &rule.has_more else {
        let is_counted = matches!(kind, PagingKind::Number { .. } | PagingKind::Offset { .. });
        return Ok((rule.link_header && is_counted).then_some(MoreSign::Link));
    };
    let kinds = [Scalar::Flag, Scalar::Text, Scalar::Number];
    let found = context.typed(FitStep::End, "has_more", path, &kinds, "boolean, string or number")?;
    let type_ref = paths::follow(context.api, context.body, path).map(|found| found.type_ref);
    let is_flag = type_ref.is_ok_and(|type_ref| scalar(context.api, type_ref) == Some(Scalar::Flag));
    Ok(Some(if is_flag { MoreSign::Flag(found) } else { MoreSign::Presence(found) }))
}
