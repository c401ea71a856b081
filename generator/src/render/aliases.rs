//! Aliases: another name for a type.

use quote::quote;

use super::context::{Context, ident};
use super::docs::type_docs;
use super::imports::Imports;
use super::type_ref;
use crate::format::{Head, Item};
use crate::ir::{TypeId, TypeRef};

/// Renders an alias.
pub(super) fn render(context: &Context<'_>, imports: &Imports, id: TypeId, target: &TypeRef, items: &mut Vec<Item>) {
    let name = ident(context.names.type_name(id));
    let target = type_ref::tokens(context, imports, target);
    items.push(Item::Line(Head::docs(type_docs::lines(context, id)), quote!(pub type #name = #target)));
}
