//! Single values against their shape.

use super::object_rule::Shape;
use super::reports::Wanted;
use super::{Walk, reports};
use crate::document::{Node, NodeKind};
use crate::source::Path;

impl Walk<'_> {
    /// Checks a value and what is in it.
    pub(super) fn value(&mut self, shape: &Shape, node: &Node, path: &Path<'_>) {
        if node.is_null() && !matches!(shape, Shape::Data | Shape::Type) {
            self.report(reports::empty_value(path));
            return;
        }
        if self.misplaced_reference(*shape, node, path) {
            return;
        }
        match *shape {
            Shape::Data => {}
            Shape::Text => self.text(node, path),
            Shape::Flag => self.expect(matches!(node.kind, NodeKind::Bool(_)), Wanted::Flag, node, path),
            Shape::Number => self.expect(is_number(node), Wanted::Number, node, path),
            Shape::Count => self.expect(node.as_u64().is_some(), Wanted::Count, node, path),
            Shape::FlagOrNumber => self.bound_flag(node, path),
            Shape::Word(words) => self.word(words, node, path),
            Shape::Object(kind) => self.object(kind, node, path),
            Shape::OrReference(kind) => self.or_reference(kind, node, path),
            Shape::Schema => self.schema(node, path),
            Shape::FlagOrSchema if node.as_bool().is_some() => {}
            Shape::FlagOrSchema => self.schema(node, path),
            Shape::Type => self.type_names(node, path),
            Shape::Required => self.required_names(node, path),
            Shape::MapOf(inner) => self.map_of(inner, node, path),
            Shape::ListOf(inner) => self.list_of(inner, node, path),
        }
    }

    pub(super) fn expect(&mut self, holds: bool, wanted: Wanted, node: &Node, path: &Path<'_>) {
        if !holds {
            self.report(reports::wrong_kind(path, wanted, node));
        }
    }

    fn text(&mut self, node: &Node, path: &Path<'_>) {
        match node.kind {
            NodeKind::String(_) => {}
            NodeKind::Number(_) | NodeKind::Bool(_) => self.report(reports::unquoted_text(node, path)),
            _ => self.report(reports::wrong_kind(path, Wanted::String, node)),
        }
    }

    /// An exclusive bound is a flag in 3.0 and a number in 3.1.
    fn bound_flag(&mut self, node: &Node, path: &Path<'_>) {
        let is_flag = node.as_bool().is_some();
        if !is_flag && !is_number(node) {
            self.report(reports::wrong_kind(path, if self.is_3_0() { Wanted::Flag } else { Wanted::Number }, node));
        } else if is_flag != self.is_3_0() {
            self.report(reports::exclusive_bound(path, self.is_3_0()));
        }
    }

    fn word(&mut self, words: &[&str], node: &Node, path: &Path<'_>) {
        match node.as_str() {
            Some(text) if words.contains(&text) => {}
            Some(text) => self.report(reports::unknown_word(text, words, path)),
            None => self.report(reports::wrong_kind(path, Wanted::String, node)),
        }
    }

    /// `required` of a schema: a list of names; people write it on the property instead.
    fn required_names(&mut self, node: &Node, path: &Path<'_>) {
        if node.as_bool().is_some() {
            self.report(reports::required_flag(path));
        } else {
            self.list_of(&Shape::Text, node, path);
        }
    }
}

fn is_number(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Number(_))
}
