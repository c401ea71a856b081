//! Requests: what a method with optional inputs returns, with a setter for each of them.

use quote::quote;

use super::bodies::BodyInput;
use super::context::{Context, ident};
use super::docs::{body_docs, constraints, markdown, sentences, type_docs};
use super::imports::Imports;
use super::inputs::parameter_input;
use super::method::Method;
use super::{bodies, formerly, responses, runtime};
use crate::format::{Expression, Function, Head, Impl, Item, Statement};
use crate::ir::Parameter;
use crate::names::{RustIdent, Thing};

/// Renders the request of a method, which is known by its operation and its position; nothing if it has none.
pub(super) fn render(
    context: &Context<'_>,
    imports: &Imports,
    place: (usize, usize),
    method: &Method<'_>,
    items: &mut Vec<Item>,
) {
    if !method.has_options() {
        return;
    }
    let name = ident(&method.method.request);
    let call = imports.crate_name("Call");
    let error_body = imports.crate_name("ErrorBody");
    let success = responses::success_type(context, imports, method.operation, method.names);
    let (macro_name, result) = match (&method.operation.waiting, &method.operation.paging) {
        (Some(waiting), _) => {
            let result = responses::payload_type(context, imports, &waiting.result);
            (runtime::WAITING_REQUEST, quote!(, #result))
        }
        (None, Some(_)) => (runtime::PAGED_REQUEST, quote!()),
        (None, None) => (runtime::REQUEST, quote!()),
    };
    let macro_name = imports.runtime(macro_name);
    let head = Head::docs(vec![summary(context, method)])
        .attribute(quote!(must_use = "a request does nothing until it is awaited or sent"));
    items.push(Item::Line(head, quote!(pub struct #name(#call<#success>))));
    let functions = setters(context, imports, place, method);
    if !functions.is_empty() {
        items.push(Item::Impl(Impl { target: quote!(#name), functions }));
    }
    items.push(Item::Line(Head::default(), quote!(#macro_name!(#name -> #success, #error_body #result))));
    formerly::aliases(context, Thing::Request(place.0, place.1), &name, items);
}

fn summary(context: &Context<'_>, method: &Method<'_>) -> String {
    let group = context.names.group(method.operation.group).rust_name.as_str();
    let name = method.method.rust_name.bare();
    ["The request of [`", group, "::", name, "`]: add what is optional, then await it."].concat()
}

fn setters(context: &Context<'_>, imports: &Imports, place: (usize, usize), method: &Method<'_>) -> Vec<Function> {
    let parameters = method.operation.parameters.iter().zip(&method.names.parameters).enumerate();
    let mut functions: Vec<Function> = parameters
        .filter(|(_, (parameter, _))| !parameter.required)
        .flat_map(|(position, (parameter, rust_name))| {
            let setter = setter(context, imports, parameter, rust_name);
            formerly::with_former(context, Thing::RequestSetter(place.0, place.1, position), setter)
        })
        .collect();
    functions.extend(body_setter(context, imports, method));
    functions
}

fn setter(context: &Context<'_>, imports: &Imports, parameter: &Parameter, rust_name: &RustIdent) -> Function {
    let name = ident(rust_name);
    let (argument, (call, values)) = parameter_input(context, imports, parameter, &name);
    let chain = Expression::Chain(Box::new(Expression::Atom(quote!(self.0))), vec![(call, values)]);
    let mut head = Head::docs(parameter_docs(context, parameter));
    if parameter.docs.deprecated {
        head = head.attribute(quote!(deprecated));
    }
    Function {
        head: head.attribute(quote!(inline)),
        visibility: quote!(pub),
        name,
        arguments: vec![quote!(self), argument],
        output: Some(quote!(Self)),
        body: vec![Statement::Value(Expression::Call(quote!(Self), vec![chain]))],
    }
}

fn parameter_docs(context: &Context<'_>, parameter: &Parameter) -> Vec<String> {
    let mut lines = parameter.docs.description.as_deref().map(markdown::lines).unwrap_or_default();
    if lines.is_empty() {
        lines.extend(type_docs::telling_title(&parameter.docs, &parameter.wire_name));
    }
    if lines.is_empty() {
        let summary = type_docs::summary_of(context, &parameter.type_ref);
        lines.push(summary.unwrap_or_else(|| ["Sets ", &sentences::code(&parameter.wire_name), "."].concat()));
    }
    type_docs::add_notes(&mut lines, &parameter.docs);
    let constraints_line = constraints::line(&parameter.bounds, parameter.default.as_deref(), &parameter.docs);
    if !constraints_line.is_empty() {
        lines.extend([String::new(), constraints_line]);
    }
    lines
}

/// The arguments of the setter for an optional body and the call that sends it.
pub(super) fn body_setter_input(context: &Context<'_>, imports: &Imports, method: &Method<'_>) -> Option<BodyInput> {
    method.operation.body.as_ref().filter(|body| !body.required)?;
    let input = bodies::input(context, imports, method.operation, method.names, method.media?);
    let order = method.method.body_setter.iter();
    let arguments = order.filter_map(|&position| input.arguments.get(position).cloned()).collect();
    Some(BodyInput { arguments, ..input })
}

fn body_setter(context: &Context<'_>, imports: &Imports, method: &Method<'_>) -> Option<Function> {
    let input = body_setter_input(context, imports, method)?;
    let lines = body_docs::setter_lines(context, method);
    let chain = Expression::Chain(Box::new(Expression::Atom(quote!(self.0))), vec![input.call]);
    let mut arguments = vec![quote!(self)];
    arguments.extend(input.arguments);
    Some(Function {
        head: Head::docs(lines).attribute(quote!(inline)),
        visibility: quote!(pub),
        name: ident(&method.names.body),
        arguments,
        output: Some(quote!(Self)),
        body: vec![Statement::Value(Expression::Call(quote!(Self), vec![chain]))],
    })
}
