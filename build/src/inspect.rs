//! `inspect`: what a stage made of the whole document, or of one operation, schema or file.

use clientgen::Outcome;
use clientgen::diagnostics::{Severity, visible_lines};
use serde_json::{Map, Value, json};

use crate::exit::Exit;
use crate::input::{Input, outcome_of, report, shown_config};
use crate::terminal;
use crate::view::View;

/// The stages that can be shown.
pub const STAGES: [&str; 4] = ["document", "api", "code", "surface"];

/// Prints what a stage made of a document, or of the part of it that is called so. Errors are shown; JSON has all
/// diagnostics.
pub fn inspect(input: &Input, stage: &str, name: Option<&str>, view: &View) -> Exit {
    let config = match shown_config(input, view) {
        Ok(config) => config,
        Err(exit) => return exit,
    };
    let mut outcome = match outcome_of(input, &config, clientgen::generate) {
        Ok(outcome) => outcome,
        Err(exit) => return exit,
    };
    let has_errors = outcome.diagnostics.has_errors();
    let text = outcome.inspect(stage, name);
    if text.is_none() && !has_errors {
        let name = name.unwrap_or_default();
        let similar = outcome.similar(stage, name).map(|similar| format!("; did you mean `{similar}`?"));
        terminal::error(&format!("stage {stage} has nothing called `{name}`{}", similar.unwrap_or_default()));
        return Exit::Errors;
    }
    if view.report.is_for_programs() {
        println!("{}", object(&outcome, (stage, name), text.as_deref()));
    } else {
        outcome.diagnostics.keep_from(Severity::Error);
        report(&outcome, view);
        print!("{}", visible_lines(&text.unwrap_or_default()));
    }
    if has_errors { Exit::Errors } else { Exit::Clean }
}

/// The diagnostics as every command has them, with the stage next to them.
fn object(outcome: &Outcome, (stage, name): (&str, Option<&str>), text: Option<&str>) -> Value {
    let report: Option<Map<String, Value>> = serde_json::from_str(&outcome.report().json_text()).ok();
    let mut object = report.unwrap_or_default();
    let more = [("stage", json!(stage)), ("name", json!(name)), ("text", json!(text))];
    object.extend(more.map(|(key, value)| (key.to_owned(), value)));
    Value::Object(object)
}
