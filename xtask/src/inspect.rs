//! `inspect`: what a stage made of the whole document, or of one operation, schema or file.

use clientgen_build::{Exit, Input, STAGES, View, terminal};

use crate::arguments::Inspect;
use crate::own;

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
    clientgen_build::inspect(&input, &options.stage, options.name.as_deref(), &View::default())
}
