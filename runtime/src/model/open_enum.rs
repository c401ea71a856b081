//! Open enums: closed lists in the document, open on the wire, so a new value of the server breaks nothing.

/// Declares an enum of texts with a variant for values not in the list.
///
/// Writes the item itself and everything a user expects of it: `as_str`, `ALL`, `Display`, `FromStr`
/// (infallible), `From<&str>`, `From<String>`, ordering, hashing, JSON and parameters.
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
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        $visibility enum $name {
            $($(#[$variant_meta])* $variant,)*
            /// A value that is not in the list, as received.
            Unknown(String),
        }

        impl $name {
            /// All values of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The value as it is written in JSON and in parameters.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Unknown(text) => text,
                }
            }
        }

        const _: () = {
            use $crate::codegen::{Model, ParamValue, Ref, Slot, TextSlot};

            impl From<&str> for $name {
                fn from(text: &str) -> Self {
                    match text {
                        $($text => Self::$variant,)*
                        _ => Self::Unknown(text.to_owned()),
                    }
                }
            }

            impl From<String> for $name {
                fn from(text: String) -> Self {
                    Self::from(text.as_str())
                }
            }

            impl std::str::FromStr for $name {
                type Err = std::convert::Infallible;

                fn from_str(text: &str) -> Result<Self, Self::Err> {
                    Ok(Self::from(text))
                }
            }

            impl AsRef<str> for $name {
                fn as_ref(&self) -> &str {
                    self.as_str()
                }
            }

            impl std::fmt::Display for $name {
                fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    formatter.pad(self.as_str())
                }
            }

            impl From<$name> for ParamValue {
                fn from(value: $name) -> Self {
                    Self::from(value.as_str())
                }
            }

            impl From<&$name> for ParamValue {
                fn from(value: &$name) -> Self {
                    Self::from(value.as_str())
                }
            }

            impl TextSlot for $name {
                fn set(&mut self, text: &str) -> bool {
                    *self = Self::from(text);
                    true
                }
            }

            impl Model for $name {
                fn empty() -> Self {
                    Self::Unknown(String::new())
                }
                #[inline]
                fn slot(&mut self) -> Slot<'_> {
                    Slot::Text(self)
                }
                #[inline]
                fn view(&self) -> Ref<'_> {
                    Ref::Str(self.as_str())
                }
            }

            $crate::impl_serde!($name);
        };
    };
}

/// Declares an enum of integers with a variant for values not in the list.
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
            /// A value that is not in the list, as received.
            Unknown(i64),
        }

        impl $name {
            /// All values of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The value as it is written in JSON and in parameters.
            #[must_use]
            pub const fn as_i64(self) -> i64 {
                match self {
                    $(Self::$variant => $number,)*
                    Self::Unknown(number) => number,
                }
            }
        }

        const _: () = {
            use $crate::codegen::{IntegerSlot, Model, ParamValue, Ref, Slot};

            impl From<i64> for $name {
                fn from(number: i64) -> Self {
                    match number {
                        $($number => Self::$variant,)*
                        _ => Self::Unknown(number),
                    }
                }
            }

            impl From<$name> for i64 {
                fn from(value: $name) -> Self {
                    value.as_i64()
                }
            }

            impl std::fmt::Display for $name {
                fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    std::fmt::Display::fmt(&self.as_i64(), formatter)
                }
            }

            impl From<$name> for ParamValue {
                fn from(value: $name) -> Self {
                    Self::from(value.as_i64())
                }
            }

            impl From<&$name> for ParamValue {
                fn from(value: &$name) -> Self {
                    Self::from(value.as_i64())
                }
            }

            impl IntegerSlot for $name {
                fn set(&mut self, number: i64) {
                    *self = Self::from(number);
                }
            }

            impl Model for $name {
                fn empty() -> Self {
                    Self::Unknown(0)
                }
                #[inline]
                fn slot(&mut self) -> Slot<'_> {
                    Slot::Integer(self)
                }
                #[inline]
                fn view(&self) -> Ref<'_> {
                    Ref::I64(self.as_i64())
                }
            }

            $crate::impl_serde!($name);
        };
    };
}
