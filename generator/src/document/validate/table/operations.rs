//! Paths, operations, and what they send and receive.

use crate::document::validate::object_rule::Shape::{Data, Flag, ListOf, MapOf, Object, OrReference, Text};
use crate::document::validate::object_rule::{
    CALLBACKS, EXAMPLES, EXTERNAL_DOCS, HEADERS, Kind, LINKS, Rule, SECURITY, SERVERS, Shape, TEXTS, in_3_2, key,
};

const PARAMETERS: Shape = ListOf(&OrReference(Kind::Parameter));
const CONTENT: Shape = MapOf(&OrReference(Kind::MediaType));
const ENCODING: Shape = Object(Kind::Encoding);
const OPERATION: Shape = Object(Kind::Operation);
const LOCATIONS: &[&str] = &["query", "header", "path", "cookie", "querystring"];
const STYLES: &[&str] =
    &["matrix", "label", "form", "simple", "spaceDelimited", "pipeDelimited", "deepObject", "cookie"];

pub(super) static PATHS: Rule = Rule { name: "`paths`", fields: &[], required: &[] };

pub(super) static PATH_ITEM: Rule = Rule {
    name: "a path item",
    fields: &[
        key("$ref", Text),
        in_3_2("additionalOperations", MapOf(&OPERATION)),
        key("delete", OPERATION),
        key("description", Text),
        key("get", OPERATION),
        key("head", OPERATION),
        key("options", OPERATION),
        key("parameters", PARAMETERS),
        key("patch", OPERATION),
        key("post", OPERATION),
        key("put", OPERATION),
        in_3_2("query", OPERATION),
        key("servers", SERVERS),
        key("summary", Text),
        key("trace", OPERATION),
    ],
    required: &[],
};

pub(super) static OPERATION_RULE: Rule = Rule {
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

pub(super) static PARAMETER: Rule = Rule {
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

pub(super) static REQUEST_BODY: Rule = Rule {
    name: "a request body",
    fields: &[key("content", CONTENT), key("description", Text), key("required", Flag)],
    required: &["content"],
};

pub(super) static MEDIA_TYPE: Rule = Rule {
    name: "a media type",
    fields: &[
        in_3_2("description", Text),
        key("encoding", MapOf(&ENCODING)),
        key("example", Data),
        key("examples", EXAMPLES),
        in_3_2("itemEncoding", ENCODING),
        in_3_2("itemSchema", Shape::Schema),
        in_3_2("prefixEncoding", ListOf(&ENCODING)),
        key("schema", Shape::Schema),
    ],
    required: &[],
};

pub(super) static ENCODING_RULE: Rule = Rule {
    name: "an encoding",
    fields: &[
        key("allowReserved", Flag),
        key("contentType", Text),
        in_3_2("encoding", MapOf(&ENCODING)),
        key("explode", Flag),
        key("headers", HEADERS),
        in_3_2("itemEncoding", ENCODING),
        in_3_2("prefixEncoding", ListOf(&ENCODING)),
        key("style", Shape::Word(STYLES)),
    ],
    required: &[],
};

pub(super) static RESPONSES: Rule = Rule { name: "`responses`", fields: &[], required: &[] };

pub(super) static RESPONSE: Rule = Rule {
    name: "a response",
    fields: &[
        key("content", CONTENT),
        key("description", Text),
        key("headers", HEADERS),
        key("links", LINKS),
        in_3_2("summary", Text),
    ],
    required: &[],
};

pub(super) static CALLBACK: Rule = Rule { name: "a callback", fields: &[], required: &[] };

pub(super) static EXAMPLE: Rule = Rule {
    name: "an example",
    fields: &[
        in_3_2("dataValue", Data),
        key("description", Text),
        key("externalValue", Text),
        in_3_2("serializedValue", Data),
        key("summary", Text),
        key("value", Data),
    ],
    required: &[],
};

pub(super) static LINK: Rule = Rule {
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

pub(super) static HEADER: Rule = Rule {
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
