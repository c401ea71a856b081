//! Schemas to types: what a schema is, what an object, an enum or a scalar becomes.

pub(super) mod annotations;
pub(super) mod choice;
pub(super) mod composition;
pub(super) mod enums;
pub(super) mod equality;
pub(super) mod lists;
pub(super) mod own;
pub(super) mod records;
pub(super) mod scalars;
pub(super) mod shapes;
