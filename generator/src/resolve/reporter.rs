//! Collects the diagnostics of this stage.

use std::rc::Rc;

use foldhash::HashSet;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::source::JsonPointer;

/// Collects diagnostics.
pub(super) struct Reporter<'a> {
    diagnostics: &'a mut Diagnostics,
    /// Pointers of diagnostics about references, so that none is reported twice.
    reported: HashSet<JsonPointer>,
    /// The examples that documentation does not show, by address.
    pub(super) unshown: HashSet<usize>,
    /// Where the first of them is.
    pub(super) first_unshown: Option<Rc<JsonPointer>>,
}

impl<'a> Reporter<'a> {
    pub(super) fn new(diagnostics: &'a mut Diagnostics) -> Self {
        let reported = diagnostics.iter().map(|diagnostic| diagnostic.pointer.clone()).collect();
        Self { diagnostics, reported, unshown: HashSet::default(), first_unshown: None }
    }

    /// Adds a diagnostic.
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds a diagnostic, unless there is one about the same place.
    pub(super) fn push_once(&mut self, diagnostic: Diagnostic) {
        if self.reported.insert(diagnostic.pointer.clone()) {
            self.push(diagnostic);
        }
    }

    /// There is a diagnostic about this place.
    pub(super) fn is_reported(&self, pointer: &JsonPointer) -> bool {
        self.reported.contains(pointer)
    }

    /// The list itself, for what reads the document alone.
    pub(super) fn list(&mut self) -> &mut Diagnostics {
        self.diagnostics
    }
}
