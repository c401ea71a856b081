//! From pointers to lines and columns.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::change::ChangePlace;
use crate::document::Document;
use crate::source::{JsonPointer, Lines, Sources};

/// The places of one document.
pub(super) struct Places<'d> {
    document: &'d Document,
    lines: RefCell<BTreeMap<&'d str, Lines<'d>>>,
}

impl<'d> Places<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        Self { document, lines: RefCell::default() }
    }

    /// Where a pointer leads.
    pub(super) fn place(&self, pointer: &JsonPointer) -> Option<ChangePlace> {
        let (source, span) = self.document.place_of(pointer, true, None)?;
        let mut all = self.lines.borrow_mut();
        let lines = all.entry(&source.name).or_insert_with(|| Lines::of(&source.text));
        let position = lines.position(lines.boundary(span.start as usize));
        Some(ChangePlace { file: source.name.clone(), line: position.line, column: position.column })
    }
}
