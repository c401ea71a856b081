//! The server's own words about an error: one short line of its body, for people.
//!
//! A body is hostile until shown otherwise: markup is removed, and characters that hide or reorder text are escaped.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::response::RawResponse;
use crate::secrets::Secrets;

/// The longest message of a server that is kept, in characters.
const MAX_MESSAGE: usize = 200;

/// The largest JSON that is searched for a message.
const MAX_JSON: usize = 1024 * 1024;

/// How much of another body is searched.
const MAX_TEXT: usize = 64 * 1024;

/// The members under which servers say what is wrong, the best first.
const MEMBERS: [&str; 6] = ["message", "msg", "error", "detail", "title", "errors"];

/// What a response says about an error, without the secrets of the client.
pub(crate) fn of(response: &RawResponse, secrets: &Secrets) -> Option<String> {
    let message = shortened(&secrets.masked(&without_markup(&words(&response.body)?)));
    (!message.is_empty()).then_some(message)
}

/// The usual members of JSON, else the first line that has text.
fn words(body: &[u8]) -> Option<String> {
    let json = (body.len() <= MAX_JSON).then(|| serde_json::from_slice::<Value>(body));
    match json {
        Some(Ok(Value::Array(items))) => items.iter().find_map(|item| of_object(item).map(Cow::into_owned)),
        Some(Ok(value)) => of_object(&value).or_else(|| value.as_str().map(Into::into)).map(Cow::into_owned),
        _ => first_line(&without_markup(text(body)?)),
    }
}

/// What the usual members of an object say.
fn of_object(value: &Value) -> Option<Cow<'_, str>> {
    value.as_object().and_then(|members| usual(members, 0))
}

fn usual(members: &Map<String, Value>, depth: usize) -> Option<Cow<'_, str>> {
    MEMBERS.into_iter().filter_map(|name| members.get(name)).find_map(|value| member(value, depth + 1))
}

/// What is said below a usual member.
fn member(value: &Value, depth: usize) -> Option<Cow<'_, str>> {
    const MAX_DEPTH: usize = 4;
    match value {
        _ if depth > MAX_DEPTH => None,
        Value::String(text) => Some(text.as_str().into()).filter(|_| has_text(text)),
        Value::Array(items) => items.iter().find_map(|item| member(item, depth + 1)),
        // The other names may be those of fields: `{"errors": {"email": ["is taken"]}}`.
        Value::Object(members) => of_place(members)
            .or_else(|| usual(members, depth))
            .or_else(|| members.iter().find_map(|(name, value)| of_field(name, value, depth))),
        _ => None,
    }
}

/// A reason with its place, as Pydantic writes it: `{"loc": ["body", "name"], "msg": "Field required"}`.
fn of_place(members: &Map<String, Value>) -> Option<Cow<'static, str>> {
    let reason = members.get("msg")?.as_str().filter(|text| has_text(text))?;
    let place = members.get("loc")?.as_array()?.iter().map(|step| match step {
        Value::String(name) => Some(name.clone()),
        Value::Number(index) => Some(index.to_string()),
        _ => None,
    });
    let place = place.collect::<Option<Vec<_>>>()?.join(".");
    Some(format!("{place}: {reason}").into())
}

/// The first reason why a field is refused.
fn of_field<'a>(name: &str, value: &'a Value, depth: usize) -> Option<Cow<'a, str>> {
    // `loc` is where, not why.
    let is_reason =
        name != "loc" && matches!(value, Value::Array(items) if items.first().is_some_and(Value::is_string));
    member(value, depth + 1).filter(|_| is_reason).map(|reason| format!("{name}: {reason}").into())
}

/// The text of a body that is not JSON; `None` if it is not text, or JSON that is broken or too large.
fn text(body: &[u8]) -> Option<&str> {
    let start = body.get(..MAX_TEXT).unwrap_or(body);
    let text = match std::str::from_utf8(start) {
        Ok(text) => text,
        // The last character may have been cut.
        Err(error) if error.error_len().is_none() => std::str::from_utf8(start.get(..error.valid_up_to())?).ok()?,
        Err(_) => return None,
    };
    (!text.contains('\0') && !text.trim_start().starts_with(['{', '['])).then_some(text)
}

fn first_line(text: &str) -> Option<String> {
    text.lines().map(str::trim).find(|line| has_text(line)).map(str::to_owned)
}

fn has_text(line: &str) -> bool {
    line.chars().any(char::is_alphanumeric)
}

/// Text without the tags of HTML, and without what no browser shows.
fn without_markup(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let last = text.rfind('>').unwrap_or_default();
    let mut plain = String::with_capacity(text.len());
    let mut rest = 0;
    while let Some(start) = text[rest..last.max(rest)].find('<').map(|found| rest + found) {
        plain.push_str(&text[rest..start]);
        let end = tag_end(&lower, start);
        plain.push(if end.is_some() { ' ' } else { '<' });
        rest = end.unwrap_or(start + 1);
    }
    plain.push_str(&text[rest..]);
    plain
}

/// Where a tag ends, a script, a style and a comment with its content; `None` if it is no tag.
fn tag_end(lower: &str, start: usize) -> Option<usize> {
    const HIDDEN: [(&str, &str); 3] = [("<script", "</script"), ("<style", "</style"), ("<!--", "--")];
    let tag = &lower[start..];
    let is_tag = tag[1..].starts_with(|next: char| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'));
    if !is_tag {
        return None;
    }
    let from = match HIDDEN.iter().find(|(name, _)| tag.starts_with(name)) {
        Some((name, end)) => match tag[name.len()..].find(end) {
            Some(at) => start + name.len() + at,
            None => return Some(lower.len()),
        },
        None => start,
    };
    Some(lower[from..].find('>').map_or(lower.len(), |at| from + at + 1))
}

/// One line of limited length, in which no character is hidden.
fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short = String::new();
    let mut length = 0;
    for letter in line.chars() {
        let shown = if letter.is_control() || is_hidden(letter) {
            letter.escape_unicode().to_string()
        } else {
            letter.to_string()
        };
        length += shown.chars().count();
        // One is left for the ellipsis.
        if length > MAX_MESSAGE - usize::from(line.len() > MAX_MESSAGE) {
            short.push('\u{2026}');
            return short;
        }
        short.push_str(&shown);
    }
    short
}

/// Whether a character changes how its neighbours are shown, or is not shown itself.
const fn is_hidden(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

#[cfg(test)]
mod tests {
    use http::StatusCode;

    use super::*;

    fn message(body: impl Into<bytes::Bytes>) -> Option<String> {
        of(&RawResponse::new(StatusCode::BAD_REQUEST, body), &Secrets::default())
    }

    #[test]
    fn the_server_is_quoted_in_its_own_words() {
        let table = [
            (r#"{"message": "no such user"}"#, Some("no such user")),
            (r#"{"code": 7, "error": {"message": "nested"}}"#, Some("nested")),
            (r#"{"error": "invalid_grant", "error_description": "it has expired"}"#, Some("invalid_grant")),
            (r#"{"detail": [{"loc": ["body"], "message": "too short"}]}"#, Some("too short")),
            (
                r#"{"detail": [{"type": "missing", "loc": ["body", "pets", 0, "name"], "msg": "Field required"}]}"#,
                Some("body.pets.0.name: Field required"),
            ),
            (r#"{"detail": [{"loc": ["body"], "msg": ""}]}"#, None),
            (r#"[{"msg": "quantity is missing"}]"#, Some("quantity is missing")),
            (r#"{"errors": ["first", "second"]}"#, Some("first")),
            (r#"{"errors": {"email": ["is taken"]}}"#, Some("email: is taken")),
            (r#"{"message": "", "title": "Bad Request"}"#, Some("Bad Request")),
            (r#""just a string""#, Some("just a string")),
            (r#"{"email": ["jo@example.com"]}"#, None),
            (r#"{"other": 1}"#, None),
            (r#"[{"message": "first of a list"}]"#, Some("first of a list")),
            (r#"["jo@example.com"]"#, None),
            (r#"{"message": "cut of"#, None),
            ("", None),
            ("\n  upstream\ttimed out \nmore", Some("upstream timed out")),
        ];
        for (body, expected) in table {
            assert_eq!(message(body).as_deref(), expected, "{body}");
        }
    }

    #[test]
    fn markup_and_hidden_characters_are_not_shown() {
        let table = [
            ("<html><head><style>p { x: y }</style>\n<title>502 Bad Gateway</title>", Some("502 Bad Gateway")),
            ("<!-- no --><SCRIPT>if (a < b) {}</SCRIPT><b>Down</b> for repair", Some("Down for repair")),
            ("<script>let endless = 1;", None),
            (r#"{"message": "<b>1 < 2</b>"}"#, Some("1 < 2")),
            (r#"{"message": "a <b"}"#, Some("a <b")),
            ("{\"message\": \"a\u{202e}b\\u0007\\u001b[31m\"}", Some("a\\u{202e}b\\u{7}\\u{1b}[31m")),
        ];
        for (body, expected) in table {
            assert_eq!(message(body).as_deref(), expected, "{body}");
        }
    }

    #[test]
    fn what_is_no_text_is_not_quoted() {
        assert_eq!(message(&b"\x89PNG\xff"[..]), None);
        assert_eq!(message(&b"PK\0\0"[..]), None);
        let cut = format!("{}\u{e4}", "a".repeat(MAX_TEXT - 1));
        assert_eq!(message(cut).map(|message| message.chars().count()), Some(MAX_MESSAGE));
    }

    #[test]
    fn messages_are_short_whatever_they_are_made_of() {
        let long = message("word ".repeat(100)).unwrap_or_default();
        assert_eq!((long.chars().count(), long.ends_with('\u{2026}')), (MAX_MESSAGE, true));
        let hidden = message(format!("a{}", "\u{202e}".repeat(100))).unwrap_or_default();
        assert!(hidden.chars().count() <= MAX_MESSAGE, "{hidden}");
        let exact = "x".repeat(MAX_MESSAGE);
        assert_eq!(message(exact.clone()), Some(exact));
    }
}
