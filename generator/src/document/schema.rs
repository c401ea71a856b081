//! `Schema`: one schema object as written, both dialects read into the same words.
//!
//! A view: it borrows the tree and holds no more than its own level; what it contains are nodes to be viewed in turn.

use super::{Dialect, Node};

/// One schema object.
#[derive(Clone, Debug, Default)]
pub struct Schema<'a> {
    /// `$ref`; in 3.0 every other keyword is then ignored, in 3.1 they add to it.
    pub reference: Option<&'a str>,
    /// `type`; several in 3.1; `null` is taken out and becomes `nullable`.
    pub types: Vec<SchemaType>,
    /// `nullable: true`, `type: [.., "null"]`, `null` in `enum`, `const: null`; `oneOf` with a null member is for `resolve` to see.
    pub nullable: bool,
    /// The only type is `null`.
    pub is_null: bool,
    /// `format`
    pub format: Option<&'a str>,
    /// `title`
    pub title: Option<&'a str>,
    /// `description`
    pub description: Option<&'a str>,
    /// `default`
    pub default: Option<&'a Node>,
    /// `example`, or the first of `examples` (3.1).
    pub example: Option<&'a Node>,
    /// `enum` without `null`.
    pub enumeration: Vec<&'a Node>,
    /// `enum` was written (even if it held nothing but `null`).
    pub has_enum: bool,
    /// `const` (3.1; also `enum` with one value counts, see [`Schema::single_value`]).
    pub constant: Option<&'a Node>,
    /// `properties`
    pub properties: Vec<(&'a str, &'a Node)>,
    /// `required`
    pub required: Vec<&'a str>,
    /// `additionalProperties`
    pub additional: Additional<'a>,
    /// `patternProperties` (3.1)
    pub pattern_properties: Vec<(&'a str, &'a Node)>,
    /// `items`
    pub items: Option<&'a Node>,
    /// `prefixItems` (3.1)
    pub prefix_items: &'a [Node],
    /// `allOf`
    pub all_of: &'a [Node],
    /// `oneOf`
    pub one_of: &'a [Node],
    /// `anyOf`
    pub any_of: &'a [Node],
    /// `discriminator.propertyName`
    pub discriminator: Option<&'a str>,
    /// `discriminator.mapping`: value, target as written.
    pub mapping: Vec<(&'a str, &'a str)>,
    /// `readOnly`
    pub read_only: bool,
    /// `writeOnly`
    pub write_only: bool,
    /// `deprecated`
    pub deprecated: bool,
    /// `externalDocs.url`
    pub url: Option<&'a str>,
    /// `minimum`, or numeric `exclusiveMinimum`
    pub minimum: Option<&'a Node>,
    /// `maximum`, or numeric `exclusiveMaximum`
    pub maximum: Option<&'a Node>,
    /// The minimum is excluded (both dialects).
    pub exclusive_minimum: bool,
    /// The maximum is excluded (both dialects).
    pub exclusive_maximum: bool,
    /// `minLength`
    pub min_length: Option<u64>,
    /// `maxLength`
    pub max_length: Option<u64>,
    /// `pattern`
    pub pattern: Option<&'a str>,
    /// `minItems`
    pub min_items: Option<u64>,
    /// `maxItems`
    pub max_items: Option<u64>,
    /// `contentEncoding` (3.1)
    pub content_encoding: Option<&'a str>,
    /// `contentMediaType` (3.1)
    pub content_media_type: Option<&'a str>,
    /// `x-enum-varnames` (or `x-enumNames`), one per enum value as written.
    pub enum_names: Vec<&'a str>,
    /// `x-enum-descriptions`, one per enum value as written.
    pub enum_descriptions: Vec<&'a str>,
    /// Keywords that are understood but not acted on (`not`, `if`, `dependentSchemas`, ...), with the node.
    pub ignored: Vec<(&'a str, &'a Node)>,
}

/// A value of `type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SchemaType {
    /// `string`
    String,
    /// `integer`
    Integer,
    /// `number`
    Number,
    /// `boolean`
    Boolean,
    /// `array`
    Array,
    /// `object`
    Object,
}

/// `additionalProperties`.
#[derive(Clone, Copy, Debug, Default)]
pub enum Additional<'a> {
    /// Not written.
    #[default]
    Unsaid,
    /// `true` or an empty schema.
    Any,
    /// `false`
    None,
    /// A schema.
    Schema(&'a Node),
}

impl<'a> Schema<'a> {
    /// Reads one level of a schema. A boolean schema (3.1) reads as an empty one.
    pub fn of(_node: &'a Node, _dialect: Dialect) -> Schema<'a> {
        Schema::default()
    }

    /// The only value allowed: `const`, or an `enum` of one.
    pub fn single_value(&self) -> Option<&'a Node> {
        self.constant.or(match self.enumeration[..] {
            [only] => Some(only),
            _ => None,
        })
    }
}
