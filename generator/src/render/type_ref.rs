//! Uses of types as tokens.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Context, ident};
use super::imports::Imports;
use super::plan::fields::Presence;
use super::runtime;
use crate::ir::{Field, Integer, OwnType, TypeRef};

/// Lists of lists of lists ... end in any JSON here; no document means them.
const MAX_DEPTH: usize = 32;

/// A type as it is written in a field or a list.
pub(super) fn tokens(context: &Context<'_>, imports: &Imports, type_ref: &TypeRef) -> TokenStream {
    nested(context, imports, type_ref, 0)
}

fn nested(context: &Context<'_>, imports: &Imports, type_ref: &TypeRef, depth: usize) -> TokenStream {
    if depth > MAX_DEPTH {
        let value = imports.runtime(runtime::VALUE);
        return quote!(#value);
    }
    let inside = |inner: &TypeRef| nested(context, imports, inner, depth + 1);
    let leaf = |name| {
        let name = imports.runtime(name);
        quote!(#name)
    };
    match type_ref {
        TypeRef::Named(id) => imports.model(context, *id),
        TypeRef::Boxed(id) => {
            let inner = imports.model(context, *id);
            quote!(Box<#inner>)
        }
        TypeRef::String => quote!(String),
        TypeRef::Boolean => quote!(bool),
        TypeRef::Integer(integer) => integer_tokens(*integer),
        // Servers write the digits of doubles, whatever the format says, and single precision would lose some.
        TypeRef::Float { .. } => quote!(f64),
        TypeRef::Formatted(format) => leaf(runtime::formatted(*format)),
        TypeRef::Base64 => leaf(runtime::BASE64),
        TypeRef::Bytes => leaf(runtime::FILE_PART),
        TypeRef::Own(own) => own_tokens(own),
        TypeRef::Any => leaf(runtime::VALUE),
        TypeRef::Unit => quote!(()),
        TypeRef::List(inner) => {
            let inner = inside(inner);
            quote!(Vec<#inner>)
        }
        TypeRef::Map(inner) => {
            let (map, inner) = (imports.runtime(runtime::B_TREE_MAP), inside(inner));
            quote!(#map<String, #inner>)
        }
        TypeRef::OneOrMany(inner) => {
            let (one_or_many, inner) = (imports.runtime(runtime::ONE_OR_MANY), inside(inner));
            quote!(#one_or_many<#inner>)
        }
        TypeRef::Nullable(inner) => {
            let inner = inside(inner);
            quote!(Option<#inner>)
        }
    }
}

/// A type of the user's: as it is, or inside what keeps its JSON.
fn own_tokens(own: &OwnType) -> TokenStream {
    let path: TokenStream = own.path.parse().unwrap_or_default();
    let (runtime, wrapper) = (ident(runtime::CRATE), ident(runtime::OWN.name));
    if own.is_model { path } else { quote!(#runtime::#wrapper<#path>) }
}

fn integer_tokens(integer: Integer) -> TokenStream {
    match integer {
        Integer::I32 => quote!(i32),
        Integer::I64 => quote!(i64),
        Integer::U32 => quote!(u32),
        Integer::U64 => quote!(u64),
        Integer::I128 => quote!(i128),
        Integer::U128 => quote!(u128),
    }
}

/// The type of a field.
pub(super) fn field_tokens(context: &Context<'_>, imports: &Imports, field: &Field, presence: Presence) -> TokenStream {
    let bare = match &field.type_ref {
        // The field itself says that it may be null.
        TypeRef::Nullable(inner) if presence != Presence::Required => inner,
        type_ref => type_ref,
    };
    let type_tokens = tokens(context, imports, bare);
    match presence {
        Presence::Required => type_tokens,
        Presence::Optional | Presence::Nullable => quote!(Option<#type_tokens>),
        Presence::ThreeWay => {
            let nullable = imports.runtime(runtime::NULLABLE);
            quote!(#nullable<#type_tokens>)
        }
    }
}
