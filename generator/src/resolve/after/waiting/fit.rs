//! Holds one rule against one operation: what the rule names must be there, of the types that are needed.

use crate::config::LongRunningRule;
use crate::ir::{
    Api, EndSign, MediaKind, Method, Operation, ParameterEncoding, ParameterLocation, Payload, PollPlace, ResultPlace,
    StatusMatch, TypeKind, TypeRef, Waiting, query,
};
use crate::resolve::after::paths::{self, Scalar, scalar};

/// Where a rule stops to fit, and why.
#[derive(Clone, Debug)]
pub(super) struct Mismatch {
    /// The key of the rule.
    pub(super) key: &'static str,
    pub(super) reason: String,
    /// It names what the document does not have, so it fits no operation.
    pub(super) is_of_rule: bool,
}

/// What a path leads to in a body of which nothing is known.
const UNKNOWN: TypeRef = TypeRef::Any;

pub(super) fn fit(rule: &LongRunningRule, operation: &Operation, api: &Api) -> Result<Waiting, Mismatch> {
    let first = first_body(operation);
    let (poll, asked) = poll_place(rule, operation, first, api)?;
    let path =
        |key, body: &TypeRef, path: &str, kinds: &[Scalar], words: &str| typed(api, key, body, path, kinds, words);
    let end = match (&rule.done, &rule.status) {
        (Some(done), _) => EndSign::Flag(path("done", asked, done, &[Scalar::Flag], "boolean")?),
        (_, Some(status)) => EndSign::Status {
            path: status_path(api, asked, status)?,
            succeeded: rule.succeeded.clone(),
            failed: rule.failed.clone(),
        },
        (None, None) => EndSign::HttpStatus,
    };
    let follow = |key, text: &str| {
        paths::follow(api, asked, text).map(|found| found.path).map_err(|reason| mismatch(key, said_of_answer(&reason)))
    };
    let error = rule.error.as_deref().map(|error| follow("error", error)).transpose()?;
    let result = result(rule, operation, asked, api)?;
    let place = match rule {
        // Nobody reads what has no type.
        _ if result == Payload::Empty => ResultPlace::Body(Vec::new()),
        LongRunningRule { result: Some(path), .. } => ResultPlace::Body(follow("result", path)?),
        LongRunningRule { result_header: Some(name), .. } => ResultPlace::Header(name.clone()),
        LongRunningRule { result_url: Some(url), .. } => {
            ResultPlace::Url(path("result_url", asked, url, &[Scalar::Text], "string")?)
        }
        LongRunningRule { result_at_call: true, .. } => ResultPlace::Call,
        _ => ResultPlace::Body(Vec::new()),
    };
    Ok(Waiting { poll, end, error, result_place: place, result })
}

fn mismatch(key: &'static str, reason: impl Into<String>) -> Mismatch {
    Mismatch { key, reason: reason.into(), is_of_rule: false }
}

fn said_of_answer(reason: &str) -> String {
    reason.replacen("it has", "what it answers has", 1)
}

/// The JSON that the operation answers with first: that of 202, else of any success.
fn first_body(operation: &Operation) -> &TypeRef {
    let json = |payload: &'_ Payload| matches!(payload, Payload::Value { kind: MediaKind::Json, .. });
    let mut successes: Vec<_> = operation.responses.iter().filter(|response| response.status.is_success()).collect();
    successes.sort_by_key(|response| response.status != StatusMatch::Code(202));
    let first = successes.iter().find(|response| json(&response.payload)).map(|response| &response.payload);
    match first {
        Some(Payload::Value { type_ref, .. }) => type_ref,
        _ => &UNKNOWN,
    }
}

/// Where to ask, and what is answered there.
fn poll_place<'t>(
    rule: &LongRunningRule,
    operation: &Operation,
    first: &'t TypeRef,
    api: &'t Api,
) -> Result<(PollPlace, &'t TypeRef), Mismatch> {
    if let Some(names) = &rule.poll_header {
        return Ok((PollPlace::Headers(names.names().to_vec()), &UNKNOWN));
    }
    if let Some(url) = &rule.poll_url {
        let url = typed(api, "poll_url", first, url, &[Scalar::Text], "string")?;
        return Ok((PollPlace::Url(url), first));
    }
    let id = rule.poll.as_deref().unwrap_or_default();
    let of_rule = |reason: String| Mismatch { key: "poll", reason, is_of_rule: true };
    let polled = api.operations.iter().find(|operation| operation.id.as_str() == id);
    let polled = polled.ok_or_else(|| of_rule(format!("there is no operation `{id}`")))?;
    if polled.method != Method::Get {
        return Err(of_rule(format!("`{id}` is no GET")));
    }
    let parameters = polled.parameters.iter().filter(|parameter| parameter.required);
    let mut template = polled.path.clone();
    let mut inputs = Vec::new();
    for parameter in parameters {
        let name = &parameter.wire_name;
        if parameter.location != ParameterLocation::Path {
            return Err(of_rule(format!("`{id}` requires `{name}`, which is not in its path")));
        }
        if matches!(parameter.encoding, ParameterEncoding::Style { allow_reserved: true, .. }) {
            template = template.replace(&format!("{{{name}}}"), &format!("{{+{name}}}"));
        }
        inputs.push((name.clone(), input(rule, operation, first, name, api)?));
    }
    if let Some(unknown) = rule.parameters.keys().find(|name| !inputs.iter().any(|(input, _)| input == *name)) {
        return Err(Mismatch {
            key: "parameters",
            reason: format!("`{id}` has no path parameter `{unknown}`"),
            is_of_rule: true,
        });
    }
    let answer = first_body(polled);
    Ok((PollPlace::Operation { id: polled.id.clone(), template, inputs }, answer))
}

/// Where the value of a path parameter of the polled operation is; `None` if it is a parameter of the call.
fn input(
    rule: &LongRunningRule,
    operation: &Operation,
    first: &TypeRef,
    name: &str,
    api: &Api,
) -> Result<Option<Vec<String>>, Mismatch> {
    let kinds = [Scalar::Text, Scalar::Number];
    if let Some(path) = rule.parameters.get(name) {
        return typed(api, "parameters", first, path, &kinds, "string or number").map(Some);
    }
    let is_same =
        |parameter: &crate::ir::Parameter| parameter.location == ParameterLocation::Path && parameter.wire_name == name;
    if operation.parameters.iter().any(is_same) {
        return Ok(None);
    }
    typed(api, "poll", first, name, &kinds, "string or number").map(Some)
}

/// The path of a property of one of these kinds.
fn typed(
    api: &Api,
    key: &'static str,
    body: &TypeRef,
    path: &str,
    kinds: &[Scalar],
    words: &str,
) -> Result<Vec<String>, Mismatch> {
    let found = paths::follow(api, body, path).map_err(|reason| mismatch(key, said_of_answer(&reason)))?;
    let kind = scalar(api, found.type_ref);
    let is_it = kind.is_some_and(|kind| kind == Scalar::Any || kinds.contains(&kind));
    is_it.then_some(found.path).ok_or_else(|| mismatch(key, format!("`{path}` of what it answers is no {words}")))
}

/// The path of a string, which may be one of listed values.
fn status_path(api: &Api, body: &TypeRef, path: &str) -> Result<Vec<String>, Mismatch> {
    let found = paths::follow(api, body, path).map_err(|reason| mismatch("status", said_of_answer(&reason)))?;
    let is_text =
        matches!(scalar(api, found.type_ref), Some(Scalar::Text | Scalar::Any)) || is_enumeration(api, found.type_ref);
    is_text.then_some(found.path).ok_or_else(|| mismatch("status", format!("`{path}` of what it answers is no string")))
}

fn is_enumeration(api: &Api, type_ref: &TypeRef) -> bool {
    match query::non_null(&api.types, type_ref) {
        TypeRef::Named(id) | TypeRef::Boxed(id) => matches!(api.type_def(*id).kind, TypeKind::Enum(_)),
        _ => false,
    }
}

/// What the result is.
fn result(rule: &LongRunningRule, operation: &Operation, asked: &TypeRef, api: &Api) -> Result<Payload, Mismatch> {
    let json = |type_ref: TypeRef| Payload::Value {
        media_type: "application/json".to_owned(),
        kind: MediaKind::Json,
        type_ref,
    };
    if let Some(name) = &rule.result_type {
        let found = query::with_ids(&api.types).find(|(_, def)| def.origin.name() == Some(name));
        let unknown =
            || Mismatch { key: "result_type", reason: format!("there is no schema `{name}`"), is_of_rule: true };
        return found.map(|(id, _)| json(TypeRef::Named(id))).ok_or_else(unknown);
    }
    let is_elsewhere = rule.result_header.is_some() || rule.result_url.is_some() || rule.result_at_call;
    if !is_elsewhere && *asked != UNKNOWN {
        let path = rule.result.as_deref().unwrap_or_default();
        let found = paths::follow(api, asked, path).map_err(|reason| mismatch("result", said_of_answer(&reason)))?;
        return Ok(json(query::non_null(&api.types, found.type_ref).clone()));
    }
    let is_final = |status: StatusMatch| status.is_success() && status != StatusMatch::Code(202);
    let last = operation
        .responses
        .iter()
        .find(|response| is_final(response.status) && matches!(response.payload, Payload::Value { .. }));
    Ok(last.map_or(Payload::Empty, |response| response.payload.clone()))
}
