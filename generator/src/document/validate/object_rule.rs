//! What the structural pass knows of an object: the words that `table` is written in.

use self::Shape::{ListOf, MapOf, Object, OrReference, Text};
use crate::document::Dialect;

/// What a value has to be.
#[derive(Clone, Copy, Debug)]
pub(in crate::document) enum Shape {
    /// Anything; it is data, and nothing in it is looked at.
    Data,
    /// Text.
    Text,
    /// `true` or `false`.
    Flag,
    /// A number.
    Number,
    /// An integer, not negative.
    Count,
    /// `true`, `false` or a number (exclusive bounds).
    FlagOrNumber,
    /// One of a few words.
    Word(&'static [&'static str]),
    /// An object.
    Object(Kind),
    /// An object or a reference to one.
    OrReference(Kind),
    /// A schema.
    Schema,
    /// `true`, `false` or a schema.
    FlagOrSchema,
    /// The value of `type`.
    Type,
    /// The value of `required` in a schema.
    Required,
    /// An object from names to such values.
    MapOf(&'static Shape),
    /// A list of such values.
    ListOf(&'static Shape),
}

/// The objects of OpenAPI. `Paths`, `Responses` and `Callback` are maps whose keys have a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::document) enum Kind {
    Root,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    Components,
    Paths,
    PathItem,
    Operation,
    ExternalDocs,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Responses,
    Response,
    Callback,
    Example,
    Link,
    Header,
    Tag,
    Discriminator,
    Xml,
    SecurityScheme,
    Flows,
    ImplicitFlow,
    TokenFlow,
    CodeFlow,
    DeviceFlow,
    Schema,
}

/// Which dialects know a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::document) enum Known {
    /// 3.0 and later.
    Always,
    /// 3.1 and later.
    Since31,
    /// 3.2 and later.
    Since32,
    /// Only 3.0.
    Only30,
}

impl Known {
    /// True if documents of this dialect have the key.
    pub(in crate::document) fn is_in(self, dialect: Dialect) -> bool {
        match self {
            Known::Always => true,
            Known::Since31 => dialect != Dialect::V3_0,
            Known::Since32 => dialect == Dialect::V3_2,
            Known::Only30 => dialect == Dialect::V3_0,
        }
    }
}

/// One key of an object.
#[derive(Clone, Copy, Debug)]
pub(in crate::document) struct Field {
    pub(in crate::document) key: &'static str,
    pub(in crate::document) shape: Shape,
    pub(in crate::document) known: Known,
}

/// One object.
#[derive(Clone, Copy, Debug)]
pub(in crate::document) struct Rule {
    /// With its article, for messages.
    pub(in crate::document) name: &'static str,
    /// Sorted by key.
    pub(in crate::document) fields: &'static [Field],
    /// Keys that must be there in every dialect.
    pub(in crate::document) required: &'static [&'static str],
}

impl Rule {
    /// The field of a key.
    pub(in crate::document) fn field(&self, key: &str) -> Option<&'static Field> {
        // Most keys differ in their first letter, which costs less than to compare strings.
        let first = key.as_bytes().first();
        let order = |field: &Field| field.key.as_bytes().first().cmp(&first).then_with(|| field.key.cmp(key));
        let at = self.fields.binary_search_by(order).ok()?;
        self.fields.get(at)
    }
}

pub(super) const fn key(key: &'static str, shape: Shape) -> Field {
    Field { key, shape, known: Known::Always }
}

pub(super) const fn new(key: &'static str, shape: Shape) -> Field {
    Field { key, shape, known: Known::Since31 }
}

pub(super) const fn in_3_2(key: &'static str, shape: Shape) -> Field {
    Field { key, shape, known: Known::Since32 }
}

pub(super) const fn old(key: &'static str, shape: Shape) -> Field {
    Field { key, shape, known: Known::Only30 }
}

pub(super) const TEXTS: Shape = ListOf(&Text);
pub(super) const SCHEMAS: Shape = MapOf(&Shape::Schema);
pub(super) const SERVERS: Shape = ListOf(&Object(Kind::Server));
pub(super) const SECURITY: Shape = ListOf(&MapOf(&TEXTS));
pub(super) const EXAMPLES: Shape = MapOf(&OrReference(Kind::Example));
pub(super) const HEADERS: Shape = MapOf(&OrReference(Kind::Header));
pub(super) const LINKS: Shape = MapOf(&OrReference(Kind::Link));
pub(super) const CALLBACKS: Shape = MapOf(&OrReference(Kind::Callback));
pub(super) const EXTERNAL_DOCS: Shape = Object(Kind::ExternalDocs);
