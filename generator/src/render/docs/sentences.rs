//! Sentences and inline code: the pieces that documentation is put together from.

use super::markdown::escape::ticked;
use super::markdown::{lines, visible};

/// A title or a short description: its first paragraph on one line, ending in a full stop.
pub(crate) fn sentence(text: &str) -> String {
    split(text).0
}

/// The first paragraph on one line, and what is left.
pub(crate) fn split(text: &str) -> (String, Vec<String>) {
    let mut first = lines(text);
    let rest = first.split_off(opening(&first));
    (stopped(&joined(&first)), rest.into_iter().skip_while(String::is_empty).collect())
}

/// The paragraphs of a description on one line, up to what is no prose.
pub(crate) fn paragraphs(text: &str) -> String {
    let all = lines(text);
    let mut said: Vec<String> = Vec::new();
    for paragraph in all.split(String::is_empty).filter(|paragraph| !paragraph.is_empty()) {
        if opening(paragraph) < paragraph.len() {
            break;
        }
        said.push(stopped(&joined(paragraph)));
    }
    said.join(" ")
}

/// The first sentence of doc lines that begin with prose, unless it announces what follows.
pub(crate) fn opening_sentence(lines: &[String]) -> Option<String> {
    let paragraph = joined(lines.get(..opening(lines))?);
    let (sentence, _) = first_sentence(&paragraph);
    (!sentence.is_empty() && !sentence.ends_with(':')).then(|| stopped(sentence))
}

/// Lines as one, without the marks of line breaks.
pub(crate) fn joined(lines: &[String]) -> String {
    let lines: Vec<&str> = lines.iter().map(|line| without_break(line)).collect();
    lines.join(" ")
}

fn without_break(line: &str) -> &str {
    line.strip_suffix('\\').filter(|bare| !bare.ends_with('\\')).unwrap_or(line)
}

/// How many lines the prose at the beginning has.
fn opening(lines: &[String]) -> usize {
    let plain = |line: &&String| {
        let start = line.trim_start();
        !line.is_empty()
            && !start.starts_with(['#', '|', '>', '-', '+', '='])
            && !start.starts_with("```")
            && list_marker(start).is_none()
    };
    lines.iter().take_while(plain).count()
}

/// The first sentence of a paragraph, and the others.
pub(crate) fn first_sentence(paragraph: &str) -> (&str, &str) {
    let (mut in_code, mut in_brackets, mut from) = (false, 0_usize, 0);
    for (index, _) in paragraph.match_indices(". ") {
        let (head, tail) = paragraph.split_at(index + 1);
        for byte in head.bytes().skip(from) {
            in_code ^= byte == b'`';
            in_brackets += usize::from(byte == b'[');
            in_brackets = in_brackets.saturating_sub(usize::from(byte == b']'));
        }
        from = head.len();
        if !in_code && in_brackets == 0 && begins_sentence(tail.trim_start()) && !is_abbreviation(head) {
            return (head, tail.trim_start());
        }
    }
    (paragraph, "")
}

fn begins_sentence(text: &str) -> bool {
    text.starts_with(|first: char| first.is_uppercase() || first == '`')
}

fn is_abbreviation(head: &str) -> bool {
    ["e.g.", "i.e.", "etc.", "vs.", "No.", "approx."].iter().any(|word| head.ends_with(word))
}

fn stopped(text: &str) -> String {
    let text = single_spaced(text);
    if text.is_empty() || text.ends_with(['.', '!', '?', ':', '>', '|', '`', '…']) { text } else { text + "." }
}

/// Words with one space between them.
pub(crate) fn single_spaced(text: &str) -> String {
    let is_other_space = |character: char| character != ' ' && character.is_whitespace();
    let has_more = text.starts_with(' ') || text.ends_with(' ') || text.contains("  ") || text.contains(is_other_space);
    if !has_more { text.to_owned() } else { text.split_whitespace().collect::<Vec<_>>().join(" ") }
}

/// A string as inline code, whatever is in it.
pub(crate) fn code(text: &str) -> String {
    let mut text = visible(text);
    if text.contains('\n') {
        text = text.replace('\n', " ").into();
    }
    if text.len() > 120 && text.chars().count() > 120 {
        text = text.chars().take(117).chain("...".chars()).collect();
    }
    if text.trim().is_empty() {
        return "an empty string".to_owned();
    }
    ticked(&text)
}

/// A list marker and the rest of the line.
fn list_marker(text: &str) -> Option<(&str, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let length = match text.as_bytes().get(digits) {
        Some(b'-' | b'*' | b'+') if digits == 0 => 1,
        Some(b'.' | b')') if (1..=9).contains(&digits) => digits + 1,
        _ => return None,
    };
    let (marker, rest) = text.split_at_checked(length)?;
    (rest.is_empty() || rest.starts_with(' ')).then_some((marker, rest))
}
