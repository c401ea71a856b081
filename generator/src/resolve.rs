//! `Document` -> `Api`: references followed, composition merged, defaults decided, nothing left to guess.
//!
//! Schemas become types first by name, then from a worklist, so cycles and deep nesting need no recursion.
//! What cannot be expressed costs its own operation or degrades its own type, and a diagnostic says so.

mod after;
mod operations;
mod place;
mod reading;
mod references;
mod schemas;
#[cfg(test)]
mod tests;
mod unions;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use self::place::Place;
use self::references::References;
use self::schemas::composition::Merged;
use self::schemas::shapes::{Pending, Use};
use crate::config::Config;
use crate::diagnostics::Diagnostics;
use crate::document::{Dialect, Document, Node};
use crate::ir::{Api, Info, Origin, TypeDef, TypeId};
use crate::source::{FileId, JsonPointer};

/// Resolves a whole document. Findings, and what they cost, are added to `diagnostics`.
pub fn resolve(document: &Document, config: &Config, diagnostics: &mut Diagnostics) -> Api {
    let mut api = Api { info: info(document, diagnostics), ..Api::default() };
    let mut resolver = Resolver::new(document, config, diagnostics);
    resolver.components();
    operations::security::schemes(&mut resolver, &mut api);
    let servers = operations::servers::collect(&mut resolver, &mut api);
    let groups = operations::paths::resolve(&mut resolver, servers, &mut api);
    operations::operation_ids::order_groups(&mut resolver, groups, &mut api);
    operations::webhooks::resolve(&mut resolver, &mut api);
    resolver.drain();
    api.types = std::mem::take(&mut resolver.types);
    operations::bodies::mark_files(&mut api, &resolver.files);
    let diagnostics = resolver.diagnostics;
    after::recursion::settle(&mut api.types, diagnostics);
    api.errors = operations::errors::bodies(&api);
    after::usage::propagate(&mut api);
    after::dedup::alias(&mut api);
    after::paging::apply(config, &mut api, diagnostics);
    after::overrides::apply(config, &mut api, diagnostics);
    api
}

/// The largest documents known copy a fortieth of this.
const MOST_COPIES: usize = 600_000;

/// What all parts of the stage share.
struct Resolver<'a> {
    document: &'a Document,
    root: &'a Node,
    dialect: Dialect,
    config: &'a Config,
    diagnostics: &'a mut Diagnostics,
    references: References<'a>,
    /// Pointers of findings about references, so that none is reported twice.
    reported: HashSet<JsonPointer>,
    /// All types so far; the kind of one that is still pending is a placeholder.
    types: Vec<TypeDef>,
    /// How many types have an origin.
    origins: HashMap<Origin, u32>,
    /// Uses of schemas that were met before, by address of the node.
    memo: HashMap<usize, Use>,
    /// Uses of schemas merged from several nodes, by their addresses.
    merged_memo: HashMap<Vec<usize>, Use>,
    /// Whether a schema admits `null`, by address.
    nullable_memo: HashMap<usize, bool>,
    /// Schemas of which it is read that they admit `null`, by address.
    read_nulls: HashSet<usize>,
    /// Objects that were looked at as members of unions, by address.
    merged_views: HashMap<usize, Rc<Merged<'a>>>,
    /// Properties that may still be copied from one schema into another; a guard against documents made to explode.
    copies_left: usize,
    /// Types that have an id and wait for their definition.
    pending: Vec<Pending<'a>>,
    /// Components by the base that they contain in `allOf`.
    children: HashMap<usize, Vec<Place<'a>>>,
    /// Properties of multipart forms that are files.
    files: Vec<(TypeId, String)>,
    /// How deep the schema at hand is nested in others without a type of its own between.
    depth: usize,
}

impl<'a> Resolver<'a> {
    fn new(document: &'a Document, config: &'a Config, diagnostics: &'a mut Diagnostics) -> Self {
        let reported = diagnostics.iter().map(|finding| finding.pointer.clone()).collect();
        Self {
            document,
            root: &document.root,
            dialect: document.dialect,
            config,
            diagnostics,
            references: References::new(document),
            reported,
            types: Vec::new(),
            origins: HashMap::new(),
            memo: HashMap::new(),
            merged_memo: HashMap::new(),
            nullable_memo: HashMap::new(),
            read_nulls: HashSet::new(),
            merged_views: HashMap::new(),
            copies_left: MOST_COPIES,
            pending: Vec::new(),
            children: HashMap::new(),
            files: Vec::new(),
            depth: 0,
        }
    }

    /// The document itself.
    fn whole(&self) -> Place<'a> {
        Place::new(self.root, JsonPointer::root(), FileId::MAIN)
    }

    /// The place of a top-level key, or the one it refers to.
    fn top(&self, key: &str) -> Option<Place<'a>> {
        self.whole().child(key).map(|place| self.behind(place))
    }
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
