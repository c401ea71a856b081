//! Types that keep a string as received: what they all implement, and what the lenient ones add.

use std::fmt;

/// A string that is not in the format of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidText {
    expected: &'static str,
}

impl InvalidText {
    pub(crate) const fn new(expected: &'static str) -> Self {
        Self { expected }
    }
}

impl fmt::Display for InvalidText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the string is not {}", self.expected)
    }
}

impl std::error::Error for InvalidText {}

/// Declares a type that holds a string in a format. Decoding accepts any string, `parse` only the format.
macro_rules! text_type {
    ($(#[$meta:meta])* $name:ident, $expected:literal, $valid:expr) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The error for a string that is not in the format.
            pub(crate) const INVALID: $crate::InvalidText = $crate::InvalidText::new($expected);

            /// Returns the string as it is in JSON.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Whether the string is in the format. One that is not is kept all the same.
            #[must_use]
            pub fn is_valid(&self) -> bool {
                let valid: fn(&str) -> bool = $valid;
                valid(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::InvalidText;

            /// Accepts the string if it is in the format.
            fn from_str(text: &str) -> Result<Self, $crate::InvalidText> {
                let value = Self(text.to_owned());
                if value.is_valid() { Ok(value) } else { Err(Self::INVALID) }
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.pad(&self.0)
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl From<&$name> for String {
            fn from(value: &$name) -> Self {
                value.0.clone()
            }
        }

        impl From<$name> for $crate::ParamValue {
            fn from(value: $name) -> Self {
                Self::from(value.0)
            }
        }

        impl From<&$name> for $crate::ParamValue {
            fn from(value: &$name) -> Self {
                Self::from(value.as_str())
            }
        }

        impl $crate::Model for $name {
            fn empty() -> Self {
                Self(String::new())
            }
            #[inline]
            fn slot(&mut self) -> $crate::model::machinery::Slot<'_> {
                $crate::model::machinery::Slot::String(&mut self.0)
            }
            // Not inline: it is compiled here, not once more in every client.
            fn optional_slot(place: &mut Option<Self>) -> $crate::model::machinery::Slot<'_> {
                $crate::model::machinery::Slot::Optional(place)
            }
            #[inline]
            fn view(&self) -> $crate::model::machinery::ValueRef<'_> {
                $crate::model::machinery::ValueRef::Str(&self.0)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::model::machinery::serialize(self, serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::model::machinery::deserialize(deserializer)
            }
        }
    };
}

/// Adds conversions from any string, unchecked, for types whose values are mostly passed on.
macro_rules! takes_any_text {
    ($name:ident) => {
        impl From<String> for $name {
            /// Keeps the string as it is; `parse` checks it first.
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl From<&String> for $name {
            /// Keeps the string as it is; `parse` checks it first.
            fn from(text: &String) -> Self {
                Self(text.clone())
            }
        }

        impl From<&str> for $name {
            /// Keeps the string as it is; `parse` checks it first.
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<&$name> for $name {
            fn from(value: &$name) -> Self {
                value.clone()
            }
        }

        impl From<&str> for $crate::Nullable<$name> {
            fn from(text: &str) -> Self {
                Self::Value(text.into())
            }
        }

        impl From<String> for $crate::Nullable<$name> {
            fn from(text: String) -> Self {
                Self::Value(text.into())
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, text: &str) -> bool {
                self.0 == text
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, text: &&str) -> bool {
                self.0 == *text
            }
        }

        impl PartialEq<String> for $name {
            fn eq(&self, text: &String) -> bool {
                self.0 == *text
            }
        }
    };
}

pub(super) use {takes_any_text, text_type};
