//! The headers that responses are documented to have, as constants that know their type.

use foldhash::HashSet;
use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Context, ident};
use super::docs::{constraints, markdown, sentences};
use super::imports::Imports;
use super::{runtime, type_ref};
use crate::format::{Head, Item, RustFile};
use crate::ir::{Header, TypeKind, TypeRef};

/// Renders `src/headers.rs`.
pub(super) fn file(context: &Context<'_>) -> RustFile {
    let imports = Imports::elsewhere(HashSet::from_iter(["TypedHeader".to_owned()]));
    let items = context.names.headers().iter().filter_map(|names| {
        let uses: Vec<&Header> = uses(context, &names.wire_name).collect();
        let first = uses.first()?;
        let type_tokens = type_tokens(context, &imports, &uses);
        let (header, name, wire_name) =
            (imports.runtime(runtime::TYPED_HEADER), ident(&names.rust_name), &first.wire_name);
        let line = quote!(pub const #name: #header<#type_tokens> = #header::new(#wire_name));
        Some(Item::Line(Head::docs(head(first)), line))
    });
    let items = items.collect();
    RustFile {
        path: "src/headers.rs".to_owned(),
        docs: module_docs(context),
        imports: imports.finish(context),
        items,
        ..RustFile::default()
    }
}

/// Whether most responses have a header, so that it is not said of each.
pub(super) fn is_common(context: &Context<'_>, header: &Header) -> bool {
    context.common_headers.contains(&header.wire_name.to_ascii_lowercase())
}

/// A link to the constant of a header.
pub(super) fn link(context: &Context<'_>, header: &Header) -> Option<String> {
    let name = constant_of(context, header)?;
    Some(["[`", name, "`](crate::headers::", name, ")"].concat())
}

/// Links to the headers that most responses have, in the order of their names.
pub(super) fn common(context: &Context<'_>) -> Vec<String> {
    let names = context.names.headers().iter().filter(|names| context.common_headers.contains(&names.wire_name));
    names
        .map(|names| ["[`", names.rust_name.as_str(), "`](crate::headers::", names.rust_name.as_str(), ")"].concat())
        .collect()
}

/// The constant of a header.
fn constant_of<'a>(context: &'a Context<'_>, header: &Header) -> Option<&'a str> {
    let key = header.wire_name.to_ascii_lowercase();
    let names = context.names.headers().iter().find(|names| names.wire_name == key)?;
    Some(names.rust_name.as_str())
}

/// The type of a header as the surface shows it.
pub(super) fn shown_type(context: &Context<'_>, imports: &Imports, wire_name: &str) -> TokenStream {
    type_tokens(context, imports, &uses(context, wire_name).collect::<Vec<_>>())
}

fn uses<'a>(context: &Context<'a>, key: &str) -> impl Iterator<Item = &'a Header> {
    context.api.headers().filter(move |header| header.wire_name.eq_ignore_ascii_case(key))
}

/// What all responses agree on, else text.
fn type_tokens(context: &Context<'_>, imports: &Imports, uses: &[&Header]) -> TokenStream {
    match uses {
        [first, rest @ ..] if rest.iter().all(|other| other.type_ref == first.type_ref) => {
            readable(context, imports, &first.type_ref)
        }
        _ => quote!(String),
    }
}

/// Scalars, enums and lists of those can be read from a header; of anything else there is the text.
fn readable(context: &Context<'_>, imports: &Imports, type_ref: &TypeRef) -> TokenStream {
    match context.resolved(type_ref) {
        TypeRef::Nullable(inner) => readable(context, imports, inner),
        TypeRef::List(inner) => {
            let inner = readable(context, imports, inner);
            quote!(Vec<#inner>)
        }
        TypeRef::Named(id) if matches!(context.type_def(*id).kind, TypeKind::Enum(_)) => imports.model(context, *id),
        scalar @ (TypeRef::Boolean | TypeRef::Integer(_) | TypeRef::Float { .. } | TypeRef::Formatted(_)) => {
            type_ref::tokens(context, imports, scalar)
        }
        _ => quote!(String),
    }
}

fn head(header: &Header) -> Vec<String> {
    let mut lines = header.description.as_deref().map(markdown::lines).unwrap_or_default();
    if lines.is_empty() {
        lines.push(["The header ", &sentences::code(&header.wire_name), "."].concat());
    }
    let said = header.annotations.as_deref().map(constraints::annotations).filter(|said| !said.is_empty());
    if let Some(said) = said.filter(|said| !sentences::joined(&lines).contains(said.as_str())) {
        lines.extend([String::new(), said]);
    }
    lines
}

fn module_docs(context: &Context<'_>) -> Vec<String> {
    let mut lines = markdown::lines(
        "Headers that responses are documented to have. \
         `Response::header` and `Error::header` read one; the text of all others is in `headers()`.",
    );
    if let Some(first) = context.names.headers().first() {
        let crate_name = context.package().replace('-', "_");
        lines.extend(["", "```no_run"].map(str::to_owned));
        lines.push(["use ", &crate_name, "::{Response, headers};"].concat());
        lines.extend(["", "fn example(response: &Response<()>) {"].map(str::to_owned));
        lines.push(["    if let Some(value) = response.header(&headers::", first.rust_name.as_str(), ") {"].concat());
        lines.extend(["        println!(\"{value:?}\");", "    }", "}", "```"].map(str::to_owned));
    }
    lines
}
