//! [`DecodeError`], and the trace from which it is made: what did not fit, and where.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;

use super::order::Orders;

/// The reason why JSON does not fit a type.
///
/// The message names the place, what was expected and what was found, never a value of the body;
/// [`excerpt`](Self::excerpt) returns the JSON around the place, which may be confidential.
#[derive(Clone, PartialEq, Eq)]
pub struct DecodeError(Box<Details>);

#[derive(Clone, PartialEq, Eq)]
struct Details {
    path: String,
    expected: String,
    found: String,
    excerpt: String,
}

impl DecodeError {
    /// Returns the JSON path of the value that does not fit, such as `$.results[3].id`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// Returns what would be accepted there, as a phrase: "a string".
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.0.expected
    }

    /// Returns what was found there, as a phrase: "null", "the number 1.5", "nothing".
    #[must_use]
    pub fn found(&self) -> &str {
        &self.0.found
    }

    /// Returns the JSON around the place, about eighty bytes at most; empty if the place is not known.
    ///
    /// It is part of the response, and as confidential as the response.
    #[must_use]
    pub fn excerpt(&self) -> &str {
        &self.0.excerpt
    }

    /// Creates an error at the root of the body.
    #[must_use]
    pub fn at_root(expected: impl Into<String>, found: impl Into<String>) -> Self {
        Self(Box::new(Details {
            path: "$".to_owned(),
            expected: expected.into(),
            found: found.into(),
            excerpt: String::new(),
        }))
    }

    /// Creates an error for a success whose status the document does not declare.
    #[doc(hidden)]
    #[must_use]
    pub fn unexpected_status(declared: &[&str], status: u16) -> Self {
        Self::at_root(format!("status {}", declared.join(" or ")), format!("status {status}"))
    }

    pub(crate) fn not_utf8(bytes: &[u8], error: std::str::Utf8Error) -> Self {
        let offset = error.valid_up_to();
        let mut this = Self::at_root("UTF-8 text", format!("other bytes at offset {offset}"));
        this.0.excerpt = String::from_utf8_lossy(around(bytes, offset)).into_owned();
        this
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Details { path, expected, found, .. } = &*self.0;
        write!(formatter, "{path}: expected {expected}, found {found}")
    }
}

impl fmt::Debug for DecodeError {
    /// Prints the message; the excerpt must not appear in logs.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "DecodeError({self})")
    }
}

impl std::error::Error for DecodeError {}

/// One step of a JSON path.
#[derive(Debug)]
pub(crate) enum Segment {
    Key(Cow<'static, str>),
    Index(usize),
}

impl fmt::Display for Segment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Index(index) => write!(formatter, "[{index}]"),
            Self::Key(key) if is_plain(key) => write!(formatter, ".{key}"),
            Self::Key(key) => write!(formatter, "[{key:?}]"),
        }
    }
}

/// Whether a key is written in a path without quotes.
fn is_plain(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|character| character.is_alphanumeric() || character == '_')
}

/// The state of one decoding: what failed, the path to it as far as the error was returned, and the orders of fields.
#[derive(Debug, Default)]
pub(crate) struct Trace {
    failure: RefCell<Failure>,
    pub(crate) orders: Orders,
}

#[derive(Debug, Default)]
struct Failure {
    /// The innermost first.
    segments: Vec<Segment>,
    mismatch: Option<(String, String)>,
}

impl Trace {
    /// Records what does not fit, and creates the error to return.
    #[cold]
    pub(crate) fn mismatch<E: serde::de::Error>(&self, expected: String, found: String) -> E {
        let error = E::custom(format_args!("expected {expected}, found {found}"));
        self.failure.borrow_mut().mismatch.get_or_insert((expected, found));
        error
    }

    /// Records one segment of the path while the error is returned.
    #[cold]
    pub(crate) fn push(&self, segment: Segment) {
        self.failure.borrow_mut().segments.push(segment);
    }

    /// Makes the error of a decoding of `text` that has failed.
    #[cold]
    pub(crate) fn into_error(self, error: &serde_json::Error, text: &str) -> DecodeError {
        let path = self.path();
        let (expected, found) = self.failure.into_inner().mismatch.unwrap_or_else(|| syntax(error, text));
        let offset = offset(text, error.line(), error.column());
        let excerpt = String::from_utf8_lossy(around(text.as_bytes(), offset)).into_owned();
        DecodeError(Box::new(Details { path, expected, found, excerpt }))
    }

    /// Adds the path to an error of another format, unless it is at the root.
    #[cold]
    pub(crate) fn with_path<E: serde::de::Error>(&self, error: E) -> E {
        if self.failure.borrow().segments.is_empty() {
            error
        } else {
            E::custom(format_args!("{}: {error}", self.path()))
        }
    }

    fn path(&self) -> String {
        let mut path = "$".to_owned();
        for segment in self.failure.borrow().segments.iter().rev() {
            path.push_str(&segment.to_string());
        }
        path
    }
}

/// What was expected and what was found, for text that is not JSON.
fn syntax(error: &serde_json::Error, text: &str) -> (String, String) {
    if text.trim().is_empty() {
        return ("JSON".to_owned(), "nothing".to_owned());
    }
    if error.is_eof() {
        return ("JSON".to_owned(), "the end of the text".to_owned());
    }
    // Most messages of the parser are about its own grammar ("expected `,`"); only the meaningful ones are kept.
    let message = error.to_string();
    let (expected, found) = if message.starts_with("recursion limit exceeded") {
        ("at most 128 levels", "more levels")
    } else if message.starts_with("trailing characters") {
        ("the end of the text", "more text")
    } else if message.starts_with("number out of range") {
        ("a number", "a number out of range")
    } else {
        ("JSON", "a syntax error")
    };
    (expected.to_owned(), format!("{found} at line {} column {}", error.line(), error.column()))
}

/// The byte offset of a position of serde_json, which counts lines from 1 and columns in bytes from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    (start + column.saturating_sub(1)).min(text.len())
}

/// The bytes around an offset.
fn around(bytes: &[u8], offset: usize) -> &[u8] {
    const BEFORE: usize = 48;
    const AFTER: usize = 32;
    let end = offset.saturating_add(AFTER).min(bytes.len());
    &bytes[offset.saturating_sub(BEFORE).min(end)..end]
}
