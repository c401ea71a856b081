//! Where the walk is: a chain on the stack that becomes a JSON pointer only when there is something to report.

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
        let mut steps = Vec::new();
        let mut at = Some(self);
        while let Some(path) = at {
            steps.push(path.step);
            at = path.parent;
        }
        let mut pointer = JsonPointer::root();
        for step in steps.into_iter().rev() {
            match step {
                Step::Start(start) => pointer.clone_from(start),
                Step::Key(key) => pointer.push(key),
                Step::Index(index) => pointer.push(&index.to_string()),
            }
        }
        pointer
    }
}
