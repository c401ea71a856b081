//! `Schema`: one schema object as written, both dialects read into the same words.
//!
//! A view: it borrows the tree and holds no more than its own level; what it contains are nodes to be viewed in turn.

use super::{Dialect, Node, NodeKind};

/// One schema object.
#[derive(Clone, Debug, Default)]
pub struct Schema<'a> {
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

impl SchemaType {
    /// The type with this name.
    pub fn of_name(name: &str) -> Option<SchemaType> {
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

    /// The type a name of another language or format stands for; `document::structure` reports these.
    pub fn meant_by(name: &str) -> Option<SchemaType> {
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
    pub fn name(self) -> &'static str {
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
    /// Reads one level of a schema, whatever is wrong with it. A boolean schema (3.1) reads as an empty one.
    ///
    /// Words of the other dialect are understood as well: documents mix them, and the structural pass says so.
    pub fn of(node: &'a Node, dialect: Dialect) -> Schema<'a> {
        let mut schema = Schema { reference: node.reference(), ..Schema::default() };
        let is_replaced = schema.reference.is_some() && dialect == Dialect::V3_0;
        for (key, value) in node.entries().iter().filter(|(key, _)| !is_replaced || describes(&key.text)) {
            schema.read(&key.text, value);
        }
        schema.read_enum_descriptions(node);
        schema
    }

    /// The only value allowed: `const`, or an `enum` of one.
    pub fn single_value(&self) -> Option<&'a Node> {
        self.constant.or(match self.enumeration[..] {
            [only] => Some(only),
            _ => None,
        })
    }

    fn read(&mut self, key: &'a str, value: &'a Node) {
        match key {
            "type" => self.read_type(value),
            "nullable" | "x-nullable" => self.nullable |= value.as_bool() == Some(true),
            "format" => self.format = value.as_str(),
            "title" => self.title = value.as_str(),
            "description" => self.description = value.as_str(),
            "default" => self.default = Some(value),
            "example" => self.example = Some(value),
            "examples" => self.example = self.example.or_else(|| first_of(value)),
            "enum" => self.read_enum(value),
            "const" => self.read_const(value),
            "properties" => self.properties = named(value),
            "patternProperties" => self.pattern_properties = named(value),
            "additionalProperties" => self.additional = Additional::of(value),
            "required" => self.required = texts(value),
            "items" if value.is_list() => self.prefix_items = value.items(),
            "items" => self.items = Some(value),
            "prefixItems" => self.prefix_items = value.items(),
            "allOf" => self.all_of = value.items(),
            "oneOf" => self.one_of = value.items(),
            "anyOf" => self.any_of = value.items(),
            "discriminator" => self.read_discriminator(value),
            "readOnly" => self.read_only = value.as_bool() == Some(true),
            "writeOnly" => self.write_only = value.as_bool() == Some(true),
            "deprecated" => self.deprecated = value.as_bool() == Some(true),
            "externalDocs" => self.url = value.get("url").and_then(Node::as_str),
            "pattern" => self.pattern = value.as_str(),
            "minLength" => self.min_length = value.as_u64(),
            "maxLength" => self.max_length = value.as_u64(),
            "minItems" => self.min_items = value.as_u64(),
            "maxItems" => self.max_items = value.as_u64(),
            "contentEncoding" => self.content_encoding = value.as_str(),
            "contentMediaType" => self.content_media_type = value.as_str(),
            "x-enum-varnames" | "x-enumNames" => self.enum_names = texts(value),
            _ if is_bound(key) => self.read_bound(key, value),
            _ if is_ignored(key) => self.ignored.push((key, value)),
            _ => {}
        }
    }

    fn read_type(&mut self, value: &'a Node) {
        let one = std::slice::from_ref(value);
        let names = if value.is_list() { value.items() } else { one };
        for name in names.iter().filter_map(type_name) {
            if name == "null" {
                self.nullable = true;
            } else if let Some(known) = SchemaType::of_name(name).or_else(|| SchemaType::meant_by(name))
                && !self.types.contains(&known)
            {
                self.types.push(known);
            }
        }
        self.is_null = self.types.is_empty() && !names.is_empty() && names.iter().all(is_null_type);
    }

    fn read_enum(&mut self, value: &'a Node) {
        self.has_enum = value.is_list();
        self.nullable |= value.items().iter().any(Node::is_null);
        self.enumeration = value.items().iter().filter(|item| !item.is_null()).collect();
    }

    fn read_const(&mut self, value: &'a Node) {
        if value.is_null() {
            self.nullable = true;
        } else {
            self.constant = Some(value);
        }
    }

    fn read_discriminator(&mut self, value: &'a Node) {
        // Swagger 2.0 had the name of the property alone.
        self.discriminator = value.get("propertyName").and_then(Node::as_str).or(value.as_str());
        let mapping = value.get("mapping").map(Node::entries).unwrap_or_default();
        self.mapping = mapping.iter().filter_map(|(key, target)| Some((&*key.text, target.as_str()?))).collect();
    }

    /// Numeric exclusive bounds (3.1) become a bound and a flag; of two bounds the tighter one counts.
    fn read_bound(&mut self, key: &str, value: &'a Node) {
        let is_number = matches!(value.kind, NodeKind::Number(_));
        match key {
            "minimum" if is_number && tighter(value, self.minimum, f64::gt) => {
                // A numeric exclusive bound read before is the looser one.
                self.exclusive_minimum &= self.minimum.is_none();
                self.minimum = Some(value);
            }
            "maximum" if is_number && tighter(value, self.maximum, f64::lt) => {
                self.exclusive_maximum &= self.maximum.is_none();
                self.maximum = Some(value);
            }
            "exclusiveMinimum" if is_number && tighter(value, self.minimum, f64::ge) => {
                (self.minimum, self.exclusive_minimum) = (Some(value), true);
            }
            "exclusiveMaximum" if is_number && tighter(value, self.maximum, f64::le) => {
                (self.maximum, self.exclusive_maximum) = (Some(value), true);
            }
            "exclusiveMinimum" => self.exclusive_minimum |= value.as_bool() == Some(true),
            "exclusiveMaximum" => self.exclusive_maximum |= value.as_bool() == Some(true),
            _ => {}
        }
    }

    /// A list with one text per enum value, or a map from value to text.
    fn read_enum_descriptions(&mut self, node: &'a Node) {
        let Some(descriptions) = node.get("x-enum-descriptions").or_else(|| node.get("x-enumDescriptions")) else {
            return;
        };
        if descriptions.is_map() {
            let values = node.get("enum").map(Node::items).unwrap_or_default();
            let of = |value: &Node| value.to_text().and_then(|text| descriptions.get(&text)).and_then(Node::as_str);
            self.enum_descriptions = values.iter().map(|value| of(value).unwrap_or_default()).collect();
        } else {
            self.enum_descriptions = texts(descriptions);
        }
    }
}

impl<'a> Additional<'a> {
    fn of(value: &'a Node) -> Additional<'a> {
        match &value.kind {
            NodeKind::Bool(true) => Additional::Any,
            NodeKind::Bool(false) => Additional::None,
            NodeKind::Map(entries) if entries.is_empty() => Additional::Any,
            NodeKind::Map(_) => Additional::Schema(value),
            _ => Additional::Unsaid,
        }
    }
}

/// Unquoted `null` in a list of types is YAML's null, not the word.
fn type_name(node: &Node) -> Option<&str> {
    if node.is_null() { Some("null") } else { node.as_str() }
}

fn is_null_type(node: &Node) -> bool {
    type_name(node) == Some("null")
}

fn is_bound(key: &str) -> bool {
    matches!(key, "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum")
}

/// Keywords that are read beside a `$ref` in 3.0.
fn describes(key: &str) -> bool {
    matches!(
        key,
        "nullable" | "title" | "description" | "default" | "example" | "deprecated" | "readOnly" | "writeOnly"
            | "externalDocs"
    )
}

/// Keywords that are understood but have no counterpart in a type.
fn is_ignored(key: &str) -> bool {
    matches!(
        key,
        "not" | "if" | "then" | "else" | "dependentSchemas" | "dependentRequired" | "dependencies" | "contains"
            | "propertyNames" | "unevaluatedProperties" | "unevaluatedItems" | "contentSchema" | "$dynamicRef"
            | "$recursiveRef"
    )
}

fn tighter(value: &Node, other: Option<&Node>, is_tighter: fn(&f64, &f64) -> bool) -> bool {
    match (value.as_f64(), other.and_then(Node::as_f64)) {
        (Some(value), Some(other)) => is_tighter(&value, &other),
        _ => true,
    }
}

fn named(node: &Node) -> Vec<(&str, &Node)> {
    node.entries().iter().map(|(key, value)| (&*key.text, value)).collect()
}

fn texts(node: &Node) -> Vec<&str> {
    node.items().iter().filter_map(Node::as_str).collect()
}

fn first_of(node: &Node) -> Option<&Node> {
    node.items().first().or_else(|| node.entries().first().map(|(_, value)| value))
}
