//! What is left to say: samples that belong nowhere, samples that cannot be read, and what no sample showed.

use std::collections::BTreeSet;

use super::observer::Observer;
use super::schema::Compiled;
use super::unmatched::Unmatched;
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics, suggest};
use crate::ir::StatusMatch;
use crate::source::JsonPointer;

/// Names in a summary; `verbose` has all of them.
const MAX_NAMES: usize = 5;

impl Observer<'_> {
    /// Samples that could not be compared.
    pub(super) fn tell_samples(&self, diagnostics: &mut Diagnostics) {
        for (sample, reason) in &self.unreadable {
            let message = format!("{sample} cannot be read: {reason}");
            diagnostics.push(Diagnostic::warning(DiagnosticId::SampleUnreadable, JsonPointer::root(), message));
        }
        for (unmatched, (count, sample)) in &self.unmatched {
            diagnostics.push(self.unmatched(unmatched, *count, sample));
        }
    }

    fn unmatched(&self, unmatched: &Unmatched, count: u64, sample: &str) -> Diagnostic {
        let samples = if count == 1 { "1 sample".to_owned() } else { format!("{count} samples") };
        let root = JsonPointer::root();
        match unmatched {
            Unmatched::Id(id) => {
                let own = self.api.operations.iter().map(|operation| operation.id.as_str());
                let help = suggest(id, own).map(|similar| format!("did you mean `{similar}`?"));
                let message = format!("no operation has the id `{id}`; {samples} ({sample})");
                Diagnostic::warning(DiagnosticId::SampleUnmatched, root, message).maybe_help(help)
            }
            Unmatched::Path(method, path, others) => {
                let what = match others.as_slice() {
                    [] => "is the path of no operation".to_owned(),
                    others => format!("is not documented, {} is", others.join(" and ")),
                };
                let message = format!("{method} {path} {what}; {samples} ({sample})");
                Diagnostic::note(DiagnosticId::SampleUnmatched, root, message)
            }
            Unmatched::Ambiguous(operations) => {
                let ids: Vec<String> = operations.iter().filter_map(|index| self.id(*index)).collect();
                let pointer = operations.first().and_then(|index| self.api.operations.get(*index));
                let pointer = pointer.map_or(root, |operation| operation.pointer.clone());
                let message = format!("the same path belongs to {}; {samples} ({sample})", ids.join(" and "));
                Diagnostic::warning(DiagnosticId::SampleUnmatched, pointer, message).about_key()
            }
            Unmatched::Others => {
                let message = format!("other paths belong to no operation; {samples} ({sample})");
                Diagnostic::note(DiagnosticId::SampleUnmatched, root, message)
            }
        }
    }

    fn id(&self, index: usize) -> Option<String> {
        self.api.operations.get(index).map(|operation| format!("`{}`", operation.id.as_str()))
    }

    /// What is documented and was never seen, a line for each kind.
    pub(super) fn tell_never_seen(&self, diagnostics: &mut Diagnostics) {
        let members: Vec<String> = self.members_never_seen().into_iter().collect();
        for (what, names) in
            [("operation", self.never_called()), ("response", self.statuses_never_seen()), ("member", members)]
        {
            if names.is_empty() {
                continue;
            }
            let shown = if self.walker.options.verbose { names.len() } else { MAX_NAMES };
            let listed: Vec<&str> = names.iter().take(shown).map(String::as_str).collect();
            let more = names.len().saturating_sub(shown);
            let more = if more > 0 { format!(", and {more} more") } else { String::new() };
            let were = if names.len() == 1 { "was" } else { "s were" };
            let space = if names.len() == 1 { " " } else { "" };
            let count = names.len();
            let message = format!("{count} documented {what}{space}{were} never seen: {}{more}", listed.join(", "));
            diagnostics.push(Diagnostic::note(DiagnosticId::NeverSeen, JsonPointer::root(), message));
        }
    }

    fn never_called(&self) -> Vec<String> {
        let operations = self.api.operations.iter().zip(&self.called);
        let never = operations.filter(|(operation, count)| **count == 0 && operation.alternative.is_none());
        never.map(|(operation, _)| operation.id.as_str().to_owned()).collect()
    }

    /// Responses of operations that were called.
    fn statuses_never_seen(&self) -> Vec<String> {
        let mut names = Vec::new();
        for ((operation, place), count) in self.api.operations.iter().zip(&self.operations).zip(&self.called) {
            let Some(place) = place.as_ref().filter(|_| *count > 0) else { continue };
            for response in &operation.responses {
                let status = match response.status {
                    StatusMatch::Code(code) => code.to_string(),
                    StatusMatch::Range(hundreds) => format!("{hundreds}XX"),
                    StatusMatch::Default => continue,
                };
                // Of some operations the samples have requests only.
                let Some(responses) = super::places::child(self.walker.document, place, "responses") else { continue };
                if self.walker.book.total(&responses.pointer).answers == 0 {
                    continue;
                }
                let found = super::places::child(self.walker.document, &responses, &status);
                let is_seen = found.is_some_and(|found| self.walker.book.total(&found.pointer).answers > 0);
                if !is_seen {
                    names.push(format!("{status} of {}", operation.id.as_str()));
                }
            }
        }
        names
    }

    /// Members of objects that were seen.
    fn members_never_seen(&self) -> BTreeSet<String> {
        let total = |schema: &Compiled<'_>| self.walker.totals.get(schema.id).map_or(0, |total| total.values);
        let seen: BTreeSet<&str> = self
            .walker
            .schemas
            .all()
            .filter(|schema| total(schema) > 0)
            .map(|schema| schema.place.pointer.as_str())
            .collect();
        let mut names = BTreeSet::new();
        for schema in self.walker.schemas.all().filter(|schema| total(schema) > 0) {
            let properties = schema.place.pointer.child("properties");
            let owner = super::subject::subject(&schema.place.pointer);
            let never = schema.properties.keys().filter(|name| !seen.contains(properties.child(name).as_str()));
            names.extend(never.map(|name| format!("`{name}` of {owner}")));
        }
        names
    }
}
