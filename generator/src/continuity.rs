//! How much of the last run a document still describes, and whether it looks as if its end were missing.

use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics, Severity};
use crate::document::{Document, Node};
use crate::ir::Api;
use crate::lock::Lock;
use crate::source::JsonPointer;

/// What is left of the last run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Continuity {
    /// The operations.
    pub operations: Share,
    /// The types, their properties and their values.
    pub parts: Share,
    /// The document looks as if its end were missing.
    pub end: End,
}

/// How many of some things are still there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many the last run had.
    pub known: usize,
    /// How many of them the document has.
    pub present: usize,
}

/// What there is to see at the end of a document, if a part of it may be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct End {
    /// The last line has no end.
    pub in_a_line: bool,
    /// What is last cannot be used as it is.
    pub unfinished: bool,
    /// References lead to something that the last run had.
    pub missed: bool,
}

impl Share {
    /// How many are gone.
    pub fn lost(self) -> usize {
        self.known.saturating_sub(self.present)
    }

    /// More than half of several are gone.
    pub fn lost_most(self) -> bool {
        self.known > 1 && self.present * 2 < self.known
    }

    /// More than a twentieth is gone, and more than somebody takes out by hand.
    fn lost_many(self, few: usize) -> bool {
        self.lost() > few && self.lost() * 20 > self.known
    }
}

impl End {
    /// How many signs there are.
    fn signs(self) -> usize {
        [self.in_a_line, self.unfinished, self.missed].into_iter().filter(|sign| *sign).count()
    }
}

/// Operations, and types with their parts, that people take out of a document at once.
const FEW: (usize, usize) = (2, 12);

impl Continuity {
    /// So much is gone that the document may be truncated, or be that of another API.
    pub fn is_doubtful(self) -> bool {
        let (operations, parts) = (self.operations, self.parts);
        match self.end.signs() {
            0 => operations.lost_most() || parts.lost_most() && parts.lost() > FEW.1,
            1 => operations.lost_most() || operations.lost_many(FEW.0) || parts.lost_many(FEW.1),
            _ => operations.lost() + parts.lost() > 0,
        }
    }
}

/// What a run knows of its document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run<'r> {
    pub document: &'r Document,
    pub api: &'r Api,
    pub diagnostics: &'r Diagnostics,
}

impl Continuity {
    /// Compares the names of the last run with those of today.
    pub(crate) fn of(known: &Lock, today: &Lock, run: Run<'_>) -> Self {
        let operations = Share { known: known.operations(), present: run.api.known_operations };
        // What is taken out of the client alone is no loss.
        let is_narrowed = known.operation_places().any(|place| run.api.not_selected.contains(&place));
        let (parts, present) = if is_narrowed { (0, 0) } else { known.parts_of(today) };
        Self { operations, parts: Share { known: parts, present }, end: end(run, known) }
    }
}

fn end(Run { document, diagnostics, .. }: Run<'_>, known: &Lock) -> End {
    let text = &document.source.text;
    // Of JSON, nothing can be missing that a parser does not miss.
    if text.trim_start().starts_with('{') {
        return End::default();
    }
    let last = last_place(document.as_written());
    let is_at_the_end =
        |one: &Diagnostic| one.severity >= Severity::Warning && !one.pointer.is_root() && last.is_within(&one.pointer);
    let mut dangling = diagnostics.iter().filter(|one| one.id == DiagnosticId::DanglingReference);
    End {
        in_a_line: !text.ends_with('\n'),
        unfinished: diagnostics.iter().any(is_at_the_end),
        missed: dangling.any(|one| leads_to_known(one, document, known)),
    }
}

/// The place of what is written last.
fn last_place(root: &Node) -> JsonPointer {
    let mut place = JsonPointer::root();
    let mut at = root;
    loop {
        let entry = at.entries().iter().max_by_key(|(key, _)| key.span.start);
        let item = at.items().iter().enumerate().next_back();
        match (entry, item) {
            (Some((key, value)), _) => {
                place.push(&key.text);
                at = value;
            }
            (None, Some((index, value))) => {
                place = place.item(index);
                at = value;
            }
            (None, None) => return place,
        }
    }
}

/// The reference leads to a type that the client has, or into a section that is not there at all.
fn leads_to_known(dangling: &Diagnostic, document: &Document, known: &Lock) -> bool {
    let roots = [&document.root, document.as_written()];
    let at = |place: &JsonPointer| roots.iter().find_map(|root| root.at(place));
    let target = at(&dangling.pointer).and_then(Node::as_str).and_then(|text| text.strip_prefix('#'));
    let Some(target) = target.filter(|target| target.starts_with('/')).map(JsonPointer::parse) else { return false };
    let name = target.segments().last().unwrap_or_default().into_owned();
    known.has_type(&name) || target.parent().is_some_and(|section| at(&section).is_none())
}
