//! The part of a descriptor that says how an operation tells that it is done.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Imports;
use super::paging::{pointer, text};
use super::runtime;
use crate::format::Expression;
use crate::ir::{EndSign, PollPlace, ResultPlace, Waiting};

/// A call of the runtime's builder: `Some(Waiting::by_header(&["Operation-Location"]).status("/status", ..))`.
pub(super) fn expression(imports: &Imports, waiting: &Waiting) -> Expression {
    let type_name = imports.runtime(runtime::WAITING);
    let (constructor, arguments) = constructor(&waiting.poll);
    let made = Expression::Call(quote!(#type_name::#constructor), arguments);
    let calls = calls(waiting);
    let made = if calls.is_empty() { made } else { Expression::Chain(Box::new(made), calls) };
    Expression::Call(quote!(Some), vec![made])
}

fn constructor(poll: &PollPlace) -> (TokenStream, Vec<Expression>) {
    match poll {
        PollPlace::Headers(names) => (quote!(by_header), vec![list(names)]),
        PollPlace::Url(path) => (quote!(by_url), vec![text(pointer(path))]),
        PollPlace::Operation { template, inputs, .. } => {
            let input = |(name, path): &(String, Option<Vec<String>>)| {
                let value = match path {
                    Some(path) => {
                        let pointer = pointer(path);
                        quote!(Some(#pointer))
                    }
                    None => quote!(None),
                };
                Expression::Atom(quote!((#name, #value)))
            };
            (quote!(by_path), vec![text(template.clone()), Expression::Slice(inputs.iter().map(input).collect())])
        }
    }
}

fn calls(waiting: &Waiting) -> Vec<(TokenStream, Vec<Expression>)> {
    let mut calls = Vec::new();
    match &waiting.end {
        EndSign::HttpStatus => {}
        EndSign::Flag(path) => calls.push((quote!(done), vec![text(pointer(path))])),
        EndSign::Status { path, succeeded, failed } => {
            calls.push((quote!(status), vec![text(pointer(path)), list(succeeded), list(failed)]));
        }
    }
    calls.extend(waiting.error.as_ref().map(|path| (quote!(error), vec![text(pointer(path))])));
    match &waiting.result_place {
        ResultPlace::Body(path) if path.is_empty() => {}
        ResultPlace::Body(path) => calls.push((quote!(result), vec![text(pointer(path))])),
        ResultPlace::Header(name) => calls.push((quote!(result_at_header), vec![text(name.clone())])),
        ResultPlace::Url(path) => calls.push((quote!(result_at_url), vec![text(pointer(path))])),
        ResultPlace::Call => calls.push((quote!(result_at_same), Vec::new())),
    }
    calls
}

fn list(names: &[String]) -> Expression {
    Expression::Slice(names.iter().cloned().map(text).collect())
}
