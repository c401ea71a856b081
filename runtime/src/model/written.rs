//! The members of an object as they are written: a discriminator property is there whenever its variant is.

use super::record::{Field, RecordDescriptor, Tag};
use super::slot::{Record, SlotMap, ValueRef};

impl Tag {
    /// A property that holds a string.
    pub const fn string(property: &'static str, value: &'static str) -> Self {
        Self { property, value, is_literal: false }
    }

    /// A property that holds a boolean or an integer, by its JSON.
    pub const fn literal(property: &'static str, value: &'static str) -> Self {
        Self { property, value, is_literal: true }
    }

    /// The name of the property.
    pub(crate) fn property(self) -> &'static str {
        self.property
    }

    /// The value to write.
    pub(crate) fn view(self) -> ValueRef<'static> {
        match self.value {
            value if !self.is_literal => ValueRef::Str(value),
            "true" => ValueRef::Bool(true),
            "false" => ValueRef::Bool(false),
            value => value.parse().map_or(ValueRef::Str(value), ValueRef::I64),
        }
    }

    /// Whether it comes before the members of the record, which neither declares it nor has it among the others.
    pub(crate) fn leads(self, descriptor: &RecordDescriptor, values: &[ValueRef<'_>]) -> bool {
        let is_kept = additional(descriptor, values).is_some_and(|entries| entries.get(self.property).is_some());
        !is_kept && !descriptor.has(self.property)
    }

    /// Whether it is written in place of a declared member that is absent.
    pub(crate) fn replaces(self, field: Field, value: ValueRef<'_>) -> bool {
        is_left_out(field, value) && field.wire_name == self.property
    }
}

/// Whether a field has no value and is not written as null.
#[inline]
pub(super) fn is_left_out(field: Field, value: ValueRef<'_>) -> bool {
    matches!(value, ValueRef::Absent) && field.is_optional
}

/// The properties that have no field, where the record collects them.
#[inline]
pub(crate) fn additional<'a>(descriptor: &RecordDescriptor, values: &[ValueRef<'a>]) -> Option<&'a dyn SlotMap> {
    match values.get(descriptor.wire_names.len()) {
        Some(ValueRef::Map(entries)) => Some(*entries),
        _ => None,
    }
}

/// Calls `write` with each member that a request has of a record, in the order of its table; absent ones included.
pub(crate) fn each_member(record: &dyn Record, tag: Option<Tag>, write: &mut dyn FnMut(&str, ValueRef<'_>)) {
    let descriptor = record.descriptor();
    record.with_refs(&mut |refs| {
        if let Some(tag) = tag.filter(|tag| tag.leads(descriptor, refs)) {
            write(tag.property(), tag.view());
        }
        let sent = descriptor.fields().zip(refs).filter(|(field, _)| descriptor.sends(field.wire_name, tag));
        for (field, value) in sent {
            match tag.filter(|tag| tag.replaces(field, *value)) {
                Some(tag) => write(tag.property(), tag.view()),
                None => write(field.wire_name, *value),
            }
        }
        if let Some(entries) = additional(descriptor, refs) {
            entries.each(&mut |name, value| {
                write(name, value);
                true
            });
        }
    });
}
