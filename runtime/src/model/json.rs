//! Encoding to bytes: the same as `encode` with a JSON serializer, but faster.
//!
//! Strings that need escapes, and numbers, are written by serde_json.

use super::base64_codec::Encoded;
use super::record::{Field, RecordDescriptor, Tag};
use super::slot::{Record, SlotMap, ValueRef};

type Written = Result<(), serde_json::Error>;

/// What the JSON is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// A request: properties that only the server sends are left out.
    Request,
    /// Anything else.
    Any,
}

/// Appends a value as JSON.
pub(super) fn write(bytes: &mut Vec<u8>, value: ValueRef<'_>, purpose: Purpose) -> Written {
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
        ValueRef::I128(number) => return serde_json::to_writer(bytes, number),
        ValueRef::U128(number) => return serde_json::to_writer(bytes, number),
        ValueRef::Number(digits) => bytes.extend_from_slice(digits.as_bytes()),
        ValueRef::Value(value) => return serde_json::to_writer(bytes, value),
        ValueRef::Record(record) => return write_record(bytes, record, None, purpose),
        ValueRef::Tagged(tag, record) => return write_record(bytes, record, Some(tag), purpose),
        ValueRef::List(list) => {
            bytes.push(b'[');
            for (index, item) in list.items().enumerate() {
                if index > 0 {
                    bytes.push(b',');
                }
                write(bytes, item, purpose)?;
            }
            bytes.push(b']');
        }
        ValueRef::Map(entries) => {
            bytes.push(b'{');
            write_entries(bytes, entries, purpose)?;
            bytes.push(b'}');
        }
    }
    Ok(())
}

fn write_record(bytes: &mut Vec<u8>, record: &dyn Record, tag: Option<Tag>, purpose: Purpose) -> Written {
    let descriptor = record.descriptor();
    let mut outcome = Ok(());
    bytes.push(b'{');
    record.with_refs(&mut |refs| {
        if let Some(tag) = tag.filter(|tag| tag.leads(descriptor, refs)) {
            outcome = write_member(bytes, tag.property(), tag.view(), purpose);
        }
        if outcome.is_ok() {
            outcome = match purpose {
                Purpose::Request if descriptor.has_read_only() => write_sent_fields(bytes, descriptor, refs, tag),
                _ => write_fields(bytes, descriptor.fields, refs, tag, purpose),
            };
        }
    });
    bytes.push(b'}');
    outcome
}

fn write_fields(
    bytes: &mut Vec<u8>,
    fields: &[Field],
    values: &[ValueRef<'_>],
    tag: Option<Tag>,
    purpose: Purpose,
) -> Written {
    fields.iter().zip(values).try_for_each(|(field, value)| write_field(bytes, *field, *value, tag, purpose))
}

/// The fields that a request has.
fn write_sent_fields(
    bytes: &mut Vec<u8>,
    descriptor: &RecordDescriptor,
    values: &[ValueRef<'_>],
    tag: Option<Tag>,
) -> Written {
    let fields = descriptor.fields.iter().zip(values).filter(|(field, _)| descriptor.sends(field.name(), tag));
    fields.into_iter().try_for_each(|(field, value)| write_field(bytes, *field, *value, tag, Purpose::Request))
}

#[inline]
fn write_field(bytes: &mut Vec<u8>, field: Field, value: ValueRef<'_>, tag: Option<Tag>, purpose: Purpose) -> Written {
    match (field, value) {
        (Field::optional(_), ValueRef::Absent) => match tag.filter(|tag| tag.replaces(field, value)) {
            Some(tag) => write_member(bytes, tag.property(), tag.view(), purpose),
            None => Ok(()),
        },
        (Field::additional(_), ValueRef::Map(entries)) => write_entries(bytes, entries, purpose),
        _ => write_member(bytes, field.name(), value, purpose),
    }
}

#[inline]
fn write_member(bytes: &mut Vec<u8>, key: &str, value: ValueRef<'_>, purpose: Purpose) -> Written {
    write_key(bytes, key)?;
    write(bytes, value, purpose)
}

fn write_entries(bytes: &mut Vec<u8>, entries: &dyn SlotMap, purpose: Purpose) -> Written {
    let mut outcome = Ok(());
    entries.each(&mut |key, value| {
        outcome = write_member(bytes, key, value, purpose);
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
                write(&mut bytes, ValueRef::Str(&text), Purpose::Any).expect("a string can be written");
                assert_eq!(bytes, serde_json::to_vec(&text).expect("a string can be written"));
            }
        }
    }
}
