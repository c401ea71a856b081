//! Renders what a method returns: the type of a success, and the enum of a success that depends on the status.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::context::{Context, ident};
use super::docs::{prose, sentences};
use super::imports::Imports;
use super::{runtime, type_ref};
use crate::format::{Enum, Head, Item, Table};
use crate::ir::{MediaKind, Operation, Payload, StatusMatch, Success, SuccessCase, TypeRef};
use crate::names::{OperationNames, RustIdent};

/// The type of the value that a successful call returns.
pub(super) fn success_type(
    context: &Context<'_>,
    imports: &Imports,
    operation: &Operation,
    names: &OperationNames,
) -> TokenStream {
    match &operation.success {
        Success::Empty => quote!(()),
        Success::One(payload) => {
            stream_type(context, imports, payload).unwrap_or_else(|| payload_type(context, imports, payload))
        }
        Success::Optional(payload) => {
            let payload = payload_type(context, imports, payload);
            quote!(Option<#payload>)
        }
        Success::ByStatus(_) => {
            let name = ident(&names.success);
            quote!(#name)
        }
    }
}

/// The type of a response whose values arrive one after the other; `None` if the media type is not a stream.
fn stream_type(context: &Context<'_>, imports: &Imports, payload: &Payload) -> Option<TokenStream> {
    let Payload::Value { kind, type_ref, .. } = payload else { return None };
    let (stream, plain) = match kind {
        MediaKind::EventStream => (runtime::EVENT_STREAM, runtime::TEXT),
        MediaKind::JsonLines => (runtime::JSON_LINES, runtime::VALUE),
        _ => return None,
    };
    let item = match (kind, context.resolved(type_ref)) {
        // Without a schema, the data of an event is any string, and a line is any JSON.
        (_, TypeRef::Bytes) | (MediaKind::EventStream, TypeRef::String) => {
            let plain = imports.runtime(plain);
            quote!(#plain)
        }
        _ => type_ref::tokens(context, imports, type_ref),
    };
    let stream = imports.runtime(stream);
    Some(quote!(#stream<#item>))
}

/// The type of the value that a payload has.
pub(super) fn payload_type(context: &Context<'_>, imports: &Imports, payload: &Payload) -> TokenStream {
    let Payload::Value { kind, type_ref, .. } = payload else { return quote!(()) };
    let leaf = |name| {
        let name = imports.runtime(name);
        quote!(#name)
    };
    match kind {
        MediaKind::Json => type_ref::tokens(context, imports, type_ref),
        MediaKind::Text => leaf(runtime::TEXT),
        MediaKind::Form | MediaKind::Multipart | MediaKind::Bytes | MediaKind::EventStream | MediaKind::JsonLines => {
            leaf(runtime::BYTES)
        }
    }
}

/// Adds the enum of an operation whose success depends on the status; adds nothing for other operations.
pub(super) fn by_status(
    context: &Context<'_>,
    imports: &Imports,
    operation: &Operation,
    names: &OperationNames,
    items: &mut Vec<Item>,
) {
    let Success::ByStatus(cases) = &operation.success else { return };
    imports.runtime(runtime::BY_STATUS);
    let name = ident(&names.success);
    let variants = cases.iter().map(|case| {
        let (variant, payload) = (variant_name(case), payload_type(context, imports, &case.payload));
        (Head::docs(case_docs(operation, case)), quote!(#variant(#payload)))
    });
    let sentence = ["What [`", &method_path(context, operation, names), "`] answers, by status."].concat();
    let mut head = Head::line(&sentence).attribute(quote!(derive(Clone, Debug, PartialEq)));
    if cases.iter().any(|case| is_large(context, &case.payload)) {
        let reason = "an answer is moved once, and a box would be in the way of a pattern";
        head = head.attribute(quote!(allow(clippy::large_enum_variant, reason = #reason)));
    }
    items.push(Item::Enum(Enum {
        head: head.attribute(quote!(non_exhaustive)),
        name: name.clone(),
        variants: variants.collect(),
    }));
    let rows = cases.iter().map(|case| {
        let (status, variant) = (status_pattern(case.status), variant_name(case));
        (Head::default(), quote!(#status => #variant))
    });
    items.push(Item::Table(Table {
        macro_name: runtime::BY_STATUS.name,
        head: Head::default(),
        opening: quote!(#name),
        rows: rows.collect(),
    }));
}

fn is_large(context: &Context<'_>, payload: &Payload) -> bool {
    payload.type_ref().is_some_and(|type_ref| context.layout.is_large(type_ref))
}

/// `Users::get`, for links in documentation.
pub(super) fn method_path(context: &Context<'_>, operation: &Operation, names: &OperationNames) -> String {
    let group = context.names.group(operation.group).rust_name.as_str();
    let method = names.methods.first().map_or("", |method| method.rust_name.bare());
    // Links of rustdoc name a raw identifier without `r#`.
    [group, "::", method].concat()
}

fn case_docs(operation: &Operation, case: &SuccessCase) -> Vec<String> {
    let described = operation.responses.iter().find(|response| response.status == case.status);
    let description = described.map(|response| sentences::sentence(&response.description)).unwrap_or_default();
    let description = if prose::says_nothing(&description) { "" } else { &description };
    vec![[&prose::status_words(case.status), ": ", description].concat().trim_end_matches([':', ' ']).to_owned()]
}

fn variant_name(case: &SuccessCase) -> proc_macro2::Ident {
    let name = match case.status {
        StatusMatch::Code(code) => {
            code_name(code).map_or_else(|| ["Status", &code.to_string()].concat(), str::to_owned)
        }
        StatusMatch::Range(hundreds) => ["Status", &hundreds.to_string(), "xx"].concat(),
        StatusMatch::Default => "Other".to_owned(),
    };
    ident(&RustIdent::of(&name))
}

fn code_name(code: u16) -> Option<&'static str> {
    Some(match code {
        200 => "Ok",
        201 => "Created",
        202 => "Accepted",
        203 => "NonAuthoritative",
        204 => "NoContent",
        205 => "ResetContent",
        206 => "PartialContent",
        207 => "MultiStatus",
        304 => "NotModified",
        _ => return None,
    })
}

fn status_pattern(status: StatusMatch) -> TokenStream {
    match status {
        StatusMatch::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        StatusMatch::Range(hundreds) => {
            let first = Literal::u16_unsuffixed(u16::from(hundreds) * 100);
            let last = Literal::u16_unsuffixed(u16::from(hundreds) * 100 + 99);
            quote!(#first..=#last)
        }
        StatusMatch::Default => quote!(_),
    }
}
