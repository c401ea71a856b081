//! Operations that take longer than a call: where to ask, what ends them, where their result is.

use super::operation_id::OperationId;
use super::payload::Payload;

/// How an operation tells that it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Waiting {
    /// Where to ask.
    pub poll: PollPlace,
    /// What says that it is done.
    pub end: EndSign,
    /// Property path of what the server says about a failure.
    pub error: Option<Vec<String>>,
    /// Where the result is.
    pub result_place: ResultPlace,
    /// What the result is.
    pub result: Payload,
}

/// Where to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PollPlace {
    /// The URL in the first of these headers that a response has.
    Headers(Vec<String>),
    /// Property path of the URL in the body.
    Url(Vec<String>),
    /// The path of an operation.
    Operation {
        /// Its id.
        id: OperationId,
        /// Its path; a parameter that may have slashes is `{+name}`.
        template: String,
        /// Its parameters, each with the property path of its value in the first response; without any, it is the
        /// parameter of that name of the call.
        inputs: Vec<(String, Option<Vec<String>>)>,
    },
}

/// What says that an operation is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum EndSign {
    /// A status of success other than 202.
    HttpStatus,
    /// Property path of a boolean that is true in the end.
    Flag(Vec<String>),
    /// A string that is one of some values in the end.
    Status {
        /// Its property path.
        path: Vec<String>,
        /// Values of a success.
        succeeded: Vec<String>,
        /// Values of a failure.
        failed: Vec<String>,
    },
}

/// Where the result of an operation is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ResultPlace {
    /// Property path in the last body; empty: all of it.
    Body(Vec<String>),
    /// The URL that a header had.
    Header(String),
    /// Property path of the URL in the last body.
    Url(Vec<String>),
    /// The URL of the call itself.
    Call,
}
