//! Text as Markdown that reads as the same text: what the parser, or `rustdoc`, could take for more is escaped.

use std::borrow::Cow;

/// Where a text is written.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// In the label of a link, where an address is no link of its own.
    pub(super) label: bool,
    /// In a cell of a table, which a bar would end.
    pub(super) cell: bool,
}

/// Appends a text to Markdown.
pub(super) fn text(out: &mut String, text: &str, place: Place) {
    let mut rest = text;
    while let Some(start) = rest.find(|character| SPECIAL.contains(&character)) {
        let (before, at) = rest.split_at(start);
        out.push_str(before);
        rest = special(out, at, place);
    }
    out.push_str(rest);
}

/// Escapes what could begin or end emphasis, if there is anything in the paragraph that it could end or begin with.
const DELIMITER_ESCAPE: char = '\u{1da89}';

/// A paragraph with the escapes that it takes: one delimiter alone is only a character.
pub(super) fn settled(text: &str, has_emphasis: bool) -> Cow<'_, str> {
    if !text.contains(DELIMITER_ESCAPE) {
        return text.into();
    }
    let mut settled = text.to_owned();
    for delimiter in ["*", "_", "~"] {
        let escaped = [DELIMITER_ESCAPE.to_string().as_str(), delimiter].concat();
        let is_alone = !has_emphasis && settled.matches(&escaped).count() == 1;
        settled = settled.replace(&escaped, &[if is_alone { "" } else { "\\" }, delimiter].concat());
    }
    settled.into()
}

const SPECIAL: [char; 14] = ['\\', '`', '[', ']', '<', '&', '*', '_', '~', '|', 'h', '\n', '\u{a0}', '\u{2028}'];

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

/// A run of what could begin or end emphasis. Inside a word of underscores, and between spaces, it cannot.
fn delimiters<'t>(out: &mut String, at: &'t str, delimiter: char) -> &'t str {
    let after = at.trim_start_matches(delimiter);
    let run = at.len() - after.len();
    let before = out.chars().next_back();
    let next = after.chars().next();
    let after_space = before.is_none_or(char::is_whitespace);
    // At the end of the text a mark may follow.
    let before_space = next.is_some_and(char::is_whitespace);
    let is_word = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    let harmless = match delimiter {
        '_' => is_word(before) && is_word(next) || after_space && before_space,
        '~' => run == 1 && after_space && next.is_some(),
        _ => run == 1 && after_space && before_space,
    };
    for _ in 0..run {
        out.extend((!harmless).then_some(DELIMITER_ESCAPE));
        out.push(delimiter);
    }
    after
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

/// A line of prose whose start could be taken for a list, a heading, a quotation, a table or an underline.
pub(super) fn line(line: &str) -> Cow<'_, str> {
    let bare = line.trim_end();
    let only = |allowed: &str| bare.chars().all(|character| allowed.contains(character));
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let at = match bare.as_bytes().first() {
        Some(b'#') if is_followed_by_space(bare.trim_start_matches('#')) => 0,
        Some(b'>') => 0,
        Some(b'-' | b'+' | b'*') if is_followed_by_space(bare.get(1..).unwrap_or_default()) => 0,
        Some(b'-' | b':' | b'|') if only("-:| ") && bare.contains('-') => bare.find('-').unwrap_or_default(),
        Some(b'=') if only("=") => 0,
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

/// A text between as many ticks as it takes.
pub(crate) fn ticked(text: &str) -> String {
    let ticks = "`".repeat(longest_run(text) + 1);
    let edge = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    [&ticks, edge, text, edge, &ticks].concat()
}

fn longest_run(text: &str) -> usize {
    text.split(|character| character != '`').map(str::len).max().unwrap_or(0)
}
