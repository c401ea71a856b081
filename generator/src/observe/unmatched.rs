//! Samples that belong to no operation, or to several.

/// Why a sample is compared with nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unmatched {
    /// No operation has this id.
    Id(String),
    /// No operation has this method and path; with the methods that operations have there.
    Path(String, String, Vec<String>),
    /// Operations whose path templates fit alike, by position.
    Ambiguous(Vec<usize>),
    /// More paths than are listed.
    Others,
}
