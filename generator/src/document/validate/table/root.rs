//! The document and what describes it as a whole.

use crate::document::validate::object_rule::Shape::{Flag, ListOf, MapOf, Object, OrReference, Text};
use crate::document::validate::object_rule::{
    CALLBACKS, EXAMPLES, EXTERNAL_DOCS, HEADERS, Kind, LINKS, Rule, SCHEMAS, SECURITY, SERVERS, Shape, TEXTS, in_3_2,
    key, new,
};

const SECURITY_TYPES: &[&str] = &["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"];

pub(super) static ROOT: Rule = Rule {
    name: "the document",
    fields: &[
        in_3_2("$self", Text),
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

pub(super) static INFO: Rule = Rule {
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

pub(super) static CONTACT: Rule =
    Rule { name: "`contact`", fields: &[key("email", Text), key("name", Text), key("url", Text)], required: &[] };

pub(super) static LICENSE: Rule = Rule {
    name: "`license`",
    fields: &[new("identifier", Text), key("name", Text), key("url", Text)],
    required: &["name"],
};

pub(super) static SERVER: Rule = Rule {
    name: "a server",
    fields: &[
        key("description", Text),
        in_3_2("name", Text),
        key("url", Text),
        key("variables", MapOf(&Object(Kind::ServerVariable))),
    ],
    required: &["url"],
};

pub(super) static SERVER_VARIABLE: Rule = Rule {
    name: "a server variable",
    fields: &[key("default", Text), key("description", Text), key("enum", TEXTS)],
    required: &["default"],
};

pub(super) static COMPONENTS: Rule = Rule {
    name: "`components`",
    fields: &[
        key("callbacks", CALLBACKS),
        key("examples", EXAMPLES),
        key("headers", HEADERS),
        key("links", LINKS),
        in_3_2("mediaTypes", MapOf(&OrReference(Kind::MediaType))),
        key("parameters", MapOf(&OrReference(Kind::Parameter))),
        new("pathItems", MapOf(&OrReference(Kind::PathItem))),
        key("requestBodies", MapOf(&OrReference(Kind::RequestBody))),
        key("responses", MapOf(&OrReference(Kind::Response))),
        key("schemas", SCHEMAS),
        key("securitySchemes", MapOf(&OrReference(Kind::SecurityScheme))),
    ],
    required: &[],
};

pub(super) static TAG: Rule = Rule {
    name: "a tag",
    fields: &[
        key("description", Text),
        key("externalDocs", EXTERNAL_DOCS),
        in_3_2("kind", Text),
        key("name", Text),
        in_3_2("parent", Text),
        in_3_2("summary", Text),
    ],
    required: &["name"],
};

pub(super) static EXTERNAL_DOCS_RULE: Rule =
    Rule { name: "`externalDocs`", fields: &[key("description", Text), key("url", Text)], required: &["url"] };

pub(super) static SECURITY_SCHEME: Rule = Rule {
    name: "a security scheme",
    fields: &[
        key("bearerFormat", Text),
        in_3_2("deprecated", Flag),
        key("description", Text),
        key("flows", Object(Kind::Flows)),
        key("in", Shape::Word(&["query", "header", "cookie"])),
        key("name", Text),
        in_3_2("oauth2MetadataUrl", Text),
        key("openIdConnectUrl", Text),
        key("scheme", Text),
        key("type", Shape::Word(SECURITY_TYPES)),
    ],
    required: &["type"],
};

pub(super) static FLOWS: Rule = Rule {
    name: "the flows of OAuth2",
    fields: &[
        key("authorizationCode", Object(Kind::CodeFlow)),
        key("clientCredentials", Object(Kind::TokenFlow)),
        in_3_2("deviceAuthorization", Object(Kind::DeviceFlow)),
        key("implicit", Object(Kind::ImplicitFlow)),
        key("password", Object(Kind::TokenFlow)),
    ],
    required: &[],
};

pub(super) static IMPLICIT_FLOW: Rule = Rule {
    name: "this flow of OAuth2",
    fields: &[key("authorizationUrl", Text), key("refreshUrl", Text), key("scopes", MapOf(&Text))],
    required: &["authorizationUrl", "scopes"],
};

pub(super) static TOKEN_FLOW: Rule = Rule {
    name: "this flow of OAuth2",
    fields: &[key("refreshUrl", Text), key("scopes", MapOf(&Text)), key("tokenUrl", Text)],
    required: &["scopes", "tokenUrl"],
};

pub(super) static CODE_FLOW: Rule = Rule {
    name: "this flow of OAuth2",
    fields: &[
        key("authorizationUrl", Text),
        key("refreshUrl", Text),
        key("scopes", MapOf(&Text)),
        key("tokenUrl", Text),
    ],
    required: &["authorizationUrl", "scopes", "tokenUrl"],
};

pub(super) static DEVICE_FLOW: Rule = Rule {
    name: "this flow of OAuth2",
    fields: &[
        key("deviceAuthorizationUrl", Text),
        key("refreshUrl", Text),
        key("scopes", MapOf(&Text)),
        key("tokenUrl", Text),
    ],
    required: &["deviceAuthorizationUrl", "scopes", "tokenUrl"],
};
