//! What readers of the documentation miss: descriptions, ids, responses of successes and of errors.

use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::document::{Document, Node};
use crate::lint::operations::operations;
use crate::source::JsonPointer;

/// A key that an object should have: one of these, what is missing without it, and what that costs.
type Wish = (&'static [&'static str], &'static str, &'static str);

const OF_INFO: [Wish; 3] = [
    (&["description"], "`info` has no `description`", "the first page of the documentation is short"),
    (&["contact"], "`info` has no `contact`", "nobody knows whom to ask"),
    (&["license"], "`info` has no `license`", "nobody knows what may be done with the description"),
];
const OF_OPERATIONS: [Wish; 3] = [
    (&["operationId"], "the operation has no `operationId`", "the method is named by its method and path"),
    (
        &["summary", "description"],
        "the operation has no `summary` and no `description`",
        "its method has no description",
    ),
    (&["tags"], "the operation has no tags", "its group is named by its path"),
];
const OF_TAGS: [Wish; 1] = [(&["description"], "the tag has no `description`", "its group has no description")];
const OF_PARAMETERS: [Wish; 1] =
    [(&["description"], "the parameter has no `description`", "its setter has no description")];

pub(super) fn check(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let root = JsonPointer::root();
    if let Some(info) = document.root.get("info") {
        wishes(&OF_INFO, info, &root.child("info"), diagnostics);
        license(info, &root.child("info"), diagnostics);
    }
    for (index, tag) in document.root.get("tags").map(Node::items).unwrap_or_default().iter().enumerate() {
        wishes(&OF_TAGS, tag, &root.child("tags").item(index), diagnostics);
    }
    servers(document, diagnostics);
    parameters(document.root.get("components"), &root.child("components"), diagnostics);
    empty_paths(document, diagnostics);
    for (_, operation, pointer) in operations(document) {
        wishes(&OF_OPERATIONS, operation, &pointer, diagnostics);
        parameters(Some(operation), &pointer, diagnostics);
        responses(operation, &pointer, diagnostics);
    }
}

/// Paths without anything: an author who hides their operations has no reason to show the path.
fn empty_paths(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let items = document.root.get("paths").map(Node::entries).unwrap_or_default();
    let is_empty = |path: &str, item: &Node| path.starts_with('/') && item.is_map() && item.entries().is_empty();
    for (path, _) in items.iter().filter(|(path, item)| is_empty(&path.text, item)) {
        let pointer = JsonPointer::root().child("paths").child(&path.text);
        diagnostics.push(undocumented(pointer, "the path has no operation", "nothing is made of it").about_key());
    }
}

/// Reports the keys of which an object has none.
fn wishes(wishes: &[Wish], node: &Node, pointer: &JsonPointer, diagnostics: &mut Vec<Diagnostic>) {
    if !node.is_map() || node.reference().is_some() {
        return;
    }
    for (keys, message, effect) in wishes {
        let is_there = |key: &&str| node.get(key).is_some_and(|value| !is_empty(value));
        if !keys.iter().any(is_there) {
            diagnostics.push(undocumented(pointer.clone(), message, effect).about_key());
        }
    }
}

fn is_empty(value: &Node) -> bool {
    value.is_null() || value.as_str() == Some("") || value.is_list() && value.items().is_empty()
}

fn undocumented(pointer: JsonPointer, message: &str, effect: &str) -> Diagnostic {
    Diagnostic::note(DiagnosticId::Undocumented, pointer, message).effect(effect)
}

fn license(info: &Node, pointer: &JsonPointer, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(license) = info.get("license").filter(|license| license.is_map())
        && license.get("url").or(license.get("identifier")).is_none()
    {
        let message = "the license has no `url`";
        diagnostics.push(undocumented(pointer.child("license"), message, "its text has to be searched").about_key());
    }
}

/// Servers that no client calls: none at all, those of examples, and those that end in a slash.
fn servers(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let root = JsonPointer::root();
    let servers = document.root.get("servers").map(Node::items).unwrap_or_default();
    if servers.is_empty() && !document.was_swagger() && document.root.get("paths").is_some() {
        let message = "the document has no server";
        diagnostics.push(undocumented(root.clone(), message, "every program has to give the base URL").about_key());
    }
    for (index, server) in servers.iter().enumerate() {
        let Some(url) = server.get("url").and_then(Node::as_str) else { continue };
        let pointer = root.child("servers").item(index).child("url");
        if url.contains("://example.com") || url.contains("://localhost") {
            let message = "the server is one of examples, or of this machine";
            diagnostics.push(undocumented(pointer.clone(), message, "programs have to give another base URL"));
        }
        if url.len() > 1 && url.ends_with('/') {
            let message = "the URL of the server ends in a slash, and paths begin with one";
            diagnostics.push(undocumented(pointer, message, "the client leaves it out; other tools send `//`"));
        }
    }
}

/// Parameters of an operation, or of the components.
fn parameters(owner: Option<&Node>, pointer: &JsonPointer, diagnostics: &mut Vec<Diagnostic>) {
    let pointer = pointer.child("parameters");
    let Some(list) = owner.and_then(|owner| owner.get("parameters")) else { return };
    for (index, parameter) in list.items().iter().enumerate() {
        wishes(&OF_PARAMETERS, parameter, &pointer.item(index), diagnostics);
    }
    for (name, parameter) in list.entries() {
        wishes(&OF_PARAMETERS, parameter, &pointer.child(&name.text), diagnostics);
    }
}

/// An operation succeeds with something, and fails with something.
fn responses(operation: &Node, pointer: &JsonPointer, diagnostics: &mut Vec<Diagnostic>) {
    let pointer = pointer.child("responses");
    let statuses: Vec<&str> = match operation.get("responses").map(Node::entries) {
        Some(entries) if !entries.is_empty() => entries.iter().map(|(key, _)| &*key.text).collect(),
        _ => return,
    };
    let has = |classes: &[char]| statuses.iter().any(|status| status.starts_with(classes));
    let has_default = statuses.contains(&"default");
    if !has(&['1', '2', '3']) && !has_default {
        let message = "no response is that of a success";
        diagnostics.push(undocumented(pointer.clone(), message, "what the server answers has no type").about_key());
    }
    if !has(&['4']) && !has_default {
        let message = "no response is that of an error of the request";
        diagnostics
            .push(undocumented(pointer, message, "errors of this operation have no type of their own").about_key());
    }
}
