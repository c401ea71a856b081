//! Requests next to their operation: parameters and body.

use super::content::{json, scalar};
use super::evidence::Difference;
use super::exchange::{Body, Request};
use super::headers::values;
use super::path::Path;
use super::places;
use super::routes::{pairs, percent_decode, split_url};
use super::seen::is_data;
use super::walker::Walker;
use crate::document::{Located, Node};

/// A parameter of an operation.
struct Parameter<'a> {
    name: &'a str,
    location: &'a str,
    place: Located<'a>,
}

impl<'a> Walker<'a> {
    /// Compares a request with its operation. `in_path` are the values in the path, `keys` the parameters of API keys.
    pub(super) fn request(
        &mut self,
        operation: &Located<'a>,
        request: &Request,
        in_path: &[(String, &str)],
        keys: &[String],
    ) {
        self.is_request = true;
        if request.url.is_empty() {
            return self.request_body(operation, request);
        }
        let parameters = self.parameters(operation);
        for (name, value) in in_path {
            if let Some(parameter) = parameters.iter().find(|one| one.location == "path" && one.name == name) {
                self.parameter(parameter, &[&percent_decode(value)]);
            }
        }
        self.query(operation, &parameters, split_url(&request.url).1, keys);
        let headers = request.headers.iter().flat_map(|headers| {
            parameters.iter().filter(|one| one.location == "header").map(move |one| (one, values(headers, one.name)))
        });
        for (parameter, found) in headers {
            self.parameter(parameter, &found);
        }
        self.request_body(operation, request);
    }

    /// The parameters of an operation, then those of its path that it does not replace.
    fn parameters(&self, operation: &Located<'a>) -> Vec<Parameter<'a>> {
        let item = operation.pointer.parent().and_then(|item| self.document.locate(&item));
        let mut found: Vec<Parameter<'a>> = Vec::new();
        for owner in [Some(operation.clone()), item].into_iter().flatten() {
            let list = places::child(self.document, &owner, "parameters");
            for place in list.iter().flat_map(|list| places::items(self.document, list)) {
                let text = |key: &str| place.node.get(key).and_then(Node::as_str);
                let (Some(name), Some(location)) = (text("name"), text("in")) else { continue };
                if !found.iter().any(|known| known.name == name && known.location == location) {
                    found.push(Parameter { name, location, place });
                }
            }
        }
        found
    }

    fn query(&mut self, operation: &Located<'a>, parameters: &[Parameter<'a>], query: &str, keys: &[String]) {
        let pairs = pairs(query);
        let declared: Vec<&Parameter<'a>> = parameters.iter().filter(|one| one.location == "query").collect();
        for parameter in &declared {
            let found = pairs.iter().filter(|(name, _)| belongs(name, parameter.name));
            let found: Vec<&str> = found.map(|(_, value)| value.as_str()).collect();
            self.parameter(parameter, &found);
        }
        let takes_any = parameters.iter().any(|one| one.location == "querystring")
            || declared.iter().any(|parameter| self.is_object(parameter));
        if takes_any {
            return;
        }
        for (name, value) in &pairs {
            let is_known = declared.iter().any(|one| belongs(name, one.name)) || keys.contains(name);
            // A name that looks like data may be a value without a name.
            if !is_known && !self.secrets.contains(name) && !is_data(name) {
                let difference = Difference::Parameter(name.chars().take(100).collect());
                self.enter(operation, difference, &Path::default()).seen.add(&scalar(value));
            }
        }
    }

    /// An exploded object gives its members as parameters of their own.
    fn is_object(&mut self, parameter: &Parameter<'a>) -> bool {
        let schema = places::child(self.document, &parameter.place, "schema");
        schema.is_some_and(|schema| {
            let is_object = schema.node.get("type").and_then(Node::as_str) == Some("object");
            is_object || schema.node.get("properties").is_some() || schema.node.get("allOf").is_some()
        })
    }

    fn parameter(&mut self, parameter: &Parameter<'a>, found: &[&str]) {
        self.book.totals.entry(parameter.place.pointer.clone()).or_default().add(self.exchange);
        let is_required = parameter.place.node.get("required").and_then(Node::as_bool) == Some(true);
        if found.is_empty() && is_required && !self.secrets.contains(parameter.name) {
            let mut path = Path::default();
            path.member(parameter.name);
            self.enter(&parameter.place, Difference::Absent, &path);
        }
        let Some(schema) = places::key_of(&parameter.place, "schema") else { return };
        let items = self.items_of(&schema);
        let separator = separator(parameter);
        for text in found {
            let parts: Vec<&str> = match separator.filter(|_| items.is_some()) {
                Some(separator) => text.split(separator).collect(),
                None => vec![text],
            };
            // What an empty value means depends on the server.
            for part in parts.into_iter().filter(|part| !part.is_empty()) {
                self.written(items.as_ref().unwrap_or(&schema), parameter.name, part);
            }
        }
    }

    fn request_body(&mut self, operation: &Located<'a>, request: &Request) {
        let documented = places::child(self.document, operation, "requestBody");
        match (documented, &request.body) {
            (_, Body::Unknown) | (None, Body::None) => {}
            (Some(body), Body::Bytes { media_type, bytes }) if !bytes.is_empty() => {
                self.book.totals.entry(body.pointer.clone()).or_default().add(self.exchange);
                // Without a media type only JSON can be told from others.
                let is_clear = media_type.is_some() || json(bytes).is_some();
                let content = places::child(self.document, &body, "content").filter(|_| is_clear);
                if let Some(content) = content {
                    self.body(&content, media_type.as_deref(), bytes);
                }
            }
            (Some(body), _) => {
                self.book.totals.entry(body.pointer.clone()).or_default().add(self.exchange);
                if body.node.get("required").and_then(Node::as_bool) == Some(true) {
                    self.enter(&body, Difference::Absent, &Path::default());
                }
            }
            (None, body) => self.unexpected(operation, body),
        }
    }
}

/// What is between the items of an array; none if each is a parameter of its own.
fn separator(parameter: &Parameter<'_>) -> Option<char> {
    let node = parameter.place.node;
    let in_query = matches!(parameter.location, "query" | "cookie");
    let style = node.get("style").and_then(Node::as_str).unwrap_or(if in_query { "form" } else { "simple" });
    let explode = node.get("explode").and_then(Node::as_bool).unwrap_or(style == "form");
    match style {
        "pipeDelimited" => Some('|'),
        "spaceDelimited" => Some(' '),
        "form" if explode => None,
        _ => Some(','),
    }
}

/// The name of a pair belongs to a parameter: `filter[a]` to `filter`, `ids[]` to `ids`.
fn belongs(name: &str, parameter: &str) -> bool {
    name == parameter || name.strip_prefix(parameter).is_some_and(|rest| rest.starts_with('['))
}
