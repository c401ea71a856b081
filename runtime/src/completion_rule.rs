//! [`Waiting`]: how an operation that takes long tells that it is done, as generated code declares it.
//!
//! Places in a body are JSON pointers (RFC 6901); an empty one is the whole body.

/// Where to ask how far an operation is, what says that it is done, and where its result is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub(crate) poll: PollPlace,
    pub(crate) end: EndSign,
    /// The pointer to what the server says about a failure.
    pub(crate) error: Option<&'static str>,
    pub(crate) result: ResultPlace,
}

/// Where to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PollPlace {
    /// The URL in the first of these headers that a response has.
    Headers(&'static [&'static str]),
    /// The URL in the body.
    Url(&'static str),
    /// A path below the server. `{name}` is a value as one segment, `{+name}` one that may have slashes.
    Path(&'static str, &'static [PollInput]),
}

/// The name of a value in the path to ask at, and the pointer to it in the first response; without a pointer, it is the
/// path parameter of that name of the call itself.
pub(crate) type PollInput = (&'static str, Option<&'static str>);

/// What says that an operation is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EndSign {
    /// Any status of success but 202.
    HttpStatus,
    /// A boolean in the body that is true.
    Flag(&'static str),
    /// A string in the body, which is one of some if it is done, and one of others if it has failed.
    Status { pointer: &'static str, succeeded: &'static [&'static str], failed: &'static [&'static str] },
}

/// Where the result of an operation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ResultPlace {
    /// In the body that says that it is done.
    Body(&'static str),
    /// At the URL that a header had.
    Header(&'static str),
    /// At a URL in the body that says that it is done.
    Url(&'static str),
    /// At the URL of the call itself.
    Same,
}

impl Waiting {
    const fn at(poll: PollPlace) -> Self {
        Self { poll, end: EndSign::HttpStatus, error: None, result: ResultPlace::Body("") }
    }

    /// It is asked for at the URL in the first of these headers that a response has.
    #[must_use]
    pub const fn by_header(names: &'static [&'static str]) -> Self {
        Self::at(PollPlace::Headers(names))
    }

    /// It is asked for at a URL in the body.
    #[must_use]
    pub const fn by_url(pointer: &'static str) -> Self {
        Self::at(PollPlace::Url(pointer))
    }

    /// It is asked for at a path below the server, in which values of the first response or of the call are put.
    #[must_use]
    pub const fn by_path(template: &'static str, inputs: &'static [(&'static str, Option<&'static str>)]) -> Self {
        Self::at(PollPlace::Path(template, inputs))
    }

    /// It is done if a boolean is true.
    #[must_use]
    pub const fn done(self, pointer: &'static str) -> Self {
        Self { end: EndSign::Flag(pointer), ..self }
    }

    /// It is done, or has failed, if a string is one of these, whatever their case.
    #[must_use]
    pub const fn status(
        self,
        pointer: &'static str,
        succeeded: &'static [&'static str],
        failed: &'static [&'static str],
    ) -> Self {
        Self { end: EndSign::Status { pointer, succeeded, failed }, ..self }
    }

    /// Sets where the server says what went wrong. Without a status, it has failed if there is something.
    #[must_use]
    pub const fn error(self, pointer: &'static str) -> Self {
        Self { error: Some(pointer), ..self }
    }

    /// The result is a part of the last body.
    #[must_use]
    pub const fn result(self, pointer: &'static str) -> Self {
        Self { result: ResultPlace::Body(pointer), ..self }
    }

    /// The result is at the URL that a header had.
    #[must_use]
    pub const fn result_at_header(self, name: &'static str) -> Self {
        Self { result: ResultPlace::Header(name), ..self }
    }

    /// The result is at a URL in the last body.
    #[must_use]
    pub const fn result_at_url(self, pointer: &'static str) -> Self {
        Self { result: ResultPlace::Url(pointer), ..self }
    }

    /// The result is at the URL of the call itself.
    #[must_use]
    pub const fn result_at_same(self) -> Self {
        Self { result: ResultPlace::Same, ..self }
    }
}
