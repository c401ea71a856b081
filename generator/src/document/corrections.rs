//! Corrections of the overrides: facts that the document has wrong, changed in its tree as by an overlay.
//!
//! `find` goes from the name of a correction to its place, `subject` says what is there, `edit` changes it on its JSON,
//! and `graft` brings the change into the tree, where it shows the line of the overrides.

mod edit;
mod find;
mod graft;
mod layers;
mod media;
mod names;
mod parts;
mod reports;
mod subject;
mod types;

use std::collections::BTreeMap;

use serde_json::Value;

use self::edit::{Edit, Editor};
use self::find::{Shared, Target};
use self::graft::Origin;
use self::names::Names;
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
    is_known: Option<&dyn Fn(&str, &str) -> bool>,
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
        let one = One { words, names: &names, name, correction, at, overrides };
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
    words: Words,
    names: &'c Names,
    /// What it is about, as written.
    name: &'c str,
    correction: &'c Correction,
    /// Its place in the overrides.
    at: JsonPointer,
    overrides: Option<&'c AppliedOverlay>,
}

impl One<'_> {
    fn apply(&self, tree: &mut Tree<'_>, diagnostics: &mut Diagnostics) -> Result<(), Box<Diagnostic>> {
        let edits = edit::edits(self.correction);
        if edits.is_empty() {
            return Err(reports::empty(&self.at).into());
        }
        let target = find::target(self, &tree.value)?;
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
            let target = find::target(self, &tree.value)?;
            match self.edit(tree, &target, edit) {
                Ok(()) if is_obsolete => diagnostics.push(reports::obsolete(&self.at, edit.key())),
                Ok(()) => {}
                Err(diagnostic) => diagnostics.push(*diagnostic),
            }
        }
        Ok(())
    }

    fn editor<'e>(&'e self, root: &'e Value, target: &'e Target) -> Editor<'e> {
        Editor { words: self.words, names: self.names, root, target }
    }

    /// Copies what a part of an operation refers to, so that others who share it are as before.
    fn write_out(&self, tree: &mut Tree<'_>, shared: &Shared) {
        let Some(node) = tree.root.at(&shared.written).cloned() else { return };
        tree.added = tree.added.saturating_add(count(&node));
        graft::put(tree.root, &mut tree.value, &shared.place, node);
    }

    fn edit(&self, tree: &mut Tree<'_>, target: &Target, edit: &Edit<'_>) -> Result<(), Box<Diagnostic>> {
        if !edit.is_about(target.subject) {
            return Err(reports::not_about(&self.at, edit, self.name, target.subject).into());
        }
        let invalid = |problem: String| Box::new(reports::invalid(&self.at, edit.key(), problem));
        let changes = self.editor(&tree.value, target).changes(edit).map_err(invalid)?;
        let origin = self.origin(edit.key());
        changes.iter().try_for_each(|change| tree.write(change, &origin)).map_err(invalid)
    }

    /// Where the overrides say what a key says.
    fn origin(&self, key: &str) -> Origin {
        let pointer = JsonPointer::root().child("corrections").child(self.name).child(key);
        let written = self.overrides.and_then(|overrides| Some((overrides, overrides.root.at(&pointer)?)));
        written.map_or_else(Origin::default, |(overrides, node)| Origin::of(node, overrides.offset))
    }
}

/// A place with what is there afterwards.
#[derive(Debug)]
struct Change {
    place: JsonPointer,
    /// The place of what it is a copy of, with what is changed: a shared part that one operation has otherwise.
    copy_of: Option<JsonPointer>,
    value: Value,
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
