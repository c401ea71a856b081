//! What is decided about the fields of a record: how each may be absent.

use crate::ir::{Field, Record, Usage, query};
use crate::names::RustIdent;

/// A field with everything that is decided about it.
pub(crate) struct Column<'a> {
    pub(crate) field: &'a Field,
    pub(crate) rust_name: &'a RustIdent,
    pub(crate) presence: Presence,
}

/// The columns of a record.
pub(crate) fn columns<'a>(names: &'a [RustIdent], record: &'a Record, usage: Usage) -> Vec<Column<'a>> {
    let columns = record.fields.iter().zip(names);
    columns.map(|(field, rust_name)| Column { field, rust_name, presence: presence(field, usage) }).collect()
}

/// How a field says that it may be absent or null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// Always there and never null.
    Required,
    /// `Option`, left out when `None`.
    Optional,
    /// `Option`, written as null when `None`.
    Nullable,
    /// `Nullable`: absent, null or a value.
    ThreeWay,
}

/// How a field of a type with this usage may be absent or null.
pub(crate) fn presence(field: &Field, usage: Usage) -> Presence {
    match (field.required, field.nullable) {
        (true, false) => Presence::Required,
        (true, true) => Presence::Nullable,
        (false, true) if query::has_three_states(field, usage) => Presence::ThreeWay,
        (false, _) => Presence::Optional,
    }
}
