//! What a document says against itself at several places, what is hidden in parts that nothing is made of, and taste.
//!
//! What is wrong at one place is for `document::validate`; what a client loses is for `resolve`.

mod examples;
mod exceptions;
mod operations;
mod references;
mod taste;
mod unselected;

use foldhash::HashSet;

use self::unselected::Unselected;
use crate::diagnostics::Diagnostics;
use crate::document::Document;
use crate::source::JsonPointer;

/// What is reported besides what every run reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// Only what concerns the client.
    Client,
    /// Matters of taste, too, and exceptions that except nothing.
    All,
}

/// Reports what the stages before do not see, and takes out what is excepted; nothing is said about what is not selected.
pub(crate) fn lint(
    document: &Document,
    not_selected: &HashSet<JsonPointer>,
    extent: Extent,
    diagnostics: &mut Diagnostics,
) {
    let unselected = Unselected::new(not_selected);
    examples::check_values(document, unselected, diagnostics);
    references::check_unfollowed(document, unselected, diagnostics);
    if extent == Extent::All {
        taste::check_taste(document, unselected, diagnostics);
    }
    exceptions::apply(document, extent == Extent::All, diagnostics);
}
