//! [`OneOrMany`]: a value, or an array of values.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::kind::Model;
use super::slot::{Slot, SlotOneOrMany, ValueRef};

/// One value, or an array of values. It is encoded as it was decoded or built.
///
/// ```
/// use clientgen_runtime::OneOrMany;
///
/// let one = OneOrMany::One("a");
/// let many = OneOrMany::Many(vec!["a", "b"]);
/// assert_eq!((one.as_slice().len(), many.as_slice().len()), (1, 2));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OneOrMany<T> {
    /// A single value.
    One(T),
    /// An array.
    Many(Vec<T>),
}

impl<T> OneOrMany<T> {
    /// Returns all values.
    pub fn as_slice(&self) -> &[T] {
        match self {
            Self::One(value) => std::slice::from_ref(value),
            Self::Many(values) => values,
        }
    }

    /// Takes all values.
    pub fn into_vec(self) -> Vec<T> {
        match self {
            Self::One(value) => vec![value],
            Self::Many(values) => values,
        }
    }

    /// Iterates over all values.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.as_slice().iter()
    }
}

impl<T> From<T> for OneOrMany<T> {
    fn from(value: T) -> Self {
        Self::One(value)
    }
}

impl From<&str> for OneOrMany<String> {
    fn from(value: &str) -> Self {
        Self::One(value.to_owned())
    }
}

impl From<&String> for OneOrMany<String> {
    fn from(value: &String) -> Self {
        Self::One(value.clone())
    }
}

impl<U: Into<String>, const N: usize> From<[U; N]> for OneOrMany<String> {
    fn from(values: [U; N]) -> Self {
        Self::Many(values.into_iter().map(Into::into).collect())
    }
}

impl From<Vec<&str>> for OneOrMany<String> {
    fn from(values: Vec<&str>) -> Self {
        Self::Many(values.into_iter().map(str::to_owned).collect())
    }
}

impl<T> From<Vec<T>> for OneOrMany<T> {
    fn from(values: Vec<T>) -> Self {
        Self::Many(values)
    }
}

impl<T> IntoIterator for OneOrMany<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.into_vec().into_iter()
    }
}

impl<'a, T> IntoIterator for &'a OneOrMany<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: Model> Model for OneOrMany<T> {
    fn empty() -> Self {
        Self::Many(Vec::new())
    }
    fn slot(&mut self) -> Slot<'_> {
        Slot::OneOrMany(self)
    }
    fn view(&self) -> ValueRef<'_> {
        match self {
            Self::One(value) => value.view(),
            Self::Many(values) => ValueRef::List(values),
        }
    }
}

impl<T: Model> SlotOneOrMany for OneOrMany<T> {
    fn one(&mut self) -> Slot<'_> {
        *self = Self::One(T::empty());
        match self {
            Self::One(value) => value.slot(),
            Self::Many(_) => Slot::Ignored,
        }
    }
    fn many(&mut self) -> Slot<'_> {
        *self = Self::Many(Vec::new());
        match self {
            Self::Many(values) => Slot::List(values),
            Self::One(_) => Slot::Ignored,
        }
    }
}

impl<T: Model> Serialize for OneOrMany<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        super::encode::serialize(self, serializer)
    }
}

impl<'de, T: Model> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::decode::deserialize(deserializer)
    }
}
