//! [`Exchange`]: a request and its response as an entry of HAR 1.2.

use std::time::{Duration, Instant, SystemTime};

use http::{HeaderMap, Method, StatusCode, Uri, Version, header};
use serde_json::{Map, Value, json};

use super::body::{Captured, members};
use super::cleaner::Cleaner;
use super::names::{MARK, Names};
use super::url;
use crate::model::DateTime;
use crate::operation::Operation;
use crate::secrets::Secrets;

/// What is known of a request when it is sent.
pub(super) struct Sent {
    pub(super) at: SystemTime,
    pub(super) begin: Instant,
    pub(super) operation: Option<&'static Operation>,
    pub(super) method: Method,
    pub(super) url: Uri,
    pub(super) version: Version,
    pub(super) headers: HeaderMap,
}

/// What is known of a response when its head has arrived.
pub(super) struct Head {
    pub(super) after: Duration,
    pub(super) status: StatusCode,
    pub(super) version: Version,
    pub(super) headers: HeaderMap,
}

/// The entry on one line.
pub(super) fn line(
    sent: &Sent,
    request: &Captured,
    head: &Head,
    response: &Captured,
    names: &Names,
    client: &Secrets,
) -> String {
    let own = secrets_of(sent, head, names);
    let cleaner = Cleaner { names, secrets: [client, &own] };
    let took = sent.begin.elapsed();
    let mut entry = json!({
        "startedDateTime": DateTime::from(sent.at).as_str(),
        "time": millis(took),
        "request": request_object(sent, request, &cleaner),
        "response": response_object(head, response, &cleaner),
        "cache": {},
        "timings": {
            "send": 0,
            "wait": millis(head.after),
            "receive": millis(took.saturating_sub(head.after)),
        },
    });
    // A name with an underscore is an addition that other tools ignore.
    if let (Some(operation), Some(entry)) = (sent.operation, entry.as_object_mut()) {
        entry.insert("_operation".to_owned(), operation.id.into());
    }
    entry.to_string()
}

/// The secrets in the headers of both sides, which a body may repeat.
fn secrets_of(sent: &Sent, head: &Head, names: &Names) -> Secrets {
    let mut secrets = Secrets::default();
    for (name, value) in sent.headers.iter().chain(&head.headers).filter(|(name, _)| names.is_header(name.as_str())) {
        match value.to_str() {
            Ok(cookie) if *name == header::SET_COOKIE => {
                let pair = cookie.split(';').next().and_then(|pair| pair.split_once('='));
                pair.into_iter().for_each(|(_, value)| secrets.push(value));
            }
            _ => secrets.push_header(name, value),
        }
    }
    secrets
}

fn request_object(sent: &Sent, body: &Captured, cleaner: &Cleaner<'_>) -> Value {
    let url = cleaner.text(&url::cleaned(&path_cleaned(sent, cleaner.names), cleaner.names));
    let mut request = json!({
        "method": sent.method.as_str(),
        "queryString": query(&url),
        "url": url,
        "httpVersion": format!("{:?}", sent.version),
        "cookies": [],
        "headers": headers(&sent.headers, cleaner),
        "headersSize": -1,
        "bodySize": body.total,
    });
    if let (true, Some(request)) = (body.total > 0, request.as_object_mut()) {
        let mut data = body_members(body, &sent.headers, cleaner);
        // One of the two must be there.
        if !data.contains_key("params") {
            data.entry("text").or_insert_with(|| "".into());
        }
        request.insert("postData".to_owned(), data.into());
    }
    request
}

fn response_object(head: &Head, body: &Captured, cleaner: &Cleaner<'_>) -> Value {
    let mut content = body_members(body, &head.headers, cleaner);
    content.insert("size".to_owned(), body.total.into());
    json!({
        "status": head.status.as_u16(),
        "statusText": head.status.canonical_reason().unwrap_or_default(),
        "httpVersion": format!("{:?}", head.version),
        "cookies": [],
        "headers": headers(&head.headers, cleaner),
        "content": content,
        "redirectURL": cleaner.text(&url::cleaned(text(&head.headers, &header::LOCATION), cleaner.names)),
        "headersSize": -1,
        "bodySize": body.total,
    })
}

fn body_members(body: &Captured, headers: &HeaderMap, cleaner: &Cleaner<'_>) -> Map<String, Value> {
    let (media_type, encoding) = (text(headers, &header::CONTENT_TYPE), text(headers, &header::CONTENT_ENCODING));
    members(body, media_type, encoding, cleaner)
}

fn text<'h>(headers: &'h HeaderMap, name: &header::HeaderName) -> &'h str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn headers(headers: &HeaderMap, cleaner: &Cleaner<'_>) -> Vec<Value> {
    let pair = |(name, value): (&header::HeaderName, &header::HeaderValue)| {
        let value = String::from_utf8_lossy(value.as_bytes());
        let is_url = [header::LOCATION, header::CONTENT_LOCATION, header::REFERER].contains(name);
        let value = if is_url { url::cleaned(&value, cleaner.names) } else { value.into_owned() };
        json!({"name": name.as_str(), "value": cleaner.header(name.as_str(), &value)})
    };
    headers.iter().map(pair).collect()
}

/// The query of a URL that has no secrets any more.
fn query(url: &str) -> Vec<Value> {
    let url = url.split('#').next().unwrap_or_default();
    let query = url.split_once('?').map_or("", |(_, query)| query);
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs.map(|(name, value)| json!({"name": url::decoded(name), "value": url::decoded(value)})).collect()
}

/// The URL without the values of path parameters that are secret by their name.
fn path_cleaned(sent: &Sent, names: &Names) -> String {
    let url = sent.url.to_string();
    let template = sent.operation.map_or("", |operation| operation.path);
    let is_secret = |segment: &&str| {
        segment.strip_prefix('{').and_then(|name| name.strip_suffix('}')).is_some_and(|name| names.is_member(name))
    };
    if !template.split('/').any(|segment| is_secret(&segment)) {
        return url;
    }
    let (path, query) = url.split_once('?').map_or((url.as_str(), None), |(path, query)| (path, Some(query)));
    // The path of the server is before that of the operation.
    let mut segments: Vec<&str> = path.split('/').collect();
    for (segment, template) in segments.iter_mut().rev().zip(template.rsplit('/')) {
        if is_secret(&template) {
            *segment = MARK;
        }
    }
    let path = segments.join("/");
    query.map_or(path.clone(), |query| [&path, "?", query].concat())
}

/// Milliseconds with three decimal places.
fn millis(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 1_000_000.0).round() / 1000.0
}
