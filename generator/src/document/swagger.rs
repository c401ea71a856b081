//! Swagger 2.0 read as OpenAPI 3.0: the tree is rebuilt in the words of 3.0, every value keeping its place in the text.
//!
//! The document as a whole is done here; `operations` does what is below a path, `schemas` what is true anywhere.

mod operations;
mod schemas;

use std::cell::Cell;

use self::operations::{Operations, strings};
use super::alias_budget::COPY_BUDGET;
use super::edit::{entries_mut, list, map, set, take, text_at};
use super::node::Node;
use super::tree::ReadError;
use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::source::{JsonPointer, Span};

/// Rebuilds a Swagger 2.0 document.
///
/// # Errors
///
/// When it repeats so much that the result would not fit into memory.
pub(super) fn lower(mut root: Node) -> Result<Node, ReadError> {
    let version = take(&mut root, "swagger").map_or(Span::default(), |node| node.span);
    let servers = servers(&mut root, version);
    let operations = Operations {
        consumes: strings(take(&mut root, "consumes")),
        produces: strings(take(&mut root, "produces")),
        parameters: take(&mut root, "parameters").map(Node::into_entries).unwrap_or_default(),
        copied: Cell::new(0),
    };
    let components = components(&mut root, &operations, version);
    if let Some(paths) = take(&mut root, "paths") {
        set(&mut root, "paths", operations.paths(paths));
    }
    set(&mut root, "openapi", text_at("3.0.3", version));
    set(&mut root, "servers", servers);
    set(&mut root, "components", components);
    let is_body =
        |name: &str| operations.parameters.iter().any(|(key, node)| &*key.text == name && operations::is_body(node));
    schemas::rewrite(&mut root, &is_body);
    if operations.copied.get() > COPY_BUDGET {
        return Err(Diagnostic::error(
            DiagnosticId::TooBig,
            JsonPointer::root(),
            "media types repeat more than 64 MB of schemas",
        )
        .at(version)
        .into());
    }
    Ok(root)
}

/// `schemes`, `host` and `basePath` are one URL per scheme.
fn servers(root: &mut Node, version: Span) -> Node {
    let schemes = strings(take(root, "schemes"));
    let host = take(root, "host");
    let base = take(root, "basePath");
    let span = host.as_ref().or(base.as_ref()).map_or(version, |node| node.span);
    let path = base.as_ref().and_then(Node::as_str).unwrap_or("/").trim_end_matches('/');
    let url = |scheme: &str| match host.as_ref().and_then(Node::as_str) {
        Some(host) => format!("{scheme}://{host}{path}"),
        None if path.is_empty() => "/".to_owned(),
        None => path.to_owned(),
    };
    // A client that can choose does not send credentials in the clear.
    let mut names: Vec<&str> =
        schemes.iter().filter_map(Node::as_str).filter(|name| matches!(*name, "http" | "https")).collect();
    names.sort_unstable_by(|one, other| other.cmp(one));
    names.dedup();
    if names.is_empty() || host.is_none() {
        names = vec!["https"];
    }
    let servers = names.iter().map(|scheme| map(vec![("url", text_at(&url(scheme), span))], span));
    list(servers.collect(), span)
}

fn components(root: &mut Node, operations: &Operations, version: Span) -> Node {
    let mut sections = Vec::new();
    if let Some(definitions) = take(root, "definitions") {
        sections.push(("schemas", definitions));
    }
    sections.extend(operations.shared());
    if let Some(mut responses) = take(root, "responses") {
        entries_mut(&mut responses)
            .iter_mut()
            .for_each(|(_, response)| operations.response(response, &operations.produces));
        sections.push(("responses", responses));
    }
    if let Some(mut schemes) = take(root, "securityDefinitions") {
        entries_mut(&mut schemes).iter_mut().for_each(|(_, scheme)| security_scheme(scheme));
        sections.push(("securitySchemes", schemes));
    }
    map(sections, version)
}

fn security_scheme(scheme: &mut Node) {
    let span = scheme.span;
    match scheme.get("type").and_then(Node::as_str) {
        Some("basic") => {
            set(scheme, "type", text_at("http", span));
            set(scheme, "scheme", text_at("basic", span));
        }
        Some("oauth2") => {
            let name = match take(scheme, "flow").as_ref().and_then(Node::as_str) {
                Some("application") => "clientCredentials",
                Some("accessCode") => "authorizationCode",
                Some("password") => "password",
                _ => "implicit",
            };
            let keys = ["authorizationUrl", "tokenUrl", "scopes"];
            let flow = keys.into_iter().filter_map(|key| Some((key, take(scheme, key)?))).collect();
            set(scheme, "flows", map(vec![(name, map(flow, span))], span));
        }
        _ => {}
    }
}
