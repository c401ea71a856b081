//! From pointers to pieces of text: what diagnostics show.

use super::index::Index;
use super::overlay::AppliedOverlay;
use super::{Document, Key, Node, NodeKind};
use crate::source::{FileId, JsonPointer, SourceFile, Sources, Span};

impl Sources for Document {
    fn place_of(&self, pointer: &JsonPointer, about_key: bool, span: Option<Span>) -> Option<(&SourceFile, Span)> {
        let overlay = |overlay: &&AppliedOverlay| pointer.file() == Some(&overlay.path);
        if let Some(overlay) = self.overlays.iter().find(overlay) {
            return Some((
                &overlay.source,
                span.unwrap_or_else(|| span_below(&overlay.root, &self.index, pointer, about_key)),
            ));
        }
        let file = self.file_of_pointer(pointer)?;
        let span = span.unwrap_or_else(|| span_below(self.root_of(file), &self.index, pointer, about_key));
        let overlaid = (file == FileId::MAIN).then(|| self.overlaid(span)).flatten();
        Some(overlaid.unwrap_or((self.source_of(file), span)))
    }

    fn spelled(&self, pointer: &JsonPointer, span: Option<Span>) -> Option<JsonPointer> {
        let written = self.written.as_ref().filter(|_| pointer.file().is_none() && !pointer.is_root())?;
        let find = |span: Span, kind: Option<&NodeKind>| {
            let mut place = JsonPointer::root();
            (span.end > span.start && find_place(&written.root, span, kind, &mut place)).then_some(place)
        };
        if let Some(span) = span {
            return find(span, None);
        }
        // What is not there is below something that is; what the lowering made belongs to something that is written.
        let (mut at, mut below) = (pointer.clone(), Vec::new());
        while !at.is_root() {
            let node = self.root.at(&at);
            if let Some(mut place) = node.and_then(|node| find(node.span, Some(&node.kind))) {
                below.iter().rev().for_each(|key: &String| place.push(key));
                return Some(place);
            }
            if node.is_none() {
                below.push(at.last().unwrap_or_default().into_owned());
            }
            at.pop();
        }
        None
    }

    fn written_place_of(&self, pointer: &JsonPointer) -> Option<JsonPointer> {
        if self.overlays.is_empty() || pointer.file().is_some() {
            return None;
        }
        self.overlaid(span_below(&self.root, &self.index, pointer, true))?;
        let mut outer = pointer.clone();
        while !outer.is_root() && self.overlaid(span_below(&self.root, &self.index, &outer, true)).is_some() {
            outer.pop();
        }
        Some(outer)
    }
}

impl Document {
    /// The main file as its author wrote it, with overlays, before its dialect is lowered.
    pub(crate) fn as_written(&self) -> &Node {
        self.written.as_ref().map_or(&self.root, |written| &written.root)
    }

    /// The place where an object of a lowered document is written; a lowered object keeps its place in the text.
    pub(crate) fn written_pointer(&self, node: &Node) -> Option<JsonPointer> {
        let written = self.written.as_ref()?;
        let mut pointer = JsonPointer::root();
        let has_place = node.is_map() && node.span.end > node.span.start;
        (has_place && find_span(&written.root, node.span, &mut pointer)).then_some(pointer)
    }

    /// The overlay that a span of the main tree comes from, and the span there.
    fn overlaid(&self, span: Span) -> Option<(&SourceFile, Span)> {
        self.overlays.iter().rev().find_map(|overlay| Some((&overlay.source, overlay.own_span(span)?)))
    }
}

/// Goes to the object with a span, from the outside to the inside.
fn find_span(node: &Node, span: Span, pointer: &mut JsonPointer) -> bool {
    if node.is_map() && node.span == span {
        return true;
    }
    let entries = node.entries().iter().map(|(key, value)| (key.text.to_string(), value));
    let items = node.items().iter().enumerate().map(|(index, item)| (index.to_string(), item));
    for (step, inner) in entries.chain(items).filter(|(_, inner)| inner.is_map() || inner.is_list()) {
        pointer.push(&step);
        if find_span(inner, span, pointer) {
            return true;
        }
        pointer.pop();
    }
    false
}

/// Goes to a value with a span and of this kind, or to any value or key with that span.
fn find_place(node: &Node, span: Span, kind: Option<&NodeKind>, pointer: &mut JsonPointer) -> bool {
    let is_alike = |kind: &NodeKind| std::mem::discriminant(kind) == std::mem::discriminant(&node.kind);
    if node.span == span && kind.is_none_or(is_alike) {
        return true;
    }
    if node.span.start > span.start || node.span.end < span.end {
        return false;
    }
    let entries = node.entries().iter().map(|(key, value)| (key.text.to_string(), Some(key), value));
    let items = node.items().iter().enumerate().map(|(index, item)| (index.to_string(), None, item));
    for (step, key, inner) in entries.chain(items) {
        pointer.push(&step);
        let is_key = kind.is_none() && key.is_some_and(|key| key.span == span);
        if is_key || find_place(inner, span, kind, pointer) {
            return true;
        }
        pointer.pop();
    }
    false
}

/// The part of the text to show for a pointer: the key or the value, and never more than one line.
fn span_below(root: &Node, index: &Index, pointer: &JsonPointer, about_key: bool) -> Span {
    let mut node = root;
    let mut key = None;
    for name in pointer.segments() {
        let next = match &node.kind {
            NodeKind::Map(_) => index.entry(node, &name).map(|(key, value)| (Some(key), value)),
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
