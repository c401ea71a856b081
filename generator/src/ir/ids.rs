//! Positions in the lists of an [`Api`](super::Api), each of a type of its own.

/// Position of a group in the list of groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct GroupId(usize);

impl GroupId {
    /// The group at this position; `check` reports one that does not exist.
    pub(crate) fn at(index: usize) -> Self {
        Self(index)
    }

    /// Position in the list of groups.
    pub(crate) fn index(self) -> usize {
        self.0
    }
}

/// Position of a server set in the list of server sets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ServerId(usize);

impl ServerId {
    /// The set of the document itself.
    pub(crate) const OF_DOCUMENT: Self = Self(0);

    /// The server set at this position; `check` reports one that does not exist.
    pub(crate) fn at(index: usize) -> Self {
        Self(index)
    }

    /// Position in the list of server sets.
    pub(crate) fn index(self) -> usize {
        self.0
    }
}
