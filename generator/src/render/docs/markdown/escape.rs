//! Text as Markdown that reads as the same text: what the parser, or `rustdoc`, could take for more is escaped.

use std::borrow::Cow;

/// Where a string is written.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// In the label of a link, where an address is no link of its own.
    pub(super) label: bool,
    /// In a cell of a table, which a bar would end.
    pub(super) cell: bool,
}

/// Appends a string to Markdown.
pub(super) fn text(out: &mut String, text: &str, place: Place) {
    let mut rest = text;
    while let Some((before, at)) = next_special(rest).and_then(|start| rest.split_at_checked(start)) {
        out.push_str(before);
        rest = special(out, at, place);
    }
    out.push_str(rest);
}

/// The first character that may need more than to be copied.
fn next_special(text: &str) -> Option<usize> {
    let text = text.as_bytes();
    text.iter().enumerate().position(|(at, byte)| match byte {
        b'\\' | b'`' | b'[' | b']' | b'<' | b'&' | b'*' | b'_' | b'~' | b'|' | b'\n' => true,
        b'h' => text.get(at..).is_some_and(|rest| rest.starts_with(b"http")),
        // What the spaces beyond ASCII begin with.
        0xc2 | 0xe2 => true,
        _ => false,
    })
}

/// Writes what is at the start and returns what is left.
fn special<'t>(out: &mut String, at: &'t str, place: Place) -> &'t str {
    let mut characters = at.chars();
    let Some(first) = characters.next() else { return at };
    let rest = characters.as_str();
    let next = characters.next();
    let escaped = match first {
        '`' | '[' | ']' => true,
        '\\' => next.is_none_or(|next| next.is_ascii_punctuation() || next.is_whitespace()),
        '<' => next.is_some_and(|next| next.is_alphabetic() || matches!(next, '/' | '!' | '?')),
        '&' => is_entity(rest),
        '|' => place.cell,
        '*' | '_' | '~' => return delimiters(out, at, first),
        'h' if !place.label => return address(out, at).unwrap_or_else(|| plain(out, first, rest)),
        '\n' | '\u{a0}' | '\u{2028}' => return plain(out, if first == '\n' { '\n' } else { ' ' }, rest),
        _ => false,
    };
    if escaped {
        out.push('\\');
    }
    plain(out, first, rest)
}

fn plain<'t>(out: &mut String, character: char, rest: &'t str) -> &'t str {
    out.push(character);
    rest
}

/// `&amp;` would be read as `&`.
fn is_entity(rest: &str) -> bool {
    let length = rest.bytes().take(32).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    length > 0 && rest.as_bytes().get(length) == Some(&b';')
}

/// A run of what could begin or end emphasis (CommonMark, section 6.2). Until the paragraph is complete, a character in
/// front says which of these it could do.
fn delimiters<'t>(out: &mut String, at: &'t str, delimiter: char) -> &'t str {
    let after = at.trim_start_matches(delimiter);
    let (before, next) = (out.chars().next_back().unwrap_or(' '), after.chars().next());
    let (opens, closes) = match next {
        Some(next) if is_plain(before) && is_plain(next) => could(delimiter, before, next),
        // A mark may follow.
        _ => (true, true),
    };
    let mark = match (opens, closes) {
        (true, true) => Some(EITHER),
        (true, false) => Some(OPENS),
        (false, true) => Some(CLOSES),
        (false, false) => None,
    };
    at.chars().take(at.len() - after.len()).for_each(|delimiter| out.extend(mark.into_iter().chain([delimiter])));
    after
}

const OPENS: char = '\u{1da88}';
const CLOSES: char = '\u{1da89}';
const EITHER: char = '\u{1da8a}';

/// False for characters that are punctuation only to those who have the tables of Unicode.
fn is_plain(character: char) -> bool {
    character.is_ascii() || character.is_alphanumeric() || character.is_whitespace()
}

/// Whether a run between two characters could begin emphasis, and whether it could end it.
fn could(delimiter: char, before: char, next: char) -> (bool, bool) {
    let (mark_before, mark_next) = (before.is_ascii_punctuation(), next.is_ascii_punctuation());
    let left = !next.is_whitespace() && (!mark_next || before.is_whitespace() || mark_before);
    let right = !before.is_whitespace() && (!mark_before || next.is_whitespace() || mark_next);
    match delimiter {
        '_' => (left && (!right || mark_before), right && (!left || mark_next)),
        _ => (left, right),
    }
}

/// A paragraph with the escapes that it takes: a delimiter is only a character if nothing begins or ends with it.
pub(super) fn settled(text: &str, emphasis: &str) -> String {
    let (mut open, mut paired) = (String::new(), emphasis.to_owned());
    let mut last = None;
    for (index, mark) in text.match_indices([OPENS, CLOSES, EITHER]) {
        let after = text.get(index + mark.len()..).unwrap_or_default();
        let Some(delimiter) = after.chars().next() else { continue };
        // A run does not begin and end the same emphasis.
        if last.replace((index + mark.len() + 1, delimiter)) == Some((index, delimiter)) {
            continue;
        }
        if !mark.starts_with(OPENS) && open.contains(delimiter) && !paired.contains(delimiter) {
            paired.push(delimiter);
        }
        if !mark.starts_with(CLOSES) && !open.contains(delimiter) {
            open.push(delimiter);
        }
    }
    let mut parts = text.split([OPENS, CLOSES, EITHER]);
    let mut settled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        settled.push_str(if part.starts_with(|delimiter| paired.contains(delimiter)) { "\\" } else { "" });
        settled.push_str(part);
    }
    settled
}

/// A bare address becomes a link; one with a placeholder becomes code, for it leads nowhere as it is.
fn address<'t>(out: &mut String, at: &'t str) -> Option<&'t str> {
    if !is_web(at) || out.chars().next_back().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let ends =
        |character: char| character.is_whitespace() || !character.is_ascii() || "<>\"'`[]|\\^*".contains(character);
    let address = at.get(..at.find(ends).unwrap_or(at.len()))?;
    let address = without_punctuation(address);
    let is_template = address.contains(['{', '}']);
    let host = address.split_once("//").map_or("", |(_, host)| host);
    if host.is_empty() {
        return None;
    }
    out.push(if is_template { '`' } else { '<' });
    out.push_str(address);
    out.push(if is_template { '`' } else { '>' });
    at.get(address.len()..)
}

/// An address without the marks of the sentence around it.
fn without_punctuation(address: &str) -> &str {
    let count = |bracket: char| address.matches(bracket).count();
    let mut surplus = count(')').saturating_sub(count('('));
    let is_end = |character: char| match character {
        ')' if surplus > 0 => {
            surplus -= 1;
            true
        }
        other => ".,;:!?".contains(other),
    };
    address.trim_end_matches(is_end)
}

pub(super) fn is_web(target: &str) -> bool {
    target.starts_with("https://") || target.starts_with("http://")
}

/// The target of a link, with what would end it early in percent-encoding.
pub(super) fn target(target: &str) -> String {
    let balanced = target.matches('(').count() == target.matches(')').count() && !target.contains(")(");
    let mut encoded = String::with_capacity(target.len());
    for character in target.chars() {
        match character {
            '(' | ')' if balanced => encoded.push(character),
            '(' => encoded.push_str("%28"),
            ')' => encoded.push_str("%29"),
            ' ' | '\n' => encoded.push_str("%20"),
            '<' => encoded.push_str("%3C"),
            '>' => encoded.push_str("%3E"),
            '"' => encoded.push_str("%22"),
            '\\' => encoded.push_str("%5C"),
            '`' => encoded.push_str("%60"),
            '|' => encoded.push_str("%7C"),
            '[' => encoded.push_str("%5B"),
            ']' => encoded.push_str("%5D"),
            other => encoded.push(other),
        }
    }
    encoded
}

/// A line of prose whose start could be taken for a list, a heading, a quotation, code, a table or an underline.
pub(super) fn line(line: &str) -> Cow<'_, str> {
    let bare = line.trim_end();
    let only = |allowed: &str| bare.chars().all(|character| allowed.contains(character));
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let at = match bare.as_bytes().first() {
        Some(b'#') if is_followed_by_space(bare.trim_start_matches('#')) => 0,
        Some(b'>') => 0,
        Some(b'~') if bare.starts_with("~~~") => 0,
        Some(b'-' | b'+' | b'*') if is_followed_by_space(bare.get(1..).unwrap_or_default()) => 0,
        Some(b'-' | b':' | b'|') if only("-:| ") && bare.contains('-') => bare.find('-').unwrap_or_default(),
        Some(b'=') if only("=") => 0,
        Some(b'*') if only("* ") => 0,
        Some(b'_') if only("_ ") => 0,
        Some(b'.' | b')') | None => return line.into(),
        _ if (1..=9).contains(&digits) && is_marker_end(bare.get(digits..).unwrap_or_default()) => digits,
        _ => return line.into(),
    };
    let (before, after) = line.split_at(at);
    [before, "\\", after].concat().into()
}

fn is_followed_by_space(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(' ')
}

fn is_marker_end(rest: &str) -> bool {
    rest.strip_prefix(['.', ')']).is_some_and(is_followed_by_space)
}

/// A string between as many ticks as it takes.
pub(crate) fn ticked(text: &str) -> String {
    let ticks = "`".repeat(longest_run(text) + 1);
    let edge = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    [&ticks, edge, text, edge, &ticks].concat()
}

fn longest_run(text: &str) -> usize {
    if !text.contains('`') {
        return 0;
    }
    text.split(|character| character != '`').map(str::len).max().unwrap_or(0)
}
