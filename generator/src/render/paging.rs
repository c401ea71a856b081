//! The part of a descriptor that says how a list continues.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::imports::Imports;
use super::runtime;
use crate::format::Expression;
use crate::ir::{MoreSign, Paging, PagingKind, PagingPlace, PagingSource};
use crate::source::JsonPointer;

/// A call of the runtime's builder: `Some(Paging::page_number("page", 1).size("perPage", 50))`.
pub(super) fn expression(imports: &Imports, paging: &Paging) -> Expression {
    let type_name = imports.runtime(runtime::PAGING);
    let (constructor, arguments) = constructor(paging);
    let made = Expression::Call(quote!(#type_name::#constructor), arguments);
    let calls = calls(paging);
    let made = if calls.is_empty() { made } else { Expression::Chain(Box::new(made), calls) };
    Expression::Call(quote!(Some), vec![made])
}

fn constructor(paging: &Paging) -> (TokenStream, Vec<Expression>) {
    let input = |path: &[String]| text(input(paging.place, path));
    match &paging.kind {
        PagingKind::Number { input: path, first } => {
            let first = Literal::u64_unsuffixed(*first);
            (quote!(page_number), vec![input(path), Expression::Atom(quote!(#first))])
        }
        PagingKind::Offset { input: path } => (quote!(offset), vec![input(path)]),
        PagingKind::Cursor { input: path, source } => {
            let (constructor, source) = match source {
                PagingSource::Body(path) => (quote!(cursor), pointer(path)),
                PagingSource::Header(name) => (quote!(cursor_in_header), name.clone()),
                PagingSource::LastItem(path) => (quote!(last_item), pointer(path)),
                PagingSource::Link => (quote!(cursor_in_header), "link".to_owned()),
            };
            (constructor, vec![input(path), text(source)])
        }
        PagingKind::Url { source: PagingSource::Body(path) } => (quote!(next_url), vec![text(pointer(path))]),
        PagingKind::Url { source: PagingSource::Header(name) } => {
            (quote!(next_url_in_header), vec![text(name.clone())])
        }
        PagingKind::Url { .. } => (quote!(link_header), Vec::new()),
    }
}

fn calls(paging: &Paging) -> Vec<(TokenStream, Vec<Expression>)> {
    let mut calls = Vec::new();
    match paging.place {
        PagingPlace::Query => {}
        PagingPlace::Header => calls.push((quote!(in_headers), Vec::new())),
        PagingPlace::Body => calls.push((quote!(in_body), Vec::new())),
    }
    if let Some((path, default)) = &paging.size {
        let default = Literal::u64_unsuffixed(*default);
        calls.push((quote!(size), vec![text(input(paging.place, path)), Expression::Atom(quote!(#default))]));
    }
    calls.extend(paging.first_cursor.as_ref().map(|cursor| (quote!(first_cursor), vec![text(cursor.clone())])));
    if !paging.not_with_cursor.is_empty() {
        let inputs = paging.not_with_cursor.iter().map(|path| text(input(paging.place, path)));
        calls.push((quote!(not_with_cursor), vec![Expression::Slice(inputs.collect())]));
    }
    calls.extend(paging.total_pages.as_ref().map(|path| (quote!(total_pages), vec![text(pointer(path))])));
    calls.extend(paging.total_items.as_ref().map(|path| (quote!(total_items), vec![text(pointer(path))])));
    calls.extend(paging.more.as_ref().map(|more| match more {
        MoreSign::Flag(path) => (quote!(has_more), vec![text(pointer(path))]),
        MoreSign::Done(path) => (quote!(done), vec![text(pointer(path))]),
        MoreSign::Presence(path) => (quote!(while_present), vec![text(pointer(path))]),
        MoreSign::Link => (quote!(while_linked), Vec::new()),
    }));
    calls
}

/// The name of a parameter, or the pointer to a property of the body.
fn input(place: PagingPlace, path: &[String]) -> String {
    match place {
        PagingPlace::Body => pointer(path),
        PagingPlace::Query | PagingPlace::Header => path.concat(),
    }
}

/// The JSON pointer of a property path.
pub(super) fn pointer(path: &[String]) -> String {
    JsonPointer::of_path(path).as_str().to_owned()
}

/// A string as a literal.
pub(super) fn text(text: String) -> Expression {
    Expression::Atom(quote!(#text))
}
