//! What is wrong with one value of the document: data that `examples` fills in.

use foldhash::HashSet;

use super::evidence::Difference;
use crate::source::JsonPointer;

/// A value that does not match its schema.
#[derive(Clone, Debug)]
pub(crate) struct Mismatch {
    /// The place of the value, from the example.
    pub(crate) at: JsonPointer,
    /// It is about the name of a member, not about its value.
    pub(crate) about_key: bool,
    /// One sentence.
    pub(crate) says: String,
    /// Required members that are missing; the sentence is about the first.
    pub(crate) missing: Vec<String>,
    /// What would be accepted.
    pub(crate) help: Option<String>,
    /// The value is accepted, but the type of the client has no field for it.
    pub(crate) is_surplus: bool,
    /// The schema that says it.
    pub(crate) schema: JsonPointer,
}

/// The direction in which a value goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Direction {
    /// It is sent by the client.
    Request,
    /// It is received by the client.
    Response,
    /// The schema alone does not say it.
    #[default]
    Either,
}

/// The mismatches of one value.
#[derive(Debug, Default)]
pub(super) struct Mismatches {
    pub(super) direction: Direction,
    pub(super) list: Vec<Mismatch>,
    /// Schemas and differences that are in the list; the second item of an array says nothing new.
    pub(super) known: HashSet<(usize, Difference)>,
}
