//! Encoding: from views into any serde format. `json` writes bytes without a serializer.

use std::fmt;

use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::base64_codec::Encoded;
use super::json::{self, Purpose};
use super::kind::Model;
use super::record::{RecordDescriptor, Tag};
use super::slot::{Record, SlotMap, ValueRef};
use super::written;

/// A value that JSON cannot represent: a number that is not finite.
#[derive(Debug)]
pub struct EncodeError(serde_json::Error);

impl fmt::Display for EncodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the value cannot be written as JSON: {}", self.0)
    }
}

impl std::error::Error for EncodeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

/// Encodes a model as JSON.
///
/// # Errors
///
/// [`EncodeError`] if the model contains a number that JSON cannot represent (NaN, infinity).
#[inline]
pub fn encode<T: Model>(value: &T) -> Result<Vec<u8>, EncodeError> {
    encode_ref(value.view())
}

/// The part of [`encode`] that does not depend on the type, compiled once.
pub(crate) fn encode_ref(value: ValueRef<'_>) -> Result<Vec<u8>, EncodeError> {
    json::write(value, Purpose::Any).map_err(EncodeError)
}

/// The same for a request, which has no property that only the server sends.
pub(crate) fn encode_request(value: ValueRef<'_>) -> Result<Vec<u8>, EncodeError> {
    json::write(value, Purpose::Request).map_err(EncodeError)
}

/// Encodes a model into any serde format.
///
/// # Errors
///
/// If the format cannot represent a value, or a number is not finite.
pub fn serialize<T: Model, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.view().serialize(serializer)
}

impl Serialize for ValueRef<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            ValueRef::Absent | ValueRef::Null => serializer.serialize_none(),
            ValueRef::Str(text) => serializer.serialize_str(text),
            ValueRef::Base64(bytes) => serializer.collect_str(&Encoded(bytes)),
            ValueRef::Bool(value) => serializer.serialize_bool(value),
            ValueRef::I64(number) => serializer.serialize_i64(number),
            ValueRef::U64(number) => serializer.serialize_u64(number),
            ValueRef::F64(number) if number.is_finite() => serializer.serialize_f64(number),
            ValueRef::F32(number) if number.is_finite() => serializer.serialize_f32(number),
            ValueRef::F64(_) | ValueRef::F32(_) => Err(S::Error::custom("a number is not finite")),
            ValueRef::I128(number) => serializer.serialize_i128(*number),
            ValueRef::U128(number) => serializer.serialize_u128(*number),
            ValueRef::Number(digits) => serialize_digits(digits, serializer),
            ValueRef::Value(value) => value.serialize(serializer),
            ValueRef::Record(record) => serialize_record(record, None, serializer),
            ValueRef::Tagged(tag, record) => serialize_record(record, Some(tag), serializer),
            ValueRef::List(list) => {
                let items = list.items();
                let mut sequence = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    sequence.serialize_element(&item)?;
                }
                sequence.end()
            }
            ValueRef::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.count()))?;
                serialize_entries(entries, &mut map)?;
                map.end()
            }
        }
    }
}

/// As exactly as numbers of serde can say it.
fn serialize_digits<S: Serializer>(digits: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Ok(number) = digits.parse() {
        return serializer.serialize_i64(number);
    }
    match digits.parse() {
        Ok(number) => serializer.serialize_u64(number),
        Err(_) => serializer.serialize_f64(digits.parse().map_err(S::Error::custom)?),
    }
}

fn serialize_record<S: Serializer>(record: &dyn Record, tag: Option<Tag>, serializer: S) -> Result<S::Ok, S::Error> {
    let descriptor = record.descriptor();
    let mut map = serializer.serialize_map(None)?;
    let mut outcome = Ok(());
    record.with_refs(&mut |refs| {
        if let Some(tag) = tag.filter(|tag| tag.leads(descriptor, refs)) {
            outcome = map.serialize_entry(tag.property(), &tag.view());
        }
        if outcome.is_ok() {
            outcome = serialize_fields(descriptor, refs, tag, &mut map);
        }
    });
    outcome?;
    map.end()
}

fn serialize_fields<M: SerializeMap>(
    descriptor: &RecordDescriptor,
    refs: &[ValueRef<'_>],
    tag: Option<Tag>,
    map: &mut M,
) -> Result<(), M::Error> {
    for (field, value) in descriptor.fields().zip(refs) {
        if written::is_left_out(field, *value) {
            if let Some(tag) = tag.filter(|tag| tag.replaces(field, *value)) {
                map.serialize_entry(tag.property(), &tag.view())?;
            }
        } else {
            map.serialize_entry(field.wire_name, value)?;
        }
    }
    match written::additional(descriptor, refs) {
        Some(entries) => serialize_entries(entries, map),
        None => Ok(()),
    }
}

fn serialize_entries<M: SerializeMap>(entries: &dyn SlotMap, map: &mut M) -> Result<(), M::Error> {
    let mut outcome = Ok(());
    entries.each(&mut |key, value| {
        outcome = map.serialize_entry(key, &value);
        outcome.is_ok()
    });
    outcome
}
