//! What generation yields: files as paths and text. Writing them is the caller's business.

/// One file of the generated crate.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GeneratedFile {
    /// Path below the crate's folder, with forward slashes.
    pub path: String,
    /// The whole text.
    pub text: String,
}
