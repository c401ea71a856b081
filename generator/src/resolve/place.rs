//! A node together with its JSON pointer, and the owner a nameless schema takes its name from.

use std::rc::Rc;

use crate::document::Node;
use crate::ir::{Origin, Step};
use crate::source::{FileId, JsonPointer};

/// A node and where it is.
#[derive(Clone, Debug)]
pub(super) struct Place<'a> {
    /// The node.
    pub(super) node: &'a Node,
    /// Its JSON pointer as diagnostics carry it.
    pub(super) pointer: Rc<JsonPointer>,
    /// The file it is in.
    pub(super) file: FileId,
}

impl<'a> Place<'a> {
    /// A node that is known to stand at a pointer.
    pub(super) fn new(node: &'a Node, pointer: impl Into<Rc<JsonPointer>>, file: FileId) -> Self {
        Self { node, pointer: pointer.into(), file }
    }

    /// The value of a key.
    pub(super) fn child(&self, key: &str) -> Option<Self> {
        self.node.get(key).map(|node| self.step(node, key))
    }

    /// A node below this one that was already looked up.
    pub(super) fn step(&self, node: &'a Node, segment: &str) -> Self {
        Self { node, pointer: self.pointer.child(segment).into(), file: self.file }
    }

    /// A node two steps below, as in `properties/name`.
    pub(super) fn steps(&self, node: &'a Node, keyword: &str, segment: &str) -> Self {
        Self { node, pointer: self.pointer.below(&[keyword, segment]).into(), file: self.file }
    }

    /// The items of a list below a keyword.
    pub(super) fn list(&self, keyword: &str, nodes: &'a [Node]) -> Vec<Self> {
        nodes.iter().enumerate().map(|(index, node)| self.steps(node, keyword, &index.to_string())).collect()
    }

    /// Items of a list.
    pub(super) fn list_items(&self) -> impl Iterator<Item = Self> + '_ {
        self.node.items().iter().enumerate().map(|(index, node)| self.step(node, &index.to_string()))
    }

    /// Keys and values.
    pub(super) fn children(&self) -> impl Iterator<Item = (&'a str, Self)> + '_ {
        self.node.entries().iter().map(|(key, node)| (&*key.text, self.step(node, &key.text)))
    }

    /// Identifies the node within its document.
    pub(super) fn address(&self) -> usize {
        std::ptr::from_ref(self.node).addr()
    }

    /// Reads the value of a key: it becomes part of the API or of a diagnostic.
    #[cfg_attr(test, track_caller)]
    pub(super) fn read(&self, key: &str) -> Option<&'a Node> {
        self.node.read_key(key)
    }

    /// Reads the string under a key.
    #[cfg_attr(test, track_caller)]
    pub(super) fn read_text(&self, key: &str) -> Option<&'a str> {
        let value = self.node.read_key(key)?;
        value.as_str()
    }

    /// Reads the boolean under a key.
    #[cfg_attr(test, track_caller)]
    pub(super) fn read_flag(&self, key: &str) -> Option<bool> {
        let value = self.node.read_key(key)?;
        value.as_bool()
    }

    /// Enters the node as left out: a diagnostic says so.
    #[cfg_attr(test, track_caller)]
    pub(super) fn leave_out(&self) {
        self.node.leave_out();
    }

    /// The text under a key.
    pub(super) fn text(&self, key: &str) -> Option<&'a str> {
        self.node.get(key).and_then(Node::as_str)
    }
}

/// Who a nameless schema belongs to; becomes an [`Origin`] only when a type is made.
#[derive(Clone, Copy, Debug)]
pub(super) enum Owner<'o> {
    /// A named thing.
    Of(&'o Origin),
    /// Something inside it.
    Inside(&'o Owner<'o>, Step<&'o str>),
}

impl Owner<'_> {
    /// The origin of a type that is written here.
    pub(super) fn origin(&self) -> Origin {
        match self {
            Self::Of(origin) => (*origin).clone(),
            Self::Inside(owner, step) => {
                let mut origin = owner.origin();
                origin.steps.push(step.owned());
                origin
            }
        }
    }
}
