//! Decoding: from bytes, a JSON tree or any serde format to a model. The visitor is in `seed`.

use serde::de::{DeserializeSeed, Deserializer};
use serde_json::Value;

use super::decode_error::{DecodeError, Trace};
use super::kind::Model;
use super::seed::SlotSeed;
use super::slot::Slot;

/// Decodes a model from JSON as received.
///
/// # Errors
///
/// [`DecodeError`] if the bytes are not UTF-8, not JSON, or do not fit the type; it names the JSON path,
/// what was expected there and what was found.
#[inline]
pub fn decode<T: Model>(bytes: &[u8]) -> Result<T, DecodeError> {
    let mut value = T::empty();
    decode_into(bytes, value.slot())?;
    Ok(value)
}

/// Decodes a model from a JSON tree.
///
/// # Errors
///
/// [`DecodeError`] if the tree does not fit the type.
#[inline]
pub fn decode_value<T: Model>(tree: Value) -> Result<T, DecodeError> {
    let mut value = T::empty();
    decode_tree_into(tree, value.slot())?;
    Ok(value)
}

/// The part of [`decode`] that does not depend on the type, compiled once.
pub(crate) fn decode_into(bytes: &[u8], slot: Slot<'_>) -> Result<(), DecodeError> {
    if let Slot::Ignored = slot {
        return Ok(());
    }
    // One check of all bytes and reading a `&str` is a quarter faster than a check of each string by serde_json.
    let text = std::str::from_utf8(bytes).map_err(|error| DecodeError::not_utf8(bytes, error))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let trace = Trace::default();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    SlotSeed { slot, optional: false, trace: &trace }
        .deserialize(&mut deserializer)
        .and_then(|()| deserializer.end())
        .map_err(|error| trace.into_error(&error, text))
}

fn decode_tree_into(tree: Value, slot: Slot<'_>) -> Result<(), DecodeError> {
    let trace = Trace::default();
    SlotSeed { slot, optional: false, trace: &trace }.deserialize(tree).map_err(|error| trace.into_error(&error, ""))
}

/// Decodes a model from any self-describing serde format.
///
/// # Errors
///
/// If the format cannot be read, or a value does not fit the model; the message then names its place.
pub fn deserialize<'de, T: Model, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = T::empty();
    let trace = Trace::default();
    let seed = SlotSeed { slot: value.slot(), optional: false, trace: &trace };
    match seed.deserialize(deserializer) {
        Ok(()) => Ok(value),
        Err(error) => Err(trace.with_path(error)),
    }
}
