//! Other files a document refers to: found by their references, read through [`Files`], kept below one root folder.

use std::collections::{BTreeMap, BTreeSet};

use super::keys::Keys;
use super::model::{Document, FileError, OtherFile};
use super::node::Node;
use super::reference_text::{SelfUri, is_name, join_any, split_reference, url_of};
use super::text::{Format, read_tree};
use super::toml;
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics, Severity};
use crate::source::{EXCEPTIONS_PATH, FileId, JsonPointer, OVERRIDES_PATH, SourceFile};

/// More files than this are not read.
const MAX_FILES: usize = 20_000;

/// Gives the generator, which touches no files itself, the other files of a document.
pub trait Files {
    /// The text of a file; the path is relative to the root folder, with forward slashes and without `..`.
    ///
    /// # Errors
    ///
    /// When the file is not there, or must not be read.
    fn read(&self, path: &str) -> Result<String, FileError>;

    /// Whether URLs can be read. Their paths are `https:/host/path`, with one slash.
    fn has_urls(&self) -> bool {
        false
    }

    /// Path of the main file below the root folder; `None` if it lies in the root folder itself.
    fn main_path(&self) -> Option<String> {
        None
    }
}

/// No other files.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoFiles;

impl Files for NoFiles {
    fn read(&self, _path: &str) -> Result<String, FileError> {
        Err(FileError::Missing)
    }
}

/// Files held in memory, by path.
impl Files for BTreeMap<String, String> {
    fn read(&self, path: &str) -> Result<String, FileError> {
        self.get(path).cloned().ok_or(FileError::Missing)
    }
}

/// Reads every file that a reference leads to, and those that these lead to.
///
/// Files that are not there are reported where a reference to them is used, since a `$ref` may also stand in an example.
/// True when there are references by name, which are still to be made references by place.
pub(super) fn load_others(document: &mut Document, files: &dyn Files, diagnostics: &mut Diagnostics) -> bool {
    if let Some(path) = files.main_path() {
        document.main_path = path;
    }
    document.has_urls = files.has_urls();
    let folder = document.source.name.strip_suffix(&document.main_path).unwrap_or_default().to_owned();
    document.root.read_key("$self");
    let mut wanted = Wanted { has_urls: document.has_urls, ..Wanted::default() };
    wanted.seen.insert(document.main_path.clone());
    wanted.collect(&document.root, Keys::Keywords, &document.main_path, document.self_uri());
    let mut next = 0;
    while let Some(path) = wanted.paths.get(next).cloned() {
        next += 1;
        if document.others.len() >= MAX_FILES {
            break;
        }
        let text = match files.read(&path) {
            Ok(text) => text,
            Err(error) => {
                document.file_errors.insert(path, error);
                continue;
            }
        };
        let name = url_of(&path).unwrap_or_else(|| format!("{folder}{path}"));
        let source = SourceFile { name, text };
        let root = read_other(&path, &source.text, diagnostics);
        wanted.collect(&root, Keys::Keywords, &path, document.self_uri());
        document.index.add(&root);
        document.file_ids.insert(path.clone(), FileId(document.others.len() as u32 + 1));
        document.others.push(OtherFile { path, source, root });
    }
    wanted.has_names
}

/// Paths of files still to be read, each once, in the order they were met.
#[derive(Default)]
struct Wanted {
    paths: Vec<String>,
    seen: BTreeSet<String>,
    /// A reference goes by a name.
    has_names: bool,
    /// URLs can be read.
    has_urls: bool,
}

impl Wanted {
    fn collect(&mut self, node: &Node, keys: Keys, from: &str, own: Option<SelfUri<'_>>) {
        for (key, value) in node.entries() {
            match (&*key.text, value.as_str()) {
                ("$ref", Some(reference)) => self.reference(reference, keys, from, own),
                ("$dynamicRef", Some(reference)) => {
                    self.reference(reference, keys, from, own);
                    self.has_names = true;
                }
                // Which keys are names tells only what may be fetched.
                (_, None) if !self.has_urls => self.collect(value, keys, from, own),
                (key, None) => self.collect(value, keys.below(key, value), from, own),
                _ => {}
            }
        }
        node.items().iter().for_each(|item| self.collect(item, keys.of_item(), from, own));
    }

    fn reference(&mut self, reference: &str, keys: Keys, from: &str, own: Option<SelfUri<'_>>) {
        let (file, fragment) = split_reference(reference);
        self.has_names |= fragment.is_some_and(is_name);
        if file.is_empty() {
            return;
        }
        let path = own.and_then(|own| own.join(from, file)).unwrap_or_else(|| join_any(from, file, self.has_urls));
        let Ok(path) = path else { return };
        // A value is nothing to fetch; a file that it happens to name costs nothing.
        let is_read = keys != Keys::OfValue || url_of(&path).is_none();
        if is_read && self.seen.insert(path.clone()) {
            self.paths.push(path);
        }
    }
}

impl Document {
    /// Lets diagnostics be shown in the file of exceptions; a file that cannot be read is an error.
    pub(crate) fn set_exceptions(&mut self, source: Option<SourceFile>, diagnostics: &mut Diagnostics) {
        self.exceptions = source.map(|source| {
            let mut own = Diagnostics::default();
            let root = read_tree(&source.text, Format::of_name(&source.name), &mut own);
            for diagnostic in own.into_list().into_iter().filter(|one| one.id != DiagnosticId::EmptyDocument) {
                let pointer = JsonPointer::root_of(EXCEPTIONS_PATH).join(&diagnostic.pointer);
                diagnostics.push(Diagnostic { pointer, severity: Severity::Error, ..diagnostic });
            }
            OtherFile { path: EXCEPTIONS_PATH.to_owned(), source, root: root.unwrap_or_default() }
        });
    }
}

/// Reads the overrides file for its places; what else is wrong in it is said by whoever decodes it.
///
/// A key given twice is an error there: one of two decisions would be lost. `part` is where they are in it.
pub(super) fn read_overrides(source: &SourceFile, part: &JsonPointer, diagnostics: &mut Diagnostics) -> OtherFile {
    let source = source.clone();
    if source.is_toml() {
        let root = toml::read(&source.text);
        let root = root.at(part).cloned().unwrap_or_default();
        return OtherFile { path: OVERRIDES_PATH.to_owned(), source, root };
    }
    let mut own = Diagnostics::default();
    let root = read_tree(&source.text, Format::of_name(&source.name), &mut own);
    for diagnostic in own.into_list().into_iter().filter(|diagnostic| diagnostic.id == DiagnosticId::DuplicateKey) {
        let placed = |pointer: &JsonPointer| JsonPointer::root_of(OVERRIDES_PATH).join(pointer);
        let (pointer, severity) = (placed(&diagnostic.pointer), Severity::Error);
        let related = diagnostic.related.as_ref().map(|(other, words)| (placed(other), words.clone()));
        diagnostics.push(Diagnostic { pointer, severity, related, effect: None, ..diagnostic });
    }
    let root = root.and_then(|root| root.at(part).cloned()).unwrap_or_default();
    OtherFile { path: OVERRIDES_PATH.to_owned(), source, root }
}

fn read_other(path: &str, text: &str, diagnostics: &mut Diagnostics) -> Node {
    let mut own = Diagnostics::default();
    let root = read_tree(text, Format::of_name(path), &mut own);
    for diagnostic in own.into_list() {
        let pointer = JsonPointer::root_of(path).join(&diagnostic.pointer);
        // The document can still be read; only what refers to this file is lost.
        let severity = diagnostic.severity.min(Severity::Warning);
        let effect = Some("what refers to the file is left out".to_owned()).filter(|_| root.is_none());
        diagnostics.push(Diagnostic { pointer, severity, effect: effect.or(diagnostic.effect), ..diagnostic });
    }
    root.unwrap_or_default()
}
