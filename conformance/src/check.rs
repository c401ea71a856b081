//! One value through one type and back.

use clientgen_runtime::Model;
use clientgen_runtime::model::{decode, encode};
use serde_json::Value;

/// What a type makes of a value: the value as written again, or why it cannot be read.
pub type Check = fn(&Value) -> Result<Value, String>;

/// Decodes a value into `T` and encodes that.
///
/// # Errors
///
/// Why the value does not decode, or what was made of it does not encode.
pub fn check<T: Model>(value: &Value) -> Result<Value, String> {
    let model: T = decode(value.to_string().as_bytes()).map_err(|error| error.to_string())?;
    let written = encode(&model).map_err(|error| error.to_string())?;
    serde_json::from_slice(&written).map_err(|error| format!("what was written is no JSON: {error}"))
}
