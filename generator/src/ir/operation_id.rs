//! What an operation is called in the document, the overrides and the lock of names.

use std::borrow::Borrow;
use std::fmt;

use super::method::Method;

/// The id of an operation, as written or derived from method and path. It is never empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct OperationId(String);

impl OperationId {
    /// The id without white space around it; `None` if nothing is left.
    pub(crate) fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty()).then(|| Self(text.to_owned()))
    }

    /// An id made from the method and words of the path.
    pub(crate) fn derived(method: &Method, path_words: &str) -> Self {
        Self(method.as_str().to_ascii_lowercase() + path_words)
    }

    /// The id with something after it, where another operation has the id itself.
    pub(crate) fn numbered(&self, number: u32) -> Self {
        Self(format!("{self}{number}"))
    }

    /// The id with a word after it, for what belongs to the operation.
    pub(crate) fn followed_by(&self, word: &str) -> Self {
        Self(format!("{self}_{word}"))
    }

    /// As the document shows it.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OperationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Keys of the overrides are strings.
impl Borrow<str> for OperationId {
    fn borrow(&self) -> &str {
        &self.0
    }
}
