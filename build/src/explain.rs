//! What a diagnostic means, for the command `explain`.

use clientgen::compare::{RULES, Rule};
use clientgen::diagnostics::{DiagnosticId, suggest};

use crate::exit::Exit;
use crate::terminal;

/// Prints the page of a diagnostic or of a kind of change.
pub fn explain(name: &str) -> Exit {
    if let Some(id) = DiagnosticId::named(name) {
        print!("{}", id.entry().explanation());
        return Exit::Clean;
    }
    if let Some(rule) = Rule::named(name) {
        print!("{}", rule.explanation());
        return Exit::Clean;
    }
    let known = DiagnosticId::ALL.iter().map(|id| id.as_str()).chain(RULES.iter().map(|rule| rule.id));
    let similar = suggest(name, known);
    let hint = similar.map(|similar| format!("; did you mean `{similar}`?"));
    terminal::error(&format!("there is no diagnostic or kind of change called `{name}`{}", hint.unwrap_or_default()));
    Exit::Usage
}
