//! [`Table`]: the values that a document offers to test its client with.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The test values of one document.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Table {
    /// Whether the document uses `nullable: true`, as OpenAPI 3.0 does.
    pub nullable_keyword: bool,
    /// The document as written.
    pub document: Value,
    /// The example values.
    pub examples: Vec<Example>,
    /// One entry for each call of the program.
    pub calls: Vec<Method>,
}

/// An example value.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Example {
    /// The index of its type among the checks of the program.
    pub check: usize,
    /// The JSON pointer of the value.
    pub place: String,
    /// The JSON pointer of its schema.
    pub schema: String,
    /// The direction in which the value is sent.
    pub direction: Direction,
    /// The value.
    pub value: Value,
}

/// The direction in which a value is sent, which decides whether read-only and write-only properties belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// From the client to the server.
    Request,
    /// From the server to the client.
    Response,
    /// Both ways.
    Either,
}

/// A method of the client, with values for its inputs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Method {
    /// The operation id.
    pub operation: String,
    /// The HTTP method.
    pub method: String,
    /// The path template.
    pub path: String,
    /// The alternatives, each the names of security schemes that are required together.
    pub security: Vec<Vec<String>>,
    /// The JSON pointers of the schemas of responses by status: `200`, `4` for `4XX`, `default`.
    pub responses: BTreeMap<String, String>,
    /// The parameters, in the order of the method's inputs.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<Body>,
}

/// A parameter and values for it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Parameter {
    /// The wire name.
    pub name: String,
    /// The location and the style: `path label`, `query form exploded`.
    pub written: String,
    /// Whether it is required.
    pub required: bool,
    /// The JSON pointer of its schema.
    pub schema: Option<String>,
    /// Values to try, those of the document first.
    pub candidates: Vec<Value>,
}

/// A request body and values for it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Body {
    /// Whether it is required.
    pub required: bool,
    /// The media type.
    pub media_type: String,
    /// How it is encoded.
    pub kind: BodyKind,
    /// The JSON pointer of its schema.
    pub schema: Option<String>,
    /// The names of properties that are files.
    pub files: Vec<String>,
    /// Values to try, those of the document first.
    pub candidates: Vec<Value>,
}

/// How a body is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BodyKind {
    /// JSON.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data`.
    Multipart,
    /// Plain text.
    Text,
    /// Any bytes.
    Bytes,
    /// Server-sent events.
    EventStream,
    /// JSON lines.
    JsonLines,
}
