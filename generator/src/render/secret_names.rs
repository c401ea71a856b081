//! The parameters and members that the document declares as secret, for recorders: no recording has their values.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use crate::ir::{Bounds, TypeKind};

/// The constant of the client; nothing if the document declares no secret.
pub(super) fn constant(context: &Context<'_>) -> TokenStream {
    let names = names(context);
    if names.is_empty() {
        return TokenStream::new();
    }
    let names = names.iter();
    quote!(
        const SECRET_NAMES: &'static [&'static str] = &[#(#names),*];
    )
}

fn names<'a>(context: &Context<'a>) -> BTreeSet<&'a str> {
    let types = context.api.types.iter().flat_map(|type_def| match &type_def.kind {
        TypeKind::Record(record) => record.fields.as_slice(),
        _ => &[],
    });
    let fields = types.map(|field| (field.wire_name.as_str(), &field.bounds));
    let parameters = context.api.operations.iter().flat_map(|operation| &operation.parameters);
    let parameters = parameters.map(|parameter| (parameter.wire_name.as_str(), &parameter.bounds));
    let is_secret = |bounds: &Bounds| bounds.format.as_deref() == Some("password");
    fields.chain(parameters).filter(|(_, bounds)| is_secret(bounds)).map(|(name, _)| name).collect()
}
