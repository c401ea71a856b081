//! Expressions over one or several lines, by the rules of `rustfmt` with its default widths.

use std::borrow::Cow;

use proc_macro2::Ident;

use super::item::Expression;
use super::tokens;
use super::writer::{INDENT, WIDTH, Writer};

/// Widest argument list, array and chain that stay on one line (`use_small_heuristics = "Default"`).
const LIST_WIDTH: usize = 60;
/// Widest struct literal that stays on one line.
const LITERAL_WIDTH: usize = 18;
/// Elements up to this width share lines when an array is broken.
const SHORT_ELEMENT: usize = 10;

/// An expression whose pieces are text.
type Text = Expression<String>;

/// Writes an expression from the current position; `after` is the width of what must follow on its last line.
pub(super) fn write(writer: &mut Writer, expression: Expression, after: usize) {
    lay_out(writer, &expression.map(tokens::text), after);
}

fn lay_out(writer: &mut Writer, expression: &Text, after: usize) {
    if let Some(flat) = flat(expression)
        && writer.column() + flat.chars().count() + after <= WIDTH
    {
        writer.push(&flat);
        return;
    }
    write_broken(writer, expression);
}

/// The expression on one line, if the widths of its parts allow that.
fn flat(expression: &Text) -> Option<Cow<'_, str>> {
    let flat = match expression {
        Expression::Atom(atom) => return Some(atom.into()),
        Expression::Call(callee, arguments) => {
            let arguments = match arguments.as_slice() {
                // A sole argument that is a chain itself has only the end of the line as its limit.
                [only @ Expression::Chain(..)] => flat(only)?,
                arguments => flat_list(arguments)?.into(),
            };
            [callee, "(", &arguments, ")"].concat()
        }
        Expression::Chain(head, calls) => flat_chain(head, calls)?,
        Expression::Slice(elements) => ["&[", &flat_list(elements)?, "]"].concat(),
        Expression::Reference(inner) => ["&", &flat(inner)?].concat(),
        Expression::Literal(name, fields, rest) => flat_literal(name, fields, rest.as_deref())?,
        Expression::Match(..) => return None,
        Expression::Assign(left, right) => [left.as_str(), " = ", &flat(right)?].concat(),
    };
    Some(flat.into())
}

fn flat_list(elements: &[Text]) -> Option<String> {
    joined(elements.iter().map(flat), LIST_WIDTH)
}

/// Parts with commas between them, if all are on one line and no wider than that together.
fn joined<'t>(parts: impl Iterator<Item = Option<Cow<'t, str>>>, width: usize) -> Option<String> {
    let mut joined = String::with_capacity(width);
    for (index, part) in parts.enumerate() {
        joined.push_str(if index > 0 { ", " } else { "" });
        joined.push_str(&part?);
        // What is nested is long soon, and most of it need not be looked at to know that.
        if joined.chars().count() > width {
            return None;
        }
    }
    Some(joined)
}

fn flat_chain(head: &Text, calls: &[(String, Vec<Text>)]) -> Option<String> {
    let mut chain = flat(head)?.into_owned();
    for (name, arguments) in calls {
        chain.push('.');
        if is_await(name) {
            chain.push_str("await?");
            continue;
        }
        chain.push_str(name);
        chain.push('(');
        chain.push_str(&flat_list(arguments)?);
        chain.push(')');
    }
    let links = calls.len() + if is_field(head) { 1 } else { 0 };
    (links <= 1 || chain.chars().count() <= LIST_WIDTH).then_some(chain)
}

/// `.await?` is a link without arguments.
fn is_await(name: &str) -> bool {
    name == "await"
}

/// `self.0` counts as a link of the chain.
fn is_field(head: &Text) -> bool {
    matches!(head, Expression::Atom(atom) if !atom.contains('(') && atom.contains('.'))
}

fn flat_literal(name: &str, fields: &[(Ident, Text)], rest: Option<&Text>) -> Option<String> {
    let fields = fields.iter().map(|(field, value)| Some(flat_field(&field.to_string(), flat(value)?)));
    let rest = rest.map(|rest| Some(["..", &flat(rest)?].concat().into()));
    let parts = joined(fields.chain(rest), LITERAL_WIDTH)?;
    Some([name, " { ", &parts, " }"].concat())
}

fn flat_field<'t>(field: &str, value: Cow<'t, str>) -> Cow<'t, str> {
    if field == value { value } else { [field, ": ", &value].concat().into() }
}

fn write_broken(writer: &mut Writer, expression: &Text) {
    match expression {
        Expression::Atom(atom) => writer.push(atom),
        Expression::Call(callee, arguments) => {
            writer.push(callee);
            write_arguments(writer, arguments);
        }
        Expression::Chain(head, calls) => write_chain(writer, head, calls),
        Expression::Slice(elements) => write_slice(writer, elements),
        Expression::Reference(inner) => {
            writer.push("&");
            write_broken(writer, inner);
        }
        Expression::Literal(name, fields, rest) => write_literal(writer, name, fields, rest.as_deref()),
        Expression::Match(subject, arms) => write_match(writer, subject, arms),
        Expression::Assign(left, right) => write_assignment(writer, left, right),
    }
}

/// The right side goes to a line of its own if it fits there whole.
fn write_assignment(writer: &mut Writer, left: &str, right: &Text) {
    writer.push(left);
    let next_line = writer.indentation() + INDENT;
    if flat(right).is_some_and(|flat| next_line + flat.chars().count() < WIDTH) {
        writer.push(" =");
        writer.indent();
        writer.new_line();
        lay_out(writer, right, 1);
        writer.dedent();
    } else {
        writer.push(" = ");
        write_broken(writer, right);
    }
}

/// `(arguments)`; a sole list or literal keeps its brackets on the line of the call.
fn write_arguments(writer: &mut Writer, arguments: &[Text]) {
    let hugs = |argument: &Text| match argument {
        Expression::Slice(_) | Expression::Literal(..) => true,
        Expression::Reference(inner) => matches!(**inner, Expression::Literal(..) | Expression::Call(..)),
        Expression::Call(..) => true,
        Expression::Chain(head, calls) => overflowing(head, calls).is_some(),
        _ => false,
    };
    match arguments {
        [only] if hugs(only) => {
            writer.push("(");
            lay_out(writer, only, 1);
            writer.push(")");
        }
        _ => {
            writer.push("(");
            write_vertical(writer, arguments);
            writer.push(")");
        }
    }
}

fn write_vertical(writer: &mut Writer, elements: &[Text]) {
    writer.indent();
    for element in elements {
        writer.new_line();
        lay_out(writer, element, 1);
        writer.push(",");
    }
    writer.dedent();
    writer.new_line();
}

/// A chain goes down link by link, unless only its last link is too long for a line.
fn write_chain(writer: &mut Writer, head: &Text, calls: &[(String, Vec<Text>)]) {
    if let Some((prefix, name, arguments)) = overflowing(head, calls) {
        writer.push(&prefix);
        writer.push(".");
        writer.push(name);
        return write_arguments(writer, arguments);
    }
    let start = writer.column();
    lay_out(writer, head, 0);
    // A head no wider than one indentation keeps the first call on its line; one that ends a block of its own keeps
    // all of them at its level.
    let block = flat(head).is_none_or(|head| start + head.chars().count() > WIDTH);
    let mut hugging = !block && writer.column().saturating_sub(start) <= INDENT;
    if !block {
        writer.indent();
    }
    for (name, arguments) in calls {
        if !hugging {
            writer.new_line();
        }
        hugging = false;
        writer.push(".");
        if is_await(name) {
            writer.push("await?");
            continue;
        }
        writer.push(name);
        match flat_list(arguments).filter(|list| writer.column() + list.chars().count() + 3 <= WIDTH) {
            Some(list) => {
                writer.push("(");
                writer.push(&list);
                writer.push(")");
            }
            None => write_arguments(writer, arguments),
        }
    }
    if !block {
        writer.dedent();
    }
}

/// A chain whose last link alone needs several lines: what is in front of it, its name and its arguments.
fn overflowing<'a>(head: &Text, calls: &'a [(String, Vec<Text>)]) -> Option<(String, &'a str, &'a [Text])> {
    let ((name, arguments), before) = calls.split_last()?;
    if flat_list(arguments).is_some() {
        return None;
    }
    Some((flat_chain(head, before)?, name, arguments))
}

fn write_slice(writer: &mut Writer, elements: &[Text]) {
    writer.push("&[");
    if let [only @ Expression::Literal(..)] = elements {
        write_broken(writer, only);
        return writer.push("]");
    }
    let flats: Option<Vec<Cow<'_, str>>> = elements.iter().map(flat).collect();
    match flats {
        Some(flats) if flats.iter().all(|element| element.chars().count() <= SHORT_ELEMENT) => {
            writer.indent();
            writer.new_line();
            writer.push_filled(flats.iter().map(AsRef::as_ref), ",", WIDTH);
            writer.dedent();
            writer.new_line();
        }
        _ => write_vertical(writer, elements),
    }
    writer.push("]");
}

fn write_literal(writer: &mut Writer, name: &str, fields: &[(Ident, Text)], rest: Option<&Text>) {
    writer.push(name);
    writer.push(" {");
    writer.indent();
    for (field, value) in fields {
        writer.new_line();
        let field = field.to_string();
        let shorthand = matches!(value, Expression::Atom(atom) if *atom == field);
        if !shorthand {
            writer.push(&field);
            writer.push(": ");
        }
        lay_out(writer, value, 1);
        writer.push(",");
    }
    if let Some(rest) = rest {
        writer.new_line();
        writer.push("..");
        lay_out(writer, rest, 0);
    }
    writer.dedent();
    writer.new_line();
    writer.push("}");
}

fn write_match(writer: &mut Writer, subject: &str, arms: &[(String, String)]) {
    writer.push("match ");
    writer.push(subject);
    writer.push(" {");
    writer.indent();
    for (pattern, value) in arms {
        writer.new_line();
        writer.push(pattern);
        writer.push(" => ");
        writer.push(value);
        writer.push(",");
    }
    writer.dedent();
    writer.new_line();
    writer.push("}");
}
