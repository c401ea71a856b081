//! `use` lines: sorted, one per path, broken when too long.

use super::item::Import;
use super::writer::{WIDTH, Writer};

/// Widest import on one line, and widest line of one broken into several: `rustfmt` keeps room for a semicolon and a
/// comma.
const SINGLE_WIDTH: usize = WIDTH - 2;
const LIST_WIDTH: usize = WIDTH - 1;

/// Writes blocks of imports, each after a blank line.
pub(super) fn write(writer: &mut Writer, blocks: &[Vec<Import>]) {
    for block in blocks.iter().filter(|block| block.iter().any(|import| !import.names.is_empty())) {
        writer.blank_line();
        let mut imports: Vec<&Import> = block.iter().filter(|import| !import.names.is_empty()).collect();
        imports.sort_by_key(|import| order(import));
        for import in imports {
            write_import(writer, import);
            writer.blank_line();
        }
    }
}

fn write_import(writer: &mut Writer, import: &Import) {
    let mut names: Vec<&str> = import.names.iter().map(String::as_str).collect();
    names.sort_unstable();
    names.dedup();
    if import.public {
        writer.push("pub ");
    }
    writer.push("use ");
    let path = writer.path(&import.path).into_owned();
    writer.push(&path);
    writer.push("::");
    if let [only] = names.as_slice() {
        writer.push(only);
        writer.push(";");
        return;
    }
    let joined = names.join(", ");
    writer.push("{");
    if writer.column() + joined.chars().count() + 2 <= SINGLE_WIDTH {
        writer.push(&joined);
    } else {
        writer.indent();
        writer.new_line();
        let fits = writer.column() + joined.chars().count() < WIDTH;
        writer.push_filled(names.into_iter(), ",", if fits { WIDTH } else { LIST_WIDTH });
        writer.dedent();
        writer.new_line();
    }
    writer.push("};");
}

/// The order `rustfmt` has: segment by segment, a list in braces after every name.
fn order(import: &Import) -> Vec<&str> {
    let mut segments: Vec<&str> = import.path.split("::").collect();
    match import.names.as_slice() {
        [only] => segments.push(only),
        _ => segments.push("{"),
    }
    segments
}
