//! The members of arrays, maps and records on their way into their slots; single values are `decode`'s.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::decode::SlotSeed;
use super::decode_error::{Segment, Trace};
use super::record::{Field, RecordDescriptor};
use super::slot::{Slot, SlotList, SlotMap};

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

/// Appends to the list only once there is an item.
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
    let fill = SlotSeed { slot: entries.insert(key), optional: false, trace };
    map.next_value_seed(fill).inspect_err(|_| trace.push(Segment::Key(key.to_owned().into())))
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
                let fill = SlotSeed { slot, optional: field.is_optional(), trace };
                map.next_value_seed(fill).inspect_err(|_| trace.push(Segment::Key(field.name().into())))?;
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

/// What a key of a record means.
enum Key<'de> {
    Field(usize),
    /// Belongs to the additional properties.
    Other(Cow<'de, str>),
    Ignored,
}

/// Finds a key among the fields, trying the expected one first.
struct Keys {
    fields: &'static [Field],
    expected: usize,
    /// Whether an unknown key is of use.
    keep: bool,
}

impl<'de> DeserializeSeed<'de> for Keys {
    type Value = Key<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key<'de>, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'de> Visitor<'de> for Keys {
    type Value = Key<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a field name")
    }

    #[inline]
    fn visit_borrowed_str<E: Error>(self, key: &'de str) -> Result<Key<'de>, E> {
        Ok(self.find(key).unwrap_or_else(|keep| if keep { Key::Other(Cow::Borrowed(key)) } else { Key::Ignored }))
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Key<'de>, E> {
        Ok(self
            .find(key)
            .unwrap_or_else(|keep| if keep { Key::Other(Cow::Owned(key.to_owned())) } else { Key::Ignored }))
    }
}

impl Keys {
    /// The field of that name, or whether the key is to be kept.
    #[inline]
    fn find<'de>(&self, key: &str) -> Result<Key<'de>, bool> {
        match self.fields.get(self.expected) {
            Some(field) if field.name() == key => Ok(Key::Field(self.expected)),
            _ => self.search(key).map(Key::Field).ok_or(self.keep),
        }
    }

    fn search(&self, key: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name() == key)
    }
}

/// Reads the key of a map, without a copy where the text allows it.
struct AnyKey;

impl<'de> DeserializeSeed<'de> for AnyKey {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cow<'de, str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for AnyKey {
    type Value = Cow<'de, str>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_borrowed_str<E: Error>(self, key: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(key))
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(key.to_owned()))
    }

    fn visit_string<E: Error>(self, key: String) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(key))
    }
}
