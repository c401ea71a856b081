//! The members of arrays, maps and records on their way into their slots; single values are `walk`'s.

use super::drift::Strictness;
use super::keys::{Key, Keys};
use super::record::RecordDescriptor;
use super::slot::{Slot, SlotList, SlotMap};
use super::source::{Elements, Members};
use super::target::Target;
use super::trace::{Segment, Trace};

pub(super) fn fill_list<E: Elements>(list: &mut dyn SlotList, items: &mut E, trace: &Trace) -> Result<(), E::Error> {
    list.clear();
    let mut index = 0;
    loop {
        let noted = trace.noted();
        // The list grows only once there is an item.
        match items.next(|| Target::new(list.push(), trace)) {
            Ok(true) if trace.noted() == noted => {}
            Ok(true) => trace.step(noted, &Segment::Index(index)),
            Ok(false) => return Ok(()),
            Err(error) => {
                trace.broken(Segment::Index(index));
                return Err(error);
            }
        }
        index += 1;
    }
}

pub(super) fn fill_map<'de, M: Members<'de>>(
    entries: &mut dyn SlotMap,
    members: &mut M,
    trace: &Trace,
) -> Result<(), M::Error> {
    entries.clear();
    while let Some(key) = members.any_key()? {
        fill_entry(entries, &key, members, trace)?;
    }
    Ok(())
}

fn fill_entry<'de, M: Members<'de>>(
    entries: &mut dyn SlotMap,
    key: &str,
    members: &mut M,
    trace: &Trace,
) -> Result<(), M::Error> {
    let noted = trace.noted();
    let target = Target::new(entries.insert(key), trace);
    members.value(target).inspect_err(|_| trace.broken(Segment::key(key)))?;
    if trace.noted() != noted {
        trace.step(noted, &Segment::key(key));
    }
    Ok(())
}

pub(super) fn fill_record<'de, M: Members<'de>>(
    descriptor: &'static RecordDescriptor,
    slots: &mut [Slot<'_>],
    members: &mut M,
    trace: &Trace,
) -> Result<(), M::Error> {
    let fields = descriptor.wire_names;
    let (named, additional) = slots.split_at_mut(fields.len());
    let mut order = trace.orders.take(descriptor);
    let mut place = 0;
    let mut has_others = false;
    if let [Slot::Map(entries)] = additional {
        entries.clear();
    }
    let keep = !additional.is_empty() || trace.keep_undeclared;
    loop {
        let expected = order.expected(place);
        let is_expected = fields.get(expected).is_some_and(|field| members.is_next(field));
        let index = match is_expected {
            true => expected,
            false => match members.key(Keys { fields, expected, place, keep })? {
                Some(Key::Field(index)) => index,
                Some(key) => {
                    has_others |= fill_undeclared(key, additional, members, trace)?;
                    continue;
                }
                None => break,
            },
        };
        if index != expected {
            order.learn(place, index, fields.len());
        }
        place = index + 1;
        let slot = std::mem::replace(&mut named[index], Slot::Filled);
        fill_field(fields[index], Target::member(slot, descriptor.is_optional(index), trace), members)?;
    }
    trace.orders.put(descriptor, order);
    note_missing(descriptor, named, trace);
    // No field has been read: the place is still that of the beginning. Where one is required, that is an error unless
    // the reading is tolerant.
    let is_silent = descriptor.requires_nothing() || trace.strictness() == Strictness::Tolerant;
    if has_others && place == 0 && !fields.is_empty() && is_silent {
        trace.nothing_declared(descriptor);
    }
    Ok(())
}

/// Reads the value of a key that has no field; `true` if it is not kept in the record.
fn fill_undeclared<'de, M: Members<'de>>(
    key: Key<'de>,
    additional: &mut [Slot<'_>],
    members: &mut M,
    trace: &Trace,
) -> Result<bool, M::Error> {
    match (key, additional) {
        (Key::Other(key), [Slot::Map(entries)]) => {
            fill_entry(*entries, &key, members, trace)?;
            return Ok(false);
        }
        (Key::Other(key), _) => trace.undeclared(&key, members.kept()?),
        _ => members.skip_value()?,
    }
    Ok(true)
}

#[inline]
fn fill_field<'de, M: Members<'de>>(
    wire_name: &'static str,
    target: Target<'_, '_>,
    members: &mut M,
) -> Result<(), M::Error> {
    if let Slot::Filled = target.slot {
        members.repeat();
    }
    let (trace, noted) = (target.trace, target.trace.noted());
    members.value(target).inspect_err(|_| trace.broken(Segment::Key(wire_name.into())))?;
    if trace.noted() != noted {
        trace.step(noted, &Segment::Key(wire_name.into()));
    }
    Ok(())
}

#[inline]
fn note_missing(descriptor: &RecordDescriptor, slots: &[Slot<'_>], trace: &Trace) {
    for (index, (wire_name, slot)) in descriptor.wire_names.iter().zip(slots).enumerate() {
        if !matches!(slot, Slot::Filled) && !descriptor.is_optional(index) {
            trace.missing(wire_name, slot);
        }
    }
}
