//! Names of methods, their arguments, request structs and descriptors.

use super::methods::{Title, Titles};
use super::{GroupNames, MethodNames, OperationNames, Place, Role, Scope, TypeNames, chosen, reserved, words};
use crate::config::{Config, OperationConfig};
use crate::diagnostics::Diagnostics;
use crate::ir::{Api, Body, BodyMedia, MediaKind, Operation, Success, TypeKind, TypeRef};

/// The scopes that operations share.
struct Scopes<'a> {
    /// Structs and enums of `operations`.
    types: Scope<'a>,
    /// Descriptors.
    statics: Scope<'a>,
    /// Methods, by group.
    methods: Vec<Scope<'a>>,
}

/// Names of all operations, in order.
pub(super) fn assign(
    api: &Api,
    config: &Config,
    groups: &[GroupNames],
    types: &[TypeNames],
    titles: &Titles<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<OperationNames> {
    let mut scopes = Scopes {
        types: Scope::default(),
        statics: Scope::default(),
        methods: groups.iter().map(|_| Scope::default()).collect(),
    };
    for group in groups {
        scopes.types.reserve(&group.rust_name);
    }
    let none = OperationConfig::default();
    let mut names = Vec::with_capacity(api.operations.len());
    for operation in &api.operations {
        let Some(title) = titles.get(operation.id.as_str()) else { continue };
        let overrides = config.operations.get(&operation.id).unwrap_or(&none);
        let mut assigned = OperationNames {
            methods: method_names(operation, title, overrides, &mut scopes, diagnostics),
            ..OperationNames::default()
        };
        assign_shared(operation, title, &mut assigned, &mut scopes, diagnostics);
        assign_arguments(api, operation, overrides, types, &mut assigned, diagnostics);
        names.push(assigned);
    }
    names
}

fn assign_shared<'a>(
    operation: &'a Operation,
    title: &Title,
    names: &mut OperationNames,
    scopes: &mut Scopes<'a>,
    diagnostics: &mut Diagnostics,
) {
    let place = Place::at(&operation.pointer);
    let descriptor = words::screaming(&title.label);
    let starts_well = descriptor.chars().next().is_some_and(unicode_ident::is_xid_start);
    let descriptor = if starts_well { descriptor } else { ["OPERATION_", &descriptor].concat() };
    names.descriptor = scopes.statics.claim(descriptor, place, diagnostics);
    if let Success::ByStatus(_) = operation.success {
        let name = reserved::name_for(&[&title.label, " response"].concat(), Role::OperationType);
        names.success = scopes.types.claim(name, place, diagnostics);
    }
}

fn method_names<'a>(
    operation: &'a Operation,
    title: &Title,
    overrides: &OperationConfig,
    scopes: &mut Scopes<'a>,
    diagnostics: &mut Diagnostics,
) -> Vec<MethodNames> {
    let base = chosen(overrides.method.as_ref(), &title.method, Role::Method, &operation.pointer, diagnostics);
    let mut names = Vec::new();
    for (media, suffix) in representations(operation.body.as_ref()) {
        let rust_name = method_name(operation, &base, &suffix, scopes, diagnostics);
        let request = reserved::name_for(&[&title.label, " ", &suffix].concat(), Role::OperationType);
        let request = scopes.types.claim(request, Place::at(&operation.pointer), diagnostics);
        names.push(MethodNames { rust_name, request, media });
    }
    names
}

/// The short name if it is free in the group, else the whole operation id.
fn method_name<'a>(
    operation: &'a Operation,
    base: &str,
    suffix: &str,
    scopes: &mut Scopes<'a>,
    diagnostics: &mut Diagnostics,
) -> String {
    let with_suffix = |name: &str| if suffix.is_empty() { name.to_owned() } else { [name, "_", suffix].concat() };
    let Some(scope) = scopes.methods.get_mut(operation.group) else { return with_suffix(base) };
    let short = with_suffix(base);
    let name = if scope.is_free(&short) {
        short
    } else {
        reserved::identifier(with_suffix(&words::snake(&operation.id)), Role::Method)
    };
    scope.claim(name, Place::at(&operation.pointer), diagnostics)
}

/// The representations of a body that get a method of their own, with what is put behind its name.
///
/// JSON and URL-encoded forms of one type are the same value in two coats; the better one will do.
fn representations(body: Option<&Body>) -> Vec<(Option<usize>, String)> {
    let Some(body) = body else { return vec![(None, String::new())] };
    let mut taken: Vec<(&BodyMedia, String)> = Vec::new();
    let mut list = Vec::new();
    for (index, media) in body.media.iter().enumerate() {
        let same_coat = |kind| matches!(kind, MediaKind::Json | MediaKind::Form | MediaKind::Multipart);
        let known = taken.iter().any(|(other, _)| {
            other.type_ref == media.type_ref
                && (other.kind == media.kind || same_coat(other.kind) && same_coat(media.kind))
        });
        if known {
            continue;
        }
        let mut suffix = if taken.is_empty() { String::new() } else { kind_word(media.kind).to_owned() };
        if taken.iter().any(|(_, other)| *other == suffix) {
            suffix = words::snake(&media.media_type);
        }
        taken.push((media, suffix.clone()));
        list.push((Some(index), suffix));
    }
    list
}

fn kind_word(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Json => "json",
        MediaKind::Form => "form",
        MediaKind::Multipart => "multipart",
        MediaKind::Text => "text",
        MediaKind::Bytes => "bytes",
        MediaKind::EventStream => "events",
        MediaKind::JsonLines => "json_lines",
    }
}

fn assign_arguments(
    api: &Api,
    operation: &Operation,
    overrides: &OperationConfig,
    types: &[TypeNames],
    names: &mut OperationNames,
    diagnostics: &mut Diagnostics,
) {
    let mut scope = Scope::default();
    for parameter in &operation.parameters {
        let role = if parameter.required { Role::Argument } else { Role::Setter };
        let wanted = overrides.parameters.get(&parameter.wire_name);
        let name = chosen(wanted, &parameter.wire_name, role, &operation.pointer, diagnostics);
        let place = Place::below(&operation.pointer, "parameters", "");
        names.parameters.push(scope.claim(name, place, diagnostics));
    }
    names.body = ["body", "request_body", "content"]
        .into_iter()
        .find(|name| scope.is_free(name))
        .unwrap_or("whole_request_body")
        .to_owned();
    for wire_name in &operation.body_arguments {
        let name = body_field_name(api, operation, wire_name, types)
            .unwrap_or_else(|| reserved::name_for(wire_name, Role::Argument));
        names.body_arguments.push(scope.claim(name, Place::at(&operation.pointer), diagnostics));
    }
}

fn body_field_name(api: &Api, operation: &Operation, wire_name: &str, types: &[TypeNames]) -> Option<String> {
    let media = operation.body.as_ref()?.media.first()?;
    let TypeRef::Named(id) = &media.type_ref else { return None };
    let TypeKind::Record(record) = &api.type_def(*id).kind else { return None };
    let position = record.fields.iter().position(|field| field.wire_name == wire_name)?;
    types.get(id.index())?.fields.get(position).cloned()
}
