//! Whether two schemas, as written, describe the same type. Reads no further than it must.

use crate::document::{Node, NodeKind};
use crate::resolve::place::Place;
use crate::resolve::reading::is_annotation;
use crate::resolve::resolver::Resolver;

/// Number of nodes that are compared before two schemas count as different.
const BUDGET: usize = 600;

impl<'a> Resolver<'a> {
    /// The same reference, or the same schema word for word, annotations aside.
    pub(in crate::resolve) fn same_type(&self, left: &Place<'a>, right: &Place<'a>) -> bool {
        same(left.node, right.node, Keys::Keywords, &mut Budget(BUDGET))
    }
}

/// What the keys of an object are.
#[derive(Clone, Copy)]
enum Keys {
    /// Keywords of a schema; annotations do not count.
    Keywords,
    /// Names of properties; all count.
    Names,
}

struct Budget(usize);

fn same(left: &Node, right: &Node, keys: Keys, budget: &mut Budget) -> bool {
    if std::ptr::eq(left, right) {
        return true;
    }
    let Some(rest) = budget.0.checked_sub(1) else { return false };
    budget.0 = rest;
    match (&left.kind, &right.kind) {
        (NodeKind::Map(_), NodeKind::Map(_)) => match (left.reference(), right.reference()) {
            (Some(left), Some(right)) => left == right,
            (None, None) => same_map(left, right, keys, budget),
            _ => false,
        },
        (NodeKind::List(left), NodeKind::List(right)) => {
            left.len() == right.len()
                && left.iter().zip(right).all(|(left, right)| same(left, right, Keys::Keywords, budget))
        }
        (NodeKind::Null, NodeKind::Null) => true,
        (NodeKind::Bool(left), NodeKind::Bool(right)) => left == right,
        (NodeKind::Number(left), NodeKind::Number(right)) => left == right,
        (NodeKind::String(left), NodeKind::String(right)) => left == right,
        _ => false,
    }
}

fn same_map(left: &Node, right: &Node, keys: Keys, budget: &mut Budget) -> bool {
    let count = |node: &Node| node.entries().iter().filter(|(key, _)| matters(&key.text, keys)).count();
    count(left) == count(right)
        && left.entries().iter().filter(|(key, _)| matters(&key.text, keys)).all(|(key, value)| {
            let below =
                if matches!(keys, Keys::Keywords) && &*key.text == "properties" { Keys::Names } else { Keys::Keywords };
            right.get(&key.text).is_some_and(|other| same(value, other, below, budget))
        })
}

fn matters(key: &str, keys: Keys) -> bool {
    matches!(keys, Keys::Names) || !is_annotation(key)
}
