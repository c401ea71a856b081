//! A document as written, and what can go wrong when something in it is looked up. Data; what computes is next door.

use foldhash::HashMap;

use super::index::Index;
use super::node::Node;
use super::overlay::AppliedOverlay;
use super::swagger::Written;
use crate::diagnostics::Suggestions;
use crate::source::{FileId, JsonPointer, SourceFile};

/// The OpenAPI version family a document is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// 3.0.x.
    V3_0,
    /// 3.1.x.
    V3_1,
    /// 3.2.x.
    V3_2,
}

impl Dialect {
    /// The version as people write it: `3.1`.
    pub(crate) fn version(self) -> &'static str {
        match self {
            Self::V3_0 => "3.0",
            Self::V3_1 => "3.1",
            Self::V3_2 => "3.2",
        }
    }
}

/// A description as written.
///
/// Places in it are named by JSON pointers: `/paths/~1users/get` in the main file, `common.yaml#/User` in another one.
#[derive(Debug)]
pub(crate) struct Document {
    /// Version family.
    pub dialect: Dialect,
    /// The root object.
    pub root: Node,
    /// A Swagger 2.0 document as written; the root is what it means in OpenAPI 3.0.
    pub(super) written: Option<Written>,
    /// The text it was read from; spans point into it.
    pub source: SourceFile,
    /// Other files it refers to, in the order they were met.
    pub others: Vec<OtherFile>,
    /// Ids of the other files, by path.
    pub(super) file_ids: HashMap<String, FileId>,
    /// Why files that references lead to are not read, by path.
    pub(super) file_errors: HashMap<String, FileError>,
    /// Path of the main file below the root folder, with forward slashes.
    pub(super) main_path: String,
    /// References may lead to URLs.
    pub(super) has_urls: bool,
    /// The overrides file, which no reference leads to.
    pub(super) overrides: Option<OtherFile>,
    /// The file of exceptions, which no reference leads to.
    pub(super) exceptions: Option<OtherFile>,
    /// Overlays that were applied to the main file, in their order.
    pub(super) overlays: Vec<AppliedOverlay>,
    /// Where the keys of big maps are, in all files.
    pub(super) index: Index,
    /// Names that are not there, with those that look like them.
    pub(super) suggestions: Suggestions,
    /// Examples and defaults that have a schema, in the order of the walk.
    pub(super) samples: Vec<Sample>,
    /// Schemas with names, as far as references by name made it worth looking for them.
    pub(super) anchors: Vec<Anchor>,
}

impl Document {
    pub(super) fn new(dialect: Dialect, root: Node, source: SourceFile) -> Self {
        let main_path = source.name.rsplit('/').next().unwrap_or_default().to_owned();
        let mut index = Index::default();
        index.add(&root);
        Self {
            dialect,
            root,
            written: None,
            source,
            others: Vec::new(),
            file_ids: HashMap::default(),
            file_errors: HashMap::default(),
            has_urls: false,
            main_path,
            overrides: None,
            exceptions: None,
            overlays: Vec::new(),
            index,
            suggestions: Suggestions::default(),
            samples: Vec::new(),
            anchors: Vec::new(),
        }
    }

    /// True for a Swagger 2.0 document.
    pub(crate) fn was_swagger(&self) -> bool {
        self.written.is_some()
    }

    /// What the file of exceptions has; none if there is no such file, or if it cannot be read.
    pub(crate) fn exceptions(&self) -> Option<&Node> {
        self.exceptions.as_ref().map(|file| &file.root)
    }

    /// Examples and defaults that have a schema.
    pub(crate) fn samples(&self) -> &[Sample] {
        &self.samples
    }

    /// The text of a file.
    pub(crate) fn source_of(&self, file: FileId) -> &SourceFile {
        self.other(file).map_or(&self.source, |other| &other.source)
    }

    /// The root of a file.
    pub(crate) fn root_of(&self, file: FileId) -> &Node {
        self.other(file).map_or(&self.root, |other| &other.root)
    }

    pub(super) fn root_mut(&mut self, file: FileId) -> &mut Node {
        let other = file.0.checked_sub(1).and_then(|index| self.others.get_mut(index as usize));
        other.map_or(&mut self.root, |other| &mut other.root)
    }

    /// Path of a file below the root folder.
    pub(crate) fn path_of(&self, file: FileId) -> &str {
        self.other(file).map_or(&self.main_path, |other| &other.path)
    }

    pub(super) fn other(&self, file: FileId) -> Option<&OtherFile> {
        if file == FileId::OVERRIDES {
            return self.overrides.as_ref();
        }
        if file == FileId::EXCEPTIONS {
            return self.exceptions.as_ref();
        }
        file.0.checked_sub(1).and_then(|index| self.others.get(index as usize))
    }
}

/// A file other than the main one.
#[derive(Debug)]
pub(crate) struct OtherFile {
    /// Path below the root folder.
    pub path: String,
    /// Its text, under the name it is shown with.
    pub source: SourceFile,
    /// Its root; null when it could not be read.
    pub root: Node,
}

/// Why a file is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileError {
    /// There is none at this path.
    Missing,
    /// It is a link out of the root folder.
    Outside,
    /// It is a folder, a device, a pipe.
    Special,
    /// It is larger than what is read.
    TooBig,
    /// It is not in UTF-8 or UTF-16.
    NotText,
}

/// A value of the document that a schema describes.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    /// Where it is.
    pub(crate) pointer: JsonPointer,
    /// Where its schema is.
    pub(crate) schema: JsonPointer,
    /// What it is.
    pub(crate) kind: SampleKind,
}

/// What a value of a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SampleKind {
    /// `example`, or an item of the `examples` of a schema.
    Example,
    /// An entry of `examples`, which may be a reference.
    Named,
    /// `default`
    Default,
    /// `const`
    Constant,
    /// All values of `enum`.
    Values,
}

/// A node and where it is.
#[derive(Clone, Debug)]
pub(crate) struct Located<'a> {
    /// The node.
    pub node: &'a Node,
    /// Its JSON pointer, with the path of the file before a `#` when that is not the main one.
    pub pointer: JsonPointer,
    /// The file it is in; references inside it are relative to that.
    pub file: FileId,
}

/// Why a reference leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ReferenceError {
    /// It leads to another host.
    Remote,
    /// It leads out of the root folder.
    Escapes,
    /// The file is not there, or must not be read.
    MissingFile(String, FileError),
    /// The file is there but could not be read; that is reported already.
    UnreadableFile(String),
    /// The file has nothing at this pointer; perhaps a neighbour with a similar name.
    Missing(Option<String>),
    /// No schema of the file has this name; perhaps one with a similar name.
    MissingName(Option<String>),
    /// It names no file, but a place in this one, which begins with `#`: the reference as it should be.
    WithoutHash(String),
    /// References lead to one another in a circle, in this order.
    Loop(Vec<JsonPointer>),
}

/// A schema with a name.
#[derive(Clone, Debug)]
pub(super) struct Anchor {
    /// The name, as `$anchor` or `$dynamicAnchor` gives it.
    pub(in crate::document) name: String,
    /// The file it is in.
    pub(in crate::document) file: FileId,
    /// Where the schema is in that file.
    pub(in crate::document) pointer: JsonPointer,
}
