//! Multipart forms: how a record becomes one. Which bodies are forms is `bodies`' business.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Context, ident};
use super::plan::fields::{Column, Presence};
use super::{descriptors, runtime};
use crate::ir::{Api, ParameterStyle, Part, Record, TypeId, TypeKind, TypeRef, Union, query};

/// True for a record with files, which is no JSON: it becomes a multipart form.
pub(super) fn is_form(record: &Record) -> bool {
    record.fields.iter().any(|field| is_file(&field.type_ref))
}

/// True for a type that is a record with files.
pub(super) fn has_files(context: &Context<'_>, type_ref: &TypeRef) -> bool {
    let TypeRef::Named(id) = context.resolved(type_ref) else { return false };
    match &context.type_def(*id).kind {
        TypeKind::Record(record) => is_form(record),
        TypeKind::Union(union) => is_form_union(context.api, union),
        TypeKind::Enum(_) | TypeKind::Alias(_) => false,
    }
}

/// True for a union of records of which one has files: a form that is one of them, and no JSON.
pub(super) fn is_form_union(api: &Api, union: &Union) -> bool {
    let is_form = |type_ref: &TypeRef| match query::resolved(&api.types, type_ref) {
        TypeRef::Named(id) | TypeRef::Boxed(id) => {
            matches!(&api.type_def(*id).kind, TypeKind::Record(record) if is_form(record))
        }
        _ => false,
    };
    union.variants.iter().any(|variant| is_form(&variant.type_ref))
}

/// True for a record that can be sent as a multipart form. One that is JSON elsewhere and so holds its file as text
/// cannot.
pub(super) fn can_be_form(context: &Context<'_>, id: TypeId, record: &Record) -> bool {
    let is_own = |part: &&Part| record.fields.iter().any(|field| field.wire_name == part.wire_name);
    let parts = context.multiparts.get(&id);
    is_form(record) || parts.is_some_and(|parts| !parts.iter().filter(is_own).any(|part| part.file))
}

fn is_file(type_ref: &TypeRef) -> bool {
    match type_ref {
        TypeRef::Bytes => true,
        TypeRef::List(item) | TypeRef::Nullable(item) => **item == TypeRef::Bytes,
        _ => false,
    }
}

/// `From<Record> for Form`: a part for each property, in the order of the document.
pub(super) fn conversion(context: &Context<'_>, id: TypeId, record: &Record, columns: &[Column<'_>]) -> TokenStream {
    let (runtime, name) = (ident(runtime::CRATE), ident(context.names.type_name(id)));
    let encodings = context.multiparts.get(&id).copied().unwrap_or_default();
    let parts = columns.iter().map(|column| {
        let encoding = encodings.iter().find(|part| part.wire_name == column.field.wire_name);
        match encoding.and_then(|part| styled(column, part)) {
            Some(styled) => styled,
            None => part(column, encoding.and_then(content_type)),
        }
    });
    let extra = record.additional.as_ref().map(|_| {
        let extra = ident(&context.names.type_names(id).extra);
        quote! {
            for (name, item) in &value.#extra {
                form = form.value(name, item);
            }
        }
    });
    quote! {
        impl From<#name> for #runtime::Form {
            fn from(value: #name) -> Self {
                let mut form = Self::new();
                #(#parts)*
                #extra
                form
            }
        }
    }
}

/// The one media type a part has; a choice or a range is the caller's to settle, who then makes the form by hand.
fn content_type(part: &Part) -> Option<&str> {
    part.content_type.as_deref().filter(|media_type| !media_type.contains([',', '*']))
}

/// A property that is written in a style, as a parameter would be.
fn styled(column: &Column<'_>, part: &Part) -> Option<TokenStream> {
    if part.style.is_none() && part.explode.is_none() {
        return None;
    }
    let (name, wire_name, runtime) = (ident(column.rust_name), &column.field.wire_name, ident(runtime::CRATE));
    let style = part.style.filter(|style| *style != ParameterStyle::Form).map(|style| {
        let variant = descriptors::style_variant(style);
        quote!(.style(#runtime::codegen::Style::#variant))
    });
    let explode =
        part.explode.filter(|explode| *explode != descriptors::explodes(part.style.unwrap_or(ParameterStyle::Form)));
    let explode = explode.map(|explode| quote!(.explode(#explode)));
    let parameter = quote!(#runtime::codegen::Parameter::query(#wire_name) #style #explode);
    Some(quote!(form = form.styled(&#parameter, &value.#name);))
}

fn part(column: &Column<'_>, content_type: Option<&str>) -> TokenStream {
    let (name, wire_name) = (ident(column.rust_name), &column.field.wire_name);
    if !is_file(&column.field.type_ref) {
        return match content_type {
            Some(content_type) => quote!(form = form.value_as(#wire_name, #content_type, &value.#name);),
            None => quote!(form = form.value(#wire_name, &value.#name);),
        };
    }
    let file = |content: TokenStream| match content_type {
        Some(content_type) => quote!(form = form.upload_as(#wire_name, #content_type, #content);),
        None => quote!(form = form.upload(#wire_name, #content);),
    };
    let several = matches!(column.field.type_ref, TypeRef::List(_));
    let given = match (column.presence, several) {
        (Presence::Required, false) => return file(quote!(value.#name)),
        (Presence::Required, true) => quote!(value.#name),
        (Presence::ThreeWay, false) => quote!(value.#name.into_value()),
        (Presence::ThreeWay, true) => quote!(value.#name.into_value().unwrap_or_default()),
        (_, true) => quote!(value.#name.unwrap_or_default()),
        (_, false) => quote!(value.#name),
    };
    let file = file(quote!(file));
    if several { quote!(for file in #given { #file }) } else { quote!(if let Some(file) = #given { #file }) }
}
