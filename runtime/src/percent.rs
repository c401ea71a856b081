//! Percent-encoding (RFC 3986): which bytes of a string are encoded, by where it is written.

use std::fmt::Write;

/// Which bytes are encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EncodeSet {
    /// All but the unreserved characters.
    Strict,
    /// All but the unreserved characters and the reserved ones that neither end nor divide a query (`allowReserved`).
    ///
    /// OpenAPI 3.0.4 and 3.1.1 require clients to encode the characters that a query cannot contain (`#`, `[`, `]`)
    /// and those with a meaning in form data (`&`, `+`).
    AllowReserved,
    /// All but the unreserved characters and the reserved ones that do not end a path: a value of several segments.
    ReservedInPath,
}

/// The bytes that need no encoding anywhere: the unreserved characters.
const UNRESERVED: [bool; 256] = table(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

/// The reserved characters that a query may have.
const RESERVED: [bool; 256] = table(b":/?@!$'()*,;=");

/// The reserved characters that a path may have (RFC 3986, section 3.3).
const RESERVED_IN_PATH: [bool; 256] = table(b":/@!$&'()*+,;=");

const fn table(bytes: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut index = 0;
    while index < bytes.len() {
        table[bytes[index] as usize] = true;
        index += 1;
    }
    table
}

impl EncodeSet {
    fn contains(self, byte: u8) -> bool {
        let is_kept = match self {
            Self::Strict => false,
            Self::AllowReserved => RESERVED[usize::from(byte)],
            Self::ReservedInPath => RESERVED_IN_PATH[usize::from(byte)],
        };
        !UNRESERVED[usize::from(byte)] && !is_kept
    }
}

/// Appends the string, percent-encoded.
pub(crate) fn push(target: &mut String, text: &str, set: EncodeSet) {
    // Most strings are identifiers and numbers, which need no encoding.
    if !text.bytes().any(|byte| set.contains(byte)) {
        target.push_str(text);
        return;
    }
    for &byte in text.as_bytes() {
        if set.contains(byte) {
            // Writing to a String cannot fail.
            let _ = write!(target, "%{byte:02X}");
        } else {
            target.push(char::from(byte));
        }
    }
}

/// Returns the string, percent-encoded.
pub(crate) fn encode(text: &str, set: EncodeSet) -> String {
    let mut target = String::with_capacity(text.len());
    push(&mut target, text, set);
    target
}

/// Appends the string as `application/x-www-form-urlencoded` requires: like [`push`], but a space becomes a plus.
pub(crate) fn push_form(target: &mut String, text: &str) {
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            target.push('+');
        }
        push(target, word, EncodeSet::Strict);
    }
}
