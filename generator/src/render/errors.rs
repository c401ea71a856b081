//! Why calls fail, and what they are: the aliases every signature uses, and the enum of error bodies.

use foldhash::HashSet;
use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Context, ident};
use super::docs::prose::TypeWords;
use super::imports::Imports;
use super::{runtime, type_ref};
use crate::format::{Enum, Head, Item, RustFile, Table};
use crate::ir::{ErrorBodies, TypeRef};

/// Renders `src/error.rs`.
pub(super) fn file(context: &Context<'_>) -> RustFile {
    let own = ["Call", "Error", "ErrorBody", "Result"].into_iter().map(str::to_owned);
    let imports = Imports::elsewhere(own.collect::<HashSet<_>>());
    let mut items = aliases();
    items.extend(error_body(context, &imports));
    RustFile {
        path: "src/error.rs".to_owned(),
        docs: vec!["Calls, their results, and why they fail.".to_owned()],
        imports: imports.finish(context),
        items,
        ..RustFile::default()
    }
}

fn aliases() -> Vec<Item> {
    let runtime = ident(runtime::CRATE);
    let alias = |line: &str, tokens: TokenStream| Item::Line(Head::line(line), tokens);
    vec![
        alias(
            "One call: nothing happens until it is awaited or sent.",
            quote!(pub type Call<T> = #runtime::Call<T, ErrorBody>),
        ),
        alias(
            "Why a call failed, with the body of the error response if there was one.",
            quote!(pub type Error = #runtime::Error<ErrorBody>),
        ),
        alias("What a call yields.", quote!(pub type Result<T> = std::result::Result<T, Error>)),
    ]
}

fn error_body(context: &Context<'_>, imports: &Imports) -> Vec<Item> {
    match &context.api.errors {
        ErrorBodies::None => {
            let value = imports.runtime(runtime::VALUE);
            vec![body_alias(&quote!(#value))]
        }
        ErrorBodies::One(body) => vec![body_alias(&type_ref::tokens(context, imports, body))],
        ErrorBodies::Several { types, .. } => error_enum(context, imports, types),
    }
}

fn body_alias(target: &TokenStream) -> Item {
    Item::Line(Head::line("The body of an error response."), quote!(pub type ErrorBody = #target))
}

fn error_enum(context: &Context<'_>, imports: &Imports, types: &[TypeRef]) -> Vec<Item> {
    imports.runtime(runtime::ERROR_CASES);
    let value = imports.runtime(runtime::VALUE);
    let names = context.names.error_variants();
    let mut variants: Vec<(Head, TokenStream)> = Vec::with_capacity(types.len() + 1);
    let mut rows = Vec::with_capacity(types.len());
    for (body, rust_name) in types.iter().zip(names) {
        let (name, payload) = (ident(rust_name), type_ref::tokens(context, imports, body));
        let variant =
            if context.layout.is_large(body) { quote!(#name(Box<#payload>)) } else { quote!(#name(#payload)) };
        variants.push((Head::line(&TypeWords::elsewhere(context).sentence(body)), variant));
        rows.push((Head::default(), quote!(#name)));
    }
    variants.push((Head::line("A body the document does not describe."), quote!(Unknown(#value))));
    let head = Head::line("The body of an error response; operation and status decide which.")
        .attribute(quote!(derive(Clone, Debug, PartialEq)))
        .attribute(quote!(non_exhaustive));
    let table =
        Table { macro_name: runtime::ERROR_CASES.name, head: Head::default(), opening: quote!(ErrorBody), rows };
    vec![Item::Enum(Enum { head, name: ident("ErrorBody"), variants }), Item::Table(table)]
}
