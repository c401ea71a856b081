//! Items to text: header, imports, layout, spacing. The only place that knows what Rust looks like on a page.
//!
//! Declarations, tables and descriptors arrive as structure and are laid out directly, as `rustfmt` would: most of a
//! client is of that kind, and parsing it again only to print it costs four times as much. Code of no common form goes
//! through `syn` and `prettyplease`.

mod comments;
mod expression;
mod imports;
mod item;
mod tokens;
mod types;
mod writer;

use proc_macro2::TokenStream;

pub(crate) use self::item::{
    Enum, Expression, Function, Head, Impl, Import, Item, RustFile, Statement, Static, Struct, StructField, Table,
};
use self::writer::{WIDTH, Writer};
use crate::output::GeneratedFile;

/// What the files are together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whole {
    /// A crate.
    Crate,
    /// A module of somebody's crate: paths are relative, and examples are not tested.
    Module,
}

/// Lays a file out under a header line.
pub(crate) fn format(file: RustFile, header: &str, whole: Whole) -> GeneratedFile {
    let mut writer = Writer::with_capacity(file.items.len() * 600 + 1024);
    let path = match (whole, file.path.strip_prefix("src/")) {
        (Whole::Module, Some("lib.rs")) => "mod.rs".to_owned(),
        (Whole::Module, Some(path)) => path.to_owned(),
        _ => file.path,
    };
    if whole == Whole::Module {
        writer = writer.below(root_from(&path));
    }
    writer.push("// ");
    writer.push(header);
    writer.blank_line();
    inner_docs(&mut writer, &file.docs);
    inner_attributes(&mut writer, file.attributes);
    imports::write(&mut writer, &file.imports);
    for item in file.items {
        writer.blank_line();
        write_item(&mut writer, item);
        writer.blank_line();
    }
    imports::write(&mut writer, &file.exports);
    GeneratedFile { path, text: writer.finish() }
}

/// The way up from a file: `super` for each module it is in.
fn root_from(path: &str) -> String {
    if path == "mod.rs" {
        return "self".to_owned();
    }
    let above: Vec<&str> = path.split('/').map(|_| "super").collect();
    above.join("::")
}

/// Tokens on one line, for what is text itself: examples in documentation, the list of the public surface.
pub(crate) fn on_one_line(stream: &TokenStream) -> String {
    tokens::text(stream.clone())
}

/// An expression over as many lines as it needs, for examples in documentation.
pub(crate) fn lines(value: Expression) -> Vec<String> {
    let mut writer = Writer::default();
    expression::write(&mut writer, value, 1);
    writer.finish().lines().map(str::to_owned).collect()
}

fn inner_docs(writer: &mut Writer, docs: &[String]) {
    if !docs.is_empty() {
        writer.blank_line();
    }
    comments::write(writer, "//!", docs);
}

fn inner_attributes(writer: &mut Writer, attributes: Vec<TokenStream>) {
    if !attributes.is_empty() {
        writer.blank_line();
    }
    for attribute in attributes {
        writer.push("#![");
        writer.push_tokens(attribute);
        writer.push("]");
        writer.blank_line();
    }
}

fn write_item(writer: &mut Writer, item: Item) {
    match item {
        Item::Struct(item) => write_struct(writer, item),
        Item::Line(head, line) => write_line(writer, head, line),
        Item::Lines(lines) => write_lines(writer, lines),
        Item::Enum(item) => write_enum(writer, item),
        Item::Impl(item) => write_impl(writer, item),
        Item::Static(item) => write_static(writer, item),
        Item::Table(item) => write_table(writer, item),
        Item::Code(code) => write_code(writer, code),
    }
}

fn write_head(writer: &mut Writer, head: Head) {
    comments::write(writer, "///", &head.docs);
    for attribute in head.attributes {
        writer.push("#[");
        writer.push_tokens(attribute);
        writer.push("]");
        writer.new_line();
    }
}

fn write_struct(writer: &mut Writer, item: Struct) {
    write_head(writer, item.head);
    writer.push("pub struct ");
    writer.push(&item.name.to_string());
    writer.push(" {");
    writer.indent();
    let is_empty = item.fields.is_empty();
    for field in item.fields {
        writer.new_line();
        write_head(writer, field.head);
        write_visibility(writer, field.visibility);
        writer.push(&field.name.to_string());
        writer.push(":");
        types::write_field_type(writer, &tokens::text(field.type_tokens));
        writer.push(",");
    }
    writer.dedent();
    if !is_empty {
        writer.new_line();
    }
    writer.push("}");
}

fn write_visibility(writer: &mut Writer, visibility: TokenStream) {
    if !visibility.is_empty() {
        writer.push_tokens(visibility);
        writer.push(" ");
    }
}

fn write_line(writer: &mut Writer, head: Head, line: TokenStream) {
    write_head(writer, head);
    let text = tokens::text(line);
    let too_long = writer.column() + text.chars().count() + 1 > WIDTH;
    if text.starts_with("pub struct ") {
        types::write_variant(writer, &text);
    } else if let Some((name, target)) = text.split_once(" = ").filter(|_| too_long) {
        write_long_alias(writer, name, target);
    } else {
        writer.push(&text);
    }
    writer.push(";");
}

/// An alias that does not fit on a line goes on after its equals sign.
fn write_long_alias(writer: &mut Writer, name: &str, target: &str) {
    writer.push(name);
    writer.push(" =");
    writer.indent();
    writer.new_line();
    writer.push(target);
    writer.dedent();
}

fn write_lines(writer: &mut Writer, lines: Vec<(Head, TokenStream)>) {
    for (index, (head, line)) in lines.into_iter().enumerate() {
        if index > 0 {
            writer.new_line();
        }
        write_head(writer, head);
        writer.push_tokens(line);
        writer.push(";");
    }
}

fn write_enum(writer: &mut Writer, item: Enum) {
    write_head(writer, item.head);
    writer.push("pub enum ");
    writer.push(&item.name.to_string());
    writer.push(" {");
    write_rows(writer, item.variants, |writer, row| types::write_variant(writer, &tokens::text(row)));
    writer.push("}");
}

fn write_rows(writer: &mut Writer, rows: Vec<(Head, TokenStream)>, write_row: fn(&mut Writer, TokenStream)) {
    let is_empty = rows.is_empty();
    writer.indent();
    for (head, row) in rows {
        writer.new_line();
        write_head(writer, head);
        write_row(writer, row);
        writer.push(",");
    }
    writer.dedent();
    if !is_empty {
        writer.new_line();
    }
}

fn write_table(writer: &mut Writer, item: Table) {
    writer.push(item.macro_name);
    writer.push("! {");
    writer.indent();
    writer.new_line();
    write_head(writer, item.head);
    writer.push_tokens(item.opening);
    writer.push(" {");
    write_rows(writer, item.rows, Writer::push_tokens);
    writer.push("}");
    writer.dedent();
    writer.new_line();
    writer.push("}");
}

fn write_impl(writer: &mut Writer, item: Impl) {
    let target = writer.path(&tokens::text(item.target)).into_owned();
    types::write_impl_header(writer, &target);
    let is_empty = item.functions.is_empty();
    writer.indent();
    for (index, function) in item.functions.into_iter().enumerate() {
        if index > 0 {
            writer.blank_line();
        }
        writer.new_line();
        write_function(writer, function);
    }
    writer.dedent();
    if !is_empty {
        writer.new_line();
    }
    writer.push("}");
}

fn write_function(writer: &mut Writer, function: Function) {
    write_head(writer, function.head);
    write_visibility(writer, function.visibility);
    writer.push("fn ");
    writer.push(&function.name.to_string());
    write_signature(writer, function.arguments, function.output);
    writer.push(" {");
    writer.indent();
    let is_empty = function.body.is_empty();
    for statement in function.body {
        writer.new_line();
        match statement {
            Statement::Then(then) => {
                expression::write(writer, then, 1);
                writer.push(";");
            }
            Statement::Value(value) => expression::write(writer, value, 0),
        }
    }
    writer.dedent();
    if !is_empty {
        writer.new_line();
    }
    writer.push("}");
}

fn write_signature(writer: &mut Writer, arguments: Vec<TokenStream>, output: Option<TokenStream>) {
    let arguments: Vec<String> = arguments.into_iter().map(tokens::text).collect();
    let output = output.map_or_else(String::new, |output| [" -> ", &tokens::text(output)].concat());
    let joined = arguments.join(", ");
    writer.push("(");
    // Two for the parentheses' end and the space, one for the brace.
    if writer.column() + joined.chars().count() + output.chars().count() + 3 <= WIDTH {
        writer.push(&joined);
    } else {
        writer.indent();
        for argument in &arguments {
            writer.new_line();
            types::write_type(writer, argument);
            writer.push(",");
        }
        writer.dedent();
        writer.new_line();
    }
    writer.push(")");
    writer.push(&output);
}

fn write_static(writer: &mut Writer, item: Static) {
    write_head(writer, item.head);
    if !item.visibility.is_empty() {
        writer.push_tokens(item.visibility);
        writer.push(" ");
    }
    writer.push("static ");
    writer.push(&item.name.to_string());
    writer.push(": ");
    writer.push_tokens(item.type_tokens);
    let opening = match &item.value {
        Expression::Literal(name, ..) => tokens::text(name.clone()).chars().count() + 5,
        _ => 0,
    };
    if writer.column() + opening > WIDTH {
        writer.push(" =");
        writer.indent();
        writer.new_line();
        expression::write(writer, item.value, 1);
        writer.dedent();
    } else {
        writer.push(" = ");
        expression::write(writer, item.value, 1);
    }
    writer.push(";");
}

/// Code that `syn` does not accept would be a bug of the generator; it is printed as it is, so the compiler shows it.
fn write_code(writer: &mut Writer, code: TokenStream) {
    match syn::parse2::<syn::File>(code.clone()) {
        Ok(file) => writer.push(prettyplease::unparse(&file).trim_end()),
        Err(_) => writer.push_tokens(code),
    }
}
