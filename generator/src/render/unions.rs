//! Unions: the enum, the table that decides, conversions from the members and access to them.

use foldhash::{HashMap, HashSet};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::context::{Context, ident};
use super::docs::prose::TypeWords;
use super::docs::{constraints, markdown, sentences, type_docs};
use super::imports::Imports;
use super::{derived, enums, forms, inputs, runtime, type_ref};
use crate::format::{Enum, Expression, Function, Head, Impl, Item, Statement, Table};
use crate::ir::{
    Annotations, Discrimination, Docs, Field, ShapeTest, TagRest, TagRule, TypeId, TypeKind, TypeRef, Union,
    UnionVariant, ValueKind,
};
use crate::names::RustIdent;

/// A member with what is decided about it.
struct Member<'a> {
    variant: &'a UnionVariant,
    name: Ident,
    /// The payload without the box it may be in.
    payload: TokenStream,
    boxed: bool,
}

/// Renders a union.
pub(super) fn render(context: &Context<'_>, imports: &Imports, id: TypeId, union: &Union, items: &mut Vec<Item>) {
    let name = ident(context.names.type_name(id));
    let members = members(context, imports, id, union);
    let form = form_conversion(context, id, &name, union, &members);
    if forms::is_form_union(context.api, union) {
        items.push(Item::Enum(form_enumeration(context, id, &name, union, &members)));
        items.extend(conversions(context, &name, &members));
        items.extend(form);
        return;
    }
    items.push(Item::Enum(enumeration(context, imports, id, &name, union, &members)));
    items.push(Item::Table(table(imports, &name, union, &members)));
    items.extend(derived::hash(context, imports, id));
    let mut functions: Vec<Function> = id_accessor(context, &members).into_iter().collect();
    if context.type_def(id).usage.response {
        functions.extend(member_accessors(context, imports, &members));
    }
    if !functions.is_empty() {
        items.push(Item::Impl(Impl { target: quote!(#name), functions }));
    }
    items.extend(conversions(context, &name, &members));
    items.extend(form);
}

/// A form that is one of several: it is only sent, so there is nothing that the document does not name.
fn form_enumeration(context: &Context<'_>, id: TypeId, name: &Ident, union: &Union, members: &[Member<'_>]) -> Enum {
    let variants = members.iter().map(|member| declaration(context, id, union, member)).collect();
    let mut lines = type_docs::lines(context, id);
    lines.extend([String::new(), "Sent as a multipart form.".to_owned()]);
    let own = [quote!(Clone), quote!(Debug), quote!(PartialEq)];
    let head = derived::head(context, id, &own, Head::docs(lines));
    Enum { head: head.attribute(quote!(non_exhaustive)), name: name.clone(), variants }
}

/// `From<Union> for Form`, where every member is a record that is sent as a form.
fn form_conversion(
    context: &Context<'_>,
    id: TypeId,
    name: &Ident,
    union: &Union,
    members: &[Member<'_>],
) -> Option<Item> {
    context.multiparts.get(&id)?;
    let is_form = |member: &Member<'_>| match context.resolved(&member.variant.type_ref) {
        TypeRef::Named(id) | TypeRef::Boxed(id) => match &context.type_def(*id).kind {
            TypeKind::Record(record) => forms::can_be_form(context, *id, record),
            _ => false,
        },
        _ => false,
    };
    if !members.iter().all(is_form) {
        return None;
    }
    let arms = members.iter().map(|member| {
        let variant = &member.name;
        let value = if member.boxed { quote!((*value).into()) } else { quote!(value.into()) };
        quote!(#name::#variant(value) => #value,)
    });
    let unknown = (!forms::is_form_union(context.api, union))
        .then(|| quote!(#name::Unknown(value) => Self::new().members(&value),));
    let runtime = ident(runtime::CRATE);
    Some(Item::Code(quote! {
        impl From<#name> for #runtime::Form {
            fn from(value: #name) -> Self {
                match value {
                    #(#arms)*
                    #unknown
                }
            }
        }
    }))
}

fn members<'a>(context: &Context<'_>, imports: &Imports, id: TypeId, union: &'a Union) -> Vec<Member<'a>> {
    let names = &context.names.type_names(id).variants;
    let members = union.variants.iter().zip(names).map(|(variant, rust_name)| {
        let (payload, boxed) = match &variant.type_ref {
            TypeRef::Boxed(inner) => (imports.model(context, *inner), true),
            other => (type_ref::tokens(context, imports, other), context.layout.is_large(other)),
        };
        Member { variant, name: ident(rust_name), payload, boxed }
    });
    members.collect()
}

fn enumeration(
    context: &Context<'_>,
    imports: &Imports,
    id: TypeId,
    name: &Ident,
    union: &Union,
    members: &[Member<'_>],
) -> Enum {
    let value = imports.runtime(runtime::VALUE);
    let mut variants: Vec<(Head, TokenStream)> =
        members.iter().map(|member| declaration(context, id, union, member)).collect();
    variants.push((Head::line("Anything else, as received."), quote!(Unknown(#value))));
    let mut lines = type_docs::lines(context, id);
    lines.extend([String::new(), decision_sentence(&union.discrimination)]);
    let head = derived::head(context, id, &[], Head::docs(lines)).attribute(quote!(non_exhaustive));
    Enum { head, name: name.clone(), variants }
}

fn decision_sentence(discrimination: &Discrimination) -> String {
    match discrimination {
        Discrimination::Tag(rule) => ["Told apart by the property ", &sentences::code(&rule.property), "."].concat(),
        Discrimination::Shape => {
            "Told apart by the kind of JSON value and, if it is an object, by its keys.".to_owned()
        }
    }
}

fn declaration(context: &Context<'_>, id: TypeId, union: &Union, member: &Member<'_>) -> (Head, TokenStream) {
    let (name, payload) = (&member.name, &member.payload);
    let annotations = &member.variant.annotations;
    let mut lines = annotations.docs.description.as_deref().map(markdown::lines).unwrap_or_default();
    if lines.is_empty() {
        let title = annotations.docs.title.as_deref().map(sentences::sentence).filter(|title| !title.is_empty());
        let sentence = member_sentence(context, id, union, member.variant);
        lines.push(title.map_or(sentence.clone(), |title| [&title, " ", &sentence].concat()));
    }
    let bare = Annotations {
        docs: Docs { title: None, description: None, ..annotations.docs.clone() },
        ..annotations.clone()
    };
    let further = constraints::annotations(&bare);
    if !further.is_empty() {
        lines.extend([String::new(), further]);
    }
    let variant = if member.boxed { quote!(#name(Box<#payload>)) } else { quote!(#name(#payload)) };
    (Head::docs(lines), variant)
}

fn member_sentence(context: &Context<'_>, id: TypeId, union: &Union, variant: &UnionVariant) -> String {
    let summary = type_docs::summary_of(context, &variant.type_ref)
        .unwrap_or_else(|| TypeWords::near(context, id).sentence(&variant.type_ref));
    let is_tagged = matches!(union.discrimination, Discrimination::Tag(_));
    if variant.tags.is_empty() {
        return if is_tagged { summary + " For all other objects." } else { summary };
    }
    let tags: Vec<String> = variant.tags.iter().map(|tag| sentences::code(tag)).collect();
    [&summary, " For ", &tags.join(", "), "."].concat()
}

fn table(imports: &Imports, name: &Ident, union: &Union, members: &[Member<'_>]) -> Table {
    imports.runtime(runtime::UNION);
    let (opening, rows): (TokenStream, Vec<TokenStream>) = match &union.discrimination {
        Discrimination::Tag(rule) => (tag_opening(name, rule), tag_rows(rule, members)),
        Discrimination::Shape => (quote!(#name: shape), members.iter().map(shape_row).collect()),
    };
    let rows = rows.into_iter().map(|row| (Head::default(), row)).collect();
    Table { macro_name: runtime::UNION.name, head: Head::default(), opening, rows }
}

fn tag_opening(name: &Ident, rule: &TagRule) -> TokenStream {
    let property = &rule.property;
    let literal = rule.is_literal.then(|| quote!(as literal));
    quote!(#name: tag #property #literal)
}

/// The member that takes all other objects comes last.
fn tag_rows(rule: &TagRule, members: &[Member<'_>]) -> Vec<TokenStream> {
    let (last, tagged) = match members.split_last() {
        Some((last, tagged)) if rule.rest != TagRest::Nowhere => (Some(last), tagged),
        _ => (None, members),
    };
    let last = last.map(|member| {
        let (name, tags) = (&member.name, &member.variant.tags);
        match rule.rest {
            TagRest::Untagged => quote!(?#name = #(#tags)|*),
            // All its other values would select it anyway.
            TagRest::Everything | TagRest::Nowhere => {
                let tag = tags.first().map(|tag| quote!(= #tag));
                quote!(.. #name #tag)
            }
        }
    });
    tagged.iter().filter_map(tag_row).chain(last).collect()
}

fn tag_row(member: &Member<'_>) -> Option<TokenStream> {
    let name = &member.name;
    let mut tags = member.variant.tags.iter();
    let first = tags.next()?;
    Some(quote!(#name = #first #(| #tags)*))
}

fn shape_row(member: &Member<'_>) -> TokenStream {
    let name = &member.name;
    let ShapeTest { kind, required, constants } = &member.variant.test;
    let kind = ident(kind_word(*kind));
    let keys = if required.is_empty() { TokenStream::new() } else { quote!([#(#required),*]) };
    let constants = if constants.is_empty() {
        TokenStream::new()
    } else {
        let pairs = constants.iter().map(|(key, constant)| {
            let value = enums::literal(constant);
            quote!(#key = #value)
        });
        quote!({ #(#pairs),* })
    };
    quote!(#name: #kind #keys #constants)
}

fn kind_word(kind: Option<ValueKind>) -> &'static str {
    match kind {
        Some(ValueKind::String) => "string",
        Some(ValueKind::Integer) => "integer",
        Some(ValueKind::Number) => "number",
        Some(ValueKind::Boolean) => "boolean",
        Some(ValueKind::Array) => "array",
        Some(ValueKind::Object) => "object",
        None => "any",
    }
}

/// `From` for every payload that only one member has.
fn conversions(context: &Context<'_>, name: &Ident, members: &[Member<'_>]) -> Vec<Item> {
    // An alias is the type that it names.
    let payloads: Vec<TypeRef> = members.iter().map(|member| context.expanded(&member.variant.type_ref)).collect();
    let mut uses: HashMap<&TypeRef, usize> = HashMap::default();
    for payload in &payloads {
        *uses.entry(payload).or_default() += 1;
    }
    let members = members.iter().zip(&payloads);
    let unique = members.filter(|(_, payload)| uses.get(payload) == Some(&1) && !is_open(payload));
    unique.map(|(member, _)| conversion(name, member)).collect()
}

/// Any JSON converts from so much that a conversion from it would say nothing.
fn is_open(type_ref: &TypeRef) -> bool {
    matches!(type_ref, TypeRef::Any | TypeRef::Unit)
}

fn conversion(name: &Ident, member: &Member<'_>) -> Item {
    let (variant, payload) = (&member.name, &member.payload);
    let value = if member.boxed { quote!(Self::#variant(Box::new(value))) } else { quote!(Self::#variant(value)) };
    Item::Impl(Impl {
        target: quote!(From<#payload> for #name),
        functions: vec![Function {
            head: Head::default(),
            visibility: TokenStream::new(),
            name: ident("from"),
            arguments: vec![quote!(value: #payload)],
            output: Some(quote!(Self)),
            body: vec![Statement::Value(Expression::Atom(value))],
        }],
    })
}

/// `as_text()`, `as_card()`: the value if it is that member's.
fn member_accessors(context: &Context<'_>, imports: &Imports, members: &[Member<'_>]) -> Vec<Function> {
    let mut taken: HashSet<RustIdent> = HashSet::default();
    let mut functions = Vec::with_capacity(members.len());
    for member in members {
        let rust_name = RustIdent::of(&["as_", &crate::names::snake(&member.name.to_string())].concat());
        // Names of members that differ in case alone leave one accessor; `match` is always there.
        if taken.insert(rust_name.clone()) {
            functions.push(member_accessor(context, imports, member, &rust_name));
        }
    }
    functions
}

fn member_accessor(context: &Context<'_>, imports: &Imports, member: &Member<'_>, rust_name: &RustIdent) -> Function {
    let (name, payload, shown) = (&member.name, &member.payload, member.name.to_string());
    let (output, value) = match context.resolved(&member.variant.type_ref) {
        TypeRef::String => (quote!(&str), quote!(value)),
        TypeRef::Boolean | TypeRef::Integer(_) | TypeRef::Float { .. } => (payload.clone(), quote!(*value)),
        // In an alias the item's own names may not be at hand.
        TypeRef::List(item) if matches!(member.variant.type_ref, TypeRef::List(_)) => {
            let item = type_ref::tokens(context, imports, item);
            (quote!(&[#item]), quote!(value))
        }
        _ => (quote!(&#payload), quote!(value)),
    };
    let arms = vec![(quote!(Self::#name(value)), quote!(Some(#value))), (quote!(_), quote!(None))];
    Function {
        head: Head::line(&["The value of [`", &shown, "`](Self::", &shown, "), if that is what it is."].concat()),
        visibility: quote!(pub),
        name: ident(rust_name),
        arguments: vec![quote!(&self)],
        output: Some(quote!(Option<#output>)),
        body: vec![Statement::Value(Expression::Match(quote!(self), arms))],
    }
}

/// `id()` for unions of an id and the objects that it identifies, as expandable references are.
fn id_accessor(context: &Context<'_>, members: &[Member<'_>]) -> Option<Function> {
    let mut arms = members.iter().map(|member| id_arm(context, member)).collect::<Option<Vec<_>>>()?;
    let strings = members.iter().filter(|member| inputs::takes_any_text(&member.variant.type_ref)).count();
    if strings != 1 || members.len() < 2 {
        return None;
    }
    arms.push((quote!(Self::Unknown(_)), quote!(None)));
    Some(Function {
        head: Head::line("The id, whether it comes alone or inside the whole object."),
        visibility: quote!(pub),
        name: ident("id"),
        arguments: vec![quote!(&self)],
        output: Some(quote!(Option<&str>)),
        body: vec![Statement::Value(Expression::Match(quote!(self), arms))],
    })
}

fn id_arm(context: &Context<'_>, member: &Member<'_>) -> Option<(TokenStream, TokenStream)> {
    let name = &member.name;
    match &member.variant.type_ref {
        TypeRef::String => Some((quote!(Self::#name(id)), quote!(Some(id)))),
        text if inputs::takes_any_text(text) => Some((quote!(Self::#name(id)), quote!(Some(id.as_str())))),
        TypeRef::Named(id) | TypeRef::Boxed(id) => {
            let TypeKind::Record(record) = &context.type_def(*id).kind else { return None };
            let is_id = |field: &&Field| {
                let text = inputs::takes_any_text(&field.type_ref);
                field.wire_name == "id" && field.required && !field.nullable && text
            };
            let (position, field) = record.fields.iter().enumerate().find(|(_, field)| is_id(field))?;
            let rust_name = ident(context.names.type_names(*id).fields.get(position)?);
            let value = match field.type_ref {
                TypeRef::String => quote!(&value.#rust_name),
                _ => quote!(value.#rust_name.as_str()),
            };
            Some((quote!(Self::#name(value)), quote!(Some(#value))))
        }
        _ => None,
    }
}
