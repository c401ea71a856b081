//! The visitor that fills slots from JSON, and what it does for the members of arrays and objects.
//!
//! All values are read through `deserialize_any`, so the JSON decides which method runs, and a mismatch is reported in
//! the words of this crate. The path of an error is collected while the error is returned; success costs nothing.

use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::decode_error::{Segment, Trace};
use super::keys::{AnyKey, Key, Keys};
use super::record::RecordDescriptor;
use super::slot::{Slot, SlotList, SlotMap, Union};

/// Decodes one value into one slot.
pub(super) struct SlotSeed<'s, 't> {
    pub(super) slot: Slot<'s>,
    /// Whether null is accepted and leaves the slot as it is.
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
    /// Replaces an optional or one-or-many slot by that of its value, for JSON that is neither null nor an array.
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
        let descriptor = union.descriptor();
        let Some(selected) = descriptor.select(&value) else {
            if let Slot::Value(place) = union.become_variant(usize::MAX) {
                *place = value;
            }
            return Ok(());
        };
        let variant = match descriptor.other_candidates(selected, &value) {
            others if others.is_empty() => selected,
            others => match Self::best_candidate(union, selected, others, &value) {
                Ok(()) => return Ok(()),
                Err(best) => best,
            },
        };
        let seed = SlotSeed { slot: union.become_variant(variant), optional: false, trace };
        seed.deserialize(value).map_err(E::custom)
    }

    /// Tries to decode the value as each candidate, those first that declare most of its keys.
    ///
    /// If none decodes, returns the first one, whose error is reported.
    #[cold]
    fn best_candidate(union: &mut dyn Union, selected: usize, others: Vec<usize>, value: &Value) -> Result<(), usize> {
        let mut candidates = Vec::with_capacity(others.len() + 1);
        for variant in std::iter::once(selected).chain(others) {
            candidates.push((variant, declared_keys(&union.become_variant(variant), value)));
        }
        candidates.sort_by_key(|(_, declared)| std::cmp::Reverse(*declared));
        let decodes = |variant: usize| {
            let trace = Trace::default();
            let seed = SlotSeed { slot: union.become_variant(variant), optional: false, trace: &trace };
            seed.deserialize(value).is_ok()
        };
        if candidates.iter().map(|(variant, _)| *variant).any(decodes) {
            Ok(())
        } else {
            Err(candidates.first().map_or(selected, |(variant, _)| *variant))
        }
    }

    /// Decodes a number that arrives as an object with one entry.
    ///
    /// serde_json does that with its feature `arbitrary_precision`, which any crate of a program may enable.
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
        let seed = self.single();
        match seed.slot {
            Slot::String(slot) => *slot = text.to_owned(),
            Slot::Text(slot) => {
                if !slot.set(text) {
                    return Err(seed.trace.mismatch(slot.expected().to_owned(), "another string".to_owned()));
                }
            }
            Slot::Value(slot) => *slot = Value::String(text.to_owned()),
            Slot::Union(union) => {
                return Self::union(union, Value::String(text.to_owned()), seed.trace);
            }
            _ => return Err(seed.mismatch("a string")),
        }
        Ok(())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<(), E> {
        let seed = self.single();
        match seed.slot {
            Slot::String(slot) => *slot = text,
            Slot::Value(slot) => *slot = Value::String(text),
            Slot::Union(union) => return Self::union(union, Value::String(text), seed.trace),
            _ => return seed.visit_str(&text),
        }
        Ok(())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        let seed = self.single();
        match seed.slot {
            Slot::Bool(slot) => *slot = value,
            Slot::Value(slot) => *slot = Value::Bool(value),
            Slot::Union(union) => return Self::union(union, Value::Bool(value), seed.trace),
            _ => return Err(seed.mismatch("a boolean")),
        }
        Ok(())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        let mut seed = self.single();
        let fits = match &mut seed.slot {
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
            Slot::Union(union) => return Self::union(*union, Value::from(number), seed.trace),
            _ => false,
        };
        if fits { Ok(()) } else { Err(seed.mismatch(format_args!("the number {number}"))) }
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        if let Ok(number) = i64::try_from(number) {
            return self.visit_i64(number);
        }
        let seed = self.single();
        match seed.slot {
            Slot::U64(slot) => *slot = number,
            #[expect(clippy::cast_precision_loss, reason = "a number in JSON is a double to most producers")]
            Slot::F64(slot) => *slot = number as f64,
            #[expect(clippy::cast_precision_loss, reason = "single precision was asked for")]
            Slot::F32(slot) => *slot = number as f32,
            Slot::Value(slot) => *slot = Value::from(number),
            Slot::Union(union) => return Self::union(union, Value::from(number), seed.trace),
            _ => return Err(seed.mismatch(format_args!("the number {number}"))),
        }
        Ok(())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        let seed = self.single();
        match seed.slot {
            Slot::F64(slot) => *slot = number,
            // A number too large for single precision would become infinite, which JSON cannot represent.
            #[expect(clippy::cast_possible_truncation, reason = "single precision was asked for")]
            Slot::F32(slot) if (number as f32).is_finite() => *slot = number as f32,
            Slot::Value(slot) => *slot = Value::from(number),
            Slot::Union(union) => return Self::union(union, Value::from(number), seed.trace),
            // Some servers write integers as `404.0`.
            Slot::I64(_) | Slot::I32(_) | Slot::U64(_) | Slot::U32(_) | Slot::Integer(_) => {
                return match whole(number) {
                    Some(number) => seed.visit_i64(number),
                    None => Err(seed.mismatch(format_args!("the number {number}"))),
                };
            }
            _ => return Err(seed.mismatch(format_args!("the number {number}"))),
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
        let seed = self.single();
        let trace = seed.trace;
        match seed.slot {
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
            | Slot::Integer(_) => seed.precise_number(map),
            _ => Err(seed.mismatch("an object")),
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

/// The number of keys of an object that the record declares as fields.
fn declared_keys(slot: &Slot<'_>, value: &Value) -> usize {
    match (slot, value) {
        (Slot::Record(record), Value::Object(members)) => {
            members.keys().filter(|key| record.descriptor().has(key)).count()
        }
        _ => 0,
    }
}

/// The integer that a number without fraction represents.
fn whole(number: f64) -> Option<i64> {
    // 2^63 is exact as a double, i64::MAX is not.
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    #[expect(clippy::cast_possible_truncation, reason = "checked to be in range and without fraction")]
    (number.fract() == 0.0 && (-LIMIT..LIMIT).contains(&number)).then_some(number as i64)
}

pub(super) fn fill_list<'de, A: SeqAccess<'de>>(
    list: &mut dyn SlotList,
    mut sequence: A,
    trace: &Trace,
) -> Result<(), A::Error> {
    list.clear();
    let mut index = 0;
    loop {
        match sequence.next_element_seed(Push { list, trace }) {
            Ok(Some(())) => index += 1,
            Ok(None) => return Ok(()),
            Err(error) => {
                trace.push(Segment::Index(index));
                return Err(error);
            }
        }
    }
}

/// Appends an item to the list once the array has another one.
struct Push<'s, 't> {
    list: &'s mut dyn SlotList,
    trace: &'t Trace,
}

impl<'de> DeserializeSeed<'de> for Push<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        SlotSeed { slot: self.list.push(), optional: false, trace: self.trace }.deserialize(deserializer)
    }
}

pub(super) fn fill_map<'de, A: MapAccess<'de>>(
    entries: &mut dyn SlotMap,
    mut map: A,
    trace: &Trace,
) -> Result<(), A::Error> {
    entries.clear();
    while let Some(key) = map.next_key_seed(AnyKey)? {
        fill_entry(entries, &key, &mut map, trace)?;
    }
    Ok(())
}

fn fill_entry<'de, A: MapAccess<'de>>(
    entries: &mut dyn SlotMap,
    key: &str,
    map: &mut A,
    trace: &Trace,
) -> Result<(), A::Error> {
    let seed = SlotSeed { slot: entries.insert(key), optional: false, trace };
    map.next_value_seed(seed).inspect_err(|_| trace.push(Segment::Key(key.to_owned().into())))
}

pub(super) fn fill_record<'de, A: MapAccess<'de>>(
    descriptor: &'static RecordDescriptor,
    slots: &mut [Slot<'_>],
    map: &mut A,
    trace: &Trace,
) -> Result<(), A::Error> {
    let fields = descriptor.named();
    let (named, additional) = slots.split_at_mut(fields.len());
    let mut order = trace.orders.take(descriptor);
    let mut place = 0;
    if let [Slot::Map(entries)] = additional {
        entries.clear();
    }
    loop {
        let keys = Keys { fields, expected: order.expected(place), keep: !additional.is_empty() };
        let Some(key) = map.next_key_seed(keys)? else {
            break;
        };
        match key {
            Key::Field(index) => {
                order.learn(place, index, fields.len());
                place = index + 1;
                let slot = std::mem::replace(&mut named[index], Slot::Filled);
                let field = &fields[index];
                let seed = SlotSeed { slot, optional: field.is_optional(), trace };
                map.next_value_seed(seed).inspect_err(|_| trace.push(Segment::Key(field.name().into())))?;
            }
            Key::Other(key) => match additional {
                [Slot::Map(entries)] => fill_entry(*entries, &key, map, trace)?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            },
            Key::Ignored => drop(map.next_value::<IgnoredAny>()?),
        }
    }
    trace.orders.put(descriptor, order);
    for (field, slot) in fields.iter().zip(named.iter()) {
        if !field.is_optional() && !matches!(slot, Slot::Filled) {
            let error = trace.mismatch(slot.expected(), "nothing".to_owned());
            trace.push(Segment::Key(field.name().into()));
            return Err(error);
        }
    }
    Ok(())
}
