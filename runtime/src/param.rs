//! [`ParamValue`]: the value of a parameter before it is written in a style.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::model::machinery::{OpenEnum, ValueRef};
use crate::model::{self, Model, each_member};

/// The value of a parameter: a scalar, an array or an object of scalars. `style` writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParamValue {
    /// No value; the parameter is omitted.
    Absent,
    /// One value.
    Scalar(String),
    /// Several values.
    List(Vec<String>),
    /// Named values.
    Object(Vec<(String, String)>),
    /// Arrays or objects inside an array or an object.
    Nested {
        /// The value as an array or an object, whose nested values are JSON.
        plain: Box<ParamValue>,
        /// The members of an object, where each is written as a parameter of its own: an array repeats the name.
        members: Vec<(String, String)>,
        /// The nested scalars, each with its path: `[address][lines][0]`.
        leaves: Vec<(String, String)>,
    },
    /// A value that cannot be written; the call fails with this reason.
    Invalid(String),
}

impl ParamValue {
    /// Converts a value to JSON, for a parameter with `content`.
    #[must_use]
    pub fn json<T: Model>(value: &T) -> Self {
        match model::encode_request(value.view()).map(String::from_utf8) {
            Ok(Ok(text)) => Self::Scalar(text),
            Ok(Err(error)) => Self::Invalid(error.to_string()),
            Err(error) => Self::Invalid(error.to_string()),
        }
    }

    /// Converts a model: an object stays an object, an array an array, anything else becomes a scalar.
    ///
    /// Absent properties are omitted, and so is `null` (RFC 6570). OpenAPI does not define deeper nesting: the style
    /// `deepObject` writes further brackets, as servers with this style expect; an exploded object repeats the name of a
    /// member that is an array; anything else is JSON.
    #[must_use]
    pub fn model<T: Model>(value: &T) -> Self {
        match from_ref(value.view()) {
            Ok(value) => value,
            Err(reason) => Self::Invalid(reason),
        }
    }
}

/// Collects entries that convert into keys and values, for properties that are objects with arbitrary keys.
pub fn map_of<V>(entries: impl IntoIterator<Item = (impl Into<String>, impl Into<V>)>) -> BTreeMap<String, V> {
    entries.into_iter().map(|(key, value)| (key.into(), value.into())).collect()
}

/// Collects values, for array parameters.
pub fn list<T: Into<ParamValue>>(values: impl IntoIterator<Item = T>) -> ParamValue {
    let mut strings = Vec::new();
    for value in values {
        match value.into() {
            ParamValue::Absent => {}
            ParamValue::Scalar(text) => strings.push(text),
            ParamValue::Invalid(reason) => return ParamValue::Invalid(reason),
            ParamValue::List(_) | ParamValue::Object(_) | ParamValue::Nested { .. } => {
                return ParamValue::Invalid("an array of arrays or objects has no parameter style".to_owned());
            }
        }
    }
    ParamValue::List(strings)
}

/// As [`ParamValue::model`], from a view.
pub(crate) fn from_ref(value: ValueRef<'_>) -> Result<ParamValue, String> {
    let plain = of_ref(value)?;
    if !matches!(plain, ParamValue::Object(_) | ParamValue::List(_)) {
        return Ok(plain);
    }
    let json = model::encode_request(value).map_err(|error| error.to_string())?;
    let json: Value = serde_json::from_slice(&json).map_err(|error| error.to_string())?;
    let has_inner = match &json {
        Value::Object(members) => members.values().any(is_inner),
        Value::Array(items) => items.iter().any(is_inner),
        _ => false,
    };
    if !has_inner {
        return Ok(plain);
    }
    let mut leaves = Vec::new();
    push_leaves(&json, String::new(), &mut leaves);
    let members = spread(&plain, &json);
    Ok(ParamValue::Nested { plain: Box::new(plain), members, leaves })
}

/// The members of an object in order, an array as several members of one name.
fn spread(plain: &ParamValue, json: &Value) -> Vec<(String, String)> {
    let ParamValue::Object(members) = plain else { return Vec::new() };
    let mut pairs = Vec::new();
    for (name, value) in members.iter().filter_map(|(name, _)| Some((name, json.get(name)?))) {
        let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        pairs.extend(values.iter().filter_map(|value| Some((name.clone(), scalar_text(value)?))));
    }
    pairs
}

/// One value as a string, what is nested as JSON; `null` has no string.
fn scalar_text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        value => Some(value.to_string()),
    }
}

fn is_inner(value: &Value) -> bool {
    value.is_object() || value.is_array()
}

fn push_leaves(value: &Value, path: String, leaves: &mut Vec<(String, String)>) {
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(key, value)| push_leaves(value, format!("{path}[{key}]"), leaves));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, value)| push_leaves(value, format!("{path}[{index}]"), leaves));
        }
        scalar => leaves.extend(scalar_text(scalar).map(|text| (path, text))),
    }
}

/// Converts one level; nested values become JSON.
fn of_ref(value: ValueRef<'_>) -> Result<ParamValue, String> {
    let mut members = Vec::new();
    let mut failure = None;
    let mut member = |name: &str, value: ValueRef<'_>| match text_unless_null(value) {
        Ok(Some(text)) => members.push((name.to_owned(), text)),
        Ok(None) => {}
        Err(reason) => failure = Some(reason),
    };
    match value {
        ValueRef::Record(record) => each_member(record, None, &mut member),
        ValueRef::Tagged(tag, record) => each_member(record, Some(tag), &mut member),
        ValueRef::Map(entries) => entries.each(&mut |name, value| {
            member(name, value);
            true
        }),
        ValueRef::Value(Value::Object(members)) => {
            members.iter().for_each(|(name, value)| member(name, ValueRef::Value(value)))
        }
        ValueRef::Value(Value::Array(items)) => {
            let strings: Result<Vec<_>, _> = items.iter().map(|item| text_unless_null(ValueRef::Value(item))).collect();
            return strings.map(|strings| ParamValue::List(strings.into_iter().flatten().collect()));
        }
        ValueRef::List(list) => {
            let strings: Result<Vec<_>, _> = list.items().map(text_unless_null).collect();
            return strings.map(|strings| ParamValue::List(strings.into_iter().flatten().collect()));
        }
        value => return Ok(text_of(value)?.map_or(ParamValue::Absent, ParamValue::Scalar)),
    }
    failure.map_or(Ok(ParamValue::Object(members)), Err)
}

/// One item or member as a string; `None` if it is absent or `null`, which RFC 6570 does not write.
fn text_unless_null(value: ValueRef<'_>) -> Result<Option<String>, String> {
    match value {
        ValueRef::Null | ValueRef::Value(Value::Null) => Ok(None),
        value => text_of(value),
    }
}

/// One value as a string; `None` if it is absent.
pub(crate) fn text_of(value: ValueRef<'_>) -> Result<Option<String>, String> {
    Ok(Some(match value {
        ValueRef::Absent => return Ok(None),
        ValueRef::Null => "null".to_owned(),
        ValueRef::Str(text) => text.to_owned(),
        ValueRef::Base64(bytes) => model::Encoded(bytes).to_string(),
        ValueRef::Value(Value::String(text)) => text.clone(),
        value => return json_of(value),
    }))
}

/// One value as JSON; `None` if it is absent.
pub(crate) fn json_of(value: ValueRef<'_>) -> Result<Option<String>, String> {
    if let ValueRef::Absent = value {
        return Ok(None);
    }
    let bytes = model::encode_request(value).map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map(Some).map_err(|error| error.to_string())
}

impl<T: OpenEnum> From<T> for ParamValue {
    fn from(value: T) -> Self {
        Self::from(value.as_ref())
    }
}

impl From<String> for ParamValue {
    fn from(text: String) -> Self {
        Self::Scalar(text)
    }
}

impl From<&str> for ParamValue {
    fn from(text: &str) -> Self {
        Self::Scalar(text.to_owned())
    }
}

impl From<&String> for ParamValue {
    fn from(text: &String) -> Self {
        Self::Scalar(text.clone())
    }
}

macro_rules! scalar {
    ($($type:ty),*) => {$(
        impl From<$type> for ParamValue {
            fn from(value: $type) -> Self {
                Self::Scalar(value.to_string())
            }
        }
    )*};
}
scalar!(bool, i64, i32, i128, u64, u32, u128);

macro_rules! finite {
    ($($type:ty),*) => {$(
        impl From<$type> for ParamValue {
            fn from(value: $type) -> Self {
                if value.is_finite() {
                    Self::Scalar(value.to_string())
                } else {
                    Self::Invalid("a number is not finite".to_owned())
                }
            }
        }
    )*};
}
finite!(f64, f32);

impl<T: Into<ParamValue>> From<Option<T>> for ParamValue {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Into::into)
    }
}

impl<T: Into<ParamValue>> From<Vec<T>> for ParamValue {
    fn from(values: Vec<T>) -> Self {
        list(values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Base64;

    #[test]
    fn bytes_are_base64_without_quotes() {
        let bytes = Base64::from(b"hello".to_vec());
        assert_eq!(ParamValue::model(&bytes), ParamValue::Scalar("aGVsbG8=".to_owned()));
        assert_eq!(ParamValue::model(&vec![bytes]), ParamValue::List(vec!["aGVsbG8=".to_owned()]));
    }
}
