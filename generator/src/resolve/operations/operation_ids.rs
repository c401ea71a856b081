//! What an operation is called and where it belongs: ids, groups, path templates.

use foldhash::{HashMap, HashSet};

use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::document::Node;
use crate::ir::path_template::parameter_name;
use crate::ir::{Method, OperationId, PathSegment};
use crate::lock::Lock;
use crate::resolve::place::Place;
use crate::resolve::resolver::Resolver;
use crate::source::{names_in_braces, visible};

/// An operation as it is in the document.
#[derive(Debug)]
pub(in crate::resolve) struct Written<'a> {
    /// The method.
    pub(in crate::resolve) method: Method,
    /// The path template.
    pub(in crate::resolve) path: &'a str,
    /// The operation object.
    pub(in crate::resolve) place: Place<'a>,
    /// The path item it is in.
    pub(in crate::resolve) item: Place<'a>,
}

/// The id of an operation.
#[derive(Clone, Debug)]
pub(in crate::resolve) struct Id {
    /// As written, or derived from method and path.
    pub(in crate::resolve) id: OperationId,
    /// It is not as written.
    pub(in crate::resolve) derived: bool,
}

impl<'a> Resolver<'a> {
    /// An id for every operation: the written one, unless it is missing, unusable or taken.
    pub(in crate::resolve) fn operation_ids(&mut self, written: &[Written<'a>]) -> Vec<Id> {
        let mut taken: HashMap<OperationId, &Written<'a>> = HashMap::default();
        let mut ids: Vec<Option<Id>> = vec![None; written.len()];
        // Who had the id in the last run keeps it, else the first in the document.
        for known in [true, false] {
            for (operation, slot) in written.iter().zip(&mut ids) {
                let Some(id) =
                    written_id(operation).filter(|id| (self.held_id(operation) == Some(id.as_str())) == known)
                else {
                    continue;
                };
                if let Some(first) = taken.get(&id) {
                    self.report_taken(operation, first, &id);
                    operation.place.read("operationId");
                } else {
                    operation.place.read("operationId");
                    taken.insert(id.clone(), operation);
                    *slot = Some(Id { id, derived: false });
                }
            }
        }
        let mut names: HashSet<OperationId> = taken.into_keys().collect();
        let held: HashSet<&str> = written.iter().filter_map(|operation| self.held_id(operation)).collect();
        let derive = |(operation, id): (&Written<'a>, Option<Id>)| {
            id.unwrap_or_else(|| {
                let short = derived_id(&operation.method, operation.path);
                // Rather the long form than a number, where the short one is taken.
                let long = || OperationId::derived(&operation.method, &path_words(operation.path));
                let id = match self.held_id(operation).and_then(OperationId::new).filter(|held| !names.contains(held)) {
                    Some(held) => held,
                    None if names.contains(&short) || held.contains(short.as_str()) => long(),
                    None => short,
                };
                Id { id: free(id, &mut names), derived: true }
            })
        };
        written.iter().zip(ids).map(derive).collect()
    }

    /// The id that the operation had in the last run.
    fn held_id(&self, operation: &Written<'a>) -> Option<&'a str> {
        let lock: &'a Lock = &self.config.lock;
        lock.operation(&operation.method, operation.path).map(|held| held.id.as_str())
    }

    fn report_taken(&mut self, operation: &Written<'a>, first: &Written<'a>, id: &OperationId) {
        let derived = derived_id(&operation.method, operation.path);
        self.reporter.push(
            Diagnostic::warning(
                DiagnosticId::OperationIdDuplicate,
                operation.place.pointer.child("operationId"),
                format!("the operation id `{id}` is that of `{} {}`", first.method, visible(first.path)),
            )
            .effect(format!("this operation is called `{derived}`"))
            .related(&*first.place.pointer, "the other operation"),
        );
    }
}

/// The id as written, if it says anything.
fn written_id(operation: &Written<'_>) -> Option<OperationId> {
    OperationId::new(&operation.place.node.get("operationId").and_then(Node::to_text)?)
}

/// The pieces of a path template; `None` when its braces do not match.
pub(in crate::resolve) fn segments(path: &str) -> Option<Vec<PathSegment>> {
    let mut segments = Vec::new();
    let mut rest = path;
    while let Some((literal, tail)) = rest.split_once('{') {
        let (name, after) = tail.split_once('}')?;
        if literal.contains('}') || name.is_empty() || name.contains(['{', '/']) {
            return None;
        }
        if !literal.is_empty() {
            segments.push(PathSegment::Literal(literal.to_owned()));
        }
        segments.push(PathSegment::Parameter(parameter_name(name).to_owned()));
        rest = after;
    }
    if rest.contains('}') {
        return None;
    }
    if !rest.is_empty() {
        segments.push(PathSegment::Literal(rest.to_owned()));
    }
    Some(segments)
}

/// The parameters of a path template that may have slashes: `{path+}`, and `{+path}` of RFC 6570.
pub(in crate::resolve) fn of_several_segments(path: &str) -> impl Iterator<Item = &str> {
    names_in_braces(path).filter(|written| written.starts_with('+') || written.ends_with('+')).map(parameter_name)
}

/// `GET /users/{id}/tags` -> `getUserTags`, `GET /` -> `getRoot`.
///
/// A parameter right after its collection picks one out of it, so it makes the word singular and is not named.
pub(in crate::resolve) fn derived_id(method: &Method, path: &str) -> OperationId {
    let mut words = String::new();
    let mut segments = path.split('/').filter(|segment| !segment.is_empty()).peekable();
    if segments.peek().is_none() {
        words.push_str("Root");
    }
    while let Some(segment) = segments.next() {
        let collection = !segment.contains('{') && segment.ends_with('s');
        let picked = collection && segments.next_if(|next| is_parameter(next)).is_some();
        words.push_str(&if picked { path_words(&one_of(segment)) } else { path_words(segment) });
    }
    OperationId::derived(method, &words)
}

/// One of a collection: `categories` -> `category`; a wrong guess yields an odd name, never a wrong program.
fn one_of(collection: &str) -> String {
    if let Some(stem) = collection.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    let whole = ["ss", "us", "news", "series", "species"].iter().any(|ending| collection.ends_with(ending));
    let long = ["sses", "shes", "ches", "xes", "tuses"].iter().any(|ending| collection.ends_with(ending));
    let cut = if whole { 0 } else { 1 + usize::from(long) };
    collection.get(..collection.len() - cut).unwrap_or(collection).to_owned()
}

/// The whole segment is one parameter.
fn is_parameter(segment: &str) -> bool {
    segment.starts_with('{') && segment.ends_with('}') && segment.matches('{').count() == 1
}

/// `/users/{id}/tags` -> `UsersByIdTags`.
pub(in crate::resolve) fn path_words(path: &str) -> String {
    let mut text = String::new();
    for segment in path.split('/') {
        if segment.starts_with('{') {
            text.push_str("By");
        }
        for word in segment.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
            let mut letters = word.chars();
            text.extend(letters.next().into_iter().flat_map(char::to_uppercase));
            text.push_str(letters.as_str());
        }
    }
    text
}

/// The id, numbered if it is taken; it is taken from now on.
pub(super) fn free(id: OperationId, taken: &mut HashSet<OperationId>) -> OperationId {
    let mut candidate = id.clone();
    let mut number = 2;
    while !taken.insert(candidate.clone()) {
        candidate = id.numbered(number);
        number += 1;
    }
    candidate
}
