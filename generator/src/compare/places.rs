//! From pointers to lines and columns.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::change::ChangePlace;
use crate::document::Document;
use crate::source::{JsonPointer, Lines, Sources};

/// Lines of an excerpt.
const EXCERPT: usize = 7;

/// Lines of it before the place, which say what holds it.
const LINES_BEFORE: usize = 2;

/// Characters of a line in an excerpt; a document may be one line.
const EXCERPT_WIDTH: usize = 160;

fn excerpt_line(lines: &Lines<'_>, line: usize) -> String {
    let text = lines.text().get(lines.start_of(line)..lines.end_of(line)).unwrap_or_default();
    text.chars().take(EXCERPT_WIDTH).collect()
}

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
        let first = position.line.saturating_sub(LINES_BEFORE).max(1);
        let excerpt = (first..).take(EXCERPT).map(|line| (line, excerpt_line(lines, line)));
        let excerpt = excerpt.take_while(|(line, _)| lines.start_of(*line) < source.text.len()).collect();
        Some(ChangePlace { file: source.name.clone(), line: position.line, column: position.column, excerpt })
    }
}
