//! [`DecodeError`]: JSON that does not fit the type it was decoded into, with every place where it does not.

use std::fmt;

use super::drift::{Drift, DriftKind};

/// JSON that does not fit the type it was decoded into.
///
/// The message names the place and the kinds involved, never a string of the body; [`excerpt`](Self::excerpt)
/// gives the surrounding text for those who may see it.
#[derive(Clone, PartialEq, Eq)]
pub struct DecodeError(Box<Details>);

#[derive(Clone, PartialEq, Eq)]
struct Details {
    /// The first is what the error is about.
    drift: Vec<Drift>,
    /// How many places made the decoding fail.
    failed: usize,
    excerpt: String,
    /// Whether the text is JSON.
    is_json: bool,
}

impl DecodeError {
    /// The error of that drift, of which the first is not empty; `position` is its place in the text.
    pub(crate) fn new(drift: Vec<Drift>, failed: usize, text: &str, position: Option<usize>) -> Self {
        let excerpt = position.map(|at| String::from_utf8_lossy(around(text.as_bytes(), at)).into_owned());
        Self(Box::new(Details { drift, failed, excerpt: excerpt.unwrap_or_default(), is_json: true }))
    }

    fn first(&self) -> Option<&Drift> {
        self.0.drift.first()
    }

    /// The JSON path of the first value that does not fit, such as `$.results[3].id`.
    #[must_use]
    pub fn path(&self) -> &str {
        self.first().map_or("$", Drift::path)
    }

    /// What would have been accepted there, as a phrase: "a string".
    #[must_use]
    pub fn expected(&self) -> &str {
        self.first().map_or("JSON", Drift::expected)
    }

    /// What was there, as a phrase: "null", "the number 1.5", "nothing".
    #[must_use]
    pub fn found(&self) -> &str {
        self.first().map_or("something else", |drift| drift.exact.as_deref().unwrap_or(&drift.found))
    }

    /// Every place that does not fit, up to some number; the one the message names comes first.
    #[must_use]
    pub fn drift(&self) -> &[Drift] {
        &self.0.drift
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
        Self::of(Drift::at_root(DriftKind::WrongType, expected.into(), found.into()))
    }

    /// The error of one place.
    pub(crate) fn of(drift: Drift) -> Self {
        Self::new(vec![drift], 1, "", None)
    }

    /// The message for a value that is part of another: without the path if it is about the whole value.
    pub(crate) fn of_value(&self) -> String {
        let message = self.to_string();
        message.strip_prefix("$: ").map_or(message.clone(), str::to_owned)
    }

    /// A success whose status the document does not declare.
    #[doc(hidden)]
    #[must_use]
    pub fn unexpected_status(declared: &[&str], status: u16) -> Self {
        Self::at_root(format!("status {}", declared.join(" or ")), format!("status {status}"))
    }

    #[cold]
    pub(crate) fn not_utf8(bytes: &[u8], error: std::str::Utf8Error) -> Self {
        let offset = error.valid_up_to();
        let mut this = Self::at_root("UTF-8 text", format!("other bytes at offset {offset}"));
        this.0.excerpt = String::from_utf8_lossy(around(bytes, offset)).into_owned();
        this.0.is_json = false;
        this
    }

    /// Text that is not JSON; `path` is where it breaks off.
    #[cold]
    pub(crate) fn not_json(error: &serde_json::Error, path: String, text: &str) -> Self {
        let (expected, found) = syntax(error, text);
        let offset = offset(text, error.line(), error.column());
        let drift = Drift { path, ..Drift::at_root(DriftKind::WrongType, expected, found) };
        let mut this = Self::new(vec![drift], 1, text, Some(offset));
        this.0.is_json = false;
        this
    }

    /// Whether a tolerant reading gives more than an empty value: what does not fit are parts of the body.
    pub(crate) fn is_about_parts(&self) -> bool {
        self.0.is_json && self.path() != "$"
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: expected {}, found {}", self.path(), self.expected(), self.found())?;
        match self.0.failed {
            0 | 1 => Ok(()),
            failed => write!(formatter, " (and {} more)", failed - 1),
        }
    }
}

impl fmt::Debug for DecodeError {
    /// As the message: the excerpt does not belong into logs.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "DecodeError({self})")
    }
}

impl std::error::Error for DecodeError {}

/// Words for text that is not JSON at all.
fn syntax(error: &serde_json::Error, text: &str) -> (String, String) {
    if text.trim().is_empty() {
        return ("JSON".to_owned(), "nothing".to_owned());
    }
    if error.is_eof() {
        return ("JSON".to_owned(), "the end of the text".to_owned());
    }
    // The parser's messages are of its own grammar ("expected `,`"); only the meaningful ones are kept.
    let message = error.to_string();
    let (expected, found) = if message.starts_with("recursion limit exceeded") {
        ("at most 128 levels", "more levels")
    } else if message.starts_with("trailing characters") {
        ("the end of the text", "more text")
    } else if message.starts_with("number out of range") {
        ("a number", "a number out of range")
    } else {
        ("JSON", no_number(text, offset(text, error.line(), error.column())).unwrap_or("a syntax error"))
    };
    (expected.to_owned(), format!("{found} at line {} column {}", error.line(), error.column()))
}

/// What some servers write for numbers that JSON does not have, where the text breaks off; the parser may have read its
/// first characters.
fn no_number(text: &str, offset: usize) -> Option<&'static str> {
    const WORDS: [&str; 3] = ["-Infinity", "Infinity", "NaN"];
    let starts = (offset.saturating_sub(2)..=offset).filter_map(|start| text.get(start..));
    starts.filter_map(|rest| WORDS.into_iter().find(|word| rest.starts_with(word))).next()
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
