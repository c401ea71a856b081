//! What can be wrong with a correction, and that it is not needed any more.

use super::edits::Edit;
use super::subject::Subject;
use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::source::JsonPointer;

pub(super) fn empty(at: &JsonPointer) -> Diagnostic {
    let message = "the correction says nothing";
    Diagnostic::error(DiagnosticId::OverrideInvalid, at.clone(), message)
        .about_key()
        .help("add what is true, such as `required: false`")
}

/// A name that leads nowhere.
pub(super) fn unknown(at: &JsonPointer, name: &str, what: &str, help: Option<String>) -> Diagnostic {
    let message = format!("`corrections` names `{name}`, but {what}");
    Diagnostic::error(DiagnosticId::OverrideUnknown, at.clone(), message).about_key().maybe_help(help)
}

/// A key that does not belong to what is corrected.
pub(super) fn not_about(at: &JsonPointer, edit: &Edit<'_>, name: &str, subject: Subject) -> Diagnostic {
    let subjects = edit.subjects();
    let words: Vec<&str> = subjects.iter().map(|subject| subject.described()).collect();
    let (last, others) = words.split_last().unwrap_or((&"nothing", &[]));
    let list = if others.is_empty() { (*last).to_owned() } else { format!("{} or {last}", others.join(", ")) };
    let message = format!("`{}` corrects {list}, and `{name}` is {}", edit.key(), subject.described());
    Diagnostic::error(DiagnosticId::OverrideInvalid, at.child(edit.key()), message).about_key()
}

/// A value that cannot be what is meant.
pub(super) fn invalid(at: &JsonPointer, key: &str, problem: String) -> Diagnostic {
    Diagnostic::error(DiagnosticId::OverrideInvalid, at.child(key), problem)
}

pub(super) fn obsolete(at: &JsonPointer, key: &str) -> Diagnostic {
    Diagnostic::note(DiagnosticId::OverlayObsolete, at.child(key), "the document says this already")
        .about_key()
        .help(format!("remove `{key}`"))
        .effect("it changes nothing")
}
