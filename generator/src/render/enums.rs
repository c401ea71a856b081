//! Enums of the document, open in Rust: one table, the runtime's macro makes the rest.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::context::{Context, ident};
use super::docs::{markdown, sentences, type_docs};
use super::imports::Imports;
use super::{derived, runtime};
use crate::format::{Head, Item, Table};
use crate::ir::{Constant, Enum, EnumRepr, EnumVariant, TypeId, query};
use crate::names::RustIdent;

/// Renders an enum.
pub(super) fn render(context: &Context<'_>, imports: &Imports, id: TypeId, enumeration: &Enum, items: &mut Vec<Item>) {
    let macro_name = match enumeration.repr {
        EnumRepr::String => runtime::OPEN_ENUM,
        EnumRepr::Integer => runtime::OPEN_INTEGER_ENUM,
    };
    imports.runtime(macro_name);
    let names = context.names.type_names(id);
    let name = ident(&names.rust_name);
    let variants = enumeration.variants.iter().zip(&names.variants).enumerate();
    let rows = variants.map(|(position, (variant, rust_name))| {
        let (head, tokens) = row(variant, rust_name);
        (derived::part(context, id, position, head), tokens)
    });
    items.push(Item::Table(Table {
        macro_name: macro_name.name,
        head: derived::head(context, id, &[], Head::docs(type_docs::lines(context, id))),
        opening: quote!(pub enum #name),
        rows: rows.collect(),
    }));
}

fn row(variant: &EnumVariant, rust_name: &RustIdent) -> (Head, TokenStream) {
    let name = ident(rust_name);
    let value = literal(&variant.wire_value);
    let mut lines = variant.description.as_deref().map(markdown::lines).unwrap_or_default();
    if lines.is_empty() {
        lines.push(value_sentence(&query::wire_text(&variant.wire_value)));
    }
    let head = Head::docs(lines);
    let head = if variant.is_deprecated { head.attribute(quote!(deprecated)) } else { head };
    (head, quote!(#name = #value))
}

/// What cannot be seen is shown as Rust would write it.
fn value_sentence(value: &str) -> String {
    let is_visible = |character: char| character.escape_debug().count() == 1 || matches!(character, '"' | '\'' | '\\');
    if value.is_empty() {
        "An empty string.".to_owned()
    } else if value.trim().is_empty() || !value.chars().all(is_visible) {
        ["The value ", &sentences::code(&format!("{value:?}")), "."].concat()
    } else {
        ["The value ", &sentences::code(value), "."].concat()
    }
}

/// The literal of a wire value.
pub(super) fn literal(constant: &Constant) -> TokenStream {
    match constant {
        Constant::String(text) => quote!(#text),
        Constant::Boolean(truth) => quote!(#truth),
        Constant::Integer(number) => {
            let literal = Literal::i64_unsuffixed(*number);
            quote!(#literal)
        }
    }
}
