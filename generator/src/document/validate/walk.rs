//! The walk itself: objects, maps and lists, key by key against the table.

use super::object_rule::{Kind, Rule, Shape};
use super::reports::Wanted;
use super::table::rule;
use super::{Walk, reports};
use crate::document::{Dialect, Node};
use crate::source::Path;

impl Walk<'_> {
    /// Walks an object.
    pub(super) fn object(&mut self, kind: Kind, node: &Node, path: &Path<'_>) {
        let rule = rule(kind);
        if !node.is_map() {
            let wanted = if kind == Kind::Schema { Wanted::Schema } else { Wanted::Object };
            self.report(reports::wrong_kind(path, wanted, node));
            return;
        }
        match kind {
            Kind::Paths => return self.paths(node, path),
            Kind::Responses => return self.responses(node, path),
            Kind::Callback => return self.callback(node, path),
            _ => {}
        }
        for (key, value) in node.entries() {
            self.entry(kind, rule, &key.text, value, node, path);
        }
        self.missing_keys(rule, node, path);
        self.object_rules(kind, node, path);
    }

    fn entry(&mut self, kind: Kind, rule: &'static Rule, key: &str, value: &Node, node: &Node, path: &Path<'_>) {
        if key.starts_with("x-") {
            return;
        }
        let path = path.key(key);
        let Some(field) = rule.field(key) else {
            return self.unknown_key(kind, rule, key, value, node, &path);
        };
        if !field.known.is_in(self.dialect) {
            self.report(reports::other_dialect(field, self.dialect, &path));
        }
        if let Some(effect) = unsupported(kind, key) {
            self.report(reports::unsupported_keyword(key, effect, &path));
        }
        match (kind, key) {
            (Kind::RequestBody | Kind::Response | Kind::Parameter | Kind::Header, "content") => {
                self.media_types(value, &path);
            }
            (Kind::Operation, "tags") => self.listed_twice(value, &path),
            (Kind::Root | Kind::Operation, "security") => self.scopes(value, &path),
            (Kind::Schema, "const" | "enum")
            | (Kind::Schema | Kind::MediaType | Kind::Parameter | Kind::Header, "default" | "example" | "examples") => {
                self.note_samples(kind, key, value, node, &path);
            }
            _ => {}
        }
        self.value(&field.shape, value, &path);
    }

    /// What a key may have been meant as is not looked for when it is not shown; what is in its value is.
    fn unknown_key(&mut self, kind: Kind, rule: &'static Rule, key: &str, value: &Node, node: &Node, path: &Path<'_>) {
        if self.is_full() {
            self.unreported += 1;
            return;
        }
        let meant = reports::meant_key(rule, key, node, self.document);
        self.report(reports::unknown_key(kind, rule, key, meant, self.dialect, path));
        if let Some(field) = meant.filter(|_| value.is_map() || value.is_list()) {
            self.value(&field.shape, value, path);
        }
    }

    fn missing_keys(&mut self, rule: &Rule, node: &Node, path: &Path<'_>) {
        for key in rule.required {
            self.require(rule, rule.name, key, node, path);
        }
    }

    /// Reports a missing key, unless a misspelt one is reported already.
    pub(super) fn require(&mut self, rule: &Rule, name: &str, key: &str, node: &Node, path: &Path<'_>) {
        if node.get(key).is_none() && !reports::misspelt_as(rule, key, node) {
            self.report(reports::missing_key(name, key, path));
        }
    }

    /// Walks an object that may be a reference.
    pub(super) fn or_reference(&mut self, kind: Kind, node: &Node, path: &Path<'_>) {
        let Some(reference) = node.get("$ref") else { return self.object(kind, node, path) };
        self.reference(reference, Shape::Object(kind), path);
        if kind == Kind::MediaType && self.dialect != Dialect::V3_2 {
            self.report(reports::misplaced_reference(&path.key("$ref"), true));
        }
        // A path item lists `$ref` among its own keys.
        if kind == Kind::PathItem {
            return self.object(kind, node, path);
        }
        let allowed: &[&str] = if self.is_3_0() { &[] } else { &["summary", "description"] };
        self.siblings(Some(kind), node, allowed, path);
    }

    /// Reports a reference in place of a whole map, list or object that cannot be one; it is followed where it pays.
    ///
    /// A property may be called `$ref`, but its value is not text then.
    pub(super) fn misplaced_reference(&mut self, shape: Shape, node: &Node, path: &Path<'_>) -> bool {
        let is_possible = match shape {
            Shape::MapOf(_) | Shape::ListOf(_) => true,
            Shape::Object(kind) => rule(kind).field("$ref").is_none(),
            _ => false,
        };
        let Some(reference) = node.get("$ref").filter(|target| is_possible && target.as_str().is_some()) else {
            return false;
        };
        let is_operation = matches!(shape, Shape::Object(Kind::Operation));
        let is_followed = is_operation || path.name().is_some_and(|name| FOLLOWED.contains(&name));
        self.report(reports::misplaced_reference(&path.key("$ref"), is_followed));
        self.reference(reference, shape, path);
        true
    }

    /// Checks the text of a `$ref`; where it leads is `resolve`'s business.
    pub(super) fn reference(&mut self, reference: &Node, shape: Shape, path: &Path<'_>) {
        match reference.as_str() {
            Some(text) => self.note_reference(text, shape),
            None => self.report(reports::no_reference(&path.key("$ref"), reference)),
        }
    }

    /// Reports keys next to a `$ref` that replaces the whole object.
    pub(super) fn siblings(&mut self, kind: Option<Kind>, node: &Node, allowed: &[&str], path: &Path<'_>) {
        let is_lost = |key: &str| key != "$ref" && !key.starts_with("x-") && !allowed.contains(&key);
        let lost: Vec<&str> = node.entries().iter().map(|(key, _)| &*key.text).filter(|key| is_lost(key)).collect();
        if !lost.is_empty() {
            self.report(match kind {
                Some(Kind::Parameter | Kind::Header | Kind::Response | Kind::RequestBody) => {
                    reports::merged_siblings(&lost, path)
                }
                _ => reports::reference_siblings(node, &lost, self.dialect, path),
            });
        }
    }

    /// Walks an object from names to values of one shape.
    pub(super) fn map_of(&mut self, shape: &Shape, node: &Node, path: &Path<'_>) {
        if !node.is_map() {
            self.report(reports::wrong_kind(path, Wanted::Object, node));
            return;
        }
        for (key, value) in node.entries() {
            // Maps of named objects may be extended; a property may well be called `x-..`.
            if key.text.starts_with("x-") && !matches!(shape, Shape::Schema) {
                continue;
            }
            self.value(shape, value, &path.key(&key.text));
        }
    }

    /// Walks a list of values of one shape.
    pub(super) fn list_of(&mut self, shape: &Shape, node: &Node, path: &Path<'_>) {
        if !node.is_list() {
            self.report(reports::wrong_kind(path, Wanted::Array, node));
            return;
        }
        for (index, item) in node.items().iter().enumerate() {
            self.value(shape, item, &path.index(index));
        }
    }
}

/// What it costs that nothing is made of a keyword, wherever it is.
fn unsupported(kind: Kind, key: &str) -> Option<&'static str> {
    match (kind, key) {
        (Kind::MediaType | Kind::Encoding, "prefixEncoding" | "itemEncoding") => {
            Some("parts are written by name, not by position")
        }
        (Kind::Encoding, "encoding") => Some("what is inside the part is written in the default way"),
        (Kind::Xml, "nodeType") => Some("the client speaks no XML"),
        _ => None,
    }
}

/// Keys whose values are read after a reference, although OpenAPI wants them written out.
const FOLLOWED: [&str; 14] = [
    "components",
    "content",
    "headers",
    "info",
    "parameters",
    "paths",
    "requestBodies",
    "responses",
    "schemas",
    "security",
    "securitySchemes",
    "servers",
    "tags",
    "webhooks",
];
