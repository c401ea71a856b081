//! Operations: every method of every path, or a diagnostic that names it.

use std::borrow::Cow;

use foldhash::HashSet;

use super::alternatives::{self, OtherPayload};
use super::grouping::{GroupName, Grouping, declared_tags, labels};
use super::layers::Expected;
use super::operation_ids::{Id, Written, of_several_segments, path_words, segments};
use super::parameters::{ParameterList, ParameterOwner, Template};
use super::reserved_headers::{Authorization, with_authorization};
use super::responses::success;
use super::servers::ServerSets;
use super::{list_extensions, waiting_extensions};
use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::document::Node;
use crate::ir::{
    Api, Docs, GroupId, Method, Operation, OperationId, Parameter, ParameterLocation, PathSegment, ServerId,
};
use crate::resolve::given_names;
use crate::resolve::place::Place;
use crate::resolve::resolver::Resolver;
use crate::source::JsonPointer;

/// An operation, and what is made of it when the whole is known.
struct Resolved {
    operation: Operation,
    authorization: Option<Authorization>,
    /// Representations that a method of their own asks for.
    others: Vec<OtherPayload>,
}

/// All operations of the document with their ids, whether they can be used or not.
pub(in crate::resolve) fn written<'a>(resolver: &mut Resolver<'a>, api: &mut Api) -> Vec<(Written<'a>, Id)> {
    let written = resolver.written_operations();
    let lock = &resolver.config.lock;
    let is_known = |operation: &&Written<'_>| lock.operation(&operation.method, operation.path).is_some();
    api.described_operations = written.len();
    api.known_operations = written.iter().filter(is_known).count();
    let ids = resolver.operation_ids(&written);
    written.into_iter().zip(ids).collect()
}

/// Resolves operations; returns the name of the group of each.
pub(in crate::resolve) fn resolve<'a>(
    resolver: &mut Resolver<'a>,
    operations: Vec<(Written<'a>, Id)>,
    mut servers: ServerSets,
    api: &mut Api,
) -> Vec<GroupName> {
    let root = resolver.references.whole();
    let security = resolver.requirements(&root, &[], api);
    let labels = labels(resolver);
    let declared = declared_tags(resolver);
    let title = resolver.references.document.top("info").and_then(|info| info.node.get("title")?.to_text());
    let known = (&*declared, title.as_deref().unwrap_or_default());
    let grouping = Grouping::of(resolver.config, known, &operations, &labels);
    let mut groups = Vec::with_capacity(operations.len());
    let mut taken: HashSet<OperationId> = operations.iter().map(|(_, id)| id.id.clone()).collect();
    api.operations.reserve(operations.len());
    for (written, id) in operations {
        let Some(segments) = resolver.usable_segments(&written, &id) else { continue };
        let server = servers.index_of(resolver, [&written.place, &written.item], api);
        let security = resolver.requirements(&written.place, &security, api);
        groups.push(grouping.group(&written, &id, &labels));
        let Resolved { mut operation, authorization, others } = resolver.operation(&written, id, segments, server);
        operation.security = with_authorization(security, authorization, api);
        resolver.lists.extend(list_extensions::read(&written.place, &root, &operation));
        resolver.waits.extend(waiting_extensions::read(&written.place, &operation.method));
        let alternatives = alternatives::operations(&operation, &others, success, &mut taken);
        let group = groups.last().cloned().unwrap_or_default();
        groups.extend(alternatives.iter().map(|_| group.clone()));
        api.operations.push(operation);
        api.operations.extend(alternatives);
        resolver.drain();
    }
    servers.finish(resolver, api);
    api.security = security;
    groups
}

impl<'a> Resolver<'a> {
    fn written_operations(&mut self) -> Vec<Written<'a>> {
        let mut written = Vec::new();
        let Some(paths) = self.references.whole().child("paths") else { return written };
        let elsewhere = paths.node.reference().is_some().then(|| self.references.target_of(paths.clone()));
        let is_path = |path: &str| !path.starts_with("x-") && path != "$ref";
        for paths in [Some(paths), elsewhere].into_iter().flatten() {
            for (path, item) in paths.children().filter(|(path, _)| is_path(path)) {
                self.operations_of(path, item, &mut written);
            }
        }
        written
    }

    /// The operations of a path item; a reference next to them brings the others (OpenAPI 3.0.3, path item object).
    fn operations_of(&mut self, path: &'a str, item: Place<'a>, written: &mut Vec<Written<'a>>) {
        let first = written.len();
        let is_reference = item.node.reference().is_some();
        let layers = is_reference.then(|| self.layers(&item, Expected::PathItem)).flatten();
        let target = layers.map(|layers| layers.target().clone());
        let reference = item.clone();
        for item in [Some(item), target].into_iter().flatten() {
            for (method, place) in methods(&item) {
                let known = written.get(first..).unwrap_or_default().iter().any(|other| other.method == method);
                if !known {
                    let place = self.references.target_of(place);
                    if item.address() != reference.address() {
                        self.references.read_references(&reference);
                    }
                    written.push(Written { method, path, place, item: item.clone() });
                }
            }
        }
    }

    /// The path of an operation in pieces; reports an operation that is left out.
    fn usable_segments(&mut self, operation: &Written<'a>, id: &Id) -> Option<Vec<PathSegment>> {
        let reason = self.config.operations.get(id.id.as_str()).and_then(|config| config.exclude.clone());
        if let Some(reason) = reason {
            let message = format!("the overrides leave out `{}`: {reason}", id.id);
            self.left_out(
                Diagnostic::note(DiagnosticId::OperationLeftOut, &*operation.place.pointer, message),
                &operation.place,
                id,
            );
            return None;
        }
        if operation.place.node.reference().is_some() {
            let message = "this operation is a reference that leads nowhere";
            self.left_out(
                Diagnostic::warning(DiagnosticId::OperationLeftOut, &*operation.place.pointer, message),
                &operation.place,
                id,
            );
            return None;
        }
        if !operation.place.node.is_map() && !operation.place.node.is_null() {
            let message = "this operation is no object";
            self.left_out(
                Diagnostic::warning(DiagnosticId::OperationLeftOut, &*operation.place.pointer, message),
                &operation.place,
                id,
            );
            return None;
        }
        let segments = segments(&self.braced(operation));
        if segments.is_none() {
            let message = format!("the braces of `{}` do not enclose names", operation.path);
            self.left_out(
                Diagnostic::warning(DiagnosticId::OperationLeftOut, &*operation.place.pointer, message),
                &operation.place,
                id,
            );
        }
        segments.inspect(|segments| self.report_colons(operation, segments))
    }

    /// `/users/:id` without a parameter `id` is sent as it is.
    fn report_colons(&mut self, operation: &Written<'a>, segments: &[PathSegment]) {
        let literals = segments.iter().filter_map(|segment| match segment {
            PathSegment::Literal(text) => Some(text),
            PathSegment::Parameter(_) => None,
        });
        let names = literals.flat_map(|text| text.split('/').skip(1)).filter_map(|segment| segment.strip_prefix(':'));
        for name in names.filter(|name| name.starts_with(|first: char| first.is_alphabetic() || first == '_')) {
            self.reporter.push(
                Diagnostic::warning(
                    DiagnosticId::PathParameterUndeclared,
                    &*operation.place.pointer,
                    format!("`:{name}` of the path is not declared"),
                )
                .help(format!(
                    "write `{{{name}}}` in the path, and add `- name: {name}` with `in: path` to `parameters`"
                ))
                .effect(format!("the path is sent with `:{name}` in it")),
            );
        }
    }

    /// `/users/:id` is another way to write `/users/{id}`, if such a parameter is declared.
    fn braced(&self, operation: &Written<'a>) -> Cow<'a, str> {
        if !operation.path.contains("/:") {
            return Cow::Borrowed(operation.path);
        }
        let lists = [operation.item.child("parameters"), operation.place.child("parameters")];
        let parameters = lists.iter().flatten().flat_map(|list| list.list_items());
        let declared: HashSet<&str> = parameters
            .map(|parameter| self.looked_through(&parameter))
            .filter(|parameter| parameter.text("in") == Some("path"))
            .filter_map(|parameter| parameter.text("name"))
            .collect();
        let segment = |segment: &str| match segment.strip_prefix(':') {
            Some(name) if declared.contains(name) => format!("{{{name}}}"),
            _ => segment.to_owned(),
        };
        Cow::Owned(operation.path.split('/').map(segment).collect::<Vec<_>>().join("/"))
    }

    fn left_out(&mut self, diagnostic: Diagnostic, place: &Place<'a>, id: &Id) {
        self.reporter.push(diagnostic.effect(format!("operation {} is left out", id.id)));
        place.leave_out();
    }

    fn operation(&mut self, written: &Written<'a>, id: Id, segments: Vec<PathSegment>, server: ServerId) -> Resolved {
        let place = &written.place;
        place.node.read();
        let words = path_words(written.path);
        let owner = ParameterOwner::PathItem(written.path, &words);
        let inherited = ParameterList { place: written.item.child("parameters"), owner };
        let own = ParameterList { place: place.child("parameters"), owner: ParameterOwner::Operation(&id.id) };
        let parts = Template { segments: &segments, of_several: of_several_segments(written.path).collect() };
        let (parameters, headers) = self.parameters(inherited, own, &parts, place);
        let body =
            place.child("requestBody").and_then(|body| self.body(&body, (&written.method, written.path), &id.id));
        let outcome = self.outcome(place, &written.method, &id.id, headers.accept.as_deref());
        if let Some(callbacks) = place.node.get("callbacks").filter(|callbacks| !callbacks.entries().is_empty()) {
            callbacks.leave_out();
            self.note_unused(place, "callbacks");
        }
        let operation = Operation {
            pointer: JsonPointer::clone(&place.pointer),
            method: written.method.clone(),
            path: template(&segments),
            idempotency_key: idempotency_key(&written.method, &parameters),
            segments,
            group: GroupId::default(),
            tags: place
                .node
                .get("tags")
                .map(Node::items)
                .unwrap_or_default()
                .iter()
                .filter_map(|tag| tag.read().to_text())
                .collect(),
            docs: operation_docs(place, &written.item),
            source: source(place),
            parameters,
            body,
            body_arguments: Vec::new(),
            responses: outcome.responses,
            success: outcome.success,
            accept: headers.accept.map_or(outcome.accept, |accept| vec![accept]),
            content_type: headers.content_type,
            server,
            security: Vec::new(),
            paging: None,
            waiting: None,
            alternative: None,
            idempotent: place.node.get("x-idempotent").and_then(Node::as_bool),
            id: id.id,
            id_is_derived: id.derived,
            given_name: given_names::method(place.node),
        };
        Resolved { operation, authorization: headers.authorization, others: outcome.others }
    }
}

/// The header of the idempotency key, by the name that servers give to it.
fn idempotency_key(method: &Method, parameters: &[Parameter]) -> Option<String> {
    let is_key = |name: &str| {
        let letters: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        letters.to_ascii_lowercase().ends_with("idempotencykey")
    };
    let mut headers = parameters.iter().filter(|parameter| parameter.location == ParameterLocation::Header);
    let key = headers.find(|parameter| is_key(&parameter.wire_name)).map(|parameter| parameter.wire_name.clone());
    key.filter(|_| method.is_unsafe_to_repeat())
}

/// The operations of a path item, those with keys of their own first: they win over others of the same method.
fn methods<'a>(item: &Place<'a>) -> Vec<(Method, Place<'a>)> {
    let additional = item.child("additionalOperations");
    let known = item.children().filter_map(|(key, place)| Some((Method::of_key(key)?, place)));
    let additional = additional.iter().flat_map(Place::children);
    // The structural pass reports what is no method.
    known.chain(additional.filter_map(|(name, place)| Some((Method::named(name)?, place)))).collect()
}

/// The template in one spelling, whatever the document's.
fn template(segments: &[PathSegment]) -> String {
    segments
        .iter()
        .map(|segment| match segment {
            PathSegment::Literal(text) => text.clone(),
            PathSegment::Parameter(name) => format!("{{{name}}}"),
        })
        .collect()
}

/// What an operation says of itself, or else what its path item says of all its operations.
fn operation_docs(place: &Place<'_>, item: &Place<'_>) -> Docs {
    let text = |key: &str| {
        let holder = if place.node.get(key).is_some() { place } else { item };
        holder.read_text(key).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    Docs {
        title: text("summary"),
        description: text("description"),
        example: None,
        more_examples: Vec::new(),
        deprecated: place.read_flag("deprecated").unwrap_or(false),
        url: place.node.get("externalDocs").and_then(|docs| docs.read_key("url")).and_then(Node::to_text),
        notes: [item_notes(place, item), operation_notes(place)].concat(),
    }
}

/// What a path item says of all its operations, next to what an operation says of itself.
fn item_notes(place: &Place<'_>, item: &Place<'_>) -> Vec<String> {
    let said_twice = ["summary", "description"].into_iter().filter(|key| place.node.get(key).is_some());
    let notes = said_twice.filter_map(|key| item.read_text(key)).map(str::trim);
    let own = |note: &&str| ["summary", "description"].iter().any(|key| place.text(key).map(str::trim) == Some(*note));
    notes.filter(|note| !note.is_empty() && !own(note)).map(str::to_owned).collect()
}

/// `x-source`: one page, or several.
fn source(place: &Place<'_>) -> Option<String> {
    let source = place.node.get("x-source")?;
    if source.is_list() {
        let pages: Vec<String> = source.items().iter().filter_map(Node::to_text).collect();
        return (!pages.is_empty()).then(|| pages.join(", "));
    }
    source.to_text()
}

/// How reliable the description of an operation is, in the words of its author.
fn operation_notes(place: &Place<'_>) -> Vec<String> {
    let observed = place.text("x-observed").map(str::to_owned);
    let confidence = place.text("x-confidence").map(|word| format!("Confidence of this description: `{word}`."));
    observed.into_iter().chain(confidence).collect()
}
