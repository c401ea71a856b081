//! [`Own`]: a value as a type of the user's, read by serde from the JSON as received.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use super::kind::Model;
use super::slot::{Slot, ValueRef};

/// A value that the client has as a type of yours, which needs nothing but serde.
///
/// It keeps the JSON as received, so that no response fails because of your type; [`get`](Self::get) reads it when it is
/// wanted, and only once. That has its price: such a value is a tree of JSON first and your type second, both are kept,
/// and numbers that are no integers have the precision of `f64`. Two are equal if their JSON is.
///
/// ```
/// use std::net::IpAddr;
///
/// use clientgen_runtime::Own;
///
/// let address: Own<IpAddr> = Own::new("10.0.0.1".parse().unwrap()).unwrap();
/// assert_eq!(address.json(), "10.0.0.1");
/// assert!(address.get().unwrap().is_ipv4());
///
/// let other: Own<IpAddr> = Own::from_json("localhost".into());
/// assert!(other.get().is_err());
/// ```
pub struct Own<T> {
    json: Value,
    read: OnceLock<Result<Box<T>, OwnError>>,
}

impl<T> Own<T> {
    /// The value with this JSON; nothing is read yet.
    pub const fn from_json(json: Value) -> Self {
        Self { json, read: OnceLock::new() }
    }

    /// The JSON of the value.
    pub const fn json(&self) -> &Value {
        &self.json
    }

    /// Takes the JSON of the value.
    pub fn into_json(self) -> Value {
        self.json
    }
}

impl<T: Serialize> Own<T> {
    /// Writes a value as JSON, and keeps both.
    ///
    /// # Errors
    ///
    /// The type cannot be written as JSON.
    pub fn new(value: T) -> Result<Self, OwnError> {
        let json = serde_json::to_value(&value).map_err(|error| OwnError(error.to_string()))?;
        Ok(Self { json, read: OnceLock::from(Ok(Box::new(value))) })
    }
}

impl<T: DeserializeOwned> Own<T> {
    /// The value as your type; it is read at the first call.
    ///
    /// # Errors
    ///
    /// The JSON is none of that type.
    pub fn get(&self) -> Result<&T, &OwnError> {
        let read = || T::deserialize(&self.json).map(Box::new).map_err(|error| OwnError(error.to_string()));
        self.read.get_or_init(read).as_deref()
    }

    /// Takes the value as your type.
    ///
    /// # Errors
    ///
    /// The JSON is none of that type.
    pub fn into_inner(self) -> Result<T, OwnError> {
        match self.read.into_inner() {
            Some(read) => read.map(|value| *value),
            None => serde_json::from_value(self.json).map_err(|error| OwnError(error.to_string())),
        }
    }
}

/// Why a value is none of a type of yours.
#[derive(Clone, PartialEq, Eq)]
pub struct OwnError(String);

impl fmt::Display for OwnError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for OwnError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, formatter)
    }
}

impl std::error::Error for OwnError {}

/// The copy reads the JSON again when it is asked.
impl<T> Clone for Own<T> {
    fn clone(&self) -> Self {
        Self::from_json(self.json.clone())
    }
}

impl<T> fmt::Debug for Own<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.json, formatter)
    }
}

impl<T> PartialEq for Own<T> {
    fn eq(&self, other: &Self) -> bool {
        self.json == other.json
    }
}

impl<T> Eq for Own<T> {}

impl<T> Hash for Own<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.json.hash(state);
    }
}

impl<T> Model for Own<T> {
    fn empty() -> Self {
        Self::from_json(Value::Null)
    }
    fn slot(&mut self) -> Slot<'_> {
        self.read = OnceLock::new();
        Slot::Value(&mut self.json)
    }
    fn view(&self) -> ValueRef<'_> {
        ValueRef::Value(&self.json)
    }
}

impl<T> Serialize for Own<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.json.serialize(serializer)
    }
}

impl<'de, T> Deserialize<'de> for Own<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Value::deserialize(deserializer).map(Self::from_json)
    }
}
