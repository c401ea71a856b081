//! Text to [`Document`]: the language, the version, other files it refers to, names of schemas, then the structural pass.

use std::collections::BTreeMap;

use super::anchors::resolve_names;
use super::corrections::IsKnown;
use super::files::{Files, NoFiles, load_others, read_overrides};
use super::overlay::AppliedOverlay;
use super::swagger::Written;
use super::text::{Format, read_tree};
use super::tree::ReadError;
use super::{Dialect, Document, Node, NodeKind, corrections, overlay, swagger, validate};
use crate::correction::Correction;
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics, suggest};
use crate::source::{JsonPointer, SourceFile, visible};

/// Reads a document that is in one file. `None` when it cannot be read at all (syntax, no OpenAPI version); the
/// reason is in `diagnostics`.
pub(crate) fn load(source: SourceFile, format: Format, diagnostics: &mut Diagnostics) -> Option<Document> {
    load_with(source, format, &NoFiles, &Amendments::default(), diagnostics)
}

/// What is changed of a document before it is understood, and the file that decides about its client.
#[derive(Clone, Default)]
pub(crate) struct Amendments<'a> {
    /// Overlays, in their order.
    pub overlays: &'a [SourceFile],
    /// Corrections of the overrides, by the name of what they are about.
    pub corrections: Option<&'a BTreeMap<String, Correction>>,
    /// The overrides file, for diagnostics about it; their pointers are written `overrides#/operations/listUsers`.
    pub overrides: Option<&'a SourceFile>,
    /// Where the decisions are in it.
    pub part: JsonPointer,
    /// Whether the operation with this method and path was in the last client: it keeps its id if another one takes it.
    pub is_known: Option<IsKnown<'a>>,
}

/// Reads a document and the other files it refers to, and applies overlays and corrections to it.
pub(crate) fn load_with(
    source: SourceFile,
    format: Format,
    files: &dyn Files,
    amendments: &Amendments<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let overrides = amendments.overrides.map(|source| read_overrides(source, &amendments.part, diagnostics));
    let mut applied = Vec::new();
    let mut written = None;
    let read = read_tree(&source.text, format, diagnostics).and_then(|mut root| {
        applied = overlay::apply(&mut root, &source, amendments.overlays, diagnostics);
        if let Some(corrections) = amendments.corrections.filter(|corrections| !corrections.is_empty()) {
            let written =
                overrides.as_ref().and_then(|file| AppliedOverlay::after(&source, &applied, &file.source, &file.root));
            corrections::apply(&mut root, corrections, written.as_ref(), amendments.is_known, diagnostics);
            applied.extend(written);
        }
        if !is_swagger(&root) {
            return Some(root);
        }
        let (lowered, as_written) = from_swagger(root, diagnostics)?;
        written = Some(as_written);
        Some(lowered)
    });
    let Some((dialect, root)) = read.and_then(|root| Some((dialect_of(&root, diagnostics)?, root))) else {
        diagnostics.keep_source(source);
        return None;
    };
    let mut document = Document::new(dialect, root, source);
    document.overlays = applied;
    document.overrides = overrides;
    document.written = written;
    if load_others(&mut document, files, diagnostics) {
        resolve_names(&mut document, diagnostics);
    }
    document.samples = validate::check(&document, diagnostics);
    Some(document)
}

fn is_swagger(root: &Node) -> bool {
    let version = root.get("swagger").and_then(Node::to_text);
    version.is_some_and(|version| version.starts_with('2')) && root.get("openapi").is_none()
}

/// Swagger 2.0 in the words of 3.0, and as it was written.
fn from_swagger(root: Node, diagnostics: &mut Diagnostics) -> Option<(Node, Written)> {
    // The key is gone once the tree is lowered, so its place is given.
    let span = root.get("swagger").map(|node| node.span).unwrap_or_default();
    let found =
        Diagnostic::note(DiagnosticId::Swagger2, JsonPointer::root().child("swagger"), "this is Swagger 2.0").at(span);
    diagnostics.push(found.effect("it is read as OpenAPI 3.0"));
    swagger::problems(&root).chain(swagger::newer_words(&root)).for_each(|problem| diagnostics.push(problem));
    swagger::lower(root).map_err(|error| diagnostics.push(*error)).ok()
}

fn dialect_of(root: &Node, diagnostics: &mut Diagnostics) -> Option<Dialect> {
    match version_of(root) {
        Ok(dialect) => Some(dialect),
        Err(mut diagnostic) => {
            // Without a document the report has no tree to find the place in.
            diagnostic.span = match diagnostic.pointer.last().filter(|_| diagnostic.about_key) {
                Some(key) => root.key(&key).map(|key| key.span),
                None => root.at(&diagnostic.pointer).map(|node| node.span),
            };
            diagnostics.push(*diagnostic);
            None
        }
    }
}

fn version_of(root: &Node) -> Result<Dialect, ReadError> {
    if root.is_null() {
        return Err(Diagnostic::error(DiagnosticId::EmptyDocument, JsonPointer::root(), "the document is empty").into());
    }
    if !root.is_map() {
        return Err(Diagnostic::error(DiagnosticId::NotAMap, JsonPointer::root(), "the document is not an object")
            .help("an OpenAPI document begins with `openapi: 3.0.3`")
            .into());
    }
    let Some(node) = root.get("openapi") else { return Err(missing_version(root)) };
    let version = match &node.kind {
        NodeKind::String(_) | NodeKind::Number(_) => node.to_text().unwrap_or_default(),
        _ => String::new(),
    };
    let mut parts = version.trim().split('.');
    match (parts.next(), parts.next()) {
        (Some("3"), Some("0")) => Ok(Dialect::V3_0),
        (Some("3"), Some("1")) => Ok(Dialect::V3_1),
        (Some("3"), Some("2")) => Ok(Dialect::V3_2),
        _ => Err(Diagnostic::error(
            DiagnosticId::UnknownVersion,
            JsonPointer::root().child("openapi"),
            format!("OpenAPI version `{version}` is not supported"),
        )
        .help("3.0.x, 3.1.x and 3.2.x are")
        .into()),
    }
}

fn missing_version(root: &Node) -> ReadError {
    if let Some(version) = root.get("swagger").and_then(Node::to_text) {
        return another_swagger(version.trim());
    }
    let keys = root.entries().iter().map(|(key, _)| &*key.text);
    let error = Diagnostic::error(
        DiagnosticId::MissingVersion,
        JsonPointer::root(),
        "the document does not say which OpenAPI version it is written in",
    );
    let similar = |meant| Some((meant, suggest(meant, keys.clone())?));
    match similar("openapi").or_else(|| similar("swagger")) {
        Some((meant, key)) => error.help(format!("write `{meant}` instead of `{key}`")).into(),
        None if PARTS.iter().any(|part| root.get(part).is_some()) => {
            error.help("add `openapi: 3.0.3` at its top").into()
        }
        None => error
            .help(
                "it has no `paths` and no `components` either; a document of another kind (Swagger 1, AsyncAPI, \
                 a Postman collection) has to be converted to OpenAPI first",
            )
            .into(),
    }
}

/// What an OpenAPI document has, one or the other of any version.
const PARTS: [&str; 4] = ["components", "definitions", "paths", "webhooks"];

/// `swagger` with another version than 2.0: later ones are written under `openapi`.
fn another_swagger(version: &str) -> ReadError {
    let place = JsonPointer::root().child("swagger");
    let shown = visible(version);
    if !version.starts_with('3') {
        let message = format!("Swagger version `{shown}` is not supported");
        let help = "Swagger 2.0 and OpenAPI 3.0.x, 3.1.x and 3.2.x are";
        return Diagnostic::error(DiagnosticId::UnknownVersion, place, message).help(help).into();
    }
    let message = format!("version `{shown}` is one of OpenAPI, which is written under the key `openapi`");
    let meant = match version.split('.').nth(1) {
        Some("1") => "3.1.0",
        Some("2") => "3.2.0",
        _ => "3.0.3",
    };
    Diagnostic::error(DiagnosticId::MissingVersion, place, message)
        .about_key()
        .help(format!("write `openapi: {meant}` instead of `swagger: {shown}`"))
        .into()
}
