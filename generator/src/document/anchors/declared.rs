//! Where the names of schemas are declared.

use super::holds_names;
use crate::document::files::FileId;
use crate::document::node::{Node, append_segment};

/// A schema with a name.
#[derive(Clone, Debug)]
pub(in crate::document) struct Anchor {
    /// The name, as `$anchor` or `$dynamicAnchor` gives it.
    pub(in crate::document) name: String,
    /// The file it stands in.
    pub(in crate::document) file: FileId,
    /// Where the schema stands in that file.
    pub(in crate::document) pointer: String,
}

impl Anchor {
    /// The schema whose name this is: for one below `$defs` the schema that has these.
    pub(super) fn scope(&self) -> &str {
        self.argument_of().unwrap_or(&self.pointer)
    }

    /// It stands below `$defs`.
    pub(super) fn is_argument(&self) -> bool {
        self.argument_of().is_some()
    }

    /// It is a whole component, or a whole file.
    pub(super) fn is_component(&self) -> bool {
        is_component(&self.pointer)
    }

    /// The schema is written in the place it is for, so that no reference leads there.
    pub(super) fn is_in_place(&self) -> bool {
        let scope = self.scope();
        let definition = scope.rsplit_once('/').is_some_and(|(list, _)| owner_of_definitions(list).is_some());
        self.file == FileId::MAIN && !is_component(scope) && !definition
    }

    fn argument_of(&self) -> Option<&str> {
        let (list, _) = self.pointer.rsplit_once('/')?;
        owner_of_definitions(list)
    }
}

fn is_component(pointer: &str) -> bool {
    let name = pointer.strip_prefix("/components/schemas/");
    pointer.is_empty() || name.is_some_and(|name| !name.contains('/'))
}

/// What has these definitions, if a pointer is that of some.
fn owner_of_definitions(pointer: &str) -> Option<&str> {
    pointer.strip_suffix("/$defs").or_else(|| pointer.strip_suffix("/definitions"))
}

/// The names of a file in the order they are written, a schema before what it contains.
pub(super) fn declarations(root: &Node, file: FileId) -> Vec<Anchor> {
    let mut declared = Declared { file, pointer: String::new(), found: Vec::new() };
    declared.walk(root, false);
    declared.found
}

struct Declared {
    file: FileId,
    pointer: String,
    found: Vec<Anchor>,
}

impl Declared {
    /// The depth of a tree is bounded.
    fn walk(&mut self, node: &Node, are_names: bool) {
        if !are_names {
            self.declare(node);
        }
        let length = self.pointer.len();
        for (index, item) in node.items().iter().enumerate() {
            append_segment(&mut self.pointer, &index.to_string());
            self.walk(item, false);
            self.pointer.truncate(length);
        }
        for (key, value) in node.entries() {
            let Some(has_names) = holds_names(&key.text, are_names) else { continue };
            append_segment(&mut self.pointer, &key.text);
            self.walk(value, has_names);
            self.pointer.truncate(length);
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
