//! [`Model`], and how a generated type becomes one: its kind implements the trait for all types of that kind.

use super::slot::{Record, Slot, Union, ValueRef};

/// A value that can be decoded from JSON and encoded as JSON.
///
/// Implemented for every generated type, for the formats of this crate such as [`DateTime`](crate::DateTime), and for
/// `String`, numbers, `bool`, [`Value`](serde_json::Value), `Option`, `Vec` and `BTreeMap<String, _>` of models, and
/// `Box` of generated types.
pub trait Model: Sized {
    /// A value to decode into; a caller never sees what it holds before that.
    #[doc(hidden)]
    fn empty() -> Self;

    /// The place that the shared visitor writes to.
    #[doc(hidden)]
    fn slot(&mut self) -> Slot<'_>;

    /// The place for a value of this type or null.
    #[doc(hidden)]
    #[inline]
    fn optional_slot(place: &mut Option<Self>) -> Slot<'_> {
        Slot::Optional(place)
    }

    /// The view that the shared serializer reads.
    #[doc(hidden)]
    fn view(&self) -> ValueRef<'_>;

    /// As `slot`, by a name that no setter has; `record!` calls it on fields.
    #[doc(hidden)]
    #[inline]
    fn __slot(&mut self) -> Slot<'_> {
        self.slot()
    }

    /// As `view`, by a name that no setter has.
    #[doc(hidden)]
    #[inline]
    fn __view(&self) -> ValueRef<'_> {
        self.view()
    }

    /// The value of a response without a body; `None` if a body is required.
    #[doc(hidden)]
    fn absent() -> Option<Self> {
        None
    }
}

/// `clone` by a name that no setter has; `record!` calls it on fields.
#[doc(hidden)]
pub trait CloneField: Clone {
    /// As `clone`.
    #[inline]
    #[must_use]
    fn __clone(&self) -> Self {
        self.clone()
    }
}

impl<T: Clone> CloneField for T {}

/// As [`Model::empty`], which costs the compiler more.
#[doc(hidden)]
#[inline]
#[must_use]
pub fn empty<T: Model>() -> T {
    T::empty()
}

/// A type that a macro of this crate makes a model; a box of it is a model too.
#[doc(hidden)]
pub trait Generated: Sized {
    /// Record, union, enum or box.
    type Kind: ModelKind<Self>;
}

/// [`Model`] for all types of one kind, so that the macros need not implement it for each.
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

/// The [`ModelKind`] of records.
#[derive(Debug)]
pub struct RecordKind;

impl<T: Record> ModelKind<T> for RecordKind {
    #[inline]
    fn empty() -> T {
        T::empty()
    }
    #[inline]
    fn slot(value: &mut T) -> Slot<'_> {
        Slot::Record(value)
    }
    #[inline]
    fn view(value: &T) -> ValueRef<'_> {
        ValueRef::Record(value)
    }
}

/// The [`ModelKind`] of unions.
#[derive(Debug)]
pub struct UnionKind;

impl<T: Union> ModelKind<T> for UnionKind {
    #[inline]
    fn empty() -> T {
        T::empty()
    }
    #[inline]
    fn slot(value: &mut T) -> Slot<'_> {
        Slot::Union(value)
    }
    #[inline]
    fn view(value: &T) -> ValueRef<'_> {
        Union::view(value)
    }
}
