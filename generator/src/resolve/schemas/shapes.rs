//! One schema in one place: which type it is, and which shape a type has that needs a name.
//!
//! A shape that needs a name gets its id at once and its definition later, from the worklist.

use super::enums::item_enumeration;
use super::scalars::{is_int_or_string, text_format};
use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::document::{Node, Schema, SchemaType};
use crate::ir::{Docs, Origin, Root, Seldom, Step, TypeDef, TypeId, TypeKind, TypeRef, Usage};
use crate::resolve::given_names;
use crate::resolve::place::{Owner, Place};
use crate::resolve::reach::Reach;
use crate::resolve::references::{component_name, origin_of};
use crate::resolve::resolver::Resolver;
use crate::resolve::shape::{Pending, Shape, Use};
use crate::source::JsonPointer;

/// Deepest nesting of schemas without a named type between (arrays in arrays, references to references).
const MAX_DEPTH: usize = 48;

impl<'a> Resolver<'a> {
    /// The component schemas of the document, by name.
    pub(in crate::resolve) fn component_schemas(&self) -> Vec<(&'a str, Place<'a>)> {
        let schemas = self.references.top("components").and_then(|components| components.child("schemas"));
        schemas.map(|schemas| self.references.target_of(schemas).children().collect()).unwrap_or_default()
    }

    /// Gives every component schema that is needed its id, then its definition.
    pub(in crate::resolve) fn components(&mut self, reach: &Reach) {
        let mut components = self.component_schemas();
        components.retain(|(_, place)| reach.has(place));
        let mut ids = Vec::with_capacity(components.len());
        for (name, place) in &components {
            let id = self.allocate(Origin::of(Root::Schema((*name).to_owned())), place);
            self.types.uses.insert(place.address(), Use::plain(TypeRef::Named(id)));
            ids.push(id);
        }
        self.find_subtypes(&components);
        for (_, place) in &components {
            let nullable = self.is_nullable(place);
            if let Some(known) = self.types.uses.get_mut(&place.address()) {
                known.nullable = nullable;
            }
            self.read_null(place, nullable);
        }
        for (id, (name, place)) in ids.into_iter().zip(components) {
            let origin = Origin::of(Root::Schema(name.to_owned()));
            let schema = Schema::of(place.node, self.dialect);
            let shape = match self.own_type(name) {
                Some(own) => self.replaced(&place, own),
                None => self.shape(&place, &schema, Owner::Of(&origin)),
            };
            self.define(Pending { id, shape });
            self.drain();
        }
    }

    /// Defines everything that waits.
    pub(in crate::resolve) fn drain(&mut self) {
        while let Some(pending) = self.types.pending.pop() {
            self.define(pending);
        }
    }

    /// The type of a schema in one place. A type made for it is owned by `owner`.
    pub(in crate::resolve) fn use_of(&mut self, place: &Place<'a>, owner: Owner<'_>) -> Use {
        if let Some(known) = self.types.uses.get(&place.address()) {
            return known.clone();
        }
        let schema = Schema::of(place.node, self.dialect);
        self.use_of_schema(place, &schema, owner)
    }

    /// The same, for a schema that has been read already.
    pub(in crate::resolve) fn use_of_schema(
        &mut self,
        place: &Place<'a>,
        schema: &Schema<'a>,
        owner: Owner<'_>,
    ) -> Use {
        if let Some(known) = self.types.uses.get(&place.address()) {
            return known.clone();
        }
        if self.types.depth >= MAX_DEPTH {
            self.degraded(
                DiagnosticId::NestingTooDeep,
                place,
                "this schema is nested too deeply, or contains itself without end",
            );
            return Use::plain(TypeRef::Any);
        }
        self.types.depth += 1;
        let nullable = self.is_nullable_schema(place, schema);
        let shape = self.shape(place, schema, owner);
        self.types.depth -= 1;
        let type_ref = self.named(shape, place, owner);
        let found = Use { type_ref, nullable };
        place.node.read();
        if !matches!(found.type_ref, TypeRef::String | TypeRef::Boolean | TypeRef::Integer(_)) {
            self.types.uses.insert(place.address(), found.clone());
        }
        found
    }

    /// The shape of a schema that means the whole of another one: it takes over that one's name.
    pub(in crate::resolve) fn inner_shape(&mut self, place: &Place<'a>, owner: Owner<'_>) -> Shape<'a> {
        let schema = Schema::of(place.node, self.dialect);
        if schema.reference.is_some() || self.types.depth >= MAX_DEPTH || self.types.uses.contains_key(&place.address())
        {
            return Shape::Plain(self.use_of_schema(place, &schema, owner).type_ref);
        }
        self.types.depth += 1;
        let shape = self.shape(place, &schema, owner);
        self.types.depth -= 1;
        place.node.read();
        shape
    }

    /// A shape as a type: named ones get an id and wait for their definition.
    pub(in crate::resolve) fn named(&mut self, shape: Shape<'a>, place: &Place<'a>, owner: Owner<'_>) -> TypeRef {
        if let Shape::Plain(type_ref) = shape {
            return type_ref;
        }
        let id = self.allocate(owner.origin(), place);
        self.types.pending.push(Pending { id, shape });
        TypeRef::Named(id)
    }

    /// What a schema is.
    pub(in crate::resolve) fn shape(&mut self, place: &Place<'a>, schema: &Schema<'a>, owner: Owner<'_>) -> Shape<'a> {
        self.note_ignored(place, schema);
        if let Some(reference) = schema.reference {
            return self.reference_shape(place, schema, reference, owner);
        }
        if schema.has_enum && !schema.enumeration.is_empty() || schema.constant.is_some_and(|value| !value.is_null()) {
            return self.enum_shape(place, schema);
        }
        if schema.is_null || schema.has_enum {
            place.read("type");
            return Shape::Plain(TypeRef::Unit);
        }
        if let Some(shape) = self.subtypes_shape(place, schema) {
            return shape;
        }
        if !schema.all_of.is_empty() {
            return self.all_of_shape(place, schema, owner);
        }
        if !schema.one_of.is_empty() || !schema.any_of.is_empty() {
            return self.union_shape(place, schema, owner);
        }
        if is_int_or_string(schema) {
            let either = Schema { types: vec![SchemaType::Integer, SchemaType::String], ..schema.clone() };
            return self.several_types_shape(place, &either, owner);
        }
        if schema.types.len() > 1 {
            return self.several_types_shape(place, schema, owner);
        }
        self.typed_shape(place, schema, schema.types.first().copied(), owner)
    }

    /// A schema of one JSON type; when none is written, what the other keywords apply to.
    pub(in crate::resolve) fn typed_shape(
        &mut self,
        place: &Place<'a>,
        schema: &Schema<'a>,
        kind: Option<SchemaType>,
        owner: Owner<'_>,
    ) -> Shape<'a> {
        place.read("type");
        self.note_discriminator(place, schema);
        if let Some(own) = self.own_format(schema, kind) {
            return Shape::Plain(own);
        }
        match kind.or_else(|| implied_type(schema)) {
            Some(SchemaType::Object) => self.object_shape(place, schema, owner),
            Some(SchemaType::Array) => Shape::Plain(self.list_type(place, schema, owner)),
            Some(SchemaType::String) => Shape::Plain(self.string_type(schema)),
            Some(SchemaType::Integer) => Shape::Plain(self.integer_type(place, schema)),
            Some(SchemaType::Number) => Shape::Plain(self.number_type(schema)),
            Some(SchemaType::Boolean) => Shape::Plain(TypeRef::Boolean),
            None => Shape::Plain(TypeRef::Any),
        }
    }

    fn reference_shape(
        &mut self,
        place: &Place<'a>,
        schema: &Schema<'a>,
        reference: &'a str,
        owner: Owner<'_>,
    ) -> Shape<'a> {
        if says_more_than_reference(schema) {
            return self.all_of_shape(place, schema, owner);
        }
        let Some(target) = self.references.target(place, reference, &mut self.reporter) else {
            return Shape::Plain(TypeRef::Any);
        };
        if component_name(&target.pointer).is_some_and(|(section, _)| section != "schemas") {
            target.leave_out();
            self.no_schema(place, reference);
            return Shape::Plain(TypeRef::Any);
        }
        place.read("$ref");
        let is_repeated = self.precision(&target).is_some_and(|(kind, _)| schema.types == [kind]);
        if is_repeated {
            place.read("type");
        } else {
            self.leave_out_keyword(place, "type", "the type is that of the reference");
        }
        if self.precision(&target).is_some_and(|(kind, _)| matches!(kind, SchemaType::Array | SchemaType::Object)) {
            self.leave_out_keyword(place, "format", "the type is that of the reference");
        }
        // `null` is seen to by `is_nullable`, which looks through references by itself.
        Shape::Plain(self.use_of_target(&target).type_ref)
    }

    /// The type of a schema in a place that has no flag of its own for `null`.
    pub(in crate::resolve) fn folded_use(&mut self, place: &Place<'a>, owner: Owner<'_>) -> TypeRef {
        let found = self.use_of(place, owner);
        self.read_null(place, found.nullable);
        found.folded()
    }

    /// The type at the target of a reference; a target that is no component is named after its pointer.
    pub(in crate::resolve) fn use_of_target(&mut self, target: &Place<'a>) -> Use {
        if let Some(known) = self.types.uses.get(&target.address()) {
            return known.clone();
        }
        let origin = origin_of(&target.pointer, self.references.document.path_of(target.file));
        self.use_of(target, Owner::Of(&origin))
    }

    fn list_type(&mut self, place: &Place<'a>, schema: &Schema<'a>, owner: Owner<'_>) -> TypeRef {
        let item = if !schema.prefix_items.is_empty() {
            self.tuple_item(place, schema, owner)
        } else if let Some(item) = self.item_enum(place, schema, owner) {
            item
        } else if let Some(items) = schema.items {
            self.folded_use(&place.step(items, "items"), Owner::Inside(&owner, Step::Item))
        } else {
            TypeRef::Any
        };
        TypeRef::List(Box::new(item))
    }

    /// The enum of the items, where their values are written next to `items` instead of inside.
    fn item_enum(&mut self, place: &Place<'a>, schema: &Schema<'a>, owner: Owner<'_>) -> Option<TypeRef> {
        let items = schema.items.map(|items| place.step(items, "items"));
        let own = items.as_ref().map(|items| Schema::of(items.node, self.dialect)).unwrap_or_default();
        let enumeration = item_enumeration(schema, &own)?;
        let place = items.as_ref().unwrap_or(place);
        place.read("type");
        Some(self.named(Shape::Enum(enumeration), place, Owner::Inside(&owner, Step::Item)))
    }

    /// A tuple is a list; of the common type of its places, if there is one.
    fn tuple_item(&mut self, place: &Place<'a>, schema: &Schema<'a>, owner: Owner<'_>) -> TypeRef {
        let places = self.note_tuple(place, schema);
        let Some((first, rest)) = places.split_first() else { return TypeRef::Any };
        let common = rest.iter().all(|other| self.same_type(first, other));
        if common { self.folded_use(first, Owner::Inside(&owner, Step::Item)) } else { TypeRef::Any }
    }

    /// Says that the positions of a tuple are not part of its type; returns their places.
    pub(in crate::resolve) fn note_tuple(&mut self, place: &Place<'a>, schema: &Schema<'a>) -> Vec<Place<'a>> {
        // `items` with an array is reported as a value of another type.
        if place.node.get("prefixItems").is_some() {
            self.reporter.push(
                Diagnostic::note(
                    DiagnosticId::Tuple,
                    &*place.pointer,
                    "the positions of this array have types of their own",
                )
                .effect("it is read as an array of one common type, or of any JSON"),
            );
        }
        // Items after the positions are of a type of their own as well.
        schema.items.into_iter().for_each(|items| items.leave_out());
        let places = place.list("prefixItems", schema.prefix_items);
        places.iter().for_each(|place| place.leave_out());
        places
    }

    /// A new type without a definition yet. A further one of the same origin gets a step of its own.
    fn allocate(&mut self, mut origin: Origin, place: &Place<'a>) -> TypeId {
        let count = self.types.origins.entry(origin.clone()).or_insert(0);
        *count += 1;
        if *count > 1 {
            origin.steps.push(Step::Again(*count));
        }
        let id = TypeId(u32::try_from(self.types.list.len()).unwrap_or(u32::MAX));
        place.node.read();
        let given_name = given_names::type_name(place.node, origin.name().is_some());
        self.types.list.push(TypeDef {
            origin,
            given_name,
            pointer: JsonPointer::clone(&place.pointer),
            docs: docs(&Schema::of(place.node, self.dialect)),
            kind: TypeKind::Alias(TypeRef::Any),
            bounds: Seldom::default(),
            default: None,
            read_only: false,
            write_only: false,
            usage: Usage::default(),
        });
        self.types.places.push(place.clone());
        self.types.owners.insert(place.address(), id);
        id
    }

    fn define(&mut self, pending: Pending<'a>) {
        let origin = self.types.list[pending.id.index()].origin.clone();
        let kind = match pending.shape {
            Shape::Plain(type_ref) => TypeKind::Alias(type_ref),
            Shape::Record(merged) => TypeKind::Record(self.record(*merged, &origin)),
            Shape::Enum(enumeration) => TypeKind::Enum(enumeration),
            Shape::Union(union) => TypeKind::Union(self.union(union, &origin)),
        };
        self.types.list[pending.id.index()].kind = kind;
    }

    /// Reports a schema that becomes "any JSON".
    fn no_schema(&mut self, place: &Place<'a>, reference: &str) {
        self.reporter.push(
            Diagnostic::warning(
                DiagnosticId::ReferenceKind,
                place.pointer.child("$ref"),
                format!("`{reference}` is no schema"),
            )
            .help("refer to something in `components.schemas`, or write it out")
            .effect("its type accepts any JSON"),
        );
        place.leave_out();
    }

    pub(in crate::resolve) fn degraded(&mut self, id: DiagnosticId, place: &Place<'a>, message: impl Into<String>) {
        self.reporter.push(Diagnostic::warning(id, &*place.pointer, message).effect("its type accepts any JSON"));
        place.leave_out();
    }

    /// Remembers a discriminator of a schema without a choice: other schemas may use it.
    pub(in crate::resolve) fn note_discriminator(&mut self, place: &Place<'a>, schema: &Schema<'a>) {
        if schema.discriminator.is_some() {
            self.types.discriminators.push(place.clone());
        }
    }

    /// Reports the discriminators that select nothing.
    pub(in crate::resolve) fn note_idle_discriminators(&mut self) {
        for place in std::mem::take(&mut self.types.discriminators) {
            let written = place.node.get("discriminator");
            let property = written.and_then(|written| written.get("propertyName")).or(written);
            if !property.is_some_and(|property| property.entry().is_read) {
                self.leave_out_keyword(&place, "discriminator", "it selects no schema");
            }
        }
    }

    /// Says that nothing is made of a keyword, and why, if it is there.
    pub(in crate::resolve) fn leave_out_keyword(&mut self, place: &Place<'a>, keyword: &str, why: impl Into<String>) {
        let Some(value) = place.child(keyword) else { return };
        self.reporter.push_once(
            Diagnostic::note(
                DiagnosticId::KeywordIgnored,
                JsonPointer::clone(&value.pointer),
                format!("nothing is made of `{keyword}`"),
            )
            .about_key()
            .effect(why),
        );
    }

    pub(in crate::resolve) fn note_ignored(&mut self, place: &Place<'a>, schema: &Schema<'a>) {
        for (keyword, _) in &schema.ignored {
            let pointer = place.pointer.child(keyword);
            self.reporter.push_once(
                Diagnostic::note(DiagnosticId::KeywordIgnored, pointer, format!("`{keyword}` is not part of the type"))
                    .about_key(),
            );
        }
    }
}

/// Documentation of a schema.
pub(in crate::resolve) fn docs(schema: &Schema<'_>) -> Docs {
    Docs {
        title: schema.title.read().map(str::to_owned),
        description: description(schema),
        example: schema.example.map(|example| Box::new(example.read().to_json())),
        more_examples: more_examples(schema),
        deprecated: schema.deprecated.read_flag(),
        url: schema.url.read().map(str::to_owned),
        notes: schema.observed.map(str::to_owned).into_iter().chain(content(schema)).collect(),
    }
}

/// What a string holds, and how it is encoded (3.1).
fn content(schema: &Schema<'_>) -> Option<String> {
    let media_type = schema.content_media_type.peek().filter(|media_type| *media_type != "application/octet-stream");
    let encoding = schema.content_encoding.peek().filter(|encoding| !keeps_bytes(encoding) && *encoding != "base64");
    schema.content_media_type.read();
    schema.content_encoding.read_if(schema.content_encoding.peek() != Some("base64"));
    match (media_type, encoding) {
        (Some(media_type), Some(encoding)) => Some(format!("Holds `{media_type}`, encoded as `{encoding}`.")),
        (Some(media_type), None) => Some(format!("Holds `{media_type}`.")),
        (None, Some(encoding)) => Some(format!("Encoded as `{encoding}`.")),
        (None, None) => None,
    }
}

/// An encoding that leaves bytes as they are (RFC 2045, 6.2).
pub(in crate::resolve) fn keeps_bytes(encoding: &str) -> bool {
    ["7bit", "8bit", "binary"].iter().any(|plain| encoding.eq_ignore_ascii_case(plain))
}

/// What all schemas of a value say of it, each once.
fn description(schema: &Schema<'_>) -> Option<String> {
    let mut said: Vec<&str> = Vec::new();
    let all = std::iter::once(&schema.description).chain(&schema.more_descriptions).chain(&schema.more_titles);
    for text in all.filter_map(|text| text.read()) {
        if !said.iter().any(|known| known.trim() == text.trim()) {
            said.push(text);
        }
    }
    (!said.is_empty()).then(|| said.join("\n\n"))
}

/// The examples but the first, each once.
pub(in crate::resolve) fn more_examples(schema: &Schema<'_>) -> Vec<serde_json::Value> {
    let first = schema.example.map(Node::to_json);
    let mut examples: Vec<serde_json::Value> = Vec::new();
    for example in schema.more_examples.iter().map(|example| example.read().to_json()) {
        if first.as_ref() != Some(&example) && !examples.contains(&example) {
            examples.push(example);
        }
    }
    examples
}

/// The type that keywords imply where `type` is not written.
pub(in crate::resolve) fn implied_type(schema: &Schema<'_>) -> Option<SchemaType> {
    use crate::document::Additional;
    let object = !schema.properties.is_empty()
        || !schema.required.is_empty()
        || !schema.pattern_properties.is_empty()
        || !matches!(schema.additional, Additional::Unsaid);
    let array = schema.items.is_some() || !schema.prefix_items.is_empty() || schema.max_items.is_some();
    let string = schema.pattern.is_some() || schema.min_length.is_some() || schema.max_length.is_some();
    match schema.format.peek() {
        _ if object => Some(SchemaType::Object),
        _ if array => Some(SchemaType::Array),
        _ if string => Some(SchemaType::String),
        Some("int32" | "int64" | "uint32" | "uint64") => Some(SchemaType::Integer),
        Some("float" | "double") => Some(SchemaType::Number),
        Some("uri" | "email" | "byte" | "binary") => Some(SchemaType::String),
        Some(format) if format != "decimal" && text_format(format).is_some() => Some(SchemaType::String),
        _ if schema.minimum.is_some() || schema.maximum.is_some() => Some(SchemaType::Number),
        _ => None,
    }
}

/// 3.1 allows keywords next to `$ref`; only those that change the type matter here.
fn says_more_than_reference(schema: &Schema<'_>) -> bool {
    !schema.properties.is_empty()
        || !schema.all_of.is_empty()
        || !schema.one_of.is_empty()
        || !schema.any_of.is_empty()
        || !schema.required.is_empty()
        || schema.has_enum
        || schema.constant.is_some()
}
