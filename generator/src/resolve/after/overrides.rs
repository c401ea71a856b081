//! The overrides file, held against the document: every name in it must exist.

use super::keys;
use crate::config::{Config, OperationConfig};
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics, suggest};
use crate::ir::{Api, MediaKind, Operation, TypeDef, TypeKind, TypeRef};
use crate::resolve::reach::LeftOut;
use crate::source::{JsonPointer, OVERRIDES_PATH};

/// Applies what belongs to operations, and reports names that lead nowhere.
///
/// Overrides of what is left out stay for clients that have it.
pub(in crate::resolve) fn apply(config: &Config, api: &mut Api, left_out: &LeftOut, diagnostics: &mut Diagnostics) {
    for (id, decisions) in config.operations.iter().filter(|(id, _)| !left_out.operations.contains(*id)) {
        let Some(position) = api.operations.iter().position(|operation| operation.id.as_str() == id) else {
            if decisions.exclude.is_none() || !was_excluded(id, diagnostics) {
                diagnostics.push(unknown_operation(&["operations"], id, api));
            }
            continue;
        };
        check_operation(&api.operations[position], decisions, api, diagnostics);
        let operation = &mut api.operations[position];
        operation.body_arguments.clone_from(&decisions.body_arguments);
        operation.idempotent = decisions.idempotent.or(operation.idempotent);
        let is_alternative = |other: &&mut Operation| {
            other.alternative.as_ref().is_some_and(|alternative| alternative.of.as_str() == id)
        };
        for alternative in api.operations.iter_mut().filter(is_alternative) {
            alternative.body_arguments.clone_from(&decisions.body_arguments);
            alternative.idempotent = decisions.idempotent.or(alternative.idempotent);
        }
    }
    keys::apply(config, api, diagnostics);
    check_groups(config, api, left_out, diagnostics);
    check_types(config, api, left_out, diagnostics);
    check_schemes(config, api, diagnostics);
}

/// An operation that the overrides name and the document does not have.
pub(in crate::resolve) fn unknown_operation(section: &[&str], id: &str, api: &Api) -> Diagnostic {
    unknown(section, "operation", id, api.operations.iter().map(|operation| operation.id.as_str()))
}

fn was_excluded(id: &str, diagnostics: &Diagnostics) -> bool {
    let effect = format!("operation {id} is left out");
    diagnostics.iter().any(|diagnostic| diagnostic.effect.as_deref() == Some(effect.as_str()))
}

fn check_operation(operation: &Operation, decisions: &OperationConfig, api: &Api, diagnostics: &mut Diagnostics) {
    for name in decisions.parameters.keys() {
        let mut known = operation.parameters.iter().map(|parameter| parameter.wire_name.as_str());
        if !known.clone().any(|known| known == name) && !body_properties(operation, api).contains(&name.as_str()) {
            let section = ["operations", operation.id.as_str(), "parameters"];
            diagnostics.push(unknown(&section, "parameter", name, &mut known));
        }
    }
    let properties = body_properties(operation, api);
    for name in &decisions.body_arguments {
        if !properties.contains(&name.as_str()) {
            let section = ["operations", operation.id.as_str(), "body_arguments"];
            diagnostics.push(unknown(&section, "body property", name, properties.iter().copied()));
        }
    }
}

/// The properties of a JSON body.
fn body_properties<'t>(operation: &Operation, api: &'t Api) -> Vec<&'t str> {
    let media = operation.body.iter().flat_map(|body| &body.media).find(|media| media.kind == MediaKind::Json);
    let Some(TypeRef::Named(id)) = media.map(|media| &media.type_ref) else { return Vec::new() };
    match &api.type_def(*id).kind {
        TypeKind::Record(record) => record.fields.iter().map(|field| field.wire_name.as_str()).collect(),
        _ => Vec::new(),
    }
}

fn check_groups(config: &Config, api: &Api, left_out: &LeftOut, diagnostics: &mut Diagnostics) {
    for name in config.groups.keys().filter(|name| !left_out.groups.contains(*name)) {
        if !api.groups.iter().any(|group| group.wire_name == *name) {
            diagnostics.push(unknown(
                &["groups"],
                "group",
                name,
                api.groups.iter().map(|group| group.wire_name.as_str()),
            ));
        }
    }
}

fn check_types(config: &Config, api: &Api, left_out: &LeftOut, diagnostics: &mut Diagnostics) {
    for (name, decisions) in config.types.iter().filter(|(name, _)| !left_out.schemas.contains(*name)) {
        let found = api.types.iter().find(|def| def.origin.name() == Some(name));
        let Some(def) = found else {
            let known = api.types.iter().filter_map(|def| def.origin.name());
            diagnostics.push(unknown(&["types"], "schema", name, known));
            continue;
        };
        let (fields, variants) = parts(def);
        for field in decisions.fields.keys().filter(|field| !fields.contains(&field.as_str())) {
            diagnostics.push(unknown(&["types", name, "fields"], "property", field, fields.iter().copied()));
        }
        for variant in decisions.variants.keys().filter(|variant| !variants.contains(variant)) {
            let known = variants.iter().map(String::as_str);
            diagnostics.push(unknown(&["types", name, "variants"], "value", variant, known));
        }
    }
}

/// Wire names of fields, wire values of variants.
fn parts(def: &TypeDef) -> (Vec<&str>, Vec<String>) {
    use crate::ir::Constant;
    match &def.kind {
        TypeKind::Record(record) => (record.fields.iter().map(|field| field.wire_name.as_str()).collect(), Vec::new()),
        TypeKind::Enum(values) => {
            let text = |value: &Constant| match value {
                Constant::String(text) => text.clone(),
                Constant::Integer(number) => number.to_string(),
                Constant::Boolean(value) => value.to_string(),
            };
            (Vec::new(), values.variants.iter().map(|variant| text(&variant.wire_value)).collect())
        }
        TypeKind::Union(union) => {
            let names = union.variants.iter().flat_map(|variant| variant.tags.iter().chain([&variant.name_hint]));
            (Vec::new(), names.cloned().collect())
        }
        TypeKind::Alias(_) => (Vec::new(), Vec::new()),
    }
}

fn check_schemes(config: &Config, api: &Api, diagnostics: &mut Diagnostics) {
    for name in config.token_urls.keys() {
        let mut known = api.security_schemes.iter().map(|scheme| scheme.wire_name.as_str());
        if !known.clone().any(|known| known == name) {
            diagnostics.push(unknown(&["token_urls"], "security scheme", name, &mut known));
        }
    }
}

/// Says so at the place of the name in the overrides file; for items of a list, at the list.
fn unknown<'k>(section: &[&str], what: &str, name: &str, known: impl IntoIterator<Item = &'k str>) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        DiagnosticId::OverrideUnknown,
        section
            .iter()
            .chain([&name])
            .fold(JsonPointer::root_of(OVERRIDES_PATH), |pointer, segment| pointer.child(segment)),
        format!("`{}` of the overrides names the {what} `{name}`, which does not exist", section.join(".")),
    )
    .about_key();
    match suggest(name, known) {
        Some(nearest) => diagnostic.help(format!("did you mean `{nearest}`?")),
        None => diagnostic,
    }
}
