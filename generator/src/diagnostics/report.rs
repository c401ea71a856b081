//! Diagnostics with their places in the files, sorted.
//!
//! `terminal` and `machine` print them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Diagnostic, Diagnostics, Severity};
use crate::source::{JsonPointer, Lines, Position, SourceFile, Sources, Span};

/// Diagnostics in the order of files, lines, columns and ids.
#[derive(Debug)]
pub struct Report<'a> {
    reported: Vec<Reported<'a>>,
    pub(super) lines: BTreeMap<&'a str, Lines<'a>>,
}

/// A diagnostic and its places.
#[derive(Debug)]
pub struct Reported<'a> {
    /// The diagnostic.
    pub diagnostic: &'a Diagnostic,
    /// Its pointer in the words of the document.
    pub pointer: Cow<'a, JsonPointer>,
    /// Its place, if that is known.
    pub place: Option<Place<'a>>,
    /// A second place that matters.
    pub related: Option<Related<'a>>,
}

/// A second place and what it has to do with the first.
#[derive(Clone, Debug)]
pub struct Related<'a> {
    /// What it is about.
    pub pointer: JsonPointer,
    /// A few words for it.
    pub words: &'a str,
    /// Where it is, if that is known.
    pub place: Option<Place<'a>>,
}

/// A part of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// Name of the file as shown.
    pub file: &'a str,
    /// The bytes.
    pub span: Span,
    /// Position of the first character.
    pub start: Position,
    /// Position after the last character.
    pub end: Position,
}

impl<'a> Report<'a> {
    /// A report on diagnostics; `sources` is `None` when the document could not be read.
    pub fn new(diagnostics: &'a Diagnostics, sources: Option<&'a impl Sources>) -> Report<'a> {
        let sources = sources.map(|sources| sources as &dyn Sources);
        let files = ReportedFiles { sources, unread: &diagnostics.unread };
        let mut lines = BTreeMap::new();
        let mut reported: Vec<Reported<'a>> = Vec::with_capacity(diagnostics.len());
        for diagnostic in diagnostics {
            let place = files.place(&diagnostic.pointer, diagnostic.about_key, diagnostic.span, &mut lines);
            let related = files.related(diagnostic, &mut lines);
            let pointer = files.spelled(&diagnostic.pointer, diagnostic.span);
            reported.push(Reported { diagnostic, pointer, place, related });
        }
        reported.sort_by(|one, other| one.order().cmp(&other.order()));
        // A node that is reached in several ways is reported several times.
        reported.dedup_by(|one, other| one.diagnostic == other.diagnostic);
        Report { reported, lines }
    }

    /// The diagnostics, sorted.
    pub fn reported(&self) -> &[Reported<'a>] {
        &self.reported
    }

    /// Number of diagnostics of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.reported.iter().filter(|reported| reported.diagnostic.severity == severity).count()
    }

    /// `2 errors, 1 warning`; empty if there is nothing.
    pub fn summary(&self) -> String {
        let counts = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")];
        let parts = counts.into_iter().filter_map(|(severity, name)| match self.count(severity) {
            0 => None,
            1 => Some(format!("1 {name}")),
            count => Some(format!("{count} {name}s")),
        });
        parts.collect::<Vec<_>>().join(", ")
    }
}

impl<'a> Reported<'a> {
    fn order(&self) -> (&'a str, Position, &'static str, &'a str) {
        let (file, start) = self.place.map_or(("", Position::default()), |place| (place.file, place.start));
        (file, start, self.diagnostic.id.as_str(), self.diagnostic.pointer.as_str())
    }
}

/// The files that diagnostics are about.
struct ReportedFiles<'a> {
    sources: Option<&'a dyn Sources>,
    /// Files that could not be parsed.
    unread: &'a [SourceFile],
}

impl<'a> ReportedFiles<'a> {
    /// The second place of a diagnostic; for what an overlay added, the place in the document that it was added to.
    fn related(&self, diagnostic: &'a Diagnostic, lines: &mut BTreeMap<&'a str, Lines<'a>>) -> Option<Related<'a>> {
        let (pointer, words, span) = match &diagnostic.related {
            Some((pointer, words)) => (pointer.clone(), words.as_str(), diagnostic.related_span),
            None => {
                let written = self.sources.and_then(|sources| sources.written_place_of(&diagnostic.pointer))?;
                (written, "the overlay changes this part of the document", None)
            }
        };
        let place = self.place(&pointer, true, span, lines);
        let pointer = self.spelled(&pointer, span).into_owned();
        Some(Related { pointer, words, place })
    }

    fn spelled<'p>(&self, pointer: &'p JsonPointer, span: Option<Span>) -> Cow<'p, JsonPointer> {
        let spelled = self.sources.and_then(|sources| sources.spelled(pointer, span));
        spelled.map_or(Cow::Borrowed(pointer), Cow::Owned)
    }

    fn place(
        &self,
        pointer: &JsonPointer,
        about_key: bool,
        span: Option<Span>,
        lines: &mut BTreeMap<&'a str, Lines<'a>>,
    ) -> Option<Place<'a>> {
        let (source, span) = match self.sources {
            Some(sources) => sources.place_of(pointer, about_key, span)?,
            None => (self.unread.first()?, span.unwrap_or_default()),
        };
        let lines = lines.entry(&source.name).or_insert_with(|| Lines::of(&source.text));
        let first = lines.boundary(span.start as usize);
        let start = lines.position(first);
        // A caret under the first line is enough.
        let last = (span.end as usize).clamp(first, lines.end_of(start.line).max(first));
        let last = lines.boundary(last);
        let span = Span { start: first as u32, end: last as u32 };
        Some(Place { file: &source.name, span, start, end: lines.position(last) })
    }
}
