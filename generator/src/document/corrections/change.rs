//! A place of the document with what is there afterwards.

use serde_json::Value;

use crate::source::JsonPointer;

/// A change of one place.
#[derive(Debug)]
pub(super) struct Change {
    pub(super) place: JsonPointer,
    /// The place of what it is a copy of, with what is changed: a shared part that one operation has otherwise.
    pub(super) copy_of: Option<JsonPointer>,
    pub(super) value: Value,
}
