//! [`Drift`]: one place where a response differs from what the document promises.

use std::borrow::Cow;
use std::fmt;

use serde_json::Value;

/// One place where a response differs from what the document promises.
///
/// It names the place and the kinds involved, never a value of the body; only an undeclared member, which is kept on
/// request, has its [`value`](Self::value).
#[derive(Clone, PartialEq, Eq)]
pub struct Drift {
    pub(crate) path: String,
    pub(crate) expected: Cow<'static, str>,
    pub(crate) found: Cow<'static, str>,
    pub(crate) kind: DriftKind,
    /// A number as it was found, for the error that is about it.
    pub(crate) exact: Option<Box<str>>,
    pub(crate) value: Option<Box<Value>>,
}

/// In what way a response differs from what the document promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DriftKind {
    /// Null where a value is promised.
    Null,
    /// A required member is not there.
    Missing,
    /// A value of another type or form.
    WrongType,
    /// An optional value that is left out, whole, because a part of it does not fit.
    LeftOut,
    /// An object with members, none of which is one that the document declares.
    NothingDeclared,
    /// A body of another media type.
    WrongMediaType,
    /// No body where one is promised.
    NoBody,
    /// A value that is not in the list of an enum, or fits no member of a union; told on request.
    UnknownValue,
    /// A member that the document does not declare; told on request.
    UndeclaredMember,
}

/// How closely a response has to follow the document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Strictness {
    /// Exactly.
    Strict,
    /// Whatever loses nothing and invents nothing is read.
    #[default]
    Lenient,
    /// What does not fit becomes the empty value of its place.
    Tolerant,
}

/// How a body is decoded.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct DecodeOptions {
    pub(crate) strictness: Strictness,
    /// Whether undeclared members are kept and unknown values told.
    pub(crate) keep_undeclared: bool,
}

impl DriftKind {
    /// Whether it is noted on request alone, and all that is promised is there.
    pub(crate) fn fits(self) -> bool {
        matches!(self, Self::UnknownValue | Self::UndeclaredMember)
    }
}

impl DecodeOptions {
    pub(crate) const STRICT: Self = Self { strictness: Strictness::Strict, keep_undeclared: false };
    pub(crate) const TOLERANT: Self = Self { strictness: Strictness::Tolerant, keep_undeclared: false };
}

impl Drift {
    pub(crate) fn at_root(
        kind: DriftKind,
        expected: impl Into<Cow<'static, str>>,
        found: impl Into<Cow<'static, str>>,
    ) -> Self {
        let (path, expected, found) = ("$".to_owned(), expected.into(), found.into());
        Self { path, expected, found, kind, exact: None, value: None }
    }

    /// The JSON path of the place, such as `$.results[1].id`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What the document promises there, as a phrase: "a string".
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// What was there, as a phrase: "null", "a number", "nothing".
    #[must_use]
    pub fn found(&self) -> &str {
        &self.found
    }

    /// In what way it differs.
    #[must_use]
    pub fn kind(&self) -> DriftKind {
        self.kind
    }

    /// The value of an undeclared member that was kept on request; `None` if it is too deep to be kept, or has a number
    /// out of range.
    #[must_use]
    pub fn value(&self) -> Option<&Value> {
        self.value.as_deref()
    }
}

impl fmt::Display for Drift {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: expected {}, found {}", self.path, self.expected, self.found)
    }
}

impl fmt::Debug for Drift {
    /// As the message, without the value of an undeclared member.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Drift({self})")
    }
}
