//! From changed JSON back to the tree: what is equal keeps its place, what is new has that of the correction.

use serde_json::Value;

use super::super::edit::map;
use super::super::node::{Key, Node, NodeKind, Number};
use super::super::overlay::moved;
use crate::source::{JsonPointer, Span};

/// Where the overrides say what is new.
#[derive(Debug, Default)]
pub(super) struct Origin {
    /// The value of the key, with places after those of the document.
    node: Node,
}

impl Origin {
    pub(super) fn of(node: &Node, offset: u32) -> Origin {
        Origin { node: moved(node, offset) }
    }

    fn span(&self) -> Span {
        self.node.span
    }

    /// A node with this value; if the overrides have it word for word, with the places of all that is in it.
    fn made(&self, value: &Value) -> Node {
        if let Some(written) = find(&self.node, value) {
            return written.clone();
        }
        let kind = match value {
            Value::Null => NodeKind::Null,
            Value::Bool(value) => NodeKind::Bool(*value),
            Value::Number(number) => NodeKind::Number(number_of(number)),
            Value::String(text) => NodeKind::String(text.as_str().into()),
            Value::Array(items) => NodeKind::List(items.iter().map(|item| self.made(item)).collect()),
            Value::Object(members) => {
                NodeKind::Map(members.iter().map(|(name, value)| (self.key(name), self.made(value))).collect())
            }
        };
        Node::new(kind, self.span())
    }

    fn key(&self, name: &str) -> Key {
        Key { text: name.into(), span: self.span() }
    }
}

fn number_of(number: &serde_json::Number) -> Number {
    match (number.as_i64(), number.as_u64()) {
        (Some(value), _) => Number::Integer(value),
        (None, Some(value)) => Number::Unsigned(value),
        (None, None) => {
            let text = number.to_string();
            Number::Float(Box::new((number.as_f64().unwrap_or_default(), text.into())))
        }
    }
}

/// The node in a tree that has a value.
fn find<'n>(node: &'n Node, value: &Value) -> Option<&'n Node> {
    if is_equal(node, value) {
        return Some(node);
    }
    let inner = node.entries().iter().map(|(_, inner)| inner).chain(node.items());
    inner.filter(|inner| inner.is_map() || inner.is_list() || !value.is_object()).find_map(|inner| find(inner, value))
}

/// Compares without making JSON of the node.
fn is_equal(node: &Node, value: &Value) -> bool {
    match (&node.kind, value) {
        (NodeKind::List(items), Value::Array(values)) => {
            items.len() == values.len() && items.iter().zip(values).all(|(item, value)| is_equal(item, value))
        }
        (NodeKind::Map(entries), Value::Object(members)) => {
            let has = |(key, node): &(Key, Node)| members.get(&*key.text).is_some_and(|value| is_equal(node, value));
            entries.len() == members.len() && entries.iter().all(has)
        }
        (NodeKind::List(_) | NodeKind::Map(_), _) | (_, Value::Array(_) | Value::Object(_)) => false,
        _ => node.to_json() == *value,
    }
}

/// Makes a node say what a value says.
pub(super) fn graft(node: &mut Node, value: &Value, origin: &Origin) {
    match (&mut node.kind, value) {
        (NodeKind::Map(entries), Value::Object(members)) => {
            entries.retain(|(key, _)| members.contains_key(&*key.text));
            for (name, value) in members {
                match entries.iter_mut().find(|(key, _)| *key.text == **name) {
                    Some((_, node)) => graft(node, value, origin),
                    None => entries.push((origin.key(name), origin.made(value))),
                }
            }
        }
        (NodeKind::List(items), Value::Array(values)) => graft_items(items, values, origin),
        _ => {
            if !is_equal(node, value) {
                *node = origin.made(value);
            }
        }
    }
}

/// Items are those with the same value, or else the one that was there.
fn graft_items(items: &mut Vec<Node>, values: &[Value], origin: &Origin) {
    let is_as_long = items.len() == values.len();
    let mut old: Vec<Option<Node>> = std::mem::take(items).into_iter().map(Some).collect();
    for (index, value) in values.iter().enumerate() {
        let same = old.iter_mut().find(|node| node.as_ref().is_some_and(|node| is_equal(node, value)));
        if let Some(node) = same.and_then(Option::take) {
            items.push(node);
            continue;
        }
        let mut node = old.get_mut(index).filter(|_| is_as_long).and_then(Option::take);
        match &mut node {
            Some(node) => graft(node, value, origin),
            None => node = Some(origin.made(value)),
        }
        items.extend(node);
    }
}

/// Puts a node at a place of both trees; the object or the list around it is made where there is none.
pub(super) fn put(root: &mut Node, value: &mut Value, place: &JsonPointer, node: Node) {
    let (mut at, mut json) = (root, value);
    let span = node.span;
    for segment in place.segments() {
        let index = segment.parse::<usize>().ok();
        if index == Some(0) && at.is_null() {
            (at.kind, *json) = (NodeKind::List(Vec::new()), Value::Array(Vec::new()));
        } else if at.is_null() {
            (*at, *json) = (map(Vec::new(), span), Value::Object(serde_json::Map::new()));
        }
        (at, json) = match (&mut at.kind, json) {
            (NodeKind::List(items), Value::Array(values)) => {
                let Some(index) = index.filter(|index| *index <= items.len()) else { return };
                if index == items.len() {
                    items.push(Node::default());
                    values.push(Value::Null);
                }
                let (Some(item), Some(value)) = (items.get_mut(index), values.get_mut(index)) else { return };
                (item, value)
            }
            (NodeKind::Map(entries), Value::Object(members)) => {
                let known = entries.iter().position(|(key, _)| *key.text == *segment);
                let position = known.unwrap_or_else(|| {
                    entries.push((Key { text: (&*segment).into(), span }, Node::default()));
                    entries.len() - 1
                });
                let Some((_, inner)) = entries.get_mut(position) else { return };
                (inner, members.entry(segment.into_owned()).or_insert(Value::Null))
            }
            _ => return,
        };
    }
    *json = node.to_json();
    *at = node;
}
