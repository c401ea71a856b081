//! A document with all that a comparison needs of it: what it means, its names, and what its client shows to users.

use crate::compare::{self, Comparison, Side};
use crate::diagnostics::Report;
use crate::render::{self, Provenance};
use crate::{Config, Files, GeneratedFile, Options, Outcome, SourceFile};

/// A document that was read to be compared.
#[derive(Debug)]
pub struct Described {
    outcome: Outcome,
    config: Config,
    provenance: Provenance,
    surface: String,
    outline: Vec<String>,
}

/// Reads a document as [`generate`](crate::generate) does, to compare it with another one; writes no files.
pub fn describe(source: SourceFile, files: &dyn Files, config: Config, options: &Options) -> Described {
    let (outcome, provenance) = crate::understand(source, files, &config, options);
    let is_readable = outcome.document.is_some() && !outcome.diagnostics.has_errors();
    let (surface, outline) = match is_readable {
        true => render::surface(&outcome.api, &outcome.names, &config),
        false => Default::default(),
    };
    Described { outcome, config, provenance, surface, outline }
}

impl Described {
    /// The diagnostics of the document.
    pub fn report(&self) -> Report<'_> {
        self.outcome.report()
    }

    /// True if the document cannot be compared.
    pub fn has_errors(&self) -> bool {
        self.outcome.document.is_none() || self.outcome.diagnostics.has_errors()
    }

    /// The names of its client, for the lock of a later document.
    pub fn surface(&self) -> &str {
        &self.surface
    }

    fn side(&self) -> Option<Side<'_>> {
        let overrides = self.config.source.as_ref().map(|source| source.text.as_str());
        Some(Side {
            document: self.outcome.document.as_ref()?,
            api: &self.outcome.api,
            names: &self.outcome.names,
            surface: &self.surface,
            outline: &self.outline,
            overrides: overrides.unwrap_or_default(),
            version: self.config.krate.version.as_deref().unwrap_or("0.1.0"),
        })
    }

    /// Every file of its client but the list of names.
    fn files(&self, provenance: &Provenance) -> Vec<GeneratedFile> {
        let mut files = render::render(&self.outcome.api, &self.outcome.names, &self.config, provenance);
        files.retain(|file| file.path != "surface.txt" && file.path != "wire.txt");
        files
    }
}

/// Compares two documents; `None` if one of them has errors.
pub fn compare(before: &Described, after: &Described) -> Option<Comparison> {
    if before.has_errors() || after.has_errors() {
        return None;
    }
    // The name of the document's file is in every header, and is no change.
    let same_bytes = || before.files(&before.provenance) == after.files(&before.provenance);
    Some(compare::compare(before.side()?, after.side()?, &same_bytes))
}
