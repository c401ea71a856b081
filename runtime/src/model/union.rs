//! Tables of unions: which variant a JSON value selects, decided by data that the generator wrote.
//!
//! The rules see a tree or JSON text through `subject`. What a tag selects is final, so that an error names the place inside the variant;
//! of variants that only keys or types select, the others are tried as well (`choice`).

use serde_json::Number;

use super::subject::{Glimpse, Subject};

/// The static description of a union.
#[derive(Debug)]
pub struct UnionDescriptor {
    /// The Rust name of the type, for error messages.
    pub name: &'static str,
    /// One rule per variant; the first that matches selects its variant.
    pub rules: &'static [VariantRule],
}

/// When a variant is selected.
#[derive(Debug)]
pub enum VariantRule {
    /// An object whose discriminator property has one of these values; a boolean or an integer by its JSON.
    Tag(&'static str, &'static [&'static str]),
    /// The same, or an object without the property.
    TagOrNone(&'static str, &'static [&'static str]),
    /// A value of this type; an object must have these keys, and these constants under theirs.
    Structure(JsonType, &'static [&'static str], &'static [(&'static str, &'static dyn Constant)]),
}

/// Types of JSON values; spelt as in `union!`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(non_camel_case_types, reason = "written in lower case in `union!`, as in the document")]
pub enum JsonType {
    /// A string.
    string,
    /// A number without fraction.
    integer,
    /// A number.
    number,
    /// `true` or `false`.
    boolean,
    /// An array.
    array,
    /// An object.
    object,
    /// Null.
    null,
    /// Any value.
    any,
}

/// A literal that a property is compared with.
pub trait Constant: std::fmt::Debug + Sync {
    /// Whether the JSON value is this literal.
    fn is(&self, value: &Glimpse<'_>) -> bool;
}

impl Constant for &'static str {
    fn is(&self, value: &Glimpse<'_>) -> bool {
        value.as_str() == Some(self)
    }
}

impl Constant for bool {
    fn is(&self, value: &Glimpse<'_>) -> bool {
        matches!(value, Glimpse::Bool(truth) if truth == self)
    }
}

impl Constant for i32 {
    fn is(&self, value: &Glimpse<'_>) -> bool {
        value.as_f64() == Some(f64::from(*self))
    }
}

impl Constant for i64 {
    fn is(&self, value: &Glimpse<'_>) -> bool {
        value.as_number().and_then(Number::as_i64) == Some(*self)
    }
}

impl Constant for f64 {
    fn is(&self, value: &Glimpse<'_>) -> bool {
        value.as_f64() == Some(*self)
    }
}

impl UnionDescriptor {
    /// The index of the variant that the value selects.
    pub(crate) fn select(&self, value: &impl Subject) -> Option<usize> {
        self.rules.iter().position(|rule| rule.matches(value))
    }

    /// Later variants that match equally well and must be tried by decoding.
    ///
    /// These are the variants with an equal rule. If the selected variant requires a key whose value is null, which it
    /// may not allow, these are all later variants that match.
    pub(crate) fn other_candidates(&self, selected: usize, value: &impl Subject) -> Vec<usize> {
        let Some((own, later)) = self.rules.get(selected..).and_then(<[VariantRule]>::split_first) else {
            return Vec::new();
        };
        let in_doubt = own.requires_null_key(value);
        let is_candidate = |(_, rule): &(usize, &VariantRule)| (in_doubt || rule.is_equal(own)) && rule.matches(value);
        (selected + 1..).zip(later).filter(is_candidate).map(|(index, _)| index).collect()
    }

    /// All later variants that match the value too.
    pub(crate) fn alternatives(&self, selected: usize, value: &impl Subject) -> Vec<usize> {
        if !self.may_have_alternatives(selected, value) {
            return Vec::new();
        }
        let later = (selected + 1..).zip(self.rules.get(selected + 1..).unwrap_or_default());
        later.filter(|(_, rule)| !rule.is_tag() && rule.matches(value)).map(|(index, _)| index).collect()
    }

    /// The only property that the rules look at, if there is just one and it is a discriminator.
    pub(crate) fn discriminator(&self) -> Option<&'static str> {
        let (VariantRule::Tag(first, _) | VariantRule::TagOrNone(first, _)) = self.rules.first()? else {
            return None;
        };
        let is_only = |rule: &VariantRule| match rule {
            VariantRule::Tag(property, _) | VariantRule::TagOrNone(property, _) => property == first,
            VariantRule::Structure(_, keys, constants) => keys.is_empty() && constants.is_empty(),
        };
        self.rules.iter().all(is_only).then_some(*first)
    }

    /// Whether a discriminator selects the variant.
    pub(crate) fn is_selected_by_tag(&self, selected: usize) -> bool {
        self.rules.get(selected).is_some_and(VariantRule::is_tag)
    }

    /// Whether a later variant may match such a value, going by its type alone. What a tag selects is final.
    pub(crate) fn may_have_alternatives(&self, selected: usize, value: &impl Subject) -> bool {
        if self.rules.get(selected).is_none_or(VariantRule::is_tag) {
            return false;
        }
        let later = self.rules.get(selected + 1..).unwrap_or_default();
        let glimpse = value.glimpse();
        later.iter().any(|rule| matches!(rule, VariantRule::Structure(json_type, ..) if json_type.matches(&glimpse)))
    }
}

impl VariantRule {
    /// Whether both rules match the same values, given that this value matches both.
    fn is_equal(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Structure(json_type, keys, constants), Self::Structure(other_type, other_keys, other_constants)) => {
                let keys_of = |constants: &'static [(&'static str, _)]| constants.iter().map(|(key, _)| *key);
                json_type == other_type && keys == other_keys && keys_of(constants).eq(keys_of(other_constants))
            }
            _ => false,
        }
    }

    fn is_tag(&self) -> bool {
        matches!(self, Self::Tag(..) | Self::TagOrNone(..))
    }

    fn requires_null_key(&self, value: &impl Subject) -> bool {
        match self {
            Self::Tag(..) | Self::TagOrNone(..) => false,
            Self::Structure(_, keys, _) => keys.iter().any(|key| matches!(value.member(key), Some(Glimpse::Null))),
        }
    }

    fn matches(&self, value: &impl Subject) -> bool {
        match self {
            Self::Tag(property, tags) => value.member(property).is_some_and(|tag| is_one_of(&tag, tags)),
            Self::TagOrNone(property, tags) => {
                JsonType::object.matches(&value.glimpse())
                    && value.member(property).is_none_or(|tag| is_one_of(&tag, tags))
            }
            Self::Structure(json_type, keys, constants) => {
                json_type.matches(&value.glimpse())
                    && keys.iter().all(|key| value.has(key))
                    && constants
                        .iter()
                        .all(|(key, constant)| value.member(key).is_some_and(|value| constant.is(&value)))
            }
        }
    }
}

/// Whether the value is one of these strings, or one of them is the JSON of the boolean or integer.
fn is_one_of(value: &Glimpse<'_>, tags: &[&str]) -> bool {
    match value {
        Glimpse::String(string) => tags.contains(&&**string),
        Glimpse::Bool(truth) => tags.contains(if *truth { &"true" } else { &"false" }),
        Glimpse::Number(number) => {
            tags.iter().any(|tag| tag.parse().ok().is_some_and(|tag: f64| number.as_f64() == Some(tag)))
        }
        Glimpse::Null | Glimpse::Array | Glimpse::Object => false,
    }
}

impl JsonType {
    fn matches(self, value: &Glimpse<'_>) -> bool {
        match self {
            Self::string => matches!(value, Glimpse::String(_)),
            // `404.0` is an integer in JSON Schema.
            Self::integer => value.as_f64().is_some_and(|number| number.fract() == 0.0),
            Self::number => matches!(value, Glimpse::Number(_)),
            Self::boolean => matches!(value, Glimpse::Bool(_)),
            Self::array => matches!(value, Glimpse::Array),
            Self::object => matches!(value, Glimpse::Object),
            Self::null => matches!(value, Glimpse::Null),
            Self::any => true,
        }
    }
}

/// Makes an enum of payload variants and a variant `Unknown(Value)` a model. Implements JSON, `Clone`, `Debug` and
/// `PartialEq`.
///
/// Write either `tag "property" { Variant = "tag" | "tag", .. }` or
/// `shape { Variant: type ["required key", ..] { "key" = constant, .. }, .. }`. The first rule that matches selects its
/// variant. Among equal rules, the variant that declares most of the object's keys is tried first.
///
/// `tag "property" as literal` is for booleans and integers. `..Variant` at the end takes the objects that no tag selects;
/// `= "tag"` after it is what it writes. `?Variant = "tag"` takes those without the property as well.
#[doc(hidden)]
#[macro_export]
macro_rules! union {
    ($name:ident: tag $property:literal {
        $($variant:ident = $tag:literal $(| $more:literal)*),* $(,)? $(? $base:ident = $base_tag:literal $(| $base_more:literal)* $(,)?)?
        $(.. $other:ident $(= $own:literal)? $(,)?)?
    }) => {
        $crate::union!(@impl $name { $(
            $variant: $crate::codegen::VariantRule::Tag($property, &[$tag $(, $more)*]),
            payload => $crate::codegen::Model::view(payload).with_tag($crate::codegen::Tag::string($property, $tag))
        );* $(;
            $base: $crate::codegen::VariantRule::TagOrNone($property, &[$base_tag $(, $base_more)*]),
            payload => $crate::codegen::Model::view(payload).with_tag($crate::codegen::Tag::string($property, $base_tag))
        )? $(;
            $other: $crate::codegen::VariantRule::Structure($crate::codegen::JsonType::object, &[], &[]),
            payload => $crate::codegen::Model::view(payload)
                $(.with_tag($crate::codegen::Tag::string($property, $own)))?
        )? });
    };
    ($name:ident: tag $property:literal as literal {
        $($variant:ident = $tag:literal $(| $more:literal)*),* $(,)? $(? $base:ident = $base_tag:literal $(| $base_more:literal)* $(,)?)?
        $(.. $other:ident $(= $own:literal)? $(,)?)?
    }) => {
        $crate::union!(@impl $name { $(
            $variant: $crate::codegen::VariantRule::Tag($property, &[$tag $(, $more)*]),
            payload => $crate::codegen::Model::view(payload).with_tag($crate::codegen::Tag::literal($property, $tag))
        );* $(;
            $base: $crate::codegen::VariantRule::TagOrNone($property, &[$base_tag $(, $base_more)*]),
            payload => $crate::codegen::Model::view(payload).with_tag($crate::codegen::Tag::literal($property, $base_tag))
        )? $(;
            $other: $crate::codegen::VariantRule::Structure($crate::codegen::JsonType::object, &[], &[]),
            payload => $crate::codegen::Model::view(payload)
                $(.with_tag($crate::codegen::Tag::literal($property, $own)))?
        )? });
    };
    ($name:ident: shape {
        $($variant:ident: $type:ident $([$($key:literal),* $(,)?])? $({$($constant:literal = $value:literal),* $(,)?})?),* $(,)?
    }) => {
        $crate::union!(@impl $name { $(
            $variant: $crate::codegen::VariantRule::Structure(
                $crate::codegen::JsonType::$type,
                &[$($($key),*)?],
                &[$($(($constant, &$value as &dyn $crate::codegen::Constant)),*)?],
            ),
            payload => $crate::codegen::Model::view(payload)
        );* });
    };
    (@impl $name:ident { $($variant:ident: $rule:expr, $payload:ident => $view:expr);* }) => {
        impl $crate::codegen::Union for $name {
            fn descriptor(&self) -> &'static $crate::codegen::UnionDescriptor {
                &$crate::codegen::UnionDescriptor { name: ::core::stringify!($name), rules: &[$($rule),*] }
            }
            fn empty() -> Self {
                Self::Unknown($crate::codegen::Value::Null)
            }
            fn become_variant(&mut self, index: usize) -> $crate::codegen::Slot<'_> {
                // The variants in the order of the rules, so that each has the index of its rule.
                enum Variant { $($variant),* }
                *self = match index {
                    $(index if index == Variant::$variant as usize => Self::$variant($crate::codegen::Model::empty()),)*
                    _ => $crate::codegen::Union::empty(),
                };
                use $crate::codegen::Model as _;
                match self {
                    $(Self::$variant(payload) => payload.slot(),)*
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
                    $(Self::$variant(payload) => Self::$variant(payload.clone()),)*
                    Self::Unknown(value) => Self::Unknown(value.clone()),
                }
            }
        }

        $crate::impl_value!($name);
    };
}
