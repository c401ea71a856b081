//! The limits of the document as one table, for those who check values before they send them.

use foldhash::HashSet;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::context::Context;
use super::imports::Imports;
use super::runtime;
use crate::format::{Expression, Head, Item, RustFile, Static, Whole};
use crate::ir::{Bounds, Operation, TypeId, TypeKind, query};

/// The wire name of a property or a parameter, and its limits.
type Limited<'a> = (&'a str, Vec<TokenStream>);

/// True if some value that is sent has a limit. A module has no feature that takes their checks in.
pub(super) fn exist(context: &Context<'_>) -> bool {
    context.whole() == Whole::Crate && has_any(context)
}

fn has_any(context: &Context<'_>) -> bool {
    query::with_ids(&context.api.types).any(|(id, _)| !fields(context, id).is_empty())
        || context.api.operations.iter().any(|operation| !parameters(operation).is_empty())
}

/// Renders `src/limits.rs`.
pub(super) fn file(context: &Context<'_>) -> RustFile {
    let imports = Imports::elsewhere(HashSet::from_iter(["Validate".to_owned()]));
    let [limits, model, violations] =
        [runtime::TYPE_LIMITS, runtime::MODEL_TRAIT, runtime::VIOLATIONS].map(|name| imports.runtime(name));
    imports.runtime(runtime::LIMIT);
    let check = imports.runtime(runtime::VALIDATE);
    let validate = quote! {
        /// Checks values before they are sent.
        pub trait Validate: #model {
            /// Checks the limits that the document sets for this value and all in it; patterns and the values of enums
            /// are left to the server.
            ///
            /// # Errors
            ///
            /// Every place that does not keep a limit.
            fn validate(&self) -> Result<(), #violations> {
                #check(self.view(), LIMITS)
            }
        }
    };
    let table = Item::Static(Static {
        head: Head::docs(
            ["The limits, by the name of the type or the operation.", "", "`ClientBuilder::check_limits` takes them."]
                .map(str::to_owned)
                .to_vec(),
        ),
        visibility: quote!(pub),
        name: super::context::ident("LIMITS"),
        type_tokens: quote!(&[#limits]),
        value: Expression::Slice(rows(context, &quote!(#limits))),
    });
    RustFile {
        path: "src/limits.rs".to_owned(),
        docs: vec!["The limits that the document sets for what is sent.".to_owned()],
        imports: imports.finish(context),
        items: vec![Item::Code(validate), Item::Code(quote!(impl<T: #model> Validate for T {})), table],
        ..RustFile::default()
    }
}

/// A row for each type and each operation, sorted by name.
fn rows(context: &Context<'_>, type_name: &TokenStream) -> Vec<Expression> {
    let types = query::with_ids(&context.api.types)
        .map(|(id, _)| (context.names.type_name(id).as_str().to_owned(), fields(context, id)));
    let operations = context.api.operations.iter();
    let operations =
        operations.map(|operation| (["operation ", operation.id.as_str()].concat(), parameters(operation)));
    let mut rows: Vec<(String, Vec<Limited<'_>>)> =
        types.chain(operations).filter(|(_, limited)| !limited.is_empty()).collect();
    rows.sort_by(|(left, _), (right, _)| left.cmp(right));
    let row = |(name, limited): (String, Vec<Limited<'_>>)| {
        let one = |(name, limits): Limited<'_>| {
            let limits = limits.into_iter().map(Expression::Atom).collect();
            Expression::Call(TokenStream::new(), vec![Expression::Atom(quote!(#name)), Expression::Slice(limits)])
        };
        let parts = vec![
            (super::context::ident("name"), Expression::Atom(quote!(#name))),
            (super::context::ident("fields"), Expression::Slice(limited.into_iter().map(one).collect())),
        ];
        Expression::Literal(type_name.clone(), parts, None)
    };
    rows.into_iter().map(row).collect()
}

/// The fields of a type that are sent and have limits.
fn fields<'a>(context: &Context<'a>, id: TypeId) -> Vec<Limited<'a>> {
    let type_def = context.api.type_def(id);
    let TypeKind::Record(record) = &type_def.kind else { return Vec::new() };
    let sent = record.fields.iter().filter(|field| type_def.usage.request && !field.read_only);
    let limited = sent.map(|field| (field.wire_name.as_str(), limits(&field.bounds)));
    limited.filter(|(_, limits)| !limits.is_empty()).collect()
}

/// The parameters of an operation that have limits.
fn parameters(operation: &Operation) -> Vec<Limited<'_>> {
    let parameters = operation.parameters.iter();
    let limited = parameters.map(|parameter| (parameter.wire_name.as_str(), limits(&parameter.bounds)));
    limited.filter(|(_, limits)| !limits.is_empty()).collect()
}

fn limits(bounds: &Bounds) -> Vec<TokenStream> {
    let number = |text: &Option<String>| {
        let number: f64 = text.as_deref()?.parse().ok().filter(|number: &f64| number.is_finite())?;
        Some(Literal::f64_unsuffixed(number))
    };
    let count = |count: Option<u64>| count.map(Literal::u64_unsuffixed);
    let above = if bounds.exclusive_minimum { "MoreThan" } else { "AtLeast" };
    let below = if bounds.exclusive_maximum { "LessThan" } else { "AtMost" };
    let known = [
        (above, number(&bounds.minimum)),
        (below, number(&bounds.maximum)),
        ("MultipleOf", number(&bounds.multiple_of)),
        ("MinLength", count(bounds.min_length)),
        ("MaxLength", count(bounds.max_length)),
        ("MinItems", count(bounds.min_items)),
        ("MaxItems", count(bounds.max_items)),
    ];
    let limit = |(kind, value): (&'static str, Option<Literal>)| {
        let (value, kind) = (value?, super::context::ident(kind));
        Some(quote!(Limit::#kind(#value)))
    };
    known.into_iter().filter_map(limit).collect()
}
