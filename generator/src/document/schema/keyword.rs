//! `Keyword`: the value of a keyword with the node it comes from, so that whoever uses the value enters it in the ledger.

use crate::document::Node;

/// The value of a keyword, if the keyword is written and its value is of the right kind.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Keyword<'a, T> {
    written: Option<(T, &'a Node)>,
}

impl<T> Default for Keyword<'_, T> {
    fn default() -> Self {
        Self { written: None }
    }
}

impl<'a, T: Copy> Keyword<'a, T> {
    /// A value that a node has.
    pub(super) fn of(value: Option<T>, node: &'a Node) -> Self {
        Self { written: value.map(|value| (value, node)) }
    }

    /// The value, to be made part of the API or of a diagnostic.
    #[cfg_attr(test, track_caller)]
    pub(crate) fn read(self) -> Option<T> {
        let (value, node) = self.written?;
        node.read();
        Some(value)
    }

    /// The same, if there is a place for it.
    #[cfg_attr(test, track_caller)]
    pub(crate) fn read_if(self, has_place: bool) -> Option<T> {
        if has_place { self.read() } else { None }
    }

    /// The value, to choose by it.
    pub(crate) fn peek(self) -> Option<T> {
        self.written.map(|(value, _)| value)
    }

    /// The node of the value.
    pub(super) fn node(self) -> Option<&'a Node> {
        self.written.map(|(_, node)| node)
    }

    /// The keyword is written.
    pub(crate) fn is_some(self) -> bool {
        self.written.is_some()
    }

    /// The keyword is not written.
    pub(crate) fn is_none(self) -> bool {
        self.written.is_none()
    }

    /// This keyword, or another one where this one is not written.
    #[must_use]
    pub(crate) fn or(self, other: Self) -> Self {
        Self { written: self.written.or(other.written) }
    }
}

impl Keyword<'_, bool> {
    /// The flag, to be made part of the API; false where it is not written.
    #[cfg_attr(test, track_caller)]
    pub(crate) fn read_flag(self) -> bool {
        self.read().unwrap_or(false)
    }

    /// The flag that is set, of two.
    #[must_use]
    pub(crate) fn or_set(self, other: Self) -> Self {
        if self.peek() == Some(true) { self } else { other }
    }
}
