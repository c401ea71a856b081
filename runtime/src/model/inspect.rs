//! What records and unions print and when they are equal, read from their tables: one walk for all, as for JSON.

use std::fmt;

use super::record::Record;
use super::slot::{Ref, SlotList, SlotMap};

/// Prints a value as `derive(Debug)` would, but for its secrets; enums print their text, unions what they hold.
///
/// # Errors
///
/// If the formatter fails.
pub fn debug(value: Ref<'_>, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    fmt::Debug::fmt(&Printed(value), formatter)
}

fn debug_record(record: &dyn Record, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    let shape = record.shape();
    let mut result = Ok(());
    record.with_refs(&mut |values| {
        let mut printed = formatter.debug_struct(shape.name);
        for ((field, name), value) in shape.fields.iter().zip(shape.rust_names()).zip(values) {
            match value {
                Ref::Absent | Ref::Null => printed.field(name, &None::<()>),
                _ if shape.is_secret(field.name()) => printed.field(name, &format_args!("..")),
                value => printed.field(name, &Printed(*value)),
            };
        }
        result = printed.finish();
    });
    result
}

/// Whether two values are the same on the wire and of the same type.
#[must_use]
pub fn equal(left: Ref<'_>, right: Ref<'_>) -> bool {
    match (left, right) {
        (Ref::Absent, Ref::Absent) | (Ref::Null, Ref::Null) => true,
        (Ref::Str(left), Ref::Str(right)) => left == right,
        (Ref::Base64(left), Ref::Base64(right)) => left == right,
        (Ref::Bool(left), Ref::Bool(right)) => left == right,
        (Ref::I64(left), Ref::I64(right)) => left == right,
        (Ref::U64(left), Ref::U64(right)) => left == right,
        (Ref::F64(left), Ref::F64(right)) => left == right,
        (Ref::F32(left), Ref::F32(right)) => left == right,
        (Ref::Value(left), Ref::Value(right)) => left == right,
        (Ref::Record(left), Ref::Record(right)) => {
            std::ptr::eq(left.shape().fields, right.shape().fields) && same_fields(left, right)
        }
        (Ref::Tagged(_, left_tag, left), Ref::Tagged(_, right_tag, right)) => {
            left_tag == right_tag && same_fields(left, right)
        }
        (Ref::List(left), Ref::List(right)) => same_items(left, right),
        (Ref::Map(left), Ref::Map(right)) => same_entries(left, right),
        _ => false,
    }
}

fn same_fields(left: &dyn Record, right: &dyn Record) -> bool {
    let mut same = false;
    left.with_refs(&mut |left| {
        right.with_refs(&mut |right| {
            same = left.len() == right.len() && left.iter().zip(right).all(|(left, right)| equal(*left, *right));
        });
    });
    same
}

fn same_items(left: &dyn SlotList, right: &dyn SlotList) -> bool {
    let (left, right) = (left.items(), right.items());
    left.len() == right.len() && left.zip(right).all(|(left, right)| equal(left, right))
}

fn same_entries(left: &dyn SlotMap, right: &dyn SlotMap) -> bool {
    let mut same = left.count() == right.count();
    if same {
        left.each(&mut |key, value| {
            same = right.get(key).is_some_and(|other| equal(value, other));
            same
        });
    }
    same
}

/// A value as it is printed.
struct Printed<'a>(Ref<'a>);

impl fmt::Debug for Printed<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Ref::Absent | Ref::Null => formatter.write_str("None"),
            Ref::Str(text) => fmt::Debug::fmt(text, formatter),
            Ref::Base64(bytes) => fmt::Debug::fmt(bytes, formatter),
            Ref::Bool(truth) => fmt::Debug::fmt(&truth, formatter),
            Ref::I64(number) => fmt::Debug::fmt(&number, formatter),
            Ref::U64(number) => fmt::Debug::fmt(&number, formatter),
            Ref::F64(number) => fmt::Debug::fmt(&number, formatter),
            Ref::F32(number) => fmt::Debug::fmt(&number, formatter),
            Ref::Value(value) => fmt::Debug::fmt(value, formatter),
            Ref::Record(record) | Ref::Tagged(_, _, record) => debug_record(record, formatter),
            Ref::List(list) => formatter.debug_list().entries(list.items().map(Printed)).finish(),
            Ref::Map(map) => {
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
