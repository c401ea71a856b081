//! Decodes a value into a type and encodes it again.

use clientgen_runtime::Model;
use clientgen_runtime::model::{decode, encode};
use serde_json::Value;

/// Decodes and encodes a value as one type: the result, or why it fails.
pub type Check = fn(&Value) -> Result<Value, String>;

/// Decodes a value into `T` and encodes that.
///
/// # Errors
///
/// If the value does not decode, or the model does not encode.
pub fn check<T: Model>(value: &Value) -> Result<Value, String> {
    let model: T = decode(value.to_string().as_bytes()).map_err(|error| error.to_string())?;
    let written = encode(&model).map_err(|error| error.to_string())?;
    serde_json::from_slice(&written).map_err(|error| format!("the result is not JSON: {error}"))
}
