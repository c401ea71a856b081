//! Records: objects with known fields, described by a table instead of by code.

use super::ModelKind;
use super::slot::{Slot, ValueRef};

/// The static description of a record.
#[derive(Debug)]
pub struct RecordDescriptor {
    /// The Rust name, for errors.
    pub name: &'static str,
    /// The fields in order; one that collects additional properties stands last.
    pub fields: &'static [Field],
    /// The Rust names of the fields, parted by spaces.
    pub rust_names: &'static str,
    /// What is not to be printed.
    pub secrets: &'static [secret<'static>],
}

/// The wire name of a field that is not to be printed; spelt as `record!` is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(non_camel_case_types, reason = "written in lower case in `record!`")]
pub struct secret<'n>(pub &'n str);

/// One field of a record: its wire name, and when it is on the wire; spelt as `record!` is written.
#[derive(Clone, Copy, Debug)]
#[expect(non_camel_case_types, reason = "written in lower case in `record!`")]
pub enum Field {
    /// Always.
    required(&'static str),
    /// May be left out; null counts as left out.
    optional(&'static str),
    /// Always, and may be null.
    nullable(&'static str),
    /// Collects all properties no other field takes; has no wire name.
    additional(&'static str),
}

impl Field {
    /// The wire name.
    #[inline]
    pub(crate) fn name(self) -> &'static str {
        let (Self::required(name) | Self::optional(name) | Self::nullable(name) | Self::additional(name)) = self;
        name
    }

    #[inline]
    pub(crate) fn is_optional(self) -> bool {
        matches!(self, Self::optional(_))
    }
}

impl RecordDescriptor {
    /// The fields that have a wire name.
    pub(crate) fn named(&self) -> &'static [Field] {
        match self.fields {
            [named @ .., Field::additional(_)] => named,
            fields => fields,
        }
    }

    /// Whether a field has that wire name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.named().iter().any(|field| field.name() == name)
    }

    /// The Rust names of the fields, as they are printed.
    pub(crate) fn rust_names(&self) -> impl Iterator<Item = &'static str> {
        // A keyword is written raw, and is not called so.
        self.rust_names.split_whitespace().map(|name| name.strip_prefix("r#").unwrap_or(name))
    }

    /// Whether the field of that wire name is not to be printed.
    pub(crate) fn is_secret(&self, name: &str) -> bool {
        self.secrets.contains(&secret(name))
    }
}

/// A struct whose fields are decoded and encoded by the shared walk.
pub trait Record {
    /// The table of this type.
    fn descriptor(&self) -> &'static RecordDescriptor;

    /// A value to decode into.
    fn empty() -> Self
    where
        Self: Sized;

    /// Calls `fill` once with one slot per field of the table, in its order.
    fn with_slots(&mut self, fill: SlotsFn<'_>);

    /// Calls `read` once with one reference per field of the table, in its order.
    fn with_refs(&self, read: RefsFn<'_>);
}

/// What wants the slots of a record.
pub type SlotsFn<'f> = &'f mut dyn FnMut(&mut [Slot<'_>]);

/// What wants the values of a record.
pub type RefsFn<'f> = &'f mut dyn FnMut(&[ValueRef<'_>]);

/// The [`ModelKind`] of records.
#[derive(Debug)]
pub struct RecordKind;

impl<T: Record> ModelKind<T> for RecordKind {
    #[inline]
    fn empty() -> T {
        T::empty()
    }
    #[inline]
    fn slot(value: &mut T) -> Slot<'_> {
        Slot::Record(value)
    }
    #[inline]
    fn view(value: &T) -> ValueRef<'_> {
        ValueRef::Record(value)
    }
}

impl std::fmt::Debug for dyn Record + '_ {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.descriptor().name)
    }
}

/// Makes a struct a model: one line per field, `presence rust_name = "wireName"`, with `=> secret` behind what is not
/// to be printed. Adds JSON, `Clone`, `Debug` and `PartialEq`, and `Default` if it says so:
/// `record! { User: Default { .. } }`, for records that ask for nothing.
///
/// `presence` is `required`, `optional` (left out when `None`) or `nullable` (required, written as null when `None`).
/// `..rust_name` at the end takes all other properties.
// Here and in the other macros every name is a full path: the user's models may be called `Field` or `Option`.
// Each item costs the compiler as much as a short function, and each macro within as much as an item: the table is a
// value that is promoted to a static, and nothing is written per type that a trait can say for all.
#[doc(hidden)]
#[macro_export]
macro_rules! record {
    ($name:ident: Default { $($rows:tt)* }) => {
        $crate::record!($name { $($rows)* });

        impl ::core::default::Default for $name {
            fn default() -> Self {
                $crate::codegen::Record::empty()
            }
        }
    };
    ($name:ident {
        $($presence:ident $field:ident = $wire:literal $(=> $secret:ident)?),* $(,)? $(.. $rest:ident $(,)?)?
    }) => {
        impl $crate::codegen::Record for $name {
            fn descriptor(&self) -> &'static $crate::codegen::RecordDescriptor {
                &$crate::codegen::RecordDescriptor {
                    name: ::core::stringify!($name),
                    fields: &[
                        $($crate::codegen::Field::$presence($wire),)*
                        $($crate::codegen::Field::additional(::core::stringify!($rest)))?
                    ],
                    rust_names: ::core::stringify!($($field)* $($rest)?),
                    secrets: &[$($($crate::codegen::$secret($wire),)?)*],
                }
            }
            fn empty() -> Self {
                Self { $($field: $crate::codegen::Model::empty(),)* $($rest: $crate::codegen::Model::empty())? }
            }
            fn with_slots(&mut self, fill: $crate::codegen::SlotsFn<'_>) {
                fill(&mut [
                    $($crate::codegen::Model::slot(&mut self.$field),)*
                    $($crate::codegen::Model::slot(&mut self.$rest))?
                ]);
            }
            fn with_refs(&self, read: $crate::codegen::RefsFn<'_>) {
                read(&[
                    $($crate::codegen::Model::view(&self.$field),)*
                    $($crate::codegen::Model::view(&self.$rest))?
                ]);
            }
        }

        impl $crate::codegen::Generated for $name {
            type Kind = $crate::codegen::RecordKind;
        }

        impl ::core::clone::Clone for $name {
            fn clone(&self) -> Self {
                Self {
                    $($field: ::core::clone::Clone::clone(&self.$field),)*
                    $($rest: ::core::clone::Clone::clone(&self.$rest))?
                }
            }
        }

        $crate::impl_value!($name);
    };
}

/// Implements `Debug` and `PartialEq` for a model through the shared walks, and serde's traits too.
#[doc(hidden)]
#[macro_export]
macro_rules! impl_value {
    ($name:ident) => {
        impl ::core::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::codegen::debug($crate::codegen::Model::view(self), formatter)
            }
        }

        impl ::core::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                $crate::codegen::equal($crate::codegen::Model::view(self), $crate::codegen::Model::view(other))
            }
        }

        $crate::impl_serde!($name);
    };
}

/// Implements serde's traits for a model through the shared walk.
#[doc(hidden)]
#[macro_export]
macro_rules! impl_serde {
    ($name:ident) => {
        impl $crate::codegen::serde::Serialize for $name {
            fn serialize<S: $crate::codegen::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::codegen::serialize(self, serializer)
            }
        }
        impl<'de> $crate::codegen::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::codegen::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::codegen::deserialize(deserializer)
            }
        }
    };
}
