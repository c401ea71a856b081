//! Tables of records: objects with known fields, described by data instead of by code.

/// The static description of a record.
#[derive(Debug)]
pub struct RecordDescriptor {
    /// The Rust name of the type, for error messages.
    pub name: &'static str,
    /// The fields in order; a field that collects additional properties is the last.
    pub fields: &'static [Field],
    /// The Rust names of the fields, separated by spaces.
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

/// A field of a record: its wire name, and whether it must be present; spelt as in `record!`.
#[derive(Clone, Copy, Debug)]
#[expect(non_camel_case_types, reason = "written in lower case in `record!`")]
pub enum Field {
    /// Always present, never null.
    required(&'static str),
    /// May be absent; null is read as absent.
    optional(&'static str),
    /// Always present, may be null.
    nullable(&'static str),
    /// Collects the properties that have no field; holds the Rust name, as there is no wire name.
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
    pub(crate) fn named(&self) -> &'static [Field] {
        match self.fields {
            [named @ .., Field::additional(_)] => named,
            fields => fields,
        }
    }

    /// Whether a field has this wire name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.named().iter().any(|field| field.name() == name)
    }

    /// Whether an object without members is one of these.
    pub(crate) fn requires_nothing(&self) -> bool {
        self.named().iter().all(|field| field.is_optional())
    }

    /// Whether a field with this wire name is always written, also in requests.
    pub(crate) fn always_sends(&self, name: &str) -> bool {
        let is_always = |field: &Field| field.name() == name && !field.is_optional();
        self.named().iter().any(is_always) && !self.is_read_only(name)
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

    /// Whether the last field collects additional properties.
    pub(crate) fn has_additional(&self) -> bool {
        matches!(self.fields.last(), Some(Field::additional(_)))
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
/// records without required fields.
///
/// `presence` is `required`, `optional` (absent when `None`) or `nullable` (present, null when `None`).
/// `..rust_name` at the end collects all other properties.
// All macros write full paths, because a model of the user may be called `Field` or `Option`.
// An item costs the compiler as much as a short function, and so does a macro call inside a macro. Therefore the table
// is a value that the compiler promotes to a static, and a trait implements for all types what does not differ.
// A method costs less than a path to it. It is called on a reference, so that it is never a setter of the same name.
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
        $($presence:ident $field:ident = $wire:literal $(=> $($mark:ident)+)?),* $(,)? $(.. $rest:ident $(,)?)?
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
                    marks: &[$($($($crate::codegen::Mark::$mark($wire),)+)?)*],
                }
            }
            #[inline]
            fn empty() -> Self {
                Self { $($field: $crate::codegen::Model::empty(),)* $($rest: $crate::codegen::Model::empty())? }
            }
            fn with_slots(&mut self, fill: $crate::codegen::SlotsFn<'_>) {
                use $crate::codegen::Model as _;
                fill(&mut [$((&mut self.$field).slot(),)* $((&mut self.$rest).slot())?]);
            }
            fn with_refs(&self, read: $crate::codegen::RefsFn<'_>) {
                use $crate::codegen::Model as _;
                read(&[$((&self.$field).view(),)* $((&self.$rest).view())?]);
            }
        }

        impl $crate::codegen::Generated for $name {
            type Kind = $crate::codegen::RecordKind;
        }

        impl ::core::clone::Clone for $name {
            fn clone(&self) -> Self {
                Self { $($field: (&self.$field).clone(),)* $($rest: (&self.$rest).clone())? }
            }
        }

        $crate::impl_value!($name);
    };
}

/// Implements `Debug`, `PartialEq` and serde's traits for a model by the shared functions.
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
