//! [`Observer`]: takes exchanges one by one, finds the operation of each, and keeps what they showed.

use std::collections::BTreeMap;

use foldhash::HashMap;

use super::exchange::{Body, Exchange, ObserveOptions, Request};
use super::routes::{Found, Routes, split_url};
use super::seen::is_data;
use super::unmatched::Unmatched;
use super::walker::Walker;
use crate::document::{Document, Located};
use crate::ir::{Api, ApiKeyLocation, SecurityKind};

/// Compares exchanges with a document.
///
/// It keeps counts and the look of values, never the exchanges: its size depends on the document alone.
#[derive(Debug)]
pub struct Observer<'a> {
    pub(super) api: &'a Api,
    pub(super) walker: Walker<'a>,
    routes: Routes<'a>,
    /// The operation objects, by the position of the operation.
    pub(super) operations: Vec<Option<Located<'a>>>,
    by_id: HashMap<&'a str, usize>,
    /// Exchanges by the position of the operation.
    pub(super) called: Vec<u64>,
    /// Query parameters of API keys, which no operation lists.
    keys: Vec<String>,
    pub(super) unmatched: BTreeMap<Unmatched, (u64, String)>,
    /// Samples that could not be read, with the reason.
    pub(super) unreadable: Vec<(String, String)>,
}

/// How many exchanges there were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ObserveCounts {
    /// All of them.
    pub exchanges: u64,
    /// Those that belong to an operation.
    pub matched: u64,
    /// Operations of the document.
    pub operations: usize,
    /// Operations with an exchange.
    pub called: usize,
}

/// Most paths that are listed as unmatched.
const MAX_UNMATCHED: usize = 200;

impl<'a> Observer<'a> {
    pub(crate) fn new(document: &'a Document, api: &'a Api, options: &'a ObserveOptions) -> Self {
        let follow = |located: Located<'a>| document.follow(located).ok();
        let operations = api.operations.iter().map(|operation| document.locate(&operation.pointer).and_then(follow));
        let own = api.operations.iter().enumerate().filter(|(_, operation)| operation.alternative.is_none());
        let keys = api.security_schemes.iter().filter_map(|scheme| match &scheme.kind {
            SecurityKind::ApiKey { location: ApiKeyLocation::Query, wire_name } => Some(wire_name.clone()),
            _ => None,
        });
        Self {
            api,
            walker: Walker::new(document, options),
            routes: Routes::new(api),
            operations: operations.collect(),
            by_id: own.map(|(index, operation)| (operation.id.as_str(), index)).collect(),
            called: vec![0; api.operations.len()],
            keys: keys.collect(),
            unmatched: BTreeMap::new(),
            unreadable: Vec::new(),
        }
    }

    /// Compares an exchange with its operation.
    pub fn add(&mut self, exchange: &Exchange) {
        self.walker.exchange += 1;
        self.walker.sample.clone_from(&exchange.sample);
        let found = match (&exchange.operation, &exchange.request) {
            (named, Some(request)) if !request.url.is_empty() => {
                let named = named.as_ref().and_then(|id| self.by_id.get(id.as_str())).copied();
                match (self.routes.find(&request.method, split_url(&request.url).0, named), named) {
                    // A server may be below another path than the document says.
                    (Found::Nothing, Some(named)) => Found::Operation(named, Vec::new()),
                    (found, _) => found,
                }
            }
            (Some(id), _) => match self.by_id.get(id.as_str()) {
                Some(index) => Found::Operation(*index, Vec::new()),
                None => return self.reject(Unmatched::Id(id.clone())),
            },
            (None, _) => Found::Nothing,
        };
        match found {
            Found::Operation(index, in_path) => self.compare(index, exchange, &in_path),
            Found::Ambiguous(operations) => self.reject(Unmatched::Ambiguous(operations)),
            Found::Nothing => {
                // A browser asks for permission before a request to another origin; every server answers HEAD as GET.
                let request = exchange.request.as_ref().filter(|request| match request.method.as_str() {
                    "OPTIONS" => false,
                    "HEAD" => !self.routes.has_path("GET", split_url(&request.url).0),
                    _ => true,
                });
                if let Some(request) = request {
                    let methods = self.routes.methods_of(split_url(&request.url).0);
                    self.reject(masked(request, methods));
                }
            }
        }
    }

    /// Notes a sample that could not be read.
    pub fn unreadable(&mut self, sample: String, reason: String) {
        self.unreadable.push((sample, reason));
    }

    /// The operation with this id exists.
    pub fn has_operation(&self, id: &str) -> bool {
        self.by_id.contains_key(id)
    }

    /// How many exchanges there were so far.
    pub fn counts(&self) -> ObserveCounts {
        ObserveCounts {
            exchanges: self.walker.exchange,
            matched: self.called.iter().sum(),
            operations: self.by_id.len(),
            called: self.called.iter().filter(|count| **count > 0).count(),
        }
    }

    fn compare(&mut self, index: usize, exchange: &Exchange, in_path: &[(String, &str)]) {
        let Some(Some(operation)) = self.operations.get(index).cloned() else { return };
        self.called.iter_mut().skip(index).take(1).for_each(|count| *count += 1);
        let is_head = exchange.request.as_ref().is_some_and(|request| request.method == "HEAD");
        // What the server refused may be wrong itself, and says nothing of the document.
        let is_refused = exchange.status.is_some_and(|status| status >= 400);
        if let Some(request) = exchange.request.as_ref().filter(|_| !is_refused) {
            self.walker.request(&operation, request, in_path, &self.keys);
        }
        let has_answer =
            exchange.status != Some(0) && (exchange.status.is_some() || !matches!(exchange.body, Body::Unknown));
        if has_answer {
            self.walker.response(&operation, exchange, is_head);
        }
    }

    fn reject(&mut self, unmatched: Unmatched) {
        let has_room = self.unmatched.len() < MAX_UNMATCHED || self.unmatched.contains_key(&unmatched);
        let key = if has_room { unmatched } else { Unmatched::Others };
        let sample = &self.walker.sample;
        self.unmatched.entry(key).or_insert_with(|| (0, sample.clone())).0 += 1;
    }
}

/// Method and path without what may be data: no query, and nothing that looks like an identifier.
fn masked(request: &Request, methods: Vec<String>) -> Unmatched {
    let (path, _) = split_url(&request.url);
    let shown = |segment: &str| {
        let is_plain = segment.len() <= 24
            && segment.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.'))
            && segment.bytes().filter(u8::is_ascii_digit).count() < 4;
        if is_plain && !is_data(segment) { segment.to_owned() } else { "*".to_owned() }
    };
    let path: Vec<String> = path.split('/').take(12).map(shown).collect();
    let method: String = request.method.chars().filter(char::is_ascii_alphabetic).take(16).collect();
    Unmatched::Path(method, path.join("/"), methods)
}
