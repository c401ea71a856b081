//! What became of a value that was read and written again, beyond what the client documents as lenient.
//!
//! Lenient: null for a property that may be absent comes back absent, `1` and `1.0` are one number, a number keeps the
//! precision of its type, and base64 comes back in its canonical spelling.

use serde_json::{Number, Value};

/// A place where the written value is not the one read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    /// JSON pointer inside the value.
    pub(crate) place: String,
    pub(crate) kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A property is gone.
    Lost,
    /// A property has come that was not there.
    Added,
    /// Another value.
    Changed { from: String, to: String },
}

impl Difference {
    pub(crate) fn text(&self) -> String {
        let place = if self.place.is_empty() { "the value" } else { &self.place };
        match &self.kind {
            Kind::Lost => format!("{place} is lost"),
            Kind::Added => format!("{place} is added"),
            Kind::Changed { from, to } => format!("{place} was {from} and is {to}"),
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
                    None => found.push(Difference { place: place.clone(), kind: Kind::Lost }),
                }
                place.truncate(length);
            }
            for key in written.keys().filter(|key| !read.contains_key(*key)) {
                let length = step(place, key);
                found.push(Difference { place: place.clone(), kind: Kind::Added });
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
            let kind = Kind::Changed { from: short(one), to: short(other) };
            found.push(Difference { place: place.clone(), kind });
        }
    }
}

/// Appends a segment; returns the length to go back to.
fn step(place: &mut String, key: &str) -> usize {
    let length = place.len();
    place.push('/');
    place.push_str(&key.replace('~', "~0").replace('/', "~1"));
    length
}

/// Whole numbers must be the same, fractions as near as single precision comes.
fn same_number(one: &Number, other: &Number) -> bool {
    if let (Some(one), Some(other)) = (whole(one), whole(other)) {
        return one == other;
    }
    match (one.as_f64(), other.as_f64()) {
        (Some(one), Some(other)) => (one - other).abs() <= one.abs().max(other.abs()) * f64::from(f32::EPSILON),
        _ => false,
    }
}

/// The last letter before the padding may have bits that mean nothing; line breaks mean nothing either.
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
