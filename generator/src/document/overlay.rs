//! Overlays (OpenAPI Initiative, 1.0 and 1.1): changes to a document kept in a file of their own.
//!
//! They are applied to the tree of the main file, before its dialect is lowered. `read` decodes an overlay, `target`
//! selects nodes, `change` changes them. A node that comes from an overlay keeps its place there: see [`AppliedOverlay`].

mod applied;
mod change;
pub(super) mod nearest;
mod read;
mod target;

#[cfg(test)]
mod tests;

use serde_json::Value;

pub(super) use self::applied::AppliedOverlay;
use self::change::Change;
pub(super) use self::change::{MAX_ADDED, count, depth};
use self::read::{Action, ActionKind};
use self::target::Target;
use super::node::{Node, NodeKind};
use super::text::{Format, read_tree};
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics};
use crate::source::{JsonPointer, SourceFile, Span};

/// Applies overlays to the tree of the main file, in their order.
pub(super) fn apply(
    root: &mut Node,
    main: &SourceFile,
    sources: &[SourceFile],
    diagnostics: &mut Diagnostics,
) -> Vec<AppliedOverlay> {
    if sources.is_empty() {
        return Vec::new();
    }
    let mut applied = Vec::with_capacity(sources.len());
    let mut tree = Tree { value: root.to_json(), root, added: 0 };
    let mut offset = main.text.len() + 1;
    for source in sources {
        let path = path_of(source, &applied);
        let overlay = AppliedOverlay {
            source: source.clone(),
            root: read_overlay(source, &JsonPointer::root_of(&path), diagnostics),
            path,
            offset: u32::try_from(offset).unwrap_or(u32::MAX),
        };
        offset += source.text.len() + 1;
        if u32::try_from(offset).is_err() {
            let pointer = JsonPointer::root_of(&overlay.path);
            diagnostics.push(Diagnostic::error(DiagnosticId::TooBig, pointer, "the overlays have more than 4 GB"));
        } else {
            tree.apply(&overlay, diagnostics);
        }
        applied.push(overlay);
    }
    applied
}

/// The file name, with a number in front where an earlier overlay is called the same.
fn path_of(source: &SourceFile, earlier: &[AppliedOverlay]) -> String {
    let name = source.name.rsplit('/').next().unwrap_or_default();
    let is_taken = earlier.iter().any(|overlay| overlay.path == name);
    if is_taken { format!("{}:{name}", earlier.len() + 1) } else { name.to_owned() }
}

/// The tree of an overlay; null, and an error, where the text cannot be read.
fn read_overlay(source: &SourceFile, file: &JsonPointer, diagnostics: &mut Diagnostics) -> Node {
    let mut own = Diagnostics::default();
    let root = read_tree(&source.text, Format::of_name(&source.name), &mut own);
    for diagnostic in own.into_list() {
        let pointer = file.join(&diagnostic.pointer);
        let related = diagnostic.related.map(|(pointer, words)| (file.join(&pointer), words));
        diagnostics.push(Diagnostic { pointer, related, ..diagnostic });
    }
    root.unwrap_or_default()
}

/// The document as a tree with places and as a value to query, changed together.
struct Tree<'t> {
    root: &'t mut Node,
    value: Value,
    /// Number of nodes that overlays added.
    added: usize,
}

impl Tree<'_> {
    fn apply(&mut self, overlay: &AppliedOverlay, diagnostics: &mut Diagnostics) {
        for action in read::actions(overlay, diagnostics) {
            let mut own = Diagnostics::default();
            let outcome = self.act(&action, overlay, &mut own);
            diagnostics.extend(own);
            if let Err(diagnostic) = outcome {
                diagnostics.push(*diagnostic);
            }
        }
    }

    fn act(
        &mut self,
        action: &Action<'_>,
        overlay: &AppliedOverlay,
        diagnostics: &mut Diagnostics,
    ) -> Result<(), Box<Diagnostic>> {
        let targets = target::select(&action.target, &action.pointer.child("target"), &self.value)?;
        if targets.is_empty() {
            let is_done = matches!(action.kind, ActionKind::Remove) && self.is_gone(&action.target);
            diagnostics.push(if is_done { self.gone(action) } else { self.without_match(action) });
            return Ok(());
        }
        let update = match &action.kind {
            ActionKind::Remove => return self.remove(&targets, action),
            ActionKind::Copy(path) => self.copied(path, action)?,
            ActionKind::Update(node) => moved(node, overlay.offset),
        };
        self.check_size(&update, &targets, action)?;
        let mut has_effect = false;
        for target in &targets {
            let change = Change { update: &update, action, target: &target.pointer };
            has_effect |= change.apply(target, self.root, &mut self.value, diagnostics);
        }
        if !has_effect {
            diagnostics.push(obsolete(action));
        }
        Ok(())
    }

    /// Removes from the last to the first, so that indices before stay right.
    fn remove(&mut self, targets: &[Target], action: &Action<'_>) -> Result<(), Box<Diagnostic>> {
        for target in targets.iter().rev() {
            if target.pointer.is_root() {
                let pointer = action.pointer.child("remove");
                let message = "the whole document cannot be removed";
                return Err(Diagnostic::error(DiagnosticId::OverlayInvalid, pointer, message).into());
            }
            target::remove(self.root, &mut self.value, target);
        }
        Ok(())
    }

    /// A copy of the one node that a path selects.
    fn copied(&self, path: &str, action: &Action<'_>) -> Result<Node, Box<Diagnostic>> {
        let pointer = action.pointer.child("copy");
        let sources = target::select(path, &pointer, &self.value)?;
        let [source] = &sources[..] else {
            let message = format!("`copy` selects {} nodes, and must select one", sources.len());
            let help = nearest::path(path, &self.value).filter(|_| sources.is_empty());
            let help = help.map(|nearest| format!("the nearest path that exists is `{nearest}`"));
            return Err(Diagnostic::error(DiagnosticId::OverlayInvalid, pointer, message).maybe_help(help).into());
        };
        Ok(self.root.at(&source.pointer).cloned().unwrap_or_default())
    }

    /// Refuses what would make the tree deeper or larger than a document may be.
    fn check_size(&mut self, update: &Node, targets: &[Target], action: &Action<'_>) -> Result<(), Box<Diagnostic>> {
        let deepest = targets.iter().map(Target::depth).max().unwrap_or(0) + change::depth(update);
        self.added = self.added.saturating_add(change::count(update).saturating_mul(targets.len()));
        if self.added <= change::MAX_ADDED && deepest <= super::tree::MAX_DEPTH {
            return Ok(());
        }
        let message = "the overlay makes the document larger or deeper than a document may be";
        Err(Diagnostic::error(DiagnosticId::OverlayInvalid, action.pointer.clone(), message).into())
    }

    /// What is to be removed is not there, and what it would be in is: the document has caught up. A name that looks like
    /// one that is there is mistyped.
    fn is_gone(&self, path: &str) -> bool {
        let Some(outer) = nearest::outer(path) else { return false };
        let is_there = |path: &str| {
            let selected = target::select(path, &JsonPointer::root(), &self.value);
            selected.is_ok_and(|targets| !targets.is_empty())
        };
        if !is_there(outer) {
            // A list of names that is gone as a whole, such as `required`.
            return path.contains("[?@ ==") && !outer.contains("[?") && self.is_gone(outer);
        }
        !nearest::has_similar(path, &self.value)
    }

    fn gone(&self, action: &Action<'_>) -> Diagnostic {
        let nearest = nearest::path(&action.target, &self.value);
        let help = nearest.map(|nearest| format!("the nearest path that exists is `{nearest}`"));
        let message = "the document has nothing to remove here any more";
        Diagnostic::note(DiagnosticId::OverlayObsolete, action.pointer.child("target"), message)
            .help(help.unwrap_or_else(|| "remove the action".to_owned()))
            .effect("the action changes nothing")
    }

    fn without_match(&self, action: &Action<'_>) -> Diagnostic {
        let pointer = action.pointer.child("target");
        let help = nearest::path(&action.target, &self.value);
        Diagnostic::warning(DiagnosticId::OverlayNoMatch, pointer, "this path selects nothing in the document")
            .maybe_help(help.map(|nearest| format!("the nearest path that exists is `{nearest}`")))
            .effect("the action changes nothing")
    }
}

/// A copy of a node of an overlay whose spans say which overlay it comes from.
pub(super) fn moved(node: &Node, offset: u32) -> Node {
    let span = |span: Span| Span { start: span.start + offset, end: span.end + offset };
    let kind = match &node.kind {
        NodeKind::List(items) => NodeKind::List(items.iter().map(|item| moved(item, offset)).collect()),
        NodeKind::Map(entries) => {
            let entry = |(key, value): &(super::Key, Node)| {
                (super::Key { span: span(key.span), ..key.clone() }, moved(value, offset))
            };
            NodeKind::Map(entries.iter().map(entry).collect())
        }
        scalar => scalar.clone(),
    };
    Node::new(kind, span(node.span))
}

fn obsolete(action: &Action<'_>) -> Diagnostic {
    let message = "the document says this already";
    Diagnostic::note(DiagnosticId::OverlayObsolete, action.pointer.child("target"), message)
        .help("remove the action")
        .effect("the action changes nothing")
}
