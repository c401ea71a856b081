//! The actions of an overlay as written, and what is wrong with them.

use super::applied::AppliedOverlay;
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics, suggest};
use crate::document::node::{Node, NodeKind};
use crate::source::JsonPointer;

/// One action.
#[derive(Debug)]
pub(super) struct Action<'a> {
    /// The place of the action, in the overlay.
    pub(super) pointer: JsonPointer,
    /// What it selects.
    pub(super) target: String,
    /// What it does there.
    pub(super) kind: ActionKind<'a>,
}

/// What an action does with the nodes it selects.
#[derive(Debug)]
pub(super) enum ActionKind<'a> {
    /// Takes them away.
    Remove,
    /// Merges a value of the overlay into them.
    Update(&'a Node),
    /// Merges another node of the document into them.
    Copy(String),
}

const OVERLAY_KEYS: [&str; 4] = ["overlay", "info", "extends", "actions"];
const ACTION_KEYS: [&str; 5] = ["target", "description", "update", "remove", "copy"];

/// The actions that can be applied, in their order. `extends` is not followed: the caller names the document.
pub(super) fn actions<'a>(overlay: &'a AppliedOverlay, diagnostics: &mut Diagnostics) -> Vec<Action<'a>> {
    let file = JsonPointer::root_of(&overlay.path);
    let root = &overlay.root;
    if root.is_null() {
        return Vec::new();
    }
    check_version(root, &file, diagnostics);
    check_keys(root, &file, &OVERLAY_KEYS, diagnostics);
    let pointer = file.child("actions");
    let Some(NodeKind::List(items)) = root.get("actions").map(|actions| &actions.kind) else {
        let message = "an overlay needs a list of `actions`";
        diagnostics.push(Diagnostic::error(DiagnosticId::OverlayInvalid, pointer, message));
        return Vec::new();
    };
    let action = |(index, node)| action(node, pointer.item(index), diagnostics);
    items.iter().enumerate().filter_map(action).collect()
}

fn check_version(root: &Node, file: &JsonPointer, diagnostics: &mut Diagnostics) {
    let version = root.get("overlay").and_then(Node::to_text);
    let is_known = |version: &str| {
        version == "1.0" || version == "1.1" || version.starts_with("1.0.") || version.starts_with("1.1.")
    };
    let message = match version {
        Some(version) if is_known(&version) => return,
        Some(version) => format!("version `{version}` of the Overlay Specification is not supported"),
        None => "the overlay does not say which version of the Overlay Specification it is written in".to_owned(),
    };
    let pointer = if root.get("overlay").is_some() { file.child("overlay") } else { file.clone() };
    let diagnostic = Diagnostic::error(DiagnosticId::OverlayInvalid, pointer, message);
    diagnostics.push(diagnostic.help("write `overlay: 1.1.0`"));
}

fn check_keys(node: &Node, pointer: &JsonPointer, known: &[&str], diagnostics: &mut Diagnostics) {
    let unknown = |name: &str| !known.contains(&name) && !name.starts_with("x-");
    for (key, _) in node.entries().iter().filter(|(key, _)| unknown(&key.text)) {
        let message = format!("`{}` is not a key of an overlay here", key.text);
        let help = suggest(&key.text, known.iter().copied()).map(|name| format!("did you mean `{name}`?"));
        let diagnostic = Diagnostic::warning(DiagnosticId::UnknownKey, pointer.child(&key.text), message);
        diagnostics.push(diagnostic.about_key().maybe_help(help).effect("the key is ignored"));
    }
}

fn action<'a>(node: &'a Node, pointer: JsonPointer, diagnostics: &mut Diagnostics) -> Option<Action<'a>> {
    check_keys(node, &pointer, &ACTION_KEYS, diagnostics);
    let Some(target) = node.get("target").and_then(Node::as_str) else {
        let message = "the action has no `target`";
        let diagnostic = Diagnostic::error(DiagnosticId::OverlayInvalid, pointer, message);
        diagnostics.push(diagnostic.help("add a JSONPath that begins with `$`"));
        return None;
    };
    let removes = node.get("remove").is_some_and(|remove| matches!(remove.kind, NodeKind::Bool(true)));
    let kind = match (removes, node.get("update"), node.get("copy").and_then(Node::as_str)) {
        (true, ..) => ActionKind::Remove,
        (false, Some(update), None) => ActionKind::Update(update),
        (false, None, Some(path)) => ActionKind::Copy(path.to_owned()),
        (false, Some(_), Some(_)) => {
            let message = "the action has both `update` and `copy`";
            diagnostics.push(Diagnostic::error(DiagnosticId::OverlayInvalid, pointer, message));
            return None;
        }
        (false, None, None) => {
            let message = "the action has neither `update` nor `copy` nor `remove: true`";
            let diagnostic = Diagnostic::warning(DiagnosticId::OverlayInvalid, pointer, message);
            diagnostics.push(diagnostic.effect("the action changes nothing"));
            return None;
        }
    };
    Some(Action { pointer, target: target.to_owned(), kind })
}
