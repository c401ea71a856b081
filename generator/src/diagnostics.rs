//! Diagnostics as data: what is wrong, where, and what would be accepted. `report` and its views print them.

pub use crate::source::{JsonPointer, Position, Span, visible, visible_lines};

use foldhash::HashMap;

use crate::source::SourceFile;

mod catalogue;
mod deny;
mod grouped;
mod machine;
mod report;
mod sarif;
mod suggest;
mod terminal;

pub use self::catalogue::{DiagnosticId, Entry, Group};
pub use self::deny::Deny;
pub use self::report::{Place, Report, Reported};
pub(crate) use self::suggest::Suggestions;
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

/// Diagnostics with one id and severity that are kept; the others are only counted, since nobody reads so many of them.
const MAX_OF_A_KIND: usize = 5_000;

/// Collects the diagnostics of a run. A stage always runs to its end, so that one run reports all of them.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    /// How many there are with an id and a severity.
    kinds: HashMap<(DiagnosticId, Severity), OfAKind>,
    /// Files that could not be parsed, for the report.
    unread: Vec<SourceFile>,
}

/// The diagnostics with one id and severity.
#[derive(Clone, Copy, Debug, Default)]
struct OfAKind {
    kept: usize,
    counted: usize,
    /// Where the list says how many are only counted.
    summary: usize,
}

impl Diagnostics {
    /// Adds a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let kind = self.kinds.entry((diagnostic.id, diagnostic.severity)).or_default();
        if kind.kept < MAX_OF_A_KIND {
            kind.kept += 1;
            self.list.push(diagnostic);
        } else {
            self.count(diagnostic.id, diagnostic.severity, 1);
        }
    }

    /// Says how many more diagnostics there are with an id and a severity.
    fn count(&mut self, id: DiagnosticId, severity: Severity, more: usize) {
        let kind = self.kinds.entry((id, severity)).or_default();
        if kind.counted == 0 {
            kind.summary = self.list.len();
            self.list.push(Diagnostic::new(id, severity, JsonPointer::root(), String::new()));
        }
        kind.counted += more;
        let message = format!("{} more of this kind are not shown", kind.counted);
        if let Some(summary) = self.list.get_mut(kind.summary) {
            summary.message = message;
        }
    }

    /// Says each in other words.
    pub(crate) fn rephrase(&mut self, words: impl Fn(&mut Diagnostic)) {
        self.list.iter_mut().for_each(words);
    }

    /// Takes out the diagnostics that are not to be kept; those that are only counted stay.
    pub(crate) fn retain(&mut self, is_kept: impl Fn(&Diagnostic) -> bool) {
        let mut old = std::mem::take(self);
        self.unread = std::mem::take(&mut old.unread);
        let summaries: HashMap<usize, usize> = old.summaries().collect();
        for (index, diagnostic) in old.list.into_iter().enumerate() {
            match summaries.get(&index) {
                Some(counted) => self.count(diagnostic.id, diagnostic.severity, *counted),
                None if is_kept(&diagnostic) => self.push(diagnostic),
                None => {}
            }
        }
    }

    /// Takes out what is less severe.
    pub fn keep_from(&mut self, least: Severity) {
        if least > Severity::Note {
            self.list.retain(|diagnostic| diagnostic.severity >= least);
            // What was only counted is of a severity of its own; the places of the summaries have moved.
            self.kinds.clear();
        }
    }

    /// Keeps a file that could not be parsed, for the report.
    pub fn keep_source(&mut self, source: SourceFile) {
        self.unread.push(source);
    }

    /// Adds the diagnostics of another list.
    pub fn extend(&mut self, others: Diagnostics) {
        let summaries: HashMap<usize, usize> = others.summaries().collect();
        for (index, diagnostic) in others.list.into_iter().enumerate() {
            match summaries.get(&index) {
                Some(counted) => self.count(diagnostic.id, diagnostic.severity, *counted),
                None => self.push(diagnostic),
            }
        }
        self.unread.extend(others.unread);
    }

    /// Where the list says that more are only counted, and how many.
    fn summaries(&self) -> impl Iterator<Item = (usize, usize)> {
        self.kinds.values().filter(|kind| kind.counted > 0).map(|kind| (kind.summary, kind.counted))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn many(id: DiagnosticId, count: usize) -> Diagnostics {
        let mut diagnostics = Diagnostics::default();
        (0..count)
            .for_each(|index| diagnostics.push(Diagnostic::warning(id, JsonPointer::root().item(index), "it is")));
        diagnostics
    }

    fn summaries(diagnostics: &Diagnostics) -> Vec<(&str, &str)> {
        let summaries = diagnostics.iter().filter(|diagnostic| diagnostic.message.ends_with("not shown"));
        summaries.map(|diagnostic| (diagnostic.id.as_str(), diagnostic.message.as_str())).collect()
    }

    #[test]
    fn those_beyond_a_limit_are_counted_by_their_id() {
        let mut diagnostics = many(DiagnosticId::UnknownKey, MAX_OF_A_KIND);
        assert_eq!(diagnostics.len(), MAX_OF_A_KIND);
        assert_eq!(summaries(&diagnostics), []);
        diagnostics.extend(many(DiagnosticId::UnknownKey, MAX_OF_A_KIND + 7));
        diagnostics.extend(many(DiagnosticId::EmptyValue, 3));
        assert_eq!(diagnostics.len(), MAX_OF_A_KIND + 4);
        assert_eq!(summaries(&diagnostics), [("unknown-key", "5007 more of this kind are not shown")]);
    }
}
