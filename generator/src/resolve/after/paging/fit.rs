//! Holds one rule against one operation: it must have the inputs and the properties that the rule names, of their types.

use serde_json::Value;

use crate::config::{PaginationRule, PagingInput};
use crate::ir::{
    Api, Bounds, InputPath, MediaKind, MoreSign, Operation, Paging, PagingKind, PagingOrigin, PagingPlace,
    PagingSource, ParameterLocation, Payload, Success, TypeKind, TypeRef, query,
};
use crate::resolve::after::paths::{self, Found, Scalar, scalar};

/// How far a rule fits, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FitStep {
    Inputs,
    Items,
    Next,
    End,
}

/// Where a rule stops to fit, and why.
#[derive(Clone, Debug)]
pub(super) struct Mismatch {
    pub(super) step: FitStep,
    /// The key of the rule.
    pub(super) key: &'static str,
    pub(super) reason: String,
}

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
    Ok(Paging {
        kind,
        place: inputs.place,
        size: inputs.size,
        items,
        item: context.item,
        total_pages,
        total_items,
        more,
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

/// The inputs of a rule, which are in one place.
struct Inputs {
    place: PagingPlace,
    position: InputPath,
    kind: Scalar,
    size: Option<(InputPath, u64)>,
}

fn inputs(rule: &PaginationRule, operation: &Operation, api: &Api) -> Result<Inputs, Mismatch> {
    let numbers = &[Scalar::Number][..];
    let (key, written, kinds) = match rule {
        PaginationRule { page: Some(input), .. } => ("page", Some(input), numbers),
        PaginationRule { offset: Some(input), .. } => ("offset", Some(input), numbers),
        PaginationRule { cursor: Some(input), .. } => ("cursor", Some(input), &[Scalar::Text, Scalar::Number][..]),
        _ => ("size", None, numbers),
    };
    let position = written.map(|input| find_input(input, operation, api, key, kinds)).transpose()?;
    let size = rule.size.as_ref().map(|input| find_input(input, operation, api, "size", numbers)).transpose()?;
    let place = position.as_ref().or(size.as_ref()).map_or(PagingPlace::Query, |input| input.place);
    if size.as_ref().is_some_and(|size| size.place != place) {
        let reason = "its size is not sent in the same place as its position".to_owned();
        return Err(Mismatch { step: FitStep::Inputs, key: "size", reason });
    }
    Ok(Inputs {
        place,
        kind: position.as_ref().map_or(Scalar::Number, |input| input.kind),
        position: position.map(|input| input.path).unwrap_or_default(),
        size: size.map(|size| (size.path, size.value)),
    })
}

/// An input that an operation has.
struct FoundInput {
    place: PagingPlace,
    path: InputPath,
    kind: Scalar,
    /// The value if the caller names none; 0 if it is not known.
    value: u64,
}

fn find_input(
    input: &PagingInput,
    operation: &Operation,
    api: &Api,
    key: &'static str,
    kinds: &[Scalar],
) -> Result<FoundInput, Mismatch> {
    let mismatch = |reason| Mismatch { step: FitStep::Inputs, key, reason };
    let (place, name, found) = match input {
        PagingInput::Query(name) => (PagingPlace::Query, name, parameter(operation, ParameterLocation::Query, name)),
        PagingInput::Header { header } => {
            (PagingPlace::Header, header, parameter(operation, ParameterLocation::Header, header))
        }
        PagingInput::Body { body } => (PagingPlace::Body, body, property(operation, api, body)),
    };
    let Some((path, type_ref, value)) = found else {
        let what = match place {
            PagingPlace::Query => "query parameter",
            PagingPlace::Header => "header parameter",
            PagingPlace::Body => "property of a JSON body",
        };
        return Err(mismatch(format!("it has no {what} `{name}`")));
    };
    match scalar(api, type_ref).filter(|kind| kinds.contains(kind)) {
        // A cursor is sent back as a string.
        Some(Scalar::Number) if place == PagingPlace::Body && key == "cursor" => {
            Err(mismatch(format!("its property `{name}` is no string")))
        }
        Some(kind) => Ok(FoundInput { place, path, kind, value }),
        None if kinds.contains(&Scalar::Text) => {
            Err(mismatch(format!("its parameter `{name}` is no string or number")))
        }
        None => Err(mismatch(format!("its parameter `{name}` is no number"))),
    }
}

type InputParts<'t> = (InputPath, &'t TypeRef, u64);

fn parameter<'t>(operation: &'t Operation, location: ParameterLocation, name: &str) -> Option<InputParts<'t>> {
    let found = operation.parameters.iter().find(|parameter| {
        let is_named = if location == ParameterLocation::Header {
            parameter.wire_name.eq_ignore_ascii_case(name)
        } else {
            parameter.wire_name == name
        };
        parameter.location == location && is_named
    })?;
    Some((vec![found.wire_name.clone()], &found.type_ref, usual(found.default.as_ref(), &found.bounds)))
}

fn property<'t>(operation: &'t Operation, api: &'t Api, path: &str) -> Option<InputParts<'t>> {
    let media = operation.body.as_ref()?.media.first().filter(|media| media.kind == MediaKind::Json)?;
    let Found { path, type_ref, fields } = paths::follow(api, &media.type_ref, path).ok()?;
    let (_, field) = fields.last()?;
    Some((path, type_ref, usual(field.default.as_ref(), &field.bounds)))
}

/// The value when the user names none: the default, else the largest allowed; 0 if neither is known.
fn usual(default: Option<&Value>, bounds: &Bounds) -> u64 {
    let largest = bounds.maximum.as_ref().and_then(|text| text.parse().ok());
    default.and_then(Value::as_u64).or(largest).unwrap_or_default()
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
