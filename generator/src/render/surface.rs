//! `surface.txt`: one line per public item, sorted. Its difference is the review of an API change, and the next run
//! reads from it who holds which name: [`lock`] has the grammar of the lines.

use std::borrow::Cow;

use proc_macro2::TokenStream;

use super::context::{Context, ident};
use super::imports::Imports;
use super::method::{self, Method};
use super::plan::fields::presence;
use super::{formerly, headers, inputs, operations, records, requests, responses, type_ref};
use crate::format;
use crate::ir::{Enum, ErrorBodies, Operation, Record, Success, TypeId, TypeKind, Union, query};
use crate::lock::{self, column};
use crate::names::{self, Argument};
use crate::output::GeneratedFile;

/// Renders `surface.txt`.
pub(super) fn file(context: &Context<'_>) -> GeneratedFile {
    let imports = Imports::elsewhere(foldhash::HashSet::default());
    let mut lines = Vec::new();
    for (index, operation) in context.api.operations.iter().enumerate() {
        for method in method::methods(operation, context.names.operation(index)) {
            method_lines(context, &imports, &method, &mut lines);
        }
    }
    for (id, _) in query::with_ids(&context.api.types) {
        type_lines(context, &imports, id, &mut lines);
    }
    for (id, group) in query::group_ids(context.api).zip(&context.api.groups) {
        let names = context.names.group(id);
        lines.push(
            ["group ", names.accessor.as_str(), ": ", names.rust_name.as_str(), "  ", &column(&group.wire_name)]
                .concat(),
        );
    }
    let environments = context.names.environments().iter().zip(&context.api.environments);
    lines.extend(
        environments
            .map(|(name, environment)| ["environment ", name.as_str(), "  ", &column(&environment.label)].concat()),
    );
    error_lines(context, &imports, &mut lines);
    lines.extend(formerly::lines(context));
    for header in context.names.headers() {
        let type_tokens = format::on_one_line(&headers::shown_type(context, &imports, &header.wire_name));
        lines.push(
            ["header ", header.rust_name.as_str(), ": ", &type_tokens, "  ", &column(&header.wire_name)].concat(),
        );
    }
    for line in &mut lines {
        if let Cow::Owned(shown) = lock::visible(line) {
            *line = shown;
        }
    }
    lines.sort_unstable();
    lines.insert(0, context.names.surface_header.to_owned());
    lines.push(String::new());
    GeneratedFile { path: "surface.txt".to_owned(), text: lines.join("\n") }
}

fn method_lines(context: &Context<'_>, imports: &Imports, method: &Method<'_>, lines: &mut Vec<String>) {
    let accessor = context.names.group(method.operation.group).accessor.as_str();
    let name = ["fn ", accessor, "().", method.method.rust_name.as_str()].concat();
    let wire = names::wire_of(method.operation, method.method.media);
    lines.push(method_line(context, imports, method, &name, &column(&wire)));
    if method.has_options() {
        lines.push(["request ", method.method.request.as_str(), "  ", &column(&wire)].concat());
    }
    if let Success::ByStatus(_) = method.operation.success {
        let wire = names::wire_of(method.operation, None);
        lines.push(["response ", method.names.success.as_str(), "  ", &column(&wire)].concat());
    }
    let parameters = method.operation.parameters.iter().zip(&method.names.parameters);
    for (parameter, rust_name) in parameters.filter(|(parameter, _)| !parameter.required) {
        let (argument, _) = inputs::parameter_input(context, imports, parameter, &ident(rust_name));
        let argument = format::on_one_line(&argument);
        let key = lock::parameter_key(method.operation, parameter);
        let remarks = remarks(&[("deprecated", parameter.docs.deprecated)]);
        lines.push([&name, " .", rust_name.as_str(), "(", &argument, ")  ", &column(&key), &remarks].concat());
    }
    if let (Some(input), Some(media)) = (requests::body_setter_input(context, imports, method), method.media) {
        let keys = names::body_arguments(context.api, method.operation, media);
        let keys: Vec<String> =
            method.method.body_setter.iter().filter_map(|&position| keys.get(position).cloned()).collect();
        let arguments = written(&input.arguments);
        lines.push([&name, " .", method.names.body.as_str(), &arguments, "  (", &keys.join(", "), ")"].concat());
    }
}

fn method_line(context: &Context<'_>, imports: &Imports, method: &Method<'_>, name: &str, wire: &str) -> String {
    let signature = operations::signature(context, imports, method);
    let arguments = written(signature.arguments.get(1..).unwrap_or_default());
    let success = format::on_one_line(&signature.success);
    let (id, label) = (method.operation.id.as_str(), &method.names.label);
    let label = if label == id { String::new() } else { ["  as ", &*column(label)].concat() };
    let order = match argument_keys(context, method).join(", ") {
        keys if keys.is_empty() => keys,
        keys => ["  (", &keys, ")"].concat(),
    };
    let returned = if method.has_options() { method.method.request.as_str() } else { "Call" };
    let deprecated = method.operation.docs.deprecated;
    let scopes = scopes(method.operation);
    // The last one, since a type may have commas.
    let waits = method.operation.waiting.as_ref().map(|waiting| {
        let result = responses::payload_type(context, imports, &waiting.result);
        ["waits for ", &format::on_one_line(&result)].concat()
    });
    let waits = waits.unwrap_or_default();
    let remarks = remarks(&[
        ("paged", method.operation.paging.is_some()),
        ("deprecated", deprecated),
        (&scopes, !scopes.is_empty()),
        (&waits, !waits.is_empty()),
    ]);
    let columns = ["  ", wire, "  ", &*column(id), &label, &order, "  returns ", returned, &remarks].concat();
    [name, &arguments, " -> ", &success, &columns].concat()
}

/// The scopes it needs, in one remark.
fn scopes(operation: &Operation) -> String {
    let mut alternatives: Vec<String> = Vec::new();
    for (_, scopes) in operation.security.iter().flat_map(|requirement| &requirement.schemes) {
        let words: Vec<&str> = scopes.iter().flat_map(|scope| scope.split_whitespace()).collect();
        let words = words.join(" ");
        if !words.is_empty() && !alternatives.contains(&words) {
            alternatives.push(words);
        }
    }
    if alternatives.is_empty() { String::new() } else { ["scopes ", &alternatives.join(" or ")].concat() }
}

/// What each argument of a method is, in order.
fn argument_keys(context: &Context<'_>, method: &Method<'_>) -> Vec<String> {
    let body = method.media.map(|media| names::body_arguments(context.api, method.operation, media));
    let body = body.unwrap_or_default();
    let key = |argument: &Argument| match argument {
        Argument::Parameter(index) => {
            let parameter = method.operation.parameters.get(*index)?;
            Some(lock::parameter(parameter.location, &parameter.wire_name))
        }
        Argument::Body(index) => body.get(*index).cloned(),
    };
    method.method.arguments.iter().filter_map(key).collect()
}

fn written(arguments: &[TokenStream]) -> String {
    let arguments: Vec<String> = arguments.iter().map(format::on_one_line).collect();
    ["(", &arguments.join(", "), ")"].concat()
}

/// The last column: what readers want to know and the lock does not.
fn remarks(remarks: &[(&str, bool)]) -> String {
    let true_ones: Vec<&str> = remarks.iter().filter(|(_, holds)| *holds).map(|(word, _)| *word).collect();
    if true_ones.is_empty() { String::new() } else { ["  [", &true_ones.join(", "), "]"].concat() }
}

fn error_lines(context: &Context<'_>, imports: &Imports, lines: &mut Vec<String>) {
    let ErrorBodies::Several { types, .. } = &context.api.errors else { return };
    for (body, name) in types.iter().zip(context.names.error_variants()) {
        let payload = format::on_one_line(&type_ref::tokens(context, imports, body));
        lines.push(["error ErrorBody::", name.as_str(), "(", &payload, ")"].concat());
    }
}

/// The first line of a type: where it is written, unless its name says so.
fn type_line(context: &Context<'_>, id: TypeId, start: &str) -> String {
    let type_def = context.type_def(id);
    let place = lock::place_of(&type_def.origin);
    let remarks = remarks(&[("deprecated", type_def.docs.deprecated)]);
    if place == context.names.type_name(id).as_str() {
        return [start, &remarks].concat();
    }
    [start, "  ", &column(&place), &remarks].concat()
}

fn type_lines(context: &Context<'_>, imports: &Imports, id: TypeId, lines: &mut Vec<String>) {
    match &context.type_def(id).kind {
        TypeKind::Record(record) => record_lines(context, imports, id, record, lines),
        TypeKind::Enum(enumeration) => enum_lines(context, id, enumeration, lines),
        TypeKind::Union(union) => union_lines(context, imports, id, union, lines),
        TypeKind::Alias(target) => {
            let target = format::on_one_line(&type_ref::tokens(context, imports, target));
            lines.push(type_line(
                context,
                id,
                &["type ", context.names.type_name(id).as_str(), " = ", &target].concat(),
            ));
        }
    }
}

fn record_lines(context: &Context<'_>, imports: &Imports, id: TypeId, record: &Record, lines: &mut Vec<String>) {
    let names = context.names.type_names(id);
    let usage = context.type_def(id).usage;
    lines.push(type_line(context, id, &["struct ", names.rust_name.as_str()].concat()));
    for (field, rust_name) in record.fields.iter().zip(&names.fields) {
        let presence = presence(field, usage);
        let type_tokens = type_ref::field_tokens(context, imports, field, presence);
        let written = format::on_one_line(&type_tokens);
        let remarks = remarks(&[("deprecated", field.docs.deprecated)]);
        let (owner, key) = (names.rust_name.as_str(), column(&field.wire_name));
        lines.push(["struct ", owner, " .", rust_name.as_str(), ": ", &written, "  ", &key, &remarks].concat());
    }
    if let Some(additional) = &record.additional {
        let value = format::on_one_line(&type_ref::tokens(context, imports, additional));
        let (owner, extra, key) = (names.rust_name.as_str(), names.extra.as_str(), lock::UNDECLARED);
        lines.push(["struct ", owner, " .", extra, ": BTreeMap<String, ", &value, ">  ", key].concat());
    }
    if let Some(arguments) = records::constructor_signature(context, imports, id, record) {
        let asked = names.constructor.iter().filter_map(|&position| record.fields.get(position));
        let keys: Vec<_> = asked.map(|field| lock::name_of(&field.wire_name)).collect();
        let start = ["fn ", names.rust_name.as_str(), "::new", &written(&arguments)].concat();
        lines.push(if keys.is_empty() { start } else { [&start, "  (", &keys.join(", "), ")"].concat() });
    }
}

fn enum_lines(context: &Context<'_>, id: TypeId, enumeration: &Enum, lines: &mut Vec<String>) {
    let names = context.names.type_names(id);
    lines.push(type_line(context, id, &["enum ", names.rust_name.as_str()].concat()));
    for (variant, rust_name) in enumeration.variants.iter().zip(&names.variants) {
        let value = names::literal(&variant.wire_value);
        let remarks = remarks(&[("deprecated", variant.is_deprecated)]);
        lines.push(["enum ", names.rust_name.as_str(), "::", rust_name.as_str(), " = ", &value, &remarks].concat());
    }
}

fn union_lines(context: &Context<'_>, imports: &Imports, id: TypeId, union: &Union, lines: &mut Vec<String>) {
    let names = context.names.type_names(id);
    lines.push(type_line(context, id, &["union ", names.rust_name.as_str()].concat()));
    for (variant, rust_name) in union.variants.iter().zip(&names.variants) {
        let payload = format::on_one_line(&type_ref::tokens(context, imports, &variant.type_ref));
        let tags = variant.tags.join(" | ");
        let tags = column(&tags);
        let line = ["union ", names.rust_name.as_str(), "::", rust_name.as_str(), "(", &payload, ")  ", &tags].concat();
        lines.push(line.trim_end().to_owned());
    }
}
