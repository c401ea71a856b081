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
    /// Descriptions of the same value by further schemas.
    pub(crate) more_descriptions: Vec<Keyword<'a, &'a str>>,
    /// `default`
    pub default: Option<&'a Node>,
    /// `example`, or the first of `examples` (3.1).
    pub example: Option<&'a Node>,
    /// The others of `examples`.
    pub(crate) more_examples: Vec<&'a Node>,
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
    /// `uniqueItems`
    pub unique_items: Keyword<'a, bool>,
    /// `minProperties`
    pub min_properties: Keyword<'a, u64>,
    /// `maxProperties`
    pub max_properties: Keyword<'a, u64>,
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
    /// Adds what another schema says of the same value, where this one says nothing.
    pub(crate) fn add(&mut self, other: &Schema<'a>) {
        self.title = self.title.or(other.title);
        if self.description.is_some() && other.description.is_some() {
            self.more_descriptions.push(other.description);
        }
        self.description = self.description.or(other.description);
        self.more_descriptions.extend(other.more_descriptions.iter().copied());
        self.default = self.default.or(other.default);
        match self.example {
            Some(_) => self.more_examples.extend(other.example),
            None => self.example = other.example,
        }
        self.more_examples.extend(&other.more_examples);
        self.url = self.url.or(other.url);
        self.read_only = self.read_only.or_set(other.read_only);
        self.write_only = self.write_only.or_set(other.write_only);
        self.deprecated = self.deprecated.or_set(other.deprecated);
        self.add_limits(other);
    }

    fn add_limits(&mut self, other: &Schema<'a>) {
        self.format = self.format.or(other.format);
        if self.minimum.is_none() {
            (self.minimum, self.exclusive_minimum) = (other.minimum, other.exclusive_minimum);
        }
        if self.maximum.is_none() {
            (self.maximum, self.exclusive_maximum) = (other.maximum, other.exclusive_maximum);
        }
        self.multiple_of = self.multiple_of.or(other.multiple_of);
        self.min_length = self.min_length.or(other.min_length);
        self.max_length = self.max_length.or(other.max_length);
        self.pattern = self.pattern.or(other.pattern);
        self.min_items = self.min_items.or(other.min_items);
        self.max_items = self.max_items.or(other.max_items);
        self.unique_items = self.unique_items.or_set(other.unique_items);
        self.min_properties = self.min_properties.or(other.min_properties);
        self.max_properties = self.max_properties.or(other.max_properties);
        self.items = self.items.or(other.items);
        if self.one_of.is_empty() && self.any_of.is_empty() {
            (self.one_of, self.any_of) = (other.one_of, other.any_of);
        }
    }

    /// The only value allowed: `const`, or an `enum` of one.
    pub(crate) fn single_value(&self) -> Option<&'a Node> {
        self.constant.or(match self.enumeration[..] {
            [only] => Some(only),
            _ => None,
        })
    }
}
