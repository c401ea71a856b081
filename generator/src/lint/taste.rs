//! Matters of taste: what every client can be made of, and people who review descriptions ask for. `lint` alone tells it.

mod documented;
mod names;
mod unused;

use super::unselected::Unselected;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::document::Document;

/// Reports matters of taste.
pub(super) fn check_taste(document: &Document, unselected: Unselected<'_>, diagnostics: &mut Diagnostics) {
    let mut all: Vec<Diagnostic> = Vec::new();
    names::check(document, &mut all);
    documented::check(document, &mut all);
    unused::check(document, &mut all);
    all.into_iter().filter(|one| !unselected.has(&one.pointer)).for_each(|one| diagnostics.push(one));
}
