//! One side of a comparison: its document, and the places in it where schemas are written.

use super::merge::{is_documentation, is_ignored};
use crate::document::{Dialect, Document, Located, Node};
use crate::source::{FileId, JsonPointer};

/// A schema: all nodes that apply to one value together. None means that every value is allowed.
#[derive(Clone, Debug, Default)]
pub(super) struct Site<'d> {
    /// The nodes; a plain reference is replaced by what it refers to.
    pub(super) nodes: Vec<Located<'d>>,
}

/// What is the same for two sites of one document that mean the same nodes.
pub(super) type SiteKey = Vec<usize>;

impl<'d> Site<'d> {
    /// The site of one node.
    pub(super) fn of(document: &'d Document, at: Located<'d>) -> Self {
        Self { nodes: vec![settled(document, at)] }
    }

    /// What tells it from other sites of its document.
    pub(super) fn key(&self) -> SiteKey {
        self.nodes.iter().map(|at| std::ptr::from_ref(at.node).addr()).collect()
    }

    /// Where it is written, first of all.
    pub(super) fn pointer(&self) -> Option<&JsonPointer> {
        self.nodes.first().map(|at| &at.pointer)
    }

    /// The value of a discriminator that it says selects it (AutoRest).
    pub(super) fn given_tag(&self) -> Option<String> {
        self.nodes.iter().find_map(|at| at.node.get("x-ms-discriminator-value")?.to_text())
    }

    /// The component schema that it is, if it is one.
    pub(super) fn component(&self) -> Option<String> {
        match self.nodes.as_slice() {
            [only] => component_name(&only.pointer),
            _ => None,
        }
    }

    /// The schema that it is for the caller: what a reference leads to, whatever describes it there.
    pub(super) fn undescribed(&self, document: &'d Document) -> Self {
        let [only] = self.nodes.as_slice() else { return self.clone() };
        let says_more = |key: &str| key != "$ref" && !is_documentation(key) && !is_ignored(key);
        let is_own = only.node.entries().iter().any(|(key, _)| says_more(&key.text));
        if is_own && document.dialect != Dialect::V3_0 {
            return self.clone();
        }
        Self { nodes: vec![target(document, only.clone())] }
    }
}

/// The name of the component schema at a pointer.
pub(super) fn component_name(pointer: &JsonPointer) -> Option<String> {
    let mut segments = pointer.segments();
    let is_schema = segments.next()? == "components" && segments.next()? == "schemas";
    let name = segments.next().filter(|_| is_schema)?;
    segments.next().is_none().then(|| name.into_owned())
}

/// The node that a chain of references leads to, none of which says more than where it leads.
pub(super) fn settled<'d>(document: &'d Document, at: Located<'d>) -> Located<'d> {
    let mut current = at;
    for _ in 0..MAX_CHAIN {
        let Some(reference) = current.node.reference() else { break };
        let says_something =
            |key: &str| key != "$ref" && (!key.starts_with("x-") || key == "x-nullable" || is_documentation(key));
        if current.node.entries().iter().any(|(key, _)| says_something(&key.text)) {
            break;
        }
        match document.resolve_reference(reference, current.file) {
            Ok(target) => current = target,
            Err(_) => break,
        }
    }
    current
}

/// The node at the end of a chain of references, whatever else is written next to them.
pub(super) fn target<'d>(document: &'d Document, at: Located<'d>) -> Located<'d> {
    document.follow(at.clone()).unwrap_or(at)
}

/// Longer chains are circles, which the generator reports.
const MAX_CHAIN: usize = 64;

/// The value of a key, with its place.
pub(super) fn child<'d>(at: &Located<'d>, key: &str) -> Option<Located<'d>> {
    let node = at.node.get(key)?;
    Some(Located { node, pointer: at.pointer.child(key), file: at.file })
}

/// The entries of an object, with their places.
pub(super) fn entries<'d>(at: &Located<'d>) -> impl Iterator<Item = (&'d str, Located<'d>)> + use<'d> {
    let (pointer, file) = (at.pointer.clone(), at.file);
    at.node.entries().iter().map(move |(key, node)| (&*key.text, placed(node, pointer.child(&key.text), file)))
}

/// The items of an array, with their places.
pub(super) fn items<'d>(at: &Located<'d>) -> impl Iterator<Item = Located<'d>> + use<'d> {
    let (pointer, file) = (at.pointer.clone(), at.file);
    at.node.items().iter().enumerate().map(move |(index, node)| placed(node, pointer.item(index), file))
}

fn placed(node: &Node, pointer: JsonPointer, file: FileId) -> Located<'_> {
    Located { node, pointer, file }
}

/// The root of the main file.
pub(super) fn root(document: &Document) -> Located<'_> {
    placed(&document.root, JsonPointer::root(), FileId::MAIN)
}
