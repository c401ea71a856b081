//! `inspect`: what a stage made of the whole document, or of one operation, schema or file. `explain`: what a diagnostic means.

use clientgen::diagnostics::{DiagnosticId, suggest, visible_lines};

use crate::arguments::Inspect;
use crate::exit::Exit;
use crate::input::{self, Input};
use crate::terminal;

const STAGES: [&str; 4] = ["document", "api", "code", "surface"];

pub(crate) fn run(options: &Inspect) -> Exit {
    if !STAGES.contains(&options.stage.as_str()) {
        terminal::error(&format!("there is no stage `{}`; use {}", options.stage, STAGES.join(", ")));
        return Exit::Usage;
    }
    let input = Input {
        // A document is looked at whatever is wrong with it.
        deny: Vec::new(),
        command: "cargo xtask regen",
        ..input::of(options.spec.as_ref(), options.overrides.as_ref())
    };
    let outcome = match input::outcome(&input) {
        Ok(outcome) => outcome,
        Err(exit) => return exit,
    };
    match outcome.inspect(&options.stage, options.name.as_deref()) {
        Some(text) => {
            print!("{}", visible_lines(&text));
            Exit::Clean
        }
        None => {
            let name = options.name.as_deref().unwrap_or_default();
            terminal::error(&format!("stage {} has nothing called `{name}`", options.stage));
            Exit::Errors
        }
    }
}

pub(crate) fn explain(name: &str) -> Exit {
    if let Some(id) = DiagnosticId::named(name) {
        print!("{}", id.entry().explanation());
        return Exit::Clean;
    }
    let similar = suggest(name, DiagnosticId::ALL.iter().map(|id| id.as_str()));
    let hint = similar.map(|similar| format!("; did you mean `{similar}`?"));
    terminal::error(&format!("there is no diagnostic called `{name}`{}", hint.unwrap_or_default()));
    Exit::Usage
}
