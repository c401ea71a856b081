//! The place that a correction is about.

use serde_json::Value;

use super::subject::Subject;
use crate::source::JsonPointer;

/// The place of what is corrected.
#[derive(Clone, Debug)]
pub(super) struct Target {
    pub(super) subject: Subject,
    pub(super) place: JsonPointer,
    /// Where it is written, if the place only refers to it, or inherits it.
    pub(super) copy_of: Option<JsonPointer>,
    /// Where the path item has the parameter, which it has for all its operations.
    pub(super) inherited: Option<JsonPointer>,
    /// A part that others share and the operation refers to, in which the place is.
    pub(super) shared: Option<Shared>,
    /// The name of a parameter that is to be added.
    pub(super) name: String,
    /// The operation that it belongs to.
    pub(super) operation: Option<JsonPointer>,
}

/// A part of an operation that is written elsewhere.
#[derive(Clone, Debug)]
pub(super) struct Shared {
    /// The place of the reference.
    pub(super) place: JsonPointer,
    /// The place of what it refers to.
    pub(super) written: JsonPointer,
}

impl Target {
    pub(super) fn new(subject: Subject, place: JsonPointer) -> Target {
        Target { subject, place, copy_of: None, inherited: None, shared: None, name: String::new(), operation: None }
    }

    /// The value; null if it is not there yet.
    pub(super) fn value(&self, root: &Value) -> Value {
        root.pointer(self.copy_of.as_ref().unwrap_or(&self.place).as_str()).cloned().unwrap_or_default()
    }
}
