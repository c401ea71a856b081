//! Where the names of schemas are declared.

use crate::document::keys::Keys;
use crate::document::model::Anchor;
use crate::document::node::Node;
use crate::source::{FileId, JsonPointer};

impl Anchor {
    /// The schema whose name this is: for one below `$defs` the schema that has these.
    pub(super) fn scope(&self) -> JsonPointer {
        owner_of_definition(&self.pointer).unwrap_or_else(|| self.pointer.clone())
    }

    /// It is below `$defs`.
    pub(super) fn is_argument(&self) -> bool {
        owner_of_definition(&self.pointer).is_some()
    }

    /// It is a whole component, or a whole file.
    pub(super) fn is_component(&self) -> bool {
        is_component(&self.pointer)
    }

    /// The schema is written in the place it is for, so that no reference leads there.
    pub(super) fn is_in_place(&self) -> bool {
        let scope = self.scope();
        self.file == FileId::MAIN && !is_component(&scope) && owner_of_definition(&scope).is_none()
    }
}

fn is_component(pointer: &JsonPointer) -> bool {
    let segments: Vec<_> = pointer.segments().take(4).collect();
    match &*segments {
        [] => true,
        [components, schemas, _] => components == "components" && schemas == "schemas",
        _ => false,
    }
}

/// What has the definitions that a schema is one of.
fn owner_of_definition(pointer: &JsonPointer) -> Option<JsonPointer> {
    let list = pointer.parent()?;
    list.last().is_some_and(|name| name == "$defs" || name == "definitions").then(|| list.parent())?
}

/// The names of a file in the order they are written, a schema before what it contains.
pub(super) fn declarations(root: &Node, file: FileId) -> Vec<Anchor> {
    let mut declared = Declared { file, pointer: JsonPointer::root(), found: Vec::new() };
    declared.walk(root, Keys::Keywords);
    declared.found
}

struct Declared {
    file: FileId,
    pointer: JsonPointer,
    found: Vec<Anchor>,
}

impl Declared {
    /// The depth of a tree is bounded.
    fn walk(&mut self, node: &Node, keys: Keys) {
        if keys == Keys::Keywords {
            self.declare(node);
        }
        for (index, item) in node.items().iter().enumerate() {
            self.pointer.push(&index.to_string());
            self.walk(item, keys.of_item());
            self.pointer.pop();
        }
        for (key, value) in node.entries() {
            let below = keys.below(&key.text, value);
            if below == Keys::OfValue {
                continue;
            }
            self.pointer.push(&key.text);
            self.walk(value, below);
            self.pointer.pop();
        }
    }

    /// A schema may say the same name in both ways.
    fn declare(&mut self, node: &Node) {
        let name = |key: &str| node.get(key).and_then(Node::as_str);
        let (plain, dynamic) = (name("$anchor"), name("$dynamicAnchor"));
        for name in plain.into_iter().chain(dynamic.filter(|name| plain != Some(name))) {
            let (name, pointer) = (name.to_owned(), self.pointer.clone());
            self.found.push(Anchor { name, file: self.file, pointer });
        }
    }
}
