//! Bodies as values: JSON, lines of JSON, server-sent events; and which documented media type a body belongs to.

use serde_json::Value;

/// How a media type is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    Json,
    Lines,
    Events,
    Form,
    Other,
}

impl Reading {
    /// How bodies of a media type are read.
    pub(super) fn of(media_type: &str) -> Reading {
        let essence = essence(media_type);
        match &*essence {
            "application/jsonl"
            | "application/x-ndjson"
            | "application/ndjson"
            | "application/x-jsonlines"
            | "application/json-seq" => Reading::Lines,
            "text/event-stream" => Reading::Events,
            "application/x-www-form-urlencoded" => Reading::Form,
            _ if essence.ends_with("/json") || essence.ends_with("+json") => Reading::Json,
            _ => Reading::Other,
        }
    }
}

/// Type and subtype in lower case, without parameters.
pub(super) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// How well a documented media type, or a range of them, takes another one; none if it does not.
pub(super) fn rank(documented: &str, media_type: &str) -> Option<u8> {
    let (range, own) = (essence(documented), essence(media_type));
    let (range_type, range_subtype) = range.split_once('/')?;
    let (own_type, _) = own.split_once('/')?;
    match () {
        () if range == own => Some(3),
        () if range_subtype == "*" && range_type == own_type => Some(2),
        () if range == "*/*" => Some(1),
        () => None,
    }
}

/// The JSON of a body.
pub(super) fn json(bytes: &[u8]) -> Option<Value> {
    let text = std::str::from_utf8(bytes).ok()?;
    serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()
}

/// The values of a body of lines; none if a line is no JSON.
pub(super) fn lines(bytes: &[u8]) -> Option<Vec<Value>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let pieces = text.split(['\n', '\u{1e}']).map(str::trim).filter(|line| !line.is_empty());
    pieces.map(|line| serde_json::from_str(line).ok()).collect()
}

/// The data of the events of a stream (HTML, "Server-sent events").
pub(super) fn events(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n");
    let data = |event: &str| {
        let lines: Vec<&str> = event.lines().filter_map(|line| line.strip_prefix("data:")).collect();
        let lines: Vec<&str> = lines.iter().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    };
    text.split("\n\n").filter_map(data).collect()
}

/// The value of a string: what it would be without quotes in JSON, if the schema does not want a string.
pub(super) fn scalar(text: &str) -> Value {
    let is_plain = text == "true" || text == "false" || text.parse::<f64>().is_ok_and(f64::is_finite);
    let parsed = is_plain.then(|| serde_json::from_str(text).ok()).flatten();
    parsed.unwrap_or_else(|| Value::String(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{events, lines, rank, scalar};

    #[test]
    fn bodies_become_values() {
        assert_eq!(lines(b"{\"a\":1}\n\n[2]\n"), Some(vec![json!({"a": 1}), json!([2])]));
        assert_eq!(lines(b"{\n"), None);
        assert_eq!(events(b"event: a\ndata: {\"a\":\ndata: 1}\n\n: note\n\ndata:x\n\n"), ["{\"a\":\n1}", "x"]);
        assert_eq!(
            [scalar("1"), scalar("true"), scalar("01"), scalar("")],
            [json!(1), json!(true), json!("01"), json!("")]
        );
    }

    #[test]
    fn the_closest_media_type_wins() {
        assert_eq!(rank("application/json", "application/json; charset=utf-8"), Some(3));
        assert_eq!(rank("text/*", "text/csv"), Some(2));
        assert_eq!(rank("*/*", "text/csv"), Some(1));
        assert_eq!(rank("application/json", "text/csv"), None);
    }
}
