//! [`Subject`]: a value as the rules of a union see it, be it a tree or JSON text.

use std::borrow::Cow;

use serde_json::{Number, Value};

/// A value of which a union chooses the variant.
pub(crate) trait Subject {
    /// What it is.
    fn glimpse(&self) -> Glimpse<'_>;

    /// What its member with this key is.
    fn member(&self, key: &str) -> Option<Glimpse<'_>>;

    /// Whether it has a member with this key.
    fn has(&self, key: &str) -> bool;

    /// The number of its keys that `is_declared` says yes to.
    fn count_keys(&self, is_declared: &dyn Fn(&str) -> bool) -> usize;
}

/// A value without what is in it.
#[derive(Clone, Debug)]
pub enum Glimpse<'a> {
    /// Null.
    Null,
    /// A boolean.
    Bool(bool),
    /// A number.
    Number(Cow<'a, Number>),
    /// A string.
    String(Cow<'a, str>),
    /// An array.
    Array,
    /// An object.
    Object,
}

impl Glimpse<'_> {
    /// The string it is.
    pub(super) fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(string) => Some(string),
            _ => None,
        }
    }

    /// The number it is.
    pub(super) fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The number it is, as a double.
    pub(super) fn as_f64(&self) -> Option<f64> {
        self.as_number().and_then(Number::as_f64)
    }
}

impl<'a> From<&'a Value> for Glimpse<'a> {
    fn from(value: &'a Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(truth) => Self::Bool(*truth),
            Value::Number(number) => Self::Number(Cow::Borrowed(number)),
            Value::String(string) => Self::String(Cow::Borrowed(string)),
            Value::Array(_) => Self::Array,
            Value::Object(_) => Self::Object,
        }
    }
}

impl Subject for Value {
    fn glimpse(&self) -> Glimpse<'_> {
        self.into()
    }

    fn member(&self, key: &str) -> Option<Glimpse<'_>> {
        self.get(key).map(Glimpse::from)
    }

    fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    fn count_keys(&self, is_declared: &dyn Fn(&str) -> bool) -> usize {
        self.as_object().map_or(0, |members| members.keys().filter(|key| is_declared(key)).count())
    }
}
