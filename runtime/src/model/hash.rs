//! `Hash` of records and unions, from their tables: what `equal` calls equal has the same hash.

use std::hash::{Hash, Hasher};

use super::kind::Model;
use super::slot::{Record, ValueRef};

/// Feeds a value to a hasher. Floating-point numbers have no hash, and the generator lets no type with one have it.
pub fn hash<T: Model, H: Hasher>(value: &T, state: &mut H) {
    view(value.view(), state);
}

fn view<H: Hasher>(value: ValueRef<'_>, state: &mut H) {
    // The kind, so that a string and its base64, or a list and its only item, differ.
    std::mem::discriminant(&value).hash(state);
    match value {
        ValueRef::Absent | ValueRef::Null => {}
        ValueRef::Str(text) | ValueRef::Number(text) => text.hash(state),
        ValueRef::Base64(bytes) => bytes.hash(state),
        ValueRef::Bool(truth) => truth.hash(state),
        ValueRef::I64(number) => number.hash(state),
        ValueRef::U64(number) => number.hash(state),
        ValueRef::F64(_) | ValueRef::F32(_) => {}
        ValueRef::I128(number) => number.hash(state),
        ValueRef::U128(number) => number.hash(state),
        ValueRef::Value(value) => value.hash(state),
        ValueRef::Record(record) | ValueRef::Tagged(_, record) => fields(record, state),
        ValueRef::List(list) => {
            let items = list.items();
            items.len().hash(state);
            items.for_each(|item| view(item, state));
        }
        ValueRef::Map(map) => {
            map.count().hash(state);
            map.each(&mut |key, value| {
                key.hash(state);
                view(value, state);
                true
            });
        }
    }
}

fn fields<H: Hasher>(record: &dyn Record, state: &mut H) {
    record.with_refs(&mut |values| values.iter().for_each(|value| view(*value, state)));
}
