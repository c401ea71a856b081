//! What a body carries, and how its bytes and its value relate.

use super::types::TypeRef;

/// How bytes and values relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum MediaKind {
    /// `application/json`, `+json`.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/*`.
    Multipart,
    /// `text/*`.
    Text,
    /// Anything else.
    Bytes,
    /// `text/event-stream`.
    EventStream,
    /// `application/jsonl`, `application/x-ndjson`, `application/json-seq`.
    JsonLines,
}

/// What a response carries.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Payload {
    /// No content.
    Empty,
    /// A value in one of the representations; `media_type` as written.
    Value {
        /// As written.
        media_type: String,
        /// How it is read.
        kind: MediaKind,
        /// Type of the value, or of one event or line.
        type_ref: TypeRef,
    },
}

impl Payload {
    /// The type of its value, or of one event or line.
    pub(crate) fn type_ref(&self) -> Option<&TypeRef> {
        match self {
            Payload::Value { type_ref, .. } => Some(type_ref),
            Payload::Empty => None,
        }
    }
}
