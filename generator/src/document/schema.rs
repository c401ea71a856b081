//! `Schema`: one schema object as written; all dialects are read into the same words.
//!
//! A view: it borrows the tree and holds no more than its own level; what it contains are nodes to be viewed in turn.

mod enum_notes;
mod keyword;
mod read;

use self::enum_notes::EnumNote;
pub(crate) use self::keyword::Keyword;

use super::Node;

/// One schema object.
#[derive(Clone, Debug, Default)]
pub(crate) struct Schema<'a> {
    /// `$ref`; in 3.1 the other keywords add to it. In 3.0 only those are then read that describe (`description`,
    /// `deprecated`, ..) and `nullable`: OpenAPI ignores them, but documents mean them, and servers send the null.
    pub reference: Option<&'a str>,
    /// `type`; several in 3.1; `null` is taken out and becomes `nullable`.
    pub types: Vec<SchemaType>,
    /// `nullable: true`, `type: [.., "null"]`, `null` in `enum`, `const: null`; `oneOf` with a null member is for `resolve` to see.
    pub nullable: bool,
    /// The only type is `null`.
    pub is_null: bool,
    /// `format`
    pub format: Keyword<'a, &'a str>,
    /// `title`
    pub title: Keyword<'a, &'a str>,
    /// `description`
    pub description: Keyword<'a, &'a str>,
    /// `default`
    pub default: Option<&'a Node>,
    /// `example`, or the first of `examples` (3.1).
    pub example: Option<&'a Node>,
    /// `enum` without `null`.
    pub(crate) enumeration: Vec<&'a Node>,
    /// `enum` of an array none of whose values is an array: the values of its items, written a level too high.
    pub(crate) item_values: Vec<&'a Node>,
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
    /// `discriminator.defaultMapping` (3.2): the target for all other values.
    pub(crate) default_mapping: Option<&'a str>,
    /// `readOnly`
    pub read_only: Keyword<'a, bool>,
    /// `writeOnly`
    pub write_only: Keyword<'a, bool>,
    /// `deprecated`
    pub deprecated: Keyword<'a, bool>,
    /// `externalDocs.url`
    pub url: Keyword<'a, &'a str>,
    /// `minimum`, or numeric `exclusiveMinimum`
    pub minimum: Option<&'a Node>,
    /// `maximum`, or numeric `exclusiveMaximum`
    pub maximum: Option<&'a Node>,
    /// The minimum is excluded, in the spelling of any dialect.
    pub exclusive_minimum: Keyword<'a, bool>,
    /// The maximum is excluded, in the spelling of any dialect.
    pub exclusive_maximum: Keyword<'a, bool>,
    /// `multipleOf`
    pub multiple_of: Option<&'a Node>,
    /// `minLength`
    pub min_length: Keyword<'a, u64>,
    /// `maxLength`
    pub max_length: Keyword<'a, u64>,
    /// `pattern`
    pub pattern: Keyword<'a, &'a str>,
    /// `minItems`
    pub min_items: Keyword<'a, u64>,
    /// `maxItems`
    pub max_items: Keyword<'a, u64>,
    /// `contentEncoding` (3.1)
    pub content_encoding: Keyword<'a, &'a str>,
    /// `contentMediaType` (3.1)
    pub content_media_type: Keyword<'a, &'a str>,
    /// What extensions say of the values of `enum`, as written; empty if that is nothing.
    pub(crate) enum_notes: Vec<EnumNote<'a>>,
    /// `x-observed`: what a server was seen to do.
    pub(crate) observed: Option<&'a str>,
    /// Keywords that are understood but not acted on (`not`, `if`, `dependentSchemas`, ...), with the node.
    pub ignored: Vec<(&'a str, &'a Node)>,
}

/// A value of `type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum SchemaType {
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
pub(crate) enum Additional<'a> {
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

impl SchemaType {
    /// The type with this name.
    pub(crate) fn of_name(name: &str) -> Option<SchemaType> {
        Some(match name {
            "string" => SchemaType::String,
            "integer" => SchemaType::Integer,
            "number" => SchemaType::Number,
            "boolean" => SchemaType::Boolean,
            "array" => SchemaType::Array,
            "object" => SchemaType::Object,
            _ => return None,
        })
    }

    /// The type a name of another language or format means; `document::validate` reports these.
    pub(crate) fn meant_by(name: &str) -> Option<SchemaType> {
        let lower = name.to_ascii_lowercase();
        SchemaType::of_name(&lower).or_else(|| {
            Some(match &*lower {
                "str" | "text" | "file" | "date" | "datetime" | "date-time" | "uuid" | "uri" => SchemaType::String,
                "int" | "int32" | "int64" | "long" => SchemaType::Integer,
                "float" | "double" | "decimal" => SchemaType::Number,
                "bool" => SchemaType::Boolean,
                "list" => SchemaType::Array,
                "map" | "dict" => SchemaType::Object,
                _ => return None,
            })
        })
    }

    /// Its name in a document.
    pub(crate) fn name(self) -> &'static str {
        match self {
            SchemaType::String => "string",
            SchemaType::Integer => "integer",
            SchemaType::Number => "number",
            SchemaType::Boolean => "boolean",
            SchemaType::Array => "array",
            SchemaType::Object => "object",
        }
    }
}

impl<'a> Schema<'a> {
    /// The only value allowed: `const`, or an `enum` of one.
    pub(crate) fn single_value(&self) -> Option<&'a Node> {
        self.constant.or(match self.enumeration[..] {
            [only] => Some(only),
            _ => None,
        })
    }
}
