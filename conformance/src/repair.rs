//! Repairs generated values that are not valid: formats, patterns and limits that the generator does not consider.

use serde_json::Value;

use crate::validator::SchemaValidator;

/// The most errors of one value that are repaired.
const MAX_ERRORS: usize = 40;

/// Returns the value if it is valid, else a repaired one; `None` if it cannot be repaired.
pub(crate) fn repaired(validator: &SchemaValidator<'_>, schema: &str, value: &Value) -> Option<Value> {
    let mut value = value.clone();
    for _ in 0..MAX_ERRORS {
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
