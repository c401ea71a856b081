//! Reports all there is to say about a document, and writes nothing.

use clientgen::diagnostics::Severity;

use crate::exit::Exit;
use crate::input::{self, Input};
use crate::view::View;

/// The names of severities on a command line, the least severe first.
pub const SEVERITIES: [&str; 3] = ["note", "warning", "error"];

/// The severity with a name.
pub fn severity(name: &str) -> Result<Severity, String> {
    match name {
        "note" => Ok(Severity::Note),
        "warning" => Ok(Severity::Warning),
        "error" => Ok(Severity::Error),
        other => Err(format!("`--min-severity {other}`: use note, warning or error")),
    }
}

/// Lints a document and shows what is at least as severe as `least`.
pub fn run(input: &Input, least: Severity, view: &View) -> Exit {
    let mut outcome = match input::linted(input, view) {
        Ok(outcome) => outcome,
        Err(exit) => return exit,
    };
    outcome.diagnostics.keep_from(least);
    input::report(&outcome, view);
    if outcome.diagnostics.has_errors() { Exit::Errors } else { Exit::Clean }
}
