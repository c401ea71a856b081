//! Rules that need the whole [`Api`]. They report errors of the document, or bugs of an earlier stage.

use foldhash::HashMap;

use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics};
use crate::ir::{
    Api, ErrorBodies, Field, Method, Operation, ParameterEncoding, ParameterLocation, ParameterStyle, PathSegment,
    Payload, ServerId, Success, TypeId, TypeKind, TypeRef, query,
};
use crate::source::{JsonPointer, visible};

/// Checks a resolved API.
pub(crate) fn check(api: &Api, diagnostics: &mut Diagnostics) {
    check_places(api, diagnostics);
    for operation in &api.operations {
        check_path(operation, diagnostics);
        check_indices(api, operation, diagnostics);
        note_nested(api, operation, diagnostics);
    }
    check_types(api, diagnostics);
}

/// Warns of a client without any method. `place` is where the document has its operations, or should have them.
pub(crate) fn check_for_operations(api: &Api, place: JsonPointer, diagnostics: &mut Diagnostics) {
    if !api.operations.is_empty() || !api.webhooks.is_empty() {
        return;
    }
    let message = match api.described_operations {
        0 => "the document has no operation".to_owned(),
        1 => "the operation of the document is left out".to_owned(),
        count => format!("all {count} operations of the document are left out"),
    };
    let warning = Diagnostic::warning(DiagnosticId::NoOperations, place, message).about_key();
    let warning = warning.effect("the client has no method");
    diagnostics.push(warning.help("if types are all that you want, ask for them with `--types-only`"));
}

/// A server cannot distinguish two operations of one method whose paths differ only in parameter names.
fn check_places(api: &Api, diagnostics: &mut Diagnostics) {
    let mut known: HashMap<(&Method, ServerId, String), &Operation> = HashMap::default();
    for operation in api.operations.iter().filter(|operation| operation.alternative.is_none()) {
        let shape: String = operation
            .segments
            .iter()
            .map(|segment| match segment {
                PathSegment::Literal(text) => text.as_str(),
                PathSegment::Parameter(_) => "{}",
            })
            .collect();
        if let Some(first) = known.insert((&operation.method, operation.server, shape), operation) {
            diagnostics.push(
                Diagnostic::note(
                    DiagnosticId::PathAmbiguous,
                    &operation.pointer,
                    format!(
                        "`{} {}` differs from `{}` only in the names of its parameters",
                        operation.method,
                        visible(&operation.path),
                        visible(&first.path)
                    ),
                )
                .related(&first.pointer, "the other operation"),
            );
        }
    }
}

/// The path template and the path parameters have the same names in the same order.
fn check_path(operation: &Operation, diagnostics: &mut Diagnostics) {
    let mut wanted: Vec<&str> = Vec::new();
    for segment in &operation.segments {
        if let PathSegment::Parameter(name) = segment
            && !wanted.contains(&name.as_str())
        {
            wanted.push(name);
        }
    }
    let path = operation.parameters.iter().filter(|parameter| parameter.location == ParameterLocation::Path);
    if !path.map(|parameter| parameter.wire_name.as_str()).eq(wanted) {
        diagnostics.push(broken(operation, "its path parameters differ from the parameters of its path"));
    }
}

/// Parameters with arrays or objects inside others, for which OpenAPI defines no style.
fn note_nested(api: &Api, operation: &Operation, diagnostics: &mut Diagnostics) {
    for parameter in &operation.parameters {
        let ParameterEncoding::Style { style, explode, .. } = parameter.encoding else { continue };
        let Some(inner) = nested(api, &parameter.type_ref, explode).filter(|_| style != ParameterStyle::DeepObject)
        else {
            continue;
        };
        diagnostics.push(
            Diagnostic::note(
                DiagnosticId::ParameterNested,
                &operation.pointer,
                format!("OpenAPI has no style for {inner} of the parameter `{}`", parameter.wire_name),
            )
            .effect("it is written as JSON"),
        );
    }
}

/// What of a parameter is written as JSON: an array or an object that is not the value itself. In an exploded object,
/// an array repeats its name.
fn nested(api: &Api, type_ref: &TypeRef, explode: bool) -> Option<String> {
    let is_object = |type_ref: &TypeRef| match query::resolved(&api.types, type_ref) {
        TypeRef::Map(_) => true,
        TypeRef::Named(id) | TypeRef::Boxed(id) => matches!(api.type_def(*id).kind, TypeKind::Record(_)),
        _ => false,
    };
    let list_item = |type_ref: &TypeRef| match query::resolved(&api.types, type_ref) {
        TypeRef::List(item) => Some(item.as_ref().clone()),
        _ => None,
    };
    let is_inner = |type_ref: &TypeRef| is_object(type_ref) || list_item(type_ref).is_some();
    if let Some(item) = list_item(type_ref) {
        return is_inner(&item).then(|| "the items".to_owned());
    }
    let TypeRef::Named(id) = query::resolved(&api.types, type_ref) else { return None };
    let TypeKind::Record(record) = &api.type_def(*id).kind else { return None };
    let is_json = |field: &&Field| match list_item(&field.type_ref).filter(|_| explode) {
        Some(item) => is_inner(&item),
        None => is_inner(&field.type_ref),
    };
    record.fields.iter().find(is_json).map(|field| format!("the property `{}`", field.wire_name))
}

/// Everything that an operation refers to by index exists.
fn check_indices(api: &Api, operation: &Operation, diagnostics: &mut Diagnostics) {
    let default_server = api.servers.is_empty() && operation.server == ServerId::OF_DOCUMENT;
    let server = default_server || operation.server.index() < api.servers.len();
    let schemes = operation
        .security
        .iter()
        .flat_map(|requirement| &requirement.schemes)
        .all(|(scheme, _)| *scheme < api.security_schemes.len());
    if operation.group.index() >= api.groups.len() || !server || !schemes {
        diagnostics.push(broken(operation, "it refers to a group, server set or security scheme that does not exist"));
    }
    if let (Some(_), Success::Empty | Success::One(Payload::Empty) | Success::ByStatus(_)) =
        (&operation.paging, &operation.success)
    {
        diagnostics.push(broken(operation, "it is paged but returns no page"));
    }
}

/// Every type that is used exists, and every set of servers has one URL for each environment.
fn check_types(api: &Api, diagnostics: &mut Diagnostics) {
    let exists = |id: TypeId| id.index() < api.types.len();
    let mut used: Vec<&TypeRef> = api.types.iter().flat_map(|def| query::parts(&def.kind)).collect();
    match &api.errors {
        ErrorBodies::None => {}
        ErrorBodies::One(one) => used.push(one),
        ErrorBodies::Several { types, .. } => used.extend(types),
    }
    let dangling = used.into_iter().filter_map(query::named).any(|id| !exists(id));
    let uneven = api.servers.iter().any(|set| set.urls.len() != api.environments.len());
    if dangling || uneven {
        diagnostics.push(Diagnostic::error(
            DiagnosticId::ApiBroken,
            JsonPointer::root(),
            "the resolved API contradicts itself; this is a bug of the generator",
        ));
    }
}

fn broken(operation: &Operation, message: &str) -> Diagnostic {
    Diagnostic::error(DiagnosticId::ApiBroken, &operation.pointer, message)
        .help("this is a bug of the generator, or of the overrides")
}
