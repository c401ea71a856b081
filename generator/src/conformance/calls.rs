//! The calls a document makes up: for each input of a method the values it may have, the document's own first.

use std::collections::BTreeMap;

use conformance_protocol::{Body, BodyKind, Method, Parameter as Input};
use serde_json::Value;

use super::{places, values};
use crate::document::{Document, Located};
use crate::ir::{
    Api, BodyMedia, MediaKind, Operation, Parameter, ParameterEncoding, Payload, Requirement, Response, StatusMatch,
    TypeKind, TypeRef,
};
use crate::names::Names;

/// One entry for each method, in the order the program has them.
pub(super) fn collect(document: &Document, api: &Api, names: &Names) -> Vec<Method> {
    let mut calls = Vec::new();
    for (index, operation) in api.operations.iter().enumerate() {
        for method in &names.operation(index).methods {
            let media = method.media.and_then(|index| operation.body.as_ref()?.media.get(index));
            calls.push(call(document, api, operation, media));
        }
    }
    calls
}

fn call(document: &Document, api: &Api, operation: &Operation, media: Option<&BodyMedia>) -> Method {
    Method {
        operation: operation.id.to_string(),
        method: operation.method.to_string(),
        path: operation.path.clone(),
        security: security(api, operation),
        responses: responses(document, operation),
        parameters: operation.parameters.iter().map(|one| parameter(document, api, operation, one)).collect(),
        body: media.map(|media| body(document, api, operation, media)),
    }
}

/// The names of the schemes that are needed together, for each alternative.
fn security(api: &Api, operation: &Operation) -> Vec<Vec<String>> {
    let name = |scheme: &usize| api.security_schemes.get(*scheme).map(|scheme| scheme.wire_name.clone());
    let names = |requirement: &Requirement| requirement.schemes.iter().filter_map(|(scheme, _)| name(scheme)).collect();
    operation.security.iter().map(names).collect()
}

/// The schemas of answers in JSON, by status.
fn responses(document: &Document, operation: &Operation) -> BTreeMap<String, String> {
    let schema = |response: &Response| {
        let Payload::Value { media_type, kind: MediaKind::Json, .. } = &response.payload else { return None };
        let place = places::operation(document, operation)?;
        let place = places::response(document, &place, response.status)?;
        let entry = places::child(document, &places::child(document, &place, "content")?, media_type)?;
        let status = match response.status {
            StatusMatch::Code(code) => code.to_string(),
            StatusMatch::Range(hundreds) => hundreds.to_string(),
            StatusMatch::Default => "default".to_owned(),
        };
        Some((status, places::child(document, &entry, "schema")?.pointer.to_string()))
    };
    operation.responses.iter().filter_map(schema).collect()
}

fn parameter(document: &Document, api: &Api, operation: &Operation, parameter: &Parameter) -> Input {
    let place = places::parameter(document, operation, parameter);
    let schema = place.as_ref().and_then(|place| parameter_schema(document, place));
    let mut candidates = Vec::new();
    for at in place.iter().chain(&schema) {
        candidates.extend(places::examples(document, at).into_iter().map(|example| example.node.to_json()));
    }
    candidates.extend(parameter.default.as_deref().cloned());
    let bare = match &parameter.type_ref {
        TypeRef::Nullable(inner) => inner,
        other => other,
    };
    // An object without a schema would be taken apart, and nobody knows how.
    let bare = if *bare == TypeRef::Any { &TypeRef::String } else { bare };
    candidates.extend(values::samples(api, bare, &parameter.bounds));
    Input {
        name: parameter.wire_name.clone(),
        written: written(parameter),
        required: parameter.required,
        schema: schema.map(|schema| schema.pointer.to_string()),
        candidates: distinct(candidates),
    }
}

/// Where a parameter goes and how: `path label`, `query form exploded`.
fn written(parameter: &Parameter) -> String {
    let location = format!("{:?}", parameter.location);
    let how = match &parameter.encoding {
        ParameterEncoding::Content(_) | ParameterEncoding::Text(_) => "content".to_owned(),
        ParameterEncoding::Style { style, explode, .. } => {
            format!("{style:?}{}", if *explode { " exploded" } else { "" })
        }
    };
    [location, how].join(" ").to_ascii_lowercase()
}

/// The schema of a parameter; with `content` that of its only entry, in version 2 the parameter itself.
fn parameter_schema<'a>(document: &'a Document, place: &Located<'a>) -> Option<Located<'a>> {
    let content = || {
        let content = places::child(document, place, "content")?;
        let (_, entry) = places::children(document, &content).into_iter().next()?;
        places::child(document, &entry, "schema")
    };
    places::child(document, place, "schema").or_else(content)
}

fn body(document: &Document, api: &Api, operation: &Operation, media: &BodyMedia) -> Body {
    let entry = places::operation(document, operation)
        .and_then(|place| places::child(document, &place, "requestBody"))
        .and_then(|body| places::child(document, &body, "content"))
        .and_then(|content| places::child(document, &content, &media.media_type));
    let schema = entry.as_ref().and_then(|entry| places::child(document, entry, "schema"));
    let mut candidates = Vec::new();
    for at in entry.iter().chain(&schema) {
        candidates.extend(places::examples(document, at).into_iter().map(|example| example.node.to_json()));
    }
    candidates.extend(values::bodies(api, &media.type_ref));
    Body {
        required: operation.body.as_ref().is_some_and(|body| body.required),
        media_type: media.media_type.clone(),
        kind: kind(media.kind),
        schema: schema.map(|schema| schema.pointer.to_string()),
        files: files(api, media),
        candidates: distinct(candidates.into_iter().map(|one| values::sendable(api, &media.type_ref, one)).collect()),
    }
}

fn kind(of: MediaKind) -> BodyKind {
    match of {
        MediaKind::Json => BodyKind::Json,
        MediaKind::Form => BodyKind::Form,
        MediaKind::Multipart => BodyKind::Multipart,
        MediaKind::Text => BodyKind::Text,
        MediaKind::Bytes => BodyKind::Bytes,
        MediaKind::EventStream => BodyKind::EventStream,
        MediaKind::JsonLines => BodyKind::JsonLines,
    }
}

/// Properties that are files: marked in the form, or bytes by their type.
fn files(api: &Api, media: &BodyMedia) -> Vec<String> {
    let mut files: Vec<String> =
        media.parts.iter().filter(|part| part.file).map(|part| part.wire_name.clone()).collect();
    if let TypeRef::Named(id) = &media.type_ref
        && let TypeKind::Record(record) = &api.type_def(*id).kind
    {
        let bytes = |of: &TypeRef| *of == TypeRef::Bytes || *of == TypeRef::List(Box::new(TypeRef::Bytes));
        files.extend(record.fields.iter().filter(|field| bytes(&field.type_ref)).map(|field| field.wire_name.clone()));
    }
    files
}

fn distinct(candidates: Vec<Value>) -> Vec<Value> {
    let mut distinct: Vec<Value> = Vec::new();
    for candidate in candidates {
        if !distinct.contains(&candidate) {
            distinct.push(candidate);
        }
    }
    distinct
}
