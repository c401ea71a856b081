//! What the code of users depends on and `surface.txt` does not list: setters of models, `Default`, added derives, boxes,
//! features, the type of error bodies. A line each, in the manner of `surface.txt`.

use super::context::Context;
use super::imports::Imports;
use super::{formerly, records, type_ref};
use crate::format;
use crate::ir::{ErrorBodies, Record, TypeId, TypeKind, TypeRef, Union, query};

/// The lines, in the order of the API.
pub(super) fn lines(context: &Context<'_>) -> Vec<String> {
    let imports = Imports::elsewhere(foldhash::HashSet::default());
    let mut lines = vec![["package ", &context.package()].concat(), error_line(context, &imports)];
    for (id, type_def) in query::with_ids(&context.api.types) {
        match &type_def.kind {
            TypeKind::Record(record) => record_lines(context, &imports, id, record, &mut lines),
            TypeKind::Union(union) => union_lines(context, id, union, &mut lines),
            TypeKind::Enum(_) | TypeKind::Alias(_) => {}
        }
        derive_lines(context, id, &mut lines);
    }
    for group in query::group_ids(context.api) {
        lines.extend(context.names.group(group).feature.as_ref().map(|feature| ["feature ", feature].concat()));
    }
    lines.extend(formerly::features(context).map(|(was, _)| ["feature ", &was].concat()));
    lines
}

fn record_lines(context: &Context<'_>, imports: &Imports, id: TypeId, record: &Record, lines: &mut Vec<String>) {
    let name = context.names.type_name(id).as_str();
    if records::has_default(context, id, record) {
        lines.push(["default ", name].concat());
    }
    for (setter, arguments) in records::setter_signatures(context, imports, id, record) {
        let arguments: Vec<String> = arguments.iter().map(format::on_one_line).collect();
        lines.push(["setter ", name, " .", &setter.to_string(), "(", &arguments.join(", "), ")"].concat());
    }
}

/// What the configuration derives for a type.
fn derive_lines(context: &Context<'_>, id: TypeId, lines: &mut Vec<String>) {
    let added = context.derives.of_type(id);
    let name = context.names.type_name(id).as_str();
    let hash = added.hash.then_some("Hash");
    let traits = added.traits.iter().map(String::as_str).chain(hash);
    lines.extend(traits.map(|derived| ["derive ", name, " .", derived].concat()));
}

/// Whether the payload of a variant is in a `Box` depends on sizes.
fn union_lines(context: &Context<'_>, id: TypeId, union: &Union, lines: &mut Vec<String>) {
    let names = context.names.type_names(id);
    for (variant, rust_name) in union.variants.iter().zip(&names.variants) {
        let is_boxed = matches!(variant.type_ref, TypeRef::Boxed(_)) || context.layout.is_large(&variant.type_ref);
        if is_boxed {
            lines.push(["boxed ", names.rust_name.as_str(), "::", rust_name.as_str()].concat());
        }
    }
}

fn error_line(context: &Context<'_>, imports: &Imports) -> String {
    match &context.api.errors {
        ErrorBodies::None => "errors = Value".to_owned(),
        ErrorBodies::One(body) => {
            ["errors = ", &format::on_one_line(&type_ref::tokens(context, imports, body))].concat()
        }
        ErrorBodies::Several { .. } => "errors = ErrorBody".to_owned(),
    }
}
