//! Merging a value into a node, as the Overlay Specification says, in both trees at once.

use serde_json::Value;

use super::read::Action;
use super::target::Target;
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics};
use crate::document::node::{Key, Node, NodeKind};
use crate::source::JsonPointer;

/// Overlays may add this many nodes: as many as a document of some 20 MB has.
pub(in crate::document) const MAX_ADDED: usize = 1_000_000;

/// One value on its way into one node.
#[derive(Debug)]
pub(super) struct Change<'a> {
    pub(super) update: &'a Node,
    pub(super) action: &'a Action<'a>,
    /// The node in the document, for diagnostics.
    pub(super) target: &'a JsonPointer,
}

impl Change<'_> {
    /// Merges; true if the document says something else afterwards.
    pub(super) fn apply(
        &self,
        target: &Target,
        root: &mut Node,
        value: &mut Value,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let Some((node, value)) = target.find(root, value) else { return false };
        if let (NodeKind::List(items), Value::Array(values)) = (&mut node.kind, &mut *value) {
            return append(items, values, self.update, self.target);
        }
        self.merge(node, value, self.update, self.target, diagnostics)
    }

    fn merge(
        &self,
        node: &mut Node,
        value: &mut Value,
        update: &Node,
        pointer: &JsonPointer,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        match (&mut node.kind, &update.kind, &mut *value) {
            (NodeKind::Map(entries), NodeKind::Map(updates), Value::Object(members)) => {
                let mut has_effect = false;
                for (key, update) in updates {
                    has_effect |= self.member(entries, members, (key, update), pointer, diagnostics);
                }
                has_effect
            }
            // A key without a value is how a structured overlay writes "nothing here".
            (NodeKind::Map(_) | NodeKind::List(_), NodeKind::Null, _) => false,
            (NodeKind::List(items), NodeKind::List(_), Value::Array(values)) => append(items, values, update, pointer),
            (NodeKind::Map(_) | NodeKind::List(_), ..) | (_, NodeKind::Map(_) | NodeKind::List(_), _) => {
                diagnostics.push(self.incompatible(node, update, pointer));
                replace(node, value, update)
            }
            _ => replace(node, value, update),
        }
    }

    fn member(
        &self,
        entries: &mut Vec<(Key, Node)>,
        members: &mut serde_json::Map<String, Value>,
        (key, update): (&Key, &Node),
        pointer: &JsonPointer,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let known = entries.iter_mut().find(|(name, _)| name.text == key.text);
        match (known, members.get_mut(&*key.text)) {
            (Some((_, node)), Some(value)) => self.merge(node, value, update, &pointer.child(&key.text), diagnostics),
            _ => {
                entries.push((key.clone(), update.clone()));
                members.insert(key.text.to_string(), update.to_json());
                true
            }
        }
    }

    /// The specification calls this an error; in a document that has to be repaired the overlay is right.
    fn incompatible(&self, node: &Node, update: &Node, pointer: &JsonPointer) -> Diagnostic {
        let message = format!("{} cannot be merged into {}", update.kind.described(), node.kind.described());
        Diagnostic::warning(DiagnosticId::OverlayIncompatible, self.action.pointer.child("target"), message)
            .help("remove the node by an action of its own before this one")
            .effect("the value of the overlay takes its place")
            .related(pointer.clone(), "this is replaced")
    }
}

/// Lists in which a value counts once, however often it is there.
const SETS: [&str; 12] = [
    "enum",
    "required",
    "type",
    "allOf",
    "oneOf",
    "anyOf",
    "tags",
    "parameters",
    "security",
    "servers",
    "consumes",
    "produces",
];

/// Appends a value, or every item of a list, to a list.
fn append(items: &mut Vec<Node>, values: &mut Vec<Value>, update: &Node, list: &JsonPointer) -> bool {
    let added = match &update.kind {
        NodeKind::List(added) => added.as_slice(),
        _ => std::slice::from_ref(update),
    };
    let is_set = list.last().is_some_and(|key| SETS.contains(&&*key));
    let before = values.len();
    for node in added {
        let value = node.to_json();
        if !is_set || !values.contains(&value) {
            values.push(value);
            items.push(node.clone());
        }
    }
    values.len() > before
}

fn replace(node: &mut Node, value: &mut Value, update: &Node) -> bool {
    let new = update.to_json();
    let has_effect = *value != new;
    *value = new;
    if has_effect {
        *node = update.clone();
    }
    has_effect
}

/// Number of nodes in a tree.
pub(in crate::document) fn count(node: &Node) -> usize {
    let items = node.items().iter().map(count).sum::<usize>();
    1 + items + node.entries().iter().map(|(_, value)| count(value)).sum::<usize>()
}

/// Levels of a tree.
pub(in crate::document) fn depth(node: &Node) -> usize {
    let items = node.items().iter().map(depth).max().unwrap_or(0);
    let values = node.entries().iter().map(|(_, value)| depth(value)).max().unwrap_or(0);
    1 + items.max(values)
}
