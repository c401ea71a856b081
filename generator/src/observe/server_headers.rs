//! Headers that a server sends with every answer, whatever the operation: they belong to what is in front of it, so each
//! is noted once and no overlay adds it to each response.

use std::collections::BTreeMap;

use super::evidence::Difference;
use super::observer::Observer;
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics};
use crate::source::JsonPointer;

/// Responses that must be seen before a header is taken for one of the server.
const MIN_RESPONSES: usize = 4;

impl Observer<'_> {
    /// Takes out the differences about such headers, and notes each of them once.
    pub(super) fn gather_headers(&mut self, diagnostics: &mut Diagnostics) {
        let book = &self.walker.book;
        let is_response =
            |pointer: &&JsonPointer| pointer.parent().is_some_and(|outer| outer.last().as_deref() == Some("responses"));
        let responses = book.totals.keys().filter(is_response).count();
        let mut sites: BTreeMap<&str, (usize, u64)> = BTreeMap::new();
        for ((site, difference), evidence) in &book.differences {
            let (Difference::Header(name), Some(site)) = (difference, book.sites.get(*site)) else { continue };
            if evidence.answers >= book.total(&site.pointer).answers {
                let (count, answers) = sites.entry(name).or_default();
                *count += 1;
                *answers += evidence.answers;
            }
        }
        // Nine of ten, since some answers come from elsewhere.
        let is_everywhere = |count: usize| count >= MIN_RESPONSES && count * 10 >= responses * 9;
        let found: Vec<(String, u64)> = sites
            .into_iter()
            .filter(|(_, (count, _))| is_everywhere(*count))
            .map(|(name, (_, answers))| (name.to_owned(), answers))
            .collect();
        for (name, answers) in found {
            let message = format!("the header `{name}` is documented nowhere; {answers} answers of all kinds have it");
            diagnostics.push(Diagnostic::note(DiagnosticId::DriftHeader, JsonPointer::root(), message));
            let differences = &mut self.walker.book.differences;
            differences.retain(|(_, difference), _| !matches!(difference, Difference::Header(own) if *own == name));
            differences.values_mut().for_each(|evidence| _ = evidence.headers.remove(&name));
        }
    }
}
