//! Values in JSON: the [`Model`] trait, decoding, encoding and the types of formats.
//!
//! A model has no decoding code of its own. It provides typed *slots* to fill and typed *views* to read; one visitor
//! and one serializer, compiled once, do the rest.

mod base64;
mod base64_codec;
mod choice;
mod containers;
mod conversions;
mod cursor;
mod datetime;
mod decimal;
mod decode;
mod decode_error;
mod drift;
mod encode;
mod hash;
mod inspect;
mod iso_duration;
mod json;
mod keys;
mod kind;
mod leaves;
mod limits;
mod lossless;
mod members;
mod nullable;
mod one_or_many;
mod open_enum;
mod order;
mod own;
mod part;
mod reader;
mod record;
mod recovery;
mod regroup;
mod serde_source;
mod slot;
mod source;
mod subject;
mod target;
mod text;
mod trace;
mod tuples;
mod union;
mod uuid;
mod walk;
mod wide;
mod written;
mod written_keys;

pub use base64::Base64;
pub use datetime::{Date, DateTime, Time};
pub use decimal::Decimal;
pub use decode::{decode, decode_value};
pub use decode_error::DecodeError;
pub use drift::{Drift, DriftKind};
pub use encode::{EncodeError, encode};
pub use iso_duration::IsoDuration;
pub use kind::Model;
pub(crate) use limits::parameter_violation;
pub use limits::{Violation, Violations};
pub use nullable::Nullable;
pub use one_or_many::OneOrMany;
pub use own::{Own, OwnError};
pub use text::InvalidText;
pub use uuid::Uuid;
pub use wide::DecimalNumber;

pub(crate) use base64_codec::Encoded;
pub(crate) use decode::decode_into;
pub(crate) use drift::{DecodeOptions, Strictness};
pub(crate) use encode::{encode_ref, encode_request};
pub(crate) use part::part;
pub(crate) use written::{additional, each_member};

/// What `record!`, `open_enum!` and `union!` expand to.
pub(crate) mod machinery {
    pub use super::decode::deserialize;
    pub use super::encode::serialize;
    pub use super::hash::hash;
    pub use super::inspect::{debug, equal};
    pub use super::kind::{CloneField, Generated, ModelKind, RecordKind, UnionKind, empty};
    pub use super::limits::{Limit, TypeLimits, validate};
    pub use super::open_enum::{EnumKind, IntegerEnumKind, OpenEnum, OpenIntegerEnum};
    pub use super::record::{Mark, RecordDescriptor, Tag};
    pub use super::slot::{
        IntegerSlot, NumberSlot, Record, RefsFn, Slot, SlotList, SlotMap, SlotOneOrMany, SlotOptional, SlotsFn,
        TextSlot, Union, ValueRef,
    };
    pub use super::tuples::{Places, Values};
    pub use super::union::{Constant, JsonType, UnionDescriptor, VariantRule};
}
