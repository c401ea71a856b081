//! `inspect`: what a stage made of the whole document, or of one operation, schema or file. `explain`: what a finding means.

use std::path::PathBuf;

use clientgen::diagnostics::catalogue;

use crate::Exit;
use crate::arguments::Inspect;
use crate::generate::{self, Input};
use crate::regen::{OVERRIDES, SPEC, workspace_root};
use crate::terminal;

const STAGES: [&str; 4] = ["document", "api", "code", "surface"];

pub(crate) fn run(options: &Inspect) -> Exit {
    if !STAGES.contains(&options.stage.as_str()) {
        terminal::error(&format!("there is no stage `{}`; use {}", options.stage, STAGES.join(", ")));
        return Exit::Usage;
    }
    let own = options.spec.is_none();
    let input = Input {
        spec: options.spec.clone().unwrap_or_else(|| PathBuf::from(SPEC)),
        overrides: options.overrides.clone().or_else(|| own.then(|| PathBuf::from(OVERRIDES))),
        name: None,
        runtime_path: None,
        deny: Vec::new(),
        root: if own { workspace_root() } else { PathBuf::new() },
        command: "cargo xtask regen",
    };
    let outcome = match generate::outcome(&input) {
        Ok(outcome) => outcome,
        Err(exit) => return exit,
    };
    match outcome.inspect(&options.stage, options.name.as_deref()) {
        Some(text) => {
            print!("{text}");
            Exit::Clean
        }
        None => {
            let name = options.name.as_deref().unwrap_or_default();
            terminal::error(&format!("stage {} has nothing called `{name}`", options.stage));
            Exit::Findings
        }
    }
}

pub(crate) fn explain(id: &str) -> Exit {
    match catalogue::find(id).map(catalogue::Entry::explanation) {
        Some(text) => {
            print!("{text}");
            Exit::Clean
        }
        None => {
            terminal::error(&format!("there is no finding called `{id}`"));
            Exit::Usage
        }
    }
}
