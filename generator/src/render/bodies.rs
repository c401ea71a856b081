//! Request bodies: the argument that takes one and the call that sends it.

use foldhash::HashMap;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::context::{Context, ident};
use super::imports::Imports;
use super::stream_flag::{self, StreamFlag};
use super::{descriptors, forms, inputs, records, runtime, type_ref};
use crate::format::Expression;
use crate::ir::{BodyMedia, Field, MediaKind, Operation, TypeRef, query};
use crate::names::{self, OperationNames, RustIdent};

/// How a method takes a body.
pub(super) struct BodyInput {
    /// Arguments or, for an optional body, the arguments of the setter, in document order.
    pub(super) arguments: Vec<TokenStream>,
    /// The method of the call.
    pub(super) call: (TokenStream, Vec<Expression>),
}

/// The body of an operation in one of its representations.
pub(super) fn input(
    context: &Context<'_>,
    imports: &Imports,
    operation: &Operation,
    names: &OperationNames,
    media: &BodyMedia,
) -> BodyInput {
    if let Some(input) = by_properties(context, imports, operation, names, media) {
        return input;
    }
    let name = ident(&names.body);
    // A record with files has one way onto the wire, whatever else the document offers.
    let kind = if forms::has_files(context, &media.type_ref) { MediaKind::Multipart } else { media.kind };
    match kind {
        MediaKind::Json => {
            let (argument, value) = model_argument(context, imports, &media.type_ref, &name);
            let value = with_stream_flag(context, imports, operation, media, value);
            BodyInput { arguments: vec![argument], call: json_call(media, value) }
        }
        MediaKind::Form => {
            let (argument, value) = model_argument(context, imports, &media.type_ref, &name);
            BodyInput { arguments: vec![argument], call: form_call(imports, media, value) }
        }
        MediaKind::Multipart => {
            let form = imports.runtime(runtime::FORM);
            let argument = quote!(#name: impl Into<#form>);
            match other_multipart(media) {
                None => plain(argument, quote!(multipart), vec![quote!(#name.into())]),
                Some(media_type) => {
                    plain(argument, quote!(multipart_as), vec![quote!(#media_type), quote!(#name.into())])
                }
            }
        }
        MediaKind::Text => text(media, &name),
        MediaKind::Bytes | MediaKind::EventStream | MediaKind::JsonLines => {
            let media_type = &media.media_type;
            if media_type.contains('*') {
                let body = imports.runtime(runtime::TYPED_BODY);
                return plain(quote!(#name: #body), quote!(typed_body), vec![quote!(#name)]);
            }
            let body = imports.runtime(runtime::BODY);
            plain(quote!(#name: impl Into<#body>), quote!(bytes), vec![quote!(#media_type), quote!(#name)])
        }
    }
}

fn plain(argument: TokenStream, method: TokenStream, values: Vec<TokenStream>) -> BodyInput {
    BodyInput { arguments: vec![argument], call: (method, values.into_iter().map(Expression::Atom).collect()) }
}

/// The media type of a multipart body that is no form, such as `multipart/related`.
fn other_multipart(media: &BodyMedia) -> Option<&str> {
    let essence = media.media_type.split(';').next().unwrap_or_default().trim();
    let is_other = media.kind == MediaKind::Multipart && !essence.eq_ignore_ascii_case("multipart/form-data");
    is_other.then_some(essence)
}

/// A string, under the media type of the document.
fn text(media: &BodyMedia, name: &Ident) -> BodyInput {
    let argument = quote!(#name: impl Into<String>);
    match media.media_type.as_str() {
        "text/plain" => plain(argument, quote!(text), vec![quote!(#name)]),
        media_type => plain(argument, quote!(text_as), vec![quote!(#media_type), quote!(#name)]),
    }
}

/// With the styles of the properties that have one.
fn form_call(imports: &Imports, media: &BodyMedia, value: Expression) -> (TokenStream, Vec<Expression>) {
    let styles: Vec<Expression> =
        media.parts.iter().filter_map(|part| descriptors::part_expression(imports, part)).collect();
    if styles.is_empty() {
        (quote!(form), vec![value])
    } else {
        (quote!(form_with), vec![value, Expression::Slice(styles)])
    }
}

fn json_call(media: &BodyMedia, value: Expression) -> (TokenStream, Vec<Expression>) {
    let media_type = &media.media_type;
    match media_type.as_str() {
        "application/json" => (quote!(json), vec![value]),
        // A range (`*/*`, `application/*`) is nothing one can send.
        range if range.contains('*') => (quote!(json), vec![value]),
        _ => (quote!(json_as), vec![Expression::Atom(quote!(#media_type)), value]),
    }
}

/// The body with the property that asks for a stream as the method needs it.
fn with_stream_flag(
    context: &Context<'_>,
    imports: &Imports,
    operation: &Operation,
    media: &BodyMedia,
    value: Expression,
) -> Expression {
    let Some(flag) = stream_flag::of(context, operation, media) else { return value };
    let Some(setter) = flag_setter(context, &flag) else { return value };
    let type_name = imports.model(context, flag.record);
    let copy = Expression::Call(quote!(#type_name::clone), vec![value]);
    Expression::Reference(Box::new(Expression::Chain(Box::new(copy), vec![setter])))
}

fn flag_setter(context: &Context<'_>, flag: &StreamFlag) -> Option<(TokenStream, Vec<Expression>)> {
    let setter = records::setter_name(context.names.type_names(flag.record).fields.get(flag.position)?);
    let value = flag.value;
    Some((quote!(#setter), vec![Expression::Atom(quote!(#value))]))
}

/// Records are borrowed, so that one can be sent twice; small values are taken as they come.
fn model_argument(
    context: &Context<'_>,
    imports: &Imports,
    type_ref: &TypeRef,
    name: &Ident,
) -> (TokenStream, Expression) {
    match context.resolved(type_ref) {
        TypeRef::Named(_) | TypeRef::Boxed(_) | TypeRef::Any | TypeRef::Map(_) => {
            let type_tokens = type_ref::tokens(context, imports, type_ref);
            let borrow = imports.runtime(runtime::BORROW);
            (quote!(#name: impl #borrow<#type_tokens>), Expression::Atom(quote!(#name.borrow())))
        }
        TypeRef::List(item) if inputs::conversion(context, context.resolved(item)) == inputs::Conversion::Into => {
            let item = type_ref::tokens(context, imports, item);
            let collected = inputs::collected(name, true, quote!(collect::<Vec<#item>>));
            let argument = quote!(#name: impl IntoIterator<Item = impl Into<#item>>);
            (argument, Expression::Reference(Box::new(collected)))
        }
        TypeRef::List(item) => {
            let item = type_ref::tokens(context, imports, item);
            let collected = inputs::collected(name, false, quote!(collect::<Vec<#item>>));
            (quote!(#name: impl IntoIterator<Item = #item>), Expression::Reference(Box::new(collected)))
        }
        // Text of any kind; or a value as it is, or `None` for the `null` that the document allows as well.
        resolved if matches!(resolved, TypeRef::Nullable(_)) || inputs::takes_any_text(resolved) => {
            let type_tokens = type_ref::tokens(context, imports, type_ref);
            (quote!(#name: impl Into<#type_tokens>), Expression::Atom(quote!(&Into::<#type_tokens>::into(#name))))
        }
        _ => {
            let type_tokens = type_ref::tokens(context, imports, type_ref);
            (quote!(#name: #type_tokens), Expression::Atom(quote!(&#name)))
        }
    }
}

/// The body given by its properties, as the overrides ask for.
fn by_properties(
    context: &Context<'_>,
    imports: &Imports,
    operation: &Operation,
    assigned: &OperationNames,
    media: &BodyMedia,
) -> Option<BodyInput> {
    let (id, record) = names::body_record(context.api, operation, media)?;
    let mut arguments = Vec::new();
    let mut required = HashMap::default();
    let mut optional = Vec::new();
    for (position, field) in record.fields.iter().enumerate() {
        let Some(rust_name) = argument_name(operation, assigned, field) else { continue };
        let name = ident(rust_name);
        let input = inputs::input(context, imports, &field.type_ref, &name);
        let argument = input.argument;
        arguments.push(quote!(#name: #argument));
        if query::is_asked_for(field) {
            required.insert(position, Expression::Atom(quote!(#name)));
        } else {
            let setter = records::setter_name(context.names.type_names(id).fields.get(position)?);
            optional.push((quote!(#setter), vec![Expression::Atom(quote!(#name))]));
        }
    }
    let is_given = |flag: &StreamFlag| {
        record.fields.get(flag.position).is_some_and(|field| argument_name(operation, assigned, field).is_some())
    };
    let flag = stream_flag::of(context, operation, media).filter(|flag| !is_given(flag));
    optional.extend(flag.and_then(|flag| flag_setter(context, &flag)));
    let type_name = imports.model(context, id);
    let asked = context.names.type_names(id).constructor.iter();
    let made =
        Expression::Call(quote!(#type_name::new), asked.filter_map(|position| required.remove(position)).collect());
    let made = if optional.is_empty() { made } else { Expression::Chain(Box::new(made), optional) };
    let value = Expression::Reference(Box::new(made));
    let call = match media.kind {
        MediaKind::Form => form_call(imports, media, value),
        _ => json_call(media, value),
    };
    Some(BodyInput { arguments, call })
}

fn argument_name<'a>(operation: &Operation, names: &'a OperationNames, field: &Field) -> Option<&'a RustIdent> {
    let position = operation.body_arguments.iter().position(|wire_name| *wire_name == field.wire_name)?;
    names.body_arguments.get(position)
}
