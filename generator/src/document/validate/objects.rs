//! Rules of single objects that a list of keys does not express.

use super::object_rule::{Kind, Shape};
use super::table::rule;
use super::{Walk, reports};
use crate::document::{Dialect, Node};
use crate::source::{Path, is_token};

impl Walk<'_> {
    /// Rules beyond keys and values.
    pub(super) fn object_rules(&mut self, kind: Kind, node: &Node, path: &Path<'_>) {
        self.addresses(kind, node, path);
        if kind == Kind::Response {
            self.reserved_response_header(node, path);
        }
        match kind {
            Kind::Root => {
                self.root(node, path);
                self.tags(node, path);
            }
            Kind::Server => self.server(node, path),
            Kind::MediaType | Kind::Example => self.example_twice(kind, node, path),
            Kind::Operation if self.is_3_0() => {
                self.require(rule(kind), "an operation", "responses", node, path);
            }
            Kind::Parameter => self.parameter(node, path),
            Kind::Response if self.dialect != Dialect::V3_2 => {
                self.require(rule(kind), "a response", "description", node, path);
            }
            Kind::PathItem => self.additional_operations(node, path),
            Kind::Header => {
                self.described_value("a header", node, path);
                self.example_twice(kind, node, path);
            }
            Kind::SecurityScheme => self.security_scheme(node, path),
            _ => {}
        }
    }

    fn root(&mut self, node: &Node, path: &Path<'_>) {
        let has = |key: &str| node.get(key).is_some();
        if self.is_3_0() {
            self.require(rule(Kind::Root), "the document", "paths", node, path);
        } else if !has("paths") && !has("components") && !has("webhooks") {
            self.report(reports::nothing_described(path));
        }
    }

    /// Keys are path templates.
    pub(super) fn paths(&mut self, node: &Node, path: &Path<'_>) {
        for (key, item) in node.entries().iter().filter(|(key, _)| !key.text.starts_with("x-")) {
            let path = path.key(&key.text);
            if !key.text.starts_with('/') {
                self.report(reports::path_without_slash(&key.text, &path));
            }
            self.path_characters(&key.text, &path);
            self.path_item(item, &path);
        }
    }

    fn path_item(&mut self, item: &Node, path: &Path<'_>) {
        if item.is_null() {
            self.report(reports::empty_value(path));
        } else {
            self.or_reference(Kind::PathItem, item, path);
        }
    }

    /// Keys are expressions.
    pub(super) fn callback(&mut self, node: &Node, path: &Path<'_>) {
        for (key, item) in node.entries().iter().filter(|(key, _)| !key.text.starts_with("x-")) {
            self.path_item(item, &path.key(&key.text));
        }
    }

    /// Keys are statuses.
    pub(super) fn responses(&mut self, node: &Node, path: &Path<'_>) {
        if node.entries().is_empty() {
            self.report(reports::no_responses(path));
        }
        for (key, response) in node.entries().iter().filter(|(key, _)| !key.text.starts_with("x-")) {
            let path = path.key(&key.text);
            if !is_status(&key.text) {
                self.report(reports::bad_status(&key.text, &path));
            }
            if response.is_null() {
                self.report(reports::empty_value(&path));
                continue;
            }
            self.or_reference(Kind::Response, response, &path);
        }
    }

    /// Names of methods; those of OpenAPI have keys of their own.
    fn additional_operations(&mut self, node: &Node, path: &Path<'_>) {
        let path = path.key("additionalOperations");
        let operations = node.get("additionalOperations").map(Node::entries).unwrap_or_default();
        for (method, _) in operations.iter().filter(|(method, _)| !method.text.starts_with("x-")) {
            let key = method.text.to_ascii_lowercase();
            let path = path.key(&method.text);
            if has_key_of_its_own(&method.text, &key) {
                self.report(reports::method_with_a_key(&method.text, &key, node.get(&key).is_some(), &path));
            } else if !is_token(&method.text) {
                self.report(reports::bad_method(&method.text, &path));
            }
        }
    }

    fn parameter(&mut self, node: &Node, path: &Path<'_>) {
        self.described_value("a parameter", node, path);
        self.example_twice(Kind::Parameter, node, path);
        let Some(location) = node.get("in").and_then(Node::as_str) else { return };
        // A value of another type is reported as that.
        if location == "path" && node.get("required").is_none_or(|value| value.as_bool() == Some(false)) {
            self.report(reports::optional_path_parameter(node, path));
        }
        let allowed: &[&str] = match location {
            "path" => &["simple", "matrix", "label"],
            "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
            "header" => &["simple"],
            "cookie" => &["form", "cookie"],
            _ => return,
        };
        if let Some(style) = node.get("style").and_then(Node::as_str)
            && rule(Kind::Parameter).field("style").is_some_and(|field| is_word(field.shape, style))
            && !allowed.contains(&style)
        {
            self.report(reports::style_elsewhere(style, location, allowed, &path.key("style")));
        }
    }

    /// A parameter or header has a schema or one media type.
    fn described_value(&mut self, name: &str, node: &Node, path: &Path<'_>) {
        match (node.get("schema"), node.get("content")) {
            (None, None) if !has_swagger_type(node) => self.report(reports::value_not_described(name, path)),
            (Some(_), Some(_)) => self.report(reports::value_described_twice(name, &path.key("content"))),
            (_, Some(content)) if content.entries().len() != 1 && content.is_map() => {
                self.report(reports::several_media_types(name, &path.key("content")));
            }
            _ => {}
        }
    }

    fn security_scheme(&mut self, node: &Node, path: &Path<'_>) {
        let required: &[&str] = match node.get("type").and_then(Node::as_str) {
            Some("apiKey") => &["name", "in"],
            Some("http") => &["scheme"],
            Some("oauth2") => &["flows"],
            Some("openIdConnect") => &["openIdConnectUrl"],
            _ => &[],
        };
        for key in required {
            self.require(rule(Kind::SecurityScheme), "this kind of security scheme", key, node, path);
        }
    }
}

/// True for `POST`, whose key is `post`.
fn has_key_of_its_own(method: &str, key: &str) -> bool {
    let field = rule(Kind::PathItem).field(key);
    let is_operation = field.is_some_and(|field| matches!(field.shape, Shape::Object(Kind::Operation)));
    is_operation && method == key.to_ascii_uppercase()
}

/// `type` next to `in`, as Swagger 2.0 had it, is reported as an unknown key already.
fn has_swagger_type(node: &Node) -> bool {
    ["type", "items", "$ref"].iter().any(|key| node.get(key).is_some())
}

fn is_word(shape: Shape, text: &str) -> bool {
    matches!(shape, Shape::Word(words) if words.contains(&text))
}

/// `200`, `2XX` or `default`.
fn is_status(key: &str) -> bool {
    let bytes = key.as_bytes();
    let is_class = matches!(bytes.first(), Some(b'1'..=b'5'));
    let rest = bytes.get(1..).unwrap_or_default();
    key == "default" || (bytes.len() == 3 && is_class && (rest == b"XX" || rest.iter().all(u8::is_ascii_digit)))
}
