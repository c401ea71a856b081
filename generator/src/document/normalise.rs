//! Fills in what people leave out of the objects that `envelope` decodes, on a copy of the node.

use super::edit::{default, entries_mut, get_mut, key, remove, set, text};
use super::node::{Node, NodeKind};
use crate::source::Span;

/// `info` with a licence that has a name (3.1 lets `identifier` stand alone).
pub(super) fn license(info: &Node) -> Node {
    let mut info = info.clone();
    if let Some(license) = get_mut(&mut info, "license") {
        let name = license.get("identifier").and_then(Node::to_text).unwrap_or_default();
        default(license, "name", text(&name));
    }
    info
}

/// A server whose variables have defaults.
pub(super) fn server(server: &Node) -> Node {
    let mut server = server.clone();
    for (_, variable) in get_mut(&mut server, "variables").map(entries_mut).into_iter().flatten() {
        let first = variable.get("enum").and_then(|values| values.items().first()).cloned();
        default(variable, "default", first.unwrap_or_else(|| text("")));
    }
    server
}

/// A tag whose link has an address.
pub(super) fn tag(tag: &Node) -> Node {
    let mut tag = tag.clone();
    if get_mut(&mut tag, "externalDocs").is_some_and(|docs| docs.get("url").is_none()) {
        remove(&mut tag, "externalDocs");
    }
    tag
}

/// A security scheme in the words of OpenAPI 3.0, without the flows that lack an address.
pub(super) fn security_scheme(scheme: &Node) -> Node {
    let mut scheme = scheme.clone();
    if scheme.get("type").and_then(Node::as_str) == Some("basic") {
        // Swagger 2.0 spelt HTTP Basic so.
        set(&mut scheme, "type", text("http"));
        set(&mut scheme, "scheme", text("basic"));
    }
    if let Some(place) = scheme.get("in").and_then(Node::as_str).map(str::to_ascii_lowercase) {
        set(&mut scheme, "in", text(&place));
    }
    if let Some(flows) = get_mut(&mut scheme, "flows") {
        for (_, flow) in entries_mut(flows).iter_mut() {
            mend_scopes(flow);
        }
        if let NodeKind::Map(entries) = &mut flows.kind {
            entries.retain(|(name, flow)| is_complete(&name.text, flow));
        }
    }
    scheme
}

/// Scopes are an object from name to description; a list of names and descriptions left empty are understood.
fn mend_scopes(flow: &mut Node) {
    let names = flow.get("scopes").map(Node::items).unwrap_or_default();
    let listed: Vec<_> = names.iter().filter_map(|name| Some((key(name.as_str()?), text("")))).collect();
    if !flow.get("scopes").is_some_and(Node::is_map) {
        set(flow, "scopes", Node::new(NodeKind::Map(listed), Span::default()));
    }
    for (_, description) in get_mut(flow, "scopes").map(entries_mut).into_iter().flatten() {
        if description.to_text().is_none() {
            *description = text("");
        }
    }
}

fn is_complete(name: &str, flow: &Node) -> bool {
    let has = |key: &str| flow.get(key).is_some();
    match name {
        "implicit" => has("authorizationUrl"),
        "password" | "clientCredentials" => has("tokenUrl"),
        "authorizationCode" => has("authorizationUrl") && has("tokenUrl"),
        _ => true,
    }
}
