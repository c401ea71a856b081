//! `Document`: an OpenAPI description exactly as written, with the place of everything in it.
//!
//! Knows OpenAPI's words and nothing of what is made from them; never mentions `ir`.

mod anchors;
mod decode;
mod edit;
mod envelope;
mod extent;
mod files;
mod index;
mod json;
mod ledger;
mod leniency;
mod load;
mod mend;
mod node;
mod overlay;
mod places;
mod reference;
mod scalar;
mod schema;
mod structure;
mod swagger;
mod text;
mod tree;
mod yaml;

#[cfg(test)]
mod reference_tests;
#[cfg(test)]
mod tests;

pub(crate) use self::envelope::Item;
pub(crate) use self::files::OtherFile;
pub use self::files::{FileError, Files, NoFiles};
pub use self::ledger::Ledger;
pub(crate) use self::ledger::report_unread;
pub(crate) use self::load::{load, load_with};
pub(crate) use self::node::{Key, Node, NodeKind, Number};
pub(crate) use self::reference::{Located, ReferenceFault};
pub(crate) use self::schema::{Additional, Schema, SchemaType};
pub(crate) use self::text::Format;

use std::collections::HashMap;

use self::anchors::Anchor;
use self::index::Index;
use self::overlay::AppliedOverlay;
use crate::diagnostics::Suggestions;
use crate::source::{FileId, SourceFile};

/// The OpenAPI version family a document is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// 3.0.x.
    V3_0,
    /// 3.1.x (and 3.2, read as 3.1).
    V3_1,
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
    /// The text it was read from; spans point into it.
    pub source: SourceFile,
    /// Other files it refers to, in the order they were met.
    pub others: Vec<OtherFile>,
    /// Ids of the other files, by path.
    file_ids: HashMap<String, FileId>,
    /// Why files that references lead to are not read, by path.
    file_faults: HashMap<String, FileError>,
    /// Path of the main file below the root folder, with forward slashes.
    main_path: String,
    /// The overrides file, which no reference leads to.
    overrides: Option<OtherFile>,
    /// Overlays that were applied to the main file, in their order.
    overlays: Vec<AppliedOverlay>,
    /// Where the keys of big maps are, in all files.
    index: Index,
    /// Names that are not there, with those that look like them.
    suggestions: Suggestions,
    /// Schemas with names, as far as references by name made it worth looking for them.
    anchors: Vec<Anchor>,
}

impl Document {
    fn new(dialect: Dialect, root: Node, source: SourceFile) -> Self {
        let main_path = source.name.rsplit('/').next().unwrap_or_default().to_owned();
        let mut index = Index::default();
        index.add(&root);
        Self {
            dialect,
            root,
            source,
            others: Vec::new(),
            file_ids: HashMap::new(),
            file_faults: HashMap::new(),
            main_path,
            overrides: None,
            overlays: Vec::new(),
            index,
            suggestions: Suggestions::default(),
            anchors: Vec::new(),
        }
    }

    /// The text of a file.
    pub(crate) fn source_of(&self, file: FileId) -> &SourceFile {
        self.other(file).map_or(&self.source, |other| &other.source)
    }

    /// The root of a file.
    pub(crate) fn root_of(&self, file: FileId) -> &Node {
        self.other(file).map_or(&self.root, |other| &other.root)
    }

    fn root_mut(&mut self, file: FileId) -> &mut Node {
        let other = file.0.checked_sub(1).and_then(|index| self.others.get_mut(index as usize));
        other.map_or(&mut self.root, |other| &mut other.root)
    }

    /// Path of a file below the root folder.
    pub(crate) fn path_of(&self, file: FileId) -> &str {
        self.other(file).map_or(&self.main_path, |other| &other.path)
    }

    /// Lets findings be shown in the overrides file; their pointers are written `overrides#/operations/listUsers`.
    pub(crate) fn set_overrides(&mut self, source: Option<SourceFile>) {
        self.overrides = source.map(files::read_overrides);
    }

    fn other(&self, file: FileId) -> Option<&OtherFile> {
        if file == FileId::OVERRIDES {
            return self.overrides.as_ref();
        }
        file.0.checked_sub(1).and_then(|index| self.others.get(index as usize))
    }
}
