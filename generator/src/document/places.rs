//! From pointers to pieces of text: what diagnostics show.

use super::{Document, Key, Node, NodeKind};
use crate::source::{JsonPointer, SourceFile, Sources, Span};

impl Sources for Document {
    fn file_of(&self, pointer: &JsonPointer) -> Option<&SourceFile> {
        self.file_of_pointer(pointer).map(|file| self.source_of(file))
    }

    fn span_of(&self, pointer: &JsonPointer, about_key: bool) -> Option<Span> {
        self.file_of_pointer(pointer).map(|file| span_below(self.root_of(file), pointer, about_key))
    }
}

/// The part of the text to show for a pointer: the key or the value, and never more than one line.
fn span_below(root: &Node, pointer: &JsonPointer, about_key: bool) -> Span {
    let mut node = root;
    let mut key = None;
    for name in pointer.segments() {
        let next = match &node.kind {
            NodeKind::Map(entries) => {
                entries.iter().find(|(key, _)| *key.text == *name).map(|(key, value)| (Some(key), value))
            }
            NodeKind::List(items) => name.parse().ok().and_then(|at: usize| items.get(at)).map(|item| (None, item)),
            _ => None,
        };
        // What is not there is shown at what should hold it.
        let Some((its_key, next)) = next else { return key_or_first(key, node) };
        (key, node) = (its_key, next);
    }
    let is_collection = node.is_map() || node.is_list();
    let is_short = is_collection && node.span.end - node.span.start <= 40;
    let has_value = node.span.end > node.span.start && (!is_collection || is_short);
    if about_key || !has_value { key_or_first(key, node) } else { node.span }
}

/// The key, or for items of lists the first thing in them.
fn key_or_first(key: Option<&Key>, node: &Node) -> Span {
    match (key, node.entries().first(), node.items().first()) {
        (Some(key), ..) => key.span,
        (None, Some((first, _)), _) => first.span,
        (None, None, Some(first)) => key_or_first(None, first),
        _ => node.span,
    }
}
