//! `Debug` and equality of records and unions, from their tables, compiled once for all types.

use std::fmt;

use super::kind::Model;
use super::slot::{Record, SlotList, SlotMap, ValueRef};

/// Prints a value as `derive(Debug)` does, except that secrets are omitted, an open enum prints its string, and a union
/// prints its payload.
///
/// # Errors
///
/// If the formatter fails.
#[inline]
pub fn debug<T: Model>(value: &T, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    fmt::Debug::fmt(&Printed(value.view()), formatter)
}

fn debug_record(record: &dyn Record, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    let descriptor = record.descriptor();
    let mut result = Ok(());
    record.with_refs(&mut |values| {
        let mut printed = formatter.debug_struct(descriptor.name);
        for (index, (name, value)) in descriptor.rust_names().zip(values).enumerate() {
            let wire_name = descriptor.wire_names.get(index);
            match value {
                ValueRef::Absent | ValueRef::Null => printed.field(name, &None::<()>),
                _ if wire_name.is_some_and(|wire_name| descriptor.is_secret(wire_name)) => {
                    printed.field(name, &format_args!(".."))
                }
                value => printed.field(name, &Printed(*value)),
            };
        }
        result = printed.finish();
    });
    result
}

/// Whether two values have the same JSON.
#[inline]
#[must_use]
pub fn equal<T: Model>(left: &T, right: &T) -> bool {
    same(left.view(), right.view())
}

/// Whether two values have the same type and the same JSON.
fn same(left: ValueRef<'_>, right: ValueRef<'_>) -> bool {
    match (left, right) {
        (ValueRef::Absent, ValueRef::Absent) | (ValueRef::Null, ValueRef::Null) => true,
        (ValueRef::Str(left), ValueRef::Str(right)) => left == right,
        (ValueRef::Base64(left), ValueRef::Base64(right)) => left == right,
        (ValueRef::Bool(left), ValueRef::Bool(right)) => left == right,
        (ValueRef::I64(left), ValueRef::I64(right)) => left == right,
        (ValueRef::U64(left), ValueRef::U64(right)) => left == right,
        (ValueRef::F64(left), ValueRef::F64(right)) => left == right,
        (ValueRef::F32(left), ValueRef::F32(right)) => left == right,
        (ValueRef::I128(left), ValueRef::I128(right)) => left == right,
        (ValueRef::U128(left), ValueRef::U128(right)) => left == right,
        (ValueRef::Number(left), ValueRef::Number(right)) => left == right,
        (ValueRef::Value(left), ValueRef::Value(right)) => left == right,
        (ValueRef::Record(left), ValueRef::Record(right)) => {
            left.descriptor().name == right.descriptor().name && same_fields(left, right)
        }
        (ValueRef::Tagged(left_tag, left), ValueRef::Tagged(right_tag, right)) => {
            left_tag == right_tag && same_fields(left, right)
        }
        (ValueRef::List(left), ValueRef::List(right)) => same_items(left, right),
        (ValueRef::Map(left), ValueRef::Map(right)) => same_entries(left, right),
        _ => false,
    }
}

fn same_fields(left: &dyn Record, right: &dyn Record) -> bool {
    let mut is_same = false;
    left.with_refs(&mut |left| {
        right.with_refs(&mut |right| {
            is_same = left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same(*left, *right));
        });
    });
    is_same
}

fn same_items(left: &dyn SlotList, right: &dyn SlotList) -> bool {
    let (left, right) = (left.items(), right.items());
    left.len() == right.len() && left.zip(right).all(|(left, right)| same(left, right))
}

fn same_entries(left: &dyn SlotMap, right: &dyn SlotMap) -> bool {
    let mut is_same = left.count() == right.count();
    if is_same {
        left.each(&mut |key, value| {
            is_same = right.get(key).is_some_and(|other| same(value, other));
            is_same
        });
    }
    is_same
}

/// A value with the `Debug` of [`debug`].
struct Printed<'a>(ValueRef<'a>);

impl fmt::Debug for Printed<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            ValueRef::Absent | ValueRef::Null => formatter.write_str("None"),
            ValueRef::Str(text) => fmt::Debug::fmt(text, formatter),
            ValueRef::Base64(bytes) => fmt::Debug::fmt(bytes, formatter),
            ValueRef::Bool(truth) => fmt::Debug::fmt(&truth, formatter),
            ValueRef::I64(number) => fmt::Debug::fmt(&number, formatter),
            ValueRef::U64(number) => fmt::Debug::fmt(&number, formatter),
            ValueRef::F64(number) => fmt::Debug::fmt(&number, formatter),
            ValueRef::F32(number) => fmt::Debug::fmt(&number, formatter),
            ValueRef::I128(number) => fmt::Debug::fmt(number, formatter),
            ValueRef::U128(number) => fmt::Debug::fmt(number, formatter),
            ValueRef::Number(digits) => formatter.write_str(digits),
            ValueRef::Value(value) => fmt::Debug::fmt(value, formatter),
            ValueRef::Record(record) | ValueRef::Tagged(_, record) => debug_record(record, formatter),
            ValueRef::List(list) => formatter.debug_list().entries(list.items().map(Printed)).finish(),
            ValueRef::Map(map) => {
                let mut printed = formatter.debug_map();
                map.each(&mut |key, value| {
                    printed.entry(&key, &Printed(value));
                    true
                });
                printed.finish()
            }
        }
    }
}
