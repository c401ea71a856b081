//! The tree of a document: JSON values with their place in the text, maps in written order.

use std::cell::Cell;
use std::fmt;

use crate::source::{JsonPointer, Span};

/// A value and its place.
#[derive(Clone, Debug, Default)]
pub struct Node {
    /// The value.
    pub kind: NodeKind,
    /// Its place. Zero length when the reader did not record places.
    pub span: Span,
    /// What became of the value; see `ledger`.
    entry: Cell<Entry>,
}

/// What the ledger has about a node; nothing at first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The value is part of the API or of a diagnostic.
    pub is_read: bool,
    /// A diagnostic says that the value is left out, with all in it that is not read.
    pub is_left_out: bool,
}

/// A JSON value.
#[derive(Clone, Debug, Default)]
pub enum NodeKind {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(Box<str>),
    /// An array.
    List(Vec<Node>),
    /// An object; keys are unique.
    Map(Vec<(Key, Node)>),
}

impl NodeKind {
    /// The type of the value, with its article, as diagnostics name it.
    pub fn described(&self) -> &'static str {
        match self {
            NodeKind::Null => "null",
            NodeKind::Bool(_) => "a boolean",
            NodeKind::Number(_) => "a number",
            NodeKind::String(_) => "a string",
            NodeKind::List(_) => "an array",
            NodeKind::Map(_) => "an object",
        }
    }
}

/// A key and its place.
#[derive(Clone, Debug)]
pub struct Key {
    /// The key. Numbers and booleans used as keys are kept as they were written.
    pub text: Box<str>,
    /// Its place.
    pub span: Span,
}

/// A number: the value, and the text where the value alone would lose something.
#[derive(Clone, Debug, PartialEq)]
pub enum Number {
    /// Fits 64 bits with sign.
    Integer(i64),
    /// Fits 64 bits without sign only.
    Unsigned(u64),
    /// Anything else; the text as written. Boxed, since such numbers are rare and every node would pay for their size.
    Float(Box<(f64, Box<str>)>),
}

impl Node {
    /// A value at a place, not read yet.
    pub fn new(kind: NodeKind, span: Span) -> Node {
        Node { kind, span, entry: Cell::default() }
    }

    /// Enters the node in the ledger: its value goes into the API or into a diagnostic.
    ///
    /// Looking at a value in order to choose is no reading. An object is read when something is made of it; what is in
    /// it is read on its own.
    #[cfg_attr(test, track_caller)]
    pub fn read(&self) -> &Node {
        #[cfg(test)]
        if super::ledger::sites::is_closed() {
            return self;
        }
        self.entry.set(Entry { is_read: true, ..self.entry.get() });
        self
    }

    /// Enters the node in the ledger as left out, with all in it that is not read: a diagnostic says so.
    #[cfg_attr(test, track_caller)]
    pub fn leave_out(&self) {
        #[cfg(test)]
        if super::ledger::sites::is_closed() {
            return;
        }
        self.entry.set(Entry { is_left_out: true, ..self.entry.get() });
    }

    /// Enters what is known of the node from elsewhere.
    pub(super) fn enter(&self, entry: Entry) {
        self.entry.set(entry);
    }

    /// What became of the value.
    pub fn entry(&self) -> Entry {
        self.entry.get()
    }

    /// Reads the value of a key, if this is an object that has it.
    #[cfg_attr(test, track_caller)]
    pub fn read_key(&self, key: &str) -> Option<&Node> {
        let value = self.get(key)?;
        Some(value.read())
    }

    /// The value of a key, if this is an object that has it.
    // Most keys are known when this is compiled, so that comparing with them takes few instructions.
    #[inline]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().find(|(name, _)| &*name.text == key).map(|(_, value)| value)
    }

    /// The key itself, for its place.
    pub fn key(&self, key: &str) -> Option<&Key> {
        self.entries().iter().find(|(name, _)| &*name.text == key).map(|(name, _)| name)
    }

    /// Keys and values; empty when this is not an object.
    #[inline]
    pub fn entries(&self) -> &[(Key, Node)] {
        match &self.kind {
            NodeKind::Map(entries) => entries,
            _ => &[],
        }
    }

    /// Keys and values, taken out; empty when this is not an object.
    pub fn into_entries(self) -> Vec<(Key, Node)> {
        match self.kind {
            NodeKind::Map(entries) => entries,
            _ => Vec::new(),
        }
    }

    /// Items; empty when this is not a list.
    pub fn items(&self) -> &[Node] {
        match &self.kind {
            NodeKind::List(items) => items,
            _ => &[],
        }
    }

    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::String(text) => Some(text),
            _ => None,
        }
    }

    /// The boolean, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self.kind {
            NodeKind::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The integer, if it is one that fits (`2.0` is one).
    pub fn as_i64(&self) -> Option<i64> {
        match &self.kind {
            NodeKind::Number(number) => number.as_i64(),
            _ => None,
        }
    }

    /// The integer without sign, if it is one that fits.
    pub fn as_u64(&self) -> Option<u64> {
        match &self.kind {
            NodeKind::Number(Number::Unsigned(value)) => Some(*value),
            NodeKind::Number(number) => number.as_i64().and_then(|value| value.try_into().ok()),
            _ => None,
        }
    }

    /// The number, as near as a float comes to it.
    pub fn as_f64(&self) -> Option<f64> {
        match &self.kind {
            NodeKind::Number(Number::Integer(value)) => Some(*value as f64),
            NodeKind::Number(Number::Unsigned(value)) => Some(*value as f64),
            NodeKind::Number(Number::Float(float)) => Some(float.0),
            _ => None,
        }
    }

    /// The text, or a scalar as it was written (`version: 1.0`).
    pub fn to_text(&self) -> Option<String> {
        match &self.kind {
            NodeKind::String(text) => Some(text.to_string()),
            NodeKind::Number(number) => Some(number.to_string()),
            NodeKind::Bool(value) => Some(value.to_string()),
            _ => None,
        }
    }

    /// True for an object.
    pub fn is_map(&self) -> bool {
        matches!(self.kind, NodeKind::Map(_))
    }

    /// True for a list.
    pub fn is_list(&self) -> bool {
        matches!(self.kind, NodeKind::List(_))
    }

    /// True for `null`.
    pub fn is_null(&self) -> bool {
        matches!(self.kind, NodeKind::Null)
    }

    /// The target of `$ref`, if this is an object with one.
    #[inline]
    pub fn reference(&self) -> Option<&str> {
        self.get("$ref").and_then(Node::as_str)
    }

    /// The node at a JSON pointer below this one (`/paths/~1users/get`; empty for this one).
    pub fn at(&self, pointer: &JsonPointer) -> Option<&Node> {
        let mut node = self;
        for name in pointer.segments() {
            node = match &node.kind {
                NodeKind::Map(_) => node.get(&name)?,
                NodeKind::List(items) => items.get(name.parse::<usize>().ok()?)?,
                _ => return None,
            };
        }
        Some(node)
    }

    /// The value as `serde_json` has it.
    pub fn to_json(&self) -> serde_json::Value {
        use serde_json::Value;
        match &self.kind {
            NodeKind::Null => Value::Null,
            NodeKind::Bool(value) => Value::Bool(*value),
            NodeKind::Number(Number::Integer(value)) => Value::from(*value),
            NodeKind::Number(Number::Unsigned(value)) => Value::from(*value),
            NodeKind::Number(Number::Float(float)) => Value::from(float.0),
            NodeKind::String(text) => Value::String(text.to_string()),
            NodeKind::List(items) => items.iter().map(Node::to_json).collect(),
            NodeKind::Map(entries) => {
                Value::Object(entries.iter().map(|(key, value)| (key.text.to_string(), value.to_json())).collect())
            }
        }
    }
}

impl Number {
    /// The integer, if it is one that fits (`2.0` is one).
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Number::Integer(value) => Some(*value),
            Number::Unsigned(_) => None,
            // 2^53: every whole float below is exact.
            Number::Float(float) if float.0.fract() == 0.0 && float.0.abs() <= 9_007_199_254_740_992.0 => {
                Some(float.0 as i64)
            }
            Number::Float(_) => None,
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Number::Integer(value) => value.fmt(formatter),
            Number::Unsigned(value) => value.fmt(formatter),
            Number::Float(float) => formatter.write_str(&float.1),
        }
    }
}
