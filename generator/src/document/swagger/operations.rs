//! Paths, operations, parameters and responses of Swagger 2.0.

use std::cell::Cell;

use crate::document::alias_budget::{Budget, COPY_BUDGET};
use crate::document::edit::{Entry, entries_mut, get_mut, list, map, remove, set, take, text_at};
use crate::document::node::{Key, Node, NodeKind};
use crate::source::Span;

/// What operations inherit from the document.
pub(super) struct Operations {
    pub(super) consumes: Vec<Node>,
    pub(super) produces: Vec<Node>,
    /// Shared parameters as written.
    pub(super) parameters: Vec<Entry>,
    /// Bytes copied so far: schemas to media types, shared bodies to operations.
    pub(super) copied: Cell<usize>,
}

const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

/// Keys of a parameter that describe it, and do not belong to its schema.
const OWN: [&str; 6] = ["name", "in", "description", "required", "allowEmptyValue", "$ref"];

/// True for a parameter that is, or is part of, the body.
pub(super) fn is_body(parameter: &Node) -> bool {
    matches!(parameter.get("in").and_then(Node::as_str), Some("body" | "formData"))
}

impl Operations {
    pub(super) fn paths(&self, mut paths: Node) -> Node {
        for (_, item) in entries_mut(&mut paths) {
            let (bodies, common) = self.split(strings(take(item, "parameters")));
            for (_, operation) in entries_mut(item).iter_mut().filter(|(key, _)| METHODS.contains(&&*key.text)) {
                self.operation(operation, &bodies);
            }
            let span = item.span;
            if !common.is_empty() {
                set(item, "parameters", list(common, span));
            }
        }
        paths
    }

    /// The shared parameters and bodies as sections of `components`.
    pub(super) fn shared(&self) -> [(&'static str, Node); 2] {
        let lower = |(key, node): &Entry| (key.clone(), parameter(node.clone()));
        let parameters = self.parameters.iter().filter(|(_, node)| !is_body(node)).map(lower).collect();
        let body =
            |(key, node): &Entry| Some((key.clone(), self.body(vec![self.copy(node)], &self.consumes, node.span)?));
        let bodies = self.parameters.iter().filter(|(_, node)| is_body(node)).filter_map(body).collect();
        [("parameters", section(parameters)), ("requestBodies", section(bodies))]
    }

    fn operation(&self, operation: &mut Node, inherited: &[Node]) {
        let own =
            |node: Option<Node>, default: &[Node]| node.map_or_else(|| default.to_vec(), |node| strings(Some(node)));
        let consumes = own(take(operation, "consumes"), &self.consumes);
        let produces = own(take(operation, "produces"), &self.produces);
        remove(operation, "schemes");
        let span = operation.span;
        let (mut bodies, parameters) = self.split(strings(take(operation, "parameters")));
        if bodies.is_empty() {
            bodies = inherited.iter().map(|node| self.copy(node)).collect();
        }
        if !parameters.is_empty() {
            set(operation, "parameters", list(parameters, span));
        }
        if let Some(body) = self.body(bodies, &consumes, span) {
            set(operation, "requestBody", body);
        }
        for (_, response) in get_mut(operation, "responses").map(entries_mut).into_iter().flatten() {
            self.response(response, &produces);
        }
    }

    /// Bodies, written out, and the other parameters in the words of 3.0.
    fn split(&self, parameters: Vec<Node>) -> (Vec<Node>, Vec<Node>) {
        let (mut bodies, mut others) = (Vec::new(), Vec::new());
        for node in parameters {
            let name = node.reference().and_then(|reference| reference.strip_prefix("#/parameters/"));
            let named = name.and_then(|name| self.parameters.iter().find(|(key, _)| &*key.text == name));
            match named {
                Some((_, shared)) if is_body(shared) => bodies.push(self.copy(shared)),
                _ if is_body(&node) => bodies.push(node),
                _ => others.push(parameter(node)),
            }
        }
        (bodies, others)
    }

    fn body(&self, mut parameters: Vec<Node>, consumes: &[Node], span: Span) -> Option<Node> {
        let at = parameters.iter().position(|node| node.get("in").and_then(Node::as_str) == Some("body"));
        if let Some(at) = at {
            let mut body = parameters.swap_remove(at);
            let schema = take(&mut body, "schema").unwrap_or_else(|| map(Vec::new(), body.span));
            let keys = ["description", "required"];
            let mut entries: Vec<_> = keys.into_iter().filter_map(|key| Some((key, take(&mut body, key)?))).collect();
            entries.push(("content", self.content(consumes, "application/json", &schema, body.span)));
            return Some(map(entries, body.span));
        }
        (!parameters.is_empty()).then(|| self.form(parameters, consumes, span))
    }

    pub(super) fn response(&self, response: &mut Node, produces: &[Node]) {
        if response.reference().is_some() {
            return;
        }
        for (_, header) in get_mut(response, "headers").map(entries_mut).into_iter().flatten() {
            *header = parameter(std::mem::take(header));
        }
        let examples = take(response, "examples");
        let Some(schema) = take(response, "schema") else { return };
        let is_file = schema.get("type").and_then(Node::as_str) == Some("file");
        let default = if is_file { "application/octet-stream" } else { "application/json" };
        let mut content = self.content(produces, default, &schema, schema.span);
        for (name, example) in examples.map(Node::into_entries).unwrap_or_default() {
            if let Some(media_type) = get_mut(&mut content, &name.text) {
                set(media_type, "example", example);
            }
        }
        set(response, "content", content);
    }

    /// The same schema under every media type.
    fn content(&self, media_types: &[Node], default: &str, schema: &Node, span: Span) -> Node {
        let mut names: Vec<&str> = media_types.iter().filter_map(Node::as_str).collect();
        if names.is_empty() {
            names.push(default);
        }
        map(names.into_iter().map(|name| (name, map(vec![("schema", self.copy(schema))], span))).collect(), span)
    }

    /// Form parameters are the properties of one object.
    fn form(&self, parameters: Vec<Node>, consumes: &[Node], span: Span) -> Node {
        let has_file = parameters.iter().any(|node| node.get("type").and_then(Node::as_str) == Some("file"));
        let is_form =
            |node: &&Node| node.as_str().is_some_and(|name| name.starts_with("multipart/") || name.contains("form"));
        let media_types: Vec<Node> = consumes.iter().filter(is_form).cloned().collect();
        let default = if has_file { "multipart/form-data" } else { "application/x-www-form-urlencoded" };
        let mut properties = Vec::new();
        let mut required = Vec::new();
        let mut encoding = Vec::new();
        for mut node in parameters {
            let Some(name) = take(&mut node, "name") else { continue };
            if take(&mut node, "required").and_then(|node| node.as_bool()) == Some(true) {
                required.push(name.clone());
            }
            let key = Key { text: name.to_text().unwrap_or_default().into(), span: name.span };
            if let Some(separation) = separation(&mut node) {
                encoding.push((key.clone(), separation));
            }
            ["in", "allowEmptyValue"].into_iter().for_each(|key| remove(&mut node, key));
            properties.push((key, node));
        }
        let mut schema = map(vec![("type", text_at("object", span)), ("properties", section(properties))], span);
        let is_required = !required.is_empty();
        if is_required {
            set(&mut schema, "required", list(required, span));
        }
        let mut content = self.content(&media_types, default, &schema, span);
        if !encoding.is_empty() {
            let encoding = section(encoding);
            entries_mut(&mut content).iter_mut().for_each(|(_, media)| set(media, "encoding", self.copy(&encoding)));
        }
        let mut body = map(vec![("content", content)], span);
        if is_required {
            set(&mut body, "required", Node::new(NodeKind::Bool(true), span));
        }
        body
    }

    /// A copy within the budget; beyond it nothing, and the whole is refused in the end.
    fn copy(&self, node: &Node) -> Node {
        let copied = self.copied.get().saturating_add(Budget::of(node).bytes);
        self.copied.set(copied);
        if copied > COPY_BUDGET { Node::default() } else { node.clone() }
    }
}

fn section(entries: Vec<Entry>) -> Node {
    Node::new(NodeKind::Map(entries), Span::default())
}

/// How the items of a form field are separated, as an encoding; nothing where the name is repeated.
fn separation(field: &mut Node) -> Option<Node> {
    let span = field.span;
    let separated = take(field, "collectionFormat");
    if field.get("type").and_then(Node::as_str) != Some("array") {
        return None;
    }
    let mut encoding = map(Vec::new(), span);
    match set_style(&mut encoding, separated, span) {
        ("form", true) => None,
        _ => Some(encoding),
    }
}

/// Writes a `collectionFormat` as style and explode. One that has no style is kept, so that it is reported.
fn set_style(holder: &mut Node, separated: Option<Node>, span: Span) -> (&'static str, bool) {
    let style = match separated.as_ref().and_then(Node::as_str) {
        Some("multi") => ("form", true),
        Some("ssv") => ("spaceDelimited", false),
        Some("pipes") => ("pipeDelimited", false),
        _ => ("form", false),
    };
    set(holder, "style", text_at(style.0, span));
    set(holder, "explode", Node::new(NodeKind::Bool(style.1), span));
    if let Some(other) = separated.filter(|format| format.as_str() == Some("tsv")) {
        set(holder, "collectionFormat", other);
    }
    style
}

/// A parameter or header: what describes its value moves into a schema.
fn parameter(mut node: Node) -> Node {
    if node.reference().is_some() {
        return node;
    }
    let span = node.span;
    let location = node.get("in").and_then(Node::as_str).unwrap_or("header").to_owned();
    let separated = take(&mut node, "collectionFormat");
    let is_list = node.get("type").and_then(Node::as_str) == Some("array");
    let (own, schema): (Vec<Entry>, Vec<Entry>) =
        node.into_entries().into_iter().partition(|(key, _)| OWN.contains(&&*key.text) || key.text.starts_with("x-"));
    let mut lowered = Node::new(NodeKind::Map(own), span);
    if is_list && location == "query" {
        set_style(&mut lowered, separated, span);
    }
    set(&mut lowered, "schema", Node::new(NodeKind::Map(schema), span));
    lowered
}

/// The items of a list, taken out.
pub(super) fn strings(node: Option<Node>) -> Vec<Node> {
    match node.map(|node| node.kind) {
        Some(NodeKind::List(items)) => items,
        _ => Vec::new(),
    }
}
