//! Changes to trees, for the few places that may make them: `mend` on copies, `swagger` while lowering.

use super::node::{Key, Node, NodeKind};
use crate::source::Span;

/// A string without a place.
pub(super) fn text(value: &str) -> Node {
    Node::new(NodeKind::String(value.into()), Span::default())
}

/// A key without a place.
pub(super) fn key(name: &str) -> Key {
    Key { text: name.into(), span: Span::default() }
}

/// Keys and values; empty when this is not an object.
pub(super) fn entries_mut(node: &mut Node) -> &mut [(Key, Node)] {
    match &mut node.kind {
        NodeKind::Map(entries) => entries,
        _ => &mut [],
    }
}

/// The value of a key.
pub(super) fn get_mut<'a>(node: &'a mut Node, name: &str) -> Option<&'a mut Node> {
    entries_mut(node).iter_mut().find(|(key, _)| &*key.text == name).map(|(_, value)| value)
}

/// Gives a key a value, at the end of the map; the new key is where its value is.
pub(super) fn set(node: &mut Node, name: &str, value: Node) {
    remove(node, name);
    if let NodeKind::Map(entries) = &mut node.kind {
        entries.push((Key { text: name.into(), span: value.span }, value));
    }
}

/// Gives a key a value unless it has one.
pub(super) fn default(node: &mut Node, name: &str, value: Node) {
    if node.get(name).is_none_or(Node::is_null) {
        set(node, name, value);
    }
}

/// Removes a key.
pub(super) fn remove(node: &mut Node, name: &str) {
    if let NodeKind::Map(entries) = &mut node.kind {
        entries.retain(|(key, _)| &*key.text != name);
    }
}

/// Removes a key and hands out its value.
pub(super) fn take(node: &mut Node, name: &str) -> Option<Node> {
    let NodeKind::Map(entries) = &mut node.kind else { return None };
    let at = entries.iter().position(|(key, _)| &*key.text == name)?;
    Some(entries.remove(at).1)
}

/// An object made of values that have their places already.
pub(super) fn map(entries: Vec<(&str, Node)>, span: Span) -> Node {
    let entries = entries.into_iter().map(|(name, value)| (Key { text: name.into(), span: value.span }, value));
    Node::new(NodeKind::Map(entries.collect()), span)
}

/// A list made of values that have their places already.
pub(super) fn list(items: Vec<Node>, span: Span) -> Node {
    Node::new(NodeKind::List(items), span)
}

/// A string that takes the place of another value.
pub(super) fn text_at(value: &str, span: Span) -> Node {
    Node::new(NodeKind::String(value.into()), span)
}

/// A key and its value.
pub(super) type Entry = (Key, Node);
