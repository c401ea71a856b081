//! The objects of Swagger 2.0 that differ from those of OpenAPI 3.0, for the ledger; the structural pass sees what they
//! mean in 3.0.

use super::rule;
use crate::document::validate::object_rule::Shape::{Data, Flag, ListOf, MapOf, Object, OrReference, Text};
use crate::document::validate::object_rule::{
    EXTERNAL_DOCS, HEADERS, Kind, Rule, SCHEMAS, SECURITY, Shape, TEXTS, key,
};

const PARAMETERS: Shape = ListOf(&OrReference(Kind::Parameter));
const OPERATION: Shape = Object(Kind::Operation);

/// The rule of an object of Swagger 2.0.
pub(in crate::document) fn swagger_rule(kind: Kind) -> &'static Rule {
    match kind {
        Kind::Root => &ROOT,
        Kind::PathItem => &PATH_ITEM,
        Kind::Operation => &OPERATION_RULE,
        Kind::Parameter | Kind::Header => &PARAMETER,
        Kind::Response => &RESPONSE,
        Kind::SecurityScheme => &SECURITY_SCHEME,
        _ => rule(kind),
    }
}

static ROOT: Rule = Rule {
    name: "the document",
    fields: &[
        key("basePath", Text),
        key("consumes", TEXTS),
        key("definitions", SCHEMAS),
        key("externalDocs", EXTERNAL_DOCS),
        key("host", Text),
        key("info", Object(Kind::Info)),
        key("parameters", MapOf(&Object(Kind::Parameter))),
        key("paths", Object(Kind::Paths)),
        key("produces", TEXTS),
        key("responses", MapOf(&Object(Kind::Response))),
        key("schemes", TEXTS),
        key("security", SECURITY),
        key("securityDefinitions", MapOf(&Object(Kind::SecurityScheme))),
        key("swagger", Text),
        key("tags", ListOf(&Object(Kind::Tag))),
    ],
    required: &[],
};

static PATH_ITEM: Rule = Rule {
    name: "a path item",
    fields: &[
        key("$ref", Text),
        key("delete", OPERATION),
        key("get", OPERATION),
        key("head", OPERATION),
        key("options", OPERATION),
        key("parameters", PARAMETERS),
        key("patch", OPERATION),
        key("post", OPERATION),
        key("put", OPERATION),
    ],
    required: &[],
};

static OPERATION_RULE: Rule = Rule {
    name: "an operation",
    fields: &[
        key("consumes", TEXTS),
        key("deprecated", Flag),
        key("description", Text),
        key("externalDocs", EXTERNAL_DOCS),
        key("operationId", Text),
        key("parameters", PARAMETERS),
        key("produces", TEXTS),
        key("responses", Object(Kind::Responses)),
        key("schemes", TEXTS),
        key("security", SECURITY),
        key("summary", Text),
        key("tags", TEXTS),
    ],
    required: &[],
};

/// A header has the same keys, but for its place and its name.
static PARAMETER: Rule = Rule {
    name: "a parameter",
    fields: &[
        key("allowEmptyValue", Flag),
        key("collectionFormat", Text),
        key("default", Data),
        key("description", Text),
        key("enum", ListOf(&Data)),
        key("exclusiveMaximum", Data),
        key("exclusiveMinimum", Data),
        key("format", Text),
        key("in", Text),
        key("items", Shape::Schema),
        key("maxItems", Data),
        key("maxLength", Data),
        key("maximum", Data),
        key("minItems", Data),
        key("minLength", Data),
        key("minimum", Data),
        key("multipleOf", Data),
        key("name", Text),
        key("pattern", Text),
        key("required", Flag),
        key("schema", Shape::Schema),
        key("type", Text),
        key("uniqueItems", Flag),
    ],
    required: &[],
};

static RESPONSE: Rule = Rule {
    name: "a response",
    fields: &[
        key("description", Text),
        key("examples", MapOf(&Data)),
        key("headers", HEADERS),
        key("schema", Shape::Schema),
    ],
    required: &[],
};

static SECURITY_SCHEME: Rule = Rule {
    name: "a security scheme",
    fields: &[
        key("authorizationUrl", Text),
        key("description", Text),
        key("flow", Text),
        key("in", Text),
        key("name", Text),
        key("scopes", MapOf(&Text)),
        key("tokenUrl", Text),
        key("type", Text),
    ],
    required: &[],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_sorted() {
        for rule in [&ROOT, &PATH_ITEM, &OPERATION_RULE, &PARAMETER, &RESPONSE, &SECURITY_SCHEME] {
            assert!(rule.fields.is_sorted_by(|one, other| one.key < other.key), "{}", rule.name);
        }
    }
}
