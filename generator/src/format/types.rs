//! Types, tuple variants and `impl` headers that are too long for a line.

use super::writer::{INDENT, WIDTH, Writer};

/// Widest tuple that stays on one line.
const TUPLE_WIDTH: usize = 60;

/// Writes the type of a field: on the line, on the next line, or opened at its generics; one more column follows.
pub(super) fn write_field_type(writer: &mut Writer, text: &str) {
    let width = text.chars().count() + 1;
    if writer.column() + 1 + width <= WIDTH {
        writer.push(" ");
        writer.push(text);
    } else if writer.indentation() + INDENT + width <= WIDTH {
        writer.indent();
        writer.new_line();
        writer.push(text);
        writer.dedent();
    } else {
        writer.push(" ");
        write_opened(writer, text);
    }
}

/// Writes a type where it starts, opened at its generics if it does not fit. The comma after it may stick out.
pub(super) fn write_type(writer: &mut Writer, text: &str) {
    // `rustfmt` does not count the keyword of an argument that is `impl Trait`.
    let uncounted = if text.contains(": impl ") { "impl".len() } else { 0 };
    let tuple = text.split_once("= (").and_then(|(head, rest)| Some((head, rest.strip_suffix(')')?)));
    if let Some((head, items)) =
        tuple.filter(|(head, items)| !head.contains('<') && items.chars().count() > TUPLE_WIDTH)
    {
        write_tuple(writer, head, items);
    } else if writer.column() + text.chars().count() <= WIDTH + uncounted {
        writer.push(text);
    } else {
        write_opened(writer, text);
    }
}

/// Writes `Item = (A, B)` with a line for each member.
fn write_tuple(writer: &mut Writer, head: &str, items: &str) {
    writer.push(head);
    writer.push("= (");
    writer.indent();
    for item in arguments(items) {
        writer.new_line();
        write_type(writer, item);
        writer.push(",");
    }
    writer.dedent();
    writer.new_line();
    writer.push(")");
}

/// Writes `Name(Payload)`; one more column follows.
pub(super) fn write_variant(writer: &mut Writer, text: &str) {
    match text.strip_suffix(')').and_then(|text| text.split_once('(')) {
        Some((name, payload)) if writer.column() + text.chars().count() >= WIDTH => {
            writer.push(name);
            writer.push("(");
            writer.indent();
            writer.new_line();
            write_type(writer, payload);
            writer.push(",");
            writer.dedent();
            writer.new_line();
            writer.push(")");
        }
        _ => writer.push(text),
    }
}

/// Writes `impl Trait for Type {`, the second half on a line of its own if needed.
pub(super) fn write_impl_header(writer: &mut Writer, target: &str) {
    writer.push("impl ");
    match target.split_once(" for ") {
        Some((implemented, name)) if writer.column() + target.chars().count() + 2 > WIDTH => {
            writer.push(implemented);
            writer.indent();
            writer.new_line();
            writer.push("for ");
            writer.push(name);
            writer.dedent();
            writer.new_line();
            writer.push("{");
        }
        _ => {
            writer.push(target);
            writer.push(" {");
        }
    }
}

/// `Option<` and `>` around arguments on lines of their own.
fn write_opened(writer: &mut Writer, text: &str) {
    let Some((head, inner)) = text.strip_suffix('>').and_then(|text| text.split_once('<')) else {
        return writer.push(text);
    };
    writer.push(head);
    writer.push("<");
    writer.indent();
    for argument in arguments(inner) {
        writer.new_line();
        write_type(writer, argument);
        writer.push(",");
    }
    writer.dedent();
    writer.new_line();
    writer.push(">");
}

/// The arguments between angle brackets, split at the commas of their own level.
fn arguments(inner: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let mut start = 0;
    let mut found = Vec::new();
    for (index, character) in inner.char_indices() {
        match character {
            '<' | '(' => depth += 1,
            '>' | ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                found.extend(inner.get(start..index).map(str::trim));
                start = index + 1;
            }
            _ => {}
        }
    }
    found.extend(inner.get(start..).map(str::trim));
    found
}
