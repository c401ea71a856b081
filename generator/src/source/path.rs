//! Where the walk is: a chain on the stack that becomes a JSON pointer only when there is something to report.

use std::borrow::Cow;

use super::JsonPointer;

/// One step from the root.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    /// Where the walk began, as a pointer.
    Start(&'a JsonPointer),
    Key(&'a str),
    Index(usize),
}

impl<'a> Path<'a> {
    pub(crate) fn start(pointer: &'a JsonPointer) -> Path<'a> {
        Path { parent: None, step: Step::Start(pointer) }
    }

    pub(crate) fn key(&'a self, key: &'a str) -> Path<'a> {
        Path { parent: Some(self), step: Step::Key(key) }
    }

    pub(crate) fn index(&'a self, index: usize) -> Path<'a> {
        Path { parent: Some(self), step: Step::Index(index) }
    }

    /// The key it ends in; for items of a list, the key of the list.
    pub(crate) fn name(&self) -> Option<&'a str> {
        match (self.step, self.parent) {
            (Step::Key(key), _) => Some(key),
            (Step::Index(_), Some(parent)) => parent.name(),
            _ => None,
        }
    }

    /// The key it ends in; none for an item of a list.
    pub(crate) fn last_key(&self) -> Option<&'a str> {
        match self.step {
            Step::Key(key) => Some(key),
            Step::Index(_) | Step::Start(_) => None,
        }
    }

    /// The key of the object that it is in; none for a root and in a list.
    pub(crate) fn parent_key(&self) -> Option<&'a str> {
        self.parent.and_then(Path::last_key)
    }

    /// The JSON pointer.
    pub(crate) fn pointer(&self) -> JsonPointer {
        self.pointer_with_room(0)
    }

    /// The JSON pointer with room for what follows: a tree is not so deep that this may not recurse.
    fn pointer_with_room(&self, room: usize) -> JsonPointer {
        let step = match self.step {
            Step::Start(start) => return start.clone().with_room(room),
            Step::Key(key) => Cow::Borrowed(key),
            Step::Index(index) => Cow::Owned(index.to_string()),
        };
        let above = |room| self.parent.map_or_else(JsonPointer::root, |parent| parent.pointer_with_room(room));
        let mut pointer = above(room + step.len() + 1);
        pointer.push(&step);
        pointer
    }
}
