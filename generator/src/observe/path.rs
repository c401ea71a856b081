//! The path of a value in a sample: `$.results[1].content`. Keys that are data are not shown.

use super::secrets::has_form_of_secret;
use super::seen::is_data;
use crate::source::JsonPointer;

/// The way from the root of a body to a value.
#[derive(Clone, Debug, Default)]
pub(super) struct Path<'v> {
    steps: Vec<Step<'v>>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'v> {
    Member(&'v str),
    /// A member whose name the document does not have.
    Key(&'v str),
    Item(usize),
}

/// Longer names are cut.
const MAX_NAME: usize = 60;

impl<'v> Path<'v> {
    pub(super) fn member(&mut self, name: &'v str) {
        self.steps.push(Step::Member(name));
    }

    pub(super) fn key(&mut self, name: &'v str) {
        self.steps.push(Step::Key(name));
    }

    pub(super) fn item(&mut self, index: usize) {
        self.steps.push(Step::Item(index));
    }

    pub(super) fn pop(&mut self) {
        self.steps.pop();
    }

    /// How deep the value is.
    pub(super) fn depth(&self) -> usize {
        self.steps.len()
    }

    /// The names of the members on the way.
    pub(super) fn names(&self) -> impl Iterator<Item = &'v str> {
        self.steps.iter().filter_map(|step| match step {
            Step::Member(name) | Step::Key(name) => Some(*name),
            Step::Item(_) => None,
        })
    }

    /// The path as a pointer that begins at the root of the body.
    pub(super) fn pointer(&self) -> JsonPointer {
        let mut pointer = JsonPointer::root();
        for step in &self.steps {
            match step {
                Step::Item(index) => pointer.push(&index.to_string()),
                Step::Member(name) | Step::Key(name) => pointer.push(name),
            }
        }
        pointer
    }

    /// The path as it is shown.
    pub(super) fn shown(&self, with_keys: bool) -> String {
        let mut text = "$".to_owned();
        for step in &self.steps {
            match step {
                Step::Item(index) => text.push_str(&format!("[{index}]")),
                Step::Key(_) if !with_keys => text.push_str(".*"),
                Step::Member(name) | Step::Key(name) if has_form_of_secret(name) => text.push_str(".*"),
                Step::Member(name) if is_data(name) && !with_keys => text.push_str(".*"),
                Step::Member(name) | Step::Key(name) => {
                    text.push('.');
                    text.extend(name.chars().take(MAX_NAME));
                }
            }
        }
        text
    }
}
