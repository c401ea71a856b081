//! What a user may pass for a type, and how that becomes the value: `impl Into<String>` and `name.into()`.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::context::Context;
use super::imports::Imports;
use super::{runtime, type_ref};
use crate::format::Expression;
use crate::ir::{Parameter, ParameterEncoding, ParameterLocation, TextFormat, TypeKind, TypeRef};

/// An argument's type and the value made of it.
#[derive(Debug)]
pub(super) struct Input {
    /// The type in the signature.
    pub(super) argument: TokenStream,
    /// The value of the declared type.
    pub(super) value: Expression,
}

impl Input {
    fn new(argument: TokenStream, value: TokenStream) -> Self {
        Self { argument, value: Expression::Atom(value) }
    }
}

/// The argument for a value of this type.
pub(super) fn input(context: &Context<'_>, imports: &Imports, type_ref: &TypeRef, name: &Ident) -> Input {
    match context.resolved(type_ref) {
        TypeRef::List(item) => list_input(context, imports, type_ref, item, name),
        TypeRef::Map(value) => map_input(context, imports, value, name),
        TypeRef::Boxed(id) => {
            let inner = imports.model(context, *id);
            Input::new(quote!(#inner), quote!(Box::new(#name)))
        }
        resolved => match conversion(context, resolved) {
            Conversion::Into => {
                let target = type_ref::tokens(context, imports, type_ref);
                Input::new(quote!(impl Into<#target>), quote!(#name.into()))
            }
            Conversion::None => Input::new(type_ref::tokens(context, imports, type_ref), quote!(#name)),
        },
    }
}

fn list_input(context: &Context<'_>, imports: &Imports, list: &TypeRef, item: &TypeRef, name: &Ident) -> Input {
    // Asked for only where it is mentioned, as asking imports it.
    let item_tokens = || type_ref::tokens(context, imports, item);
    match conversion(context, context.resolved(item)) {
        Conversion::Into => {
            let item = item_tokens();
            let argument = quote!(impl IntoIterator<Item = impl Into<#item>>);
            Input { argument, value: collected(name, true, quote!(collect)) }
        }
        Conversion::None if is_plain_item(item) => {
            let item = item_tokens();
            let argument = quote!(impl IntoIterator<Item = #item>);
            Input { argument, value: collected(name, false, quote!(collect)) }
        }
        Conversion::None => Input::new(type_ref::tokens(context, imports, list), quote!(#name)),
    }
}

/// `[("key", "value")]` as well as a whole map.
pub(super) fn map_input(context: &Context<'_>, imports: &Imports, value: &TypeRef, name: &Ident) -> Input {
    let map_of = imports.runtime(runtime::MAP_OF);
    let tokens = type_ref::tokens(context, imports, value);
    let value = match conversion(context, context.resolved(value)) {
        Conversion::Into => quote!(impl Into<#tokens>),
        Conversion::None => tokens,
    };
    Input {
        argument: quote!(impl IntoIterator<Item = (impl Into<String>, #value)>),
        value: Expression::Call(quote!(#map_of), vec![Expression::Atom(quote!(#name))]),
    }
}

/// `name.into_iter().map(Into::into).collect()`
pub(super) fn collected(name: &Ident, converted: bool, collect: TokenStream) -> Expression {
    let mut calls = vec![(quote!(into_iter), Vec::new())];
    if converted {
        calls.push((quote!(map), vec![Expression::Atom(quote!(Into::into))]));
    }
    calls.push((collect, Vec::new()));
    Expression::Chain(Box::new(Expression::Atom(quote!(#name))), calls)
}

/// Whether a value is more comfortably given as something that converts into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Conversion {
    /// `impl Into<T>`.
    Into,
    /// `T`.
    None,
}

/// How a value of this type, aliases aside, is given.
pub(super) fn conversion(context: &Context<'_>, resolved: &TypeRef) -> Conversion {
    match resolved {
        TypeRef::Any | TypeRef::Bytes => Conversion::Into,
        text if takes_any_text(text) => Conversion::Into,
        TypeRef::Named(id) if matches!(context.type_def(*id).kind, TypeKind::Union(_)) => Conversion::Into,
        _ => Conversion::None,
    }
}

/// Whether any string converts into the type; dates parse it first, which can fail.
pub(super) fn takes_any_text(resolved: &TypeRef) -> bool {
    match resolved {
        TypeRef::String => true,
        TypeRef::Formatted(format) => match format {
            TextFormat::IsoDuration | TextFormat::Uuid | TextFormat::Decimal => true,
            TextFormat::DateTime | TextFormat::Date | TextFormat::Time | TextFormat::DecimalNumber => false,
        },
        _ => false,
    }
}

/// Whether it is a string, or an array of strings.
pub(super) fn is_text_or_texts(context: &Context<'_>, type_ref: &TypeRef) -> bool {
    match context.resolved(type_ref) {
        TypeRef::List(item) => *context.resolved(item) == TypeRef::String,
        resolved => takes_any_text(resolved),
    }
}

fn is_plain_item(item: &TypeRef) -> bool {
    !matches!(item, TypeRef::List(_) | TypeRef::Map(_) | TypeRef::Nullable(_) | TypeRef::OneOrMany(_) | TypeRef::Unit)
}

/// The argument for a parameter and the call that sets it.
pub(super) fn parameter_input(
    context: &Context<'_>,
    imports: &Imports,
    parameter: &Parameter,
    name: &Ident,
) -> (TokenStream, (TokenStream, Vec<Expression>)) {
    let as_json = matches!(parameter.encoding, ParameterEncoding::Content(_));
    let input = parameter_value(context, imports, &parameter.type_ref, as_json, name);
    let setter = match parameter.location {
        ParameterLocation::Path => quote!(path),
        ParameterLocation::Query => quote!(query),
        ParameterLocation::Querystring => quote!(querystring),
        ParameterLocation::Header => quote!(header_param),
        ParameterLocation::Cookie => quote!(cookie),
    };
    let (argument, wire_name) = (input.argument, &parameter.wire_name);
    let values = vec![Expression::Atom(quote!(#wire_name)), input.value];
    (quote!(#name: #argument), (setter, values))
}

/// The argument for a parameter, and the value its setter takes.
fn parameter_value(context: &Context<'_>, imports: &Imports, type_ref: &TypeRef, as_json: bool, name: &Ident) -> Input {
    let bare = match type_ref {
        TypeRef::Nullable(inner) => inner,
        other => other,
    };
    if as_json {
        let argument = type_ref::tokens(context, imports, bare);
        let param_value = imports.runtime(runtime::PARAM_VALUE);
        return Input::new(argument, quote!(#param_value::json(&#name)));
    }
    let resolved = context.resolved(bare);
    match resolved {
        TypeRef::List(item) => list_parameter(context, imports, bare, item, name),
        resolved if is_scalar(context, resolved) => input(context, imports, bare, name),
        _ => by_model(context, imports, bare, name),
    }
}

fn list_parameter(context: &Context<'_>, imports: &Imports, whole: &TypeRef, item: &TypeRef, name: &Ident) -> Input {
    let resolved = context.resolved(item);
    if !is_scalar(context, resolved) {
        return by_model(context, imports, whole, name);
    }
    let list = imports.runtime(runtime::LIST);
    let item_tokens = type_ref::tokens(context, imports, item);
    match conversion(context, resolved) {
        Conversion::Into => Input {
            argument: quote!(impl IntoIterator<Item = impl Into<#item_tokens>>),
            value: Expression::Call(quote!(#list), vec![converted(name, &item_tokens)]),
        },
        Conversion::None => Input::new(quote!(impl IntoIterator<Item = #item_tokens>), quote!(#list(#name))),
    }
}

fn converted(name: &Ident, item: &TokenStream) -> Expression {
    let convert = vec![Expression::Atom(quote!(Into::<#item>::into))];
    let calls = vec![(quote!(into_iter), Vec::new()), (quote!(map), convert)];
    Expression::Chain(Box::new(Expression::Atom(quote!(#name))), calls)
}

/// Records, maps and whatever has no text of its own are taken apart by the runtime.
fn by_model(context: &Context<'_>, imports: &Imports, type_ref: &TypeRef, name: &Ident) -> Input {
    let argument = type_ref::tokens(context, imports, type_ref);
    let param_value = imports.runtime(runtime::PARAM_VALUE);
    Input::new(argument, quote!(#param_value::model(&#name)))
}

/// True for what is one text on the wire.
fn is_scalar(context: &Context<'_>, resolved: &TypeRef) -> bool {
    match resolved {
        TypeRef::String | TypeRef::Boolean | TypeRef::Integer(_) | TypeRef::Float { .. } | TypeRef::Formatted(_) => {
            true
        }
        TypeRef::Named(id) => matches!(context.type_def(*id).kind, TypeKind::Enum(_)),
        _ => false,
    }
}
