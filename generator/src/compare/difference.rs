//! A difference between two documents, before it is known where it can be met. Data.

use super::level::{Rust, Wire};
use super::rules::Rule;
use crate::source::JsonPointer;

/// Which way something travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// From the client to the server.
    Request,
    /// From the server to the client.
    Response,
}

impl Direction {
    /// The word of the reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
        }
    }
}

/// An operation or event that is reached, and which way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reach {
    /// `GET /users`, or the name of an event.
    pub operation: String,
    /// Which way.
    pub direction: Direction,
}

/// The operations that a difference reaches.
#[derive(Clone, Debug)]
pub(super) enum Met {
    /// Those that use this pair of schemas.
    Pair(usize),
    /// These.
    At(Vec<Reach>),
}

/// One difference.
#[derive(Clone, Debug)]
pub(super) struct Difference {
    pub(super) rule: &'static Rule,
    /// What it is about: `User.email`, `GET /users, query perPage`.
    pub(super) subject: String,
    /// What happened, after the subject.
    pub(super) words: String,
    pub(super) was: String,
    pub(super) now: String,
    pub(super) before: Option<JsonPointer>,
    pub(super) after: Option<JsonPointer>,
    pub(super) request: Wire,
    pub(super) response: Wire,
    /// What it means for code at least, whatever the two clients look like.
    pub(super) rust: Rust,
    /// Old code compiles and means something else.
    pub(super) silent: bool,
    pub(super) met: Met,
}

impl Difference {
    /// A difference with what its rule says.
    pub(super) fn new(rule: &str, subject: &str, words: impl Into<String>, met: Met) -> Self {
        let rule = Rule::known(rule);
        Self {
            rule,
            subject: subject.to_owned(),
            words: words.into(),
            was: String::new(),
            now: String::new(),
            before: None,
            after: None,
            request: rule.request,
            response: rule.response,
            rust: Rust::None,
            silent: rule.silent,
            met,
        }
    }

    /// The values before and after, as people write them.
    pub(super) fn values(mut self, was: impl Into<String>, now: impl Into<String>) -> Self {
        (self.was, self.now) = (was.into(), now.into());
        self
    }

    /// Where it is written.
    pub(super) fn places(mut self, before: Option<JsonPointer>, after: Option<JsonPointer>) -> Self {
        (self.before, self.after) = (before, after);
        self
    }

    /// What it means, where that is not what the rule says in general.
    pub(super) fn levels(mut self, request: Wire, response: Wire) -> Self {
        (self.request, self.response) = (request, response);
        self
    }

    /// Old code compiles and means something else, if that is so.
    pub(super) fn silently(mut self, is_silent: bool) -> Self {
        self.silent |= is_silent;
        self
    }

    /// Old code cannot do any more what it did, if that is so, and compiles.
    pub(super) fn lost(mut self, is_lost: bool) -> Self {
        if is_lost {
            (self.rust, self.silent) = (Rust::Major, true);
        }
        self
    }

    /// The same difference, milder, because the thing was deprecated before.
    pub(super) fn after_deprecation(mut self, was_deprecated: bool) -> Self {
        if was_deprecated {
            self.words += "; it was deprecated before";
            (self.request, self.response) = (self.request.milder(), self.response.milder());
        }
        self
    }
}
