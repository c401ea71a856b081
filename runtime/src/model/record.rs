//! Tables of records: objects with known fields, described by data instead of by code.

/// The static description of a record.
#[derive(Debug)]
pub struct RecordDescriptor {
    /// The Rust name of the type, for error messages.
    pub name: &'static str,
    /// The wire names of the fields in order.
    pub wire_names: &'static [&'static str],
    /// For each of them `required`, `optional` or `nullable`: words of eight letters, with one space between them.
    pub presences: &'static str,
    /// The Rust names of the fields, separated by spaces; a field that collects additional properties is the last.
    pub rust_names: &'static str,
    /// What more there is to say of some fields.
    pub marks: &'static [Mark<'static>],
}

/// Something about the field with a wire name; spelt as in `record!`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(non_camel_case_types, reason = "written in lower case in `record!`")]
pub enum Mark<'n> {
    /// `Debug` does not print it.
    secret(&'n str),
    /// Only the server sends it.
    read_only(&'n str),
}

/// A field of a record that has a wire name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    pub(crate) wire_name: &'static str,
    /// Absent where there is no value.
    pub(crate) is_optional: bool,
}

/// The distance between two words of [`RecordDescriptor::presences`].
const PRESENCE_STEP: usize = "required ".len();

/// A discriminator property and the value that selects a variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag {
    pub(super) property: &'static str,
    pub(super) value: &'static str,
    /// The value is a boolean or an integer, not a string.
    pub(super) is_literal: bool,
}

impl RecordDescriptor {
    /// The fields that have a wire name.
    pub(crate) fn fields(&self) -> impl Iterator<Item = Field> {
        let field =
            |(index, wire_name): (usize, &&'static str)| Field { wire_name, is_optional: self.is_optional(index) };
        self.wire_names.iter().enumerate().map(field)
    }

    /// Whether the field with this index is absent where there is no value.
    #[inline]
    pub(crate) fn is_optional(&self, index: usize) -> bool {
        self.presences.as_bytes().get(index * PRESENCE_STEP) == Some(&b'o')
    }

    /// Whether a field has this wire name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.wire_names.contains(&name)
    }

    /// Whether an object without members is one of these.
    pub(crate) fn requires_nothing(&self) -> bool {
        self.fields().all(|field| field.is_optional)
    }

    /// Whether a field with this wire name is always written, also in requests.
    pub(crate) fn always_sends(&self, name: &str) -> bool {
        self.fields().any(|field| field.wire_name == name && !field.is_optional) && !self.is_read_only(name)
    }

    /// Whether there are fields that only the server sends.
    pub(crate) fn has_read_only(&self) -> bool {
        self.marks.iter().any(|mark| matches!(mark, Mark::read_only(_)))
    }

    /// Whether a request has the field: only the server sends some, unless they tell which variant of a union it is.
    pub(crate) fn sends(&self, name: &str, tag: Option<Tag>) -> bool {
        !self.is_read_only(name) || tag.is_some_and(|tag| tag.property == name)
    }

    fn is_read_only(&self, name: &str) -> bool {
        self.marks.contains(&Mark::read_only(name))
    }

    /// The Rust names of the fields as `Debug` prints them, without `r#`.
    pub(crate) fn rust_names(&self) -> impl Iterator<Item = &'static str> {
        self.rust_names.split_whitespace().map(|name| name.strip_prefix("r#").unwrap_or(name))
    }

    /// Whether `Debug` omits the value of the field with this wire name.
    pub(crate) fn is_secret(&self, name: &str) -> bool {
        self.marks.contains(&Mark::secret(name))
    }
}

/// Makes a struct a model: one line per field, `presence rust_name = "wireName"`, followed by `=> secret` if the field
/// is not printed, `=> read_only` if it is not sent, or both.
///
/// Implements JSON, `Clone`, `Debug` and `PartialEq`; `record! { User: Default { .. } }` implements `Default` too, for
/// records without required fields. `record! { wide User { .. } }` is for more than 24 fields.
///
/// `presence` is `required`, `optional` (absent when `None`) or `nullable` (present, null when `None`).
/// `..rust_name` at the end collects all other properties.
// All macros write full paths, because a model of the user may be called `Field` or `Option`.
// An item costs the compiler as much as a short function. Therefore the table is a value that the compiler promotes to a
// static, and a trait implements for all types what does not differ.
// A method costs less than a path to it, and less on a field than on a reference to it; so those for fields have
// names that no setter has. A literal costs less than a path: hence words in one string instead of an enum for each field.
#[doc(hidden)]
#[macro_export]
macro_rules! record {
    (wide $name:ident $($rest:tt)+) => {
        $crate::record!(@with each_field $name $($rest)+);
    };
    ($name:ident $($rest:tt)+) => {
        $crate::record!(@with all_fields $name $($rest)+);
    };
    (@with $fields:ident $name:ident $(: $default:ident)? {
        $($presence:ident $field:ident = $wire:literal $(=> $($mark:ident)+)?),* $(,)? $(.. $rest:ident $(,)?)?
    }) => {
        impl $crate::codegen::Record for $name {
            fn descriptor(&self) -> &'static $crate::codegen::RecordDescriptor {
                &$crate::codegen::RecordDescriptor {
                    name: ::core::stringify!($name),
                    wire_names: &[$($wire),*],
                    presences: ::core::stringify!($($presence)*),
                    rust_names: ::core::stringify!($($field)* $($rest)?),
                    marks: &[$($($($crate::codegen::Mark::$mark($wire),)+)?)*],
                }
            }
            #[inline]
            fn empty() -> Self {
                Self { $($field: $crate::codegen::empty(),)* $($rest: $crate::codegen::empty())? }
            }
            $crate::$fields!($($field)* $($rest)?);
        }

        impl $crate::codegen::Generated for $name {
            type Kind = $crate::codegen::RecordKind;
        }

        impl ::core::clone::Clone for $name {
            fn clone(&self) -> Self {
                use $crate::codegen::CloneField as _;
                Self { $($field: self.$field.__clone(),)* $($rest: self.$rest.__clone())? }
            }
        }

        $(
            impl ::core::default::$default for $name {
                fn default() -> Self {
                    $crate::codegen::Record::empty()
                }
            }
        )?

        $crate::impl_value!($name);
    };
}

/// The slots and views of a record, by one call for all fields, which costs the compiler half of a call for each.
#[doc(hidden)]
#[macro_export]
macro_rules! all_fields {
    ($($field:ident)*) => {
        fn with_slots(&mut self, fill: $crate::codegen::SlotsFn<'_>) {
            $crate::codegen::Places::with_slots(($(&mut self.$field,)*), fill);
        }
        fn with_refs(&self, read: $crate::codegen::RefsFn<'_>) {
            $crate::codegen::Values::with_refs(($(&self.$field,)*), read);
        }
    };
}

/// The slots and views of a record with more fields than a tuple may have.
#[doc(hidden)]
#[macro_export]
macro_rules! each_field {
    ($($field:ident)*) => {
        fn with_slots(&mut self, fill: $crate::codegen::SlotsFn<'_>) {
            use $crate::codegen::Model as _;
            fill(&mut [$(self.$field.__slot(),)*]);
        }
        fn with_refs(&self, read: $crate::codegen::RefsFn<'_>) {
            use $crate::codegen::Model as _;
            read(&[$(self.$field.__view(),)*]);
        }
    };
}

/// Implements `Debug`, `PartialEq` and serde's traits for a model by the shared functions.
#[doc(hidden)]
#[macro_export]
macro_rules! impl_value {
    ($name:ident) => {
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
}

/// Implements serde's traits for a model by the shared visitor and serializer.
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
