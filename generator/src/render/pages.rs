//! Pages: what tells the runtime where the items of a paged response are.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Context, ident};
use super::imports::Imports;
use super::{runtime, type_ref};
use crate::format::{Head, Item, Table};
use crate::ir::{Paging, PagingEnd, TypeId, TypeKind, TypeRef};

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
    let mut rows = vec![(Head::default(), quote!(items: #list: #item))];
    rows.extend(total_pages(context, id, paging).map(|row| (Head::default(), row)));
    items.push(Item::Table(Table {
        macro_name: runtime::PAGE.name,
        head: Head::default(),
        opening: quote!(#name),
        rows,
    }));
}

fn total_pages(context: &Context<'_>, id: TypeId, paging: &Paging) -> Option<TokenStream> {
    let PagingEnd::TotalPages(wire_path) = &paging.end else { return None };
    let tokens = path(context, id, wire_path)?;
    Some(quote!(total_pages: #tokens))
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
            let (TypeRef::Named(next) | TypeRef::Boxed(next)) = context.resolved(&field.type_ref) else { return None };
            at = *next;
        }
    }
    Some(tokens)
}
