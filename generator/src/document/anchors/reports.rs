//! What is said about references by name.

use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::document::ReferenceError;
use crate::source::JsonPointer;

/// Several schemas have the name of a `$ref`.
pub(super) fn twice(at: &JsonPointer, reference: &str, taken: JsonPointer, count: usize) -> Diagnostic {
    Diagnostic::note(DiagnosticId::NamedReference, at.child("$ref"), declared(reference, count))
        .help("give them different names")
        .effect("one of them is taken")
        .related(taken, "this one")
}

/// Several schemas have the name of a `$dynamicRef`, and the one around it was taken.
pub(super) fn nearest(at: &JsonPointer, reference: &str, taken: JsonPointer, count: usize) -> Diagnostic {
    // The key is `$ref` by the time somebody looks for the place.
    Diagnostic::note(DiagnosticId::NamedReference, at.child("$ref"), declared(reference, count))
        .effect("the one around the reference is taken, also where another one leads here")
        .related(taken, "this one")
}

/// Several schemas have the name, and taking one of them would lose what the others hold.
pub(super) fn open(at: &JsonPointer, reference: &str, nearest: &JsonPointer, count: usize) -> Diagnostic {
    Diagnostic::note(DiagnosticId::NamedReference, at.child("$dynamicRef"), declared(reference, count))
        .help(format!("write `$ref` and what is meant, as in `$ref: '#{nearest}'`"))
        .effect("which of them is meant depends on the schema that leads here, so its type accepts any JSON")
}

fn declared(reference: &str, count: usize) -> String {
    format!("{count} schemas declare the name `{reference}`")
}

/// No schema has the name.
pub(super) fn missing(at: &JsonPointer, reference: &str, error: &ReferenceError) -> Diagnostic {
    Diagnostic::warning(error.id(), at.child("$dynamicRef"), format!("`{reference}`: {error}"))
        .maybe_help(error.help())
        .effect("its type accepts any JSON")
}

/// A `$dynamicRef` next to a `$ref`.
pub(super) fn beside_reference(at: &JsonPointer) -> Diagnostic {
    let pointer = at.child("$dynamicRef");
    Diagnostic::note(DiagnosticId::KeywordIgnored, pointer, "`$dynamicRef` next to `$ref` is not part of the type")
        .about_key()
}
