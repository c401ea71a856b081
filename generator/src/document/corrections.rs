//! Corrections of the overrides: facts that the document has wrong, changed in its tree as by an overlay.
//!
//! `find` goes from the name of a correction to its place, `subject` says what is there, `editor` changes it on its JSON,
//! and `graft` brings the change into the tree, where it shows the line of the overrides.

mod asked;
mod change;
mod editor;
mod edits;
mod find;
mod graft;
mod layers;
mod media;
mod names;
mod parts;
mod reports;
mod subject;
mod target;
mod types;

use std::collections::BTreeMap;

use serde_json::Value;

use self::asked::Asked;
use self::change::Change;
use self::editor::Editor;
use self::edits::{Edit, edits};
use self::graft::Origin;
pub(super) use self::names::IsKnown;
use self::names::Names;
use self::target::{Shared, Target};
use super::node::Node;
use super::overlay::{AppliedOverlay, MAX_ADDED, count, depth};
use super::tree::MAX_DEPTH;
use super::words::Words;
use crate::correction::Correction;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::source::{JsonPointer, OVERRIDES_PATH};

/// Applies corrections to the tree of the main file, in the order of their names.
pub(super) fn apply(
    root: &mut Node,
    corrections: &BTreeMap<String, Correction>,
    overrides: Option<&AppliedOverlay>,
    is_known: Option<IsKnown<'_>>,
    diagnostics: &mut Diagnostics,
) {
    if corrections.is_empty() {
        return;
    }
    let words = Words::of(root);
    let value = root.to_json();
    let names = Names::of(&value, words, is_known);
    let mut tree = Tree { root, value, added: 0 };
    for (name, correction) in corrections {
        let at = JsonPointer::root_of(OVERRIDES_PATH).child("corrections").child(name);
        let one = One { asked: Asked { words, names: &names, name, correction, at }, overrides };
        if let Err(diagnostic) = one.apply(&mut tree, diagnostics) {
            diagnostics.push(*diagnostic);
        }
    }
}

/// The document as a tree with places and as a value to look into, changed together.
struct Tree<'t> {
    root: &'t mut Node,
    value: Value,
    /// Number of nodes that corrections added.
    added: usize,
}

/// One correction.
struct One<'c> {
    asked: Asked<'c>,
    /// The overrides with their places.
    overrides: Option<&'c AppliedOverlay>,
}

impl One<'_> {
    fn apply(&self, tree: &mut Tree<'_>, diagnostics: &mut Diagnostics) -> Result<(), Box<Diagnostic>> {
        let Asked { at, correction, .. } = &self.asked;
        let edits = edits(correction);
        if edits.is_empty() {
            return Err(reports::empty(at).into());
        }
        let target = find::target(&self.asked, &tree.value)?;
        // What is obsolete is so on its own, whatever the other keys have changed.
        let is_obsolete = |edit: &Edit<'_>| {
            edit.is_about(target.subject)
                && self.editor(&tree.value, &target).changes(edit).is_ok_and(|list| list.is_empty())
        };
        let obsolete: Vec<bool> = edits.iter().map(is_obsolete).collect();
        if let Some(shared) = target.shared.filter(|_| obsolete.contains(&false)) {
            self.write_out(tree, &shared);
        }
        for (edit, is_obsolete) in edits.iter().zip(obsolete) {
            // What an edit before this one has added or copied is there now.
            let target = find::target(&self.asked, &tree.value)?;
            match self.edit(tree, &target, edit) {
                Ok(()) if is_obsolete => diagnostics.push(reports::obsolete(at, edit.key())),
                Ok(()) => {}
                Err(diagnostic) => diagnostics.push(*diagnostic),
            }
        }
        Ok(())
    }

    fn editor<'e>(&'e self, root: &'e Value, target: &'e Target) -> Editor<'e> {
        Editor { words: self.asked.words, names: self.asked.names, root, target }
    }

    /// Copies what a part of an operation refers to, so that others who share it are as before.
    fn write_out(&self, tree: &mut Tree<'_>, shared: &Shared) {
        let Some(node) = tree.root.at(&shared.written).cloned() else { return };
        tree.added = tree.added.saturating_add(count(&node));
        graft::put(tree.root, &mut tree.value, &shared.place, node);
    }

    fn edit(&self, tree: &mut Tree<'_>, target: &Target, edit: &Edit<'_>) -> Result<(), Box<Diagnostic>> {
        if !edit.is_about(target.subject) {
            return Err(reports::not_about(&self.asked.at, edit, self.asked.name, target.subject).into());
        }
        let invalid = |problem: String| Box::new(reports::invalid(&self.asked.at, edit.key(), problem));
        let changes = self.editor(&tree.value, target).changes(edit).map_err(invalid)?;
        let origin = self.origin(edit.key());
        changes.iter().try_for_each(|change| tree.write(change, &origin)).map_err(invalid)
    }

    /// Where the overrides say what a key says.
    fn origin(&self, key: &str) -> Origin {
        let pointer = JsonPointer::root().child("corrections").child(self.asked.name).child(key);
        let written = self.overrides.and_then(|overrides| Some((overrides, overrides.root.at(&pointer)?)));
        written.map_or_else(Origin::default, |(overrides, node)| Origin::of(node, overrides.offset))
    }
}

impl Tree<'_> {
    fn write(&mut self, change: &Change, origin: &Origin) -> Result<(), String> {
        let copied = change.copy_of.as_ref().and_then(|place| self.root.at(place)).cloned();
        let mut node = copied.or_else(|| self.root.at(&change.place).cloned()).unwrap_or_default();
        graft::graft(&mut node, &change.value, origin);
        self.added = self.added.saturating_add(count(&node));
        if self.added > MAX_ADDED || change.place.segments().count() + depth(&node) > MAX_DEPTH {
            return Err("the document gets larger or deeper than a document may be".to_owned());
        }
        graft::put(self.root, &mut self.value, &change.place, node);
        Ok(())
    }
}
