//! Pages: what tells the runtime where the items of a paged response are.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Context, ident};
use super::imports::Imports;
use super::{runtime, type_ref};
use crate::format::{Head, Item, Table};
use crate::ir::{TypeId, TypeKind, TypeRef, query};

/// Renders the table of a record that is a page; nothing for other types.
pub(super) fn render(context: &Context<'_>, imports: &Imports, id: TypeId, items: &mut Vec<Item>) {
    let Some(paging) = context.pages.get(&id).and_then(|index| context.api.operations.get(*index)?.paging.as_ref())
    else {
        return;
    };
    let Some(list) = path(context, id, &paging.items) else { return };
    imports.runtime(runtime::PAGE);
    let name = ident(context.names.type_name(id));
    let item = type_ref::tokens(context, imports, &paging.item);
    let rows = vec![(Head::default(), quote!(items: #list: #item))];
    items.push(Item::Table(Table {
        macro_name: runtime::PAGE.name,
        head: Head::default(),
        opening: quote!(#name),
        rows,
    }));
}

/// A path of properties in Rust names; `?` after a field that may be absent and has more fields.
fn path(context: &Context<'_>, id: TypeId, wire_path: &[String]) -> Option<TokenStream> {
    let mut tokens = TokenStream::new();
    let mut at = id;
    for (index, wire_name) in wire_path.iter().enumerate() {
        let TypeKind::Record(record) = &context.type_def(at).kind else { return None };
        let position = record.fields.iter().position(|field| field.wire_name == *wire_name)?;
        let field = record.fields.get(position)?;
        let name = ident(context.names.type_names(at).fields.get(position)?);
        tokens.extend(if index == 0 { quote!(#name) } else { quote!(.#name) });
        if index + 1 < wire_path.len() {
            if !field.required || field.nullable {
                tokens.extend(quote!(?));
            }
            let inner = query::non_null(&context.api.types, &field.type_ref);
            let (TypeRef::Named(next) | TypeRef::Boxed(next)) = inner else { return None };
            at = *next;
        }
    }
    Some(tokens)
}
