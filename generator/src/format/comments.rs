//! Doc comments: long lines of prose are broken as a person would; code and tables stay as they are.

use super::writer::{WIDTH, Writer};

/// Writes doc lines behind a marker (`///` or `//!`), each on a line of its own.
pub(super) fn write(writer: &mut Writer, marker: &str, lines: &[String]) {
    let mut in_code = false;
    for line in lines {
        let fence = line.trim_start().trim_start_matches(['-', '*', '+', ' ']).starts_with("```");
        let room = WIDTH.saturating_sub(writer.column() + marker.len() + 1);
        let as_it_is = fence || in_code || line.len() <= room || line.starts_with(['#', '|']);
        in_code ^= fence;
        if as_it_is {
            write_line(writer, marker, "", line);
        } else {
            write_wrapped(writer, marker, line, room);
        }
    }
}

fn write_line(writer: &mut Writer, marker: &str, indent: &str, text: &str) {
    writer.push(marker);
    if !text.is_empty() {
        writer.push(" ");
        writer.push(indent);
        writer.push(text);
    }
    writer.new_line();
}

fn write_wrapped(writer: &mut Writer, marker: &str, line: &str, room: usize) {
    let hanging = hanging(line);
    let mut indent = "";
    let mut rest = line;
    loop {
        let Some(at) = break_point(rest, room.saturating_sub(indent.len())) else {
            return write_line(writer, marker, indent, rest);
        };
        let (head, tail) = rest.split_at(at);
        write_line(writer, marker, indent, head.trim_end());
        rest = tail.trim_start();
        indent = &hanging;
    }
}

/// What further lines begin with, so that they belong to the same list item or quotation.
fn hanging(line: &str) -> String {
    let column = content_column(line);
    let quote = line.get(column..).is_some_and(|text| text.starts_with("> "));
    " ".repeat(column) + if quote { "> " } else { "" }
}

/// Where the text of a list item starts.
fn content_column(line: &str) -> usize {
    let spaces = line.len() - line.trim_start_matches(' ').len();
    let text = line.get(spaces..).unwrap_or_default();
    let word = text.split(' ').next().unwrap_or_default();
    let number = word.strip_suffix(['.', ')']).is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    if matches!(word, "-" | "*" | "+") || number && !word.is_empty() { spaces + word.len() + 1 } else { spaces }
}

/// The last space within the room behind which a line may start; if there is none, the first one after it.
fn break_point(text: &str, room: usize) -> Option<usize> {
    if text.chars().count() <= room {
        return None;
    }
    let mut best = None;
    let spaces = text.char_indices().enumerate().filter(|(_, (_, character))| *character == ' ');
    for (column, (index, _)) in spaces {
        if column > room && best.is_some() {
            break;
        }
        let before = text.get(..index).unwrap_or_default();
        let next = text.get(index + 1..).unwrap_or_default();
        if !before.trim().is_empty() && starts_plainly(next) && !is_marker(before) {
            best = Some(index);
        }
    }
    best
}

/// False for a word that would mean something else at the start of a line.
fn starts_plainly(text: &str) -> bool {
    let word = text.split(' ').next().unwrap_or_default();
    let number = word.strip_suffix(['.', ')']).is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    !word.is_empty() && !number && !word.starts_with(['-', '+', '*', '#', '>', '=', '|', '~', '`', '<', ':', ' '])
        || word.starts_with('`') && !word.starts_with("``")
        || word.starts_with("<http")
}

fn is_marker(text: &str) -> bool {
    hanging(&[text, " "].concat()).len() > text.len()
}

#[cfg(test)]
mod tests {
    use super::{WIDTH, Writer, write};

    fn wrapped(line: &str) -> String {
        let mut writer = Writer::default();
        write(&mut writer, "///", &[line.to_owned()]);
        writer.finish()
    }

    #[test]
    fn prose_is_broken_between_words() {
        let text = wrapped(&["- ", &"some words ".repeat(20)].concat());
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH));
        assert!(text.lines().skip(1).all(|line| line.starts_with("///   some") || line.starts_with("///   words")));
    }

    #[test]
    fn a_quotation_is_marked_on_every_line() {
        let text = wrapped(&["> ", &"some words ".repeat(20)].concat());
        assert!(text.lines().count() > 1 && text.lines().all(|line| line.starts_with("/// > ")));
        let text = wrapped(&["  - > ", &"some words ".repeat(20)].concat());
        assert!(text.lines().count() > 1 && text.lines().skip(1).all(|line| line.starts_with("///     > ")));
        let address = ["https://example.com/", &"x".repeat(150)].concat();
        assert_eq!(wrapped(&["> ", &address].concat()), ["/// > ", &address, "\n"].concat());
    }

    #[test]
    fn a_break_makes_no_list_or_heading() {
        let text = wrapped(&"word - # 1. ".repeat(20));
        assert!(text.lines().all(|line| line.starts_with("/// word")));
    }

    #[test]
    fn what_has_no_spaces_stays_whole() {
        let long = "x".repeat(150);
        assert_eq!(wrapped(&long), ["/// ", &long, "\n"].concat());
    }
}
