//! The changes between two documents, as every view shows them. Data.

use super::difference::Reach;
use super::level::{Rust, Wire};

/// All changes between two documents.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// The name of the document before.
    pub before: String,
    /// The name of the document after.
    pub after: String,
    /// The version of the client before.
    pub version: String,
    /// The version that the changes ask for.
    pub next_version: String,
    /// The changes, the most important ones first.
    pub changes: Vec<Change>,
    /// Lines of the surface that are gone.
    pub surface_before: Vec<String>,
    /// Lines of the surface that are new.
    pub surface_after: Vec<String>,
}

/// What made a change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cause {
    /// The description of the API.
    #[default]
    Description,
    /// The overrides file.
    Overrides,
    /// The generator, which now names or renders the old document differently.
    Generator,
}

impl Cause {
    /// The word of the reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Description => "description",
            Self::Overrides => "overrides",
            Self::Generator => "generator",
        }
    }
}

/// One change.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// The rule, for `explain`.
    pub id: &'static str,
    /// 16 hexadecimal digits that stay the same when other things change.
    pub fingerprint: String,
    /// One line.
    pub title: String,
    /// What made it.
    pub cause: Cause,
    /// What it means for requests.
    pub request: Wire,
    /// What it means for responses.
    pub response: Wire,
    /// What it means for code.
    pub rust: Rust,
    /// Old code compiles and means something else.
    pub silent: bool,
    /// Where it is written before.
    pub before: Vec<ChangePlace>,
    /// Where it is written after.
    pub after: Vec<ChangePlace>,
    /// Operations and events that it reaches.
    pub reach: Vec<Reach>,
    /// What it was.
    pub was: String,
    /// What it is.
    pub now: String,
    /// Why it means that.
    pub why: String,
    /// Lines of Rust before, after `- `, and after, after `+ `.
    pub migration: String,
    /// Somebody has approved it.
    pub approved: bool,
    /// What old code may have that it is about.
    pub touches: Vec<Touch>,
    /// Lines of programs that it touches, once they were looked for.
    pub hits: Vec<Hit>,
}

/// Something that programs have, and that a change is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Touch {
    /// A call: `users().list(..)`.
    Method {
        /// The accessor of the group.
        accessor: String,
        /// The method.
        method: String,
    },
    /// A call with a setter: `users().list().per_page(..)`.
    Setter {
        /// The accessor of the group.
        accessor: String,
        /// The method.
        method: String,
        /// The setter.
        setter: String,
    },
    /// A call without a setter, which takes a default.
    Without {
        /// The accessor of the group.
        accessor: String,
        /// The method.
        method: String,
        /// The setter.
        setter: String,
    },
    /// A path: `User::new`, `UserStatus::Active`, `User`.
    Path(String),
    /// A field or a setter of a model.
    Member {
        /// The model.
        owner: String,
        /// The field or the setter.
        name: String,
    },
}

impl Touch {
    /// A call of a method.
    pub(super) fn method(accessor: &str, method: &str) -> Self {
        Self::Method { accessor: accessor.to_owned(), method: method.to_owned() }
    }
}

/// A line of a program.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// The file as it was named.
    pub file: String,
    /// The line, counted from one.
    pub line: usize,
}

impl Change {
    /// Where a person looks for it: in the new document, but in the old one for what was removed.
    pub(super) fn shown_place(&self) -> Option<&ChangePlace> {
        let is_gone = self.id.ends_with("-removed");
        let (first, second) = if is_gone { (&self.before, &self.after) } else { (&self.after, &self.before) };
        first.first().or(second.first())
    }

    /// What it means on the wire: the worse of both directions.
    pub fn wire(&self) -> Wire {
        self.request.max(self.response)
    }

    /// True if it is about descriptions and examples alone.
    pub fn is_documentation(&self) -> bool {
        self.id == "documentation"
    }
}

/// A place in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChangePlace {
    /// The file as it was named.
    pub file: String,
    /// The line, counted from one.
    pub line: usize,
    /// The column, counted from one.
    pub column: usize,
    /// The line and some after it, each with its number; for people.
    pub excerpt: Vec<(usize, String)>,
}

impl Comparison {
    /// What all changes together mean for requests.
    pub fn request(&self) -> Wire {
        self.changes.iter().map(|change| change.request).max().unwrap_or_default()
    }

    /// What all changes together mean for responses.
    pub fn response(&self) -> Wire {
        self.changes.iter().map(|change| change.response).max().unwrap_or_default()
    }

    /// What all changes together mean on the wire.
    pub fn wire(&self) -> Wire {
        self.request().max(self.response())
    }

    /// What all changes together mean for code.
    pub fn rust(&self) -> Rust {
        self.changes.iter().map(|change| change.rust).max().unwrap_or_default()
    }

    /// Marks the change whose fingerprint begins so; false if there is none, or several.
    pub fn approve(&mut self, beginning: &str) -> bool {
        let mut found = self.changes.iter_mut().filter(|change| change.fingerprint.starts_with(beginning));
        let (Some(change), None) = (found.next(), found.next()) else { return false };
        change.approved = true;
        true
    }

    /// True if some change compiles and means something else.
    pub fn silent(&self) -> bool {
        self.changes.iter().any(|change| change.silent)
    }
}
