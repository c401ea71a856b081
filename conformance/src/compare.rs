//! Compares a value with the result of decoding and encoding it, except for documented differences.
//!
//! The documented differences: a null property that may be absent becomes absent, `1` and `1.0` are equal, a number has
//! the precision of its type, and base64 becomes canonical.

use serde_json::{Number, Value};

/// A place where the encoded value differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    /// JSON pointer inside the value.
    pub(crate) place: String,
    pub(crate) change: Change,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// A property is missing.
    Lost,
    /// A property is new.
    Added,
    /// Another value.
    Changed { from: String, to: String },
}

impl Difference {
    pub(crate) fn text(&self) -> String {
        let place = if self.place.is_empty() { "the value" } else { &self.place };
        match &self.change {
            Change::Lost => format!("{place} is lost"),
            Change::Added => format!("{place} is added"),
            Change::Changed { from, to } => format!("{place} was {from} and is {to}"),
        }
    }
}

/// All differences.
pub(crate) fn differences(read: &Value, written: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    compare(read, written, &mut String::new(), &mut found);
    found
}

fn compare(read: &Value, written: &Value, place: &mut String, found: &mut Vec<Difference>) {
    match (read, written) {
        (Value::Object(read), Value::Object(written)) => {
            for (key, value) in read {
                let length = step(place, key);
                match written.get(key) {
                    Some(other) => compare(value, other, place, found),
                    None if value.is_null() => {}
                    None => found.push(Difference { place: place.clone(), change: Change::Lost }),
                }
                place.truncate(length);
            }
            for key in written.keys().filter(|key| !read.contains_key(*key)) {
                let length = step(place, key);
                found.push(Difference { place: place.clone(), change: Change::Added });
                place.truncate(length);
            }
        }
        (Value::Array(read), Value::Array(written)) if read.len() == written.len() => {
            for (index, (value, other)) in read.iter().zip(written).enumerate() {
                let length = step(place, &index.to_string());
                compare(value, other, place, found);
                place.truncate(length);
            }
        }
        (Value::Number(one), Value::Number(other)) if same_number(one, other) => {}
        (Value::String(one), Value::String(other)) if same_base64(one, other) => {}
        (one, other) if one == other => {}
        (one, other) => {
            let change = Change::Changed { from: short(one), to: short(other) };
            found.push(Difference { place: place.clone(), change });
        }
    }
}

/// Appends a segment, and returns the previous length.
fn step(place: &mut String, key: &str) -> usize {
    let length = place.len();
    place.push('/');
    place.push_str(&key.replace('~', "~0").replace('/', "~1"));
    length
}

/// Integers must be equal, fractions equal in single precision.
fn same_number(one: &Number, other: &Number) -> bool {
    if let (Some(one), Some(other)) = (whole(one), whole(other)) {
        return one == other;
    }
    match (one.as_f64(), other.as_f64()) {
        (Some(one), Some(other)) => (one - other).abs() <= one.abs().max(other.abs()) * f64::from(f32::EPSILON),
        _ => false,
    }
}

/// The last letter before the padding may have unused bits. Line breaks are ignored.
fn same_base64(one: &str, other: &str) -> bool {
    let letters = |text: &str| -> Vec<u8> {
        let text = text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=');
        text.map(|byte| {
            if byte == b'-' {
                b'+'
            } else if byte == b'_' {
                b'/'
            } else {
                byte
            }
        })
        .collect()
    };
    let is_base64 = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/".contains(byte);
    let (one, other) = (letters(one), letters(other));
    let meaningful = one.len() - usize::from(one.len() % 4 != 0);
    one.len() >= 8 && one.len() == other.len() && one.iter().all(is_base64) && one[..meaningful] == other[..meaningful]
}

fn whole(number: &Number) -> Option<i128> {
    number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from))
}

fn short(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() <= 60 { text } else { text.chars().take(60).chain("..".chars()).collect() }
}
