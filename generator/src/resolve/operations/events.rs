//! Server-sent events (OpenAPI 3.2): `itemSchema` describes the event with its fields, of which the client decodes
//! `data`.

use foldhash::HashSet;

use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::document::{Schema, SchemaType};
use crate::ir::TypeRef;
use crate::resolve::place::{Owner, Place};
use crate::resolve::reading::read_alike;
use crate::resolve::resolver::Resolver;

/// What an event may have besides its data (HTML, "Server-sent events").
const FIELDS: [&str; 3] = ["event", "id", "retry"];

/// Deepest nesting of `allOf`, `oneOf` and `anyOf` in the schema of an event.
const MAX_DEPTH: usize = 8;

/// The schemas that describe an event, as they are written.
#[derive(Default)]
struct Event<'a> {
    /// The schema of the item, and its parts.
    schemas: Vec<Place<'a>>,
    /// Those of its property `data`.
    data: Vec<Place<'a>>,
    /// It has another field of an event, or its data is a string.
    is_event: bool,
    /// Addresses of schemas, so that each counts once.
    seen: HashSet<usize>,
}

impl<'a> Resolver<'a> {
    /// The type of the data of one event. A schema that is not one of events is that of the data.
    pub(in crate::resolve) fn event_data(&mut self, item: &Place<'a>, owner: Owner<'_>) -> TypeRef {
        let mut event = Event::default();
        self.collect_event(item, MAX_DEPTH, &mut event);
        if !event.is_event || event.data.is_empty() {
            return self.folded_use(item, owner);
        }
        event.schemas.iter().for_each(|schema| self.read_event(schema));
        let mut types: Vec<TypeRef> = Vec::new();
        for data in &event.data {
            let type_ref = self.data_type(data, owner);
            if !types.contains(&type_ref) {
                types.push(type_ref);
            }
        }
        match types.pop() {
            Some(one) if types.is_empty() => one,
            last => self.data_of_several_kinds(item, types.iter().chain(&last)),
        }
    }

    fn collect_event(&self, item: &Place<'a>, depth: usize, event: &mut Event<'a>) {
        let place = self.looked_through(item);
        let Some(depth) = depth.checked_sub(1).filter(|_| event.seen.insert(place.address())) else { return };
        event.schemas.push(item.clone());
        let schema = Schema::of(place.node, self.dialect);
        event.is_event |= schema.properties.iter().any(|(name, _)| FIELDS.contains(name));
        if let Some((_, data)) = schema.properties.iter().find(|(name, _)| *name == "data") {
            let data = place.steps(data, "properties", "data");
            event.is_event |= self.is_string(&data);
            event.data.push(data);
        }
        let lists = [("allOf", schema.all_of), ("oneOf", schema.one_of), ("anyOf", schema.any_of)];
        for part in lists.into_iter().flat_map(|(keyword, nodes)| place.list(keyword, nodes)) {
            self.collect_event(&part, depth, event);
        }
    }

    /// Reads what says that the items are events; the client gives each with its name, its id and its data.
    fn read_event(&self, item: &Place<'a>) {
        self.references.read_references(item);
        let place = self.looked_through(item);
        place.node.read();
        for key in ["type", "required"] {
            place.read(key);
        }
        let schema = Schema::of(place.node, self.dialect);
        let fields = schema.properties.iter().filter(|(name, _)| matches!(*name, "event" | "id"));
        fields.for_each(|(_, field)| read_alike(field, None));
    }

    /// Data is a string; what it holds has a schema of its own, which some documents write in place of the string.
    fn data_type(&mut self, data: &Place<'a>, owner: Owner<'_>) -> TypeRef {
        let place = self.looked_through(data);
        let schema = Schema::of(place.node, self.dialect);
        let is_string = schema.types == [SchemaType::String];
        let content = place.child("contentSchema");
        if !is_string && content.is_none() {
            return self.folded_use(data, owner);
        }
        self.references.read_references(data);
        place.node.read();
        for key in ["type", "contentMediaType"] {
            place.read(key);
        }
        match content {
            Some(content) => self.folded_use(&content, owner),
            None => TypeRef::String,
        }
    }

    fn data_of_several_kinds<'t>(&mut self, item: &Place<'a>, types: impl Iterator<Item = &'t TypeRef>) -> TypeRef {
        let is_json = types.into_iter().all(|type_ref| *type_ref != TypeRef::String);
        let (type_ref, given) = if is_json { (TypeRef::Any, "any JSON") } else { (TypeRef::String, "a string") };
        self.reporter.push(
            Diagnostic::note(
                DiagnosticId::KeywordIgnored,
                &*item.pointer,
                "the events of this stream differ in the type of their data",
            )
            .effect(format!("the data is {given}, and the name of the event tells which it is")),
        );
        type_ref
    }
}
