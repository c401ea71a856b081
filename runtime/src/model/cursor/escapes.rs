//! Strings with escapes, and halves of surrogate pairs, which become the replacement character.

use super::{Broken, Cursor, plain_length};

impl Cursor<'_> {
    /// The string that began at `start` and is plain until `end`.
    #[inline(never)]
    pub(super) fn escaped_string(&mut self, start: usize, mut end: usize) -> Result<String, Broken> {
        // As long as the text up to the closing quote would do; one more piece is the common case.
        let mut string = String::with_capacity(end - start + 32);
        let mut from = start;
        loop {
            string.push_str(self.text.get(from..end).ok_or(Broken)?);
            match self.byte(end) {
                b'"' => {
                    self.at = end + 1;
                    return Ok(string);
                }
                b'\\' => {
                    let (character, length) = self.escape(end)?;
                    string.push(character);
                    from = end + length;
                }
                _ => return Err(Broken),
            }
            end = from + plain_length(self.text.as_bytes().get(from..).unwrap_or_default());
        }
    }

    /// The character of the escape at this index, and its length.
    fn escape(&mut self, at: usize) -> Result<(char, usize), Broken> {
        let character = match self.byte(at + 1) {
            sign @ (b'"' | b'\\' | b'/') => char::from(sign),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.code_unit(at),
            _ => return Err(Broken),
        };
        Ok((character, 2))
    }

    /// The same of an escape that is a code unit of UTF-16, which may be the first half of a pair.
    fn code_unit(&mut self, at: usize) -> Result<(char, usize), Broken> {
        let first = self.unit(at).ok_or(Broken)?;
        if let Some(character) = char::from_u32(first) {
            return Ok((character, 6));
        }
        let second = self.unit(at + 6).filter(|second| first < 0xdc00 && (0xdc00..0xe000).contains(second));
        let pair = second.and_then(|second| char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00)));
        if let Some(character) = pair {
            return Ok((character, 12));
        }
        self.has_replaced = true;
        Ok((char::REPLACEMENT_CHARACTER, 6))
    }

    /// The number of an escape of the form `\ud83d` at this index.
    pub(super) fn unit(&self, at: usize) -> Option<u32> {
        let digits = self.text.get(at..)?.strip_prefix("\\u")?.get(..4)?;
        // A sign would be read, too.
        let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        is_hex.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
    }
}
