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
///
/// Two words at a time, and without a look at the outcome before the end, so that both fit one register of the machine.
#[inline]
pub(in crate::model) fn is_plain(bytes: &[u8]) -> bool {
    let Some(last) = bytes.last_chunk::<16>() else {
        return is_plain_and_short(bytes);
    };
    // The last sixteen bytes overlap those before them.
    let mut found = marks(last);
    for chunk in bytes.as_chunks::<16>().0 {
        let marks = marks(chunk);
        found = [found[0] | marks[0], found[1] | marks[1]];
    }
    (found[0] | found[1]) & (ONES << 7) == 0
}

/// The marks of two words.
#[inline]
fn marks(bytes: &[u8; 16]) -> [u64; 2] {
    let (words, _) = bytes.as_chunks::<8>();
    [mark(u64::from_le_bytes(words[0])), mark(u64::from_le_bytes(words[1]))]
}

#[inline]
fn is_plain_and_short(bytes: &[u8]) -> bool {
    match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (Some(first), Some(last)) => special(u64::from_le_bytes(*first)) | special(u64::from_le_bytes(*last)) == 0,
        _ => !bytes.iter().any(|byte| is_special(*byte)),
    }
}

/// Whether the bytes are the same, of which there are equally many. Names of members have rarely more than two words.
#[inline]
pub(super) fn is_same(left: &[u8], right: &[u8]) -> bool {
    let word = |bytes: &[u8; 8]| u64::from_ne_bytes(*bytes);
    match (left.first_chunk::<8>(), left.last_chunk::<8>(), right.first_chunk::<8>(), right.last_chunk::<8>()) {
        // The words overlap if they are less than two.
        (Some(first), Some(last), Some(other_first), Some(other_last)) if left.len() <= 16 => {
            word(first) == word(other_first) && word(last) == word(other_last)
        }
        _ => left == right,
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
    mark(word) & (ONES << 7)
}

/// As [`special`], with other bits set, too.
#[inline]
const fn mark(word: u64) -> u64 {
    // With this bit turned around, a quote is 0x20 and a space 0x22: what is below 0x21 is special.
    let low = (word ^ (ONES * 0x02)).wrapping_sub(ONES * 0x21);
    let backslash = (word ^ (ONES * b'\\' as u64)).wrapping_sub(ONES);
    (low | backslash) & !word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_the_same_if_every_byte_is() {
        for length in 0..40 {
            let key: Vec<u8> = (0..length).collect();
            assert!(is_same(&key, &key));
            for place in 0..key.len() {
                let mut other = key.clone();
                other[place] ^= 0x80;
                assert!(!is_same(&key, &other), "{place} of {length}");
            }
        }
    }

    #[test]
    fn the_first_special_byte_is_found_wherever_it_is() {
        for byte in 0..=255_u8 {
            for place in 0..50 {
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
