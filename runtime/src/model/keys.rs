//! The keys of objects, looked up among the fields of a record or read as they are.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};

/// The role of a key in a record.
pub(super) enum Key<'de> {
    Field(usize),
    /// One of the additional properties.
    Other(Cow<'de, str>),
    Ignored,
}

/// Looks a key up among the fields, the expected one first.
pub(super) struct Keys {
    /// The wire names of the fields.
    pub(super) fields: &'static [&'static str],
    pub(super) expected: usize,
    /// The place after the last field in the order of the table.
    pub(super) place: usize,
    /// Whether unknown keys are kept.
    pub(super) keep: bool,
}

impl<'de> DeserializeSeed<'de> for Keys {
    type Value = Key<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key<'de>, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'de> Visitor<'de> for Keys {
    type Value = Key<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a field name")
    }

    #[inline]
    fn visit_borrowed_str<E: Error>(self, key: &'de str) -> Result<Key<'de>, E> {
        Ok(self.find(key).unwrap_or_else(|keep| if keep { Key::Other(Cow::Borrowed(key)) } else { Key::Ignored }))
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Key<'de>, E> {
        Ok(self
            .find(key)
            .unwrap_or_else(|keep| if keep { Key::Other(Cow::Owned(key.to_owned())) } else { Key::Ignored }))
    }
}

impl Keys {
    /// The field with this name, or whether the key is kept.
    #[inline]
    pub(super) fn find<'de>(&self, key: &str) -> Result<Key<'de>, bool> {
        match self.fields.get(self.expected) {
            Some(field) if *field == key => Ok(Key::Field(self.expected)),
            _ => self.search(key).map(Key::Field).ok_or(self.keep),
        }
    }

    fn search(&self, key: &str) -> Option<usize> {
        // What comes between is often left out, and the order is that of the table.
        let is_this = |field: &&str| *field == key;
        let (before, after) = self.fields.split_at_checked(self.place)?;
        after.iter().position(is_this).map(|index| index + self.place).or_else(|| before.iter().position(is_this))
    }
}

/// Reads a key of an object with arbitrary keys, without a copy where possible.
pub(super) struct AnyKey;

impl<'de> DeserializeSeed<'de> for AnyKey {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cow<'de, str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for AnyKey {
    type Value = Cow<'de, str>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_borrowed_str<E: Error>(self, key: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(key))
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(key.to_owned()))
    }

    fn visit_string<E: Error>(self, key: String) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(key))
    }
}
