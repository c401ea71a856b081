//! Encoding to bytes: the same as `encode` with a JSON serializer, but faster.
//!
//! Strings that need escapes, and numbers, are written by serde_json.

use super::base64_codec::Encoded;
use super::record::Field;
use super::slot::{Record, SlotMap, Tag, ValueRef};

type Written = Result<(), serde_json::Error>;

/// Appends a value as JSON.
pub(super) fn write(bytes: &mut Vec<u8>, value: ValueRef<'_>) -> Written {
    match value {
        ValueRef::Absent | ValueRef::Null => bytes.extend_from_slice(b"null"),
        ValueRef::Str(text) => return write_text(bytes, text),
        ValueRef::Base64(content) => return write_text(bytes, &Encoded(content).to_string()),
        ValueRef::Bool(true) => bytes.extend_from_slice(b"true"),
        ValueRef::Bool(false) => bytes.extend_from_slice(b"false"),
        ValueRef::I64(number) => return serde_json::to_writer(bytes, &number),
        ValueRef::U64(number) => return serde_json::to_writer(bytes, &number),
        ValueRef::F64(number) if number.is_finite() => return serde_json::to_writer(bytes, &number),
        ValueRef::F32(number) if number.is_finite() => return serde_json::to_writer(bytes, &number),
        ValueRef::F64(_) | ValueRef::F32(_) => return Err(serde::ser::Error::custom("a number is not finite")),
        ValueRef::Value(value) => return serde_json::to_writer(bytes, value),
        ValueRef::Record(record) => return write_record(bytes, record, None),
        ValueRef::Tagged(tag, record) => return write_record(bytes, record, Some(tag)),
        ValueRef::List(list) => {
            bytes.push(b'[');
            for (index, item) in list.items().enumerate() {
                if index > 0 {
                    bytes.push(b',');
                }
                write(bytes, item)?;
            }
            bytes.push(b']');
        }
        ValueRef::Map(entries) => {
            bytes.push(b'{');
            write_entries(bytes, entries)?;
            bytes.push(b'}');
        }
    }
    Ok(())
}

fn write_record(bytes: &mut Vec<u8>, record: &dyn Record, tag: Option<Tag>) -> Written {
    let descriptor = record.descriptor();
    let mut outcome = Ok(());
    bytes.push(b'{');
    record.with_refs(&mut |refs| {
        if let Some(tag) = tag.filter(|tag| tag.leads(descriptor, refs)) {
            outcome = write_member(bytes, tag.property(), tag.view());
        }
        if outcome.is_ok() {
            outcome = write_fields(bytes, descriptor.fields, refs, tag);
        }
    });
    bytes.push(b'}');
    outcome
}

fn write_fields(bytes: &mut Vec<u8>, fields: &[Field], values: &[ValueRef<'_>], tag: Option<Tag>) -> Written {
    for (field, value) in fields.iter().zip(values) {
        match (field, value) {
            (Field::optional(_), ValueRef::Absent) => {
                if let Some(tag) = tag.filter(|tag| tag.replaces(*field, *value)) {
                    write_member(bytes, tag.property(), tag.view())?;
                }
            }
            (Field::additional(_), ValueRef::Map(entries)) => write_entries(bytes, *entries)?,
            _ => write_member(bytes, field.name(), *value)?,
        }
    }
    Ok(())
}

#[inline]
fn write_member(bytes: &mut Vec<u8>, key: &str, value: ValueRef<'_>) -> Written {
    write_key(bytes, key)?;
    write(bytes, value)
}

fn write_entries(bytes: &mut Vec<u8>, entries: &dyn SlotMap) -> Written {
    let mut outcome = Ok(());
    entries.each(&mut |key, value| {
        outcome = write_member(bytes, key, value);
        outcome.is_ok()
    });
    outcome
}

/// Appends a key, after a comma unless it is the first of its object.
fn write_key(bytes: &mut Vec<u8>, key: &str) -> Written {
    if bytes.last() != Some(&b'{') {
        bytes.push(b',');
    }
    write_text(bytes, key)?;
    bytes.push(b':');
    Ok(())
}

#[inline]
fn write_text(bytes: &mut Vec<u8>, text: &str) -> Written {
    if !is_plain(text.as_bytes()) {
        return serde_json::to_writer(bytes, text);
    }
    bytes.reserve(text.len() + 2);
    bytes.push(b'"');
    bytes.extend_from_slice(text.as_bytes());
    bytes.push(b'"');
    Ok(())
}

/// Whether a string needs no escapes: it has no quote, backslash or control character. Checks eight bytes at a time.
#[inline]
fn is_plain(text: &[u8]) -> bool {
    let (words, rest) = text.as_chunks::<8>();
    if !words.iter().all(|word| is_plain_word(u64::from_ne_bytes(*word))) {
        return false;
    }
    match text.last_chunk::<8>() {
        // The last word overlaps the one before it.
        Some(last) => rest.is_empty() || is_plain_word(u64::from_ne_bytes(*last)),
        None => rest.iter().all(|byte| *byte >= 0x20 && *byte != b'"' && *byte != b'\\'),
    }
}

#[inline]
const fn is_plain_word(word: u64) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    /// Sets the high bit of bytes below `limit`. The result is exact only as to whether there is any such byte.
    const fn below(word: u64, limit: u64) -> u64 {
        word.wrapping_sub(ONES * limit) & !word & (ONES << 7)
    }
    let quote = word ^ (ONES * b'"' as u64);
    let backslash = word ^ (ONES * b'\\' as u64);
    below(word, 0x20) | below(quote, 1) | below(backslash, 1) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_escaped_where_serde_json_does() {
        for character in (0..=0x100_u32).filter_map(char::from_u32) {
            for place in 0..17 {
                let text = format!("{}{character}{}", "a".repeat(place), "\u{20ac}".repeat(place % 5));
                let mut bytes = Vec::new();
                write(&mut bytes, ValueRef::Str(&text)).expect("a string can be written");
                assert_eq!(bytes, serde_json::to_vec(&text).expect("a string can be written"));
            }
        }
    }
}
