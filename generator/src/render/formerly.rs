//! Names that things had before: deprecated functions that call today's, and deprecated aliases of today's types.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;

use super::context::{Context, ident};
use crate::format::{Expression, Function, Head, Item, Statement};
use crate::ir::query;
use crate::names::{self, Former, Thing};

/// A function and, after it, what it was called before.
pub(super) fn with_former(context: &Context<'_>, thing: Thing, function: Function) -> Vec<Function> {
    let mut functions: Vec<Function> =
        context.names.formerly().of(thing).map(|former| delegating(former, &function)).collect();
    functions.insert(0, function);
    functions
}

/// The former name of a function calls the one of today.
fn delegating(former: &Former, function: &Function) -> Function {
    let (receiver, arguments) = function.arguments.split_first().map_or((quote!(), &[][..]), |(receiver, rest)| {
        let is_borrowed = receiver.to_string().starts_with('&');
        (if is_borrowed { quote!(&self) } else { quote!(self) }, rest)
    });
    let passed = arguments.iter().filter_map(argument_name).map(|name| Expression::Atom(quote!(#name))).collect();
    let name = &function.name;
    let call = Expression::Chain(Box::new(Expression::Atom(quote!(self))), vec![(quote!(#name), passed)]);
    // What the compiler knows of the function of today holds for this one, but that it is deprecated itself.
    let kept = function.head.attributes.iter().filter(|attribute| !attribute.to_string().starts_with("deprecated"));
    let head = kept.fold(head(function.name.to_string()), |head, attribute| head.attribute(attribute.clone()));
    Function {
        head,
        visibility: quote!(pub),
        name: ident(&former.rust_name),
        arguments: std::iter::once(receiver).chain(arguments.iter().cloned()).collect(),
        output: function.output.clone(),
        body: vec![Statement::Value(call)],
    }
}

/// The name in `id: impl Into<String>`.
fn argument_name(argument: &TokenStream) -> Option<Ident> {
    argument.clone().into_iter().find_map(|token| match token {
        TokenTree::Ident(name) if name != "mut" => Some(name),
        _ => None,
    })
}

/// Aliases with the former names of a type.
pub(super) fn aliases(context: &Context<'_>, thing: Thing, name: &Ident, items: &mut Vec<Item>) {
    items.extend(context.names.formerly().of(thing).map(|former| {
        let old = ident(&former.rust_name);
        Item::Line(head(name.to_string()), quote!(pub type #old = #name))
    }));
}

fn head(now: String) -> Head {
    let note = ["called `", &now, "` now"].concat();
    Head::line(["Today it is called `", &now, "`."].concat().as_str()).attribute(quote!(deprecated(note = #note)))
}

/// The lines of `surface.txt`: they tell readers what stays, and the lock does not read them.
pub(super) fn lines(context: &Context<'_>) -> impl Iterator<Item = String> {
    context.names.formerly().all().iter().map(|former| ["former ", &former.was, " = ", &former.now].concat())
}

/// The features of groups under the names that these had, each with the feature of today.
pub(super) fn features<'c>(context: &'c Context<'_>) -> impl Iterator<Item = (String, &'c str)> {
    context.names.formerly().all().iter().filter_map(|former| {
        let Thing::Accessor(group) = former.thing else { return None };
        let feature = context.names.group(group).feature.as_deref()?;
        let was = former.rust_name.bare().replace('_', "-");
        let is_free =
            query::group_ids(context.api).all(|other| context.names.group(other).feature.as_ref() != Some(&was));
        (is_free && !names::FEATURES.contains(&was.as_str())).then_some((was, feature))
    })
}
