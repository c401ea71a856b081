//! From text to a tree, whichever language the text is in.

use super::recovery::read_leniently;
use super::tree::{ReadError, TreeBuilder};
use super::{Node, json, json_comments, yaml};
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics, Severity};
use crate::source::JsonPointer;

/// What a document is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// YAML, or unknown: text that begins like JSON is tried as that first.
    Yaml,
    /// JSON.
    Json,
}

impl Format {
    /// The format a file name suggests.
    pub(crate) fn of_name(name: &str) -> Format {
        let is_json = name.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("json"));
        if is_json { Format::Json } else { Format::Yaml }
    }
}

/// Reads the tree of one file.
pub(crate) fn read_tree(text: &str, format: Format, diagnostics: &mut Diagnostics) -> Option<Node> {
    match try_read(text, format, diagnostics) {
        Ok(root) => root,
        Err(error) => {
            diagnostics.push(*error);
            None
        }
    }
}

fn try_read(text: &str, format: Format, diagnostics: &mut Diagnostics) -> Result<Option<Node>, ReadError> {
    if u32::try_from(text.len()).is_err() {
        return Err(
            Diagnostic::error(DiagnosticId::TooBig, JsonPointer::root(), "the document has more than 4 GB").into()
        );
    }
    if !looks_like_json(text, format) {
        return read_yaml(text, diagnostics);
    }
    let error = match read_with(json::read, text, diagnostics) {
        Ok(root) => return Ok(root),
        Err(error) => error,
    };
    if let Some(root) = read_without_comments(text, format, diagnostics) {
        return Ok(root);
    }
    match format {
        // YAML in braces is rare but allowed; if it is not that either, the error found as JSON says more.
        Format::Yaml => read_yaml(text, diagnostics).map_err(|_| error),
        Format::Json => read_json_as_yaml(text, error, diagnostics),
    }
}

/// JSON with comments, which YAML would read as keys.
fn read_without_comments(text: &str, format: Format, diagnostics: &mut Diagnostics) -> Option<Option<Node>> {
    let (plain, comment) = json_comments::blanked(text)?;
    let root = match (read_with(json::read, &plain, diagnostics), format) {
        (Ok(root), _) => root,
        (Err(error), Format::Json) => read_json_as_yaml(&plain, error, diagnostics).ok()?,
        (Err(_), Format::Yaml) => return None,
    };
    let diagnostic = Diagnostic::warning(DiagnosticId::Syntax, JsonPointer::root(), "JSON has no comments");
    diagnostics.push(diagnostic.at(comment).help("remove it").effect("comments are read as spaces"));
    Some(root)
}

fn read_yaml(text: &str, diagnostics: &mut Diagnostics) -> Result<Option<Node>, ReadError> {
    let (root, repaired) = read_leniently(text, |text| read_with(yaml::read, text, diagnostics))?;
    repaired.into_iter().for_each(|diagnostic| diagnostics.push(diagnostic));
    Ok(root)
}

/// JSON with a comma too many, or with comments, is YAML all the same.
fn read_json_as_yaml(text: &str, error: ReadError, diagnostics: &mut Diagnostics) -> Result<Option<Node>, ReadError> {
    let Ok(root) = read_with(yaml::read, text, diagnostics) else { return Err(error) };
    let effect = Some("the document is read as YAML, which allows this".to_owned());
    diagnostics.push(Diagnostic { severity: Severity::Warning, effect, ..*error });
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

type ReadText = fn(&str, &mut TreeBuilder) -> Result<(), ReadError>;

fn read_with(read: ReadText, text: &str, diagnostics: &mut Diagnostics) -> Result<Option<Node>, ReadError> {
    let mut builder = TreeBuilder::default();
    read(text, &mut builder)?;
    Ok(builder.finish(diagnostics).or_else(|| Some(Node::default())))
}
