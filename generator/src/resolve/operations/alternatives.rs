//! Representations of a success that another method asks for: events next to JSON, JSON of another shape, bytes.

use foldhash::HashSet;

use super::media::{Entry, essence};
use super::operation_ids::free;
use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::ir::{
    Alternative, Annotations, MediaKind, Method, Operation, OperationId, Origin, Payload, Response, StatusMatch, Step,
    Success, TypeRef,
};
use crate::resolve::place::Owner;
use crate::resolve::resolver::Resolver;

/// A representation of one response that is not the one its method returns.
#[derive(Clone, Debug)]
pub(in crate::resolve) struct OtherPayload {
    /// The response it belongs to.
    pub(in crate::resolve) status: StatusMatch,
    /// As written.
    pub(in crate::resolve) media_type: String,
    /// What the name of its method ends with.
    pub(in crate::resolve) word: String,
    /// What it carries.
    pub(in crate::resolve) payload: Payload,
    /// What its schema says, where no type of its own says it.
    pub(in crate::resolve) body: Option<Box<Annotations>>,
}

impl<'a> Resolver<'a> {
    /// The representations that differ from the main one in shape.
    pub(in crate::resolve) fn other_payloads(
        &mut self,
        entries: &[Entry<'a>],
        status: StatusMatch,
        main: &Payload,
        origin: &Origin,
    ) -> Vec<OtherPayload> {
        let Payload::Value { media_type: main, .. } = main else { return Vec::new() };
        let Some(main) = entries.iter().find(|entry| entry.media_type == main) else { return Vec::new() };
        let mut taken = vec![main];
        let mut others = Vec::new();
        for entry in entries {
            if !self.has_another_shape(entry, &taken) {
                continue;
            }
            let word = word(entry, &taken);
            taken.push(entry);
            entry.place.node.read();
            let type_ref = self.other_type(entry, &word, origin);
            let payload = Payload::Value { media_type: entry.media_type.to_owned(), kind: entry.kind, type_ref };
            self.leave_out_examples(&entry.place, None);
            let body = match (&payload, &entry.schema) {
                (Payload::Value { type_ref, .. }, Some(schema)) => self.media_annotations(schema, type_ref),
                _ => None,
            };
            others.push(OtherPayload { status, media_type: entry.media_type.to_owned(), word, payload, body });
        }
        others
    }

    /// Notes the representations of a response that no method asks for.
    pub(in crate::resolve) fn note_unused_media(
        &mut self,
        entries: &[Entry<'a>],
        (method, status): (&Method, StatusMatch),
        main: &Payload,
        others: &[OtherPayload],
    ) {
        let main = match main {
            Payload::Value { media_type, .. } => media_type.as_str(),
            Payload::Empty => "",
        };
        let reason = match status {
            _ if !main.is_empty() => None,
            _ if *method == Method::Head => Some("a response to HEAD has no body".to_owned()),
            StatusMatch::Code(code) => Some(format!("a response with status {code} has no body")),
            _ => Some("such a response has no body".to_owned()),
        };
        let is_used = |entry: &Entry<'a>| {
            entry.media_type == main || others.iter().any(|other| other.media_type == entry.media_type)
        };
        for entry in entries.iter().filter(|entry| !is_used(entry) && !entry.place.node.entry().is_left_out) {
            entry.place.leave_out();
            let message = match &reason {
                Some(reason) => format!("{reason}, so `{}` is not used", entry.media_type),
                None => format!("the representation `{}` is not used", entry.media_type),
            };
            let diagnostic = Diagnostic::note(DiagnosticId::RepresentationUnused, &*entry.place.pointer, message);
            let diagnostic = match &reason {
                Some(_) => diagnostic.help("remove `content`"),
                None => diagnostic.effect("the client asks for another representation"),
            };
            self.reporter.push(diagnostic.about_key());
        }
    }

    /// True for what a method of its own is worth: a stream, JSON of another schema, or a string or bytes by their own
    /// word. XML and the like are described by the schema of the JSON that a client can read better.
    fn has_another_shape(&self, entry: &Entry<'a>, taken: &[&Entry<'a>]) -> bool {
        let is_known = taken.iter().any(|other| match (&other.schema, &entry.schema) {
            (Some(other), Some(schema)) => self.same_type(other, schema),
            _ => false,
        });
        let one_of_kind = !taken.iter().any(|other| other.kind == entry.kind);
        let is_markup = ["html", "xml"].iter().any(|markup| essence(entry.media_type).ends_with(markup));
        match entry.kind {
            MediaKind::Json => self.says_something(entry) && !is_known,
            MediaKind::EventStream | MediaKind::JsonLines => one_of_kind,
            MediaKind::Text | MediaKind::Bytes => {
                one_of_kind && !is_known && !is_markup && !entry.media_type.contains('*') && self.says_something(entry)
            }
            MediaKind::Form | MediaKind::Multipart => false,
        }
    }

    fn other_type(&mut self, entry: &Entry<'a>, word: &str, origin: &Origin) -> TypeRef {
        let owner = Owner::Of(origin);
        let inside = Owner::Inside(&owner, Step::Content { media_type: entry.media_type, word });
        match entry.kind {
            MediaKind::EventStream | MediaKind::JsonLines => {
                self.entry_type(entry, Owner::Inside(&inside, Step::Event))
            }
            _ => self.entry_type(entry, inside),
        }
    }
}

/// What distinguishes the method: the kind, or the subtype where there is one of this kind already.
fn word(entry: &Entry<'_>, taken: &[&Entry<'_>]) -> String {
    let kind = match entry.kind {
        _ if taken.iter().any(|other| other.kind == entry.kind) => {
            let subtype = essence(entry.media_type).rsplit('/').next().unwrap_or_default();
            let bare = subtype.strip_prefix("x-").or_else(|| subtype.strip_prefix("vnd.")).unwrap_or(subtype);
            return bare.rsplit_once('+').map_or(bare, |(bare, _)| bare).to_owned();
        }
        MediaKind::Json => "json",
        MediaKind::EventStream => "events",
        MediaKind::JsonLines => "lines",
        MediaKind::Text => "text",
        MediaKind::Bytes | MediaKind::Form | MediaKind::Multipart => "bytes",
    };
    kind.to_owned()
}

/// One operation for each other media type: the same request, which asks for that.
pub(in crate::resolve) fn operations(
    main: &Operation,
    others: &[OtherPayload],
    success: impl Fn(&[Response]) -> Success,
    taken: &mut HashSet<OperationId>,
) -> Vec<Operation> {
    let mut seen: Vec<&str> = Vec::new();
    let mut operations = Vec::new();
    for other in others {
        if seen.contains(&other.media_type.as_str()) {
            continue;
        }
        seen.push(&other.media_type);
        let mut operation = main.clone();
        for response in &mut operation.responses {
            replace(response, others, &other.media_type);
        }
        operation.success = success(&operation.responses);
        operation.accept = vec![other.media_type.clone()];
        operation.id = free(main.id.followed_by(&other.word), taken);
        operation.alternative =
            Some(Alternative { of: main.id.clone(), media_type: other.media_type.clone(), word: other.word.clone() });
        operations.push(operation);
    }
    operations
}

fn replace(response: &mut Response, others: &[OtherPayload], media_type: &str) {
    let is_it = |other: &&OtherPayload| other.status == response.status && other.media_type == media_type;
    if let Some(other) = others.iter().find(is_it) {
        response.payload = other.payload.clone();
        (response.body, response.example) = (other.body.clone(), None);
    }
}
