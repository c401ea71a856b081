//! Diagnostics are data: what is wrong, where, and what would be accepted. How they look is `diagnostics::report`'s job.

use crate::source::{JsonPointer, SourceFile, Span};

mod catalogue;
mod deny;
mod machine;
mod report;
mod suggest;
mod terminal;
mod visible;

pub use self::catalogue::{DiagnosticId, Entry, Group};
pub use self::deny::Deny;
pub use self::report::{Finding, Place, Report};
pub use self::suggest::suggest;
pub use self::terminal::TerminalOptions;
pub(crate) use self::visible::is_hidden;
pub use self::visible::{visible, visible_lines};

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

impl Severity {
    /// `error`, `warning`, `note`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of diagnostic it is.
    pub id: DiagnosticId,
    /// How bad it is.
    pub severity: Severity,
    /// Place of the node it is about.
    pub pointer: JsonPointer,
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
    pub related: Option<(JsonPointer, String)>,
    /// The place when the tree does not have it (a syntax error, the second of two equal keys).
    pub span: Option<Span>,
    /// The same for the second place.
    pub related_span: Option<Span>,
}

impl Diagnostic {
    /// An error at a pointer.
    pub fn error(id: DiagnosticId, pointer: impl Into<JsonPointer>, message: impl Into<String>) -> Self {
        Self::new(id, Severity::Error, pointer, message)
    }

    /// A warning at a pointer.
    pub fn warning(id: DiagnosticId, pointer: impl Into<JsonPointer>, message: impl Into<String>) -> Self {
        Self::new(id, Severity::Warning, pointer, message)
    }

    /// A note at a pointer.
    pub fn note(id: DiagnosticId, pointer: impl Into<JsonPointer>, message: impl Into<String>) -> Self {
        Self::new(id, Severity::Note, pointer, message)
    }

    fn new(id: DiagnosticId, severity: Severity, pointer: impl Into<JsonPointer>, message: impl Into<String>) -> Self {
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
            related_span: None,
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

    /// Says what would be accepted, if that is known.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help;
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
    pub fn related(mut self, pointer: impl Into<JsonPointer>, words: impl Into<String>) -> Self {
        self.related = Some((pointer.into(), words.into()));
        self
    }

    /// Says where it is, when the tree does not have the place.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// Points at a second place that the tree does not have.
    #[must_use]
    pub fn related_at(self, pointer: impl Into<JsonPointer>, span: Span, words: impl Into<String>) -> Self {
        Self { related_span: Some(span), ..self.related(pointer, words) }
    }
}

/// Collects findings within a stage; a stage goes on to its end so that one run shows them all.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    /// Texts that could not be made a document, kept to show what is wrong in them.
    unread: Vec<SourceFile>,
}

impl Diagnostics {
    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Keeps a text that could not be made a document, for the report.
    pub fn keep_source(&mut self, source: SourceFile) {
        self.unread.push(source);
    }

    /// Adds the findings of another list.
    pub fn extend(&mut self, others: Diagnostics) {
        self.list.extend(others.list);
        self.unread.extend(others.unread);
    }

    /// True if there is a finding about the node at a pointer or about anything in it.
    pub fn is_reported(&self, pointer: &JsonPointer) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.pointer.is_within(pointer))
    }

    /// Turns the diagnostics of some classes into errors.
    pub fn deny(&mut self, classes: &[Deny]) {
        for diagnostic in &mut self.list {
            if classes.iter().any(|class| class.applies_to(diagnostic)) {
                diagnostic.severity = Severity::Error;
            }
        }
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

    /// The findings, taken out.
    pub fn into_list(self) -> Vec<Diagnostic> {
        self.list
    }

    /// Number of findings.
    pub fn len(&self) -> usize {
        self.list.len()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
