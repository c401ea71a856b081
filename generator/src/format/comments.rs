//! Doc comments: long lines of prose are broken as a person would; code and tables stay as they are.

use super::writer::{WIDTH, Writer};

/// Writes doc lines after a marker (`///` or `//!`), each on a line of its own.
pub(super) fn write(writer: &mut Writer, marker: &str, lines: &[String]) {
    let mut fence = 0;
    for line in lines {
        let line = &*writer.with_links(line);
        let text = line.get(prefix(line).len()..).unwrap_or_default();
        let ticks = text.bytes().take_while(|byte| *byte == b'`').count();
        let in_code = fence > 0;
        let ends = in_code && ticks >= fence && text.len() == ticks;
        let begins = !in_code && ticks >= 3 && !text.trim_start_matches('`').contains('`');
        fence = if ends {
            0
        } else if begins {
            ticks
        } else {
            fence
        };
        let room = WIDTH.saturating_sub(writer.column() + marker.len() + 1);
        if begins && writer.is_module() && is_rust(text) {
            // Such an example would be a test of the crate that the module is in.
            write_line(writer, marker, prefix(line), &["`".repeat(ticks).as_str(), "ignore"].concat());
        } else if in_code || begins || line.len() <= room || text.starts_with(['#', '|']) {
            write_line(writer, marker, "", line);
        } else {
            write_wrapped(writer, marker, line, room);
        }
    }
}

/// The opening line of a block of Rust, which may say how it is tested.
fn is_rust(opening: &str) -> bool {
    let words = opening.trim_start_matches('`').split(',').map(str::trim);
    words.into_iter().all(|word| matches!(word, "" | "rust" | "no_run" | "ignore" | "should_panic"))
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
    prefix(line).chars().map(|character| if character == '>' { '>' } else { ' ' }).collect()
}

/// What is in front of the text: indentation, markers of items, and the marks of quotations.
fn prefix(line: &str) -> &str {
    let mut rest = line;
    loop {
        let text = rest.trim_start_matches(' ');
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let after = match text.as_bytes().first() {
            Some(b'-' | b'*' | b'+' | b'>') => text.get(1..),
            Some(b'0'..=b'9') => text.get(digits..).and_then(|end| end.strip_prefix(['.', ')'])),
            _ => None,
        };
        match after.and_then(|after| after.strip_prefix(' ')) {
            Some(after) => rest = after,
            None => return line.get(..line.len() - text.len()).unwrap_or_default(),
        }
    }
}

/// The last space within the room after which a line may start; if there is none, the first one after it.
fn break_point(text: &str, room: usize) -> Option<usize> {
    let (end, last) = text.char_indices().nth(room)?;
    let (within, beyond) = text.split_at(end + if last == ' ' { 1 } else { 0 });
    // Neither indentation nor a marker is a line by itself.
    let start = prefix(text).len();
    let may_break = |at: &usize| *at >= start && text.get(at + 1..).is_some_and(starts_plainly);
    let last_within = || within.rmatch_indices(' ').map(|(at, _)| at).find(may_break);
    let first_beyond = || beyond.match_indices(' ').map(|(at, _)| within.len() + at).find(may_break);
    last_within().or_else(first_beyond)
}

/// False for a word that would mean something else at the start of a line.
fn starts_plainly(text: &str) -> bool {
    let word = text.split(' ').next().unwrap_or_default();
    let number = word.strip_suffix(['.', ')']).is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    !word.is_empty() && !number && !word.starts_with(['-', '+', '*', '#', '>', '=', '|', '~', '`', '<', ':', ' '])
        || word.starts_with('`') && !word.starts_with("``")
        || word.starts_with("<http")
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
