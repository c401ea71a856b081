//! Open enums: a value that the document does not list is kept, so that a new value of the server breaks nothing.

use super::kind::ModelKind;
use super::slot::{IntegerSlot, Slot, TextSlot, ValueRef};

/// An enum of strings, or a reference to one.
#[doc(hidden)]
pub trait OpenEnum: AsRef<str> {
    /// Whether the document does not list the value.
    fn is_unknown(&self) -> bool;
}

impl<T: OpenEnum> OpenEnum for &T {
    fn is_unknown(&self) -> bool {
        T::is_unknown(self)
    }
}

impl<T: OpenEnum + for<'t> From<&'t str> + std::fmt::Debug> TextSlot for T {
    fn set(&mut self, text: &str) -> bool {
        *self = Self::from(text);
        true
    }
    fn takes_any(&self) -> bool {
        true
    }
    fn is_unknown(&self) -> bool {
        OpenEnum::is_unknown(self)
    }
}

/// The [`ModelKind`] of enums of strings.
#[derive(Debug)]
pub struct EnumKind;

impl<T: OpenEnum + for<'t> From<&'t str> + std::fmt::Debug> ModelKind<T> for EnumKind {
    #[inline]
    fn empty() -> T {
        T::from("")
    }
    #[inline]
    fn slot(value: &mut T) -> Slot<'_> {
        Slot::Text(value)
    }
    #[inline]
    fn view(value: &T) -> ValueRef<'_> {
        ValueRef::Str(value.as_ref())
    }
}

/// An enum of integers.
#[doc(hidden)]
pub trait OpenIntegerEnum: Copy + From<i64> + Into<i64> + std::fmt::Debug {
    /// Whether the document does not list the value.
    fn is_unknown(&self) -> bool;
}

impl<T: OpenIntegerEnum> IntegerSlot for T {
    fn set(&mut self, number: i64) {
        *self = Self::from(number);
    }
    fn is_unknown(&self) -> bool {
        OpenIntegerEnum::is_unknown(self)
    }
}

/// The [`ModelKind`] of enums of integers.
#[derive(Debug)]
pub struct IntegerEnumKind;

impl<T: OpenIntegerEnum> ModelKind<T> for IntegerEnumKind {
    #[inline]
    fn empty() -> T {
        T::from(0)
    }
    #[inline]
    fn slot(value: &mut T) -> Slot<'_> {
        Slot::Integer(value)
    }
    #[inline]
    fn view(value: &T) -> ValueRef<'_> {
        ValueRef::I64((*value).into())
    }
}

/// Declares an enum of strings with a variant for values that the document does not list.
///
/// Declares the enum and implements `as_str`, `ALL`, `Display`, `FromStr` (infallible), `From<&str>`, `From<String>`,
/// `Hash`, JSON and parameters.
#[doc(hidden)]
#[macro_export]
macro_rules! open_enum {
    (
        $(#[$meta:meta])*
        $visibility:vis enum $name:ident {
            $($(#[$variant_meta:meta])* $variant:ident = $text:literal),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        $visibility enum $name {
            $($(#[$variant_meta])* $variant,)*
            /// A value that the document does not list, as received.
            Unknown(::std::string::String),
        }

        impl $name {
            /// All values that the document lists.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The value as written in JSON and in parameters.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Unknown(text) => text,
                }
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    _ => Self::Unknown(::std::string::String::from(text)),
                }
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                <Self as ::core::convert::From<&str>>::from(text.as_str())
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            // A variant may be called `Err` too, so the error is not written as `Self::Err`.
            fn from_str(text: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(<Self as ::core::convert::From<&str>>::from(text))
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl $crate::codegen::OpenEnum for $name {
            fn is_unknown(&self) -> bool {
                ::core::matches!(self, Self::Unknown(_))
            }
        }
        impl ::core::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(self.as_str(), formatter)
            }
        }

        impl $crate::codegen::Generated for $name {
            type Kind = $crate::codegen::EnumKind;
        }

        $crate::impl_serde!($name);
    };
}

/// Declares an enum of integers with a variant for values that the document does not list.
#[doc(hidden)]
#[macro_export]
macro_rules! open_integer_enum {
    (
        $(#[$meta:meta])*
        $visibility:vis enum $name:ident {
            $($(#[$variant_meta:meta])* $variant:ident = $number:literal),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        $visibility enum $name {
            $($(#[$variant_meta])* $variant,)*
            /// A value that the document does not list, as received.
            Unknown(i64),
        }

        impl $name {
            /// All values that the document lists.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The value as written in JSON and in parameters.
            #[must_use]
            pub const fn as_i64(self) -> i64 {
                match self {
                    $(Self::$variant => $number,)*
                    Self::Unknown(number) => number,
                }
            }
        }

        impl ::core::convert::From<i64> for $name {
            fn from(number: i64) -> Self {
                match number {
                    $($number => Self::$variant,)*
                    _ => Self::Unknown(number),
                }
            }
        }

        impl ::core::convert::From<$name> for i64 {
            fn from(value: $name) -> Self {
                value.as_i64()
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.as_i64(), formatter)
            }
        }

        impl ::core::convert::From<$name> for $crate::codegen::ParamValue {
            fn from(value: $name) -> Self {
                <Self as ::core::convert::From<i64>>::from(value.as_i64())
            }
        }

        impl ::core::convert::From<&$name> for $crate::codegen::ParamValue {
            fn from(value: &$name) -> Self {
                <Self as ::core::convert::From<i64>>::from(value.as_i64())
            }
        }

        impl $crate::codegen::OpenIntegerEnum for $name {
            fn is_unknown(&self) -> bool {
                ::core::matches!(self, Self::Unknown(_))
            }
        }

        impl $crate::codegen::Generated for $name {
            type Kind = $crate::codegen::IntegerEnumKind;
        }

        $crate::impl_serde!($name);
    };
}
