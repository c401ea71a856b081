//! The operations of a document as they are written.

use crate::document::{Document, Located, Node};
use crate::source::{FileId, JsonPointer};

/// The keys of a path item that are operations.
const METHODS: [&str; 9] = ["delete", "get", "head", "options", "patch", "post", "put", "query", "trace"];

/// Every operation: its method, its node and its place.
pub(super) fn operations(document: &Document) -> Vec<(&str, &Node, JsonPointer)> {
    let mut found = Vec::new();
    let paths = JsonPointer::root().child("paths");
    let items = document.root.get("paths").map(Node::entries).unwrap_or_default();
    for (path, item) in items.iter().filter(|(path, _)| !path.text.starts_with("x-")) {
        let start = Located { node: item, pointer: paths.child(&path.text), file: FileId::MAIN };
        let Ok(item) = document.follow(start) else { continue };
        let own = item.node.entries().iter().filter(|(key, node)| METHODS.contains(&&*key.text) && node.is_map());
        found.extend(own.map(|(key, node)| (&*key.text, node, item.pointer.child(&key.text))));
        let more = item.node.get("additionalOperations").map(Node::entries).unwrap_or_default();
        let place = item.pointer.child("additionalOperations");
        found.extend(more.iter().map(|(key, node)| (&*key.text, node, place.child(&key.text))));
    }
    found
}
