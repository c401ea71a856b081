//! What a schema allows, once references, `allOf` and the spellings of the dialects are settled. Data.
//!
//! `reading` makes it of the document.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::site::Site;
use crate::document::Located;
use crate::source::JsonPointer;

/// A value and where it is written.
#[derive(Clone, Debug)]
pub(super) struct Said<T> {
    pub(super) value: T,
    pub(super) at: JsonPointer,
}

/// What a schema allows.
#[derive(Clone, Debug, Default)]
pub(super) struct Shape<'d> {
    /// Where it is written, first of all.
    pub(super) at: JsonPointer,
    /// The JSON types; none: every type.
    pub(super) types: Option<Said<BTreeSet<&'static str>>>,
    /// It may be null.
    pub(super) nullable: bool,
    /// The only values that are allowed, without null.
    pub(super) values: Option<Said<Vec<Value>>>,
    /// `format`
    pub(super) format: Option<Said<String>>,
    /// Limits by keyword.
    pub(super) limits: BTreeMap<&'static str, Said<Limit>>,
    /// `pattern`, and further ones of `allOf`.
    pub(super) patterns: Vec<Said<String>>,
    /// Properties in order; several nodes where `allOf` declares one several times.
    pub(super) properties: Vec<(&'d str, Vec<Located<'d>>)>,
    /// Required properties.
    pub(super) required: BTreeMap<&'d str, JsonPointer>,
    /// Undeclared properties.
    pub(super) additional: Additional<'d>,
    /// The items of an array.
    pub(super) items: Site<'d>,
    /// The first items, by position.
    pub(super) prefix: Vec<Site<'d>>,
    /// `oneOf` and `anyOf` of several members.
    pub(super) unions: Vec<UnionShape<'d>>,
    /// `discriminator`
    pub(super) discriminator: Option<Said<DiscriminatorShape>>,
    /// `default`
    pub(super) default: Option<Said<Value>>,
    /// `readOnly`
    pub(super) read_only: bool,
    /// `writeOnly`
    pub(super) write_only: bool,
    /// `deprecated`
    pub(super) deprecated: bool,
    /// Descriptions, titles and examples.
    pub(super) docs: Vec<(&'d str, Said<Value>)>,
    /// Keywords that allow fewer values, compared as a whole.
    pub(super) constraints: BTreeMap<&'d str, Said<Value>>,
    /// Keywords that no rule knows.
    pub(super) other: BTreeMap<&'d str, Said<Value>>,
}

/// A limit.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Limit {
    /// The number.
    pub(super) number: f64,
    /// The number as written.
    pub(super) text: String,
    /// The number itself is not allowed.
    pub(super) exclusive: bool,
}

/// Undeclared properties.
#[derive(Clone, Debug, Default)]
pub(super) enum Additional<'d> {
    /// Any may be there.
    #[default]
    Open,
    /// None may be there.
    Closed(JsonPointer),
    /// Those of a schema.
    Schema(Site<'d>),
}

/// A choice.
#[derive(Clone, Debug)]
pub(super) struct UnionShape<'d> {
    /// `oneOf`, not `anyOf`.
    pub(super) is_exclusive: bool,
    /// Not written: the schemas that contain this one, which has a discriminator.
    pub(super) is_inherited: bool,
    /// The members, without null.
    pub(super) members: Vec<Site<'d>>,
    /// Where it is written.
    pub(super) at: JsonPointer,
}

/// What decides which member a value is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct DiscriminatorShape {
    /// The property.
    pub(super) property: String,
    /// Values, with the pointers of the schemas that they select.
    pub(super) mapping: BTreeMap<String, String>,
}

impl Shape<'_> {
    /// True if the schema says nothing about the type.
    pub(super) fn is_any(&self) -> bool {
        self.types.is_none() && self.values.is_none() && self.unions.is_empty()
    }

    /// True if it is an object.
    pub(super) fn has_type(&self, name: &str) -> bool {
        self.types.as_ref().is_some_and(|types| types.value.contains(name))
    }

    /// The types as people write them.
    pub(super) fn type_words(&self) -> String {
        let words: Vec<&str> = self.types.iter().flat_map(|types| types.value.iter().copied()).collect();
        match (words.is_empty(), &self.format) {
            (true, _) if !self.unions.is_empty() => "one of several schemas".to_owned(),
            (true, _) => "any value".to_owned(),
            (false, Some(format)) => format!("{} ({})", words.join(" or "), format.value),
            (false, None) => words.join(" or "),
        }
    }

    /// The place of what is said, or of the whole schema where it is not said.
    pub(super) fn place_of<T>(&self, said: Option<&Said<T>>) -> JsonPointer {
        said.map_or_else(|| self.at.clone(), |said| said.at.clone())
    }
}
