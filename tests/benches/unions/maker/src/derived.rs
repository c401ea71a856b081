//! Types of a document's schemas with serde's derive, as a generator that relies on it writes them.
//!
//! The compiler does not care for names, so they are numbers here. A union has its members in the order of the document,
//! and last a member for anything else.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write;

use serde_json::Value;

use crate::schemas::{Schemas, listed, members, reference, type_of};
use crate::{Plan, tag_of};

const DERIVE: &str = "#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]";

/// The types as a module, with `Root`, and `Tagged` for a root with a tag.
#[must_use]
pub fn derived(document: &Value, plan: &Plan) -> String {
    let schemas = Schemas::of(document);
    let mut writer =
        Writer { schemas, tag: plan.tag, named: HashMap::new(), recursive: recursive(schemas), out: String::new() };
    let root = schemas.component(plan.root);
    let name = writer.rust_type(root);
    writeln!(writer.out, "pub type Root = {name};").expect("strings grow");
    if plan.tag.is_some() {
        writer.tagged(members(root));
    }
    writer.out
}

struct Writer<'d> {
    schemas: Schemas<'d>,
    tag: Option<&'static str>,
    /// The types written so far, by the place of their schema.
    named: HashMap<*const Value, String>,
    recursive: BTreeSet<&'d str>,
    out: String,
}

impl<'d> Writer<'d> {
    /// The type of the values of a schema, null apart.
    fn rust_type(&mut self, schema: &'d Value) -> String {
        let is_boxed = reference(schema).is_some_and(|name| self.recursive.contains(name));
        let schema = self.schemas.resolved(schema);
        let is_named = Schemas::is_record(schema) || members(schema).len() > 1 || !listed(schema).is_empty();
        if is_named {
            let name = self.named_type(schema);
            return if is_boxed { format!("Box<{name}>") } else { name };
        }
        match (type_of(schema), schema.get("items"), schema.get("additionalProperties")) {
            ("array", Some(items), _) => format!("Vec<{}>", self.rust_type(items)),
            ("string", ..) => "String".to_owned(),
            ("integer", ..) => "i64".to_owned(),
            ("number", ..) => "f64".to_owned(),
            ("boolean", ..) => "bool".to_owned(),
            ("object", _, Some(values @ Value::Object(keywords))) if !keywords.is_empty() => {
                format!("std::collections::BTreeMap<String, {}>", self.rust_type(values))
            }
            ("object", ..) => "std::collections::BTreeMap<String, serde_json::Value>".to_owned(),
            _ => match members(schema) {
                [only] => self.rust_type(only),
                _ => "serde_json::Value".to_owned(),
            },
        }
    }

    fn named_type(&mut self, schema: &'d Value) -> String {
        let key = std::ptr::from_ref(schema);
        if let Some(name) = self.named.get(&key) {
            return name.clone();
        }
        let name = format!("T{}", self.named.len());
        self.named.insert(key, name.clone());
        let body = if Schemas::is_record(schema) {
            self.record(schema, &name)
        } else if members(schema).len() > 1 {
            self.untagged(schema, &name)
        } else {
            enumeration(schema, &name)
        };
        writeln!(self.out, "{DERIVE}\n{body}\n").expect("strings grow");
        name
    }

    fn record(&mut self, schema: &'d Value, name: &str) -> String {
        let (properties, required) = self.schemas.properties(schema);
        let mut fields = String::new();
        for (index, (property, schema)) in properties.into_iter().enumerate() {
            let mut rust_type = self.rust_type(schema);
            let is_required = required.contains(property);
            if !is_required || self.schemas.is_nullable(schema) {
                rust_type = format!("Option<{rust_type}>");
            }
            let absent = match is_required {
                false => r#", default, skip_serializing_if = "Option::is_none""#,
                // An internal tag takes the property away.
                true if self.tag == Some(property) => ", default",
                true => "",
            };
            writeln!(fields, "    #[serde(rename = {property:?}{absent})]\n    pub f{index}: {rust_type},")
                .expect("strings grow");
        }
        format!("pub struct {name} {{\n{fields}}}")
    }

    fn untagged(&mut self, schema: &'d Value, name: &str) -> String {
        let mut variants = String::new();
        for (index, member) in members(schema).iter().enumerate() {
            let rust_type = self.rust_type(member);
            writeln!(variants, "    V{index}({rust_type}),").expect("strings grow");
        }
        format!("#[serde(untagged)]\npub enum {name} {{\n{variants}    Unknown(serde_json::Value),\n}}")
    }

    /// The root as if the document declared its tag.
    fn tagged(&mut self, members: &'d [Value]) {
        let mut variants = String::new();
        for (index, member) in members.iter().enumerate() {
            let rust_type = self.rust_type(member);
            let tag = reference(member).map(tag_of).unwrap_or_default();
            writeln!(variants, "    #[serde(rename = {tag:?})]\n    V{index}({rust_type}),").expect("strings grow");
        }
        let tag = self.tag.unwrap_or_default();
        writeln!(self.out, "{DERIVE}\n#[serde(tag = {tag:?})]\npub enum Tagged {{\n{variants}}}")
            .expect("strings grow");
    }
}

fn enumeration(schema: &Value, name: &str) -> String {
    let mut variants = String::new();
    for (index, value) in listed(schema).into_iter().enumerate() {
        writeln!(variants, "    #[serde(rename = {value:?})]\n    V{index},").expect("strings grow");
    }
    format!("pub enum {name} {{\n{variants}    #[serde(untagged)]\n    Unknown(String),\n}}")
}

/// The components that contain themselves.
fn recursive(schemas: Schemas<'_>) -> BTreeSet<&str> {
    let direct: HashMap<&str, BTreeSet<&str>> =
        schemas.iter().map(|(name, schema)| (name, references(schema))).collect();
    let reaches_itself = |name: &&str| {
        let mut reached = BTreeSet::new();
        let mut open = vec![*name];
        while let Some(at) = open.pop() {
            open.extend(direct.get(at).into_iter().flatten().filter(|next| reached.insert(**next)));
        }
        reached.contains(name)
    };
    direct.keys().copied().filter(reaches_itself).collect()
}

/// All that a schema refers to.
fn references(schema: &Value) -> BTreeSet<&str> {
    match schema {
        Value::Object(keywords) => {
            reference(schema).into_iter().chain(keywords.values().flat_map(references)).collect()
        }
        Value::Array(items) => items.iter().flat_map(references).collect(),
        _ => BTreeSet::new(),
    }
}
