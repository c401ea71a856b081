//! The text being written, with its indentation.

use std::borrow::Cow;

use proc_macro2::TokenStream;

use super::tokens;

/// Widest line.
pub(super) const WIDTH: usize = 100;
/// Columns per level.
pub(super) const INDENT: usize = 4;

/// A string that grows line by line.
#[derive(Debug, Default)]
pub(super) struct Writer {
    text: String,
    level: usize,
    line_start: usize,
    /// The path to the root of the code, if that is a module of a crate.
    root: Option<String>,
}

impl Writer {
    /// A writer with room for a file of that many bytes.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), ..Self::default() }
    }

    /// Writes for a module of a crate instead of a crate: paths begin at this one.
    pub(super) fn below(self, root: String) -> Self {
        Self { root: Some(root), ..self }
    }

    /// The code is a module of a crate.
    pub(super) fn is_module(&self) -> bool {
        self.root.is_some()
    }

    /// A path of the crate as it is written in this file.
    pub(super) fn path<'p>(&self, path: &'p str) -> Cow<'p, str> {
        match (&self.root, path.strip_prefix("crate")) {
            (Some(root), Some(rest)) if rest.is_empty() || rest.starts_with("::") => Cow::Owned([root, rest].concat()),
            _ => Cow::Borrowed(path),
        }
    }

    /// A line of documentation, with links as they are in this file.
    pub(super) fn with_links<'p>(&self, line: &'p str) -> Cow<'p, str> {
        match &self.root {
            Some(root) if line.contains("](crate::") => {
                Cow::Owned(line.replace("](crate::", &["](", root, "::"].concat()))
            }
            _ => Cow::Borrowed(line),
        }
    }

    /// The finished text.
    pub(super) fn finish(self) -> String {
        self.text
    }

    /// Writes on the current line.
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Writes tokens on the current line.
    pub(super) fn push_tokens(&mut self, stream: TokenStream) {
        tokens::write(&mut self.text, stream);
    }

    /// Ends the line and indents the next.
    pub(super) fn new_line(&mut self) {
        self.text.push('\n');
        self.line_start = self.text.len();
        for _ in 0..self.level {
            self.text.push_str("    ");
        }
    }

    /// Ends the line; the next stays empty so far.
    pub(super) fn blank_line(&mut self) {
        self.text.push('\n');
        self.line_start = self.text.len();
    }

    /// One level in, from the next line on.
    pub(super) fn indent(&mut self) {
        self.level += 1;
    }

    /// One level out, from the next line on.
    pub(super) fn dedent(&mut self) {
        self.level = self.level.saturating_sub(1);
    }

    /// Columns a new line starts with.
    pub(super) fn indentation(&self) -> usize {
        self.level * INDENT
    }

    /// Columns used on the current line.
    pub(super) fn column(&self) -> usize {
        self.text.get(self.line_start..).map_or(0, |line| line.chars().count())
    }

    /// Writes words separated by commas, as many on a line as fit; `last` follows the last word.
    pub(super) fn push_filled<'a>(&mut self, words: impl Iterator<Item = &'a str>, last: &str, width: usize) {
        let mut words = words.peekable();
        let mut first = true;
        while let Some(word) = words.next() {
            let mark = if words.peek().is_some() { "," } else { last };
            if !first {
                if self.column() + 1 + word.chars().count() + mark.len() > width {
                    self.new_line();
                } else {
                    self.push(" ");
                }
            }
            self.push(word);
            self.push(mark);
            first = false;
        }
    }
}
