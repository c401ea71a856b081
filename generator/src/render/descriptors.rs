//! Descriptors: the facts of an operation as data.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::context::{Context, ident};
use super::imports::Imports;
use super::{paging, runtime, waiting};
use crate::format::{Expression, Head, Item, Static};
use crate::ir::path_template;
use crate::ir::{
    ErrorBodies, ErrorCase, Method, Operation, Parameter, ParameterEncoding, ParameterLocation, ParameterStyle, Part,
    Requirement, ServerId, StatusMatch,
};
use crate::names::OperationNames;

fn path(operation: &Operation) -> Expression {
    text(&path_template::sent(&operation.path))
}

/// Renders the descriptor of an operation.
pub(super) fn render(
    context: &Context<'_>,
    imports: &Imports,
    index: usize,
    operation: &Operation,
    names: &OperationNames,
) -> Item {
    let type_name = imports.runtime(runtime::OPERATION);
    let mut fields = vec![field("method", method(imports, &operation.method)), field("path", path(operation))];
    if !operation.parameters.is_empty() {
        let parameters = operation.parameters.iter().map(|parameter| parameter_expression(imports, parameter));
        fields.push(field("parameters", Expression::Slice(parameters.collect())));
    }
    if operation.server != ServerId::OF_DOCUMENT {
        fields.push(field("server", number(operation.server.index())));
    }
    if !operation.security.is_empty() {
        fields.push(field("security", security(context, &operation.security)));
    }
    fields.extend(scopes(context, &operation.security).map(|scopes| field("scopes", scopes)));
    fields.extend(operation.paging.iter().map(|paging| field("paging", paging::expression(imports, paging))));
    fields.extend(operation.waiting.iter().map(|waiting| field("waiting", waiting::expression(imports, waiting))));
    let accept = operation.accept.join(", ");
    if accept != "application/json" {
        fields.push(field("accept", text(&accept)));
    }
    if let Some(content_type) = &operation.content_type {
        fields.push(field("content_type", text(content_type)));
    }
    if let Some(cases) = error_cases(context, index) {
        let cases = cases.iter().map(|case| error_case(imports, case));
        fields.push(field("errors", Expression::Slice(cases.collect())));
    }
    if let Some(idempotent) = operation.idempotent {
        fields.push(field("idempotent", Expression::Atom(quote!(Some(#idempotent)))));
    }
    if let Some(name) = &operation.idempotency_key {
        fields.push(field("idempotency_key", Expression::Atom(quote!(Some(#name)))));
    }
    let id = operation.id.as_str();
    let rest = Expression::Atom(quote!(#type_name::new(#id)));
    Item::Static(Static {
        head: Head::default(),
        visibility: TokenStream::new(),
        name: ident(&names.descriptor),
        type_tokens: quote!(#type_name),
        value: Expression::Literal(quote!(#type_name), fields, Some(Box::new(rest))),
    })
}

fn field(name: &'static str, value: Expression) -> (proc_macro2::Ident, Expression) {
    (ident(name), value)
}

fn text(text: &str) -> Expression {
    Expression::Atom(quote!(#text))
}

fn number(number: usize) -> Expression {
    let literal = Literal::usize_unsuffixed(number);
    Expression::Atom(quote!(#literal))
}

fn method(imports: &Imports, method: &Method) -> Expression {
    let type_name = imports.runtime(runtime::METHOD);
    let variant = match method {
        Method::Get => "Get",
        Method::Put => "Put",
        Method::Post => "Post",
        Method::Delete => "Delete",
        Method::Options => "Options",
        Method::Head => "Head",
        Method::Patch => "Patch",
        Method::Trace => "Trace",
        Method::Query => "Query",
        Method::Other(token) => {
            let name = token.as_str();
            return Expression::Atom(quote!(#type_name::Other(#name)));
        }
    };
    let variant = ident(variant);
    Expression::Atom(quote!(#type_name::#variant))
}

/// The parameter with what differs from the defaults of its location.
fn parameter_expression(imports: &Imports, parameter: &Parameter) -> Expression {
    let type_name = imports.runtime(runtime::PARAMETER);
    let name = &parameter.wire_name;
    let constructor = ident(match parameter.location {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::Querystring => "querystring",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    });
    let mut calls = Vec::new();
    match &parameter.encoding {
        ParameterEncoding::Content(media_type) | ParameterEncoding::Text(media_type) => {
            calls.push((quote!(content), vec![text(media_type)]))
        }
        ParameterEncoding::Style { style, explode, allow_reserved } => {
            calls.extend(style_calls(imports, *style, *explode, default_style(parameter.location)));
            if *allow_reserved {
                calls.push((quote!(allow_reserved), Vec::new()));
            }
        }
    }
    if parameter.required && parameter.location != ParameterLocation::Path {
        calls.push((quote!(required), Vec::new()));
    }
    let made = Expression::Atom(quote!(#type_name::#constructor(#name)));
    if calls.is_empty() { made } else { Expression::Chain(Box::new(made), calls) }
}

/// Style and explode, where they differ from the defaults.
fn style_calls(
    imports: &Imports,
    style: ParameterStyle,
    explode: bool,
    default_style: ParameterStyle,
) -> Vec<(TokenStream, Vec<Expression>)> {
    let mut calls = Vec::new();
    if style != default_style {
        calls.push((quote!(style), vec![style_expression(imports, style)]));
    }
    if explode != explodes(style) {
        calls.push((quote!(explode), vec![Expression::Atom(quote!(#explode))]));
    }
    calls
}

/// Whether a style writes items separately unless said otherwise.
pub(super) fn explodes(style: ParameterStyle) -> bool {
    matches!(style, ParameterStyle::Form | ParameterStyle::DeepObject)
}

/// The property of a form with its style, if it has one of its own.
pub(super) fn part_expression(imports: &Imports, part: &Part) -> Option<Expression> {
    if part.style.is_none() && part.explode.is_none() {
        return None;
    }
    let (type_name, name) = (imports.runtime(runtime::PARAMETER), &part.wire_name);
    let style = part.style.unwrap_or(ParameterStyle::Form);
    let calls = style_calls(imports, style, part.explode.unwrap_or(explodes(style)), ParameterStyle::Form);
    let made = Expression::Atom(quote!(#type_name::query(#name)));
    Some(if calls.is_empty() { made } else { Expression::Chain(Box::new(made), calls) })
}

fn default_style(location: ParameterLocation) -> ParameterStyle {
    match location {
        ParameterLocation::Path | ParameterLocation::Header => ParameterStyle::Simple,
        ParameterLocation::Query | ParameterLocation::Querystring | ParameterLocation::Cookie => ParameterStyle::Form,
    }
}

fn style_expression(imports: &Imports, style: ParameterStyle) -> Expression {
    let (type_name, variant) = (imports.runtime(runtime::STYLE), style_variant(style));
    Expression::Atom(quote!(#type_name::#variant))
}

/// The runtime's name of a style.
pub(super) fn style_variant(style: ParameterStyle) -> Ident {
    ident(match style {
        ParameterStyle::Matrix => "Matrix",
        ParameterStyle::Label => "Label",
        ParameterStyle::Form => "Form",
        ParameterStyle::Simple => "Simple",
        ParameterStyle::SpaceDelimited => "SpaceDelimited",
        ParameterStyle::PipeDelimited => "PipeDelimited",
        ParameterStyle::DeepObject => "DeepObject",
    })
}

/// Alternatives of security schemes, by name.
pub(super) fn security(context: &Context<'_>, requirements: &[Requirement]) -> Expression {
    let mut alternatives: Vec<Vec<&str>> = Vec::new();
    for requirement in requirements {
        let schemes = requirement.schemes.iter();
        let schemes = schemes.filter_map(|(scheme, _)| context.api.security_schemes.get(*scheme));
        let names = schemes.map(|scheme| scheme.wire_name.as_str()).collect();
        // Alternatives that differ in their scopes are one here.
        if !alternatives.contains(&names) {
            alternatives.push(names);
        }
    }
    let slice = |names: Vec<&str>| Expression::Slice(names.into_iter().map(text).collect());
    Expression::Slice(alternatives.into_iter().map(slice).collect())
}

/// Pairs of a security scheme and scopes that suffice; nothing where none are needed.
fn scopes(context: &Context<'_>, requirements: &[Requirement]) -> Option<Expression> {
    let schemes = requirements.iter().flat_map(|requirement| &requirement.schemes);
    let mut scoped: Vec<&(usize, Vec<String>)> = Vec::new();
    for scheme in schemes.filter(|(_, scopes)| !scopes.is_empty()) {
        if !scoped.contains(&scheme) {
            scoped.push(scheme);
        }
    }
    let pair = |(scheme, scopes): &(usize, Vec<String>)| {
        let scheme = text(&context.api.security_schemes.get(*scheme)?.wire_name);
        let scopes = Expression::Slice(scopes.iter().map(|scope| text(scope)).collect());
        Some(Expression::Call(TokenStream::new(), vec![scheme, scopes]))
    };
    (!scoped.is_empty()).then(|| Expression::Slice(scoped.into_iter().filter_map(pair).collect()))
}

fn error_cases<'a>(context: &Context<'a>, index: usize) -> Option<&'a [ErrorCase]> {
    let ErrorBodies::Several { cases, .. } = &context.api.errors else { return None };
    cases.get(index).map(Vec::as_slice).filter(|cases| !cases.is_empty())
}

fn error_case(imports: &Imports, case: &ErrorCase) -> Expression {
    let type_name = imports.runtime(runtime::ERROR_CASE);
    let body = Literal::usize_unsuffixed(case.body);
    let tokens: TokenStream = match case.status {
        StatusMatch::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#type_name::status(#code, #body))
        }
        StatusMatch::Range(hundreds) => {
            let hundreds = Literal::u8_unsuffixed(hundreds);
            quote!(#type_name::class(#hundreds, #body))
        }
        StatusMatch::Default => quote!(#type_name::default(#body)),
    };
    Expression::Atom(tokens)
}
