//! Decoding: from bytes, trees and the formats of users into models. The walk itself is in `walk`.

use serde::de::{DeserializeSeed, Deserializer, Error};
use serde_json::Value;

use super::cursor::Broken;
use super::decode_error::DecodeError;
use super::drift::{DecodeOptions, Drift};
use super::kind::Model;
use super::reader::Reader;
use super::slot::Slot;
use super::target::Target;
use super::trace::Trace;

/// Decodes a model from JSON text as received. It is strict: what does not fit is an error.
///
/// # Errors
///
/// [`DecodeError`] when the bytes are not UTF-8, not JSON, or do not fit the type; it names the JSON path,
/// what was expected there and what was found.
#[inline]
pub fn decode<T: Model>(bytes: &[u8]) -> Result<T, DecodeError> {
    let mut value = T::empty();
    decode_into(bytes, value.slot(), DecodeOptions::STRICT)?;
    Ok(value)
}

/// Decodes a model from a JSON tree. It is strict: what does not fit is an error.
///
/// # Errors
///
/// [`DecodeError`] when the tree does not fit the type.
#[inline]
pub fn decode_value<T: Model>(tree: Value) -> Result<T, DecodeError> {
    let mut value = T::empty();
    decode_tree_into(tree, value.slot())?;
    Ok(value)
}

/// The part of decoding that is the same for every type, compiled once. Gives what did not fit and did not matter.
pub(crate) fn decode_into(bytes: &[u8], mut slot: Slot<'_>, options: DecodeOptions) -> Result<Vec<Drift>, DecodeError> {
    if let Slot::Ignored = slot {
        return Ok(Vec::new());
    }
    let text = std::str::from_utf8(bytes).map_err(|error| DecodeError::not_utf8(bytes, error))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let trace = Trace::new(options, text.len());
    match Reader::new(text, &trace).document(slot.reborrow()) {
        Ok(()) if trace.is_clean() => Ok(Vec::new()),
        Ok(()) => outcome(trace, text),
        Err(Broken) => decode_broken(text, slot, options),
    }
}

/// What came of a reading to the end.
#[cold]
fn outcome(trace: Trace, text: &str) -> Result<Vec<Drift>, DecodeError> {
    if trace.has_failed() { Err(trace.into_error(text)) } else { Ok(trace.into_drift()) }
}

/// Reads text that is not JSON once more with serde_json, which knows where and why it is not.
#[cold]
fn decode_broken(text: &str, mut slot: Slot<'_>, options: DecodeOptions) -> Result<Vec<Drift>, DecodeError> {
    slot.clear();
    // What is not declared is passed over, so that the error is about the text.
    let trace = Trace::new(DecodeOptions { keep_undeclared: false, ..options }, text.len());
    let mut deserializer = serde_json::Deserializer::from_str(text);
    match Target::new(slot, &trace).deserialize(&mut deserializer).and_then(|()| deserializer.end()) {
        Ok(()) => outcome(trace, text),
        Err(error) => Err(DecodeError::not_json(&error, trace.broken_path(), text)),
    }
}

fn decode_tree_into(tree: Value, slot: Slot<'_>) -> Result<(), DecodeError> {
    let trace = Trace::new(DecodeOptions::STRICT, 0);
    Target::new(slot, &trace).tree(tree);
    if trace.has_failed() { Err(trace.into_error("")) } else { Ok(()) }
}

/// Decodes a model from any self-describing serde format. It is strict.
///
/// # Errors
///
/// What the format cannot read, and a value that does not fit the model; the message names the place of the latter.
pub fn deserialize<'de, T: Model, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = T::empty();
    let trace = Trace::new(DecodeOptions::STRICT, 0);
    match Target::new(value.slot(), &trace).deserialize(deserializer) {
        Ok(()) if !trace.has_failed() => Ok(value),
        Ok(()) => Err(D::Error::custom(trace.into_error("").of_value())),
        Err(error) => match trace.broken_path() {
            path if path == "$" => Err(error),
            path => Err(D::Error::custom(format_args!("{path}: {error}"))),
        },
    }
}
