//! An overlay with its places, for diagnostics.

use crate::document::node::Node;
use crate::source::{OVERRIDES_PATH, SourceFile, Span};

/// An overlay that was applied to the main file.
///
/// Spans of its nodes begin after the text of the main file and of the overlays before it, so that a node says by its
/// span alone which file it comes from, however far it moves.
#[derive(Debug)]
pub(in crate::document) struct AppliedOverlay {
    /// The text, under the name it is shown with.
    pub(in crate::document) source: SourceFile,
    /// What pointers into it begin with: its file name, unlike that of any other overlay.
    pub(in crate::document) path: String,
    /// The tree of the overlay itself, with spans that begin at zero.
    pub(in crate::document) root: Node,
    /// What is added to the spans of its nodes.
    pub(in crate::document) offset: u32,
}

impl AppliedOverlay {
    /// The overrides, whose corrections are applied after overlays; none if there is no room for their places.
    pub(in crate::document) fn after(
        main: &SourceFile,
        earlier: &[AppliedOverlay],
        overrides: &SourceFile,
        root: &Node,
    ) -> Option<AppliedOverlay> {
        let before = earlier.iter().map(|overlay| overlay.source.text.len() + 1).sum::<usize>();
        let offset = main.text.len() + 1 + before;
        u32::try_from(offset + overrides.text.len()).ok()?;
        Some(AppliedOverlay {
            source: overrides.clone(),
            path: OVERRIDES_PATH.to_owned(),
            root: root.clone(),
            offset: u32::try_from(offset).ok()?,
        })
    }

    /// The span in this file that a span of the main tree refers to, if it begins here.
    pub(in crate::document) fn own_span(&self, span: Span) -> Option<Span> {
        let start = span.start.checked_sub(self.offset)?;
        let is_here = start as usize <= self.source.text.len();
        is_here.then(|| Span { start, end: span.end.saturating_sub(self.offset).max(start) })
    }
}
