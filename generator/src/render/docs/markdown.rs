//! Descriptions to documentation: CommonMark in, doc lines out that `rustdoc` reads as nothing but text.
//!
//! Descriptions are data. The parser of `rustdoc` reads them, and what it found is written as Markdown again: code as
//! text, so that it is never compiled, and everything else escaped that could be read as more than it is.
//! `html` takes care of tags, `blocks` of lines and what is in front of them, `inline` and `escape` of the prose.

mod blocks;
pub(super) mod escape;
mod html;
mod inline;
mod printer;
#[cfg(test)]
mod tests;

use pulldown_cmark::{Options, Parser, TextMergeWithOffset};

use html::Markup;
use printer::Printer;

use crate::source::is_hidden;

/// Doc lines of a description; empty if it says nothing.
pub(crate) fn lines(description: &str) -> Vec<String> {
    let mut lines = if is_prose(description) { vec![description.to_owned()] } else { parsed(description) };
    // A description of one line is often written like a title.
    if let [only] = lines.as_mut_slice()
        && only.ends_with(char::is_alphanumeric)
        && !only.starts_with(['#', '|', '>', '-'])
    {
        only.push('.');
    }
    lines
}

/// A line that has no mark of Markdown, as most descriptions are. The parser takes a hundred times longer to say so.
fn is_prose(text: &str) -> bool {
    let is_plain = |byte| matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b' '..=b'"' | b'%' | b'\''..=b')' | b','..=b'/' | b':' | b';' | b'?');
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && !text.ends_with(' ')
        && text.bytes().all(is_plain)
        && !text.contains("://")
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

/// Without what a reader cannot see: controls, direction marks, and other shapes of a line break.
pub(crate) fn visible(text: &str) -> String {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return text.to_owned();
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
    visible
}
