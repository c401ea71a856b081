//! `inspect`: what a stage made of the whole document, or of one operation, schema or file.

use clientgen::diagnostics::visible_lines;

use crate::exit::Exit;
use crate::input::{Input, outcome};
use crate::terminal;

/// The stages that can be shown.
pub const STAGES: [&str; 4] = ["document", "api", "code", "surface"];

/// Prints what a stage made of a document, or of the part of it that is called so.
pub fn inspect(input: &Input, stage: &str, name: Option<&str>) -> Exit {
    let outcome = match outcome(input) {
        Ok(outcome) => outcome,
        Err(exit) => return exit,
    };
    match outcome.inspect(stage, name) {
        Some(text) => {
            print!("{}", visible_lines(&text));
            Exit::Clean
        }
        None => {
            let name = name.unwrap_or_default();
            let similar = outcome.similar(stage, name).map(|similar| format!("; did you mean `{similar}`?"));
            terminal::error(&format!("stage {stage} has nothing called `{name}`{}", similar.unwrap_or_default()));
            Exit::Errors
        }
    }
}
