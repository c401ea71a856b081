//! [`Nullable`]: the three states of a property that may be absent and may be null.

use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::kind::Model;
use super::slot::{Slot, SlotOptional, ValueRef};

/// A property that is absent, null, or a value.
///
/// It is used where the three have different meanings, as in a partial update: an absent property keeps the value, null
/// removes it.
///
/// ```
/// use clientgen_runtime::Nullable;
///
/// let keep: Nullable<String> = Nullable::Absent;
/// let remove: Nullable<String> = Nullable::Null;
/// let set: Nullable<String> = "Ada".into();
/// assert_eq!(set.value().map(String::as_str), Some("Ada"));
/// assert!(keep.is_absent() && remove.is_null());
/// let tags: Nullable<Vec<String>> = ["a", "b"].into();
/// assert_eq!(tags.map(|tags| tags.len()), Nullable::Value(2));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nullable<T> {
    /// Absent.
    #[default]
    Absent,
    /// Null.
    Null,
    /// A value.
    Value(T),
}

impl<T> Nullable<T> {
    /// Returns the value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Takes the value, if there is one.
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The same with a reference to the value.
    pub const fn as_ref(&self) -> Nullable<&T> {
        match self {
            Self::Absent => Nullable::Absent,
            Self::Null => Nullable::Null,
            Self::Value(value) => Nullable::Value(value),
        }
    }

    /// The same with a reference to what the value dereferences to: `Nullable<&str>` of a `Nullable<String>`.
    pub fn as_deref(&self) -> Nullable<&T::Target>
    where
        T: Deref,
    {
        self.as_ref().map(Deref::deref)
    }

    /// Replaces the value, if there is one.
    pub fn map<U>(self, map: impl FnOnce(T) -> U) -> Nullable<U> {
        match self {
            Self::Absent => Nullable::Absent,
            Self::Null => Nullable::Null,
            Self::Value(value) => Nullable::Value(map(value)),
        }
    }

    /// Returns the value, or this one if there is none.
    pub fn unwrap_or(self, other: T) -> T {
        self.into_value().unwrap_or(other)
    }

    /// Whether the property is absent.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the property is null.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl From<&str> for Nullable<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.to_owned())
    }
}

impl From<&String> for Nullable<String> {
    fn from(value: &String) -> Self {
        Self::Value(value.clone())
    }
}

impl<T, U: Into<T>, const N: usize> From<[U; N]> for Nullable<Vec<T>> {
    fn from(values: [U; N]) -> Self {
        Self::Value(values.into_iter().map(Into::into).collect())
    }
}

impl<T, U: Clone + Into<T>> From<&[U]> for Nullable<Vec<T>> {
    fn from(values: &[U]) -> Self {
        Self::Value(values.iter().cloned().map(Into::into).collect())
    }
}

impl From<Vec<&str>> for Nullable<Vec<String>> {
    fn from(values: Vec<&str>) -> Self {
        Self::Value(values.into_iter().map(str::to_owned).collect())
    }
}

impl<T> From<Option<T>> for Nullable<T> {
    /// `None` becomes null.
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl<T: Model> Model for Nullable<T> {
    fn empty() -> Self {
        Self::Absent
    }
    fn slot(&mut self) -> Slot<'_> {
        Slot::Optional(self)
    }
    fn view(&self) -> ValueRef<'_> {
        match self {
            Self::Absent => ValueRef::Absent,
            Self::Null => ValueRef::Null,
            Self::Value(value) => value.view(),
        }
    }
    fn absent() -> Option<Self> {
        Some(Self::Absent)
    }
}

impl<T: Model> SlotOptional for Nullable<T> {
    fn some(&mut self) -> Slot<'_> {
        *self = Self::Value(T::empty());
        match self {
            Self::Value(value) => value.slot(),
            Self::Absent | Self::Null => Slot::Ignored,
        }
    }
    fn null(&mut self) {
        *self = Self::Null;
    }
    fn absent(&mut self) {
        *self = Self::Absent;
    }
}

impl<T: Model> Serialize for Nullable<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        super::encode::serialize(self, serializer)
    }
}

impl<'de, T: Model> Deserialize<'de> for Nullable<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::decode::deserialize(deserializer)
    }
}
