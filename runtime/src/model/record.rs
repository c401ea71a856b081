//! Records: objects with known fields, described by a table instead of by code.

use super::slot::{Ref, Slot};

/// The static description of a record.
#[derive(Debug)]
pub struct Shape {
    /// The Rust name, for errors.
    pub name: &'static str,
    /// The fields in order; one that collects additional properties stands last.
    pub fields: &'static [Field],
}

/// One field of a record.
#[derive(Debug)]
pub struct Field {
    /// The wire name; empty for the field that collects the other properties.
    pub name: &'static str,
    /// The Rust name, raw if it is a keyword.
    pub rust_name: &'static str,
    /// Not to be printed.
    pub secret: bool,
    /// When the field is on the wire.
    pub presence: Presence,
}

/// When a field is on the wire; spelt as `record!` is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(non_camel_case_types, reason = "written in lower case in `record!`")]
pub enum Presence {
    /// Always.
    required,
    /// May be left out; null counts as left out.
    optional,
    /// Always, and may be null.
    nullable,
    /// Collects all properties no other field takes.
    additional,
}

impl Shape {
    /// The fields that have a name.
    pub(crate) fn named(&self) -> &'static [Field] {
        match self.fields {
            [named @ .., Field { presence: Presence::additional, .. }] => named,
            fields => fields,
        }
    }
}

impl Shape {
    /// Whether a field has that wire name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.named().iter().any(|field| field.name == name)
    }
}

/// A struct whose fields are decoded and encoded by the shared walk.
pub trait Record {
    /// The table of this type.
    fn shape(&self) -> &'static Shape;

    /// Calls `fill` once with one slot per field of the table, in its order.
    fn with_slots(&mut self, fill: &mut dyn FnMut(&mut [Slot<'_>]));

    /// Calls `read` once with one reference per field of the table, in its order.
    fn with_refs(&self, read: &mut dyn FnMut(&[Ref<'_>]));
}

impl std::fmt::Debug for dyn Record + '_ {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.shape().name)
    }
}

/// Makes a struct a model: one line per field, `presence rust_name = "wireName"`, with `=> secret` behind what is not
/// to be printed. Adds JSON, `Debug` and `PartialEq`, and `Default` if it says so: `record! { User: Default { .. } }`,
/// for records that ask for nothing.
///
/// `presence` is `required`, `optional` (left out when `None`), `nullable` (required, written as null when
/// `None`) or `additional` (no wire name; takes all other properties; stands last).
// Here and in the other macros every name is a full path: the user's models may be called `Field` or `Option`.
// Each item costs the compiler as much as a short function: the table is a value that is promoted to a static, and
// nothing stands in a scope of its own.
#[doc(hidden)]
#[macro_export]
macro_rules! record {
    ($name:ident { $($presence:ident $field:ident $(= $wire:literal)? $(=> $secret:ident)?),* $(,)? }) => {
        impl $crate::codegen::Record for $name {
            fn shape(&self) -> &'static $crate::codegen::Shape {
                &$crate::codegen::Shape {
                    name: ::core::stringify!($name),
                    fields: &[$($crate::codegen::Field {
                        name: ::core::concat!($($wire)?),
                        rust_name: ::core::stringify!($field),
                        secret: $crate::record!(@secret $($secret)?),
                        presence: $crate::codegen::Presence::$presence,
                    }),*],
                }
            }
            fn with_slots(&mut self, fill: &mut dyn ::core::ops::FnMut(&mut [$crate::codegen::Slot<'_>])) {
                fill(&mut [$($crate::codegen::Model::slot(&mut self.$field)),*]);
            }
            fn with_refs(&self, read: &mut dyn ::core::ops::FnMut(&[$crate::codegen::Ref<'_>])) {
                read(&[$($crate::codegen::Model::view(&self.$field)),*]);
            }
        }

        impl $crate::codegen::Model for $name {
            fn empty() -> Self {
                Self { $($field: $crate::codegen::Model::empty()),* }
            }
            #[inline]
            fn slot(&mut self) -> $crate::codegen::Slot<'_> {
                $crate::codegen::Slot::Record(self)
            }
            #[inline]
            fn view(&self) -> $crate::codegen::Ref<'_> {
                $crate::codegen::Ref::Record(self)
            }
        }

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::codegen::debug(self, formatter)
            }
        }

        impl ::core::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                $crate::codegen::equal(self, other)
            }
        }

        $crate::impl_serde!($name);
    };
    ($name:ident: Default { $($rows:tt)* }) => {
        $crate::record!($name { $($rows)* });

        impl ::core::default::Default for $name {
            fn default() -> Self {
                $crate::codegen::Model::empty()
            }
        }
    };
    (@secret) => { false };
    (@secret secret) => { true };
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
