//! `Document` -> `Api`: references followed, composition merged, defaults decided, nothing left to guess.
//!
//! Schemas become types first by name, then from a worklist, so cycles and deep nesting need no recursion.
//! What cannot be expressed costs its own operation or degrades its own type, and a diagnostic says so.

mod after;
mod operations;
mod place;
mod reading;
mod references;
mod reporter;
mod resolver;
mod schemas;
mod shape;
#[cfg(test)]
mod tests;
mod unions;

use self::resolver::Resolver;
use crate::config::Config;
use crate::diagnostics::Diagnostics;
use crate::document::Document;
use crate::ir::{Api, Info};

/// Resolves a whole document. Diagnostics, and what they cost, are added to `diagnostics`.
pub(crate) fn resolve(document: &Document, config: &Config, diagnostics: &mut Diagnostics) -> Api {
    let mut api = Api { info: info(document, diagnostics), ..Api::default() };
    let mut resolver = Resolver::new(document, config, diagnostics);
    resolver.components();
    operations::security::schemes(&mut resolver, &mut api);
    let servers = operations::servers::collect(&mut resolver, &mut api);
    let groups = operations::paths::resolve(&mut resolver, servers, &mut api);
    operations::operation_ids::order_groups(&mut resolver, groups, &mut api);
    operations::webhooks::resolve(&mut resolver, &mut api);
    resolver.drain();
    api.types = std::mem::take(&mut resolver.types.list);
    operations::files::mark_files(&mut api, &resolver.types.files);
    after::recursion::settle(&mut api.types, diagnostics);
    api.errors = operations::errors::bodies(&api);
    after::usage::propagate(&mut api);
    after::dedup::alias(&mut api);
    after::successes::merge(&mut api);
    after::paging::apply(config, &mut api, diagnostics);
    after::overrides::apply(config, &mut api, diagnostics);
    api
}

fn info(document: &Document, diagnostics: &mut Diagnostics) -> Info {
    let info = document.info(diagnostics);
    let written = document.top("info").map(|located| located.node);
    for key in ["title", "version", "description"] {
        written.and_then(|info| info.read_key(key));
    }
    document.root.get("externalDocs").and_then(|docs| docs.read_key("url"));
    Info {
        title: info.title,
        version: info.version,
        description: info.description,
        documentation_url: document.external_docs(diagnostics).map(|docs| docs.url),
    }
}
