//! Bodies without secrets, by media type: JSON, lines of JSON and events, forms, text. Others are left out.

use serde_json::{Map, Value, json};

use super::cleaner::Cleaner;
use super::names::MARK;
use super::{json, multipart, url};

/// As much of a body as is recorded.
#[derive(Debug, Default)]
pub(super) struct Captured {
    pub(super) bytes: Vec<u8>,
    /// How many bytes there were.
    pub(super) total: u64,
    /// Whether the caller stopped before the end, or the connection did.
    pub(super) is_unfinished: bool,
}

impl Captured {
    pub(super) fn push(&mut self, bytes: &[u8], max: usize) {
        self.total = self.total.saturating_add(bytes.len() as u64);
        let kept = bytes.len().min(max.saturating_sub(self.bytes.len()));
        self.bytes.extend_from_slice(bytes.get(..kept).unwrap_or_default());
    }

    fn is_cut(&self) -> bool {
        self.is_unfinished || self.total > self.bytes.len() as u64
    }
}

/// The members of `content` or `postData` that hold a body: `mimeType`, then `text` or `params`, and a `comment` if
/// something is left out.
pub(super) fn members(body: &Captured, media_type: &str, encoding: &str, cleaner: &Cleaner<'_>) -> Map<String, Value> {
    let mut members = Map::from_iter([("mimeType".to_owned(), json!(media_type))]);
    let mut comment = body.is_cut().then(|| format!("cut after {} of {} bytes", body.bytes.len(), body.total));
    match content(body, media_type, encoding, cleaner) {
        Content::Text(text) => drop(members.insert("text".to_owned(), text.into())),
        Content::Params(params) => drop(members.insert("params".to_owned(), params.into())),
        Content::LeftOut(_) if body.total == 0 => {}
        Content::LeftOut(reason) => comment = Some(format!("left out: {reason}")),
    }
    members.extend(comment.map(|comment| ("comment".to_owned(), comment.into())));
    members
}

enum Content {
    Text(String),
    Params(Vec<Value>),
    LeftOut(&'static str),
}

fn content(body: &Captured, media_type: &str, encoding: &str, cleaner: &Cleaner<'_>) -> Content {
    if !encoding.is_empty() && !encoding.eq_ignore_ascii_case("identity") {
        return Content::LeftOut("compressed");
    }
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if essence.starts_with("multipart/") {
        let boundary = multipart::parameter(media_type, "boundary").unwrap_or_default();
        let parts = multipart::parts(&body.bytes, &boundary, cleaner);
        return parts.map_or(Content::LeftOut("parts that cannot be read"), Content::Params);
    }
    let Some(text) = text_of(body).filter(|_| !is_binary(&essence)) else {
        return Content::LeftOut("binary");
    };
    match essence.as_str() {
        "application/x-www-form-urlencoded" => Content::Text(cleaner.text(&url::pairs(text, cleaner.names))),
        "text/csv" if text.lines().next().is_some_and(|head| has_secret_column(head, cleaner)) => {
            Content::LeftOut("a column is secret")
        }
        _ => text_content(text, &essence, body.is_cut(), cleaner),
    }
}

fn text_content(text: &str, essence: &str, is_cut: bool, cleaner: &Cleaner<'_>) -> Content {
    if let Some(cleaned) = json::cleaned(text, cleaner) {
        return Content::Text(cleaned);
    }
    let is_json = essence == "application/json" || essence.ends_with("+json");
    // Some servers stream lines under the name of JSON: the first line is a value by itself.
    let has_value_first = || text.split_once('\n').is_some_and(|(line, _)| json::cleaned(line, cleaner).is_some());
    let is_lines = is_lines(essence) || is_json && has_value_first();
    match (is_json, is_cut) {
        (true, true) if !is_lines => Content::LeftOut("JSON that is too long"),
        (_, true) if is_lines => Content::Text(lines(whole_lines(text), cleaner)),
        _ => Content::Text(lines(text, cleaner)),
    }
}

/// Media types of which a part is as good as the whole.
fn is_lines(essence: &str) -> bool {
    let parts = ["event-stream", "ndjson", "jsonl", "json-lines", "json-seq", "stream+json", "x-json-stream"];
    parts.iter().any(|part| essence.contains(part))
}

fn is_binary(essence: &str) -> bool {
    let is_text = |part: &str| essence.contains(part);
    let binary = ["image/", "audio/", "video/", "font/"].iter().any(|prefix| essence.starts_with(prefix));
    binary && !is_text("xml") || ["octet-stream", "zip", "x-tar", "pdf"].iter().any(|part| is_text(part))
}

/// The text up to the last character that is whole; `None` if it is none.
fn text_of(body: &Captured) -> Option<&str> {
    let text = match std::str::from_utf8(&body.bytes) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() && body.is_cut() => {
            std::str::from_utf8(body.bytes.get(..error.valid_up_to())?).ok()?
        }
        Err(_) => return None,
    };
    (!text.contains('\0')).then_some(text)
}

fn whole_lines(text: &str) -> &str {
    text.rfind('\n').and_then(|end| text.get(..=end)).unwrap_or_default()
}

/// Text line by line; a line that is JSON, also as the data of an event, is cleaned as JSON.
fn lines(text: &str, cleaner: &Cleaner<'_>) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        let value = content.trim_start_matches('\u{1e}');
        let value = value.strip_prefix("data:").unwrap_or(value);
        match json::cleaned(value, cleaner) {
            Some(json) => {
                cleaned.push_str(content.get(..content.len() - value.len()).unwrap_or_default());
                cleaned.push_str(&json);
            }
            None => cleaned.push_str(&cleaner.line(content)),
        }
        cleaned.push_str(line.get(content.len()..).unwrap_or_default());
    }
    // A secret may span lines.
    if cleaned.contains("PRIVATE KEY-----") { MARK.to_owned() } else { cleaned }
}

fn has_secret_column(head: &str, cleaner: &Cleaner<'_>) -> bool {
    head.split([',', ';', '\t']).any(|column| cleaner.names.is_member(column.trim().trim_matches('"')))
}
