//! Repairs candidates that do not fit their schema. The generator, which makes them, does not consider every format,
//! pattern and limit.

use serde_json::Value;

use crate::validator::SchemaValidator;

/// The most repairs of one value.
const MAX_REPAIRS: usize = 40;

/// Returns the value if it is valid, else a repaired copy; `None` if no repair is known.
pub(crate) fn repaired(validator: &SchemaValidator<'_>, schema: &str, value: &Value) -> Option<Value> {
    let mut value = value.clone();
    for _ in 0..MAX_REPAIRS {
        let error = match validator.first_error(schema, &value) {
            Ok(None) => return Some(value),
            Ok(Some(error)) => error,
            Err(_) => return None,
        };
        let (place, remedy) = error?;
        let place = value.pointer_mut(&place)?;
        if *place == remedy {
            return None;
        }
        *place = remedy;
    }
    None
}
