//! Reads the table of values that the generator wrote.

use std::path::PathBuf;

use conformance_protocol::{Method, Table};
use serde::Deserialize;

/// The schema of a response with this status.
pub(crate) fn response_schema(method: &Method, status: u16) -> Option<&str> {
    let find = |key: String| method.responses.get(&key).map(String::as_str);
    find(status.to_string()).or_else(|| find((status / 100).to_string())).or_else(|| find("default".to_owned()))
}

/// Reads the file that the first argument names.
pub(crate) fn read() -> Result<Table, String> {
    let path = std::env::args_os().nth(1).map(PathBuf::from).ok_or("no path is given")?;
    let text = std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut reader = serde_json::Deserializer::from_slice(&text);
    Table::deserialize(&mut reader).map_err(|error| error.to_string())
}
