//! Diagnostics are data: what is wrong, where, and what would be accepted. How they look is `diagnostics::report`'s job.

use crate::document::Span;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Understood and deliberately not acted on.
    Note,
    /// Something is left out or degraded; the rest is generated.
    Warning,
    /// Nothing is generated.
    Error,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable id, kebab-case, e.g. `unknown-key`; explained in `catalogue`.
    pub id: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// JSON pointer of the faulty node, without `#`; empty for the root.
    pub pointer: String,
    /// The finding is about the key of that node (an unknown key), not about its value.
    pub about_key: bool,
    /// One sentence: what is wrong. Lower case, no full stop.
    pub message: String,
    /// A few words at the place itself.
    pub label: Option<String>,
    /// What would be accepted; paste-able where possible.
    pub help: Option<String>,
    /// What it costs: `operation listUsers is left out`.
    pub effect: Option<String>,
    /// A second place that matters (the first use of a name, ...): pointer and words.
    pub related: Option<(String, String)>,
    /// The place when it is known without the tree (a syntax error).
    pub span: Option<Span>,
}

impl Diagnostic {
    /// An error at a pointer.
    pub fn error(id: &'static str, pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(id, Severity::Error, pointer, message)
    }

    /// A warning at a pointer.
    pub fn warning(id: &'static str, pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(id, Severity::Warning, pointer, message)
    }

    /// A note at a pointer.
    pub fn note(id: &'static str, pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(id, Severity::Note, pointer, message)
    }

    fn new(id: &'static str, severity: Severity, pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            id,
            severity,
            pointer: pointer.into(),
            about_key: false,
            message: message.into(),
            label: None,
            help: None,
            effect: None,
            related: None,
            span: None,
        }
    }

    /// Points at the key instead of the value.
    #[must_use]
    pub fn about_key(mut self) -> Self {
        self.about_key = true;
        self
    }

    /// Adds a few words at the place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Says what would be accepted.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what it costs.
    #[must_use]
    pub fn effect(mut self, effect: impl Into<String>) -> Self {
        self.effect = Some(effect.into());
        self
    }

    /// Points at a second place.
    #[must_use]
    pub fn related(mut self, pointer: impl Into<String>, words: impl Into<String>) -> Self {
        self.related = Some((pointer.into(), words.into()));
        self
    }
}

/// Collects findings within a stage; a stage goes on to its end so that one run shows them all.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// True if nothing may be generated.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// The findings, in the order they were made.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// True if there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Number of findings.
    pub fn len(&self) -> usize {
        self.list.len()
    }
}

/// The text of a document and the name it is shown under.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Path as the user wrote it, with forward slashes.
    pub name: String,
    /// The text.
    pub text: String,
}
