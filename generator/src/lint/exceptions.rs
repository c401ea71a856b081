//! Exceptions: diagnostics that somebody has looked at and wants no more, each with its place and its reason.

use std::cell::Cell;

use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics, Severity, suggest};
use crate::document::{Document, Node};
use crate::source::{EXCEPTIONS_PATH, JsonPointer, Sources, visible};

/// One entry of the file.
struct Exception {
    id: DiagnosticId,
    /// The diagnostics at this place and inside it are not shown.
    at: JsonPointer,
    /// Its own place in the file.
    place: JsonPointer,
    is_used: Cell<bool>,
}

/// Takes out what the file of exceptions names; with `tells_unused`, tells which of its entries name nothing.
pub(crate) fn apply(document: &Document, tells_unused: bool, diagnostics: &mut Diagnostics) {
    let Some(root) = document.exceptions() else { return };
    let file = JsonPointer::root_of(EXCEPTIONS_PATH);
    if !root.is_list() && !root.is_null() {
        diagnostics.push(invalid(file, "exceptions are an array of objects with `id`, `at` and `reason`"));
        return;
    }
    let mut exceptions = Vec::new();
    for (index, entry) in root.items().iter().enumerate() {
        match exception(entry, &file.item(index)) {
            Ok(exception) => exceptions.push(exception),
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    diagnostics
        .retain(|diagnostic| diagnostic.severity == Severity::Error || !is_excepted(document, &exceptions, diagnostic));
    for exception in exceptions.iter().filter(|exception| tells_unused && !exception.is_used.get()) {
        let message = format!("`{}` is not reported at `{}`", exception.id, visible(exception.at.as_str()));
        diagnostics.push(
            Diagnostic::warning(DiagnosticId::ExceptionUnused, exception.place.clone(), message)
                .help("remove this exception, or correct its place")
                .effect("it excepts nothing"),
        );
    }
}

/// Every exception that fits is used, so that none of two counts as superfluous.
fn is_excepted(document: &Document, exceptions: &[Exception], diagnostic: &Diagnostic) -> bool {
    let has_id = |one: &&Exception| one.id == diagnostic.id;
    if !exceptions.iter().any(|one| has_id(&one)) {
        return false;
    }
    // The report has the pointer in the words of the document.
    let spelled = document.spelled(&diagnostic.pointer, diagnostic.span);
    let is_at = |at: &JsonPointer| {
        diagnostic.pointer.is_within(at) || spelled.as_ref().is_some_and(|spelled| spelled.is_within(at))
    };
    let fits = |one: &&Exception| has_id(one) && is_at(&one.at);
    let all = exceptions.iter().filter(fits);
    all.inspect(|one| one.is_used.set(true)).count() > 0
}

fn exception(entry: &Node, place: &JsonPointer) -> Result<Exception, Box<Diagnostic>> {
    let text = |key: &str| entry.get(key).and_then(Node::as_str).filter(|text| !text.trim().is_empty());
    let known = ["id", "at", "reason"];
    if let Some((key, _)) = entry.entries().iter().find(|(key, _)| !known.contains(&&*key.text)) {
        let similar = suggest(&key.text, known).map(|similar| format!("did you mean `{similar}`?"));
        let message = format!("an exception has no key `{}`", visible(&key.text));
        return Err(Box::new(invalid(place.child(&key.text), message).about_key().maybe_help(similar)));
    }
    let (Some(id), Some(reason)) = (text("id"), text("reason")) else {
        let missing = if text("id").is_none() { "id" } else { "reason" };
        return Err(Box::new(invalid(place.clone(), format!("this exception has no `{missing}`"))));
    };
    let (Some(at), false) = (entry.get("at").and_then(Node::as_str), reason.is_empty()) else {
        let help = "the JSON pointer of the place, which the report has: `/components/schemas/User`";
        return Err(Box::new(invalid(place.clone(), "this exception has no `at`").help(help)));
    };
    let id = DiagnosticId::named(id).ok_or_else(|| {
        let similar = suggest(id, DiagnosticId::ALL.iter().map(|id| id.as_str()));
        let help = similar.map(|similar| format!("did you mean `{similar}`?"));
        let message = format!("there is no diagnostic `{}`", visible(id));
        Box::new(invalid(place.child("id"), message).maybe_help(help))
    })?;
    Ok(Exception { id, at: JsonPointer::parse(at), place: place.clone(), is_used: Cell::new(false) })
}

fn invalid(pointer: JsonPointer, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(DiagnosticId::ExceptionInvalid, pointer, message)
}
