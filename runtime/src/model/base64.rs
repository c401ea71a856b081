//! [`Base64`]: bytes that travel as base64 text (`format: byte`).

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Model;
use super::slot::{Slot, TextSlot, ValueRef};

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes that are written as base64 text (RFC 4648, section 4, with padding).
///
/// RefsFn also accepts the URL alphabet, missing padding and line breaks.
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
    type Err = super::InvalidText;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        decode(text).map(Self).ok_or_else(|| super::InvalidText::new("base64"))
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

/// Writes bytes as base64 without a buffer in between.
pub(crate) struct Encoded<'a>(pub(crate) &'a [u8]);

impl fmt::Display for Encoded<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write;
        for chunk in self.0.chunks(3) {
            let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
            let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
            for place in 0..4 {
                let digit = ALPHABET[(bits >> (18 - 6 * place) & 63) as usize];
                formatter.write_char(if place <= chunk.len() { char::from(digit) } else { '=' })?;
            }
        }
        Ok(())
    }
}

fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut digits) = (0_u32, 0_usize);
    let mut padded = false;
    for character in text.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        let digit = match character {
            b'=' => {
                padded = true;
                continue;
            }
            _ if padded => return None,
            b'A'..=b'Z' => character - b'A',
            b'a'..=b'z' => character - b'a' + 26,
            b'0'..=b'9' => character - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(digit);
        digits += 1;
        if digits.is_multiple_of(4) {
            bytes.extend_from_slice(&bits.to_be_bytes()[1..]);
            bits = 0;
        }
    }
    match digits % 4 {
        0 => {}
        2 => bytes.push((bits >> 4) as u8),
        3 => bytes.extend_from_slice(&[(bits >> 10) as u8, (bits >> 2) as u8]),
        _ => return None,
    }
    Some(bytes)
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
