//! [`Base64`]: bytes that JSON represents as a base64 string (`format: byte`).

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::base64_codec::{Encoded, decode};
use super::kind::Model;
use super::slot::{Slot, TextSlot, ValueRef};
use super::text::InvalidText;

/// Bytes that JSON represents as a base64 string (RFC 4648, section 4, with padding).
///
/// Decoding also accepts the URL alphabet, missing padding and white space.
///
/// ```
/// use clientgen_runtime::Base64;
///
/// let bytes = Base64::from(b"hello".to_vec());
/// assert_eq!(bytes.to_string(), "aGVsbG8=");
/// assert_eq!("aGVsbG8".parse::<Base64>().unwrap(), bytes);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Base64(pub Vec<u8>);

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }
}

impl AsRef<[u8]> for Base64 {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for Base64 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        Encoded(&self.0).fmt(formatter)
    }
}

impl std::str::FromStr for Base64 {
    type Err = InvalidText;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        decode(text).map(Self).ok_or_else(|| InvalidText::new("base64"))
    }
}

impl Model for Base64 {
    fn empty() -> Self {
        Self::default()
    }
    fn slot(&mut self) -> Slot<'_> {
        Slot::Text(self)
    }
    fn view(&self) -> ValueRef<'_> {
        ValueRef::Base64(&self.0)
    }
}

impl TextSlot for Base64 {
    fn expected(&self) -> &'static str {
        "a base64 string"
    }
    fn set(&mut self, text: &str) -> bool {
        match decode(text) {
            Some(bytes) => {
                self.0 = bytes;
                true
            }
            None => false,
        }
    }
}

impl Serialize for Base64 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        super::encode::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for Base64 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::decode::deserialize(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_of_rfc_4648() {
        let table =
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy")];
        for (bytes, text) in table {
            assert_eq!(Base64::from(bytes.as_bytes()).to_string(), text);
            assert_eq!(decode(text).as_deref(), Some(bytes.as_bytes()));
        }
    }

    #[test]
    fn lenient_where_it_is_unambiguous() {
        assert_eq!(decode("Zm9v\r\nYg"), Some(b"foob".to_vec()));
        assert_eq!(decode("-_8"), decode("+/8="));
        for text in ["Z", "Zg==Zg==", "Zm9v!", "é"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
