//! References: from the text of a `$ref` to the node it names, with every way this can fail told apart.

use std::fmt;

use super::model::{Document, FileError, Located, ReferenceError};
use super::node::{Node, NodeKind};
use super::reference_text::{PathError, SelfUri, is_name, join_any, percent_decode, split_reference};
use crate::diagnostics::DiagnosticId;
use crate::source::{EXCEPTIONS_PATH, FileId, JsonPointer, OVERRIDES_PATH};

/// A chain of references longer than this is taken for a loop.
const MAX_CHAIN: usize = 64;

impl fmt::Display for ReferenceError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Remote => formatter.write_str("it leads to another host; only files next to the document are read"),
            Self::Escapes => formatter.write_str("it leads out of the folder of the document"),
            Self::MissingFile(path, error) => match error {
                FileError::Missing => write!(formatter, "there is no file `{path}`"),
                FileError::Outside => {
                    write!(formatter, "the file `{path}` is a link out of the folder of the document")
                }
                FileError::Special => write!(formatter, "`{path}` is not a plain file"),
                FileError::TooBig => write!(formatter, "the file `{path}` is too large to be read"),
                FileError::NotText => write!(formatter, "the file `{path}` is neither UTF-8 nor UTF-16"),
            },
            Self::UnreadableFile(path) => write!(formatter, "the file `{path}` cannot be read"),
            Self::Missing(_) => formatter.write_str("there is nothing at that place"),
            Self::MissingName(_) => formatter.write_str("the file has no schema with this name"),
            Self::WithoutHash(_) => formatter.write_str("a place in the document begins with `#`"),
            Self::Loop(chain) => {
                let chain: Vec<&str> = chain.iter().map(JsonPointer::as_str).collect();
                write!(formatter, "references lead in a circle: {}", chain.join(" -> "))
            }
        }
    }
}

impl std::error::Error for ReferenceError {}

impl ReferenceError {
    /// Stable id of the diagnostic for it.
    pub(crate) fn id(&self) -> DiagnosticId {
        match self {
            Self::Remote => DiagnosticId::RemoteReference,
            Self::Escapes | Self::MissingFile(_, FileError::Outside) => DiagnosticId::EscapingReference,
            Self::Loop(_) => DiagnosticId::CircularReference,
            Self::MissingFile(..)
            | Self::UnreadableFile(_)
            | Self::Missing(_)
            | Self::MissingName(_)
            | Self::WithoutHash(_) => DiagnosticId::DanglingReference,
        }
    }

    /// What would be accepted.
    pub(crate) fn help(&self) -> Option<String> {
        match self {
            Self::Remote => Some("copy what it names into `components` or into a file next to the document".to_owned()),
            Self::Escapes => Some("name a folder that has both files with `--root`".to_owned()),
            Self::Missing(Some(similar)) | Self::MissingName(Some(similar)) | Self::WithoutHash(similar) => {
                Some(format!("did you mean `{similar}`?"))
            }
            Self::MissingName(None) => {
                Some("a schema gets a name with `$anchor`; a place is written `#/components/schemas/Name`".to_owned())
            }
            _ => None,
        }
    }
}

impl Document {
    /// The node a reference names, one step far: it may be a reference itself.
    ///
    /// `from` is the file the reference is in.
    ///
    /// # Errors
    ///
    /// When it leads nowhere; the error says why.
    pub(crate) fn resolve_reference(&self, reference: &str, from: FileId) -> Result<Located<'_>, ReferenceError> {
        match file_and_fragment(self, reference, from) {
            Ok((file, fragment)) => self.descend(fragment, file, 0),
            Err(error) => Err(self.without_hash(reference, from).map_or(error, ReferenceError::WithoutHash)),
        }
    }

    /// The node at the end of a chain of references, beginning with a node that may be one.
    ///
    /// # Errors
    ///
    /// When the chain leads nowhere or back to itself.
    pub(crate) fn follow<'a>(&'a self, start: Located<'a>) -> Result<Located<'a>, ReferenceError> {
        let mut seen: Vec<(FileId, JsonPointer)> = Vec::new();
        let mut located = start;
        while let Some(reference) = self.reference_of(located.node) {
            let here = (located.file, located.pointer.clone());
            if seen.len() >= MAX_CHAIN || seen.contains(&here) {
                let chain = seen.iter().map(|(_, pointer)| pointer.clone()).chain([here.1]).collect();
                return Err(ReferenceError::Loop(chain));
            }
            seen.push(here);
            located = self.resolve_reference(reference, located.file)?;
        }
        Ok(located)
    }

    /// The node at a pointer as diagnostics carry it: `/paths/..`, or `common.yaml#/User`.
    pub(crate) fn locate(&self, pointer: &JsonPointer) -> Option<Located<'_>> {
        let file = pointer.file().map_or(Some(FileId::MAIN), |path| self.file_at(path))?;
        let mut node = self.root_of(file);
        for name in pointer.segments() {
            node = match node.kind {
                NodeKind::List(ref items) => items.get(name.parse::<usize>().ok()?)?,
                _ => self.child(node, &name)?,
            };
        }
        Some(Located { node, pointer: self.full_pointer(file, pointer), file })
    }

    /// The root of a file, as diagnostics carry it.
    pub(crate) fn root_pointer(&self, file: FileId) -> JsonPointer {
        if file == FileId::MAIN { JsonPointer::root() } else { JsonPointer::root_of(self.path_of(file)) }
    }

    /// A pointer inside a file, as diagnostics carry it.
    pub(crate) fn full_pointer(&self, file: FileId, pointer: &JsonPointer) -> JsonPointer {
        self.root_pointer(file).join(pointer)
    }

    fn file_named(&self, path: &str, from: FileId) -> Result<FileId, ReferenceError> {
        let (from, path) = (self.path_of(from), percent_decode(path));
        let by_uri = self.self_uri().and_then(|own| own.join(from, &path));
        let path = by_uri.unwrap_or_else(|| join_any(from, &path, self.has_urls)).map_err(|error| match error {
            PathError::Remote => ReferenceError::Remote,
            PathError::Escapes => ReferenceError::Escapes,
        })?;
        self.file_at(&path).ok_or_else(|| {
            let error = self.file_errors.get(&path).copied().unwrap_or(FileError::Missing);
            ReferenceError::MissingFile(path, error)
        })
    }

    /// How the document names itself.
    pub(super) fn self_uri(&self) -> Option<SelfUri<'_>> {
        let uri = self.child(&self.root, "$self")?.as_str()?;
        Some(SelfUri { uri: split_reference(uri).0, main_path: &self.main_path }).filter(|own| !own.uri.is_empty())
    }

    /// The file a pointer of a diagnostic leads into.
    pub(super) fn file_of_pointer(&self, pointer: &JsonPointer) -> Option<FileId> {
        let Some(path) = pointer.file() else { return Some(FileId::MAIN) };
        let overrides = || (path == OVERRIDES_PATH && self.overrides.is_some()).then_some(FileId::OVERRIDES);
        let exceptions = || (path == EXCEPTIONS_PATH && self.exceptions.is_some()).then_some(FileId::EXCEPTIONS);
        self.file_at(path).or_else(overrides).or_else(exceptions)
    }

    pub(crate) fn file_at(&self, path: &str) -> Option<FileId> {
        if path == self.main_path {
            return Some(FileId::MAIN);
        }
        self.file_ids.get(path).copied()
    }

    fn descend(&self, fragment: &str, file: FileId, steps: usize) -> Result<Located<'_>, ReferenceError> {
        self.find(fragment, file, steps).map_err(|lost| match lost {
            Lost::Error(error) => error,
            Lost::At(end) => ReferenceError::Missing(self.nearest(&end)),
        })
    }

    /// The node at a pointer, without a search for what was meant where there is none.
    pub(super) fn find(&self, fragment: &str, file: FileId, steps: usize) -> Result<Located<'_>, Lost<'_>> {
        let mut node = self.root_of(file);
        if file != FileId::MAIN && node.is_null() {
            return Err(Lost::Error(ReferenceError::UnreadableFile(self.path_of(file).to_owned())));
        }
        if is_name(fragment) {
            return Err(Lost::Error(self.no_such_name(fragment, file)));
        }
        let mut pointer = self.root_pointer(file).with_room(fragment.len());
        for (at, segment) in fragment.split('/').enumerate().skip(1) {
            let plain = percent_decode(segment);
            let decoded = JsonPointer::unescaped(&plain);
            if let Some((name, next)) = self.step(node, segment, &decoded) {
                pointer.push(name);
                node = next;
                continue;
            }
            if self.reference_of(node).is_some() && steps < MAX_CHAIN {
                return self.find_through(node, file, &remaining(fragment, at), steps + 1);
            }
            let Some((key, section)) = self.misspelt_section(node, &decoded) else {
                return Err(Lost::At(DeadEnd { fragment: fragment.to_owned(), at, node, file }));
            };
            pointer.push(key);
            node = section;
        }
        Ok(Located { node, pointer, file })
    }

    /// What a segment of a pointer names in a node: its key or index, and the value.
    fn step<'n: 's, 's>(&self, node: &'n Node, segment: &str, decoded: &'s str) -> Option<(&'s str, &'n Node)> {
        if let Some(value) = self.child(node, decoded) {
            return Some((decoded, value));
        }
        // Some documents write names with a literal percent sign.
        if let Some((key, value)) = self.index.entry(node, &JsonPointer::unescaped(segment)) {
            return Some((&key.text, value));
        }
        Some((decoded, node.items().get(decoded.parse::<usize>().ok()?)?))
    }

    /// What a pointer leads to that goes on through a reference, as in a section of components kept in another file.
    fn find_through(&self, node: &Node, file: FileId, rest: &str, steps: usize) -> Result<Located<'_>, Lost<'_>> {
        let target = file_and_fragment(self, self.reference_of(node).unwrap_or_default(), file);
        let (file, fragment) = target.map_err(Lost::Error)?;
        let fragment = fragment.trim_end_matches('/');
        self.find(&format!("{fragment}{rest}"), file, steps)
    }

    /// That no schema of a file has a name. Names that are there became places while the document was loaded.
    pub(super) fn no_such_name(&self, name: &str, file: FileId) -> ReferenceError {
        if self.root_of(file).at(&JsonPointer::parse(format!("/{name}"))).is_some() {
            return ReferenceError::MissingName(Some(format!("#/{name}")));
        }
        let names = self.anchors.iter().filter(|anchor| anchor.file == file).map(|anchor| &*anchor.name);
        let similar = self.suggestions.nearest(file.0 as usize, name, names);
        ReferenceError::MissingName(similar.map(|similar| format!("#{similar}")))
    }

    /// The text of its `$ref`; a big map is not walked.
    fn reference_of<'n>(&self, node: &'n Node) -> Option<&'n str> {
        self.child(node, "$ref").and_then(Node::as_str)
    }

    /// The value of a key; a big map is not walked.
    pub(crate) fn child<'n>(&self, map: &'n Node, key: &str) -> Option<&'n Node> {
        self.index.get(map, key)
    }
}

/// Why a pointer leads to no node.
pub(super) enum Lost<'a> {
    /// The error that says it.
    Error(ReferenceError),
    /// A segment names nothing.
    At(DeadEnd<'a>),
}

/// Where a pointer leads no further.
pub(super) struct DeadEnd<'a> {
    /// The pointer, as written.
    pub(super) fragment: String,
    /// The first segment that names nothing; those of a pointer count from one.
    pub(super) at: usize,
    /// What has nothing of that name.
    pub(super) node: &'a Node,
    pub(super) file: FileId,
}

/// The file a reference leads to, and the place or name in it.
pub(super) fn file_and_fragment<'r>(
    document: &Document,
    reference: &'r str,
    from: FileId,
) -> Result<(FileId, &'r str), ReferenceError> {
    let (path, fragment) = split_reference(reference);
    let file = if path.is_empty() { from } else { document.file_named(path, from)? };
    Ok((file, fragment.unwrap_or_default()))
}

/// The segments of a pointer from one of them on.
fn remaining(fragment: &str, from: usize) -> String {
    fragment.split('/').skip(from).flat_map(|segment| ["/", segment]).collect()
}
