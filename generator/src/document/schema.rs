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
    /// Titles that further schemas of the same value have.
    pub(crate) more_titles: Vec<Keyword<'a, &'a str>>,
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
    /// Limits that a tighter one makes idle, or that an alternative does not have.
    pub(crate) looser: Vec<&'a Node>,
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
        self.add_words(other);
        self.add_limits(other);
    }

    /// Adds what another schema says that a value may have in place of this one: of the limits, those of both hold.
    pub(crate) fn add_alternative(&mut self, other: &Schema<'a>) {
        self.add_words(other);
        self.relax(other);
    }

    fn add_words(&mut self, other: &Schema<'a>) {
        if self.title.is_some() && other.title.is_some() {
            self.more_titles.push(other.title);
        }
        self.title = self.title.or(other.title);
        self.more_titles.extend(other.more_titles.iter().copied());
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
    }

    fn relax(&mut self, other: &Schema<'a>) {
        let is_same = |own: Option<&Node>, other: Option<&Node>| own.map(Node::to_json) == other.map(Node::to_json);
        if !is_same(self.minimum, other.minimum) {
            self.looser.extend(self.minimum.take().into_iter().chain(other.minimum));
            self.exclusive_minimum = Keyword::default();
        }
        if !is_same(self.maximum, other.maximum) {
            self.looser.extend(self.maximum.take().into_iter().chain(other.maximum));
            self.exclusive_maximum = Keyword::default();
        }
        if !is_same(self.multiple_of, other.multiple_of) {
            self.looser.extend(self.multiple_of.take().into_iter().chain(other.multiple_of));
        }
        self.pattern = self.common(self.pattern, other.pattern);
        self.min_length = self.common(self.min_length, other.min_length);
        self.max_length = self.common(self.max_length, other.max_length);
        self.min_items = self.common(self.min_items, other.min_items);
        self.max_items = self.common(self.max_items, other.max_items);
        self.unique_items = self.common(self.unique_items, other.unique_items);
        self.min_properties = self.common(self.min_properties, other.min_properties);
        self.max_properties = self.common(self.max_properties, other.max_properties);
    }

    /// A limit that both of two alternatives have.
    fn common<T: Copy + PartialEq>(&mut self, own: Keyword<'a, T>, other: Keyword<'a, T>) -> Keyword<'a, T> {
        if own.peek() == other.peek() {
            return own;
        }
        self.looser.extend(own.node().into_iter().chain(other.node()));
        Keyword::default()
    }

    fn add_limits(&mut self, other: &Schema<'a>) {
        self.format = self.format.or(other.format);
        if let Some(minimum) = other.minimum {
            self.limit_below(minimum, other.exclusive_minimum);
        }
        if let Some(maximum) = other.maximum {
            self.limit_above(maximum, other.exclusive_maximum);
        }
        self.looser.extend(&other.looser);
        self.multiple_of = self.multiple_of.or(other.multiple_of);
        self.min_length = self.tighter(self.min_length, other.min_length, u64::gt);
        self.max_length = self.tighter(self.max_length, other.max_length, u64::lt);
        self.pattern = self.pattern.or(other.pattern);
        self.min_items = self.tighter(self.min_items, other.min_items, u64::gt);
        self.max_items = self.tighter(self.max_items, other.max_items, u64::lt);
        self.unique_items = self.unique_items.or_set(other.unique_items);
        self.min_properties = self.tighter(self.min_properties, other.min_properties, u64::gt);
        self.max_properties = self.tighter(self.max_properties, other.max_properties, u64::lt);
        self.items = self.items.or(other.items);
        if self.one_of.is_empty() && self.any_of.is_empty() {
            (self.one_of, self.any_of) = (other.one_of, other.any_of);
        }
    }

    /// The count that rules out more, of two limits.
    fn tighter(
        &mut self,
        known: Keyword<'a, u64>,
        added: Keyword<'a, u64>,
        is_tighter: fn(&u64, &u64) -> bool,
    ) -> Keyword<'a, u64> {
        let (Some(old), Some(new)) = (known.peek(), added.peek()) else { return known.or(added) };
        let (kept, idle) = if is_tighter(&new, &old) { (added, known) } else { (known, added) };
        self.looser.extend(idle.node());
        kept
    }

    /// The only value allowed: `const`, or an `enum` of one.
    pub(crate) fn single_value(&self) -> Option<&'a Node> {
        self.constant.or(match self.enumeration[..] {
            [only] => Some(only),
            _ => None,
        })
    }
}
