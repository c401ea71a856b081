//! Answers: values of a schema, and which parts of the document they are values of.

use std::collections::HashSet;

use serde_json::{Map, Number, Value};

use crate::random::Random;
use crate::schemas::{Schemas, listed, members, reference, type_of};
use crate::{Plan, tag_of};

/// An answer made by a plan: an array of values of its root.
#[must_use]
pub fn payload(document: &Value, plan: &Plan) -> Value {
    made(document, plan).0
}

/// The same, with the schemas that were looked at.
pub(crate) fn made(document: &Value, plan: &Plan) -> (Value, Seen) {
    let schemas = Schemas::of(document);
    let mut maker = Maker { schemas, plan, random: Random::new(), seen: Seen::default() };
    let root = schemas.component(plan.root);
    maker.seen.add(root);
    let kinds = if plan.tag.is_some() { members(root).iter().collect() } else { vec![root] };
    let mut items = Vec::new();
    for _ in 0..plan.rounds {
        items.extend(kinds.iter().map(|kind| maker.item(kind)));
    }
    shuffle(&mut items, &mut maker.random);
    (Value::Array(items), maker.seen)
}

fn shuffle(items: &mut [Value], random: &mut Random) {
    for index in (1..items.len()).rev() {
        items.swap(index, random.below(index + 1));
    }
}

/// The schemas that were looked at.
#[derive(Default)]
pub(crate) struct Seen(HashSet<*const Value>);

impl Seen {
    pub(crate) fn has(&self, schema: &Value) -> bool {
        self.0.contains(&std::ptr::from_ref(schema))
    }

    fn add(&mut self, schema: &Value) {
        self.0.insert(std::ptr::from_ref(schema));
    }
}

struct Maker<'d> {
    schemas: Schemas<'d>,
    plan: &'d Plan,
    random: Random,
    seen: Seen,
}

impl<'d> Maker<'d> {
    /// A value of the root.
    fn item(&mut self, schema: &'d Value) -> Value {
        let mut item = self.value(schema, 0, "item");
        if let (Some(tag), Some(name), Some(item)) = (self.plan.tag, reference(schema), item.as_object_mut()) {
            item.insert(tag.to_owned(), tag_of(name).into());
        }
        item
    }

    /// A value of a schema, for a property of this name.
    fn value(&mut self, schema: &'d Value, depth: usize, name: &str) -> Value {
        self.see(schema);
        let is_deep = depth >= self.plan.max_depth;
        if self.schemas.is_nullable(schema) && (is_deep || self.random.chance(0.25)) {
            return Value::Null;
        }
        let schema = self.schemas.resolved(schema);
        if let Some(member) = self.member(schema, is_deep) {
            return self.value(member, depth, name);
        }
        if Schemas::is_record(schema) {
            return self.object(schema, depth);
        }
        match type_of(schema) {
            "array" => self.array(schema, depth, name),
            "string" => self.string(schema, name),
            "integer" => self.integer(schema),
            "number" => Number::from_f64(self.random.below(10_000) as f64 / 100.0).map_or(Value::Null, Value::Number),
            "boolean" => self.random.chance(0.5).into(),
            "object" => self.map(),
            _ => "x".into(),
        }
    }

    /// Remembers a schema and those it refers to.
    fn see(&mut self, mut schema: &'d Value) {
        self.seen.add(schema);
        while let Some(name) = reference(schema) {
            schema = self.schemas.component(name);
            self.seen.add(schema);
        }
        crate::schemas::all_of(schema).iter().for_each(|part| self.see(part));
    }

    /// The member of a union that is made: deep down one that ends it.
    fn member(&mut self, schema: &'d Value, is_deep: bool) -> Option<&'d Value> {
        let is_scalar = |member: &&Value| matches!(type_of(self.schemas.resolved(member)), "string" | "integer");
        let (scalars, others): (Vec<_>, Vec<_>) = members(schema).iter().partition(is_scalar);
        if !scalars.is_empty() && (others.is_empty() || is_deep || self.random.chance(self.plan.scalar)) {
            return scalars.first().copied();
        }
        self.random.one_of(&others)
    }

    fn object(&mut self, schema: &'d Value, depth: usize) -> Value {
        let (properties, required) = self.schemas.properties(schema);
        let mut object = Map::new();
        for (name, property) in properties {
            let is_wanted = depth < self.plan.max_depth && self.random.chance(self.plan.optional);
            if !required.contains(name) && !is_wanted {
                continue;
            }
            let value = self.value(property, depth + 1, name);
            object.insert(name.to_owned(), value);
        }
        Value::Object(object)
    }

    fn map(&mut self) -> Value {
        (0..self.random.below(4)).map(|key| (format!("key{key}"), Value::from(format!("value {key}")))).collect()
    }

    fn array(&mut self, schema: &'d Value, depth: usize, name: &str) -> Value {
        let Some(items) = schema.get("items") else { return Value::Array(Vec::new()) };
        self.seen.add(items);
        let count = if depth < self.plan.max_depth { self.random.below(3) } else { 0 };
        (0..count).map(|_| self.value(items, depth + 1, name)).collect()
    }

    fn string(&mut self, schema: &'d Value, name: &str) -> Value {
        let listed = listed(schema);
        if let Some(value) = listed.get(self.random.below(listed.len())) {
            return (*value).into();
        }
        match (schema.get("example"), schema.get("format").and_then(Value::as_str)) {
            (Some(Value::String(example)), _) => example.as_str().into(),
            (_, Some("date-time")) => "2026-01-31T09:00:00Z".into(),
            (_, Some("uri")) => format!("https://api.example.com/v1/{name}/{}", self.random.below(100_000)).into(),
            _ => self.identifier(name).into(),
        }
    }

    /// Some letters and digits, as identifiers have them.
    fn identifier(&mut self, name: &str) -> String {
        const SIGNS: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";
        let length = [3, 14, 24][self.random.below(3)];
        let signs: String = (0..length).map(|_| char::from(SIGNS[self.random.below(SIGNS.len())])).collect();
        format!("{}_{signs}", name.chars().take(3).collect::<String>())
    }

    fn integer(&mut self, schema: &'d Value) -> Value {
        match schema.get("example") {
            Some(Value::Number(example)) if example.is_i64() => example.clone().into(),
            _ if self.random.chance(0.5) => self.random.below(100).into(),
            _ => (1_000_000_000 + self.random.below(1_000_000_000)).into(),
        }
    }
}
