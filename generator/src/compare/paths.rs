//! The operations and events of a document, and how those of two documents are matched.

use super::site::{child, entries, target};
use crate::document::{Document, Located};

/// One operation of a document as written.
#[derive(Clone, Debug)]
pub(super) struct Written<'d> {
    /// `GET`
    pub(super) method: String,
    /// The path template as written, or the name of an event.
    pub(super) path: String,
    /// The operation.
    pub(super) at: Located<'d>,
    /// Its path item.
    pub(super) item: Located<'d>,
}

impl<'d> Written<'d> {
    /// `GET /users`
    pub(super) fn label(&self) -> String {
        [&self.method, " ", &self.path].concat()
    }

    /// What a server can tell apart: names of parameters are not sent.
    fn route(&self) -> (String, String) {
        (self.method.clone(), route(&self.path))
    }

    pub(super) fn id(&self) -> Option<&'d str> {
        self.at.node.get("operationId").and_then(|id| id.as_str())
    }
}

/// A path, also after its method, without the names of its parameters.
pub(super) fn route(path: &str) -> String {
    let mut route = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        route.extend([before, "{}"]);
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    route + rest
}

/// The operations of a map of path items.
pub(super) fn operations<'d>(document: &'d Document, map: Option<Located<'d>>) -> Vec<Written<'d>> {
    let mut list = Vec::new();
    for (path, item) in map.iter().flat_map(entries).filter(|(path, _)| !path.starts_with("x-")) {
        let item = target(document, item);
        let own = entries(&item).filter(|(key, _)| is_method(key));
        let more = child(&item, "additionalOperations");
        let more: Vec<_> = more.iter().flat_map(entries).collect();
        for (method, at) in own.chain(more) {
            let method = if is_method(method) { method.to_ascii_uppercase() } else { method.to_owned() };
            list.push(Written { method, path: path.to_owned(), at, item: item.clone() });
        }
    }
    list
}

fn is_method(key: &str) -> bool {
    matches!(key, "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace" | "query")
}

/// Matched operations, and those that only one of the documents has.
#[derive(Debug, Default)]
pub(super) struct Matched<'d> {
    pub(super) kept: Vec<(Written<'d>, Written<'d>)>,
    /// Known by their ids; another method or path.
    pub(super) moved: Vec<(Written<'d>, Written<'d>)>,
    pub(super) gone: Vec<Written<'d>>,
    pub(super) come: Vec<Written<'d>>,
}

/// Matches operations by method and path, then by id.
pub(super) fn matched<'d>(before: Vec<Written<'d>>, after: Vec<Written<'d>>) -> Matched<'d> {
    let mut matched = Matched::default();
    let mut rest: Vec<Option<Written<'d>>> = after.into_iter().map(Some).collect();
    let mut unmatched = Vec::new();
    let routes: foldhash::HashMap<(String, String), usize> =
        rest.iter().enumerate().filter_map(|(at, written)| Some((written.as_ref()?.route(), at))).collect();
    for written in before {
        let found = routes.get(&written.route()).and_then(|at| rest.get_mut(*at)?.take());
        match found {
            Some(other) => matched.kept.push((written, other)),
            None => unmatched.push(written),
        }
    }
    for written in unmatched {
        let same_id = |other: &&mut Option<Written<'d>>| {
            other.as_ref().is_some_and(|other| written.id().is_some() && other.id() == written.id())
        };
        match rest.iter_mut().find(same_id).and_then(Option::take) {
            Some(other) => matched.moved.push((written, other)),
            None => matched.gone.push(written),
        }
    }
    matched.come = rest.into_iter().flatten().collect();
    matched
}
