//! What a diagnostic means, for the command `explain`.

use clientgen::diagnostics::{DiagnosticId, suggest};

use crate::exit::Exit;
use crate::terminal;

/// Prints the page of a diagnostic.
pub fn explain(name: &str) -> Exit {
    if let Some(id) = DiagnosticId::named(name) {
        print!("{}", id.entry().explanation());
        return Exit::Clean;
    }
    let similar = suggest(name, DiagnosticId::ALL.iter().map(|id| id.as_str()));
    let hint = similar.map(|similar| format!("; did you mean `{similar}`?"));
    terminal::error(&format!("there is no diagnostic called `{name}`{}", hint.unwrap_or_default()));
    Exit::Usage
}
