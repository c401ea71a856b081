//! What the configuration adds to types: derives, attributes, and `Hash`, which the runtime computes.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Context, ident};
use super::imports::Imports;
use super::runtime;
use crate::format::{Head, Item};
use crate::ir::TypeId;

/// The head of a type with what is added to it, after the derives that it has anyway.
pub(super) fn head(context: &Context<'_>, id: TypeId, own: &[TokenStream], head: Head) -> Head {
    let added = context.derives.of_type(id);
    let derives: Vec<TokenStream> = own.iter().cloned().chain(added.traits.iter().map(|path| tokens(path))).collect();
    let head = if derives.is_empty() { head } else { head.attribute(quote!(derive(#(#derives),*))) };
    added.attributes.iter().fold(head, |head, attribute| head.attribute(tokens(attribute)))
}

/// The head of a field or a variant with what is added to it.
pub(super) fn part(context: &Context<'_>, id: TypeId, position: usize, head: Head) -> Head {
    let added = context.derives.of_type(id);
    added.parts.get(position).into_iter().flatten().fold(head, |head, attribute| head.attribute(tokens(attribute)))
}

/// `Hash` of a record or a union, where it is asked for. Equality is that of the JSON, so a derived one could differ.
pub(super) fn hash(context: &Context<'_>, imports: &Imports, id: TypeId) -> Option<Item> {
    let name = ident(context.names.type_name(id));
    context.derives.of_type(id).hash.then(|| {
        let hash = imports.runtime(runtime::HASH);
        Item::Code(quote! {
            impl std::hash::Hash for #name {
                fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                    #hash(self, state);
                }
            }
        })
    })
}

/// Rust that was read before, when it was decided that it can be used.
fn tokens(text: &str) -> TokenStream {
    text.parse().unwrap_or_default()
}
