//! Decoding: the one visitor that fills slots from JSON.
//!
//! Everything goes through `deserialize_any`, so the JSON decides which method runs and a mismatch is
//! reported in our words. What is inside arrays and objects is `members`' business. The path to a failure is collected while the error unwinds; success pays nothing.

use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::Model;
use super::decode_error::{DecodeError, Trace};
use super::members::{fill_list, fill_map, fill_record};
use super::slot::Slot;
use super::union::Union;

/// Decodes a model from JSON text as received.
///
/// # Errors
///
/// [`DecodeError`] when the bytes are not UTF-8, not JSON, or do not fit the type; it names the JSON path,
/// what was expected there and what was found.
#[inline]
pub fn decode<T: Model>(bytes: &[u8]) -> Result<T, DecodeError> {
    let mut value = T::empty();
    decode_into(bytes, value.slot())?;
    Ok(value)
}

/// Decodes a model from a JSON tree.
///
/// # Errors
///
/// [`DecodeError`] when the tree does not fit the type.
#[inline]
pub fn decode_value<T: Model>(tree: Value) -> Result<T, DecodeError> {
    let mut value = T::empty();
    decode_tree_into(tree, value.slot())?;
    Ok(value)
}

/// The part of [`decode`] that is the same for every type, compiled once.
pub(crate) fn decode_into(bytes: &[u8], slot: Slot<'_>) -> Result<(), DecodeError> {
    if let Slot::Ignored = slot {
        return Ok(());
    }
    // Checking UTF-8 once and reading a `&str` is a quarter faster than letting serde_json check each string.
    let text = std::str::from_utf8(bytes).map_err(|error| DecodeError::not_utf8(bytes, error))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let trace = Trace::default();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    SlotSeed { slot, optional: false, trace: &trace }
        .deserialize(&mut deserializer)
        .and_then(|()| deserializer.end())
        .map_err(|error| trace.into_error(&error, text))
}

fn decode_tree_into(tree: Value, slot: Slot<'_>) -> Result<(), DecodeError> {
    let trace = Trace::default();
    SlotSeed { slot, optional: false, trace: &trace }.deserialize(tree).map_err(|error| trace.into_error(&error, ""))
}

/// Decodes a model from any self-describing serde format.
///
/// # Errors
///
/// What the format cannot read, and a value that does not fit the model; the message names the place of the latter.
pub fn deserialize<'de, T: Model, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = T::empty();
    let trace = Trace::default();
    let fill = SlotSeed { slot: value.slot(), optional: false, trace: &trace };
    match fill.deserialize(deserializer) {
        Ok(()) => Ok(value),
        Err(error) => Err(trace.with_path(error)),
    }
}

/// How many keys of an object the record has as fields.
fn keys_declared(slot: &Slot<'_>, value: &Value) -> usize {
    match (slot, value) {
        (Slot::Record(record), Value::Object(members)) => {
            members.keys().filter(|key| record.descriptor().has(key)).count()
        }
        _ => 0,
    }
}

/// One value on its way into one slot.
pub(super) struct SlotSeed<'s, 't> {
    pub(super) slot: Slot<'s>,
    /// Whether null leaves the slot as it is.
    pub(super) optional: bool,
    pub(super) trace: &'t Trace,
}

impl<'de> DeserializeSeed<'de> for SlotSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.slot {
            Slot::Ignored => deserializer.deserialize_ignored_any(IgnoredAny).map(drop),
            _ => deserializer.deserialize_any(self),
        }
    }
}

impl<'s, 't> SlotSeed<'s, 't> {
    /// Steps into the value of an optional or one-or-many slot, which is about to receive something else
    /// than null or an array.
    #[inline]
    fn single(mut self) -> Self {
        loop {
            self.slot = match self.slot {
                Slot::Optional(optional) => optional.some(),
                Slot::OptionalString(optional) => {
                    return Self { slot: Slot::String(optional.insert(String::new())), ..self };
                }
                Slot::OptionalBool(optional) => return Self { slot: Slot::Bool(optional.insert(false)), ..self },
                Slot::OptionalI64(optional) => return Self { slot: Slot::I64(optional.insert(0)), ..self },
                Slot::OptionalF64(optional) => return Self { slot: Slot::F64(optional.insert(0.0)), ..self },
                Slot::OneOrMany(value) => value.one(),
                slot => return Self { slot, ..self },
            };
        }
    }

    #[cold]
    fn mismatch<E: Error>(&self, found: impl fmt::Display) -> E {
        self.trace.mismatch(self.slot.expected(), found.to_string())
    }

    fn union<E: Error>(union: &mut dyn Union, value: Value, trace: &'t Trace) -> Result<(), E> {
        let rules = union.descriptor();
        let Some(case) = rules.decide(&value) else {
            if let Slot::Value(place) = union.start(usize::MAX) {
                *place = value;
            }
            return Ok(());
        };
        let case = match rules.rivals(case, &value) {
            rivals if rivals.is_empty() => case,
            rivals => match Self::fitting(union, case, rivals, &value) {
                Ok(()) => return Ok(()),
                Err(best) => best,
            },
        };
        let fill = SlotSeed { slot: union.start(case), optional: false, trace };
        fill.deserialize(value).map_err(E::custom)
    }

    /// Of cases that nothing tells apart takes the one that declares most of an object's keys, or the next that the
    /// value decodes as; if there is none, gives the one to blame.
    #[cold]
    fn fitting(union: &mut dyn Union, case: usize, rivals: Vec<usize>, value: &Value) -> Result<(), usize> {
        let mut cases = Vec::with_capacity(rivals.len() + 1);
        for case in std::iter::once(case).chain(rivals) {
            cases.push((case, keys_declared(&union.start(case), value)));
        }
        cases.sort_by_key(|(_, declared)| std::cmp::Reverse(*declared));
        let decodes = |case: usize| {
            let trace = Trace::default();
            SlotSeed { slot: union.start(case), optional: false, trace: &trace }.deserialize(value).is_ok()
        };
        if cases.iter().map(|(case, _)| *case).any(decodes) {
            Ok(())
        } else {
            Err(cases.first().map_or(case, |(case, _)| *case))
        }
    }

    /// With serde_json's feature `arbitrary_precision`, which any crate of the user's tree may switch on,
    /// a number arrives as an object of one entry.
    #[cold]
    fn precise_number<'de, A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        if map.next_key::<String>()?.as_deref() != Some("$serde_json::private::Number") {
            return Err(self.mismatch("an object"));
        }
        let text: String = map.next_value()?;
        if let Ok(number) = text.parse::<i64>() {
            self.visit_i64(number)
        } else if let Ok(number) = text.parse::<u64>() {
            self.visit_u64(number)
        } else if let Ok(number) = text.parse::<f64>() {
            self.visit_f64(number)
        } else {
            Err(self.mismatch(format_args!("the number {text}")))
        }
    }
}

impl<'de> Visitor<'de> for SlotSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.slot.expected())
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        if let Slot::OptionalString(slot) = self.slot {
            *slot = Some(text.to_owned());
            return Ok(());
        }
        let fill = self.single();
        match fill.slot {
            Slot::String(slot) => *slot = text.to_owned(),
            Slot::Text(slot) => {
                if !slot.set(text) {
                    return Err(fill.trace.mismatch(slot.expected().to_owned(), "another string".to_owned()));
                }
            }
            Slot::Value(slot) => *slot = Value::String(text.to_owned()),
            Slot::Union(union) => {
                return Self::union(union, Value::String(text.to_owned()), fill.trace);
            }
            _ => return Err(fill.mismatch("a string")),
        }
        Ok(())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<(), E> {
        let fill = self.single();
        match fill.slot {
            Slot::String(slot) => *slot = text,
            Slot::Value(slot) => *slot = Value::String(text),
            Slot::Union(union) => return Self::union(union, Value::String(text), fill.trace),
            _ => return fill.visit_str(&text),
        }
        Ok(())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        let fill = self.single();
        match fill.slot {
            Slot::Bool(slot) => *slot = value,
            Slot::Value(slot) => *slot = Value::Bool(value),
            Slot::Union(union) => return Self::union(union, Value::Bool(value), fill.trace),
            _ => return Err(fill.mismatch("a boolean")),
        }
        Ok(())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        let mut fill = self.single();
        let fits = match &mut fill.slot {
            Slot::I64(slot) => put(*slot, Some(number)),
            Slot::I32(slot) => put(*slot, i32::try_from(number).ok()),
            Slot::U64(slot) => put(*slot, u64::try_from(number).ok()),
            Slot::U32(slot) => put(*slot, u32::try_from(number).ok()),
            #[expect(clippy::cast_precision_loss, reason = "a number in JSON is a double to most producers")]
            Slot::F64(slot) => put(*slot, Some(number as f64)),
            #[expect(clippy::cast_precision_loss, reason = "single precision was asked for")]
            Slot::F32(slot) => put(*slot, Some(number as f32)),
            Slot::Integer(slot) => {
                slot.set(number);
                true
            }
            Slot::Value(slot) => put(*slot, Some(Value::from(number))),
            Slot::Union(union) => return Self::union(*union, Value::from(number), fill.trace),
            _ => false,
        };
        if fits { Ok(()) } else { Err(fill.mismatch(format_args!("the number {number}"))) }
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        if let Ok(number) = i64::try_from(number) {
            return self.visit_i64(number);
        }
        let fill = self.single();
        match fill.slot {
            Slot::U64(slot) => *slot = number,
            #[expect(clippy::cast_precision_loss, reason = "a number in JSON is a double to most producers")]
            Slot::F64(slot) => *slot = number as f64,
            #[expect(clippy::cast_precision_loss, reason = "single precision was asked for")]
            Slot::F32(slot) => *slot = number as f32,
            Slot::Value(slot) => *slot = Value::from(number),
            Slot::Union(union) => return Self::union(union, Value::from(number), fill.trace),
            _ => return Err(fill.mismatch(format_args!("the number {number}"))),
        }
        Ok(())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        let fill = self.single();
        match fill.slot {
            Slot::F64(slot) => *slot = number,
            // What is too great for single precision would become infinite, which cannot be written again.
            #[expect(clippy::cast_possible_truncation, reason = "single precision was asked for")]
            Slot::F32(slot) if (number as f32).is_finite() => *slot = number as f32,
            Slot::Value(slot) => *slot = Value::from(number),
            Slot::Union(union) => return Self::union(union, Value::from(number), fill.trace),
            // Some servers write integers as `404.0`.
            Slot::I64(_) | Slot::I32(_) | Slot::U64(_) | Slot::U32(_) | Slot::Integer(_) => {
                return match whole(number) {
                    Some(number) => fill.visit_i64(number),
                    None => Err(fill.mismatch(format_args!("the number {number}"))),
                };
            }
            _ => return Err(fill.mismatch(format_args!("the number {number}"))),
        }
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        match self.slot {
            Slot::Optional(slot) => slot.null(),
            Slot::OptionalString(slot) => *slot = None,
            Slot::OptionalBool(slot) => *slot = None,
            Slot::OptionalI64(slot) => *slot = None,
            Slot::OptionalF64(slot) => *slot = None,
            Slot::Value(slot) => *slot = Value::Null,
            Slot::Union(union) if !self.optional => {
                return Self::union(union, Value::Null, self.trace);
            }
            _ if self.optional => {}
            _ => return Err(self.mismatch("null")),
        }
        Ok(())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, sequence: A) -> Result<(), A::Error> {
        loop {
            self.slot = match self.slot {
                Slot::Optional(optional) => optional.some(),
                Slot::OneOrMany(value) => value.many(),
                Slot::List(list) => return fill_list(list, sequence, self.trace),
                Slot::Value(slot) => {
                    *slot = Value::deserialize(SeqAccessDeserializer::new(sequence))?;
                    return Ok(());
                }
                Slot::Union(union) => {
                    let value = Value::deserialize(SeqAccessDeserializer::new(sequence))?;
                    return Self::union(union, value, self.trace);
                }
                _ => return Err(self.mismatch("an array")),
            };
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let fill = self.single();
        let trace = fill.trace;
        match fill.slot {
            Slot::Record(record) => {
                let descriptor = record.descriptor();
                let mut outcome = Ok(());
                record.with_slots(&mut |slots| outcome = fill_record(descriptor, slots, &mut map, trace));
                outcome
            }
            Slot::Map(entries) => fill_map(entries, map, trace),
            Slot::Value(slot) => {
                *slot = Value::deserialize(MapAccessDeserializer::new(map))?;
                Ok(())
            }
            Slot::Union(union) => {
                let value = Value::deserialize(MapAccessDeserializer::new(map))?;
                Self::union(union, value, trace)
            }
            Slot::I64(_)
            | Slot::I32(_)
            | Slot::U64(_)
            | Slot::U32(_)
            | Slot::F64(_)
            | Slot::F32(_)
            | Slot::Integer(_) => fill.precise_number(map),
            _ => Err(fill.mismatch("an object")),
        }
    }
}

fn put<T>(slot: &mut T, value: Option<T>) -> bool {
    match value {
        Some(value) => {
            *slot = value;
            true
        }
        None => false,
    }
}

/// The integer a number without fraction stands for.
fn whole(number: f64) -> Option<i64> {
    // 2^63 is exact as a double, i64::MAX is not.
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    #[expect(clippy::cast_possible_truncation, reason = "checked to be in range and without fraction")]
    (number.fract() == 0.0 && (-LIMIT..LIMIT).contains(&number)).then_some(number as i64)
}
