//! The structural pass: one walk over the whole document, which reports everything that OpenAPI does not allow.
//!
//! It compares the document with `table`, follows references into other files only, and does not look below an unknown
//! key or a wrong type. Rules that need several places (names, references) are in `resolve` and `check`.

mod addresses;
mod contradictions;
mod formats;
mod limits;
mod object_rule;
mod objects;
mod operations;
mod pattern;
mod reports;
mod samples;
mod schemas;
mod table;
#[cfg(test)]
mod tests;
mod values;
mod walk;

pub(super) use self::object_rule::{Kind, Rule, Shape};
pub(super) use self::table::{rule, swagger_rule};

use foldhash::HashSet;

use super::{Dialect, Document, Sample};
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics};
use crate::source::{FileId, JsonPointer, Path};

/// The number of diagnostics after which the walk only counts further ones.
const MAX_DIAGNOSTICS: usize = 5_000;

/// The sections of `components`.
pub(crate) fn component_sections() -> impl Iterator<Item = &'static str> {
    rule(Kind::Components).fields.iter().map(|field| field.key)
}

/// Reports everything that OpenAPI does not allow; returns the values that schemas describe.
pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) -> Vec<Sample> {
    let mut walk = Walk {
        document,
        dialect: document.dialect,
        file: FileId::MAIN,
        elsewhere: Vec::new(),
        seen: HashSet::default(),
        unreported: 0,
        samples: Vec::new(),
        diagnostics,
    };
    walk.object(Kind::Root, &document.root, &Path::start(&JsonPointer::root()));
    walk.other_files();
    if walk.unreported > 0 {
        let message = format!("{} more diagnostics about the structure are not shown", walk.unreported);
        walk.diagnostics.push(Diagnostic::note(DiagnosticId::MoreFindings, JsonPointer::root(), message));
    }
    walk.samples
}

/// The state of the walk.
struct Walk<'a> {
    document: &'a Document,
    dialect: Dialect,
    /// The file being walked.
    file: FileId,
    /// The places in other files that references lead to, each with the shape that its value must have.
    elsewhere: Vec<(FileId, JsonPointer, Shape)>,
    seen: HashSet<(FileId, JsonPointer)>,
    unreported: usize,
    /// Examples and defaults with a schema.
    samples: Vec<Sample>,
    diagnostics: &'a mut Diagnostics,
}

impl Walk<'_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        if self.is_full() {
            self.unreported += 1;
        } else {
            self.diagnostics.push(diagnostic);
        }
    }

    fn is_full(&self) -> bool {
        self.diagnostics.len() >= MAX_DIAGNOSTICS
    }

    /// Walks the places in other files. They are not whole documents: each reference decides what its target must be.
    fn other_files(&mut self) {
        let mut next = 0;
        while let Some((file, pointer, shape)) = self.elsewhere.get(next).cloned() {
            next += 1;
            let document = self.document;
            self.file = file;
            if let Some(located) = document.locate(&pointer) {
                self.value(&shape, located.node, &Path::start(&pointer));
            }
        }
    }

    /// Remembers the target of a reference if it is not in the main file, which is walked as a whole.
    fn note_reference(&mut self, reference: &str, shape: Shape) {
        if self.file == FileId::MAIN && reference.starts_with('#') {
            return;
        }
        let Ok(located) = self.document.resolve_reference(reference, self.file) else { return };
        let is_walked_anyway = located.file == FileId::MAIN;
        if !is_walked_anyway && self.seen.insert((located.file, located.pointer.clone())) {
            self.elsewhere.push((located.file, located.pointer, shape));
        }
    }

    fn is_3_0(&self) -> bool {
        self.dialect == Dialect::V3_0
    }
}
