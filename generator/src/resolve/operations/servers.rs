//! Servers: environments, and the sets of base URLs that operations choose from.

use foldhash::HashSet;
use openapiv3::Server as Written;

use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::document::{Item, Located, Node};
use crate::ir::{Api, Environment, ServerId, ServerSet, ServerVariable};
use crate::resolve::place::Place;
use crate::resolve::resolver::Resolver;
use crate::source::{JsonPointer, names_in_braces};

/// Server sets met so far; the first is the document's own.
#[derive(Debug, Default)]
pub(in crate::resolve) struct ServerSets {
    sets: Vec<Vec<Server>>,
}

/// One written server.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Server {
    url: String,
    /// Its name (OpenAPI 3.2), or its description.
    label: Option<String>,
    /// Its description, where that is not the label.
    description: Option<String>,
}

/// Reads the document's own servers.
pub(in crate::resolve) fn collect(resolver: &mut Resolver<'_>, api: &mut Api) -> ServerSets {
    let root = resolver.references.whole();
    let root = resolver.server_list(&root, api);
    ServerSets { sets: vec![root] }
}

impl ServerSets {
    /// The set of an operation: its own servers, else those of its path item, else the document's.
    pub(in crate::resolve) fn index_of<'a>(
        &mut self,
        resolver: &mut Resolver<'a>,
        owners: [&Place<'a>; 2],
        api: &mut Api,
    ) -> ServerId {
        for owner in owners {
            if owner.node.get("servers").is_none() {
                continue;
            }
            let servers = resolver.server_list(owner, api);
            if servers.is_empty() {
                continue;
            }
            let known = self.sets.iter().position(|known| urls(known).eq(urls(&servers)));
            return ServerId::at(known.unwrap_or_else(|| {
                self.sets.push(servers);
                self.sets.len() - 1
            }));
        }
        ServerId::OF_DOCUMENT
    }

    /// Lines the sets up with the environments, and names both.
    pub(in crate::resolve) fn finish(mut self, resolver: &mut Resolver<'_>, api: &mut Api) {
        if self.sets.len() == 1 && self.sets.iter().all(Vec::is_empty) {
            return;
        }
        if let Some(root) = self.sets.first_mut().filter(|root| root.is_empty()) {
            // Without `servers` the document's own place is meant (OpenAPI 3.0.3, OpenAPI object).
            root.push(Server { url: String::new(), label: None, description: None });
        }
        let widest =
            self.sets.first().filter(|root| root.len() > 1).or_else(|| self.sets.iter().max_by_key(|set| set.len()));
        let widest = widest.map(Vec::as_slice).unwrap_or_default();
        let labels = environment_labels(widest);
        let descriptions: Vec<Option<String>> = widest.iter().map(|server| server.description.clone()).collect();
        let mut taken = HashSet::default();
        for set in &self.sets {
            let label = unique(set_label(resolver, set), &mut taken);
            let urls = aligned(resolver, set, &labels);
            api.servers.push(ServerSet { label, urls });
        }
        let environments = labels.into_iter().zip(descriptions);
        api.environments = environments.map(|(label, description)| Environment { label, description }).collect();
    }
}

impl<'a> Resolver<'a> {
    fn server_list(&mut self, owner: &Place<'a>, api: &mut Api) -> Vec<Server> {
        let owner = Located { node: owner.node, pointer: JsonPointer::clone(&owner.pointer), file: owner.file };
        let written = self.references.document.servers(&owner, self.reporter.list()).unwrap_or_default();
        written
            .into_iter()
            .map(|item| {
                item.node.read();
                item.node.read_key("url");
                let name = item.node.read_key("name").and_then(Node::as_str).map(str::to_owned);
                item.node.read_key("description");
                self.server_variables(&item, api);
                let said =
                    |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
                let (name, description) = (said(name), said(item.value.description));
                Server {
                    url: item.value.url.trim().trim_end_matches('/').to_owned(),
                    description: description.clone().filter(|_| name.is_some()),
                    label: name.or(description),
                }
            })
            .collect()
    }

    fn server_variables(&mut self, server: &Item<'a, Written>, api: &mut Api) {
        for name in names_in_braces(&server.value.url) {
            let written = server.value.variables.as_ref().and_then(|variables| variables.get(name));
            let default = written.map(|variable| variable.default.clone());
            if default.is_none() {
                self.reporter.push(
                    Diagnostic::warning(
                        DiagnosticId::ServerVariableWithoutDefault,
                        server.pointer.child("url"),
                        format!("`{{{name}}}` of the URL has no default"),
                    )
                    .effect("the user must choose a value"),
                );
            }
            let variable = ServerVariable {
                wire_name: name.to_owned(),
                default: default.unwrap_or_default(),
                allowed: written.map(|variable| variable.enumeration.clone()).unwrap_or_default(),
                description: written.and_then(|variable| variable.description.clone()),
            };
            let written = server.node.get("variables").and_then(|variables| variables.get(name));
            self.add_variable(&server.pointer, written, variable, api);
        }
    }

    fn add_variable(&mut self, pointer: &JsonPointer, written: Option<&Node>, variable: ServerVariable, api: &mut Api) {
        match api.server_variables.iter_mut().find(|known| known.wire_name == variable.wire_name) {
            None => {
                written.into_iter().for_each(read_variable);
                api.server_variables.push(variable);
            }
            Some(known) if known.default != variable.default => {
                written.into_iter().for_each(|variable| variable.leave_out());
                self.reporter.push(
                    Diagnostic::note(
                        DiagnosticId::ServerVariableConflict,
                        pointer,
                        format!("`{}` has another default at another server", variable.wire_name),
                    )
                    .effect(format!("`{}` is used everywhere", known.default)),
                );
            }
            // What one of them says holds for all.
            Some(known) => {
                written.into_iter().for_each(read_variable);
                known.description = known.description.take().or(variable.description);
                let added = variable.allowed.into_iter().filter(|value| !known.allowed.contains(value));
                let added: Vec<String> = if known.allowed.is_empty() { Vec::new() } else { added.collect() };
                known.allowed.extend(added);
            }
        }
    }
}

fn read_variable(variable: &Node) {
    variable.read();
    variable.read_key("default");
    variable.read_key("description");
    variable.get("enum").map(Node::items).unwrap_or_default().iter().for_each(|value| _ = value.read());
}

fn urls(servers: &[Server]) -> impl Iterator<Item = &str> {
    servers.iter().map(|server| server.url.as_str())
}

/// One URL for each environment: by description, else by position, else the last one again.
fn aligned(resolver: &mut Resolver<'_>, set: &[Server], labels: &[String]) -> Vec<String> {
    if set.len() < labels.len() && set.len() > 1 || set.len() > labels.len() {
        let first = set.first().map(|server| server.url.as_str()).unwrap_or_default();
        resolver.reporter.push(
            Diagnostic::note(
                DiagnosticId::ServersUneven,
                JsonPointer::root().child("servers"),
                format!("the servers from `{first}` on are not as many as the environments"),
            )
            .effect("each environment takes the one of its description or position"),
        );
    }
    let by_label = |label: &String| set.iter().find(|server| server.label.as_ref() == Some(label));
    let url = |(index, label): (usize, &String)| {
        let server = by_label(label).or_else(|| set.get(index)).or_else(|| set.last());
        server.map(|server| server.url.clone()).unwrap_or_default()
    };
    labels.iter().enumerate().map(url).collect()
}

fn environment_labels(servers: &[Server]) -> Vec<String> {
    let mut taken = HashSet::default();
    servers
        .iter()
        .map(|server| {
            let label = server.label.clone().unwrap_or_else(|| match servers.len() {
                1 => "Default".to_owned(),
                _ => host(&server.url).to_owned(),
            });
            unique(label, &mut taken)
        })
        .collect()
}

/// The name given by the overrides, else the last words of the path, else of the host.
fn set_label(resolver: &Resolver<'_>, set: &[Server]) -> String {
    let first = set.first().map(|server| server.url.as_str()).unwrap_or_default();
    let named = resolver.config.servers.iter().find(|named| named.url.trim_end_matches('/') == first);
    if let Some(named) = named {
        return named.name.clone();
    }
    let (_, rest) = first.split_once("://").unwrap_or(("", first));
    let path = rest.split_once('/').map(|(_, path)| path).unwrap_or_default();
    let last = path.rsplit('/').find(|word| !word.is_empty() && !word.starts_with('{'));
    last.map_or_else(|| host(first).to_owned(), str::to_owned)
}

fn host(url: &str) -> &str {
    let (_, rest) = url.split_once("://").unwrap_or(("", url));
    match rest.split('/').next() {
        Some(host) if !host.is_empty() => host,
        _ => "default",
    }
}

fn unique(label: String, taken: &mut HashSet<String>) -> String {
    let mut candidate = label.clone();
    let mut number = 2;
    while !taken.insert(candidate.clone()) {
        candidate = format!("{label} {number}");
        number += 1;
    }
    candidate
}
