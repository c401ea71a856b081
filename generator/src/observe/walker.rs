//! What a comparison of values with schemas carries along. `walk` and its neighbours do the comparing.

use serde_json::Value;

use super::compile::Schemas;
use super::evidence::{Book, Difference, Evidence, MAX_VALUES, Total};
use super::exchange::ObserveOptions;
use super::kinds::Kinds;
use super::mismatch::{Direction, Mismatches};
use super::path::Path;
use super::schema::Compiled;
use super::secrets::{Secrets, has_form_of_secret};
use crate::document::{Document, Located};

/// Longer strings are not values of an enumeration.
const MAX_LISTED: usize = 64;

/// Longer values are cut where they are shown.
const MAX_SHOWN: usize = 80;

/// Values that one trial of the members of a union looks at.
const MAX_TRIED: usize = 20_000;

/// The comparison of many samples with one document.
#[derive(Debug)]
pub(super) struct Walker<'a> {
    pub(super) document: &'a Document,
    pub(super) schemas: Schemas<'a>,
    pub(super) book: Book,
    pub(super) options: &'a ObserveOptions,
    pub(super) secrets: Secrets,
    /// Values by compiled schema.
    pub(super) totals: Vec<Total>,
    /// Number of the exchange, beginning with 1.
    pub(super) exchange: u64,
    /// The sample as it is shown.
    pub(super) sample: String,
    /// The value was sent by the client.
    pub(super) is_request: bool,
    /// Differences are counted only, to choose a member of a union.
    pub(super) trial: Option<Score>,
    /// A value of the document itself is compared: nothing is counted, and its differences go here.
    pub(super) mismatches: Option<Mismatches>,
}

/// How well a value fits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Score {
    /// Differences that cost the value.
    pub(super) hard: usize,
    /// Members that are not declared.
    pub(super) soft: usize,
    /// Values looked at.
    pub(super) steps: usize,
}

impl Score {
    /// The trial has taken long enough.
    pub(super) fn is_over(self) -> bool {
        self.steps > MAX_TRIED || self.hard > 8
    }
}

impl<'a> Walker<'a> {
    pub(super) fn new(document: &'a Document, options: &'a ObserveOptions) -> Self {
        Self {
            document,
            schemas: Schemas::new(document),
            book: Book::default(),
            options,
            secrets: Secrets::new(&options.secrets),
            totals: Vec::new(),
            exchange: 0,
            sample: String::new(),
            is_request: false,
            trial: None,
            mismatches: None,
        }
    }

    /// Counts a value that is compared with a schema.
    pub(super) fn count(&mut self, schema: &Compiled<'a>) {
        if self.trial.is_some() || self.mismatches.is_some() {
            return;
        }
        if self.totals.len() <= schema.id {
            self.totals.resize(schema.id + 1, Total::default());
        }
        let exchange = self.exchange;
        self.totals.iter_mut().skip(schema.id).take(1).for_each(|total| total.add(exchange));
    }

    /// Reports a value that differs from a schema.
    pub(super) fn differs(&mut self, at: &Compiled<'a>, difference: Difference, value: &Value, path: &Path<'_>) {
        if let Some(score) = &mut self.trial {
            match difference {
                Difference::Member(_) | Difference::Members => score.soft += 1,
                _ => score.hard += 1,
            }
            return;
        }
        if self.mismatches.is_some() {
            return self.mismatch(at, difference, value, path);
        }
        let is_secret = at.own.format.peek() == Some("password")
            || path.names().any(|name| self.secrets.contains(name))
            || value.as_str().is_some_and(has_form_of_secret);
        let is_value = difference == Difference::Value;
        let shown = (self.options.values && !is_secret).then(|| self.secrets.masked(value));
        let evidence = self.enter(&at.place, difference, path);
        if let Some(shown) = shown.filter(|_| evidence.values == 1) {
            evidence.example = Some(shown.to_string().chars().take(MAX_SHOWN).collect());
        }
        evidence.seen.add(value);
        *evidence.kinds.entry(Kinds::of(value)).or_default() += 1;
        if is_value {
            list(evidence, value, is_secret);
        }
    }

    /// Values of both directions are compared at once.
    pub(super) fn goes_either_way(&self) -> bool {
        self.mismatches.as_ref().is_some_and(|mismatches| mismatches.direction == Direction::Either)
    }

    /// Counts a difference at a place.
    pub(super) fn enter(&mut self, place: &Located<'a>, difference: Difference, path: &Path<'_>) -> &mut Evidence {
        let (exchange, sample, is_request) = (self.exchange, self.sample.clone(), self.is_request);
        let shown = path.shown(self.options.values);
        // Headers and parameters are named by their place.
        let has = |name: &str| place.pointer.segments().any(|segment| segment == name);
        let is_written = (has("headers") || has("parameters")) && !has("properties");
        let evidence = self.entered(place, difference, path);
        if evidence.count(exchange) {
            evidence.sample = sample;
            evidence.path = if is_written { String::new() } else { shown };
            evidence.is_request = is_request;
        }
        evidence
    }

    /// The evidence of a difference at a place, without counting.
    pub(super) fn entered(&mut self, place: &Located<'a>, difference: Difference, path: &Path<'_>) -> &mut Evidence {
        let name = path.names().last().unwrap_or_default();
        let site = self.book.site(&place.pointer, place.file, name);
        self.book.evidence(site, difference)
    }
}

/// Keeps a value that an enumeration does not have, if it may be shown.
pub(super) fn list(evidence: &mut Evidence, value: &Value, is_secret: bool) {
    let is_listed = match value {
        Value::String(text) => text.len() <= MAX_LISTED && !text.contains(|letter: char| letter.is_control()),
        Value::Number(_) | Value::Bool(_) => true,
        Value::Null | Value::Array(_) | Value::Object(_) => false,
    };
    let text = value.to_string();
    let has_room = evidence.listed.len() < MAX_VALUES || evidence.listed.contains(&text);
    if is_secret || !is_listed || !has_room {
        evidence.has_more = true;
    } else {
        evidence.listed.insert(text);
    }
}
