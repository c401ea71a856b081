//! Unions: one of several shapes, chosen by a table that was made when the client was generated.
//!
//! The choice is made on a buffered tree, once; the chosen variant must then decode, so a mistake inside a
//! variant is reported where it is instead of as "no variant matches".

use serde_json::Value;

use super::slot::Slot;

/// An enum whose variants are decoded by the shared walk.
pub trait Union {
    /// The table of this type.
    fn rules(&self) -> &'static Rules;
    /// Becomes the variant of that case of the table and hands out its slot.
    fn start(&mut self, case: usize) -> Slot<'_>;
    /// Keeps a value that no case takes.
    fn unknown(&mut self, value: Value);
}

impl std::fmt::Debug for dyn Union + '_ {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.rules().name)
    }
}

/// How the variant is chosen.
#[derive(Debug)]
pub struct Rules {
    /// The Rust name, for errors.
    pub name: &'static str,
    /// One rule per case; the first that applies wins.
    pub cases: &'static [Rule],
}

/// When a case applies.
#[derive(Debug)]
pub enum Rule {
    /// An object whose property has one of these texts.
    Tag(&'static str, &'static [&'static str]),
    /// A value of that kind; an object must have the keys, and the constants under theirs.
    Shape(Kind, &'static [&'static str], &'static [(&'static str, &'static dyn Constant)]),
}

/// Kinds of JSON values; names are spelt as `union!` is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(non_camel_case_types, reason = "written in lower case in `union!`, as in the document")]
pub enum Kind {
    /// Text.
    string,
    /// A number without fraction.
    integer,
    /// A number.
    number,
    /// true or false.
    boolean,
    /// An array.
    array,
    /// An object.
    object,
    /// Null.
    null,
    /// Whatever it is.
    any,
}

/// A literal that a property is compared with.
pub trait Constant: std::fmt::Debug + Sync {
    /// Whether the JSON value is this literal.
    fn is(&self, value: &Value) -> bool;
}

impl Constant for &'static str {
    fn is(&self, value: &Value) -> bool {
        value.as_str() == Some(self)
    }
}

impl Constant for bool {
    fn is(&self, value: &Value) -> bool {
        value.as_bool() == Some(*self)
    }
}

impl Constant for i32 {
    fn is(&self, value: &Value) -> bool {
        value.as_f64() == Some(f64::from(*self))
    }
}

impl Constant for i64 {
    fn is(&self, value: &Value) -> bool {
        value.as_i64() == Some(*self)
    }
}

impl Constant for f64 {
    fn is(&self, value: &Value) -> bool {
        value.as_f64() == Some(*self)
    }
}

impl Rules {
    /// The case that takes this value.
    pub(crate) fn decide(&self, value: &Value) -> Option<usize> {
        self.cases.iter().position(|rule| rule.applies(value))
    }
}

impl Rule {
    fn applies(&self, value: &Value) -> bool {
        match self {
            Self::Tag(property, texts) => {
                value.get(property).and_then(Value::as_str).is_some_and(|text| texts.contains(&text))
            }
            Self::Shape(kind, keys, constants) => {
                kind.covers(value)
                    && keys.iter().all(|key| value.get(key).is_some())
                    && constants.iter().all(|(key, constant)| value.get(key).is_some_and(|value| constant.is(value)))
            }
        }
    }
}

impl Kind {
    fn covers(self, value: &Value) -> bool {
        match self {
            Self::string => value.is_string(),
            // `404.0` is an integer to JSON Schema.
            Self::integer => value.as_f64().is_some_and(|number| number.fract() == 0.0),
            Self::number => value.is_number(),
            Self::boolean => value.is_boolean(),
            Self::array => value.is_array(),
            Self::object => value.is_object(),
            Self::null => value.is_null(),
            Self::any => true,
        }
    }
}

/// Makes an enum of payload variants, with a variant `Unknown(Value)`, a model.
///
/// Either `tag "property" { Variant = "text" | "text", .. }` or
/// `shape { Variant: kind ["required key", ..] { "key" = constant, .. }, .. }`; the first case that applies wins.
#[doc(hidden)]
#[macro_export]
macro_rules! union {
    ($name:ident: tag $property:literal { $($variant:ident = $($text:literal)|+),* $(,)? }) => {
        $crate::union!(@impl $name { $($variant: Rule::Tag($property, &[$($text),+])),* });
    };
    ($name:ident: shape {
        $($variant:ident: $kind:ident $([$($key:literal),* $(,)?])? $({$($constant:literal = $value:literal),* $(,)?})?),* $(,)?
    }) => {
        $crate::union!(@impl $name {
            $($variant: Rule::Shape(
                Kind::$kind,
                &[$($($key),*)?],
                &[$($(($constant, &$value as &dyn Constant)),*)?],
            )),*
        });
    };
    (@impl $name:ident { $($variant:ident: $rule:expr),* }) => {
        const _: () = {
            #[allow(unused_imports, reason = "a tagged union needs neither kinds nor constants")]
            use $crate::codegen::{Constant, Kind, Model, Ref, Rule, Rules, Slot, Union, Value};

            static RULES: Rules = Rules { name: stringify!($name), cases: &[$($rule),*] };

            type Start = for<'a> fn(&'a mut $name) -> Slot<'a>;
            static STARTS: &[Start] = &[$({
                fn start(this: &mut $name) -> Slot<'_> {
                    *this = $name::$variant(Model::empty());
                    match this {
                        $name::$variant(payload) => Model::slot(payload),
                        _ => Slot::Ignored,
                    }
                }
                start
            }),*];

            impl Union for $name {
                fn rules(&self) -> &'static Rules {
                    &RULES
                }
                fn start(&mut self, case: usize) -> Slot<'_> {
                    STARTS.get(case).map_or(Slot::Ignored, |start| start(self))
                }
                fn unknown(&mut self, value: Value) {
                    *self = Self::Unknown(value);
                }
            }

            impl Model for $name {
                fn empty() -> Self {
                    Self::Unknown(Value::Null)
                }
                #[inline]
                fn slot(&mut self) -> Slot<'_> {
                    Slot::Union(self)
                }
                fn view(&self) -> Ref<'_> {
                    match self {
                        $(Self::$variant(payload) => Model::view(payload),)*
                        Self::Unknown(value) => Ref::Value(value),
                    }
                }
            }

            $crate::impl_serde!($name);
        };
    };
}
