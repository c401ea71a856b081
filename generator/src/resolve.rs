//! `Document` -> `Api`: references followed, composition merged, defaults decided, nothing left to guess.
//!
//! Schemas become types first by name, then from a worklist, so cycles and deep nesting need no recursion.
//! What cannot be expressed costs its own operation or degrades its own type, and a diagnostic says so.

mod after;
mod given_names;
mod operations;
mod place;
mod reach;
mod reading;
mod references;
mod reporter;
mod resolver;
mod schemas;
mod shape;
#[cfg(test)]
mod tests;
mod unions;

use self::operations::selection::Selected;
use self::place::Place;
use self::reach::Reach;
use self::reading::summarised;
use self::resolver::Resolver;
use crate::config::Config;
use crate::diagnostics::Diagnostics;
use crate::document::{Document, Node};
use crate::ir::{Api, Info};
use crate::source::{JsonPointer, OVERRIDES_PATH};

/// Resolves a whole document. Diagnostics, and what they cost, are added to `diagnostics`.
pub(crate) fn resolve(document: &Document, config: &Config, diagnostics: &mut Diagnostics) -> Api {
    let mut api = Api { info: info(document, diagnostics), ..Api::default() };
    let mut resolver = Resolver::new(document, config, diagnostics);
    let operations = operations::paths::written(&mut resolver, &mut api);
    let webhooks = operations::webhooks::written(&resolver);
    let mut selected = operations::selection::select(&mut resolver, operations, webhooks);
    let reach = reach(&mut resolver, &mut selected);
    resolver.components(&reach);
    operations::security::schemes(&mut resolver, &mut api);
    let servers = operations::servers::collect(&mut resolver, &mut api);
    let left_out = selected.left_out;
    let groups = operations::paths::resolve(&mut resolver, selected.operations, servers, &mut api);
    operations::grouping::order_groups(&mut resolver, groups, &mut api);
    operations::webhooks::resolve(&mut resolver, selected.webhooks, &mut api);
    resolver.drain();
    resolver.describe_types();
    resolver.note_idle_discriminators();
    resolver.report_examples();
    api.types = std::mem::take(&mut resolver.types.list);
    let lists = std::mem::take(&mut resolver.lists);
    let waits = std::mem::take(&mut resolver.waits);
    operations::files::mark_files(&mut api, &resolver.types.files);
    after::recursion::settle(document, &mut api.types, diagnostics);
    api.errors = operations::errors::bodies(&api);
    after::waiting::apply(config, &waits, &mut api, &left_out, diagnostics);
    after::usage::propagate(&mut api);
    after::dedup::alias(&mut api);
    after::equal_bodies::alias(&mut api);
    after::successes::merge(&mut api);
    left_out.silence(diagnostics);
    after::paging::apply(config, &lists, &mut api, &left_out, diagnostics);
    after::overrides::apply(config, &mut api, &left_out, diagnostics);
    api.not_selected = left_out.places;
    api
}

/// The component schemas that the selected operations and webhooks need, and those that are included by name.
fn reach<'a>(resolver: &mut Resolver<'a>, selected: &mut Selected<'a>) -> Reach {
    let components = resolver.component_schemas();
    let wanted = included_schemas(resolver, &components);
    if !selected.is_limited {
        return Reach::Everything;
    }
    let operations = selected.operations.iter().flat_map(|(operation, _)| {
        [Some(operation.place.clone()), operation.item.child("parameters")].into_iter().flatten()
    });
    let webhooks = selected.webhooks.iter().map(|(_, place)| place.clone());
    let roots = operations.chain(webhooks).chain(wanted).collect();
    let places: Vec<Place<'_>> = components.iter().map(|(_, place)| place.clone()).collect();
    let reach = Reach::from(&resolver.references, roots, &places);
    for (name, place) in components.iter().filter(|(_, place)| !reach.has(place)) {
        selected.left_out.schemas.insert((*name).to_owned());
        selected.left_out.leave_out(place);
    }
    reach
}

/// The component schemas that the overrides include by name.
fn included_schemas<'a>(resolver: &mut Resolver<'a>, components: &[(&'a str, Place<'a>)]) -> Vec<Place<'a>> {
    let mut included = Vec::new();
    for (index, pattern) in resolver.config.include.schemas.iter().enumerate() {
        let before = included.len();
        let matching = components.iter().filter(|(name, _)| pattern.matches(name));
        included.extend(matching.map(|(_, place)| place.clone()));
        if included.len() == before {
            let names: Vec<&str> = components.iter().map(|(name, _)| *name).collect();
            let place = JsonPointer::root_of(OVERRIDES_PATH).child("include").child("schemas").item(index);
            let unknown = operations::selection::unknown_pattern(place, "include", "schemas", pattern, &names);
            resolver.reporter.push(unknown);
        }
    }
    included
}

fn info(document: &Document, diagnostics: &mut Diagnostics) -> Info {
    let info = document.info(diagnostics);
    let written = document.top("info").map(|located| located.node);
    for key in ["title", "version", "description"] {
        written.and_then(|info| info.read_key(key));
    }
    let summary = written.and_then(|info| info.read_key("summary")).and_then(Node::as_str);
    let described = summarised(summary, info.description.as_deref());
    document.root.get("externalDocs").and_then(|docs| docs.read_key("url"));
    Info {
        title: info.title,
        version: info.version,
        description: Some(described).filter(|described| !described.is_empty()),
        documentation_url: document.external_docs(diagnostics).map(|docs| docs.url),
    }
}
