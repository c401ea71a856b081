//! The walk: one value of a source on its way into one slot. It does not know serde.
//!
//! What is inside arrays and objects is `members`' business, what does not fit `recovery`'s, unions are `choice`'s. A
//! value that does not fit is noted and the walk goes on, so one decoding tells of all; only broken text ends it.

use serde_json::Value;

use super::choice::choose;
use super::members::{fill_list, fill_map, fill_record};
use super::recovery::Scalar;
use super::slot::{Slot, SlotOptional};
use super::source::{Elements, Members};
use super::target::Target;
use super::trace::Trace;

impl<'t> Target<'_, 't> {
    /// The value of an optional slot, which becomes `None` if it does not fit and may be so.
    pub(super) fn within<R>(
        optional: &mut dyn SlotOptional,
        is_member: bool,
        trace: &'t Trace,
        read: impl FnOnce(Target<'_, 't>) -> R,
    ) -> R {
        let mark = trace.mark();
        let result = read(Target { slot: optional.some(), optional: false, nullable: true, trace });
        if trace.has_failed_since(mark) {
            trace.give_up(optional, is_member, mark);
        }
        result
    }

    #[inline]
    pub(super) fn string(self, text: &str) {
        match self.slot {
            Slot::OptionalString(slot) => *slot = Some(text.to_owned()),
            Slot::String(slot) => *slot = text.to_owned(),
            Slot::Text(slot) => {
                if !slot.set(text) {
                    Target { slot: Slot::Text(slot), ..self }.recover(Scalar::String(text));
                } else if self.trace.keep_undeclared && slot.is_unknown() {
                    self.trace.unknown_value("a value of the list", "another string");
                }
            }
            Slot::Value(slot) => *slot = Value::String(text.to_owned()),
            Slot::Union(union) => choose(union, Value::String(text.to_owned()), self.trace),
            Slot::Optional(optional) => {
                Self::within(optional, self.optional, self.trace, |target| target.string(text));
            }
            Slot::OneOrMany(value) => Target { slot: value.one(), ..self }.string(text),
            slot => Target { slot, ..self }.recover(Scalar::String(text)),
        }
    }

    /// As [`string`](Self::string), without a copy where the string is kept.
    pub(super) fn owned_string(self, text: String) {
        match self.slot {
            Slot::OptionalString(slot) => *slot = Some(text),
            Slot::String(slot) => *slot = text,
            Slot::Value(slot) => *slot = Value::String(text),
            Slot::Union(union) => choose(union, Value::String(text), self.trace),
            slot => Target { slot, ..self }.string(&text),
        }
    }

    pub(super) fn boolean(self, value: bool) {
        match self.slot {
            Slot::Bool(slot) => *slot = value,
            Slot::OptionalBool(slot) => *slot = Some(value),
            Slot::Value(slot) => *slot = Value::Bool(value),
            Slot::Union(union) => choose(union, Value::Bool(value), self.trace),
            Slot::Optional(optional) => {
                Self::within(optional, self.optional, self.trace, |target| target.boolean(value));
            }
            Slot::OneOrMany(item) => Target { slot: item.one(), ..self }.boolean(value),
            slot => Target { slot, ..self }.recover(Scalar::Bool(value)),
        }
    }

    pub(super) fn integer(mut self, number: i64) {
        if self.slot.set_integer(number) {
            return self.tell_unknown_integer();
        }
        match self.slot {
            Slot::Union(union) => choose(union, number.into(), self.trace),
            Slot::Optional(optional) => {
                Self::within(optional, self.optional, self.trace, |target| target.integer(number));
            }
            Slot::OneOrMany(item) => Target { slot: item.one(), ..self }.integer(number),
            slot => Target { slot, ..self }.recover(Scalar::Integer(number)),
        }
    }

    #[inline]
    fn tell_unknown_integer(&self) {
        if self.trace.keep_undeclared
            && let Slot::Integer(slot) = &self.slot
            && slot.is_unknown()
        {
            self.trace.unknown_value("a value of the list", "another integer");
        }
    }

    pub(super) fn unsigned(mut self, number: u64) {
        if let Ok(number) = i64::try_from(number) {
            return self.integer(number);
        }
        if self.slot.set_unsigned(number) {
            return;
        }
        match self.slot {
            Slot::Union(union) => choose(union, number.into(), self.trace),
            Slot::Optional(optional) => {
                Self::within(optional, self.optional, self.trace, |target| target.unsigned(number));
            }
            Slot::OneOrMany(item) => Target { slot: item.one(), ..self }.unsigned(number),
            slot => Target { slot, ..self }.recover(Scalar::Unsigned(number)),
        }
    }

    /// A number that is no 64-bit integer, with its digits where the source has them.
    pub(super) fn float(mut self, number: f64, digits: Option<&str>) {
        if self.set_digits(number, digits) || self.slot.set_float(number) {
            return;
        }
        match self.slot {
            Slot::Union(union) => match tree_of(number, digits) {
                Some(tree) => choose(union, tree, self.trace),
                None => Target { slot: Slot::Union(union), ..self }.recover(Scalar::Float(number, digits)),
            },
            Slot::Optional(optional) => {
                Self::within(optional, self.optional, self.trace, |target| target.float(number, digits));
            }
            Slot::OneOrMany(item) => Target { slot: item.one(), ..self }.float(number, digits),
            slot => Target { slot, ..self }.recover(Scalar::Float(number, digits)),
        }
    }

    /// A number of which the digits count, where the source has them.
    #[inline]
    fn set_digits(&mut self, number: f64, digits: Option<&str>) -> bool {
        match (&mut self.slot, digits) {
            (Slot::Number(slot), Some(digits)) => slot.set(digits),
            (Slot::Value(slot), digits) => tree_of(number, digits).map(|tree| **slot = tree).is_some(),
            _ => false,
        }
    }

    /// A number as its digits, which are those of JSON.
    pub(super) fn digits(self, digits: &str) {
        // The sign of `-0` is kept by floating-point numbers only.
        if let Some(number) = digits.parse::<i64>().ok().filter(|_| digits != "-0") {
            self.integer(number);
        } else if let Ok(number) = digits.parse::<u64>() {
            self.unsigned(number);
        } else {
            // Every number of JSON parses; one out of range becomes infinite and fits nowhere.
            self.float(digits.parse().unwrap_or(f64::INFINITY), Some(digits));
        }
    }

    pub(super) fn null(self) {
        match self.slot {
            Slot::Optional(slot) => slot.null(),
            Slot::OptionalString(slot) => *slot = None,
            Slot::OptionalBool(slot) => *slot = None,
            Slot::OptionalI64(slot) => *slot = None,
            Slot::OptionalF64(slot) => *slot = None,
            Slot::Value(slot) => *slot = Value::Null,
            Slot::Union(union) if !self.optional => choose(union, Value::Null, self.trace),
            _ if self.optional => {}
            slot => Target { slot, ..self }.recover(Scalar::Null),
        }
    }

    pub(super) fn array<E: Elements>(self, mut items: E) -> Result<(), E::Error> {
        match self.slot {
            Slot::List(list) => fill_list(list, &mut items, self.trace),
            Slot::Optional(optional) => Self::within(optional, self.optional, self.trace, |target| target.array(items)),
            Slot::OneOrMany(value) => Target { slot: value.many(), ..self }.array(items),
            Slot::Value(slot) => {
                *slot = items.into_tree()?;
                Ok(())
            }
            Slot::Union(union) => items.choose(union, self.trace),
            slot @ (Slot::Map(_) | Slot::Record(_)) => Target { slot, ..self }.array_for_object(items),
            slot => {
                Target { slot, ..self }.mismatch("an array");
                items.skip()
            }
        }
    }

    pub(super) fn object<'de, M: Members<'de>>(self, mut members: M) -> Result<(), M::Error> {
        let trace = self.trace;
        match self.slot {
            Slot::Record(record) => {
                let descriptor = record.descriptor();
                let mut outcome = Ok(());
                record.with_slots(&mut |slots| outcome = fill_record(descriptor, slots, &mut members, trace));
                outcome
            }
            Slot::Map(entries) => fill_map(entries, &mut members, trace),
            Slot::Optional(optional) => Self::within(optional, self.optional, trace, |target| target.object(members)),
            Slot::OneOrMany(value) => Target { slot: value.one(), ..self }.object(members),
            Slot::Value(slot) => {
                *slot = members.into_tree()?;
                Ok(())
            }
            Slot::Union(union) => members.choose(union, trace),
            slot @ Slot::List(_) => Target { slot, ..self }.object_for_list(members),
            slot => match members.number()? {
                Some(digits) => {
                    Target { slot, ..self }.digits(&digits);
                    Ok(())
                }
                None => {
                    Target { slot, ..self }.mismatch("an object");
                    members.skip()
                }
            },
        }
    }
}

/// A number as a tree, with its digits where the source has them; `None` if it is out of range.
fn tree_of(number: f64, digits: Option<&str>) -> Option<Value> {
    match digits {
        Some(digits) => serde_json::from_str(digits).ok(),
        None => number.is_finite().then(|| number.into()),
    }
}
