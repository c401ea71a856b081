//! How much of a string can be taken as it is: eight bytes at a time.

const ONES: u64 = 0x0101_0101_0101_0101;

/// The number of bytes before the first quote, backslash or control character.
#[inline]
pub(in crate::model) fn plain_length(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut length = 0;
    for word in words {
        let special = special(u64::from_le_bytes(*word));
        if special != 0 {
            return length + special.trailing_zeros() as usize / 8;
        }
        length += 8;
    }
    length + plain_length_of_rest(rest)
}

/// The same of less than eight bytes. The end of a body is rarely inside of a string.
#[inline(never)]
fn plain_length_of_rest(bytes: &[u8]) -> usize {
    bytes.iter().position(|byte| is_special(*byte)).unwrap_or(bytes.len())
}

/// Whether there is no quote, backslash or control character.
#[inline]
pub(in crate::model) fn is_plain(bytes: &[u8]) -> bool {
    let (words, rest) = bytes.as_chunks::<8>();
    if words.iter().any(|word| special(u64::from_le_bytes(*word)) != 0) {
        return false;
    }
    match bytes.last_chunk::<8>() {
        // The last word overlaps the one before it.
        Some(last) => rest.is_empty() || special(u64::from_le_bytes(*last)) == 0,
        None => !rest.iter().any(|byte| is_special(*byte)),
    }
}

const fn is_special(byte: u8) -> bool {
    matches!(byte, 0..0x20 | b'"' | b'\\')
}

/// Sets the high bit of each quote, backslash and control character.
///
/// A borrow may set the bit of a byte above such a byte, too, so only the lowest bit is exact.
#[inline]
const fn special(word: u64) -> u64 {
    // With this bit turned around, a quote is 0x20 and a space 0x22: what is below 0x21 is special.
    let low = (word ^ (ONES * 0x02)).wrapping_sub(ONES * 0x21);
    let backslash = (word ^ (ONES * b'\\' as u64)).wrapping_sub(ONES);
    (low | backslash) & !word & (ONES << 7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_special_byte_is_found_wherever_it_is() {
        for byte in 0..=255_u8 {
            for place in 0..20 {
                for after in [b'a', b'"', b'\\', 0x00, 0x21, 0x23, 0x5b, 0x5d, 0x80, 0xff] {
                    let mut bytes = vec![b'a'; place];
                    bytes.extend([byte, after, after, b'b']);
                    let simple = bytes.iter().position(|byte| *byte < 0x20 || *byte == b'"' || *byte == b'\\');
                    assert_eq!(plain_length(&bytes), simple.unwrap_or(bytes.len()), "{bytes:?}");
                    assert_eq!(is_plain(&bytes), simple.is_none(), "{bytes:?}");
                }
            }
        }
    }
}
