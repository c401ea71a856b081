//! Request bodies: their representations, and how the properties of forms are written.

use std::rc::Rc;

use foldhash::HashSet;
use serde_json::Value;

use super::layers::{Expected, Layers};
use super::media::{Entry, essence, meaning};
use crate::diagnostics::{Diagnostic, DiagnosticId, suggest};
use crate::document::{Additional, Dialect, Node, Schema, SchemaType};
use crate::ir::{
    Body, BodyMedia, MediaKind, Method, OperationId, Origin, ParameterStyle, Part, Root, SharedPart, Step, TypeRef,
};
use crate::lock::{self, Kind};
use crate::resolve::place::Owner;
use crate::resolve::place::Place;
use crate::resolve::reading::{read_alike, said_by_both};
use crate::resolve::references::shared_origin;
use crate::resolve::resolver::Resolver;
use crate::resolve::shape::{Merged, Property};
use crate::source::visible;

impl<'a> Resolver<'a> {
    /// The body of an operation.
    pub(in crate::resolve) fn body(
        &mut self,
        place: &Place<'a>,
        (method, path): (&Method, &str),
        operation_id: &OperationId,
    ) -> Option<Body> {
        let layers = self.layers(place, Expected::RequestBody)?;
        let required = layers.get("required").and_then(Node::as_bool).unwrap_or(false);
        let content = self.content_of(&layers);
        if !required && self.can_only_be_empty(&content) {
            place.leave_out();
            self.reporter.push(
                Diagnostic::note(
                    DiagnosticId::BodyEmpty,
                    &*place.pointer,
                    "this body is optional and can hold nothing",
                )
                .effect("the operation sends none")
                .about_key(),
            );
            return None;
        }
        if method.has_no_body() {
            self.reporter.push(
                Diagnostic::warning(
                    DiagnosticId::BodyUnexpected,
                    &*place.pointer,
                    format!("a {method} request should have no body"),
                )
                .effect("it is sent nevertheless"),
            );
        }
        let own = || Origin::of(Root::Request { operation: operation_id.clone() });
        let origin = shared_origin(layers.describing(), SharedPart::Request).unwrap_or_else(own);
        let description = body_description(&layers, &content);
        let content = self.worth_a_method(content, &lock::wire(method, path));
        let media = self.representations(content, &origin);
        if media.is_empty() {
            place.leave_out();
            self.report_without_content(layers.target());
            return None;
        }
        self.references.read_references(place);
        layers.target().node.read();
        layers.read_flag("required");
        Some(Body { required, description, media })
    }

    fn report_without_content(&mut self, body: &Place<'a>) {
        self.reporter.push(
            Diagnostic::warning(DiagnosticId::BodyWithoutContent, &*body.pointer, "this request body has no content")
                .effect("the operation sends none"),
        );
    }

    /// True for objects that neither have properties nor allow others.
    fn can_only_be_empty(&mut self, content: &[Entry<'a>]) -> bool {
        let is_empty = |entry: &Entry<'a>| {
            let Some(place) = entry.schema.as_ref().map(|place| self.looked_through(place)) else { return false };
            let schema = Schema::of(place.node, self.dialect);
            schema.types == [SchemaType::Object]
                && schema.properties.is_empty()
                && matches!(schema.additional, Additional::None)
                && schema.pattern_properties.is_empty()
                && [schema.all_of, schema.any_of, schema.one_of].iter().all(|members| members.is_empty())
        };
        !content.is_empty() && content.iter().all(is_empty)
    }

    /// What a caller may want to send, best first; a representation that had a method in the last run keeps it.
    ///
    /// ASP.NET reads JSON by several names, `application/json-patch+json` first; a patch is a list of changes. And what
    /// is described as JSON needs neither XML nor a string that callers write by themselves.
    fn worth_a_method(&mut self, mut content: Vec<Entry<'a>>, request: &str) -> Vec<Entry<'a>> {
        let lock = &self.config.lock;
        let had_method =
            |entry: &Entry<'a>| lock.name(Kind::Method, "", &[request, " ", entry.media_type].concat()).is_some();
        let Some(json) = content.iter().find(|entry| essence(entry.media_type) == "application/json").cloned() else {
            return content;
        };
        if json.kind != MediaKind::Json || json.schema.is_none() {
            return content;
        }
        let is_alias = |entry: &Entry<'a>| {
            essence(entry.media_type) == "application/json-patch+json"
                && !entry.schema.as_ref().is_some_and(|schema| self.is_no_object(schema))
        };
        let is_told = |entry: &Entry<'a>| {
            let is_written = matches!(entry.kind, MediaKind::Text | MediaKind::Bytes);
            is_written && entry.schema.is_some() && !self.says_something(entry)
        };
        let is_same = |entry: &Entry<'a>| match (&entry.schema, &json.schema) {
            (Some(schema), Some(json)) => self.same_type(schema, json),
            _ => false,
        };
        let (left_out, kept) = content.drain(..).partition::<Vec<_>, _>(|entry| {
            is_same(entry) && (is_alias(entry) || is_told(entry)) && !had_method(entry)
        });
        left_out.iter().for_each(|entry| self.note_not_sent(entry));
        kept
    }

    fn note_not_sent(&mut self, entry: &Entry<'a>) {
        entry.place.leave_out();
        let message = format!("the representation `{}` is not used", entry.media_type);
        self.reporter.push(
            Diagnostic::note(DiagnosticId::RepresentationUnused, &*entry.place.pointer, message)
                .about_key()
                .effect("the client sends `application/json`, which says the same"),
        );
    }

    fn representations(&mut self, content: Vec<Entry<'a>>, origin: &Origin) -> Vec<BodyMedia> {
        let mut media: Vec<BodyMedia> = Vec::new();
        let mut schemas: Vec<Option<&'a Node>> = Vec::new();
        for entry in content {
            let owner = Owner::Of(origin);
            let further = Step::Content { media_type: entry.media_type, word: kind_word(entry.kind) };
            let owner = if media.is_empty() { owner } else { Owner::Inside(&owner, further) };
            let type_ref = self.entry_type(&entry, owner);
            let meaning = meaning(entry.media_type, entry.kind);
            entry.place.node.read();
            let is_same = |other: &BodyMedia| {
                other.kind == entry.kind
                    && other.type_ref == type_ref
                    && super::media::meaning(&other.media_type, other.kind) == meaning
            };
            if let Some(kept) = media.iter().position(is_same) {
                let kept = schemas.get(kept).copied().flatten();
                entry.schema.iter().for_each(|schema| read_alike(schema.node, kept));
                continue;
            }
            schemas.push(entry.schema.as_ref().map(|schema| schema.node));
            let parts = self.parts(&entry, &type_ref);
            media.push(BodyMedia {
                media_type: sent_media_type(entry.media_type, entry.kind),
                kind: entry.kind,
                parts,
                example: self.body_example(&entry.place),
                annotations: entry.schema.as_ref().and_then(|schema| self.media_annotations(schema, &type_ref)),
                type_ref,
            });
        }
        media
    }

    fn body_example(&mut self, entry: &Place<'a>) -> Option<Value> {
        let example = self.example(entry);
        self.leave_out_examples(entry, example);
        example.map(|example| example.read().to_json())
    }

    /// Properties of a form that are not written the default way.
    fn parts(&mut self, entry: &Entry<'a>, type_ref: &TypeRef) -> Vec<Part> {
        let encoding = entry.place.child("encoding");
        if !matches!(entry.kind, MediaKind::Form | MediaKind::Multipart) {
            encoding.iter().for_each(|encoding| self.report_unused_encoding(encoding, None));
            return Vec::new();
        }
        let Some(schema) = &entry.schema else { return Vec::new() };
        let mut parts = Vec::new();
        let mut seen = HashSet::default();
        for object in self.form_objects(schema) {
            for property in object.properties.iter().filter(|property| seen.insert(property.name)) {
                let encoding = encoding.as_ref().and_then(|encoding| encoding.child(property.name));
                let keeps_reserved =
                    |encoding: &&Place<'a>| encoding.node.get("allowReserved").and_then(Node::as_bool) == Some(true);
                if let Some(encoding) = encoding.as_ref().filter(keeps_reserved) {
                    self.leave_out_keyword(encoding, "allowReserved", "reserved characters are escaped");
                }
                parts.extend(self.form_part(entry, type_ref, property, encoding));
            }
        }
        let unknown = encoding.iter().flat_map(Place::children).filter(|(name, _)| !seen.contains(name));
        let unknown = unknown.collect::<Vec<_>>();
        let mut names: Vec<&str> = seen.into_iter().collect();
        names.sort_unstable();
        for (name, encoding) in unknown {
            let meant = suggest(name, names.iter().copied());
            self.report_unused_encoding(&encoding, meant);
        }
        parts
    }

    fn report_unused_encoding(&mut self, encoding: &Place<'a>, meant: Option<&str>) {
        encoding.leave_out();
        self.reporter.push(
            Diagnostic::note(DiagnosticId::KeywordUnused, &*encoding.pointer, "no property of a form is written by it")
                .about_key()
                .maybe_help(meant.map(|meant| format!("did you mean `{}`?", visible(meant)))),
        );
    }

    /// The object that a form is, or those it may be.
    fn form_objects(&mut self, schema: &Place<'a>) -> Vec<Rc<Merged<'a>>> {
        let whole = self.view(schema).object;
        let inner = whole.iter().flat_map(|whole| whole.unions.clone());
        let choices: Vec<Place<'a>> = std::iter::once(schema.clone()).chain(inner).collect();
        let members: Vec<Place<'a>> = choices.iter().flat_map(|choice| self.choice_members(choice)).collect();
        whole.into_iter().chain(members.iter().filter_map(|member| self.view(member).object)).collect()
    }

    fn choice_members(&self, choice: &Place<'a>) -> Vec<Place<'a>> {
        let place = self.looked_through(choice);
        let written = Schema::of(place.node, self.dialect);
        let members = [("oneOf", written.one_of), ("anyOf", written.any_of)];
        members.into_iter().flat_map(|(keyword, nodes)| place.list(keyword, nodes)).collect()
    }

    /// How a property is written, if that is not the default way.
    fn form_part(
        &mut self,
        entry: &Entry<'a>,
        type_ref: &TypeRef,
        property: &Property<'a>,
        encoding: Option<Place<'a>>,
    ) -> Option<Part> {
        let is_multipart = entry.kind == MediaKind::Multipart;
        let file = is_multipart && self.is_file(&property.place, encoding.as_ref());
        if file && let TypeRef::Named(id) = type_ref {
            self.read_file(&property.place);
            self.types.files.push((*id, property.name.to_owned()));
        }
        if let Some(encoding) = encoding.as_ref().filter(|_| is_multipart) {
            self.note_part_headers(encoding);
        }
        let mut part = part(property.name, file, encoding.as_ref());
        if is_multipart {
            self.settle_part(&mut part, &property.place);
        }
        if part.content_type.as_deref().is_some_and(|media| media.contains(char::is_control)) {
            part.content_type = None;
            self.report_content_type(encoding.as_ref().unwrap_or(&entry.place));
        }
        if let Some(encoding) = &encoding {
            encoding.node.read();
        }
        let is_special = part.file || part.content_type.is_some() || part.style.is_some() || part.explode.is_some();
        is_special.then_some(part)
    }

    /// Before 3.1, parts had no styles; a part with a style has no content type. A file has that of its schema.
    fn settle_part(&self, part: &mut Part, property: &Place<'a>) {
        let has_styles = self.dialect != Dialect::V3_0 || self.references.document.was_swagger();
        if part.file || !has_styles {
            (part.style, part.explode) = (None, None);
        }
        if part.style.is_some() || part.explode.is_some() {
            part.content_type = None;
        }
        let has_style = part.style.is_some() || part.explode.is_some();
        if part.content_type.is_none() && !has_style {
            part.content_type = self.declared_media_type(property, part.file).map(str::to_owned);
        }
    }

    /// `contentMediaType` of a part, or of the parts of an array. A string that holds JSON or is encoded once more stays
    /// a plain string: its type would say something else of the bytes.
    fn declared_media_type(&self, property: &Place<'a>, is_file: bool) -> Option<&'a str> {
        let place = self.unwrapped(property);
        let place = place.child("items").map_or(place, |items| self.unwrapped(&items));
        let schema = Schema::of(place.node, self.dialect);
        let kind = |media: &str| super::media::kind_of(media, true);
        let is_usable = |media: &&str| match is_file {
            true => *media != "application/octet-stream",
            false => {
                schema.types == [SchemaType::String]
                    && schema.content_encoding.is_none()
                    && kind(media) != MediaKind::Json
            }
        };
        schema.content_media_type.peek().filter(is_usable)
    }

    /// A part has the headers that its name and its content need; `Content-Type` is said elsewhere in any case.
    fn note_part_headers(&mut self, encoding: &Place<'a>) {
        let Some(headers) = encoding.child("headers") else { return };
        headers.leave_out();
        if headers.node.entries().iter().any(|(name, _)| !name.text.eq_ignore_ascii_case("content-type")) {
            self.reporter.push(
                Diagnostic::note(
                    DiagnosticId::KeywordIgnored,
                    &*headers.pointer,
                    "`headers` of a part are not supported",
                )
                .effect("the part is sent without them")
                .about_key(),
            );
        }
    }

    fn report_content_type(&mut self, place: &Place<'a>) {
        self.reporter.push(
            Diagnostic::warning(
                DiagnosticId::ContentTypeUnusable,
                place.pointer.child("contentType"),
                "control characters cannot be part of a content type",
            )
            .help("a media type such as `application/json`")
            .effect("the part is sent with its default content type"),
        );
    }

    /// Reads that a property is bytes, or a list of them.
    fn read_file(&self, place: &Place<'a>) {
        self.read_wrappers(place);
        let place = self.unwrapped(place);
        self.read_binary(&place);
        place.child("items").iter().for_each(|items| {
            self.read_wrappers(items);
            self.read_binary(&self.unwrapped(items));
        });
    }

    /// Bytes, or a list of them; also if the property is a choice of that and null.
    fn is_file(&mut self, place: &Place<'a>, encoding: Option<&Place<'a>>) -> bool {
        let place = self.unwrapped(place);
        let schema = Schema::of(place.node, self.dialect);
        if let Some(items) = place.child("items").filter(|_| schema.types == [SchemaType::Array]) {
            return self.is_binary(&self.unwrapped(&items));
        }
        let declared = encoding.and_then(|encoding| encoding.text("contentType"));
        let as_bytes = declared.is_some_and(|media| super::media::kind_of(media, false) == MediaKind::Bytes);
        self.is_binary(&place) || schema.types == [SchemaType::String] && schema.format.is_none() && as_bytes
    }
}

/// What is said of a body, and of its representations (3.2).
fn body_description(body: &Layers<'_>, content: &[Entry<'_>]) -> Option<String> {
    let own = body.read_text("description").map(str::to_owned);
    let of_media = content.iter().filter_map(|entry| entry.place.read_text("description"));
    of_media.fold(own, |said, more| said_by_both(said.as_deref(), Some(more)))
}

fn part(name: &str, file: bool, encoding: Option<&Place<'_>>) -> Part {
    Part {
        wire_name: name.to_owned(),
        content_type: encoding.and_then(|encoding| encoding.read_text("contentType")).map(str::to_owned),
        file,
        style: encoding.and_then(|encoding| encoding.read_text("style")).and_then(ParameterStyle::from_wire),
        explode: encoding.and_then(|encoding| encoding.read_flag("explode")),
    }
}

fn kind_word(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Json => "json",
        MediaKind::Form => "form",
        MediaKind::Multipart => "multipart",
        MediaKind::Text => "text",
        MediaKind::Bytes => "bytes",
        MediaKind::EventStream => "event",
        MediaKind::JsonLines => "line",
    }
}

/// A range cannot be sent; it means its most usual member.
fn sent_media_type(written: &str, kind: MediaKind) -> String {
    match kind {
        MediaKind::Json if written.contains('*') => "application/json".to_owned(),
        // Any other range is the caller's to settle.
        MediaKind::Bytes if matches!(essence(written), "*/*" | "application/*") => {
            "application/octet-stream".to_owned()
        }
        MediaKind::Text if written.contains('*') => "text/plain".to_owned(),
        MediaKind::Multipart if written.contains('*') => "multipart/form-data".to_owned(),
        _ => written.to_owned(),
    }
}
