//! The document as its author wrote it: where an overlay finds a place, also of a document that was lowered.

use serde_json::Value;

use crate::document::{Dialect, Document, Located, Words};
use crate::source::{FileId, JsonPointer};

/// The tree that overlays are applied to, changed step by step as they would change it.
#[derive(Debug)]
pub(super) struct WrittenTree<'a> {
    document: &'a Document,
    pub(super) words: Words,
    pub(super) value: Value,
}

impl<'a> WrittenTree<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        let words = match (document.was_swagger(), document.dialect) {
            (true, _) => Words::V2,
            (false, Dialect::V3_0) => Words::V3_0,
            (false, Dialect::V3_1 | Dialect::V3_2) => Words::V3_1,
        };
        Self { document, words, value: document.as_written().to_json() }
    }

    /// The place of a node in the tree; none if it is in another file, or was not written as one node.
    pub(super) fn place(&self, pointer: &JsonPointer) -> Option<JsonPointer> {
        let located: Located<'_> = self.document.locate(pointer).filter(|located| located.file == FileId::MAIN)?;
        if self.words != Words::V2 {
            return Some(located.pointer);
        }
        self.document.written_pointer(located.node)
    }

    /// The section of schemas with names.
    pub(super) fn schemas(&self) -> JsonPointer {
        self.words.schemas()
    }

    /// A name that no schema of the document has; the tree of the document as it was at first decides.
    pub(super) fn free_name(&self, name: String) -> String {
        let has = |name: &str| self.document.section("schemas").is_some_and(|schemas| schemas.node.get(name).is_some());
        let numbered = (2..100).map(|number| format!("{name}{number}"));
        std::iter::once(name.clone()).chain(numbered).find(|name| !has(name)).unwrap_or(name)
    }

    /// The property of the discriminator of a union.
    pub(super) fn discriminator(&self, union: &JsonPointer) -> String {
        let found = self.document.locate(union);
        let property = found.and_then(|found| found.node.get("discriminator")?.get("propertyName")?.as_str());
        property.unwrap_or_default().to_owned()
    }

    /// The JSON at a place.
    pub(super) fn get(&self, place: &JsonPointer) -> Option<&Value> {
        self.value.pointer(place.as_str())
    }

    pub(super) fn set(&mut self, place: &JsonPointer, value: Value) {
        if let Some(slot) = self.value.pointer_mut(place.as_str()) {
            *slot = value;
        }
    }
}
