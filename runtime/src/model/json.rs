//! Encoding to bytes: the same as `encode` with a JSON serializer, but faster.
//!
//! Strings that need escapes, and numbers, are written by serde_json. What is inside an array or an object is followed by
//! a comma, and the sign that ends it takes the place of the last one.

use serde::Serialize;
use serde_json::{Number, Value};

use super::base64_codec::Encoded;
use super::cursor::is_plain;
use super::record::{RecordDescriptor, Tag};
use super::slot::{Record, SlotMap, ValueRef};
use super::written;
use super::written_keys::{Key, Keys, KeysOf};

type Written = Result<(), serde_json::Error>;

/// What the JSON is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// A request: properties that only the server sends are left out.
    Request,
    /// Anything else.
    Any,
}

/// Writes a value as JSON.
pub(super) fn write(value: ValueRef<'_>, purpose: Purpose) -> Result<Vec<u8>, serde_json::Error> {
    let mut writer = Writer { bytes: Vec::with_capacity(128), purpose, keys: Keys::default() };
    writer.value(value)?;
    Ok(writer.bytes)
}

struct Writer {
    bytes: Vec<u8>,
    purpose: Purpose,
    keys: Keys,
}

impl Writer {
    fn value(&mut self, value: ValueRef<'_>) -> Written {
        match value {
            ValueRef::Str(text) => return self.string(text),
            ValueRef::Bool(value) => self.bytes.extend_from_slice(if value { b"true" } else { b"false" }),
            ValueRef::Record(record) => return self.record(record, None),
            ValueRef::List(list) => return self.list(list.items()),
            ValueRef::I64(number) => self.integer(number),
            ValueRef::F64(number) if number.is_finite() => return self.serialize(&number),
            ValueRef::Absent | ValueRef::Null => self.bytes.extend_from_slice(b"null"),
            ValueRef::Base64(content) => return self.string(&Encoded(content).to_string()),
            ValueRef::U64(number) => return self.serialize(&number),
            ValueRef::F32(number) if number.is_finite() => return self.serialize(&number),
            ValueRef::F64(_) | ValueRef::F32(_) => return Err(serde::ser::Error::custom("a number is not finite")),
            ValueRef::I128(number) => return self.serialize(number),
            ValueRef::U128(number) => return self.serialize(number),
            ValueRef::Number(digits) => self.bytes.extend_from_slice(digits.as_bytes()),
            ValueRef::Value(value) => return self.tree(value),
            ValueRef::Tagged(tag, record) => return self.record(record, Some(tag)),
            ValueRef::Map(entries) => {
                self.bytes.push(b'{');
                self.entries(entries)?;
                self.close(b'}');
            }
        }
        Ok(())
    }

    /// Any JSON.
    fn tree(&mut self, tree: &Value) -> Written {
        match tree {
            Value::String(text) => self.string(text),
            Value::Number(number) => match integer_of(number) {
                Some(number) => self.value(ValueRef::I64(number)),
                None => self.serialize(number),
            },
            Value::Bool(value) => self.value(ValueRef::Bool(*value)),
            Value::Null => self.value(ValueRef::Null),
            Value::Array(items) => self.list(items.iter().map(ValueRef::Value)),
            Value::Object(members) => {
                self.bytes.push(b'{');
                for (key, value) in members {
                    self.member(key, ValueRef::Value(value))?;
                }
                self.close(b'}');
                Ok(())
            }
        }
    }

    fn serialize<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        serde_json::to_writer(&mut self.bytes, value)
    }

    fn integer(&mut self, number: i64) {
        let mut digits = [0; 20];
        let mut start = digits.len();
        let mut rest = number.unsigned_abs();
        for digit in digits.iter_mut().rev() {
            // What is left of the rest is one digit.
            *digit = b'0' + (rest % 10) as u8;
            start -= 1;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if number < 0 {
            self.bytes.push(b'-');
        }
        self.bytes.extend_from_slice(digits.get(start..).unwrap_or_default());
    }

    fn string(&mut self, text: &str) -> Written {
        if !is_plain(text.as_bytes()) {
            return serde_json::to_writer(&mut self.bytes, text);
        }
        self.bytes.push(b'"');
        self.bytes.extend_from_slice(text.as_bytes());
        self.bytes.push(b'"');
        Ok(())
    }

    fn list<'a>(&mut self, items: impl Iterator<Item = ValueRef<'a>>) -> Written {
        self.bytes.push(b'[');
        for item in items {
            self.value(item)?;
            self.bytes.push(b',');
        }
        self.close(b']');
        Ok(())
    }

    fn record(&mut self, record: &dyn Record, tag: Option<Tag>) -> Written {
        let descriptor = record.descriptor();
        let mut outcome = Ok(());
        self.bytes.push(b'{');
        record.with_refs(&mut |refs| outcome = self.members(descriptor, refs, tag));
        self.close(b'}');
        outcome
    }

    fn members(&mut self, descriptor: &'static RecordDescriptor, values: &[ValueRef<'_>], tag: Option<Tag>) -> Written {
        if let Some(tag) = tag.filter(|tag| tag.leads(descriptor, values)) {
            self.member(tag.property(), tag.view())?;
        }
        let is_part = self.purpose == Purpose::Request && descriptor.has_read_only();
        let known = self.keys.of(descriptor);
        let mut keys = known.as_deref().map(KeysOf::each);
        for (index, (wire_name, value)) in descriptor.wire_names.iter().zip(values).enumerate() {
            let key = keys.as_mut().and_then(Iterator::next);
            match *value {
                _ if is_part && !descriptor.sends(wire_name, tag) => {}
                ValueRef::Absent if descriptor.is_optional(index) => {
                    if let Some(tag) = tag.filter(|tag| tag.property() == *wire_name) {
                        self.member(tag.property(), tag.view())?;
                    }
                }
                value => match key {
                    Some(key) => self.member_of(key, value)?,
                    None => self.member(wire_name, value)?,
                },
            }
        }
        written::additional(descriptor, values).map_or(Ok(()), |entries| self.entries(entries))
    }

    /// A member whose key is known, and a comma.
    #[inline]
    fn member_of(&mut self, key: Key<'_>, value: ValueRef<'_>) -> Written {
        if let Some(text) = plain_string(value) {
            let key = key.with_quote();
            self.bytes.reserve(key.len() + text.len() + 2);
            self.bytes.extend_from_slice(key);
            self.end_string_and_comma(text);
            return Ok(());
        }
        self.bytes.extend_from_slice(key.without_quote());
        self.value_and_comma(value)
    }

    /// Any value; those that are nearly as frequent as strings without a call of `value`.
    #[inline]
    fn value_and_comma(&mut self, value: ValueRef<'_>) -> Written {
        match leaf(value) {
            ValueRef::Bool(truth) => self.bytes.extend_from_slice(if truth { b"true," } else { b"false," }),
            ValueRef::I64(number) => {
                self.integer(number);
                self.bytes.push(b',');
            }
            value => {
                self.value(value)?;
                self.bytes.push(b',');
            }
        }
        Ok(())
    }

    /// A member and a comma.
    fn member(&mut self, key: &str, value: ValueRef<'_>) -> Written {
        if !is_plain(key.as_bytes()) {
            self.serialize(key)?;
            self.bytes.push(b':');
            self.value(value)?;
            self.bytes.push(b',');
            return Ok(());
        }
        self.bytes.push(b'"');
        self.bytes.extend_from_slice(key.as_bytes());
        if let Some(text) = plain_string(value) {
            self.bytes.extend_from_slice(b"\":\"");
            self.end_string_and_comma(text);
            return Ok(());
        }
        self.bytes.extend_from_slice(b"\":");
        self.value_and_comma(value)
    }

    /// The rest of a string that has been begun.
    #[inline]
    fn end_string_and_comma(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
        self.bytes.extend_from_slice(b"\",");
    }

    fn entries(&mut self, entries: &dyn SlotMap) -> Written {
        let mut outcome = Ok(());
        entries.each(&mut |key, value| {
            outcome = self.member(key, value);
            outcome.is_ok()
        });
        outcome
    }

    /// Ends an array or an object.
    #[inline]
    fn close(&mut self, end: u8) {
        match self.bytes.last_mut() {
            Some(last) if *last == b',' => *last = end,
            _ => self.bytes.push(end),
        }
    }
}

/// A boolean or an integer of a tree as what it is.
#[inline]
fn leaf(value: ValueRef<'_>) -> ValueRef<'_> {
    match value {
        ValueRef::Value(Value::Bool(truth)) => ValueRef::Bool(*truth),
        ValueRef::Value(Value::Number(number)) => integer_of(number).map_or(value, ValueRef::I64),
        value => value,
    }
}

/// With a feature that any crate of the user's tree may switch on, a zero can have a sign.
#[inline]
fn integer_of(number: &Number) -> Option<i64> {
    number.as_i64().filter(|number| *number != 0)
}

/// A string that needs no escapes. Strings are what there is most of.
#[inline]
fn plain_string(value: ValueRef<'_>) -> Option<&str> {
    let text = match value {
        ValueRef::Str(text) => text,
        ValueRef::Value(Value::String(text)) => text.as_str(),
        _ => return None,
    };
    is_plain(text.as_bytes()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees_are_written_as_serde_json_writes_them() {
        let tree = serde_json::json!({
            "": null, "a\"b": [true, false, [], {}, [[1]], {"c": {"d": "\u{e9}\n"}}], "n": [0, -1.5, 1e300, u64::MAX],
        });
        let bytes = write(ValueRef::Value(&tree), Purpose::Any).expect("a tree can be written");
        assert_eq!(bytes, serde_json::to_vec(&tree).expect("a tree can be written"));
    }

    #[test]
    fn integers_are_written_with_all_their_digits() {
        for number in [0, 7, -7, 10, 99, 100, -1_234_567_890, i64::MAX, i64::MIN, i64::MIN + 1] {
            for view in [ValueRef::I64(number), ValueRef::Value(&number.into())] {
                assert_eq!(write(view, Purpose::Any).ok(), Some(number.to_string().into_bytes()));
            }
        }
    }

    #[test]
    fn every_byte_is_escaped_where_serde_json_does() {
        for character in (0..=0x100_u32).filter_map(char::from_u32) {
            for place in 0..17 {
                let text = format!("{}{character}{}", "a".repeat(place), "\u{20ac}".repeat(place % 5));
                let bytes = write(ValueRef::Str(&text), Purpose::Any).expect("a string can be written");
                assert_eq!(bytes, serde_json::to_vec(&text).expect("a string can be written"));
            }
        }
    }
}
