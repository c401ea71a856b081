//! Text to [`Document`]: the language, the version, other files it refers to, names of schemas, then the structural pass.

use super::anchors::resolve_names;
use super::files::{Files, NoFiles, load_others};
use super::leniency::read_leniently;
use super::overlay;
use super::tree::{Fault, TreeBuilder};
use super::{Dialect, Document, Node, NodeKind, json, structure, swagger, yaml};
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics, Severity, suggest};
use crate::source::{JsonPointer, SourceFile};

/// What a document is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// YAML, or unknown: text that begins like JSON is tried as that first.
    Yaml,
    /// JSON.
    Json,
}

impl Format {
    /// The format a file name suggests.
    pub fn of_name(name: &str) -> Format {
        let is_json = name.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("json"));
        if is_json { Format::Json } else { Format::Yaml }
    }
}

/// Reads a document that stands in one file. `None` when it cannot be read at all (syntax, no OpenAPI version); the
/// reason is in `diagnostics`.
pub fn load(source: SourceFile, format: Format, diagnostics: &mut Diagnostics) -> Option<Document> {
    load_with(source, format, &NoFiles, &[], diagnostics)
}

/// Reads a document and the other files it refers to, and applies overlays to it.
pub fn load_with(
    source: SourceFile,
    format: Format,
    files: &dyn Files,
    overlays: &[SourceFile],
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let mut applied = Vec::new();
    let read = read_tree(&source.text, format, diagnostics).and_then(|mut root| {
        applied = overlay::apply(&mut root, &source, overlays, diagnostics);
        from_swagger(root, diagnostics)
    });
    let Some((dialect, root)) = read.and_then(|root| Some((dialect_of(&root, diagnostics)?, root))) else {
        diagnostics.keep_source(source);
        return None;
    };
    let mut document = Document::new(dialect, root, source);
    document.overlays = applied;
    if load_others(&mut document, files, diagnostics) {
        resolve_names(&mut document, diagnostics);
    }
    structure::check(&document, diagnostics);
    Some(document)
}

/// Reads the tree of one file.
pub(super) fn read_tree(text: &str, format: Format, diagnostics: &mut Diagnostics) -> Option<Node> {
    match try_read(text, format, diagnostics) {
        Ok(root) => root,
        Err(fault) => {
            diagnostics.push(*fault);
            None
        }
    }
}

fn try_read(text: &str, format: Format, diagnostics: &mut Diagnostics) -> Result<Option<Node>, Fault> {
    if u32::try_from(text.len()).is_err() {
        return Err(
            Diagnostic::error(DiagnosticId::TooBig, JsonPointer::root(), "the document has more than 4 GB").into()
        );
    }
    if !looks_like_json(text, format) {
        return read_yaml(text, diagnostics);
    }
    match (read_with(json::read, text, diagnostics), format) {
        // YAML in braces is rare but allowed; if it is not that either, the fault found as JSON says more.
        (Err(fault), Format::Yaml) => read_yaml(text, diagnostics).map_err(|_| fault),
        (Err(fault), Format::Json) => read_json_as_yaml(text, fault, diagnostics),
        (read, _) => read,
    }
}

fn read_yaml(text: &str, diagnostics: &mut Diagnostics) -> Result<Option<Node>, Fault> {
    let (root, mended) = read_leniently(text, |text| read_with(yaml::read, text, diagnostics))?;
    mended.into_iter().for_each(|finding| diagnostics.push(finding));
    Ok(root)
}

/// JSON with a comma too many, or with comments, is YAML all the same.
fn read_json_as_yaml(text: &str, fault: Fault, diagnostics: &mut Diagnostics) -> Result<Option<Node>, Fault> {
    let Ok(root) = read_with(yaml::read, text, diagnostics) else { return Err(fault) };
    let effect = Some("the document is read as YAML, which allows this".to_owned());
    diagnostics.push(Diagnostic { severity: Severity::Warning, effect, ..*fault });
    Ok(root)
}

/// A brace alone may also begin YAML (`{a: b}`), a brace and a quote hardly.
fn looks_like_json(text: &str, format: Format) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    match text.strip_prefix('{').map(str::trim_start) {
        Some(rest) => format == Format::Json || rest.starts_with(['"', '}']),
        None => text.starts_with('['),
    }
}

type ReadText = fn(&str, &mut TreeBuilder) -> Result<(), Fault>;

fn read_with(read: ReadText, text: &str, diagnostics: &mut Diagnostics) -> Result<Option<Node>, Fault> {
    let mut builder = TreeBuilder::default();
    read(text, &mut builder)?;
    Ok(builder.finish(diagnostics).or_else(|| Some(Node::default())))
}

/// Swagger 2.0 in the words of 3.0; anything else as it is.
fn from_swagger(root: Node, diagnostics: &mut Diagnostics) -> Option<Node> {
    let version = root.get("swagger").and_then(Node::to_text);
    if version.is_none_or(|version| !version.starts_with('2')) || root.get("openapi").is_some() {
        return Some(root);
    }
    // The key is gone once the tree is lowered, so its place is given.
    let span = root.get("swagger").map(|node| node.span).unwrap_or_default();
    let found =
        Diagnostic::note(DiagnosticId::Swagger2, JsonPointer::root().child("swagger"), "this is Swagger 2.0").at(span);
    diagnostics.push(found.effect("it is read as OpenAPI 3.0"));
    swagger::lower(root).map_err(|fault| diagnostics.push(*fault)).ok()
}

fn dialect_of(root: &Node, diagnostics: &mut Diagnostics) -> Option<Dialect> {
    match version_of(root) {
        Ok(dialect) => Some(dialect),
        Err(mut diagnostic) => {
            // Without a document the report has no tree to find the place in.
            diagnostic.span = root.at(&diagnostic.pointer).map(|node| node.span);
            diagnostics.push(*diagnostic);
            None
        }
    }
}

fn version_of(root: &Node) -> Result<Dialect, Fault> {
    if root.is_null() {
        return Err(Diagnostic::error(DiagnosticId::EmptyDocument, JsonPointer::root(), "the document is empty").into());
    }
    if !root.is_map() {
        return Err(Diagnostic::error(DiagnosticId::NotAMap, JsonPointer::root(), "the document is not a map")
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
        (Some("3"), Some("1" | "2")) => Ok(Dialect::V3_1),
        _ => Err(Diagnostic::error(
            DiagnosticId::UnknownVersion,
            JsonPointer::root().child("openapi"),
            format!("OpenAPI version `{version}` is not supported"),
        )
        .help("3.0.x, 3.1.x and 3.2.x are")
        .into()),
    }
}

fn missing_version(root: &Node) -> Fault {
    let keys = root.entries().iter().map(|(key, _)| &*key.text);
    let fault = Diagnostic::error(
        DiagnosticId::MissingVersion,
        JsonPointer::root(),
        "the document does not say which OpenAPI version it is written in",
    );
    match suggest("openapi", keys) {
        Some(key) => fault.help(format!("write `openapi` instead of `{key}`")).into(),
        None => fault.help("add `openapi: 3.0.3` at its top").into(),
    }
}
