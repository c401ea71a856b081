//! Paths, operations, parameters and responses of Swagger 2.0.

use std::cell::Cell;

use super::schemas::is_array;
use super::used::Used;
use crate::document::alias_budget::{Budget, COPY_BUDGET};
use crate::document::edit::{Entry, entries_mut, get_mut, list, map, remove, set, take, text_at};
use crate::document::node::{Key, Node, NodeKind};
use crate::source::Span;

/// What operations inherit from the document.
pub(super) struct Operations<'u> {
    pub(super) consumes: Vec<Node>,
    pub(super) produces: Vec<Node>,
    /// Shared parameters as written.
    pub(super) parameters: Vec<Entry>,
    /// Bytes copied so far: schemas to media types, shared bodies to operations.
    pub(super) copied: Cell<usize>,
    pub(super) used: &'u Used,
    /// The schemes of the servers.
    pub(super) schemes: Vec<String>,
    /// The media types that the document consumes say how some body is written.
    pub(super) has_bodies: Cell<bool>,
    /// Those that it produces say how some response is written.
    pub(super) has_content: Cell<bool>,
}

const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

/// Keys of a parameter that describe it, and do not belong to its schema.
const OWN: [&str; 6] = ["name", "in", "description", "required", "allowEmptyValue", "$ref"];

/// True for a parameter that is, or is part of, the body.
pub(super) fn is_body(parameter: &Node) -> bool {
    matches!(parameter.get("in").and_then(Node::as_str), Some("body" | "formData"))
}

impl Operations<'_> {
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
        let lower = |(key, node): &Entry| (key.clone(), self.parameter(node.clone()));
        let parameters = self.parameters.iter().filter(|(_, node)| !is_body(node)).map(lower).collect();
        // Operations that refer to one enter it when they copy it.
        let unused = Used::default();
        let body = |(key, node): &Entry| {
            Some((key.clone(), self.body(vec![self.copy(node)], &self.consumes, node.span, &unused)?))
        };
        let bodies = self.parameters.iter().filter(|(_, node)| is_body(node)).filter_map(body).collect();
        [("parameters", section(parameters)), ("requestBodies", section(bodies))]
    }

    fn operation(&self, operation: &mut Node, inherited: &[Node]) {
        let consumes = take(operation, "consumes").map(|node| strings(Some(node)));
        let produces = take(operation, "produces").map(|node| strings(Some(node)));
        self.read_schemes(operation);
        remove(operation, "schemes");
        let span = operation.span;
        let (mut bodies, parameters) = self.split(strings(take(operation, "parameters")));
        if bodies.is_empty() {
            bodies = inherited.iter().map(|node| self.copy(node)).collect();
        }
        if !parameters.is_empty() {
            set(operation, "parameters", list(parameters, span));
        }
        match self.body(bodies, consumes.as_deref().unwrap_or(&self.consumes), span, self.used) {
            Some(body) => {
                self.has_bodies.set(self.has_bodies.get() || consumes.is_none());
                set(operation, "requestBody", body);
            }
            // They say how a body is written, and there is none.
            None => self.used.read_items(consumes.as_deref().unwrap_or_default()),
        }
        operation.get("responses").iter().for_each(|responses| {
            self.read_repeated(produces.as_deref().unwrap_or_default(), responses);
        });
        for (status, response) in get_mut(operation, "responses").map(entries_mut).into_iter().flatten() {
            let is_error = matches!(status.text.as_bytes().first(), Some(b'4' | b'5' | b'd'));
            let own =
                if is_error && is_opaque(produces.as_deref().unwrap_or_default()) { None } else { produces.as_deref() };
            self.response(response, own.map_or(&*self.produces, |_| &[]), own.unwrap_or_default());
        }
    }

    /// An operation may use fewer schemes than the document; what it repeats says nothing new.
    fn read_schemes(&self, operation: &Node) {
        let schemes = operation.get("schemes").map(Node::items).unwrap_or_default();
        let is_offered = |scheme: &&Node| self.schemes.iter().any(|offered| Some(&**offered) == scheme.as_str());
        schemes.iter().filter(is_offered).for_each(|scheme| _ = self.used.read(scheme));
    }

    /// Of an operation whose responses are written elsewhere, what it produces repeats the document's list or the default.
    fn read_repeated(&self, own: &[Node], responses: &Node) {
        let are_elsewhere = responses.entries().iter().all(|(_, response)| response.get("schema").is_none());
        let is_known = |node: &&Node| {
            let name = node.as_str();
            name == Some("application/json") || self.produces.iter().any(|other| other.as_str() == name)
        };
        if are_elsewhere {
            own.iter().filter(is_known).for_each(|node| _ = self.used.read(node));
        }
    }

    /// Bodies, written out, and the other parameters in the words of 3.0.
    fn split(&self, parameters: Vec<Node>) -> (Vec<Node>, Vec<Node>) {
        let (mut bodies, mut others) = (Vec::new(), Vec::new());
        for node in parameters {
            let name = node.reference().and_then(|reference| reference.strip_prefix("#/parameters/"));
            let named = name.and_then(|name| self.parameters.iter().find(|(key, _)| &*key.text == name));
            match named {
                Some((_, shared)) if is_body(shared) => {
                    self.used.read_key(self.used.read(&node), "$ref");
                    bodies.push(self.copy(shared));
                }
                _ if is_body(&node) => bodies.push(node),
                _ => others.push(self.parameter(node)),
            }
        }
        (bodies, others)
    }

    fn body(&self, mut parameters: Vec<Node>, consumes: &[Node], span: Span, used: &Used) -> Option<Node> {
        let at = parameters.iter().position(|node| node.get("in").and_then(Node::as_str) == Some("body"));
        if let Some(at) = at {
            let mut body = parameters.swap_remove(at);
            // The name of a body is for readers of the document.
            ["in", "name"].into_iter().for_each(|key| _ = used.read_key(&body, key));
            let schema = take(&mut body, "schema").unwrap_or_else(|| map(Vec::new(), body.span));
            let keys = ["description", "required"];
            let mut entries: Vec<_> = keys.into_iter().filter_map(|key| Some((key, take(&mut body, key)?))).collect();
            entries.push(("content", self.content(consumes, "application/json", &schema, body.span)));
            return Some(map(entries, body.span));
        }
        let span = parameters.first().map_or(span, |first| first.span);
        (!parameters.is_empty()).then(|| self.form(parameters, consumes, span, used))
    }

    /// `inherited` are the media types of the document, `own` those of the operation.
    pub(super) fn response(&self, response: &mut Node, inherited: &[Node], own: &[Node]) {
        if response.reference().is_some() {
            return;
        }
        let produces = if own.is_empty() { inherited } else { own };
        for (_, header) in get_mut(response, "headers").map(entries_mut).into_iter().flatten() {
            *header = self.parameter(std::mem::take(header));
        }
        let examples = take(response, "examples");
        let Some(schema) = take(response, "schema") else {
            if let Some(content) = self.undescribed(own, response.span) {
                set(response, "content", content);
            }
            return;
        };
        self.has_content.set(self.has_content.get() || own.is_empty());
        let is_file = schema.get("type").and_then(Node::as_str) == Some("file");
        let default = if is_file { "application/octet-stream" } else { "application/json" };
        let mut content = self.content(produces, default, &schema, schema.span);
        for (name, example) in examples.map(Node::into_entries).unwrap_or_default() {
            // An error is JSON if its example is, whatever the operation produces when it succeeds.
            let is_json = |name: &str| name.contains("json");
            if !is_file && is_json(&name.text) && !content.entries().iter().any(|(other, _)| is_json(&other.text)) {
                set(&mut content, &name.text, map(vec![("schema", self.copy(&schema))], name.span));
            }
            if let Some(media_type) = get_mut(&mut content, &name.text) {
                set(media_type, "example", example);
            }
        }
        set(response, "content", content);
    }

    /// The same schema under every media type; each has the place where it is named.
    fn content(&self, media_types: &[Node], default: &str, schema: &Node, span: Span) -> Node {
        let mut names: Vec<(&str, Span)> =
            media_types.iter().filter_map(|node| Some((node.as_str()?, node.span))).collect();
        if names.is_empty() {
            names.push((default, span));
        }
        let media_type = |(name, place)| (name, map(vec![("schema", self.copy(schema))], place));
        map(names.into_iter().map(media_type).collect(), span)
    }

    /// What an operation produces although no schema says so, as long as all of it is something else than JSON: of JSON
    /// that nothing describes, the list is a habit.
    fn undescribed(&self, own: &[Node], span: Span) -> Option<Node> {
        let is_json = |node: &Node| node.as_str().is_none_or(|name| name.contains("json") || name.contains('*'));
        if own.iter().any(is_json) {
            self.used.read_items(own);
            return None;
        }
        let media_types = own.iter().filter_map(|node| Some((node.as_str()?, map(Vec::new(), node.span))));
        (!own.is_empty()).then(|| map(media_types.collect(), span))
    }

    /// What the document consumes and produces says nothing where there is no body and no schema.
    pub(super) fn settle_defaults(&self) {
        for (list, is_applied) in [(&self.consumes, &self.has_bodies), (&self.produces, &self.has_content)] {
            if !is_applied.get() {
                self.used.read_items(list);
            }
        }
    }

    /// Form parameters are the properties of one object.
    fn form(&self, parameters: Vec<Node>, consumes: &[Node], span: Span, used: &Used) -> Node {
        let has_file = parameters.iter().any(|node| node.get("type").and_then(Node::as_str) == Some("file"));
        let is_form =
            |node: &&Node| node.as_str().is_some_and(|name| name.starts_with("multipart/") || name.contains("form"));
        let media_types: Vec<Node> = consumes.iter().filter(is_form).cloned().collect();
        let default = if has_file { "multipart/form-data" } else { "application/x-www-form-urlencoded" };
        let mut properties = Vec::new();
        let mut required = Vec::new();
        let mut encoding = Vec::new();
        for mut node in parameters {
            ["in", "name", "required"].into_iter().for_each(|key| _ = used.read_key(&node, key));
            let Some(name) = take(&mut node, "name") else { continue };
            if take(&mut node, "required").and_then(|node| node.as_bool()) == Some(true) {
                required.push(name.clone());
            }
            let key = Key { text: name.to_text().unwrap_or_default().into(), span: name.span };
            if let Some(separation) = self.separation(&mut node) {
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

    /// How the items of a form field are separated, as an encoding; nothing where the name is repeated.
    fn separation(&self, field: &mut Node) -> Option<Node> {
        let span = field.span;
        let separated = take(field, "collectionFormat");
        if !is_array(field) {
            separated.iter().for_each(|node| _ = self.used.read(node));
            return None;
        }
        let mut encoding = map(Vec::new(), span);
        match set_style(&mut encoding, separated, span, self.used) {
            ("form", true) => None,
            _ => Some(encoding),
        }
    }

    /// A parameter or header: what describes its value moves into a schema.
    fn parameter(&self, mut node: Node) -> Node {
        if node.reference().is_some() {
            return node;
        }
        let span = node.span;
        let location = node.get("in").and_then(Node::as_str).unwrap_or("header").to_owned();
        let separated = take(&mut node, "collectionFormat");
        let is_list = is_array(&node);
        let (own, schema): (Vec<Entry>, Vec<Entry>) = node
            .into_entries()
            .into_iter()
            .partition(|(key, _)| OWN.contains(&&*key.text) || key.text.starts_with("x-") && !is_of_value(&key.text));
        let mut lowered = Node::new(NodeKind::Map(own), span);
        let is_plain = |format: &&Node| format.as_str() == Some("csv") || !is_list;
        separated.iter().filter(is_plain).for_each(|format| _ = self.used.read(format));
        if is_list && location == "query" {
            set_style(&mut lowered, separated, span, self.used);
        }
        set(&mut lowered, "schema", Node::new(NodeKind::Map(schema), span));
        if let Some(flag) = take(&mut lowered, "x-allowReserved") {
            set(&mut lowered, "allowReserved", flag);
        }
        lowered
    }

    /// A copy within the budget; beyond it nothing, and the whole is refused in the end.
    fn copy(&self, node: &Node) -> Node {
        let copied = self.copied.get().saturating_add(Budget::of(node).bytes);
        self.copied.set(copied);
        if copied > COPY_BUDGET { Node::default() } else { node.clone() }
    }
}

/// Extensions that say what the value is.
fn is_of_value(key: &str) -> bool {
    matches!(key, "x-oneOf" | "x-anyOf" | "x-nullable")
}

fn section(entries: Vec<Entry>) -> Node {
    Node::new(NodeKind::Map(entries), Span::default())
}

/// Writes a `collectionFormat` as style and explode. One that has no style is kept, so that it is reported.
fn set_style(holder: &mut Node, separated: Option<Node>, span: Span, used: &Used) -> (&'static str, bool) {
    let style = match separated.as_ref().and_then(Node::as_str) {
        Some("multi") => ("form", true),
        Some("ssv") => ("spaceDelimited", false),
        Some("pipes") => ("pipeDelimited", false),
        _ => ("form", false),
    };
    set(holder, "style", text_at(style.0, span));
    set(holder, "explode", Node::new(NodeKind::Bool(style.1), span));
    match separated {
        Some(format) if matches!(format.as_str(), Some("csv" | "multi" | "ssv" | "pipes")) => _ = used.read(&format),
        Some(format) => set(holder, "collectionFormat", format),
        None => {}
    }
    style
}

/// Media types that no object can be written in, such as `image/png`; the operation's errors are JSON nevertheless.
fn is_opaque(media_types: &[Node]) -> bool {
    let is_opaque = |name: &str| {
        ["image/", "audio/", "video/"].iter().any(|start| name.starts_with(start))
            || matches!(name, "application/octet-stream" | "application/pdf" | "application/zip")
    };
    !media_types.is_empty() && media_types.iter().all(|node| node.as_str().is_some_and(is_opaque))
}

/// The items of a list, taken out.
pub(super) fn strings(node: Option<Node>) -> Vec<Node> {
    match node.map(|node| node.kind) {
        Some(NodeKind::List(items)) => items,
        _ => Vec::new(),
    }
}
