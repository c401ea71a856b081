//! Descriptions to documentation: CommonMark in, doc lines out, which `rustdoc` reads as text and nothing else.
//!
//! Descriptions are data. The parser of `rustdoc` reads them, and what it found is written as Markdown again. Code is
//! marked as text, so that it is never compiled, and what could be read as more than text is escaped.
//! `html` takes care of tags, `blocks` of lines and what is in front of them, `inline` and `escape` of the prose.

mod blocks;
pub(super) mod escape;
mod html;
mod inline;
mod printer;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use pulldown_cmark::{Options, Parser, TextMergeWithOffset};

use html::Markup;
use printer::Printer;

use crate::source::{is_each, is_hidden};

/// Doc lines of a description; empty if it says nothing.
pub(crate) fn lines(description: &str) -> Vec<String> {
    let mut lines = if is_prose(description) {
        vec![description.to_owned()]
    } else if is_address(description) {
        vec![["<", description, ">"].concat()]
    } else {
        parsed(description)
    };
    // A description of one line is often written like a title, without a full stop.
    if let [only] = lines.as_mut_slice()
        && only.ends_with(char::is_alphanumeric)
        && !only.starts_with(['#', '|', '>', '-'])
    {
        only.push('.');
    }
    lines
}

/// Whether a string is one line without marks of Markdown, as most descriptions are. The parser takes a hundred times
/// longer to find that out.
fn is_prose(text: &str) -> bool {
    let is_plain = |byte| matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b' '..=b'"' | b'%' | b'\''..=b')' | b','..=b'/' | b':' | b';' | b'?');
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && !text.ends_with(' ')
        && text.bytes().all(is_plain)
        && !text.contains("://")
}

/// Whether a string is a plain address, as those of further documentation are.
fn is_address(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'/' | b'#');
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_alphanumeric()))
        && text.ends_with(|last: char| last.is_ascii_alphanumeric() || last == '/')
        && rest.is_some_and(|rest| rest.bytes().all(is_plain))
}

fn parsed(description: &str) -> Vec<String> {
    let visible = visible(description);
    let markup = Markup::new(&visible);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut printer = Printer::new(&markup);
    for (event, range) in TextMergeWithOffset::new(Parser::new_ext(&markup.text, options).into_offset_iter()) {
        printer.event(event, range);
    }
    printer.finish()
}

/// The text without what a reader cannot see: control characters and direction marks. Line breaks of other forms become
/// `\n`, and tabs spaces.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if is_each(text, |byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return text.into();
    }
    let mut visible = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\u{2028}' | '\u{2029}' => visible.push('\n'),
            '\t' => visible.push_str("    "),
            hidden if is_hidden(hidden) || html::is_mark(hidden) => {}
            other => visible.push(other),
        }
    }
    visible.into()
}
