//! Steps through the document as written, references followed.

use crate::document::{Document, Located, Node};

/// The node below a key, references followed.
pub(super) fn child<'a>(document: &'a Document, at: &Located<'a>, key: &str) -> Option<Located<'a>> {
    document.follow(key_of(at, key)?).ok()
}

/// The node below a key, as it is written.
pub(super) fn key_of<'a>(at: &Located<'a>, key: &str) -> Option<Located<'a>> {
    Some(Located { node: at.node.get(key)?, pointer: at.pointer.child(key), file: at.file })
}

/// The entries of an object, references followed.
pub(super) fn entries<'a>(document: &'a Document, at: &Located<'a>) -> Vec<(&'a str, Located<'a>)> {
    let step = |key: &'a str, node: &'a Node| {
        let place = Located { node, pointer: at.pointer.child(key), file: at.file };
        Some((key, document.follow(place).ok()?))
    };
    at.node.entries().iter().filter_map(|(key, node)| step(&key.text, node)).collect()
}

/// The items of an array, references followed.
pub(super) fn items<'a>(document: &'a Document, at: &Located<'a>) -> Vec<Located<'a>> {
    let step = |(index, node): (usize, &'a Node)| {
        document.follow(Located { node, pointer: at.pointer.item(index), file: at.file }).ok()
    };
    at.node.items().iter().enumerate().filter_map(step).collect()
}
