//! `inspect`: what a stage made of the whole document, or of one operation, schema or file.

use clientgen::diagnostics::visible_lines;

use clientgen_build::{Exit, Input, outcome, terminal};

use crate::arguments::Inspect;
use crate::own;

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
        ..own::input(options.spec.as_ref(), options.overrides.as_ref())
    };
    let outcome = match outcome(&input) {
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
