//! What a diagnostic means, for the command `explain`.

use clientgen::compare::{RULES, Rule};
use clientgen::diagnostics::{DiagnosticId, suggest};

use crate::exit::Exit;
use crate::terminal;

/// Prints the page of a diagnostic or of a kind of change; without a name, the ids of all.
pub fn explain(name: Option<&str>) -> Exit {
    let Some(name) = name else {
        known().for_each(|id| print!("{id}\n"));
        return Exit::Clean;
    };
    if let Some(id) = DiagnosticId::named(name) {
        print!("{}", id.entry().explanation());
        return Exit::Clean;
    }
    if let Some(rule) = Rule::named(name) {
        print!("{}", rule.explanation());
        return Exit::Clean;
    }
    let similar = suggest(name, known());
    let hint = similar.map_or_else(
        || "; `explain` without an id lists all".to_owned(),
        |similar| format!("; did you mean `{similar}`?"),
    );
    terminal::error(&format!("there is no diagnostic or kind of change called `{name}`{hint}"));
    Exit::Usage
}

fn known() -> impl Iterator<Item = &'static str> {
    DiagnosticId::ALL.iter().map(|id| id.as_str()).chain(RULES.iter().map(|rule| rule.id))
}
