//! Swagger 2.0 read as OpenAPI 3.0: the tree is rebuilt in the words of 3.0, every value keeping its place in the text.
//!
//! The document as a whole is done here; `operations` does what is below a path, `schemas` what is true anywhere.

mod address;
mod newer;
mod operations;
mod schemas;
mod used;
mod words;

use std::cell::Cell;

use foldhash::HashSet;

use self::address::Address;
pub(super) use self::address::problems;
pub(super) use self::newer::newer_words;
use self::operations::{Operations, strings};
use self::used::Used;
pub(crate) use self::words::in_words_of_swagger;
use super::alias_budget::COPY_BUDGET;
use super::edit::{entries_mut, list, map, set, take, text_at};
use super::node::Node;
use super::tree::ReadError;
use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::source::{JsonPointer, Span};

/// A Swagger 2.0 document before it is read as OpenAPI 3.0; the ledger is kept of this.
#[derive(Debug)]
pub(crate) struct Written {
    /// The root as written.
    pub(in crate::document) root: Node,
    /// The places of values that the lowering itself makes use of.
    pub(in crate::document) used: HashSet<Span>,
}

/// Rebuilds a Swagger 2.0 document; returns the new root and the written document.
///
/// # Errors
///
/// When it repeats so much that the result would not fit into memory.
pub(super) fn lower(mut root: Node) -> Result<(Node, Written), ReadError> {
    let written = root.clone();
    let used = Used::default();
    let version = take(&mut root, "swagger").map_or(Span::default(), |node| used.read(&node).span);
    let servers = servers(&mut root, version, &used);
    let operations = Operations {
        consumes: strings(take(&mut root, "consumes")),
        produces: strings(take(&mut root, "produces")),
        parameters: take(&mut root, "parameters").map(Node::into_entries).unwrap_or_default(),
        copied: Cell::new(0),
        used: &used,
        schemes: schemes_of(&servers),
        has_bodies: Cell::new(false),
        has_content: Cell::new(false),
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
    schemas::rewrite(&mut root, &is_body, &used);
    operations.settle_defaults();
    if operations.copied.get() > COPY_BUDGET {
        return Err(Diagnostic::error(
            DiagnosticId::TooBig,
            JsonPointer::root(),
            "media types repeat more than 64 MB of schemas",
        )
        .at(version)
        .into());
    }
    Ok((root, Written { root: written, used: used.into_places() }))
}

/// `schemes`, `host` and `basePath` are one URL per scheme.
fn servers(root: &mut Node, version: Span, used: &Used) -> Node {
    let schemes = strings(take(root, "schemes"));
    let host = take(root, "host");
    let base = take(root, "basePath");
    host.iter().chain(&base).for_each(|node| _ = used.read(node));
    let span = host.as_ref().or(base.as_ref()).map_or(version, |node| node.span);
    let text = |node: &Option<Node>| node.as_ref().and_then(Node::as_str).unwrap_or_default().to_owned();
    let (host, base) = (text(&host), text(&base));
    let address = Address::of(&host, &base);
    let url = |scheme: &str| match &*address.host {
        "" if address.path.is_empty() => "/".to_owned(),
        "" => address.path.clone(),
        host => format!("{scheme}://{host}{}", address.path),
    };
    // A client that can choose does not send credentials in the clear.
    let offered = schemes.iter().filter(|scheme| matches!(scheme.as_str(), Some("http" | "https")));
    let mut names: Vec<&str> = offered.filter_map(|scheme| used.read(scheme).as_str()).collect();
    names.sort_unstable_by(|one, other| other.cmp(one));
    names.dedup();
    if names.is_empty() || address.host.is_empty() {
        names = vec![address.scheme.unwrap_or("https")];
    }
    let is_choice = names.len() > 1;
    let server = |scheme: &&str| {
        let mut entries = vec![("url", text_at(&url(scheme), span))];
        // The scheme is all that tells the two apart.
        entries.extend(is_choice.then(|| ("description", text_at(scheme, span))));
        map(entries, span)
    };
    let servers = names.iter().map(server);
    list(servers.collect(), span)
}

/// The schemes of the URLs of servers.
fn schemes_of(servers: &Node) -> Vec<String> {
    let urls = servers.items().iter().filter_map(|server| server.get("url").and_then(Node::as_str));
    let schemes: Vec<String> = urls.filter_map(|url| Some(url.split_once("://")?.0.to_owned())).collect();
    // Without a host the document's own place is meant, whose scheme is the user's.
    if schemes.is_empty() { vec!["http".to_owned(), "https".to_owned()] } else { schemes }
}

fn components(root: &mut Node, operations: &Operations<'_>, version: Span) -> Node {
    let mut sections = Vec::new();
    if let Some(definitions) = take(root, "definitions") {
        sections.push(("schemas", definitions));
    }
    sections.extend(operations.shared());
    if let Some(mut responses) = take(root, "responses") {
        entries_mut(&mut responses)
            .iter_mut()
            .for_each(|(_, response)| operations.response(response, &operations.produces, &[]));
        sections.push(("responses", responses));
    }
    if let Some(mut schemes) = take(root, "securityDefinitions") {
        entries_mut(&mut schemes).iter_mut().for_each(|(_, scheme)| security_scheme(scheme, operations.used));
        sections.push(("securitySchemes", schemes));
    }
    map(sections, version)
}

fn security_scheme(scheme: &mut Node, used: &Used) {
    let span = scheme.span;
    match scheme.get("type").and_then(Node::as_str) {
        Some("basic") => {
            used.read_key(scheme, "type");
            set(scheme, "type", text_at("http", span));
            set(scheme, "scheme", text_at("basic", span));
        }
        Some("oauth2") => {
            let flow = take(scheme, "flow");
            let name = match flow.as_ref().and_then(|flow| used.read(flow).as_str()) {
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
