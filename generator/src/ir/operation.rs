//! Operations, parameters, bodies and responses.

use serde_json::Value;

use super::ids::{GroupId, ServerId};
use super::location::ParameterLocation;
use super::method::Method;
use super::operation_id::OperationId;
use super::paging::Paging;
use super::payload::{MediaKind, Payload};
use super::security::Requirement;
use super::seldom::Seldom;
use super::types::{Annotations, Bounds, Docs, TypeRef};
use super::waiting::Waiting;
use crate::source::JsonPointer;

/// One HTTP method on one path.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    /// `operationId`, or one derived from method and path.
    pub id: OperationId,
    /// The document gave no (usable) `operationId`.
    pub id_is_derived: bool,
    /// What the document calls its method, if it does.
    pub given_name: Option<String>,
    /// Place of the operation.
    pub pointer: JsonPointer,
    /// The method.
    pub method: Method,
    /// The path template, parameters as `{name}`.
    pub path: String,
    /// The template in pieces.
    pub segments: Vec<PathSegment>,
    /// The group it belongs to.
    pub group: GroupId,
    /// All its tags.
    pub tags: Vec<String>,
    /// Summary, description, deprecation.
    pub docs: Docs,
    /// Where the document says this came from, and how sure it is.
    pub source: Option<String>,
    /// Parameters: path parameters in template order first, then the others in document order.
    pub parameters: Vec<Parameter>,
    /// Request body.
    pub body: Option<Body>,
    /// Names of body properties that become arguments of the method (override); empty: the body is one argument.
    pub body_arguments: Vec<String>,
    /// Responses in document order.
    pub responses: Vec<Response>,
    /// What the method returns.
    pub success: Success,
    /// Media types to accept, best first; empty when no response has content.
    pub accept: Vec<String>,
    /// The value of `Content-Type` where the body has none, or the same with further parameters.
    pub content_type: Option<String>,
    /// The server set it is sent to.
    pub server: ServerId,
    /// One of these must be satisfied; empty: public.
    pub security: Vec<Requirement>,
    /// How to get further pages.
    pub paging: Option<Paging>,
    /// How it tells that it is done, if it takes longer than a call.
    pub waiting: Option<Waiting>,
    /// It is another operation once more, asking for another representation.
    pub alternative: Option<Alternative>,
    /// May be sent again even though the method alone does not say so (`x-idempotent`, override).
    pub idempotent: Option<bool>,
    /// The header of its idempotency key.
    pub idempotency_key: Option<String>,
}

/// The same request as another operation's, for another representation of the response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Alternative {
    /// The operation.
    pub of: OperationId,
    /// The media type to ask for, as written.
    pub media_type: String,
    /// What its name ends with.
    pub word: String,
}

/// A piece of a path template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PathSegment {
    /// Literal text, slashes included.
    Literal(String),
    /// A parameter.
    Parameter(String),
}

/// A named input.
#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    /// Name on the wire.
    pub wire_name: String,
    /// What the document calls it in a client, if it does.
    pub given_name: Option<String>,
    /// Where it goes.
    pub location: ParameterLocation,
    /// How it is written.
    pub encoding: ParameterEncoding,
    /// Must be given.
    pub required: bool,
    /// Type of the value.
    pub type_ref: TypeRef,
    /// `default` of the schema.
    pub default: Option<Box<Value>>,
    /// Limits of the value.
    pub bounds: Seldom<Bounds>,
    /// Documentation.
    pub docs: Docs,
}

/// How a parameter is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ParameterEncoding {
    /// By a style.
    Style {
        /// The style.
        style: ParameterStyle,
        /// Lists and objects as separate parameters.
        explode: bool,
        /// Reserved characters are not escaped.
        allow_reserved: bool,
    },
    /// As text of this media type (JSON).
    Content(String),
    /// As a string that is text of this media type already.
    Text(String),
}

/// Styles of OpenAPI 3.0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ParameterStyle {
    /// `;color=blue`
    Matrix,
    /// `.blue`
    Label,
    /// `color=blue`
    Form,
    /// `blue`
    Simple,
    /// `a%20b`
    SpaceDelimited,
    /// `a|b`
    PipeDelimited,
    /// `color[R]=100`
    DeepObject,
}

/// A request body.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    /// Must be sent.
    pub required: bool,
    /// CommonMark.
    pub description: Option<String>,
    /// Representations, best first; never empty.
    pub media: Vec<BodyMedia>,
}

/// One representation of a request body.
#[derive(Clone, Debug)]
pub(crate) struct BodyMedia {
    /// As written, e.g. `application/json`.
    pub media_type: String,
    /// How it is written.
    pub kind: MediaKind,
    /// Type of the value ([`TypeRef::Bytes`] for binary, [`TypeRef::String`] for text).
    pub type_ref: TypeRef,
    /// Parts of a multipart form, or properties of an URL-encoded one, that are not written the default way.
    pub parts: Vec<Part>,
    /// An example value.
    pub example: Option<Value>,
    /// What its schema says, where no type of its own says it.
    pub annotations: Option<Box<Annotations>>,
}

/// How one property of a form is written (`encoding`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// Property of the body's schema.
    pub wire_name: String,
    /// Media type of the part.
    pub content_type: Option<String>,
    /// A file: bytes with a name.
    pub file: bool,
    /// Its style, where it has one of its own.
    pub style: Option<ParameterStyle>,
    /// Items and members separately, where it has a style of its own.
    pub explode: Option<bool>,
}

/// A documented response.
#[derive(Clone, Debug)]
pub(crate) struct Response {
    /// Which statuses it describes.
    pub status: StatusMatch,
    /// CommonMark.
    pub description: String,
    /// Its best supported representation.
    pub payload: Payload,
    /// What the schema of the body says, where no type of its own says it.
    pub body: Option<Box<Annotations>>,
    /// An example of the body of a success.
    pub example: Option<Value>,
    /// Documented headers.
    pub headers: Vec<Header>,
}

/// Which statuses a response describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum StatusMatch {
    /// One status.
    Code(u16),
    /// `4XX`: the hundreds digit.
    Range(u8),
    /// Every other.
    Default,
}

impl StatusMatch {
    /// True for the statuses of a success.
    pub(crate) fn is_success(self) -> bool {
        matches!(self, Self::Code(200..=299) | Self::Range(2))
    }
}

/// A documented response header.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    /// Name.
    pub wire_name: String,
    /// Type.
    pub type_ref: TypeRef,
    /// Always sent.
    pub required: bool,
    /// CommonMark.
    pub description: Option<String>,
    /// What its schema says, and its example.
    pub annotations: Option<Box<Annotations>>,
}

/// What a method returns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Success {
    /// Nothing.
    Empty,
    /// The same payload whatever the 2xx status.
    One(Payload),
    /// A payload, or nothing (204).
    Optional(Payload),
    /// Different payloads by status.
    ByStatus(Vec<SuccessCase>),
}

impl Success {
    /// What it answers with, if that is the same for every status that has content.
    pub(crate) fn payload(&self) -> Option<&Payload> {
        match self {
            Success::One(payload) | Success::Optional(payload) => Some(payload),
            Success::Empty | Success::ByStatus(_) => None,
        }
    }
}

/// One success status and its payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SuccessCase {
    /// Status.
    pub status: StatusMatch,
    /// Payload.
    pub payload: Payload,
}

/// What error responses decode into, over the whole API.
#[derive(Clone, Debug, Default)]
pub(crate) enum ErrorBodies {
    /// No error response has a JSON schema.
    #[default]
    None,
    /// All have the same.
    One(TypeRef),
    /// Several: decided by operation and status. Each is a JSON type; operations list their cases.
    Several {
        /// The distinct types.
        types: Vec<TypeRef>,
        /// For each operation (by index): status and index into `types`.
        cases: Vec<Vec<ErrorCase>>,
    },
}

/// Which error type a status decodes into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct ErrorCase {
    /// Status.
    pub status: StatusMatch,
    /// Index into the distinct types.
    pub body: usize,
}
