//! Percent-encoding (RFC 3986): which bytes may stand as they are, and where.

use std::fmt::Write;

/// Which bytes stay as they are besides the unreserved ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    /// None.
    Unreserved,
    /// The reserved characters that neither end the query nor divide it (`allowReserved`).
    ///
    /// OpenAPI 3.0.4 and 3.1.1 leave it to us to encode the ones a query cannot hold (`#`, `[`, `]`)
    /// and the ones form data gives a meaning to (`&`, `+`).
    Reserved,
}

impl Keep {
    fn keeps(self, byte: u8) -> bool {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => true,
            b':' | b'/' | b'?' | b'@' | b'!' | b'$' | b'\'' | b'(' | b')' | b'*' | b',' | b';' | b'=' => {
                self == Self::Reserved
            }
            _ => false,
        }
    }
}

/// Appends the text, percent-encoded.
pub(crate) fn push(target: &mut String, text: &str, keep: Keep) {
    // Most texts are identifiers and numbers.
    if text.bytes().all(|byte| keep.keeps(byte)) {
        target.push_str(text);
        return;
    }
    for &byte in text.as_bytes() {
        if keep.keeps(byte) {
            target.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(target, "%{byte:02X}");
        }
    }
}

/// The text, percent-encoded.
pub(crate) fn encode(text: &str, keep: Keep) -> String {
    let mut target = String::with_capacity(text.len());
    push(&mut target, text, keep);
    target
}

/// Appends the text as `application/x-www-form-urlencoded` writes it: as above, a space is a plus.
pub(crate) fn push_form(target: &mut String, text: &str) {
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            target.push('+');
        }
        push(target, word, Keep::Unreserved);
    }
}
