//! What went wrong while decoding, and where: the trace kept during the walk and the error made of it.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;

use super::order::Orders;

/// JSON that does not fit the type it was decoded into.
///
/// The message names the place and the kinds involved, never a value of the body; [`excerpt`](Self::excerpt)
/// gives the surrounding text for those who may see it.
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
    /// The JSON path of the value that does not fit, such as `$.results[3].id`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// What would have been accepted there, as a phrase: "a string".
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.0.expected
    }

    /// What was there, as a phrase: "null", "the number 1.5", "nothing".
    #[must_use]
    pub fn found(&self) -> &str {
        &self.0.found
    }

    /// The text around the place, at most some eighty bytes; empty where the place is not known.
    ///
    /// It is a piece of the response and as confidential as that.
    #[must_use]
    pub fn excerpt(&self) -> &str {
        &self.0.excerpt
    }

    /// An error at the root of the body.
    #[must_use]
    pub fn at_root(expected: impl Into<String>, found: impl Into<String>) -> Self {
        Self(Box::new(Details {
            path: "$".to_owned(),
            expected: expected.into(),
            found: found.into(),
            excerpt: String::new(),
        }))
    }

    /// A success whose status the document does not declare.
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
    /// As the message: the excerpt does not belong into logs.
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

/// Whether a key can stand in a path without quotes.
fn is_plain(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|character| character.is_alphanumeric() || character == '_')
}

/// What one decoding remembers: what failed and, while the error travels up, where; and the orders it has seen.
#[derive(Debug, Default)]
pub(crate) struct Trace {
    failure: RefCell<Failure>,
    pub(crate) orders: Orders,
}

#[derive(Debug, Default)]
struct Failure {
    /// Innermost first.
    segments: Vec<Segment>,
    mismatch: Option<(String, String)>,
}

impl Trace {
    /// Notes what does not fit and makes the error that will travel up.
    #[cold]
    pub(crate) fn mismatch<E: serde::de::Error>(&self, expected: String, found: String) -> E {
        let error = E::custom(format_args!("expected {expected}, found {found}"));
        self.failure.borrow_mut().mismatch.get_or_insert((expected, found));
        error
    }

    /// Notes one step on the way up.
    #[cold]
    pub(crate) fn push(&self, segment: Segment) {
        self.failure.borrow_mut().segments.push(segment);
    }

    /// The error of a decoding that has failed on `text`.
    #[cold]
    pub(crate) fn into_error(self, error: &serde_json::Error, text: &str) -> DecodeError {
        let path = self.path();
        let (expected, found) = self.failure.into_inner().mismatch.unwrap_or_else(|| syntax(error, text));
        let offset = offset(text, error.line(), error.column());
        let excerpt = String::from_utf8_lossy(around(text.as_bytes(), offset)).into_owned();
        DecodeError(Box::new(Details { path, expected, found, excerpt }))
    }

    /// Adds the path to an error of another format, unless the failure is at the root.
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

/// Words for text that is not JSON at all.
fn syntax(error: &serde_json::Error, text: &str) -> (String, String) {
    if text.trim().is_empty() {
        return ("JSON".to_owned(), "nothing".to_owned());
    }
    if error.is_eof() {
        return ("JSON".to_owned(), "the end of the text".to_owned());
    }
    // The parser's messages are of its own grammar ("expected `,`"); only those with a meaning to others are told.
    let message = error.to_string();
    let (expected, found) = if message.starts_with("recursion limit exceeded") {
        ("at most 128 levels", "more of them")
    } else if message.starts_with("trailing characters") {
        ("the end of the text", "more of it")
    } else if message.starts_with("number out of range") {
        ("a number", "one out of range")
    } else {
        ("JSON", "a mistake")
    };
    (expected.to_owned(), format!("{found} at line {} column {}", error.line(), error.column()))
}

/// The byte offset of a position as serde_json counts it: lines from 1, columns in bytes from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    (start + column.saturating_sub(1)).min(text.len())
}

/// Some bytes on both sides of an offset.
fn around(bytes: &[u8], offset: usize) -> &[u8] {
    const BEFORE: usize = 48;
    const AFTER: usize = 32;
    let end = offset.saturating_add(AFTER).min(bytes.len());
    &bytes[offset.saturating_sub(BEFORE).min(end)..end]
}
