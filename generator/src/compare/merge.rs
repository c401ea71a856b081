//! Merges the nodes of a schema, with what they refer to and their `allOf`, into one shape.

mod keywords;
mod limits;

use std::collections::BTreeSet;

use foldhash::HashSet;
use serde_json::Value;

pub(super) use self::limits::{is_lower, is_tighter};

use self::keywords::{describes, is_constraint};
pub(super) use self::keywords::{is_documentation, is_ignored};
use super::shape::{Additional, DiscriminatorShape, Said, Shape, UnionShape};
use super::site::{Site, child, entries, items, settled};
use crate::document::{Dialect, Document, Located, Node};
use crate::source::JsonPointer;

/// `allOf` within `allOf`; deeper ones are circles.
const MAX_DEPTH: usize = 32;

/// Whether a schema allows null.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Null {
    #[default]
    Unsaid,
    Refused,
    Allowed,
}

/// A shape in the making.
pub(super) struct Merge<'d> {
    document: &'d Document,
    shape: Shape<'d>,
    seen: Vec<usize>,
}

impl<'d> Merge<'d> {
    /// The shape of a schema.
    pub(super) fn of(document: &'d Document, site: &Site<'d>) -> Shape<'d> {
        let mut merge = Self { document, shape: Shape::default(), seen: Vec::new() };
        merge.shape.at = site.pointer().cloned().unwrap_or_default();
        let nulls: Vec<Null> = site.nodes.iter().map(|at| merge.node(at)).collect();
        let null = together(&nulls);
        merge.finish(null)
    }

    fn finish(mut self, null: Null) -> Shape<'d> {
        self.infer_types();
        let shape = &mut self.shape;
        shape.nullable = null == Null::Allowed;
        // A least count of 0 excludes nothing.
        shape.limits.retain(|keyword, limit| {
            !(keyword.starts_with("min") && limit.value.number == 0.0 && *keyword != "minimum")
        });
        self.shape
    }

    /// Documents leave the type out where other keywords say it.
    fn infer_types(&mut self) {
        let shape = &mut self.shape;
        if shape.types.is_some() {
            return;
        }
        let open = matches!(shape.additional, Additional::Open);
        let types: BTreeSet<&'static str> = if let Some(values) = &shape.values {
            values.value.iter().map(type_of).collect()
        } else if !shape.properties.is_empty() || !open {
            BTreeSet::from(["object"])
        } else if !shape.items.nodes.is_empty() || !shape.prefix.is_empty() {
            BTreeSet::from(["array"])
        } else {
            return;
        };
        shape.types = Some(Said { value: types, at: shape.at.clone() });
    }

    /// Merges one node and all that belongs to it; returns whether it allows null.
    fn node(&mut self, at: &Located<'d>) -> Null {
        let address = std::ptr::from_ref(at.node).addr();
        if self.seen.contains(&address) || self.seen.len() > MAX_DEPTH {
            return Null::Unsaid;
        }
        self.seen.push(address);
        let null = self.parts(at);
        self.seen.pop();
        null
    }

    fn parts(&mut self, at: &Located<'d>) -> Null {
        let mut own = Null::Unsaid;
        let mut inner: Vec<Null> = Vec::new();
        if at.node.as_bool() == Some(false) {
            self.constraint("false", at);
        }
        let reference = at.node.reference();
        if let Some(target) = reference.and_then(|text| self.document.resolve_reference(text, at.file).ok()) {
            inner.push(self.node(&target));
        }
        let is_replaced = reference.is_some() && self.document.dialect == Dialect::V3_0;
        for (key, value) in entries(at).filter(|(key, _)| !is_replaced || describes(key)) {
            match key {
                "$ref" => {}
                "allOf" => inner.extend(items(&value).map(|member| self.node(&member)).collect::<Vec<_>>()),
                "oneOf" | "anyOf" => inner.push(self.union(at, key, &value)),
                "nullable" | "x-nullable" if value.node.as_bool() == Some(true) => own = Null::Allowed,
                "type" => own = own.or(self.types(&value)),
                "enum" => own = own.or(self.values(&value, value.node.items())),
                "const" => own = own.or(self.values(&value, std::slice::from_ref(value.node))),
                _ => self.keyword(key, &value, at),
            }
        }
        if own == Null::Unsaid { together(&inner) } else { own }
    }

    fn types(&mut self, value: &Located<'d>) -> Null {
        let one = std::slice::from_ref(value.node);
        let names = if value.node.is_list() { value.node.items() } else { one };
        let has_null = names.iter().any(|name| name.is_null() || name.as_str() == Some("null"));
        let types: BTreeSet<&'static str> =
            names.iter().filter_map(Node::as_str).filter_map(keywords::type_named).collect();
        if !types.is_empty() {
            let value_at = value.pointer.clone();
            let types = match &self.shape.types {
                Some(known) => intersection(&known.value, &types),
                None => types,
            };
            self.shape.types = Some(Said { value: types, at: value_at });
        }
        if has_null { Null::Allowed } else { Null::Refused }
    }

    fn values(&mut self, at: &Located<'d>, nodes: &[Node]) -> Null {
        let mut values: Vec<Value> = Vec::new();
        let mut strings: HashSet<&str> = HashSet::default();
        for node in nodes.iter().filter(|node| !node.is_null()) {
            let value = node.to_json();
            let is_new = node.as_str().map_or_else(|| !values.contains(&value), |text| strings.insert(text));
            if is_new {
                values.push(value);
            }
        }
        let has_null = nodes.iter().any(Node::is_null);
        if values.is_empty() && has_null {
            return Null::Allowed;
        }
        if let Some(known) = &self.shape.values {
            values.retain(|value| known.value.contains(value));
        }
        self.shape.values = Some(Said { value: values, at: at.pointer.clone() });
        if has_null { Null::Allowed } else { Null::Unsaid }
    }

    /// A choice; one of a single schema is that schema, one of constants is an enum.
    fn union(&mut self, at: &Located<'d>, key: &str, value: &Located<'d>) -> Null {
        let members: Vec<Located<'d>> = items(value).map(|member| settled(self.document, member)).collect();
        let (nulls, members): (Vec<_>, Vec<_>) = members.into_iter().partition(|member| is_null(member.node));
        let null = if nulls.is_empty() { Null::Unsaid } else { Null::Allowed };
        if let [only] = members.as_slice() {
            return null.or(self.node(only));
        }
        if !members.is_empty() && members.iter().all(|member| is_value(member.node)) {
            return null.or(self.union_of_values(value, &members));
        }
        let allows_null = |member: &Located<'d>| {
            // A member that leads back here is looked at elsewhere.
            let is_open = !self.seen.contains(&std::ptr::from_ref(member.node).addr());
            is_open && (member.node.get("nullable").and_then(Node::as_bool) == Some(true) || lists_null(member.node))
        };
        let null = if members.iter().any(allows_null) { Null::Allowed } else { null };
        let members = members.into_iter().map(|member| Site { nodes: vec![member] }).collect();
        let is_exclusive = key == "oneOf";
        self.shape.unions.push(UnionShape { is_exclusive, is_inherited: false, members, at: at.pointer.child(key) });
        null
    }

    fn union_of_values(&mut self, at: &Located<'d>, members: &[Located<'d>]) -> Null {
        let mut nodes: Vec<Node> = Vec::new();
        for member in members {
            nodes.extend(member.node.get("const").cloned());
            nodes.extend(member.node.get("enum").map(|values| values.items().to_vec()).unwrap_or_default());
            entries(member)
                .filter(|(key, _)| is_documentation(key))
                .for_each(|(key, value)| self.documentation(key, &value));
        }
        self.values(at, &nodes)
    }

    fn keyword(&mut self, key: &'d str, value: &Located<'d>, at: &Located<'d>) {
        let said = |text: &str| Said { value: text.to_owned(), at: value.pointer.clone() };
        match (key, value.node.as_str(), value.node.as_bool()) {
            ("format", Some(text), _) => self.shape.format = Some(said(text)),
            ("pattern", Some(text), _) => self.pattern(said(text)),
            ("readOnly", _, Some(holds)) => self.shape.read_only |= holds,
            ("writeOnly", _, Some(holds)) => self.shape.write_only |= holds,
            ("deprecated", _, Some(holds)) => self.shape.deprecated |= holds,
            ("default", ..) => {
                self.shape.default = Some(Said { value: value.node.to_json(), at: value.pointer.clone() });
            }
            ("properties", ..) => self.properties(value),
            ("required", ..) => self.required(value),
            ("additionalProperties" | "unevaluatedProperties", ..) => self.additional(key, value),
            ("items", ..) if value.node.is_list() => self.prefix(value),
            ("items", ..) => self.items(value),
            ("prefixItems", ..) => self.prefix(value),
            ("discriminator", ..) => self.discriminator(value),
            _ if limits::is_limit(key) => limits::read(&mut self.shape, key, value, at.node),
            _ if is_documentation(key) => self.documentation(key, value),
            _ if is_ignored(key) => {}
            _ if is_constraint(key) => self.constraint(key, value),
            _ => {
                let said = Said { value: value.node.to_json(), at: value.pointer.clone() };
                self.shape.other.insert(key, said);
            }
        }
    }

    fn pattern(&mut self, pattern: Said<String>) {
        if !self.shape.patterns.iter().any(|known| known.value == pattern.value) {
            self.shape.patterns.push(pattern);
        }
    }

    fn properties(&mut self, value: &Located<'d>) {
        for (name, property) in entries(value) {
            let property = settled(self.document, property);
            match self.shape.properties.iter_mut().find(|(known, _)| *known == name) {
                Some((_, nodes)) if nodes.iter().any(|node| std::ptr::eq(node.node, property.node)) => {}
                Some((_, nodes)) => nodes.push(property),
                None => self.shape.properties.push((name, vec![property])),
            }
        }
    }

    fn required(&mut self, value: &Located<'d>) {
        for (index, name) in value.node.items().iter().enumerate() {
            if let Some(name) = name.as_str() {
                self.shape.required.entry(name).or_insert_with(|| value.pointer.item(index));
            }
        }
    }

    fn additional(&mut self, key: &'d str, value: &Located<'d>) {
        let is_open = value.node.as_bool() == Some(true) || value.node.is_map() && value.node.entries().is_empty();
        if is_open {
            return;
        }
        if value.node.as_bool() == Some(false) {
            self.shape.additional = Additional::Closed(value.pointer.clone());
        } else if key == "additionalProperties" {
            let own = settled(self.document, value.clone());
            match &mut self.shape.additional {
                Additional::Schema(site) => site.nodes.push(own),
                Additional::Open => self.shape.additional = Additional::Schema(Site { nodes: vec![own] }),
                Additional::Closed(_) => {}
            }
        } else {
            self.constraint(key, value);
        }
    }

    fn items(&mut self, value: &Located<'d>) {
        let is_any = value.node.as_bool() == Some(true) || value.node.is_map() && value.node.entries().is_empty();
        if !is_any {
            self.shape.items.nodes.push(settled(self.document, value.clone()));
        }
    }

    fn prefix(&mut self, value: &Located<'d>) {
        self.shape.prefix = items(value).map(|item| Site::of(self.document, item)).collect();
    }

    fn discriminator(&mut self, value: &Located<'d>) {
        let name = value.node.get("propertyName").and_then(Node::as_str).or(value.node.as_str());
        let mut shape = DiscriminatorShape { property: name.unwrap_or_default().to_owned(), ..Default::default() };
        let mapping = child(value, "mapping");
        for (tag, target) in mapping.iter().flat_map(entries) {
            shape.mapping.insert(tag.to_owned(), self.mapped(target.node.as_str().unwrap_or_default(), value));
        }
        if let Some(target) = value.node.get("defaultMapping").and_then(Node::as_str) {
            shape.mapping.insert(String::new(), self.mapped(target, value));
        }
        self.shape.discriminator = Some(Said { value: shape, at: value.pointer.clone() });
    }

    /// The pointer of what a mapping refers to, by reference or by name.
    fn mapped(&self, target: &str, from: &Located<'d>) -> String {
        let by_name = JsonPointer::parse("/components/schemas").child(target);
        let resolved = self.document.resolve_reference(target, from.file);
        let named = self.document.locate(&by_name).is_some();
        match resolved {
            Ok(found) if !named => settled(self.document, found).pointer.to_string(),
            _ => by_name.to_string(),
        }
    }

    fn documentation(&mut self, key: &'d str, value: &Located<'d>) {
        self.shape.docs.push((key, Said { value: value.node.to_json(), at: value.pointer.clone() }));
    }

    fn constraint(&mut self, key: &'d str, value: &Located<'d>) {
        let said = Said { value: value.node.to_json(), at: value.pointer.clone() };
        self.shape.constraints.insert(key, said);
    }
}

impl Null {
    fn or(self, other: Null) -> Null {
        match (self, other) {
            (Null::Allowed, _) | (_, Null::Allowed) => Null::Allowed,
            (Null::Refused, _) | (_, Null::Refused) => Null::Refused,
            _ => Null::Unsaid,
        }
    }
}

/// Null is allowed where no part refuses it and one allows it.
fn together(parts: &[Null]) -> Null {
    if parts.contains(&Null::Refused) {
        return Null::Refused;
    }
    if parts.contains(&Null::Allowed) { Null::Allowed } else { Null::Unsaid }
}

fn intersection(one: &BTreeSet<&'static str>, other: &BTreeSet<&'static str>) -> BTreeSet<&'static str> {
    let both = |name: &&&'static str| other.contains(**name) || **name == "integer" && other.contains("number");
    let mut types: BTreeSet<&'static str> = one.iter().filter(both).copied().collect();
    if one.contains("number") && other.contains("integer") {
        types.remove("number");
        types.insert("integer");
    }
    types
}

/// True if null is one of the types.
fn lists_null(node: &Node) -> bool {
    let is_null = |name: &Node| name.is_null() || name.as_str() == Some("null");
    node.get("type").is_some_and(|types| types.items().iter().any(is_null))
}

fn is_null(node: &Node) -> bool {
    let types = node.get("type");
    let by_type = types.is_some_and(|types| {
        types.as_str() == Some("null") || types.is_null() || types.items().iter().all(Node::is_null) && types.is_list()
    });
    let by_value = node.get("const").is_some_and(Node::is_null);
    by_type
        || by_value
        || node.get("enum").is_some_and(|values| values.is_list() && values.items().iter().all(Node::is_null))
}

/// A schema that only lists values.
fn is_value(node: &Node) -> bool {
    let has_value = node.get("const").is_some() || node.get("enum").is_some();
    has_value
        && node.entries().iter().all(|(key, _)| {
            matches!(&*key.text, "const" | "enum" | "type")
                || is_documentation(&key.text)
                || key.text.starts_with("x-") && &*key.text != "x-nullable"
        })
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null | Value::String(_) => "string",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
