//! Responses: statuses, the best representation of each, headers, and what counts as success.

use super::alternatives::OtherPayload;
use super::examples::is_short;
use super::layers::{Expected, Layers};
use super::media::{Entry, essence};
use serde_json::Value;

use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::document::is_stream_of_gateway;
use crate::ir::{
    Annotations, Header, MediaKind, Method, OperationId, Origin, Payload, Response, Root, SharedPart, StatusMatch,
    Step, Success, SuccessCase, TypeRef,
};
use crate::resolve::place::Owner;
use crate::resolve::place::Place;
use crate::resolve::reading::{said_by_both, summarised};
use crate::resolve::references::shared_origin;
use crate::resolve::resolver::Resolver;

/// Responses of one operation, and what is made of them.
#[derive(Debug)]
pub(in crate::resolve) struct Outcome {
    /// In document order.
    pub(in crate::resolve) responses: Vec<Response>,
    /// What the method returns.
    pub(in crate::resolve) success: Success,
    /// Media types to accept, best first.
    pub(in crate::resolve) accept: Vec<String>,
    /// Representations of successes that the method does not return.
    pub(in crate::resolve) others: Vec<OtherPayload>,
}

impl<'a> Resolver<'a> {
    /// The responses of an operation.
    pub(in crate::resolve) fn outcome(
        &mut self,
        operation: &Place<'a>,
        method: &Method,
        operation_id: &OperationId,
        accept: Option<&str>,
    ) -> Outcome {
        let mut responses: Vec<Response> = Vec::new();
        let mut others = Vec::new();
        let list = operation.child("responses").and_then(|list| self.references.follow(list, &mut self.reporter));
        let entries: Vec<(&str, Place<'a>)> = list.iter().flat_map(|list| list.children()).collect();
        let main = main_status(&entries);
        for (key, place) in entries {
            if key.starts_with("x-") {
                continue;
            }
            // The structural pass reports what is no status.
            let Some(status) = status(key) else { continue };
            let operation = operation_id.clone();
            let origin = Root::Response { operation, status: key.to_owned(), main: Some(key) == main };
            let Some((response, other)) = self.response(&place, status, (method, accept), origin) else { continue };
            responses.push(response);
            others.extend(other);
        }
        if *method == Method::Get {
            expect_bytes(&mut responses);
        }
        let success = success(&responses);
        let accept = accepted(&responses);
        let with_default = default_is_success(&responses);
        others.retain(|other: &OtherPayload| {
            other.status.is_success() || with_default && other.status == StatusMatch::Default
        });
        Outcome { responses, success, accept, others }
    }

    /// A response; types that are written in it begin at `root`, unless operations share it.
    fn response(
        &mut self,
        written: &Place<'a>,
        status: StatusMatch,
        (method, accept): (&Method, Option<&str>),
        root: Root,
    ) -> Option<(Response, Vec<OtherPayload>)> {
        let layers = self.layers(written, Expected::Response)?;
        self.references.read_references(written);
        let place = layers.target();
        place.node.read();
        if let Some(links) = place.node.get("links").filter(|links| !links.entries().is_empty()) {
            links.leave_out();
            self.note_unused(place, "links");
        }
        let origin = shared_origin(layers.describing(), SharedPart::Response).unwrap_or(Origin::of(root));
        // RFC 9110: no content with HEAD, 1xx, 204, 205 and 304, whatever is documented.
        let bodiless = *method == Method::Head
            || matches!(status, StatusMatch::Code(100..=199 | 204 | 205 | 304) | StatusMatch::Range(1));
        let mut entries = self.content_of(&layers);
        if is_stream_of_gateway(layers.text("description")) {
            let values = entries.iter_mut().filter(|entry| entry.kind == MediaKind::Json);
            values.for_each(|entry| entry.kind = MediaKind::JsonLines);
        }
        let payload = if bodiless { Payload::Empty } else { self.payload(&entries, &origin, accept) };
        // What the document fixes by a value of `Accept` is not the caller's to choose; an error is asked for by nobody.
        let can_be_success = status.is_success() || status == StatusMatch::Default;
        let others = match accept {
            None if can_be_success => self.other_payloads(&entries, status, &payload, &origin),
            _ => Vec::new(),
        };
        self.note_unused_media(&entries, (method, status), &payload, &others);
        let read = read_entry(&entries, &payload);
        let response = Response {
            status,
            description: response_description(&layers, read),
            body: self.body_annotations(read, &payload),
            example: read.and_then(|entry| self.response_example(entry, status.is_success())),
            payload,
            headers: self.headers(layers.holder("headers"), &origin),
        };
        Some((response, others))
    }

    fn payload(&mut self, entries: &[Entry<'a>], origin: &Origin, accept: Option<&str>) -> Payload {
        let Some(entry) = asked_for(entries, accept).or_else(|| self.best(entries)) else { return Payload::Empty };
        let owner = Owner::Of(origin);
        entry.place.node.read();
        if entry.kind == MediaKind::Text && entry.schema.is_none() {
            // Text in which encoding, nobody said.
            let media_type = entry.media_type.to_owned();
            return Payload::Value { media_type, kind: MediaKind::Bytes, type_ref: TypeRef::Bytes };
        }
        // One event of a stream is named as such.
        let type_ref = match entry.kind {
            MediaKind::EventStream | MediaKind::JsonLines => self.entry_type(entry, Owner::Inside(&owner, Step::Event)),
            _ => self.entry_type(entry, owner),
        };
        Payload::Value { media_type: entry.media_type.to_owned(), kind: entry.kind, type_ref }
    }

    fn headers(&mut self, response: &Place<'a>, origin: &Origin) -> Vec<Header> {
        let Some(list) = response.child("headers").map(|list| self.references.target_of(list)) else {
            return Vec::new();
        };
        let mut headers = Vec::new();
        for (name, place) in list.children() {
            if name.eq_ignore_ascii_case("content-type") {
                continue;
            }
            headers.extend(self.header(name, &place, origin));
        }
        headers
    }

    fn header(&mut self, name: &str, written: &Place<'a>, origin: &Origin) -> Option<Header> {
        let layers = self.layers(written, Expected::Header)?;
        self.references.read_references(written);
        layers.target().node.read();
        if layers.target().text("in") == Some("header") {
            // A parameter in place of a header; the key says what the header is called.
            ["name", "in"].into_iter().for_each(|key| _ = layers.target().read(key));
        }
        let place = layers.describing();
        let owner = Owner::Of(origin);
        let schema = layers.schema().cloned().or_else(|| place.child("schema")).or_else(|| self.header_schema(place));
        let type_ref = match &schema {
            Some(schema) => self.use_of(schema, Owner::Inside(&owner, Step::Header(name))).type_ref,
            None => TypeRef::String,
        };
        Some(Header {
            wire_name: name.to_owned(),
            type_ref,
            required: layers.read_flag("required").unwrap_or(false),
            description: layers.read_text("description").map(str::to_owned),
            annotations: self.header_annotations(&layers, schema.as_ref()),
        })
    }

    /// What the schema of the body that is read says, where no type of its own says it.
    fn body_annotations(&mut self, read: Option<&Entry<'a>>, payload: &Payload) -> Option<Box<Annotations>> {
        let type_ref = payload.type_ref()?;
        self.media_annotations(read?.schema.as_ref()?, type_ref)
    }

    /// The example of a success, if it is short enough for documentation; all others are left out.
    fn response_example(&mut self, entry: &Entry<'a>, is_success: bool) -> Option<Value> {
        let shown = self.example(&entry.place).filter(|example| is_success && is_short(example));
        self.leave_out_examples(&entry.place, shown);
        shown.map(|example| example.read().to_json())
    }

    /// What is said of a header besides its description.
    fn header_annotations(&mut self, header: &Layers<'a>, schema: Option<&Place<'a>>) -> Option<Box<Annotations>> {
        let mut annotations = schema.and_then(|schema| self.annotations_beside_type(schema)).unwrap_or_default();
        let holder = header.holder_of_example();
        let example = self.example(holder);
        self.leave_out_examples(holder, example);
        let example = example.map(|example| Box::new(example.read().to_json()));
        annotations.docs.example = example.or(annotations.docs.example);
        annotations.docs.deprecated |= header.read_flag("deprecated").unwrap_or(false);
        (annotations != Annotations::default()).then(|| Box::new(annotations))
    }

    /// The schema of the first media type of a header that has one.
    fn header_schema(&mut self, header: &Place<'a>) -> Option<Place<'a>> {
        let entry = self.content(header).into_iter().find(|entry| entry.schema.is_some())?;
        entry.place.node.read();
        entry.schema
    }

    /// The representation a client asks for first: one that says what it is. A form cannot be read back; it comes last.
    fn best<'e>(&self, entries: &'e [Entry<'a>]) -> Option<&'e Entry<'a>> {
        let readable = |entry: &&Entry<'a>| !matches!(entry.kind, MediaKind::Form | MediaKind::Multipart);
        let mut telling = entries.iter().filter(readable).filter(|entry| self.says_something(entry));
        telling.next().or_else(|| entries.iter().find(readable)).or_else(|| entries.first())
    }

    /// Notes a part of OpenAPI that describes nothing a client needs.
    pub(in crate::resolve) fn note_unused(&mut self, place: &Place<'a>, key: &str) {
        self.reporter.push(
            Diagnostic::note(
                DiagnosticId::KeywordUnused,
                place.pointer.child(key),
                format!("nothing is made of `{key}`"),
            )
            .about_key(),
        );
    }
}

/// The representation that is read.
fn read_entry<'e, 'a>(entries: &'e [Entry<'a>], payload: &Payload) -> Option<&'e Entry<'a>> {
    let Payload::Value { media_type, .. } = payload else { return None };
    entries.iter().find(|entry| entry.media_type == media_type)
}

/// What is said of a response, and of the representation that is read.
fn response_description(response: &Layers<'_>, read: Option<&Entry<'_>>) -> String {
    let own = summarised(response.read_text("summary"), response.read_text("description"));
    let Some(entry) = read else { return own };
    said_by_both(Some(&own), entry.place.read_text("description")).unwrap_or_default()
}

/// The representation that the document asks for by a value of `Accept`.
fn asked_for<'e, 'a>(entries: &'e [Entry<'a>], accept: Option<&str>) -> Option<&'e Entry<'a>> {
    let first = accept?.split(',').next()?.trim();
    let exact = entries.iter().find(|entry| entry.media_type.eq_ignore_ascii_case(first));
    let is_same = |entry: &&Entry<'a>| essence(entry.media_type).eq_ignore_ascii_case(essence(first));
    exact.or_else(|| entries.iter().find(is_same))
}

/// A GET of which no success has content is a download that nobody described: it returns what comes.
fn expect_bytes(responses: &mut [Response]) {
    let with_default = default_is_success(responses);
    let is_success =
        |response: &Response| response.status.is_success() || with_default && response.status == StatusMatch::Default;
    if responses.iter().any(|response| is_success(response) && response.payload != Payload::Empty) {
        return;
    }
    let has_body =
        |response: &&mut Response| is_success(response) && !matches!(response.status, StatusMatch::Code(204 | 205));
    for response in responses.iter_mut().filter(has_body) {
        let media_type = "*/*".to_owned();
        response.payload = Payload::Value { media_type, kind: MediaKind::Bytes, type_ref: TypeRef::Bytes };
    }
}

/// The first documented success; its type is named after the operation alone.
fn main_status<'k>(entries: &[(&'k str, Place<'_>)]) -> Option<&'k str> {
    let statuses = || entries.iter().filter_map(|(key, _)| Some((*key, status(key)?)));
    let success = statuses().find(|(_, status)| status.is_success());
    success.or_else(|| statuses().find(|(_, status)| *status == StatusMatch::Default)).map(|(key, _)| key)
}

fn status(key: &str) -> Option<StatusMatch> {
    if key == "default" {
        return Some(StatusMatch::Default);
    }
    let mut letters = key.chars();
    let first = letters.next().and_then(|digit| digit.to_digit(10)).filter(|digit| (1..=5).contains(digit))?;
    if letters.as_str().eq_ignore_ascii_case("xx") {
        return u8::try_from(first).ok().map(StatusMatch::Range);
    }
    key.parse().ok().filter(|code| (100..=599).contains(code)).map(StatusMatch::Code)
}

fn is_3xx(status: &StatusMatch) -> bool {
    matches!(status, StatusMatch::Code(300..=399) | StatusMatch::Range(3))
}

/// `default` describes success only where nothing else does (OpenAPI leaves this open).
pub(in crate::resolve) fn default_is_success(responses: &[Response]) -> bool {
    !responses.iter().any(|response| response.status.is_success() || is_3xx(&response.status))
}

/// What the method returns.
pub(in crate::resolve) fn success(responses: &[Response]) -> Success {
    let with_default = default_is_success(responses);
    let cases: Vec<SuccessCase> = responses
        .iter()
        .filter(|response| response.status.is_success() || with_default && response.status == StatusMatch::Default)
        .map(|response| SuccessCase { status: response.status, payload: response.payload.clone() })
        .collect();
    let mut payloads: Vec<&Payload> = Vec::new();
    let mut empty = false;
    for case in &cases {
        match &case.payload {
            Payload::Empty => empty = true,
            payload if !payloads.contains(&payload) => payloads.push(payload),
            Payload::Value { .. } => {}
        }
    }
    match (&payloads[..], empty) {
        ([], _) => Success::Empty,
        ([only], false) => Success::One((*only).clone()),
        ([only], true) => Success::Optional((*only).clone()),
        _ => Success::ByStatus(cases),
    }
}

/// Media types of successes, then of errors.
fn accepted(responses: &[Response]) -> Vec<String> {
    let (successes, errors): (Vec<_>, Vec<_>) = responses.iter().partition(|response| response.status.is_success());
    let mut accept: Vec<String> = Vec::new();
    for response in successes.into_iter().chain(errors) {
        if let Payload::Value { media_type, .. } = &response.payload
            && !accept.contains(media_type)
        {
            accept.push(media_type.clone());
        }
    }
    accept
}
