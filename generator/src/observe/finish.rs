//! [`Observation`]: what remains when all samples are compared.

use super::observer::{ObserveCounts, Observer};
use crate::diagnostics::{Diagnostics, Severity};

/// How samples differ from a document.
#[derive(Debug)]
pub struct Observation {
    /// A diagnostic for each difference, at its place in the document.
    pub diagnostics: Diagnostics,
    /// An overlay (OpenAPI Overlay 1.1, as YAML) that makes the document true; none if there is nothing to change.
    pub overlay: Option<String>,
    /// How many exchanges there were.
    pub counts: ObserveCounts,
}

impl Observation {
    /// The document is true for all samples, as far as a client is concerned.
    pub fn is_clean(&self) -> bool {
        self.diagnostics.iter().all(|diagnostic| diagnostic.severity == Severity::Note)
    }
}

impl Observer<'_> {
    /// Ends the comparison.
    #[must_use]
    pub fn finish(mut self) -> Observation {
        let totals = self.walker.schemas.all().filter_map(|schema| {
            let total = self.walker.totals.get(schema.id).copied()?;
            Some((schema.place.pointer.clone(), total))
        });
        let totals: Vec<_> = totals.collect();
        self.walker.book.totals.extend(totals);
        if self.walker.options.tighten {
            self.tighten();
        }
        let mut diagnostics = Diagnostics::default();
        self.gather_headers(&mut diagnostics);
        self.tell(&mut diagnostics);
        self.tell_samples(&mut diagnostics);
        self.tell_never_seen(&mut diagnostics);
        Observation { diagnostics, overlay: self.overlay(), counts: self.counts() }
    }
}
