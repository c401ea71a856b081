//! Diagnostics as data: what is wrong, where, and what would be accepted. `report` and its views print them.

pub use crate::source::{JsonPointer, Position, Span, visible, visible_lines};

use crate::source::SourceFile;

mod catalogue;
mod deny;
mod machine;
mod report;
mod suggest;
mod terminal;

pub use self::catalogue::{DiagnosticId, Entry, Group};
pub use self::deny::Deny;
pub use self::report::{Place, Report, Reported};
pub use self::suggest::suggest;
pub use self::terminal::TerminalOptions;

/// What a diagnostic means for the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is lost; the user may want to know it.
    Note,
    /// Something is left out or simplified; the rest is generated.
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

/// One statement about a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind.
    pub id: DiagnosticId,
    /// What it means for the run.
    pub severity: Severity,
    /// Place of the node it is about.
    pub pointer: JsonPointer,
    /// It is about the key of that node (an unknown key), not about the value.
    pub about_key: bool,
    /// One sentence: what is wrong. Lower case, no full stop.
    pub message: String,
    /// A few words at the place.
    pub label: Option<String>,
    /// What would be accepted, ready to paste where possible.
    pub help: Option<String>,
    /// The consequence: `operation listUsers is left out`.
    pub effect: Option<String>,
    /// A second place (the first use of a name): its pointer and a few words.
    pub related: Option<(JsonPointer, String)>,
    /// The place if the tree has no node for it (a syntax error, the second of two equal keys).
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

    /// Adds what would be accepted.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds what would be accepted, if that is known.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }

    /// Adds the consequence.
    #[must_use]
    pub fn effect(mut self, effect: impl Into<String>) -> Self {
        self.effect = Some(effect.into());
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn related(mut self, pointer: impl Into<JsonPointer>, words: impl Into<String>) -> Self {
        self.related = Some((pointer.into(), words.into()));
        self
    }

    /// Sets the place, if the tree has no node for it.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// Adds a second place that has no node in the tree.
    #[must_use]
    pub fn related_at(self, pointer: impl Into<JsonPointer>, span: Span, words: impl Into<String>) -> Self {
        Self { related_span: Some(span), ..self.related(pointer, words) }
    }
}

/// Collects the diagnostics of a run. A stage always runs to its end, so that one run reports all of them.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    /// Files that could not be parsed, for the report.
    unread: Vec<SourceFile>,
}

impl Diagnostics {
    /// Adds a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Keeps a file that could not be parsed, for the report.
    pub fn keep_source(&mut self, source: SourceFile) {
        self.unread.push(source);
    }

    /// Adds the diagnostics of another list.
    pub fn extend(&mut self, others: Diagnostics) {
        self.list.extend(others.list);
        self.unread.extend(others.unread);
    }

    /// True if a diagnostic is about the node at a pointer or about anything in it.
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

    /// True if there is an error, so that nothing is generated.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// The diagnostics, in the order they were added.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// True if there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The diagnostics, without the list.
    pub fn into_list(self) -> Vec<Diagnostic> {
        self.list
    }

    /// Number of diagnostics.
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
