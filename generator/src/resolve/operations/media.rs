//! Media types: which family one belongs to, which is preferred, and what its schema means there.

use super::layers::Layers;
use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::document::{Node, Schema, SchemaType};
use crate::ir::{MediaKind, TypeRef};
use crate::resolve::place::Owner;
use crate::resolve::place::Place;
use crate::resolve::reading::is_annotation;
use crate::resolve::resolver::Resolver;
use crate::resolve::schemas::scalars::text_format;
use crate::resolve::schemas::shapes::keeps_bytes;

/// The family of a media type. `*/*` and its like are JSON when there is a structured schema.
pub(in crate::resolve) fn kind_of(media_type: &str, structured: bool) -> MediaKind {
    let essence = essence(media_type).to_ascii_lowercase();
    match essence.as_str() {
        "application/json" | "text/json" => MediaKind::Json,
        "application/x-www-form-urlencoded" => MediaKind::Form,
        "text/event-stream" => MediaKind::EventStream,
        "application/jsonl"
        | "application/x-ndjson"
        | "application/ndjson"
        | "application/x-jsonlines"
        | "application/json-lines"
        | "application/json-seq"
        | "application/geo+json-seq"
        | "application/jsonlines" => MediaKind::JsonLines,
        "*/*" | "application/*" if structured => MediaKind::Json,
        other if other.ends_with("+json") => MediaKind::Json,
        other if other.starts_with("multipart/") => MediaKind::Multipart,
        other if other.starts_with("text/") => MediaKind::Text,
        _ => MediaKind::Bytes,
    }
}

/// A media type without its parameters.
pub(in crate::resolve) fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

/// What a media type means among those of its family: two types that mean the same are one representation.
pub(in crate::resolve) fn meaning(media_type: &str, kind: MediaKind) -> String {
    let essence = essence(media_type).to_ascii_lowercase();
    match (kind, essence.as_str()) {
        (MediaKind::Json, "text/json") => "application/json".to_owned(),
        (MediaKind::Json, range) if range.contains('*') => "application/json".to_owned(),
        (MediaKind::Bytes, "*/*" | "application/*") => "application/octet-stream".to_owned(),
        (MediaKind::Text, "text/*") => "text/plain".to_owned(),
        (MediaKind::JsonLines, one) if !one.ends_with("json-seq") => "application/jsonl".to_owned(),
        _ => essence,
    }
}

/// Order of preference among families.
pub(in crate::resolve) fn preference(kind: MediaKind) -> u8 {
    match kind {
        MediaKind::Json => 0,
        MediaKind::Form => 1,
        MediaKind::Multipart => 2,
        MediaKind::EventStream => 3,
        MediaKind::JsonLines => 4,
        MediaKind::Text => 5,
        MediaKind::Bytes => 6,
    }
}

/// One entry of a `content` map.
#[derive(Clone, Debug)]
pub(in crate::resolve) struct Entry<'a> {
    /// As written.
    pub(in crate::resolve) media_type: &'a str,
    /// Its family.
    pub(in crate::resolve) kind: MediaKind,
    /// The media type object.
    pub(in crate::resolve) place: Place<'a>,
    /// Its schema.
    pub(in crate::resolve) schema: Option<Place<'a>>,
}

impl Entry<'_> {
    /// The schema is that of one item of a stream (OpenAPI 3.2).
    fn has_item_schema(&self) -> bool {
        self.place.node.get("schema").is_none() && self.place.node.get("itemSchema").is_some()
    }
}

impl<'a> Resolver<'a> {
    /// What a body or a response consists of, best first.
    pub(in crate::resolve) fn content_of(&mut self, layers: &Layers<'a>) -> Vec<Entry<'a>> {
        let Some(schema) = layers.schema() else { return self.content(layers.describing()) };
        let kind = if self.is_binary(schema) { MediaKind::Bytes } else { MediaKind::Json };
        let media_type = if kind == MediaKind::Json { "application/json" } else { "application/octet-stream" };
        vec![Entry { media_type, kind, place: schema.clone(), schema: Some(schema.clone()) }]
    }

    /// The entries of a `content` map, best first.
    pub(in crate::resolve) fn content(&mut self, owner: &Place<'a>) -> Vec<Entry<'a>> {
        let Some(content) = owner.child("content").map(|content| self.references.target_of(content)) else {
            return Vec::new();
        };
        let mut entries: Vec<Entry<'a>> = Vec::new();
        content.node.read();
        for (media_type, place) in content.children() {
            let Some(place) = self.media_type(place) else { continue };
            let schema = place.child("schema").or_else(|| place.child("itemSchema"));
            let binary = schema.as_ref().is_some_and(|schema| self.is_binary(schema));
            let kind = if binary && matches!(kind_of(media_type, true), MediaKind::Json) {
                // Bytes cannot be a JSON value; the document means the body as it is.
                MediaKind::Bytes
            } else if kind_of(media_type, true) == MediaKind::Form
                && schema.as_ref().is_some_and(|schema| self.is_no_object(schema))
            {
                // A form is made of names and values; who knows what else is meant writes it himself.
                MediaKind::Bytes
            } else {
                kind_of(media_type, schema.is_some() && !binary)
            };
            entries.push(Entry { media_type, kind, place, schema });
        }
        entries.sort_by_key(|entry| (preference(entry.kind), entry.media_type.contains('*')));
        entries
    }

    /// The media type itself, where several share one by reference.
    fn media_type(&mut self, written: Place<'a>) -> Option<Place<'a>> {
        if written.node.reference().is_none() {
            return Some(written);
        }
        let followed = self.references.follow(written.clone(), &mut self.reporter)?;
        self.references.read_references(&written);
        Some(followed)
    }

    /// The type of an entry's value, or of one event or line.
    pub(in crate::resolve) fn entry_type(&mut self, entry: &Entry<'a>, owner: Owner<'_>) -> TypeRef {
        match (entry.kind, &entry.schema) {
            (MediaKind::Bytes, _) => {
                self.read_bytes(entry);
                TypeRef::Bytes
            }
            (MediaKind::Text, schema) => {
                if !schema.iter().all(|schema| self.read_text(schema)) {
                    self.report_unused_schema(entry);
                }
                TypeRef::String
            }
            (MediaKind::EventStream, Some(schema)) if entry.has_item_schema() => self.event_data(schema, owner),
            (MediaKind::JsonLines, Some(schema)) if !entry.has_item_schema() => self.line_type(schema, owner),
            (_, Some(schema)) => self.folded_use(schema, owner),
            (_, None) => TypeRef::Any,
        }
    }

    /// The type of a line by the schema of all lines together: an item of an array, anything where that is a string,
    /// since then only the text as a whole is described. Others describe a line, as documents of OpenAPI 3.0 have it.
    fn line_type(&mut self, schema: &Place<'a>, owner: Owner<'_>) -> TypeRef {
        let whole = self.looked_through(schema);
        match *Schema::of(whole.node, self.dialect).types {
            [SchemaType::String] => {
                self.read_text(schema);
                TypeRef::Any
            }
            // The component is a type of its own; its items are named there.
            [SchemaType::Array] if schema.node.reference().is_some() => {
                self.references.read_references(schema);
                whole.child("items").map_or(TypeRef::Any, |item| self.use_of_target(&item).folded())
            }
            _ => match self.folded_use(schema, owner) {
                TypeRef::List(item) => *item,
                other => other,
            },
        }
    }

    /// Reads what says that a body is bytes or characters; a schema of another type is reported.
    fn read_bytes(&mut self, entry: &Entry<'a>) {
        let Some(schema) = &entry.schema else { return };
        if self.is_binary(schema) {
            self.read_binary(schema);
            let target = self.looked_through(schema);
            self.note_null_body(&target);
        } else if !self.read_text(schema) {
            self.report_unused_schema(entry);
        }
    }

    fn report_unused_schema(&mut self, entry: &Entry<'a>) {
        let Some(schema) = entry.schema.as_ref().filter(|schema| !schema.node.entries().is_empty()) else { return };
        let what = if entry.kind == MediaKind::Text { "a string" } else { "bytes" };
        schema.leave_out();
        // That this is no media type is reported, with what it costs.
        if !entry.media_type.contains('/') {
            return;
        }
        self.reporter.push(
            Diagnostic::note(
                DiagnosticId::KeywordUnused,
                &*schema.pointer,
                format!("a body of `{}` has no type of its own", entry.media_type),
            )
            .about_key()
            .effect(format!("it is {what}, which the program reads or writes by itself")),
        );
    }

    /// Reads what says that a body is bytes; any other schema says nothing about bytes.
    pub(in crate::resolve) fn read_binary(&self, schema: &Place<'a>) {
        if !self.is_binary(schema) {
            return;
        }
        self.references.read_references(schema);
        let place = self.looked_through(schema);
        place.node.read();
        for key in ["type", "format", "contentEncoding", "contentMediaType"] {
            place.read(key);
        }
    }

    /// Reads that a body is a string, if that is what its schema says, or if it says nothing else.
    fn read_text(&mut self, schema: &Place<'a>) -> bool {
        let place = self.looked_through(schema);
        let says_type = place.node.entries().iter().any(|(key, _)| !is_annotation(&key.text));
        if says_type && Schema::of(place.node, self.dialect).types != [SchemaType::String] {
            return false;
        }
        self.references.read_references(schema);
        place.node.read();
        place.read("type");
        if place.text("contentEncoding").is_some_and(keeps_bytes) {
            place.read("contentEncoding");
        }
        if place.text("format").is_some_and(|format| format == "byte" || text_format(format).is_some()) {
            self.leave_out_keyword(&place, "format", "the body is the characters or bytes as they are");
        }
        self.note_null_body(&place);
        true
    }

    /// A body that is no JSON has no spelling for `null`.
    fn note_null_body(&mut self, schema: &Place<'a>) {
        for keyword in ["nullable", "x-nullable"] {
            if schema.node.get(keyword).and_then(Node::as_bool) == Some(true) {
                self.leave_out_keyword(schema, keyword, "a body of this media type cannot be `null`");
            }
        }
    }

    /// A string, by its own word.
    pub(in crate::resolve) fn is_string(&self, place: &Place<'a>) -> bool {
        Schema::of(self.looked_through(place).node, self.dialect).types == [SchemaType::String]
    }

    /// The entry describes a value that can be read, rather than any.
    pub(in crate::resolve) fn says_something(&self, entry: &Entry<'a>) -> bool {
        let Some(schema) = &entry.schema else { return false };
        match entry.kind {
            MediaKind::Bytes | MediaKind::Text => self.is_binary(schema) || self.is_string(schema),
            _ => self.looked_through(schema).node.entries().iter().any(|(key, _)| !is_annotation(&key.text)),
        }
    }

    /// Neither an array nor an object, by its own word.
    pub(in crate::resolve) fn is_one_value(&self, entry: &Entry<'a>) -> bool {
        let Some(schema) = &entry.schema else { return true };
        let types = Schema::of(self.looked_through(schema).node, self.dialect).types;
        let is_one = |kind: &SchemaType| !matches!(kind, SchemaType::Array | SchemaType::Object);
        !types.is_empty() && types.iter().all(is_one)
    }

    /// A list or a scalar, by its own word.
    pub(in crate::resolve) fn is_no_object(&self, place: &Place<'a>) -> bool {
        let place = self.looked_through(place);
        let schema = Schema::of(place.node, self.dialect);
        !schema.types.is_empty() && !schema.types.contains(&SchemaType::Object)
    }

    /// `type: string, format: binary`, and its 3.1 spelling.
    pub(in crate::resolve) fn is_binary(&self, place: &Place<'a>) -> bool {
        let place = self.looked_through(place);
        let schema = Schema::of(place.node, self.dialect);
        let text = schema.types == [SchemaType::String] || schema.types.is_empty();
        let is_bytes = |media: &str| kind_of(media, false) == MediaKind::Bytes;
        let marked = schema.format.peek() == Some("binary")
            || schema.content_encoding.peek() == Some("binary")
            || schema.content_encoding.is_none() && schema.content_media_type.peek().is_some_and(is_bytes);
        text && marked
    }
}
