//! Records: the struct, its table, its constructor and its setters.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::context::{Context, ident};
use super::docs::{constraints, sentences, type_docs};
use super::imports::Imports;
use super::plan::fields::{Column, Presence, columns};
use super::{derived, formerly, forms, inputs, runtime, type_ref};
use crate::format::{Expression, Function, Head, Impl, Item, Statement, Struct, StructField, Table};
use crate::ir::{Constant, Field, Record, TypeId, TypeKind, TypeRef, Usage, query};
use crate::names::{RustIdent, Thing};

/// How many fields a record may have that is not `wide` in `record!`.
const FIELDS_OF_A_TUPLE: usize = 24;

/// Renders a record.
pub(super) fn render(context: &Context<'_>, imports: &Imports, id: TypeId, record: &Record, items: &mut Vec<Item>) {
    let type_def = context.type_def(id);
    let columns = columns(&context.names.type_names(id).fields, record, type_def.usage);
    let structure = structure(context, imports, id, record, &columns);
    let mut functions = Vec::new();
    if type_def.usage.request {
        functions.push(constructor(context, imports, id, record, &columns));
        let fields = columns.iter().zip(&structure.fields).enumerate();
        functions.extend(fields.flat_map(|(position, (column, field))| {
            setters(context, imports, (id, position), column, &field.head.docs)
        }));
        functions.extend(extra_setter(context, imports, id, record));
    }
    items.push(Item::Struct(structure));
    let has_table = !forms::is_form(record);
    if !has_table && has_secrets(record) {
        items.push(Item::Code(discreet_debug(context, id, record, &columns)));
    }
    if has_table {
        items.push(Item::Table(table(context, imports, id, record, &columns)));
    }
    items.extend(derived::hash(context, imports, id));
    if forms::can_be_form(context, id, record) {
        items.push(Item::Code(forms::conversion(context, id, record, &columns)));
    }
    if type_def.usage.request {
        let name = ident(context.names.type_name(id));
        items.push(Item::Impl(Impl { target: quote!(#name), functions }));
        items.extend(default_like_new(&columns, &name));
    }
}

fn structure(context: &Context<'_>, imports: &Imports, id: TypeId, record: &Record, columns: &[Column<'_>]) -> Struct {
    let fields = columns.iter().enumerate().map(|(position, column)| {
        let field = struct_field(context, imports, column);
        StructField { head: derived::part(context, id, position, field.head), ..field }
    });
    let mut fields: Vec<StructField> = fields.collect();
    if let Some(additional) = &record.additional {
        let (map, value) = (imports.runtime(runtime::B_TREE_MAP), type_ref::tokens(context, imports, additional));
        fields.push(StructField {
            head: Head::line("Properties the document does not name."),
            visibility: quote!(pub),
            name: ident(&context.names.type_names(id).extra),
            type_tokens: quote!(#map<String, #value>),
        });
    }
    // `record!` sees to these traits, which costs the compiler less; a form has no table.
    let own = if forms::is_form(record) { form_derives(record, columns) } else { Vec::new() };
    let head = derived::head(context, id, &own, Head::docs(type_docs::lines(context, id)));
    Struct { head: head.attribute(quote!(non_exhaustive)), name: ident(context.names.type_name(id)), fields }
}

fn form_derives(record: &Record, columns: &[Column<'_>]) -> Vec<TokenStream> {
    let debug = (!has_secrets(record)).then(|| quote!(Debug));
    let default = derives_default(columns).then(|| quote!(Default));
    [Some(quote!(Clone)), debug, default, Some(quote!(PartialEq))].into_iter().flatten().collect()
}

fn derives_default(columns: &[Column<'_>]) -> bool {
    columns.iter().all(|column| column.presence != Presence::Required)
}

/// `Default` for a record that `new` makes of constants alone; one of options derives it.
fn default_like_new(columns: &[Column<'_>], name: &Ident) -> Option<Item> {
    let asks = columns.iter().any(|column| query::is_asked_for(column.field));
    let function = Function {
        head: Head::default(),
        visibility: TokenStream::new(),
        name: ident("default"),
        arguments: Vec::new(),
        output: Some(quote!(Self)),
        body: vec![Statement::Value(Expression::Atom(quote!(Self::new())))],
    };
    (!asks && !derives_default(columns))
        .then(|| Item::Impl(Impl { target: quote!(Default for #name), functions: vec![function] }))
}

fn has_secrets(record: &Record) -> bool {
    record.fields.iter().any(constraints::is_secret)
}

/// `Debug` that shows everything but the secrets.
fn discreet_debug(context: &Context<'_>, id: TypeId, record: &Record, columns: &[Column<'_>]) -> TokenStream {
    let name = ident(context.names.type_name(id));
    let text = context.names.type_name(id).as_str();
    let extra = record.additional.as_ref().map(|_| &context.names.type_names(id).extra);
    let shown = columns.iter().map(|column| (column.rust_name, constraints::is_secret(column.field)));
    let fields = shown.chain(extra.map(|extra| (extra, false))).map(|(rust_name, secret)| {
        let field = ident(rust_name);
        let label = rust_name.bare();
        if secret { quote!(.field(#label, &"..")) } else { quote!(.field(#label, &self.#field)) }
    });
    quote! {
        impl std::fmt::Debug for #name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.debug_struct(#text)#(#fields)*.finish()
            }
        }
    }
}

fn struct_field(context: &Context<'_>, imports: &Imports, column: &Column<'_>) -> StructField {
    StructField {
        head: deprecated(Head::docs(type_docs::field_lines(context, column.field)), column.field),
        visibility: quote!(pub),
        name: ident(column.rust_name),
        type_tokens: type_ref::field_tokens(context, imports, column.field, column.presence),
    }
}

fn deprecated(head: Head, field: &Field) -> Head {
    if field.docs.deprecated { head.attribute(quote!(deprecated)) } else { head }
}

fn table(context: &Context<'_>, imports: &Imports, id: TypeId, record: &Record, columns: &[Column<'_>]) -> Table {
    imports.runtime(runtime::RECORD);
    let usage = context.type_def(id).usage;
    let name = ident(context.names.type_name(id));
    let mut rows: Vec<(Head, TokenStream)> =
        columns.iter().map(|column| (Head::default(), row(column, usage))).collect();
    if record.additional.is_some() {
        let extra = ident(&context.names.type_names(id).extra);
        rows.push((Head::default(), quote!(.. #extra)));
    }
    let default = derives_default(columns).then(|| quote!(: Default));
    let wide = (rows.len() > FIELDS_OF_A_TUPLE).then(|| quote!(wide));
    Table { macro_name: runtime::RECORD.name, head: Head::default(), opening: quote!(#wide #name #default), rows }
}

fn row(column: &Column<'_>, usage: Usage) -> TokenStream {
    let (name, wire_name) = (ident(column.rust_name), &column.field.wire_name);
    let marks = marks(column.field, usage);
    match column.presence {
        Presence::Required => quote!(required #name = #wire_name #marks),
        Presence::Nullable => quote!(nullable #name = #wire_name #marks),
        Presence::Optional | Presence::ThreeWay => quote!(optional #name = #wire_name #marks),
    }
}

/// What more the table says of a field: it is not printed, or not sent.
fn marks(field: &Field, usage: Usage) -> TokenStream {
    let secret = constraints::is_secret(field).then(|| quote!(secret));
    let read_only = (field.read_only && usage.request).then(|| quote!(read_only));
    if secret.is_none() && read_only.is_none() { TokenStream::new() } else { quote!(=> #secret #read_only) }
}

/// `new`: what is required is asked for, constants are filled in, the rest stays empty.
fn constructor(
    context: &Context<'_>,
    imports: &Imports,
    id: TypeId,
    record: &Record,
    columns: &[Column<'_>],
) -> Function {
    let arguments = constructor_arguments(context, imports, id, columns);
    let mut fields = Vec::new();
    for column in columns {
        let name = ident(column.rust_name);
        if let Some(value) = constant(context, imports, column) {
            fields.push((name, Expression::Atom(value)));
        } else if query::is_asked_for(column.field) {
            fields.push((name, constructor_input(context, imports, column).value));
        }
    }
    let body = if fields.is_empty() && derives_default(columns) {
        Expression::Atom(quote!(Self::default()))
    } else if fields.is_empty() {
        imports.runtime_trait(runtime::MODEL);
        Expression::Atom(quote!(Self::empty()))
    } else {
        let complete = fields.len() == columns.len() && record.additional.is_none();
        if forms::is_form(record) {
            let settled: Vec<_> = fields.iter().map(|(name, _)| name.clone()).collect();
            let extra = record.additional.as_ref().map(|_| ident(&context.names.type_names(id).extra));
            let names = columns.iter().map(|column| ident(column.rust_name)).filter(|name| !settled.contains(name));
            let empty =
                names.chain(extra).map(|name| (name, Expression::Atom(quote!(Default::default())))).collect::<Vec<_>>();
            fields.extend(empty);
        }
        let rest = (!complete && !forms::is_form(record)).then(|| {
            imports.runtime_trait(runtime::MODEL);
            Box::new(Expression::Atom(quote!(Self::empty())))
        });
        Expression::Literal(quote!(Self), fields, rest)
    };
    let head = Head::line(constructor_sentence(columns));
    Function {
        head: too_many(head, arguments.len()),
        visibility: quote!(pub),
        name: ident("new"),
        arguments,
        output: Some(quote!(Self)),
        body: vec![Statement::Value(body)],
    }
}

/// What a constructor asks for, in the order of its arguments.
fn constructor_arguments(
    context: &Context<'_>,
    imports: &Imports,
    id: TypeId,
    columns: &[Column<'_>],
) -> Vec<TokenStream> {
    let order = context.names.type_names(id).constructor.iter().filter_map(|&position| columns.get(position));
    order
        .map(|column| quote_argument(column.rust_name, &constructor_input(context, imports, column).argument))
        .collect()
}

/// The arguments of a record's constructor; `None` where it has none because no request holds it.
pub(super) fn constructor_signature(
    context: &Context<'_>,
    imports: &Imports,
    id: TypeId,
    record: &Record,
) -> Option<Vec<TokenStream>> {
    let usage = context.type_def(id).usage;
    let names = &context.names.type_names(id).fields;
    usage.request.then(|| constructor_arguments(context, imports, id, &columns(names, record, usage)))
}

fn constructor_sentence(columns: &[Column<'_>]) -> &'static str {
    let required = columns.iter().any(|column| query::is_asked_for(column.field));
    let optional = columns.iter().any(|column| !column.field.required);
    match (required, optional) {
        (true, true) => "With the required values; the optional ones have setters.",
        (true, false) => "With all its values.",
        (false, true) => "Without any value; all are optional.",
        (false, false) => "With the only values it can have.",
    }
}

/// The setters of a record: the name of each and what it takes.
pub(super) fn setter_signatures(
    context: &Context<'_>,
    imports: &Imports,
    id: TypeId,
    record: &Record,
) -> Vec<(Ident, Vec<TokenStream>)> {
    let usage = context.type_def(id).usage;
    let columns = columns(&context.names.type_names(id).fields, record, usage);
    let each = columns.iter().enumerate();
    let own = each.flat_map(|(position, column)| setters(context, imports, (id, position), column, &[]));
    let all = own.chain(extra_setter(context, imports, id, record)).filter(|_| usage.request);
    all.map(|function| (function.name, function.arguments.into_iter().skip(1).collect())).collect()
}

/// True if a record has `Default`.
pub(super) fn has_default(context: &Context<'_>, id: TypeId, record: &Record) -> bool {
    let usage = context.type_def(id).usage;
    let columns = columns(&context.names.type_names(id).fields, record, usage);
    let asks = columns.iter().any(|column| query::is_asked_for(column.field));
    derives_default(&columns) || usage.request && !asks
}

/// Silences the lint for functions whose arguments the document demands.
pub(super) fn too_many(head: Head, arguments: usize) -> Head {
    if arguments > 7 {
        head.attribute(quote!(allow(clippy::too_many_arguments, reason = "the document requires them all")))
    } else {
        head
    }
}

fn quote_argument(rust_name: &RustIdent, argument: &TokenStream) -> TokenStream {
    let name = ident(rust_name);
    quote!(#name: #argument)
}

fn constructor_input(context: &Context<'_>, imports: &Imports, column: &Column<'_>) -> inputs::Input {
    let name = ident(column.rust_name);
    if column.presence == Presence::Nullable {
        return nullable_input(context, imports, column, &name);
    }
    inputs::input(context, imports, &column.field.type_ref, &name)
}

/// The argument for a value that may be null: `"x"` and `["a"]` as well as an option, where that has conversions.
fn nullable_input(context: &Context<'_>, imports: &Imports, column: &Column<'_>, name: &Ident) -> inputs::Input {
    let value = bare(&column.field.type_ref);
    if !inputs::is_text_or_texts(context, value) {
        let argument = type_ref::field_tokens(context, imports, column.field, column.presence);
        return inputs::Input { argument, value: Expression::Atom(quote!(#name)) };
    }
    let (nullable, value) = (imports.runtime(runtime::NULLABLE), type_ref::tokens(context, imports, value));
    let calls = vec![(quote!(into), Vec::new()), (quote!(into_value), Vec::new())];
    let value_of = Expression::Chain(Box::new(Expression::Atom(quote!(#name))), calls);
    inputs::Input { argument: quote!(impl Into<#nullable<#value>>), value: value_of }
}

/// The value of a required field that can have only one.
fn constant(context: &Context<'_>, imports: &Imports, column: &Column<'_>) -> Option<TokenStream> {
    let constant = column.field.constant.as_ref().filter(|_| column.presence == Presence::Required)?;
    let resolved = context.resolved(&column.field.type_ref);
    match (constant, resolved) {
        (Constant::String(text), TypeRef::String) => Some(quote!(#text.to_owned())),
        (Constant::Boolean(truth), TypeRef::Boolean) => Some(quote!(#truth)),
        (Constant::Integer(number), TypeRef::Integer(_)) => {
            let literal = proc_macro2::Literal::i64_unsuffixed(*number);
            Some(quote!(#literal))
        }
        (constant, TypeRef::Named(id)) => {
            let TypeKind::Enum(enumeration) = &context.type_def(*id).kind else { return None };
            let position = enumeration.variants.iter().position(|variant| variant.wire_value == *constant)?;
            let variant = ident(context.names.type_names(*id).variants.get(position)?);
            let name = imports.model(context, *id);
            Some(quote!(#name::#variant))
        }
        _ => None,
    }
}

/// The setter of a field, and what it was called before.
fn setters(
    context: &Context<'_>,
    imports: &Imports,
    (id, position): (TypeId, usize),
    column: &Column<'_>,
    docs: &[String],
) -> Vec<Function> {
    let setter = setter(context, imports, column, docs);
    let with_former = |setter| formerly::with_former(context, Thing::FieldSetter(id, position), setter);
    setter.map(with_former).unwrap_or_default()
}

/// A by-value setter for what `new` does not ask for.
fn setter(context: &Context<'_>, imports: &Imports, column: &Column<'_>, docs: &[String]) -> Option<Function> {
    if column.field.required || column.field.read_only {
        return None;
    }
    let field = ident(column.rust_name);
    let (argument, value) = match column.presence {
        Presence::ThreeWay => {
            let type_tokens = type_ref::field_tokens(context, imports, column.field, column.presence);
            (quote!(impl Into<#type_tokens>), Expression::Atom(quote!(#field.into())))
        }
        _ => {
            let input = inputs::input(context, imports, bare(&column.field.type_ref), &field);
            (input.argument, Expression::Call(quote!(Some), vec![input.value]))
        }
    };
    Some(Function {
        head: deprecated(Head::line(&setter_sentence(column.field, docs)), column.field),
        visibility: quote!(pub),
        name: setter_name(column.rust_name),
        arguments: vec![quote!(mut self), quote!(#field: #argument)],
        output: Some(quote!(Self)),
        body: vec![
            Statement::Then(Expression::Assign(quote!(self.#field), Box::new(value))),
            Statement::Value(Expression::Atom(quote!(self))),
        ],
    })
}

fn bare(type_ref: &TypeRef) -> &TypeRef {
    match type_ref {
        TypeRef::Nullable(inner) => inner,
        other => other,
    }
}

/// Fields called like methods that every type has, or like those of operators, get a setter with a word in front.
pub(super) fn setter_name(field: &RustIdent) -> Ident {
    const TAKEN: [&str; 9] = ["borrow", "clone", "default", "empty", "eq", "fmt", "into", "new", "to_owned"];
    const OPERATORS: [&str; 10] = ["add", "bitand", "bitor", "bitxor", "div", "mul", "rem", "shl", "shr", "sub"];
    let is_taken = OPERATORS.contains(&field.as_str()) || TAKEN.contains(&field.as_str());
    if is_taken { ident(&RustIdent::of(&["with_", field.as_str()].concat())) } else { ident(field) }
}

/// What the description of the field begins with, if there is one.
fn setter_sentence(field: &Field, lines: &[String]) -> String {
    let described = (field.docs.description.is_some()).then(|| sentences::opening_sentence(lines)).flatten();
    described.unwrap_or_else(|| ["Sets ", &sentences::code(&field.wire_name), "."].concat())
}

fn extra_setter(context: &Context<'_>, imports: &Imports, id: TypeId, record: &Record) -> Option<Function> {
    let additional = record.additional.as_ref()?;
    let extra = ident(&context.names.type_names(id).extra);
    let input = inputs::map_input(context, imports, additional, &extra);
    let argument = input.argument;
    Some(Function {
        head: Head::line("Sets the properties the document does not name."),
        visibility: quote!(pub),
        name: extra.clone(),
        arguments: vec![quote!(mut self), quote!(#extra: #argument)],
        output: Some(quote!(Self)),
        body: vec![
            Statement::Then(Expression::Assign(quote!(self.#extra), Box::new(input.value))),
            Statement::Value(Expression::Atom(quote!(self))),
        ],
    })
}
