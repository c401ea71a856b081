//! Answers next to the responses of an operation: status, headers, body.

use serde_json::Value;

use super::content::{Reading, essence, json, scalar};
use super::evidence::Difference;
use super::exchange::{Body, Exchange};
use super::headers::{is_standard, values};
use super::kinds::Kinds;
use super::path::Path;
use super::places;
use super::walker::{Score, Walker};
use crate::document::{Located, Node, is_stream_of_gateway};

/// Most headers of an undocumented response.
const MAX_HEADERS: usize = 20;

impl<'a> Walker<'a> {
    /// Compares an answer with the operation.
    pub(super) fn response(&mut self, operation: &Located<'a>, exchange: &Exchange, is_head: bool) {
        self.is_request = false;
        let Some(responses) = places::child(self.document, operation, "responses") else { return };
        self.book.totals.entry(responses.pointer.clone()).or_default().add(self.exchange);
        let documented = self.documented(&responses, exchange);
        let Some(response) = documented else {
            // A browser or a cache makes these of other answers.
            if let Some(status) = exchange.status.filter(|status| !matches!(status, 0..200 | 304)) {
                self.undocumented(&responses, status, exchange);
            }
            return;
        };
        self.book.totals.entry(response.pointer.clone()).or_default().add(self.exchange);
        if let Some(headers) = &exchange.headers {
            self.response_headers(&response, headers);
        }
        if !is_head {
            self.response_body(&response, exchange);
        }
    }

    /// The response of a status; without a status the first success.
    fn documented(&mut self, responses: &Located<'a>, exchange: &Exchange) -> Option<Located<'a>> {
        let Some(status) = exchange.status else {
            let first = responses.node.entries().iter().find(|(key, _)| key.text.starts_with('2'));
            let key = first.map_or("default", |(key, _)| &*key.text);
            return places::child(self.document, responses, key);
        };
        let hundreds = status / 100;
        let keys = [status.to_string(), format!("{hundreds}XX"), format!("{hundreds}xx")];
        let own = keys.iter().find_map(|key| places::child(self.document, responses, key));
        own.or_else(|| {
            let default = places::child(self.document, responses, "default")?;
            // `default` is of failures, or of successes where nothing else is; of others only what fits.
            let mut keys = responses.node.entries().iter().map(|(key, _)| &*key.text);
            let is_of_success = !keys.any(|key| key.starts_with(['2', '3']));
            let is_meant = is_of_success == (status < 400);
            (is_meant || self.fits(&default, exchange)).then_some(default)
        })
    }

    /// The body is JSON without a difference to what a response says of it, or is none where that has none.
    fn fits(&mut self, response: &Located<'a>, exchange: &Exchange) -> bool {
        let content = places::child(self.document, response, "content");
        let entries = content.map(|content| places::entries(self.document, &content)).unwrap_or_default();
        let Some((_, Some(value))) = body_value(&exchange.body) else { return entries.is_empty() };
        let mut schemas = entries.iter().filter_map(|(_, media)| places::key_of(media, "schema"));
        schemas.any(|schema| self.has_no_difference(&schema, &value))
    }

    fn has_no_difference(&mut self, schema: &Located<'a>, value: &Value) -> bool {
        let Some(schema) = self.schemas.get(schema) else { return false };
        self.trial = Some(Score::default());
        self.value(&schema, value, &mut Path::default());
        let score = self.trial.take().unwrap_or_default();
        score.hard == 0 && score.soft == 0
    }

    fn undocumented(&mut self, responses: &Located<'a>, status: u16, exchange: &Exchange) {
        let body = body_value(&exchange.body);
        let candidates = body.as_ref().map(|(_, value)| self.candidates(responses, value.as_ref()));
        let own = exchange.headers.iter().flatten();
        let own: Vec<_> = own.filter(|(name, _)| !is_standard(name) && !self.secrets.contains(name)).collect();
        let evidence = self.enter(responses, Difference::Status(status), &Path::default());
        for (name, value) in own.into_iter().take(MAX_HEADERS) {
            evidence.headers.entry(name.to_ascii_lowercase()).or_default().add(&scalar(value));
        }
        let Some((media_type, value)) = body else { return };
        if let Some(value) = value {
            evidence.seen.add(&value);
        }
        evidence.media_type.get_or_insert(media_type);
        let candidates = candidates.unwrap_or_default();
        match &mut evidence.fits {
            Some(known) => known.retain(|known| candidates.contains(known)),
            None => evidence.fits = Some(candidates),
        }
    }

    /// References to the schemas of other responses of the operation that a body fits, nearest first.
    fn candidates(&mut self, responses: &Located<'a>, value: Option<&Value>) -> Vec<String> {
        let Some(value) = value else { return Vec::new() };
        let mut found = Vec::new();
        for (_, response) in places::entries(self.document, responses).into_iter().rev() {
            let Some(content) = places::child(self.document, &response, "content") else { continue };
            for (_, media) in places::entries(self.document, &content) {
                let Some(place) = places::key_of(&media, "schema") else { continue };
                let Some(reference) = place.node.reference() else { continue };
                if self.has_no_difference(&place, value) && !found.iter().any(|known| known == reference) {
                    found.push(reference.to_owned());
                }
            }
        }
        found
    }

    fn response_headers(&mut self, response: &Located<'a>, headers: &[(String, String)]) {
        let documented = places::child(self.document, response, "headers");
        let documented = documented.map(|place| places::entries(self.document, &place)).unwrap_or_default();
        for (name, header) in &documented {
            self.book.totals.entry(header.pointer.clone()).or_default().add(self.exchange);
            let found = values(headers, name);
            let is_required = header.node.get("required").and_then(|node| node.as_bool()) == Some(true);
            if found.is_empty() && is_required && !self.secrets.contains(name) {
                let mut path = Path::default();
                path.member(name);
                self.enter(header, Difference::Absent, &path);
            }
            if let Some(schema) = places::key_of(header, "schema") {
                found.iter().for_each(|text| self.written(&schema, name, text));
            }
        }
        for (name, value) in headers {
            let is_known = documented.iter().any(|(known, _)| known.eq_ignore_ascii_case(name));
            if !is_known && !is_standard(name) && !self.secrets.contains(name) {
                let difference = Difference::Header(name.to_ascii_lowercase());
                self.enter(response, difference, &Path::default()).seen.add(&scalar(value));
            }
        }
    }

    fn response_body(&mut self, response: &Located<'a>, exchange: &Exchange) {
        let content = places::child(self.document, response, "content");
        let content = content.filter(|content| !content.node.entries().is_empty());
        let may_be_empty = matches!(exchange.status, Some(204 | 205 | 304));
        let are_lines = is_stream_of_gateway(response.node.get("description").and_then(Node::as_str));
        match (&exchange.body, content) {
            (Body::Unknown, _) | (Body::None, None) => {}
            (Body::Bytes { media_type, bytes }, Some(content)) if !bytes.is_empty() && are_lines => {
                self.lines_as_json(&content, media_type.as_deref(), bytes);
            }
            (Body::Bytes { media_type, bytes }, Some(content)) if !bytes.is_empty() => {
                self.body(&content, media_type.as_deref(), bytes);
            }
            (Body::None | Body::Bytes { .. }, Some(content)) => {
                if !may_be_empty && self.needs_body(&content) {
                    self.enter(&content, Difference::NoBody, &Path::default());
                }
            }
            (body @ Body::Bytes { .. }, None) => self.unexpected(response, body),
        }
    }

    /// Some representation of JSON has a schema, and null would not fit it.
    fn needs_body(&mut self, content: &Located<'a>) -> bool {
        let entries = places::entries(self.document, content);
        let are_json = !entries.is_empty() && entries.iter().all(|(name, _)| Reading::of(name) == Reading::Json);
        let schemas = entries.iter().filter_map(|(_, media)| places::key_of(media, "schema"));
        let schemas: Vec<_> = schemas.filter_map(|place| self.schemas.get(&place)).collect();
        are_json && !schemas.is_empty() && schemas.iter().all(|schema| !schema.is_nullable)
    }

    /// A body that the document does not have, at a response or an operation.
    pub(super) fn unexpected(&mut self, place: &Located<'a>, body: &Body) {
        let Some((media_type, value)) = body_value(body) else { return };
        let evidence = self.enter(place, Difference::Body(media_type), &Path::default());
        if let Some(value) = value {
            *evidence.kinds.entry(Kinds::of(&value)).or_default() += 1;
            evidence.seen.add(&value);
        }
    }
}

/// The media type of a body, and its value if that is JSON; none for no body.
fn body_value(body: &Body) -> Option<(String, Option<Value>)> {
    let Body::Bytes { media_type, bytes } = body else { return None };
    if bytes.is_empty() {
        return None;
    }
    let parsed = json(bytes);
    let named = media_type.as_deref().map(essence);
    let is_json = named.as_deref().map_or(parsed.is_some(), |name| Reading::of(name) == Reading::Json);
    let default = if is_json { "application/json" } else { "application/octet-stream" };
    Some((named.unwrap_or_else(|| default.to_owned()), parsed.filter(|_| is_json)))
}
