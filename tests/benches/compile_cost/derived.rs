//! The generated models, written as somebody would who has serde's derive.
//!
//! Structs, enums, docs and constructors stay as they are; the tables for the runtime become attributes.

use std::collections::BTreeMap;
use std::path::PathBuf;

use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Expr, ExprCall, ExprStruct, Ident, ImplItem, Item, ItemEnum, ItemImpl, ItemMacro, ItemStruct, LitStr,
    Stmt, Token, braced, parse_quote,
};

/// The same files with derives.
pub(crate) fn of(files: Vec<(PathBuf, String)>) -> Vec<(PathBuf, String)> {
    files
        .into_iter()
        .map(|(path, text)| {
            let file = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (path, prettyplease::unparse(&with_derives(file)))
        })
        .collect()
}

fn with_derives(mut file: syn::File) -> syn::File {
    let tables = tables(&file.items);
    file.attrs.insert(0, parse_quote!(#![allow(warnings)]));
    file.items = file.items.into_iter().filter_map(|item| rewrite(item, &tables)).collect();
    file
}

/// The records of a file by name; everything else needs no table.
fn tables(items: &[Item]) -> BTreeMap<String, Table> {
    items
        .iter()
        .filter_map(|item| match item {
            Item::Macro(item) if is_call_of(item, "record") => Some(item.mac.parse_body::<Table>().unwrap()),
            _ => None,
        })
        .map(|table| (table.name.to_string(), table))
        .collect()
}

fn rewrite(item: Item, tables: &BTreeMap<String, Table>) -> Option<Item> {
    match item {
        Item::Struct(item) => Some(Item::Struct(match tables.get(&item.ident.to_string()) {
            Some(table) => record(item, table),
            None => item,
        })),
        Item::Enum(item) => Some(Item::Enum(union(item))),
        Item::Macro(item) if is_call_of(&item, "open_enum") => Some(Item::Enum(open_enum(&item))),
        Item::Macro(_) => None,
        // Macros and traits of the runtime.
        Item::Use(item) if item.to_token_stream().to_string().contains("codegen") => None,
        // Constructors, setters, accessors and `From` stay; the rest is for the runtime.
        Item::Impl(item) => match &item.trait_ {
            Some((path, _)) if path.segments.last()?.ident != "From" => None,
            _ => Some(Item::Impl(with_own_defaults(item, tables))),
        },
        item => Some(item),
    }
}

fn record(mut item: ItemStruct, table: &Table) -> ItemStruct {
    item.attrs.push(derive_value());
    item.attrs.push(derive());
    if table.has_default {
        item.attrs.push(parse_quote!(#[derive(Default)]));
    }
    for field in &mut item.fields {
        let line = table.lines.iter().find(|line| Some(&line.field) == field.ident.as_ref()).unwrap();
        field.attrs.extend(line.attributes(&field.ty));
    }
    item
}

fn union(mut item: ItemEnum) -> ItemEnum {
    item.attrs.push(derive_value());
    item.attrs.push(derive());
    item.attrs.push(parse_quote!(#[serde(untagged)]));
    item
}

fn open_enum(item: &ItemMacro) -> ItemEnum {
    // `Active = "active"` reads as a discriminant.
    let mut item: ItemEnum = item.mac.parse_body().unwrap();
    item.attrs.push(parse_quote!(#[derive(Clone, Debug, PartialEq, Eq, Hash)]));
    item.attrs.push(derive());
    item.attrs.push(parse_quote!(#[non_exhaustive]));
    for variant in &mut item.variants {
        let (_, text): (_, Expr) = variant.discriminant.take().unwrap();
        variant.attrs.push(parse_quote!(#[serde(rename = #text)]));
    }
    item.variants.push(parse_quote!(
        #[doc = " A value that is not in the list, as received."]
        #[serde(untagged)]
        Unknown(String)
    ));
    item
}

/// The generated constructors ask the runtime for what is absent; here they say it themselves.
fn with_own_defaults(mut item: ItemImpl, tables: &BTreeMap<String, Table>) -> ItemImpl {
    let Some(table) = tables.get(&item.self_ty.to_token_stream().to_string()) else {
        return item;
    };
    for member in &mut item.items {
        let ImplItem::Fn(method) = member else { continue };
        match method.block.stmts.last_mut() {
            Some(Stmt::Expr(Expr::Struct(value), None)) if value.rest.is_some() => table.complete(value),
            Some(Stmt::Expr(Expr::Call(call), None)) if is_empty_model(call) => {
                *call = parse_quote!(Self::default());
            }
            _ => {}
        }
    }
    item
}

fn is_empty_model(call: &ExprCall) -> bool {
    call.func.to_token_stream().to_string() == "Model :: empty"
}

/// What the macros of the runtime implement besides JSON.
fn derive_value() -> Attribute {
    parse_quote!(#[derive(Clone, Debug, PartialEq)])
}

fn derive() -> Attribute {
    parse_quote!(#[derive(serde::Serialize, serde::Deserialize)])
}

fn is_call_of(item: &ItemMacro, name: &str) -> bool {
    item.mac.path.segments.last().is_some_and(|segment| segment.ident == name)
}

/// The body of `record!`.
struct Table {
    name: Ident,
    has_default: bool,
    lines: Punctuated<Line, Token![,]>,
}

impl Table {
    /// Names the fields that a struct expression leaves to `..Model::empty()`.
    fn complete(&self, value: &mut ExprStruct) {
        let named: Vec<String> = value.fields.iter().map(|field| field.member.to_token_stream().to_string()).collect();
        for line in self.lines.iter().filter(|line| !named.contains(&line.field.to_string())) {
            let field = &line.field;
            value.fields.push(parse_quote!(#field: Default::default()));
        }
        value.rest = None;
    }
}

/// `optional reference = "ref"`, or `.. extra`, which has neither presence nor wire name.
struct Line {
    presence: Option<Ident>,
    field: Ident,
    wire_name: Option<LitStr>,
}

impl Line {
    fn attributes(&self, ty: &syn::Type) -> Vec<Attribute> {
        let mut attributes = Vec::new();
        match &self.wire_name {
            Some(wire_name) if self.field != wire_name.value() => {
                attributes.push(parse_quote!(#[serde(rename = #wire_name)]));
            }
            Some(_) => {}
            None => attributes.push(parse_quote!(#[serde(flatten)])),
        }
        if self.presence.as_ref().is_some_and(|presence| presence == "optional") {
            let is_nothing = if ty.to_token_stream().to_string().starts_with("Nullable") {
                "Nullable::is_absent"
            } else {
                "Option::is_none"
            };
            attributes.push(parse_quote!(#[serde(default, skip_serializing_if = #is_nothing)]));
        }
        attributes
    }
}

impl Parse for Table {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        // `wide` before the name is for the macro alone.
        if input.peek2(Ident) {
            input.parse::<Ident>()?;
        }
        let name = input.parse()?;
        let has_default = input.parse::<Option<Token![:]>>()?.is_some();
        if has_default {
            input.parse::<Ident>()?;
        }
        let body;
        braced!(body in input);
        Ok(Self { name, has_default, lines: body.parse_terminated(Line::parse, Token![,])? })
    }
}

impl Parse for Line {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.parse::<Option<Token![..]>>()?.is_some() {
            return Ok(Self { presence: None, field: input.parse()?, wire_name: None });
        }
        let (presence, field) = (Some(input.parse()?), input.parse()?);
        input.parse::<Token![=]>()?;
        let wire_name = Some(input.parse()?);
        if input.parse::<Option<Token![=>]>>()?.is_some() {
            input.parse::<Ident>()?;
        }
        Ok(Self { presence, field, wire_name })
    }
}
