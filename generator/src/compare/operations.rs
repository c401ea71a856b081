//! Compares operations and events: requests, responses, and what the document says about both.

mod content;
mod parameters;
mod responses;
mod security;
mod servers;

use std::collections::BTreeSet;

use serde_json::Value;

use super::difference::{Difference, Direction, Met, Reach};
use super::level::Wire;
use super::paths::{Matched, Written, matched, operations};
use super::schemas::Schemas;
use super::site::{child, entries, root};
use crate::document::{Document, Located, Node};

/// A pair of operations, and which way their parts travel.
pub(super) struct Call<'d> {
    pub(super) label: String,
    pub(super) before: Written<'d>,
    pub(super) after: Written<'d>,
    /// The way of parameters and bodies.
    pub(super) sent: Direction,
    /// The way of responses.
    pub(super) received: Direction,
}

impl Call<'_> {
    /// Met in this operation, in one direction.
    pub(super) fn met(&self, direction: Direction) -> Met {
        Met::At(self.reach(direction))
    }

    pub(super) fn reach(&self, direction: Direction) -> Vec<Reach> {
        vec![Reach { operation: self.label.clone(), direction }]
    }
}

impl<'d> Schemas<'d> {
    /// Compares everything that the two documents say of operations.
    pub(super) fn operations(&mut self) {
        let (before, after) = (self.before.document, self.after.document);
        let paths = |document: &'d Document| operations(document, child(&root(document), "paths"));
        self.matched(matched(paths(before), paths(after)));
        self.events(events(before), events(after), "");
        self.document_docs(&root(before), &root(after));
    }

    fn matched(&mut self, matched: Matched<'d>) {
        for (before, after) in matched.moved {
            let met = Met::At(vec![Reach { operation: after.label(), direction: Direction::Request }]);
            let words = format!("moved from `{}`", before.label());
            let difference = Difference::new("operation-moved", &after.label(), words, met);
            let difference = difference.values(before.label(), after.label());
            self.found(difference.places(Some(before.at.pointer.clone()), Some(after.at.pointer.clone())));
            self.operation(before, after);
        }
        for (before, after) in matched.kept {
            self.operation(before, after);
        }
        for written in matched.gone {
            let met = Met::At(vec![Reach { operation: written.label(), direction: Direction::Request }]);
            let difference = Difference::new("operation-removed", &written.label(), "removed", met)
                .values(written.label(), "")
                .after_deprecation(is_true(&written.at, "deprecated"));
            let paths = root(self.after.document).pointer.child("paths");
            self.found(difference.places(Some(written.at.pointer.clone()), Some(paths)));
        }
        for written in matched.come {
            let met = Met::At(vec![Reach { operation: written.label(), direction: Direction::Request }]);
            let difference =
                Difference::new("operation-added", &written.label(), "new", met).values("", written.label());
            let paths = root(self.before.document).pointer.child("paths");
            self.found(difference.places(Some(paths), Some(written.at.pointer)));
        }
    }

    fn operation(&mut self, before: Written<'d>, after: Written<'d>) {
        let (sent, received) = (Direction::Request, Direction::Response);
        let call = Call { label: after.label(), before, after, sent, received };
        self.call(&call);
        self.security(&call);
        self.servers(&call);
        let callbacks = |document: &'d Document, at: &Located<'d>| {
            let map = child(at, "callbacks");
            let named: Vec<_> = map.iter().flat_map(entries).collect();
            let each = named.into_iter().map(|(_, callback)| super::site::target(document, callback));
            each.flat_map(|callback| operations(document, Some(callback))).collect::<Vec<_>>()
        };
        let before = callbacks(self.before.document, &call.before.at);
        let after = callbacks(self.after.document, &call.after.at);
        self.events(before, after, &[&call.label, ", callback "].concat());
    }

    /// Events that the API sends: what it sends counts as a response.
    fn events(&mut self, before: Vec<Written<'d>>, after: Vec<Written<'d>>, prefix: &str) {
        let label = |written: &Written<'d>| {
            if prefix.is_empty() { ["event ", &written.path].concat() } else { [prefix, &written.path].concat() }
        };
        let reach = |written: &Written<'d>| vec![Reach { operation: label(written), direction: Direction::Response }];
        let mut matched = matched(before, after);
        matched.kept.append(&mut matched.moved);
        for (before, after) in matched.kept {
            let (sent, received) = (Direction::Response, Direction::Request);
            self.call(&Call { label: label(&after), before, after, sent, received });
        }
        for written in matched.gone {
            let difference = Difference::new("webhook-removed", &label(&written), "removed", Met::At(reach(&written)));
            self.found(
                difference.after_deprecation(is_true(&written.at, "deprecated")).places(Some(written.at.pointer), None),
            );
        }
        for written in matched.come {
            let difference = Difference::new("webhook-added", &label(&written), "new", Met::At(reach(&written)));
            self.found(difference.places(None, Some(written.at.pointer)));
        }
    }

    fn call(&mut self, call: &Call<'d>) {
        self.parameters(call);
        self.body(call);
        self.responses(call);
        let (before, after) = (&call.before.at, &call.after.at);
        let marks = (is_true(before, "deprecated"), is_true(after, "deprecated"));
        let rule = match marks {
            (false, true) => Some(("operation-deprecated", "deprecated now")),
            (true, false) => Some(("operation-undeprecated", "not deprecated any more")),
            _ => None,
        };
        if let Some((rule, words)) = rule {
            let difference = Difference::new(rule, &call.label, words, call.met(call.sent));
            self.found(difference.places(Some(before.pointer.clone()), Some(after.pointer.clone())));
        }
        self.docs(
            before,
            after,
            &["summary", "description", "externalDocs", "x-idempotent", "x-confidence", "x-source"],
        );
        self.docs(&call.before.item, &call.after.item, &["summary", "description"]);
        self.rest(&call.label, before, after, OPERATION_KEYS, call.met(call.sent));
    }

    /// Notes where descriptions and examples differ.
    pub(super) fn docs(&mut self, before: &Located<'d>, after: &Located<'d>, keys: &[&str]) {
        for key in keys {
            let (old, new) = (child(before, key), child(after, key));
            if self.before.documented(old.as_ref()) != self.after.documented(new.as_ref()) {
                self.docs.push((old.map(|at| at.pointer), new.map(|at| at.pointer)));
            }
        }
    }

    /// Differences in keys that no rule knows.
    pub(super) fn rest(&mut self, label: &str, before: &Located<'d>, after: &Located<'d>, known: &[&str], met: Met) {
        let keys: BTreeSet<&str> = entries(before).chain(entries(after)).map(|(key, _)| key).collect();
        for key in keys.into_iter().filter(|key| !known.contains(key) && !key.starts_with("x-")) {
            let (old, new) = (child(before, key), child(after, key));
            if same(old.as_ref(), new.as_ref()) {
                continue;
            }
            let text = |at: &Option<Located<'d>>| {
                at.as_ref().map_or_else(|| "none".to_owned(), |at| at.node.to_json().to_string())
            };
            let difference = Difference::new("unclassified", label, format!("`{key}` differs"), met.clone());
            let difference = difference.values(text(&old), text(&new));
            self.found(difference.places(old.map(|at| at.pointer), new.map(|at| at.pointer)));
        }
    }

    fn document_docs(&mut self, before: &Located<'d>, after: &Located<'d>) {
        self.docs(before, after, &["info", "externalDocs"]);
        if tags(before, after) != tags(after, before) {
            self.docs.push((child(before, "tags").map(|at| at.pointer), child(after, "tags").map(|at| at.pointer)));
        }
        self.rest("the document", before, after, DOCUMENT_KEYS, Met::At(everywhere()));
    }
}

/// What is said of tags, in the order of their names; the name of a tag that the other document does not have is no
/// documentation.
fn tags(own: &Located<'_>, other: &Located<'_>) -> Vec<String> {
    let list = |at: &Located<'_>| child(at, "tags").map(|tags| tags.node.to_json()).unwrap_or_default();
    let name = |tag: &Value| tag.get("name").cloned().unwrap_or_default();
    let others: Vec<Value> = list(other).as_array().into_iter().flatten().map(name).collect();
    let said = |tag: &Value| {
        let mut tag = tag.clone();
        if !others.contains(&name(&tag)) {
            tag.as_object_mut().map(|tag| tag.remove("name"));
        }
        tag.to_string()
    };
    let mut said: Vec<String> = list(own).as_array().into_iter().flatten().map(said).collect();
    said.sort();
    said
}

/// What is said of the whole document travels both ways.
fn everywhere() -> Vec<Reach> {
    [Direction::Request, Direction::Response].map(|direction| Reach { operation: "all".to_owned(), direction }).to_vec()
}

const OPERATION_KEYS: &[&str] = &[
    "tags",
    "summary",
    "description",
    "externalDocs",
    "operationId",
    "parameters",
    "requestBody",
    "responses",
    "callbacks",
    "deprecated",
    "security",
    "servers",
];

const DOCUMENT_KEYS: &[&str] = &[
    "openapi",
    "swagger",
    "jsonSchemaDialect",
    "$self",
    "info",
    "servers",
    "paths",
    "webhooks",
    "components",
    "security",
    "tags",
    "externalDocs",
];

/// The events of a document.
fn events(document: &Document) -> Vec<Written<'_>> {
    let root = root(document);
    let mut events = operations(document, child(&root, "webhooks"));
    events.extend(operations(document, child(&root, "x-webhooks")));
    events
}

/// True if both say the same, or nothing.
pub(super) fn same(before: Option<&Located<'_>>, after: Option<&Located<'_>>) -> bool {
    before.map(|at| at.node.to_json()) == after.map(|at| at.node.to_json())
}

/// True if the key is there and true.
pub(super) fn is_true(at: &Located<'_>, key: &str) -> bool {
    at.node.get(key).and_then(Node::as_bool) == Some(true)
}

/// What a rule says, for what travels one way.
pub(super) fn one_way(difference: Difference, direction: Direction) -> Difference {
    let (request, response) = match direction {
        Direction::Request => (difference.request, Wire::None),
        Direction::Response => (Wire::None, difference.response),
    };
    difference.levels(request, response)
}
