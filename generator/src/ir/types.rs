//! Types: what a schema becomes once references, composition and nullability are settled.

use crate::source::JsonPointer;
use serde_json::Value;

use super::Origin;
use super::seldom::{Seldom, Usual};

/// Index of a type in [`Api::types`](super::Api::types).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TypeId(pub u32);

impl TypeId {
    /// Position in the list of types.
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A type that gets a name of its own.
#[derive(Clone, Debug)]
pub(crate) struct TypeDef {
    /// Where it was written; the source of its name.
    pub origin: Origin,
    /// What the document calls it in a client, if it does.
    pub given_name: Option<String>,
    /// Place of the schema.
    pub pointer: JsonPointer,
    /// Documentation.
    pub docs: Docs,
    /// What it is.
    pub kind: TypeKind,
    /// Limits of its values, and what is said of their parts.
    pub bounds: Seldom<Bounds>,
    /// `default` of the schema.
    pub default: Option<Box<Value>>,
    /// Only sent by the server.
    pub read_only: bool,
    /// Only sent by the client.
    pub write_only: bool,
    /// Which directions it travels in.
    pub usage: Usage,
}

/// What a named type is.
#[derive(Clone, Debug)]
pub(crate) enum TypeKind {
    /// An object with known properties.
    Record(Record),
    /// A closed list of values in the document; open in Rust.
    Enum(Enum),
    /// One of several types.
    Union(Union),
    /// Another name for a type.
    Alias(TypeRef),
}

/// Which directions a type travels in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Usage {
    /// Reachable from a request body or parameter.
    pub request: bool,
    /// Reachable from a response.
    pub response: bool,
}

/// A use of a type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum TypeRef {
    /// A named type.
    Named(TypeId),
    /// A named type in a `Box`, because it contains itself.
    Boxed(TypeId),
    /// A string.
    String,
    /// `true` or `false`.
    Boolean,
    /// An integer.
    Integer(Integer),
    /// `number`: a double, also when the format is `float`.
    Float {
        /// `format: float`.
        single: bool,
    },
    /// A string or number in a format that has a type of its own.
    Formatted(TextFormat),
    /// `format: byte`: bytes written as base64.
    Base64,
    /// Raw bytes: `format: binary` outside JSON.
    Bytes,
    /// An array.
    List(Box<TypeRef>),
    /// An object with any keys, which becomes a map.
    Map(Box<TypeRef>),
    /// One value or an array of such values.
    OneOrMany(Box<TypeRef>),
    /// It may be `null` (in arrays, maps, unions and at the top; a field has a flag for it).
    Nullable(Box<TypeRef>),
    /// A type of the user's.
    Own(OwnType),
    /// Any JSON.
    Any,
    /// Nothing: no body, or only `null`.
    Unit,
}

/// A type that the user has and names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct OwnType {
    /// Its path, with generic arguments.
    pub path: String,
    /// It is a model itself; any other type is read by serde.
    pub is_model: bool,
}

/// Formats that have a type of their own, which keeps the value as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum TextFormat {
    /// `date-time`.
    DateTime,
    /// `date`.
    Date,
    /// `time`.
    Time,
    /// `duration` of ISO 8601.
    IsoDuration,
    /// `uuid`, also `guid` or with a version at its end.
    Uuid,
    /// `decimal` of a string.
    Decimal,
    /// `decimal` of a number.
    DecimalNumber,
}

/// Width of an integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Integer {
    /// `int32`.
    I32,
    /// `int64`, or no format.
    I64,
    /// `uint32`.
    U32,
    /// `uint64`.
    U64,
    /// `int128`.
    I128,
    /// `uint128`.
    U128,
}

/// An object with known properties.
#[derive(Clone, Debug, Default)]
pub(crate) struct Record {
    /// Properties in document order.
    pub fields: Vec<Field>,
    /// Type of the other properties, when the document declares them.
    pub additional: Option<TypeRef>,
    /// The document rules other properties out.
    pub is_closed: bool,
}

/// A property.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    /// Name on the wire.
    pub wire_name: String,
    /// Type of the value when there is one.
    pub type_ref: TypeRef,
    /// The property must be present.
    pub required: bool,
    /// The value may be `null`.
    pub nullable: bool,
    /// The only value allowed, if there is just one.
    pub constant: Option<Constant>,
    /// `default` of the schema.
    pub default: Option<Box<Value>>,
    /// Only sent by the server.
    pub read_only: bool,
    /// Only sent by the client.
    pub write_only: bool,
    /// Limits of the value.
    pub bounds: Seldom<Bounds>,
    /// Documentation.
    pub docs: Docs,
}

/// A scalar literal.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Constant {
    /// A string.
    String(String),
    /// An integer.
    Integer(i64),
    /// A boolean.
    Boolean(bool),
}

/// A type with listed values.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Enum {
    /// Whether the values are strings or integers.
    pub repr: EnumRepr,
    /// The values, in document order, without duplicates and without `null`.
    pub variants: Vec<EnumVariant>,
}

/// The JSON type of the values of an enum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum EnumRepr {
    /// Strings.
    String,
    /// Integers.
    Integer,
}

/// One value of an enum.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct EnumVariant {
    /// The value on the wire.
    pub wire_value: Constant,
    /// A name given by the document (`x-enum-varnames`).
    pub name_hint: Option<String>,
    /// What it means.
    pub description: Option<String>,
    /// Not to be used any more.
    pub is_deprecated: bool,
}

/// One of several types.
#[derive(Clone, Debug)]
pub(crate) struct Union {
    /// The members, in the order they are tried.
    pub variants: Vec<UnionVariant>,
    /// How a value is assigned to a member.
    pub discrimination: Discrimination,
}

/// A member of a union.
#[derive(Clone, Debug)]
pub(crate) struct UnionVariant {
    /// The member's type.
    pub type_ref: TypeRef,
    /// Words its name is made of: component name, title, tag or JSON kind.
    pub name_hint: String,
    /// Values of the discriminator that select it; empty when decided by shape, and for what takes all other values.
    pub tags: Vec<String>,
    /// What tells it apart; used when decided by shape.
    pub test: ShapeTest,
    /// What the document says of it.
    pub annotations: Annotations,
}

/// How the member of a union is found.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Discrimination {
    /// By the value of a property.
    Tag(TagRule),
    /// By JSON kind, required keys and constants; the first match wins.
    Shape,
}

/// The property that selects a member of a union.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct TagRule {
    /// Its name on the wire.
    pub property: String,
    /// Its values are booleans or integers; the tags are their JSON.
    pub is_literal: bool,
    /// What the last member takes besides the objects that its own values select.
    pub rest: TagRest,
}

/// Objects that no value of a property selects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum TagRest {
    /// They belong to no member.
    Nowhere,
    /// Those without the property belong to the last member.
    Untagged,
    /// All belong to the last member.
    Everything,
}

/// What a value must look like to belong to a member.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct ShapeTest {
    /// JSON kind; `None` accepts every kind.
    pub kind: Option<ValueKind>,
    /// Keys an object must have.
    pub required: Vec<String>,
    /// Keys with the only value they may have.
    pub constants: Vec<(String, Constant)>,
}

/// JSON kinds, as far as unions tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum ValueKind {
    /// Text.
    String,
    /// A number without fraction.
    Integer,
    /// Any number.
    Number,
    /// A boolean.
    Boolean,
    /// Array.
    Array,
    /// Object.
    Object,
}

/// Documentation as the document gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Docs {
    /// `title` or `summary`.
    pub title: Option<String>,
    /// CommonMark.
    pub description: Option<String>,
    /// An example value.
    pub example: Option<Box<Value>>,
    /// Further examples.
    pub more_examples: Vec<Value>,
    /// Marked as deprecated.
    pub deprecated: bool,
    /// `externalDocs.url`.
    pub url: Option<String>,
    /// What the author says of how it is known, as sentences.
    pub notes: Vec<String>,
}

/// What a document says of a value that has no property, parameter or type of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Annotations {
    /// Documentation.
    pub docs: Docs,
    /// Limits of the value.
    pub bounds: Seldom<Bounds>,
    /// `default` of the schema.
    pub default: Option<Box<Value>>,
    /// Only sent by the server.
    pub read_only: bool,
    /// Only sent by the client.
    pub write_only: bool,
}

/// What is said of a part of a value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Inside {
    /// Which part.
    pub part: InsidePart,
    /// The properties that the part requires.
    pub required: Vec<String>,
    /// The only values of the part.
    pub values: Vec<Constant>,
    /// What is said of it.
    pub annotations: Annotations,
}

/// A part of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum InsidePart {
    /// Each item of an array.
    Item,
    /// Each value of an object with any keys.
    Value,
    /// The value itself, by one of several schemas.
    Alternative,
}

/// Limits a value must keep: documented, and checked where the user asks for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Bounds {
    /// Smallest number, as written.
    pub minimum: Option<String>,
    /// Largest number, as written.
    pub maximum: Option<String>,
    /// `minimum` itself is not allowed.
    pub exclusive_minimum: bool,
    /// `maximum` itself is not allowed.
    pub exclusive_maximum: bool,
    /// What the number is a multiple of, as written.
    pub multiple_of: Option<String>,
    /// Shortest text, in characters.
    pub min_length: Option<u64>,
    /// Longest text, in characters.
    pub max_length: Option<u64>,
    /// Regular expression.
    pub pattern: Option<String>,
    /// Fewest items.
    pub min_items: Option<u64>,
    /// Most items.
    pub max_items: Option<u64>,
    /// No two items are equal.
    pub unique_items: bool,
    /// Fewest properties.
    pub min_properties: Option<u64>,
    /// Most properties.
    pub max_properties: Option<u64>,
    /// A format that has no type of its own (`email`, `uri`, `hostname`, ...).
    pub format: Option<String>,
    /// What is said of the parts of the value.
    pub inside: Vec<Inside>,
}

impl Usual for Bounds {
    const USUAL: &'static Self = &Self {
        minimum: None,
        maximum: None,
        exclusive_minimum: false,
        exclusive_maximum: false,
        multiple_of: None,
        min_length: None,
        max_length: None,
        pattern: None,
        min_items: None,
        max_items: None,
        unique_items: false,
        min_properties: None,
        max_properties: None,
        format: None,
        inside: Vec::new(),
    };
}
