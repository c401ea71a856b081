//! The example values of a document, each with the type its client has for it.

use conformance_protocol::Direction;
use foldhash::HashSet;
use serde_json::Value;

use super::places;
use crate::document::{Document, Located, Schema};
use crate::ir::{Api, MediaKind, Operation, Payload, Record, TypeDef, TypeId, TypeKind, TypeRef, Usage};
use crate::source::JsonPointer;

/// A value the document gives as an example of something that travels as JSON.
#[derive(Debug)]
pub(super) struct Example {
    /// JSON pointer of the value.
    pub(super) place: JsonPointer,
    /// JSON pointer of the schema it belongs to.
    pub(super) schema: JsonPointer,
    pub(super) direction: Direction,
    pub(super) type_ref: TypeRef,
    pub(super) value: Value,
}

/// All examples of bodies, types and properties; each place once.
pub(super) fn collect(document: &Document, api: &Api) -> Vec<Example> {
    let mut collector = Collector { document, seen: HashSet::default(), examples: Vec::new() };
    for operation in &api.operations {
        collector.operation(operation);
    }
    for (index, type_def) in api.types.iter().enumerate() {
        if let Ok(index) = u32::try_from(index) {
            collector.type_def(TypeId(index), type_def);
        }
    }
    collector.examples
}

struct Collector<'a> {
    document: &'a Document,
    /// Places with the schema they were met under.
    seen: HashSet<(JsonPointer, JsonPointer)>,
    examples: Vec<Example>,
}

impl<'a> Collector<'a> {
    fn operation(&mut self, operation: &Operation) {
        let Some(place) = places::operation(self.document, operation) else { return };
        if let (Some(body), Some(at)) = (&operation.body, places::child(self.document, &place, "requestBody")) {
            for media in body.media.iter().filter(|media| matches!(media.kind, MediaKind::Json | MediaKind::Form)) {
                self.content(&at, &media.media_type, &media.type_ref, Direction::Request);
            }
        }
        for response in &operation.responses {
            let Payload::Value { media_type, kind: MediaKind::Json, type_ref } = &response.payload else { continue };
            if let Some(at) = places::response(self.document, &place, response.status) {
                self.content(&at, media_type, type_ref, Direction::Response);
            }
        }
    }

    /// The examples of one entry of `content`, and those its schema has.
    fn content(&mut self, owner: &Located<'a>, media_type: &str, type_ref: &TypeRef, direction: Direction) {
        let entry = places::child(self.document, owner, "content")
            .and_then(|content| places::child(self.document, &content, media_type));
        let Some(entry) = entry else { return };
        let Some(schema) = places::child(self.document, &entry, "schema") else { return };
        for example in places::examples(self.document, &entry) {
            self.add(example, &schema, direction, type_ref);
        }
        self.schema(&schema, direction, type_ref);
    }

    fn type_def(&mut self, id: TypeId, type_def: &TypeDef) {
        let Some(place) = self.document.locate(&type_def.pointer) else { return };
        let Ok(place) = self.document.follow(place) else { return };
        let direction = direction(type_def.usage);
        // That a schema may be null is part of the type of whoever refers to it, not of its own.
        let named = TypeRef::Named(id);
        let nullable = Schema::of(place.node, self.document.dialect).nullable;
        let type_ref = if nullable { TypeRef::Nullable(Box::new(named)) } else { named };
        self.schema(&place, direction, &type_ref);
        if let TypeKind::Record(record) = &type_def.kind {
            self.properties(&place, record, direction);
        }
    }

    fn properties(&mut self, place: &Located<'a>, record: &Record, direction: Direction) {
        let Some(properties) = places::child(self.document, place, "properties") else { return };
        for field in &record.fields {
            let Some(schema) = places::child(self.document, &properties, &field.wire_name) else { continue };
            let bare = field.type_ref.clone();
            let nullable = field.nullable && !matches!(bare, TypeRef::Nullable(_));
            let type_ref = if nullable { TypeRef::Nullable(Box::new(bare)) } else { bare };
            self.schema(&schema, direction, &type_ref);
        }
    }

    fn schema(&mut self, schema: &Located<'a>, direction: Direction, type_ref: &TypeRef) {
        for example in places::examples(self.document, schema) {
            self.add(example, schema, direction, type_ref);
        }
    }

    fn add(&mut self, example: Located<'a>, schema: &Located<'a>, direction: Direction, type_ref: &TypeRef) {
        if !self.seen.insert((example.pointer.clone(), schema.pointer.clone())) {
            return;
        }
        self.examples.push(Example {
            place: example.pointer,
            schema: schema.pointer.clone(),
            direction,
            type_ref: type_ref.clone(),
            value: example.node.to_json(),
        });
    }
}

fn direction(usage: Usage) -> Direction {
    match (usage.request, usage.response) {
        (true, false) => Direction::Request,
        (false, true) => Direction::Response,
        _ => Direction::Either,
    }
}
