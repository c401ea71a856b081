//! What travels as JSON: the [`Model`] trait, decoding, encoding and the leaf types.
//!
//! A model never carries decoding code of its own. It hands out typed *slots* to be filled and typed
//! *references* to be read; one visitor and one serializer, compiled once, do the rest.

mod base64;
mod containers;
mod conversions;
mod datetime;
mod decimal;
mod decode;
mod decode_error;
mod encode;
mod inspect;
mod iso_duration;
mod json;
mod leaves;
mod members;
mod nullable;
mod one_or_many;
mod open_enum;
mod order;
mod record;
mod slot;
mod text;
mod union;
mod uuid;

pub use base64::Base64;
pub use datetime::{Date, DateTime, Time};
pub use decimal::Decimal;
pub use decode::{decode, decode_value};
pub use decode_error::DecodeError;
pub use encode::{EncodeError, encode};
pub use iso_duration::IsoDuration;
pub use nullable::Nullable;
pub use one_or_many::OneOrMany;
pub use text::InvalidText;
pub use uuid::Uuid;

pub(crate) use base64::Encoded;
pub(crate) use datetime::days;
pub(crate) use decode::decode_into;
pub(crate) use encode::encode_ref;

/// Machinery behind `record!`, `open_enum!` and `union!`.
pub(crate) mod machinery {
    pub use super::decode::deserialize;
    pub use super::encode::serialize;
    pub use super::inspect::{debug, equal};
    pub use super::open_enum::{EnumKind, IntegerEnumKind, OpenEnum, OpenIntegerEnum};
    pub use super::record::{Field, Record, RecordDescriptor, RecordKind, RefsFn, SlotsFn, secret};
    pub use super::slot::{
        IntegerSlot, Items, Slot, SlotList, SlotMap, SlotOneOrMany, SlotOptional, TextSlot, ValueRef,
    };
    pub use super::union::{Constant, JsonType, Union, UnionDescriptor, UnionKind, VariantRule, tagged};
    pub use super::{Generated, ModelKind};
}

use slot::{Slot, ValueRef};

/// A value that travels as JSON: it can be decoded into and encoded from.
///
/// Implemented for every generated type, for the leaf types of this crate, and for `String`, numbers,
/// `bool`, [`Value`](serde_json::Value), `Option`, `Vec` and `BTreeMap<String, _>` of models, and `Box` of generated
/// types.
pub trait Model: Sized {
    /// A value to decode into; what it holds before decoding is never seen by a caller.
    #[doc(hidden)]
    fn empty() -> Self;

    /// The place the shared visitor writes to.
    #[doc(hidden)]
    fn slot(&mut self) -> Slot<'_>;

    /// The place for a value of this type or null.
    #[doc(hidden)]
    #[inline]
    fn optional_slot(place: &mut Option<Self>) -> Slot<'_> {
        Slot::Optional(place)
    }

    /// The view the shared serializer reads from.
    #[doc(hidden)]
    fn view(&self) -> ValueRef<'_>;

    /// What a response without a body decodes to; `None` if that is an error.
    #[doc(hidden)]
    fn absent() -> Option<Self> {
        None
    }
}

/// A type that a macro of this crate makes a model; boxes of it are models too.
#[doc(hidden)]
pub trait Generated: Sized {
    /// What it is.
    type Kind: ModelKind<Self>;
}

/// How the values of a kind of types are handed to the walk, said once for all of them.
#[doc(hidden)]
pub trait ModelKind<T> {
    /// As [`Model::empty`].
    fn empty() -> T;
    /// As [`Model::slot`].
    fn slot(value: &mut T) -> Slot<'_>;
    /// As [`Model::view`].
    fn view(value: &T) -> ValueRef<'_>;
}

impl<T: Generated> Model for T {
    #[inline]
    fn empty() -> Self {
        T::Kind::empty()
    }
    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        T::Kind::slot(self)
    }
    #[inline]
    fn view(&self) -> ValueRef<'_> {
        T::Kind::view(self)
    }
}
