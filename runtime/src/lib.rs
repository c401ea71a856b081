//! The hand-written half of every client that `clientgen` generates.
//!
//! Generated crates hold data: models as tables, operations as descriptors. Everything that is the same for
//! every API lives here. Users of a generated client meet these types through its re-exports.

#![forbid(unsafe_code)]

pub mod model;
mod param;

pub use model::{
    Base64, Date, DateTime, DecodeError, InvalidText, Model, Nullable, OneOrMany, Time,
};
pub use param::ParamValue;
pub use serde_json::Value;

/// What only generated code needs; no part of it is covered by semantic versioning.
#[doc(hidden)]
pub mod codegen {
    pub use serde;
    pub use serde_json::Value;

    pub use crate::model::Model;
    pub use crate::model::machinery::*;
    pub use crate::param::{ParamValue, list};
    pub use crate::{open_enum, open_integer_enum, record, union};
}
