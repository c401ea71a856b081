//! Multipart bodies as the parameters of a HAR entry: names and values, files without their content.

use serde_json::{Map, Value, json};

use super::cleaner::Cleaner;
use super::json;
use super::names::MARK;

/// The parts; `None` if the body has no such parts, or not all of them.
pub(super) fn parts(bytes: &[u8], boundary: &str, cleaner: &Cleaner<'_>) -> Option<Vec<Value>> {
    let delimiter = ["--", boundary].concat();
    let mut parts = Vec::new();
    let mut rest = bytes.get(find(bytes, delimiter.as_bytes())? + delimiter.len()..)?;
    while !rest.starts_with(b"--") {
        let part = rest.strip_prefix(b"\r\n")?;
        let end = find(part, ["\r\n", &delimiter].concat().as_bytes())?;
        parts.push(one(part.get(..end)?, cleaner)?);
        rest = part.get(end + delimiter.len() + 2..)?;
    }
    Some(parts)
}

fn one(part: &[u8], cleaner: &Cleaner<'_>) -> Option<Value> {
    let (head, content) = match find(part, b"\r\n\r\n") {
        Some(end) => (part.get(..end)?, part.get(end + 4..)?),
        None => (part, &[][..]),
    };
    let head = String::from_utf8_lossy(head);
    let header = |name: &str| {
        let lines = head.lines().filter_map(|line| line.split_once(':'));
        lines.filter(|(other, _)| other.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim()).next()
    };
    let disposition = header("content-disposition").unwrap_or_default();
    let name = parameter(disposition, "name").unwrap_or_default();
    let mut param = Map::from_iter([("name".to_owned(), json!(cleaner.text(&name)))]);
    if let Some(file) = parameter(disposition, "filename") {
        param.insert("fileName".to_owned(), json!(cleaner.text(&file)));
        param.insert("comment".to_owned(), json!(format!("{} bytes", content.len())));
    } else if cleaner.names.is_parameter(&name) {
        param.insert("value".to_owned(), json!(MARK));
    } else if let Ok(text) = std::str::from_utf8(content) {
        param.insert("value".to_owned(), json!(value(text, cleaner)));
    }
    if let Some(media_type) = header("content-type") {
        param.insert("contentType".to_owned(), json!(media_type));
    }
    Some(param.into())
}

fn value(text: &str, cleaner: &Cleaner<'_>) -> String {
    let is_json = text.trim_start().starts_with(['{', '[']);
    let cleaned = is_json.then(|| json::cleaned(text, cleaner)).flatten();
    cleaned.unwrap_or_else(|| text.split('\n').map(|line| cleaner.line(line)).collect::<Vec<_>>().join("\n"))
}

/// A parameter of a header value, with or without quotes.
pub(super) fn parameter(header: &str, name: &str) -> Option<String> {
    let pairs = header.split(';').skip(1).filter_map(|pair| pair.split_once('='));
    let value =
        pairs.filter(|(other, _)| other.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim()).next()?;
    Some(value.trim_matches('"').to_owned())
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}
