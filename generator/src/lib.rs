//! Generates a typed Rust client from an OpenAPI document: text in, files and diagnostics out.
//!
//! ```text
//! text --load--> Document --resolve--> Api --check, assign names--> Api + Names --render, format--> files
//! ```
//!
//! It uses no file, process or terminal: the caller reads and writes.

pub mod check;
pub mod config;
pub mod conformance;
pub mod diagnostics;
pub mod document;
mod format;
mod inspect;
pub mod ir;
pub mod names;
pub mod output;
pub mod render;
pub mod resolve;
pub mod source;

use crate::config::Config;
use crate::diagnostics::{Deny, Diagnostics, Report};
use crate::document::{Document, Files, Format, Ledger};
use crate::ir::Api;
use crate::names::Names;
use crate::output::GeneratedFile;
use crate::render::Provenance;
use crate::source::SourceFile;

/// Options that are not in the overrides.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The command to generate again, for the first line of each file.
    pub command: String,
    /// Classes of diagnostics that count as errors.
    pub deny: Vec<Deny>,
    /// Overlays to apply to the document, in this order.
    pub overlays: Vec<SourceFile>,
}

/// The result for one document.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The files, sorted by path; none if there is an error.
    pub files: Vec<GeneratedFile>,
    /// All diagnostics of the document.
    pub diagnostics: Diagnostics,
    /// Number of operations in the output.
    pub operations: usize,
    /// What was read of the document.
    pub ledger: Ledger,
    document: Option<Document>,
    api: Api,
    names: Names,
}

impl Outcome {
    /// The diagnostics with their places, ready to be printed.
    pub fn report(&self) -> Report<'_> {
        Report::new(&self.diagnostics, self.document.as_ref())
    }
}

/// Generates a client.
pub fn generate(source: SourceFile, files: &dyn Files, config: &Config, options: &Options) -> Outcome {
    let mut outcome = Outcome::default();
    let diagnostics = &mut outcome.diagnostics;
    let provenance = Provenance { command: options.command.clone(), source: file_name(&source.name) };

    let format = Format::of_name(&source.name);
    let Some(mut document) = document::load_with(source, format, files, &options.overlays, diagnostics) else {
        return outcome;
    };
    document.set_overrides(config.source.clone());
    outcome.api = resolve::resolve(&document, config, diagnostics);
    outcome.ledger = document::report_unread(&document, diagnostics);
    check::check(&outcome.api, diagnostics);
    outcome.names = names::assign(&outcome.api, config, diagnostics);
    diagnostics.deny(&options.deny);
    if !diagnostics.has_errors() {
        outcome.files = render::render(&outcome.api, &outcome.names, config, &provenance);
        outcome.operations = outcome.api.operations.len();
    }
    outcome.document = Some(document);
    outcome
}

/// The last part of a path, so that the output does not depend on the machine.
fn file_name(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    source::visible(name).into_owned()
}
