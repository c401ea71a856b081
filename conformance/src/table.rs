//! The table of values, as the generator writes it.

use std::collections::HashMap;
use std::path::PathBuf;

use serde::Deserialize;
use serde_json::Value;

/// What one document offers.
#[derive(Debug, Deserialize)]
pub(crate) struct Table {
    /// The document says `nullable: true`, as OpenAPI 3.0 does.
    pub(crate) nullable_keyword: bool,
    /// The document as written.
    pub(crate) document: Value,
    pub(crate) examples: Vec<Example>,
    /// One entry for each function of the program.
    pub(crate) calls: Vec<Method>,
}

/// An example value.
#[derive(Debug, Deserialize)]
pub(crate) struct Example {
    /// Index of its type among the checks.
    pub(crate) check: usize,
    /// JSON pointer of the value.
    pub(crate) place: String,
    /// JSON pointer of its schema.
    pub(crate) schema: String,
    pub(crate) direction: Direction,
    pub(crate) value: Value,
}

/// Which way a value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Direction {
    Request,
    Response,
    Either,
}

/// A method and the values its inputs may have.
#[derive(Debug, Deserialize)]
pub(crate) struct Method {
    pub(crate) operation: String,
    pub(crate) method: String,
    pub(crate) path: String,
    /// The security schemes needed together, for each alternative.
    pub(crate) security: Vec<Vec<String>>,
    /// JSON pointers of the schemas of answers by status: `200`, `4` for `4XX`, `default`.
    pub(crate) responses: HashMap<String, String>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<Body>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Parameter {
    pub(crate) name: String,
    /// Where it goes and how: `path label`, `query form exploded`.
    pub(crate) written: String,
    pub(crate) required: bool,
    pub(crate) schema: Option<String>,
    pub(crate) candidates: Vec<Value>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Body {
    pub(crate) required: bool,
    pub(crate) media_type: String,
    /// `json`, `form`, `multipart`, `text` or `bytes`.
    pub(crate) kind: String,
    pub(crate) schema: Option<String>,
    /// Properties that are files.
    pub(crate) files: Vec<String>,
    pub(crate) candidates: Vec<Value>,
}

impl Method {
    /// The schema of the answer with a status.
    pub(crate) fn response_schema(&self, status: u16) -> Option<&str> {
        let find = |key: String| self.responses.get(&key).map(String::as_str);
        find(status.to_string()).or_else(|| find((status / 100).to_string())).or_else(|| find("default".to_owned()))
    }
}

impl Table {
    /// Reads the file that the first argument names.
    pub(crate) fn read() -> Result<Self, String> {
        let path = std::env::args_os().nth(1).map(PathBuf::from).ok_or("no path is given")?;
        let text = std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        // Documents nest deeper than serde_json's careful limit; this one was written by our own generator.
        let mut reader = serde_json::Deserializer::from_slice(&text);
        Self::deserialize(&mut reader).map_err(|error| error.to_string())
    }
}
