//! `surface.txt`: one line per public item, sorted. Its difference is the review of an API change, and the next run
//! reads from it who holds which name: [`names::lock`] has the grammar of the lines.

use proc_macro2::TokenStream;

use super::context::{Context, ident};
use super::imports::Imports;
use super::method::{self, Method};
use super::plan::fields::presence;
use super::{headers, inputs, operations, type_ref};
use crate::format;
use crate::ir::{Enum, ErrorBodies, Record, Success, TypeId, TypeKind, Union, query};
use crate::names::{self, lock};
use crate::output::GeneratedFile;

/// Renders `surface.txt`.
pub(super) fn file(context: &Context<'_>) -> GeneratedFile {
    let imports = Imports::elsewhere(std::collections::HashSet::new());
    let mut lines = Vec::new();
    for (index, operation) in context.api.operations.iter().enumerate() {
        for method in method::methods(operation, context.names.operation(index)) {
            method_lines(context, &imports, &method, &mut lines);
        }
    }
    for (id, _) in query::with_ids(&context.api.types) {
        type_lines(context, &imports, id, &mut lines);
    }
    for (index, group) in context.api.groups.iter().enumerate() {
        let names = context.names.group(index);
        lines.push(["group ", &names.accessor, ": ", &names.rust_name, "  ", &group.wire_name].concat());
    }
    let environments = context.names.environments().iter().zip(&context.api.environments);
    lines.extend(environments.map(|(name, environment)| ["environment ", name, "  ", &environment.label].concat()));
    error_lines(context, &imports, &mut lines);
    for header in context.names.headers() {
        let type_tokens = format::on_one_line(&headers::shown_type(context, &imports, &header.wire_name));
        lines.push(["header ", &header.rust_name, ": ", &type_tokens, "  ", &header.wire_name].concat());
    }
    lines.iter_mut().for_each(|line| *line = lock::visible(line).into_owned());
    lines.sort_unstable();
    lines.push(String::new());
    GeneratedFile { path: "surface.txt".to_owned(), text: lines.join("\n") }
}

fn method_lines(context: &Context<'_>, imports: &Imports, method: &Method<'_>, lines: &mut Vec<String>) {
    let accessor = &context.names.group(method.operation.group).accessor;
    let name = ["fn ", accessor, "().", &method.method.rust_name].concat();
    let signature = operations::signature(context, imports, method);
    let arguments = signature.arguments.iter().skip(1);
    let wire = names::wire_of(method.operation, method.method.media);
    let id = &method.operation.id;
    let label = if method.names.label == *id { String::new() } else { ["  as ", &method.names.label].concat() };
    lines.push([&name, &written(arguments, &signature.success), "  ", &wire, "  ", id, &label].concat());
    if method.has_options() {
        lines.push(["request ", &method.method.request, "  ", &wire].concat());
    }
    if let Success::ByStatus(_) = method.operation.success {
        let wire = names::wire_of(method.operation, None);
        lines.push(["response ", &method.names.success, "  ", &wire].concat());
    }
    let parameters = method.operation.parameters.iter().zip(&method.names.parameters);
    for (parameter, rust_name) in parameters.filter(|(parameter, _)| !parameter.required) {
        let (argument, _) = inputs::parameter_input(context, imports, parameter, &ident(rust_name));
        let argument = format::on_one_line(&argument);
        lines.push([&name, " .", rust_name, "(", &argument, ")  ", &parameter.wire_name].concat());
    }
}

fn written<'a>(arguments: impl Iterator<Item = &'a TokenStream>, output: &TokenStream) -> String {
    let arguments: Vec<String> = arguments.map(format::on_one_line).collect();
    ["(", &arguments.join(", "), ") -> ", &format::on_one_line(output)].concat()
}

fn error_lines(context: &Context<'_>, imports: &Imports, lines: &mut Vec<String>) {
    let ErrorBodies::Several { types, .. } = &context.api.errors else { return };
    for (body, name) in types.iter().zip(context.names.error_variants()) {
        let payload = format::on_one_line(&type_ref::tokens(context, imports, body));
        lines.push(["error ErrorBody::", name, "(", &payload, ")"].concat());
    }
}

/// The first line of a type: where it is written, unless its name says so.
fn type_line(context: &Context<'_>, id: TypeId, start: &str) -> String {
    let place = names::place_of(&context.type_def(id).origin);
    if place == context.names.type_name(id) { start.to_owned() } else { [start, "  ", &place].concat() }
}

fn type_lines(context: &Context<'_>, imports: &Imports, id: TypeId, lines: &mut Vec<String>) {
    match &context.type_def(id).kind {
        TypeKind::Record(record) => record_lines(context, imports, id, record, lines),
        TypeKind::Enum(enumeration) => enum_lines(context, id, enumeration, lines),
        TypeKind::Union(union) => union_lines(context, imports, id, union, lines),
        TypeKind::Alias(target) => {
            let target = format::on_one_line(&type_ref::tokens(context, imports, target));
            lines.push(type_line(context, id, &["type ", context.names.type_name(id), " = ", &target].concat()));
        }
    }
}

fn record_lines(context: &Context<'_>, imports: &Imports, id: TypeId, record: &Record, lines: &mut Vec<String>) {
    let names = context.names.type_names(id);
    let usage = context.type_def(id).usage;
    lines.push(type_line(context, id, &["struct ", &names.rust_name].concat()));
    for (field, rust_name) in record.fields.iter().zip(&names.fields) {
        let presence = presence(field, usage);
        let type_tokens = type_ref::field_tokens(context, imports, field, presence);
        let written = format::on_one_line(&type_tokens);
        lines.push(["struct ", &names.rust_name, " .", rust_name, ": ", &written, "  ", &field.wire_name].concat());
    }
    if let Some(additional) = &record.additional {
        let value = format::on_one_line(&type_ref::tokens(context, imports, additional));
        lines.push(["struct ", &names.rust_name, " .", &names.extra, ": BTreeMap<String, ", &value, ">  *"].concat());
    }
}

fn enum_lines(context: &Context<'_>, id: TypeId, enumeration: &Enum, lines: &mut Vec<String>) {
    let names = context.names.type_names(id);
    lines.push(type_line(context, id, &["enum ", &names.rust_name].concat()));
    for (variant, rust_name) in enumeration.variants.iter().zip(&names.variants) {
        let value = names::literal(&variant.wire_value);
        lines.push(["enum ", &names.rust_name, "::", rust_name, " = ", &value].concat());
    }
}

fn union_lines(context: &Context<'_>, imports: &Imports, id: TypeId, union: &Union, lines: &mut Vec<String>) {
    let names = context.names.type_names(id);
    lines.push(type_line(context, id, &["union ", &names.rust_name].concat()));
    for (variant, rust_name) in union.variants.iter().zip(&names.variants) {
        let payload = format::on_one_line(&type_ref::tokens(context, imports, &variant.type_ref));
        let tags = variant.tags.join(" | ");
        let line = ["union ", &names.rust_name, "::", rust_name, "(", &payload, ")  ", &tags].concat();
        lines.push(line.trim_end().to_owned());
    }
}
