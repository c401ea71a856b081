//! Unions: one of several shapes, chosen by a table that was made when the client was generated.
//!
//! The choice is made on a buffered tree, once; the chosen variant must then decode, so a mistake inside a
//! variant is reported where it is instead of as "no variant matches".

use serde_json::Value;

use super::ModelKind;
use super::slot::{Slot, ValueRef};

/// An enum whose variants are decoded by the shared walk.
pub trait Union {
    /// The table of this type.
    fn descriptor(&self) -> &'static UnionDescriptor;
    /// A value to decode into.
    fn empty() -> Self
    where
        Self: Sized;
    /// Becomes the variant of that case of the table, that for unknown values behind the last, and hands out its slot.
    fn start(&mut self, case: usize) -> Slot<'_>;
    /// The view of what it holds.
    fn view(&self) -> ValueRef<'_>;
}

/// The [`ModelKind`] of unions.
#[derive(Debug)]
pub struct UnionKind;

impl<T: Union> ModelKind<T> for UnionKind {
    #[inline]
    fn empty() -> T {
        T::empty()
    }
    #[inline]
    fn slot(value: &mut T) -> Slot<'_> {
        Slot::Union(value)
    }
    #[inline]
    fn view(value: &T) -> ValueRef<'_> {
        Union::view(value)
    }
}

impl std::fmt::Debug for dyn Union + '_ {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.descriptor().name)
    }
}

/// How the variant is chosen.
#[derive(Debug)]
pub struct UnionDescriptor {
    /// The Rust name, for errors.
    pub name: &'static str,
    /// One rule per case; the first that applies wins.
    pub cases: &'static [VariantRule],
}

/// When a case applies.
#[derive(Debug)]
pub enum VariantRule {
    /// An object whose property has one of these texts.
    Tag(&'static str, &'static [&'static str]),
    /// A value of that kind; an object must have the keys, and the constants under theirs.
    Shape(JsonType, &'static [&'static str], &'static [(&'static str, &'static dyn Constant)]),
}

/// Kinds of JSON values; names are spelt as `union!` is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(non_camel_case_types, reason = "written in lower case in `union!`, as in the document")]
pub enum JsonType {
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

impl UnionDescriptor {
    /// The case that takes this value.
    pub(crate) fn decide(&self, value: &Value) -> Option<usize> {
        self.cases.iter().position(|rule| rule.applies(value))
    }

    /// Later cases that the value's own one is no surer of: of the same rule, or any if it rests on a key with null,
    /// which the member may not allow.
    pub(crate) fn rivals(&self, case: usize, value: &Value) -> Vec<usize> {
        let Some((own, later)) = self.cases.get(case..).and_then(<[VariantRule]>::split_first) else {
            return Vec::new();
        };
        let in_doubt = own.rests_on_null(value);
        let is_rival = |(_, rule): &(usize, &VariantRule)| (in_doubt || rule.is_like(own)) && rule.applies(value);
        (case + 1..).zip(later).filter(is_rival).map(|(rival, _)| rival).collect()
    }
}

impl VariantRule {
    /// Whether both ask for the same; constants under the same keys are the same if one value has both.
    fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Shape(kind, keys, constants), Self::Shape(other_kind, other_keys, other_constants)) => {
                let keys_of = |constants: &'static [(&'static str, _)]| constants.iter().map(|(key, _)| *key);
                kind == other_kind && keys == other_keys && keys_of(constants).eq(keys_of(other_constants))
            }
            _ => false,
        }
    }

    fn rests_on_null(&self, value: &Value) -> bool {
        match self {
            Self::Tag(..) => false,
            Self::Shape(_, keys, _) => keys.iter().any(|key| value.get(key).is_some_and(Value::is_null)),
        }
    }

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

impl JsonType {
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

/// What a variant of a tagged union is written as: its own object, with the tag in front if it has none.
#[doc(hidden)]
pub fn tagged<'a>(property: &'static str, texts: &[&'static str], payload: ValueRef<'a>) -> ValueRef<'a> {
    match (payload, texts.first()) {
        (ValueRef::Record(record), Some(text)) if !record.descriptor().has(property) => {
            ValueRef::Tagged(property, text, record)
        }
        _ => payload,
    }
}

/// Makes an enum of payload variants, with a variant `Unknown(Value)`, a model. Adds JSON, `Clone`, `Debug` and
/// `PartialEq`.
///
/// Either `tag "property" { Variant = "text" | "text", .. }` or
/// `shape { Variant: kind ["required key", ..] { "key" = constant, .. }, .. }`; the first case that applies wins, and of
/// cases with the same rule the one that fits best.
#[doc(hidden)]
#[macro_export]
macro_rules! union {
    ($name:ident: tag $property:literal { $($variant:ident = $($text:literal)|+),* $(,)? }) => {
        $crate::union!(@impl $name { $(
            $variant: $crate::codegen::VariantRule::Tag($property, &[$($text),+]),
            payload => $crate::codegen::tagged($property, &[$($text),+], $crate::codegen::Model::view(payload))
        );* });
    };
    ($name:ident: shape {
        $($variant:ident: $kind:ident $([$($key:literal),* $(,)?])? $({$($constant:literal = $value:literal),* $(,)?})?),* $(,)?
    }) => {
        $crate::union!(@impl $name { $(
            $variant: $crate::codegen::VariantRule::Shape(
                $crate::codegen::JsonType::$kind,
                &[$($($key),*)?],
                &[$($(($constant, &$value as &dyn $crate::codegen::Constant)),*)?],
            ),
            payload => $crate::codegen::Model::view(payload)
        );* });
    };
    (@impl $name:ident { $($variant:ident: $rule:expr, $payload:ident => $view:expr);* }) => {
        impl $crate::codegen::Union for $name {
            fn descriptor(&self) -> &'static $crate::codegen::UnionDescriptor {
                &$crate::codegen::UnionDescriptor { name: ::core::stringify!($name), cases: &[$($rule),*] }
            }
            fn empty() -> Self {
                Self::Unknown($crate::codegen::Value::Null)
            }
            #[allow(unused_assignments, reason = "nothing is left to count behind the last case")]
            fn start(&mut self, case: usize) -> $crate::codegen::Slot<'_> {
                let mut left = case;
                *self = 'made: {
                    $(
                        if left == 0 {
                            break 'made Self::$variant($crate::codegen::Model::empty());
                        }
                        left = left.wrapping_sub(1);
                    )*
                    $crate::codegen::Union::empty()
                };
                match self {
                    $(Self::$variant(payload) => $crate::codegen::Model::slot(payload),)*
                    Self::Unknown(value) => $crate::codegen::Slot::Value(value),
                }
            }
            fn view(&self) -> $crate::codegen::ValueRef<'_> {
                match self {
                    $(Self::$variant($payload) => $view,)*
                    Self::Unknown(value) => $crate::codegen::ValueRef::Value(value),
                }
            }
        }

        impl $crate::codegen::Generated for $name {
            type Kind = $crate::codegen::UnionKind;
        }

        impl ::core::clone::Clone for $name {
            fn clone(&self) -> Self {
                match self {
                    $(Self::$variant(payload) => Self::$variant(::core::clone::Clone::clone(payload)),)*
                    Self::Unknown(value) => Self::Unknown(::core::clone::Clone::clone(value)),
                }
            }
        }

        $crate::impl_value!($name);
    };
}
