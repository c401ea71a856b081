//! `oneOf`, `anyOf` and hierarchies: the members of a union and how they are distinguished.

pub(super) mod candidates;
pub(super) mod discrimination;
pub(super) mod members;
pub(super) mod merging;
pub(super) mod subtypes;
pub(super) mod tags;
