//! Every object of OpenAPI 3.0 and 3.1 as data: its keys, what their values are, which must be there.
//!
//! To teach the structural pass a key, add a line here; fields are sorted so that they can be searched.

use self::Shape::{Count, Data, Flag, ListOf, MapOf, Number, Object, OrReference, Text};

/// What a value has to be.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
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
pub(super) enum Kind {
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
pub(super) enum Known {
    /// 3.0 and later.
    Always,
    /// 3.1 and later.
    Since31,
    /// Only 3.0.
    Only30,
}

/// One key of an object.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    pub(super) key: &'static str,
    pub(super) shape: Shape,
    pub(super) known: Known,
}

/// One object.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    /// With its article, for messages.
    pub(super) name: &'static str,
    /// Sorted by key.
    pub(super) fields: &'static [Field],
    /// Keys that must be there in both dialects.
    pub(super) required: &'static [&'static str],
}

impl Rule {
    /// The field of a key.
    pub(super) fn field(&self, key: &str) -> Option<&'static Field> {
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
const SCHEMA_LIST: Shape = ListOf(&Shape::Schema);
const SERVERS: Shape = ListOf(&Object(Kind::Server));
const SECURITY: Shape = ListOf(&MapOf(&TEXTS));
const PARAMETERS: Shape = ListOf(&OrReference(Kind::Parameter));
const CONTENT: Shape = MapOf(&Object(Kind::MediaType));
const EXAMPLES: Shape = MapOf(&OrReference(Kind::Example));
const HEADERS: Shape = MapOf(&OrReference(Kind::Header));
const LINKS: Shape = MapOf(&OrReference(Kind::Link));
const CALLBACKS: Shape = MapOf(&OrReference(Kind::Callback));
const ENCODING: Shape = Object(Kind::Encoding);
const EXTERNAL_DOCS: Shape = Object(Kind::ExternalDocs);
const OPERATION: Shape = Object(Kind::Operation);
const LOCATIONS: &[&str] = &["query", "header", "path", "cookie", "querystring"];
const STYLES: &[&str] = &["matrix", "label", "form", "simple", "spaceDelimited", "pipeDelimited", "deepObject", "cookie"];
const SECURITY_TYPES: &[&str] = &["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"];

/// The rule of an object.
pub(super) fn rule(kind: Kind) -> &'static Rule {
    match kind {
        Kind::Root => &ROOT,
        Kind::Info => &INFO,
        Kind::Contact => &CONTACT,
        Kind::License => &LICENSE,
        Kind::Server => &SERVER,
        Kind::ServerVariable => &SERVER_VARIABLE,
        Kind::Components => &COMPONENTS,
        Kind::Paths => &PATHS,
        Kind::PathItem => &PATH_ITEM,
        Kind::Operation => &OPERATION_RULE,
        Kind::ExternalDocs => &EXTERNAL_DOCS_RULE,
        Kind::Parameter => &PARAMETER,
        Kind::RequestBody => &REQUEST_BODY,
        Kind::MediaType => &MEDIA_TYPE,
        Kind::Encoding => &ENCODING_RULE,
        Kind::Responses => &RESPONSES,
        Kind::Response => &RESPONSE,
        Kind::Callback => &CALLBACK,
        Kind::Example => &EXAMPLE,
        Kind::Link => &LINK,
        Kind::Header => &HEADER,
        Kind::Tag => &TAG,
        Kind::Discriminator => &DISCRIMINATOR,
        Kind::Xml => &XML,
        Kind::SecurityScheme => &SECURITY_SCHEME,
        Kind::Flows => &FLOWS,
        Kind::ImplicitFlow => &IMPLICIT_FLOW,
        Kind::TokenFlow => &TOKEN_FLOW,
        Kind::CodeFlow => &CODE_FLOW,
        Kind::DeviceFlow => &DEVICE_FLOW,
        Kind::Schema => &SCHEMA,
    }
}

static ROOT: Rule = Rule {
    name: "the document",
    fields: &[
        new("$self", Text),
        key("components", Object(Kind::Components)),
        key("externalDocs", EXTERNAL_DOCS),
        key("info", Object(Kind::Info)),
        new("jsonSchemaDialect", Text),
        key("openapi", Text),
        key("paths", Object(Kind::Paths)),
        key("security", SECURITY),
        key("servers", SERVERS),
        key("tags", ListOf(&Object(Kind::Tag))),
        new("webhooks", MapOf(&OrReference(Kind::PathItem))),
    ],
    required: &["info"],
};

static INFO: Rule = Rule {
    name: "`info`",
    fields: &[
        key("contact", Object(Kind::Contact)),
        key("description", Text),
        key("license", Object(Kind::License)),
        new("summary", Text),
        key("termsOfService", Text),
        key("title", Text),
        key("version", Text),
    ],
    required: &["title", "version"],
};

static CONTACT: Rule =
    Rule { name: "`contact`", fields: &[key("email", Text), key("name", Text), key("url", Text)], required: &[] };

static LICENSE: Rule = Rule {
    name: "`license`",
    fields: &[new("identifier", Text), key("name", Text), key("url", Text)],
    required: &["name"],
};

static SERVER: Rule = Rule {
    name: "a server",
    fields: &[
        key("description", Text),
        new("name", Text),
        key("url", Text),
        key("variables", MapOf(&Object(Kind::ServerVariable))),
    ],
    required: &["url"],
};

static SERVER_VARIABLE: Rule = Rule {
    name: "a server variable",
    fields: &[key("default", Text), key("description", Text), key("enum", TEXTS)],
    required: &["default"],
};

static COMPONENTS: Rule = Rule {
    name: "`components`",
    fields: &[
        key("callbacks", CALLBACKS),
        key("examples", EXAMPLES),
        key("headers", HEADERS),
        key("links", LINKS),
        new("mediaTypes", MapOf(&OrReference(Kind::MediaType))),
        key("parameters", MapOf(&OrReference(Kind::Parameter))),
        new("pathItems", MapOf(&OrReference(Kind::PathItem))),
        key("requestBodies", MapOf(&OrReference(Kind::RequestBody))),
        key("responses", MapOf(&OrReference(Kind::Response))),
        key("schemas", SCHEMAS),
        key("securitySchemes", MapOf(&OrReference(Kind::SecurityScheme))),
    ],
    required: &[],
};

static PATHS: Rule = Rule { name: "`paths`", fields: &[], required: &[] };

static PATH_ITEM: Rule = Rule {
    name: "a path item",
    fields: &[
        key("$ref", Text),
        new("additionalOperations", MapOf(&OPERATION)),
        key("delete", OPERATION),
        key("description", Text),
        key("get", OPERATION),
        key("head", OPERATION),
        key("options", OPERATION),
        key("parameters", PARAMETERS),
        key("patch", OPERATION),
        key("post", OPERATION),
        key("put", OPERATION),
        new("query", OPERATION),
        key("servers", SERVERS),
        key("summary", Text),
        key("trace", OPERATION),
    ],
    required: &[],
};

static OPERATION_RULE: Rule = Rule {
    name: "an operation",
    fields: &[
        key("callbacks", CALLBACKS),
        key("deprecated", Flag),
        key("description", Text),
        key("externalDocs", EXTERNAL_DOCS),
        key("operationId", Text),
        key("parameters", PARAMETERS),
        key("requestBody", OrReference(Kind::RequestBody)),
        key("responses", Object(Kind::Responses)),
        key("security", SECURITY),
        key("servers", SERVERS),
        key("summary", Text),
        key("tags", TEXTS),
    ],
    required: &[],
};

static EXTERNAL_DOCS_RULE: Rule =
    Rule { name: "`externalDocs`", fields: &[key("description", Text), key("url", Text)], required: &["url"] };

static PARAMETER: Rule = Rule {
    name: "a parameter",
    fields: &[
        key("allowEmptyValue", Flag),
        key("allowReserved", Flag),
        key("content", CONTENT),
        key("deprecated", Flag),
        key("description", Text),
        key("example", Data),
        key("examples", EXAMPLES),
        key("explode", Flag),
        key("in", Shape::Word(LOCATIONS)),
        key("name", Text),
        key("required", Flag),
        key("schema", Shape::Schema),
        key("style", Shape::Word(STYLES)),
    ],
    required: &["in", "name"],
};

static REQUEST_BODY: Rule = Rule {
    name: "a request body",
    fields: &[key("content", CONTENT), key("description", Text), key("required", Flag)],
    required: &["content"],
};

static MEDIA_TYPE: Rule = Rule {
    name: "a media type",
    fields: &[
        new("description", Text),
        key("encoding", MapOf(&ENCODING)),
        key("example", Data),
        key("examples", EXAMPLES),
        new("itemEncoding", ENCODING),
        new("itemSchema", Shape::Schema),
        new("prefixEncoding", ListOf(&ENCODING)),
        key("schema", Shape::Schema),
    ],
    required: &[],
};

static ENCODING_RULE: Rule = Rule {
    name: "an encoding",
    fields: &[
        key("allowReserved", Flag),
        key("contentType", Text),
        new("encoding", MapOf(&ENCODING)),
        key("explode", Flag),
        key("headers", HEADERS),
        new("itemEncoding", ENCODING),
        new("prefixEncoding", ListOf(&ENCODING)),
        key("style", Shape::Word(STYLES)),
    ],
    required: &[],
};

static RESPONSES: Rule = Rule { name: "`responses`", fields: &[], required: &[] };

static RESPONSE: Rule = Rule {
    name: "a response",
    fields: &[
        key("content", CONTENT),
        key("description", Text),
        key("headers", HEADERS),
        key("links", LINKS),
        new("summary", Text),
    ],
    required: &["description"],
};

static CALLBACK: Rule = Rule { name: "a callback", fields: &[], required: &[] };

static EXAMPLE: Rule = Rule {
    name: "an example",
    fields: &[
        new("dataValue", Data),
        key("description", Text),
        key("externalValue", Text),
        new("serializedValue", Data),
        key("summary", Text),
        key("value", Data),
    ],
    required: &[],
};

static LINK: Rule = Rule {
    name: "a link",
    fields: &[
        key("description", Text),
        key("operationId", Text),
        key("operationRef", Text),
        key("parameters", MapOf(&Data)),
        key("requestBody", Data),
        key("server", Object(Kind::Server)),
    ],
    required: &[],
};

static HEADER: Rule = Rule {
    name: "a header",
    fields: &[
        key("allowEmptyValue", Flag),
        key("allowReserved", Flag),
        key("content", CONTENT),
        key("deprecated", Flag),
        key("description", Text),
        key("example", Data),
        key("examples", EXAMPLES),
        key("explode", Flag),
        key("required", Flag),
        key("schema", Shape::Schema),
        key("style", Shape::Word(&["simple"])),
    ],
    required: &[],
};

static TAG: Rule = Rule {
    name: "a tag",
    fields: &[
        key("description", Text),
        key("externalDocs", EXTERNAL_DOCS),
        new("kind", Text),
        key("name", Text),
        new("parent", Text),
        new("summary", Text),
    ],
    required: &["name"],
};

static DISCRIMINATOR: Rule = Rule {
    name: "a discriminator",
    fields: &[new("defaultMapping", Text), key("mapping", MapOf(&Text)), key("propertyName", Text)],
    required: &["propertyName"],
};

static XML: Rule = Rule {
    name: "`xml`",
    fields: &[
        key("attribute", Flag),
        key("name", Text),
        key("namespace", Text),
        new("nodeType", Text),
        key("prefix", Text),
        key("wrapped", Flag),
    ],
    required: &[],
};

static SECURITY_SCHEME: Rule = Rule {
    name: "a security scheme",
    fields: &[
        key("bearerFormat", Text),
        new("deprecated", Flag),
        key("description", Text),
        key("flows", Object(Kind::Flows)),
        key("in", Shape::Word(&["query", "header", "cookie"])),
        key("name", Text),
        new("oauth2MetadataUrl", Text),
        key("openIdConnectUrl", Text),
        key("scheme", Text),
        key("type", Shape::Word(SECURITY_TYPES)),
    ],
    required: &["type"],
};

static FLOWS: Rule = Rule {
    name: "the flows of OAuth2",
    fields: &[
        key("authorizationCode", Object(Kind::CodeFlow)),
        key("clientCredentials", Object(Kind::TokenFlow)),
        new("deviceAuthorization", Object(Kind::DeviceFlow)),
        key("implicit", Object(Kind::ImplicitFlow)),
        key("password", Object(Kind::TokenFlow)),
    ],
    required: &[],
};

static IMPLICIT_FLOW: Rule = Rule {
    name: "this flow of OAuth2",
    fields: &[key("authorizationUrl", Text), key("refreshUrl", Text), key("scopes", MapOf(&Text))],
    required: &["authorizationUrl", "scopes"],
};

static TOKEN_FLOW: Rule = Rule {
    name: "this flow of OAuth2",
    fields: &[key("refreshUrl", Text), key("scopes", MapOf(&Text)), key("tokenUrl", Text)],
    required: &["scopes", "tokenUrl"],
};

static CODE_FLOW: Rule = Rule {
    name: "this flow of OAuth2",
    fields: &[
        key("authorizationUrl", Text),
        key("refreshUrl", Text),
        key("scopes", MapOf(&Text)),
        key("tokenUrl", Text),
    ],
    required: &["authorizationUrl", "scopes", "tokenUrl"],
};

static DEVICE_FLOW: Rule = Rule {
    name: "this flow of OAuth2",
    fields: &[
        key("deviceAuthorizationUrl", Text),
        key("refreshUrl", Text),
        key("scopes", MapOf(&Text)),
        key("tokenUrl", Text),
    ],
    required: &["deviceAuthorizationUrl", "scopes", "tokenUrl"],
};

static SCHEMA: Rule = Rule {
    name: "a schema",
    fields: &[
        new("$anchor", Text),
        new("$comment", Text),
        new("$defs", SCHEMAS),
        new("$dynamicAnchor", Text),
        new("$dynamicRef", Text),
        new("$id", Text),
        key("$ref", Text),
        new("$schema", Text),
        new("$vocabulary", Data),
        new("additionalItems", Shape::FlagOrSchema),
        key("additionalProperties", Shape::FlagOrSchema),
        key("allOf", SCHEMA_LIST),
        key("anyOf", SCHEMA_LIST),
        new("const", Data),
        new("contains", Shape::Schema),
        new("contentEncoding", Text),
        new("contentMediaType", Text),
        new("contentSchema", Shape::Schema),
        key("default", Data),
        new("definitions", SCHEMAS),
        new("dependencies", Data),
        new("dependentRequired", MapOf(&TEXTS)),
        new("dependentSchemas", SCHEMAS),
        key("deprecated", Flag),
        key("description", Text),
        key("discriminator", Object(Kind::Discriminator)),
        new("else", Shape::Schema),
        key("enum", ListOf(&Data)),
        key("example", Data),
        new("examples", ListOf(&Data)),
        key("exclusiveMaximum", Shape::FlagOrNumber),
        key("exclusiveMinimum", Shape::FlagOrNumber),
        key("externalDocs", EXTERNAL_DOCS),
        key("format", Text),
        new("if", Shape::Schema),
        key("items", Shape::Schema),
        new("maxContains", Count),
        key("maxItems", Count),
        key("maxLength", Count),
        key("maxProperties", Count),
        key("maximum", Number),
        new("minContains", Count),
        key("minItems", Count),
        key("minLength", Count),
        key("minProperties", Count),
        key("minimum", Number),
        key("multipleOf", Number),
        key("not", Shape::Schema),
        old("nullable", Flag),
        key("oneOf", SCHEMA_LIST),
        key("pattern", Text),
        new("patternProperties", SCHEMAS),
        new("prefixItems", SCHEMA_LIST),
        key("properties", SCHEMAS),
        new("propertyNames", Shape::Schema),
        key("readOnly", Flag),
        key("required", Shape::Required),
        new("then", Shape::Schema),
        key("title", Text),
        key("type", Shape::Type),
        new("unevaluatedItems", Shape::FlagOrSchema),
        new("unevaluatedProperties", Shape::FlagOrSchema),
        key("uniqueItems", Flag),
        key("writeOnly", Flag),
        key("xml", Object(Kind::Xml)),
    ],
    required: &[],
};

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
