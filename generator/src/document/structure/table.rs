//! Every object of OpenAPI 3.0 and 3.1 as data: its keys, what their values are, which must be there.
//!
//! To teach the structural pass a key, add a line here; fields are sorted so that they can be searched.

mod operations;
mod root;
mod schemas;

use self::Shape::{ListOf, MapOf, Object, OrReference, Text};

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
    /// A whole number, not negative.
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
    /// A map from names to such values.
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
    /// Only 3.0.
    Only30,
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
    /// Keys that must be there in both dialects.
    pub(in crate::document) required: &'static [&'static str],
}

impl Rule {
    /// The field of a key.
    pub(in crate::document) fn field(&self, key: &str) -> Option<&'static Field> {
        let at = self.fields.binary_search_by(|field| field.key.cmp(key)).ok()?;
        self.fields.get(at)
    }
}

const fn key(key: &'static str, shape: Shape) -> Field {
    Field { key, shape, known: Known::Always }
}

const fn new(key: &'static str, shape: Shape) -> Field {
    Field { key, shape, known: Known::Since31 }
}

const fn old(key: &'static str, shape: Shape) -> Field {
    Field { key, shape, known: Known::Only30 }
}

const TEXTS: Shape = ListOf(&Text);
const SCHEMAS: Shape = MapOf(&Shape::Schema);
const SERVERS: Shape = ListOf(&Object(Kind::Server));
const SECURITY: Shape = ListOf(&MapOf(&TEXTS));
const EXAMPLES: Shape = MapOf(&OrReference(Kind::Example));
const HEADERS: Shape = MapOf(&OrReference(Kind::Header));
const LINKS: Shape = MapOf(&OrReference(Kind::Link));
const CALLBACKS: Shape = MapOf(&OrReference(Kind::Callback));
const EXTERNAL_DOCS: Shape = Object(Kind::ExternalDocs);

/// The rule of an object.
pub(in crate::document) fn rule(kind: Kind) -> &'static Rule {
    match kind {
        Kind::Root => &root::ROOT,
        Kind::Info => &root::INFO,
        Kind::Contact => &root::CONTACT,
        Kind::License => &root::LICENSE,
        Kind::Server => &root::SERVER,
        Kind::ServerVariable => &root::SERVER_VARIABLE,
        Kind::Components => &root::COMPONENTS,
        Kind::Paths => &operations::PATHS,
        Kind::PathItem => &operations::PATH_ITEM,
        Kind::Operation => &operations::OPERATION_RULE,
        Kind::ExternalDocs => &root::EXTERNAL_DOCS_RULE,
        Kind::Parameter => &operations::PARAMETER,
        Kind::RequestBody => &operations::REQUEST_BODY,
        Kind::MediaType => &operations::MEDIA_TYPE,
        Kind::Encoding => &operations::ENCODING_RULE,
        Kind::Responses => &operations::RESPONSES,
        Kind::Response => &operations::RESPONSE,
        Kind::Callback => &operations::CALLBACK,
        Kind::Example => &operations::EXAMPLE,
        Kind::Link => &operations::LINK,
        Kind::Header => &operations::HEADER,
        Kind::Tag => &root::TAG,
        Kind::Discriminator => &schemas::DISCRIMINATOR,
        Kind::Xml => &schemas::XML,
        Kind::SecurityScheme => &root::SECURITY_SCHEME,
        Kind::Flows => &root::FLOWS,
        Kind::ImplicitFlow => &root::IMPLICIT_FLOW,
        Kind::TokenFlow => &root::TOKEN_FLOW,
        Kind::CodeFlow => &root::CODE_FLOW,
        Kind::DeviceFlow => &root::DEVICE_FLOW,
        Kind::Schema => &schemas::SCHEMA,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_sorted_and_required_ones_exist() {
        let mut seen = vec![Kind::Root];
        let mut next = 0;
        while let Some(&kind) = seen.get(next) {
            next += 1;
            let rule = rule(kind);
            assert!(rule.fields.is_sorted_by(|one, other| one.key < other.key), "{}", rule.name);
            assert!(rule.required.iter().all(|key| rule.field(key).is_some()), "{}", rule.name);
            for mut shape in rule.fields.iter().map(|field| field.shape) {
                while let MapOf(inner) | ListOf(inner) = shape {
                    shape = *inner;
                }
                if let Object(kind) | OrReference(kind) = shape
                    && !seen.contains(&kind)
                {
                    seen.push(kind);
                }
            }
        }
    }
}
