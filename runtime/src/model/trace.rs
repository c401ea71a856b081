//! [`Trace`]: what one decoding remembers: how strict it is, what did not fit, and the orders of members it has seen.
//!
//! A place is noted without its path; the path is completed while the walk returns, so what fits costs nothing.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::fmt;

use serde_json::Value;

use super::decode_error::DecodeError;
use super::drift::{DecodeOptions, Drift, DriftKind, Strictness};
use super::order::Orders;

/// How many places are noted that cost nothing, and how many more that make the decoding fail.
const MAX_NOTES: usize = 64;
/// The same when undeclared members are kept.
const MAX_KEPT: usize = 1000;
/// The position of a source that has none. No text is so long.
const NOWHERE: usize = usize::MAX;
/// A key in a path is cut after so many bytes.
const MAX_KEY: usize = 100;

/// One step of a JSON path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Segment {
    Key(Cow<'static, str>),
    Index(usize),
}

impl Segment {
    /// A key of a document's or a server's choice.
    pub(crate) fn key(key: &str) -> Self {
        let end = key.floor_char_boundary_of(MAX_KEY);
        Self::Key(key[..end].to_owned().into())
    }
}

/// The last boundary of a character at or before an index.
trait CharBoundary {
    fn floor_char_boundary_of(&self, index: usize) -> usize;
}

impl CharBoundary for str {
    fn floor_char_boundary_of(&self, index: usize) -> usize {
        (0..=index.min(self.len())).rev().find(|end| self.is_char_boundary(*end)).unwrap_or(0)
    }
}

impl fmt::Display for Segment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Index(index) => write!(formatter, "[{index}]"),
            Self::Key(key) if is_plain(key) => write!(formatter, ".{key}"),
            Self::Key(key) => write!(formatter, "[{key:?}]"),
        }
    }
}

/// Whether a key can stand in a path without quotes.
fn is_plain(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|character| character.is_alphanumeric() || character == '_')
}

/// What one decoding remembers.
#[derive(Debug)]
pub(crate) struct Trace {
    pub(crate) orders: Orders,
    strictness: Cell<Strictness>,
    pub(crate) keep_undeclared: bool,
    /// How many notes there are.
    noted: Cell<usize>,
    /// How many places made the decoding fail, noted or not.
    failed: Cell<usize>,
    /// How many places that do not fit were one too many to be noted.
    unseen: Cell<usize>,
    notes: RefCell<Vec<Note>>,
    /// Where the text broke off, innermost first.
    broken: RefCell<Vec<Segment>>,
    /// Where in the text the present value begins; `NOWHERE` if the source does not tell.
    position: Cell<usize>,
    /// How many values trials within trials may still read.
    budget: Cell<usize>,
    is_trial: bool,
}

/// What did not fit.
#[derive(Debug)]
struct Note {
    /// Innermost first.
    segments: Vec<Segment>,
    drift: Drift,
    fails: bool,
    position: Option<usize>,
}

/// How much had been noted at some point of the walk.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    noted: usize,
    failed: usize,
    unseen: usize,
}

impl Trace {
    /// A trace for a body of so many bytes.
    pub(crate) fn new(options: DecodeOptions, length: usize) -> Self {
        Self {
            orders: Orders::default(),
            strictness: Cell::new(options.strictness),
            keep_undeclared: options.keep_undeclared,
            noted: Cell::new(0),
            failed: Cell::new(0),
            unseen: Cell::new(0),
            notes: RefCell::default(),
            broken: RefCell::default(),
            position: Cell::new(NOWHERE),
            budget: Cell::new(length.saturating_mul(8).saturating_add(100_000)),
            is_trial: false,
        }
    }

    /// A trace for trying a candidate of a union.
    pub(crate) fn trial(&self, strictness: Strictness) -> Self {
        let options = DecodeOptions { strictness, keep_undeclared: self.keep_undeclared };
        let trial = Self { is_trial: true, ..Self::new(options, 0) };
        trial.budget.set(self.budget.get());
        trial.position.set(self.position.get());
        trial
    }

    /// Takes over what a trial noted, if it succeeded, and what it spent.
    pub(crate) fn end_trial(&self, trial: Self) -> bool {
        self.budget.set(trial.budget.get());
        let succeeded = trial.failed.get() == 0;
        if succeeded {
            let mut notes = self.notes.borrow_mut();
            let room = self.max_notes().saturating_sub(notes.len());
            let mut noted = trial.notes.into_inner().into_iter();
            notes.extend(noted.by_ref().take(room));
            let unseen = trial.unseen.get() + noted.filter(|note| !note.drift.kind.fits()).count();
            self.unseen.set(self.unseen.get() + unseen);
            self.noted.set(notes.len());
        }
        succeeded
    }

    /// Whether a value may be tried once more. Trials within trials multiply, so they have a budget.
    pub(crate) fn may_try(&self, value: &Value) -> bool {
        if !self.is_trial {
            return true;
        }
        let mut budget = self.budget.get();
        let is_enough = spend(&mut budget, value);
        self.budget.set(budget);
        is_enough
    }

    #[inline]
    pub(crate) fn strictness(&self) -> Strictness {
        self.strictness.get()
    }

    /// Goes on with another strictness; gives the present one.
    pub(crate) fn set_strictness(&self, strictness: Strictness) -> Strictness {
        self.strictness.replace(strictness)
    }

    #[inline]
    pub(crate) fn noted(&self) -> usize {
        self.noted.get()
    }

    #[inline]
    pub(crate) fn mark(&self) -> Mark {
        Mark { noted: self.noted.get(), failed: self.failed.get(), unseen: self.unseen.get() }
    }

    /// Whether something since does not fit, noted or not.
    #[inline]
    pub(crate) fn has_misfit_since(&self, mark: Mark) -> bool {
        self.failed.get() != mark.failed
            || self.unseen.get() != mark.unseen
            || self.noted.get() != mark.noted && self.has_noted_misfit_since(mark)
    }

    #[cold]
    fn has_noted_misfit_since(&self, mark: Mark) -> bool {
        self.notes.borrow().iter().skip(mark.noted).any(|note| !note.drift.kind.fits())
    }

    /// Whether something since made the decoding fail.
    #[inline]
    pub(crate) fn has_failed_since(&self, mark: Mark) -> bool {
        self.failed.get() != mark.failed
    }

    /// Whether everything fits.
    #[inline]
    pub(crate) fn is_clean(&self) -> bool {
        self.noted.get() == 0
    }

    pub(crate) fn has_failed(&self) -> bool {
        self.failed.get() != 0
    }

    /// Where in the text the next value begins.
    #[inline]
    pub(crate) fn at(&self, position: usize) {
        self.position.set(position);
    }

    fn position(&self) -> Option<usize> {
        Some(self.position.get()).filter(|position| *position != NOWHERE)
    }

    fn max_notes(&self) -> usize {
        if self.keep_undeclared { MAX_KEPT } else { MAX_NOTES }
    }

    /// Notes what does not fit, and whether the decoding fails for it.
    #[cold]
    pub(crate) fn note(&self, drift: Drift, fails: bool) {
        let mut notes = self.notes.borrow_mut();
        self.failed.set(self.failed.get() + usize::from(fails));
        if notes.len() < self.max_notes() + if fails { MAX_NOTES } else { 0 } {
            notes.push(Note { segments: Vec::new(), drift, fails, position: self.position() });
            self.noted.set(notes.len());
        } else if !drift.kind.fits() {
            self.unseen.set(self.unseen.get() + 1);
        }
    }

    /// Adds a step to the path of everything noted since.
    #[cold]
    pub(crate) fn step(&self, noted: usize, segment: &Segment) {
        for note in self.notes.borrow_mut().iter_mut().skip(noted) {
            note.segments.push(segment.clone());
        }
    }

    /// Adds a step to the path at which the text broke off.
    #[cold]
    pub(crate) fn broken(&self, segment: Segment) {
        self.broken.borrow_mut().push(segment);
    }

    /// What failed since has been given up: it no longer makes the decoding fail.
    #[cold]
    pub(crate) fn forgive(&self, mark: Mark) {
        let mut notes = self.notes.borrow_mut();
        let kept = mark.noted.max(self.max_notes());
        self.unseen.set(self.unseen.get() + notes.len().saturating_sub(kept));
        notes.truncate(kept);
        notes.iter_mut().skip(mark.noted).for_each(|note| note.fails = false);
        self.noted.set(notes.len());
        self.failed.set(mark.failed);
    }

    /// A value has been given up; if only a part of it does not fit, the whole is noted next to the part.
    #[cold]
    pub(crate) fn left_out(&self, mark: Mark) {
        let mut notes = self.notes.borrow_mut();
        if notes.iter().skip(mark.noted).all(|note| note.segments.is_empty()) {
            return;
        }
        // The whole matters more than one more part.
        notes.truncate(self.max_notes() - 1);
        let drift = Drift::at_root(DriftKind::LeftOut, "parts that fit", "others; all of it is left out");
        notes.push(Note { segments: Vec::new(), drift, fails: false, position: self.position() });
        self.noted.set(notes.len());
    }

    /// Whether the value read since is an object of which nothing is declared.
    #[cold]
    pub(crate) fn has_nothing_declared_since(&self, mark: Mark) -> bool {
        self.notes.borrow().iter().skip(mark.noted).any(Note::is_nothing_declared)
    }

    /// The object read since has its discriminator, which its type need not declare.
    #[cold]
    pub(crate) fn has_discriminator(&self, noted: usize) {
        let mut notes = self.notes.borrow_mut();
        let noted = noted.min(notes.len());
        let since = notes.split_off(noted);
        notes.extend(since.into_iter().filter(|note| !note.is_nothing_declared()));
        self.noted.set(notes.len());
    }

    /// Forgets everything noted since.
    #[cold]
    pub(crate) fn forget(&self, mark: Mark) {
        self.broken.borrow_mut().clear();
        let mut notes = self.notes.borrow_mut();
        notes.truncate(mark.noted);
        self.noted.set(notes.len());
        self.failed.set(mark.failed);
        self.unseen.set(mark.unseen);
    }

    /// Everything noted.
    #[cold]
    pub(crate) fn into_drift(self) -> Vec<Drift> {
        self.notes.into_inner().into_iter().map(Note::into_drift).collect()
    }

    /// The error of a decoding that failed, with the bytes of its text around the place.
    #[cold]
    pub(crate) fn into_error(self, text: &str) -> DecodeError {
        let mut notes = self.notes.into_inner();
        // What made the decoding fail comes first.
        notes.sort_by_key(|note| !note.fails);
        let position = notes.first().and_then(|note| note.position);
        let failed = self.failed.get();
        DecodeError::new(notes.into_iter().map(Note::into_drift).collect(), failed, text, position)
    }

    /// The path at which the text broke off.
    pub(crate) fn broken_path(&self) -> String {
        path(&self.broken.borrow())
    }
}

impl Note {
    /// Whether it is about the value itself, of which nothing is declared.
    fn is_nothing_declared(&self) -> bool {
        self.segments.is_empty() && self.drift.kind == DriftKind::NothingDeclared
    }

    fn into_drift(self) -> Drift {
        Drift { path: path(&self.segments), ..self.drift }
    }
}

/// The path of these steps, innermost first.
fn path(segments: &[Segment]) -> String {
    segments.iter().rev().fold("$".to_owned(), |path, segment| path + &segment.to_string())
}

/// Takes the number of values in a tree from a budget; `false` if there are not so many left.
fn spend(budget: &mut usize, value: &Value) -> bool {
    let Some(left) = budget.checked_sub(1) else {
        return false;
    };
    *budget = left;
    match value {
        Value::Array(items) => items.iter().all(|item| spend(budget, item)),
        Value::Object(members) => members.values().all(|member| spend(budget, member)),
        _ => true,
    }
}
