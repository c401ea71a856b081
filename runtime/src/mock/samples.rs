//! Values of models that only servers make, for tests.

use std::fmt::Display;

use crate::model::{self, Model};

/// Makes a value of a model that has no constructor because only servers send it.
///
/// It begins empty: no text, 0, false, no items, `None`. Its fields are public.
///
/// ```
/// use clientgen_runtime::mock::make;
///
/// let numbers = make(|numbers: &mut Vec<i64>| numbers.push(1));
/// assert_eq!(numbers, [1]);
/// ```
#[must_use]
pub fn make<T: Model>(fill: impl FnOnce(&mut T)) -> T {
    let mut value = T::empty();
    fill(&mut value);
    value
}

/// Reads a value of a model from JSON: a string, or a `Value` such as `json!` makes.
///
/// ```
/// use clientgen_runtime::mock::from_json;
///
/// assert_eq!(from_json::<Vec<i64>>("[1, 2]"), [1, 2]);
/// ```
///
/// # Panics
///
/// If the JSON does not fit the type; the message says where.
#[must_use]
#[track_caller]
pub fn from_json<T: Model>(json: impl Display) -> T {
    match model::decode(json.to_string().as_bytes()) {
        Ok(value) => value,
        Err(error) => panic!("the JSON of the test does not fit {}: {error}", std::any::type_name::<T>()),
    }
}
