//! Generates a typed Rust client from an OpenAPI document: text in, files and diagnostics out.
//!
//! The library uses no file, process or terminal: the caller reads the document and writes the files.
//!
//! ```
//! use clientgen::{Config, NoFiles, Options, SourceFile};
//!
//! let text = "
//! openapi: 3.0.3
//! info: {title: Pets, version: 1.0.0}
//! servers: [{url: 'https://example.com'}]
//! paths:
//!   /pets/{id}:
//!     get:
//!       operationId: getPet
//!       parameters: [{name: id, in: path, required: true, schema: {type: string}}]
//!       responses:
//!         '204': {description: The pet exists.}
//! ";
//! let source = SourceFile { name: "pets.yaml".to_owned(), text: text.to_owned() };
//! let outcome = clientgen::generate(source, &NoFiles, &Config::default(), &Options::default());
//!
//! assert_eq!(outcome.report().short(), "");
//! assert!(outcome.files.iter().any(|file| file.path == "src/lib.rs"));
//! ```
//!
//! - [`generate`] returns an [`Outcome`]: the files, the diagnostics, and what `surface.txt` has.
//! - [`Files`] gives access to the other files of a document; [`NoFiles`] has none.
//! - [`Config`] is the overrides file: names, paging and facts about the crate. [`Lock`] has the names of the last run.
//! - [`lint()`] tells all there is to say about a document.
//! - [`describe`] and [`compare()`] tell what a new document changes for servers and for code.
//! - [`observe`] compares a document with what its server was seen to do.
//! - [`diagnostics`] has what is reported, its catalogue, and three forms of the report.
//!
//! A document with errors produces no files. A construct that is not supported costs its own operation or its own type,
//! and is reported with its place and its effect.
//!
//! Inside, each stage is one function:
//!
//! ```text
//! text --load--> Document --resolve--> Api --check, assign names--> Api + Names --render, format--> files
//! ```

mod check;
pub mod compare;
pub mod config;
mod conformance;
mod continuity;
mod correction;
mod derives;
mod described;
pub mod diagnostics;
mod document;
mod format;
mod inspect;
mod ir;
mod lint;
mod lock;
mod names;
pub mod observe;
mod output;
mod render;
mod resolve;
mod source;

pub use crate::compare::FormerName;
pub use crate::config::Config;
pub use crate::conformance::ClientTest;
pub use crate::continuity::{Continuity, End, Share};
pub use crate::described::{Described, compare, describe};
pub use crate::document::{FileError, Files, Ledger, NoFiles};
pub use crate::lock::Lock;
pub use crate::names::usable_package_name;
pub use crate::output::GeneratedFile;
pub use crate::render::RUNTIME_VERSION;
pub use crate::source::SourceFile;

use crate::derives::Derives;
use crate::diagnostics::{Deny, Diagnostic, DiagnosticId, Diagnostics, Report};
use crate::document::{Amendments, Dialect, Document, Format};
use crate::ir::{Api, Method};
use crate::lint::Extent;
use crate::names::Names;
use crate::observe::{ObserveOptions, Observer};
use crate::render::Provenance;
use crate::source::{JsonPointer, OVERRIDES_PATH, Span};

/// Options that are not in the overrides.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The command to generate again, for the first line of each file.
    pub command: String,
    /// The manifest belongs to the user after the first run, which its first line says.
    pub keeps_manifest: bool,
    /// Classes of diagnostics that count as errors.
    pub deny: Vec<Deny>,
    /// Overlays to apply to the document, in this order.
    pub overlays: Vec<SourceFile>,
    /// Diagnostics that are not to be shown, each with its place and the reason.
    pub exceptions: Option<SourceFile>,
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
    derives: Derives,
}

impl Outcome {
    /// The diagnostics with their places, ready to be printed.
    pub fn report(&self) -> Report<'_> {
        Report::new(&self.diagnostics, self.document.as_ref())
    }

    /// What the client called otherwise by this `surface.txt`, as entries of `formerly` in the overrides.
    pub fn former_names(&self, config: &Config, surface: &str) -> Vec<FormerName> {
        let (today, outline) = render::surface(&self.api, &self.names, &self.derives, config);
        compare::former_names(surface, &today, &outline)
    }

    /// How much is left of the last run, whose names are in the lock; `surface` is the `surface.txt` of this run.
    pub fn continuity(&self, config: &Config, surface: &str) -> Continuity {
        let Some(document) = &self.document else { return Continuity::default() };
        let run = continuity::Run { document, api: &self.api, diagnostics: &self.diagnostics };
        Continuity::of(&config.lock, &Lock::read(surface), run)
    }

    /// A report on other diagnostics of the document, such as those of an observation.
    pub fn report_on<'a>(&'a self, diagnostics: &'a Diagnostics) -> Report<'a> {
        Report::new(diagnostics, self.document.as_ref())
    }

    /// A comparison of the document with what its server does; `None` if the document could not be read.
    pub fn observer<'a>(&'a self, options: &'a ObserveOptions) -> Option<Observer<'a>> {
        Some(Observer::new(self.document.as_ref()?, &self.api, options))
    }
}

/// Generates a client for a document.
///
/// `files` reads the other files that the document refers to. If there is an error, [`Outcome::files`] is empty.
pub fn generate(source: SourceFile, files: &dyn Files, config: &Config, options: &Options) -> Outcome {
    let (mut outcome, provenance) = understand(source, files, config, options, Extent::Client);
    if outcome.document.is_some() && !outcome.diagnostics.has_errors() {
        outcome.files = render::render(&outcome.api, &outcome.names, &outcome.derives, config, &provenance);
        outcome.operations = outcome.api.operations.iter().filter(|operation| operation.alternative.is_none()).count();
    }
    outcome
}

/// Reports what there is to say about a document, matters of taste included; makes no files.
pub fn lint(source: SourceFile, files: &dyn Files, config: &Config, options: &Options) -> Outcome {
    understand(source, files, config, options, Extent::All).0
}

/// Everything up to the names; the document is left out if it cannot be read.
fn understand(
    source: SourceFile,
    files: &dyn Files,
    config: &Config,
    options: &Options,
    extent: Extent,
) -> (Outcome, Provenance) {
    let provenance = Provenance {
        command: options.command.clone(),
        source: file_name(&source.name),
        keeps_manifest: options.keeps_manifest,
    };
    let mut outcome = analyse(source, files, config, options);
    let diagnostics = &mut outcome.diagnostics;
    let Some(mut document) = outcome.document.take() else { return (outcome, provenance) };
    document.set_exceptions(options.exceptions.clone(), diagnostics);
    outcome.ledger = document::report_unread(&document, diagnostics);
    check::check(&outcome.api, diagnostics);
    if let Some(place) = place_of_operations(&document).filter(|_| !config.types_only) {
        check::check_for_operations(&outcome.api, place, diagnostics);
    }
    let with_moves = config.lock.following(&outcome.api).map(|lock| Config { lock, ..config.clone() });
    let config = with_moves.as_ref().unwrap_or(config);
    outcome.names = names::assign(&outcome.api, config, diagnostics);
    lint::lint(&document, &outcome.api.not_selected, extent, diagnostics);
    if config.types_only {
        outcome.api.keep_types();
        outcome.names.keep_types();
    }
    outcome.derives = derives::decide(&outcome.api, &outcome.names, config, diagnostics);
    diagnostics.deny(&options.deny);
    if document.was_swagger() {
        diagnostics.rephrase(document::in_words_of_swagger);
    }
    outcome.document = Some(document);
    (outcome, provenance)
}

/// Where a document without operations is to be mended; none if that is reported as a key that is missing.
fn place_of_operations(document: &Document) -> Option<JsonPointer> {
    let place = JsonPointer::root();
    if document.top("paths").is_some() {
        return Some(place.child("paths"));
    }
    (document.dialect != Dialect::V3_0 && document.top("components").is_some()).then_some(place)
}

/// Reads a document and resolves it, for [`Outcome::observer`]; makes no names and no files.
pub fn analyse(source: SourceFile, files: &dyn Files, config: &Config, options: &Options) -> Outcome {
    let mut outcome = Outcome::default();
    let diagnostics = &mut outcome.diagnostics;
    let format = Format::of_name(&source.name);
    let is_known = |method: &str, path: &str| {
        let method = Method::named(method);
        method.is_some_and(|method| config.lock.operation(&method, path).is_some())
    };
    let amendments = Amendments {
        overlays: &options.overlays,
        corrections: Some(&config.corrections),
        overrides: config.source.as_ref(),
        part: config.part.clone(),
        is_known: Some(&is_known),
    };
    let Some(document) = document::load_with(source, format, files, &amendments, diagnostics) else {
        return outcome;
    };
    outcome.api = resolve::resolve(&document, config, diagnostics);
    outcome.document = Some(document);
    outcome
}

/// Reports an overrides file that cannot be used: where its text is wrong, else what whoever reads it says of a byte.
pub fn refuse_overrides(source: SourceFile, problem: &str, byte: usize) -> Outcome {
    let mut outcome = Outcome::default();
    let diagnostics = &mut outcome.diagnostics;
    if !source.is_toml() {
        document::read_tree(&source.text, Format::of_name(&source.name), diagnostics);
    }
    if !diagnostics.has_errors() {
        let start = u32::try_from(byte.min(source.text.len())).unwrap_or(u32::MAX);
        let span = Span { start, end: start };
        let pointer = JsonPointer::root_of(OVERRIDES_PATH);
        diagnostics.push(Diagnostic::error(DiagnosticId::OverrideInvalid, pointer, problem).at(span));
    }
    diagnostics.keep_source(source);
    outcome
}

/// Reads a document without its other files, and returns its content as OpenAPI 3; `None` if it cannot be read.
///
/// For tools that look into documents: they see what the generator sees.
pub fn read(source: SourceFile) -> Option<serde_json::Value> {
    let format = Format::of_name(&source.name);
    let document = document::load(source, format, &mut Diagnostics::default())?;
    Some(document.root.to_json())
}

/// The last part of a path, so that the output does not depend on the machine.
fn file_name(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    source::visible(name).into_owned()
}
