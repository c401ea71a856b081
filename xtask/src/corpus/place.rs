//! The paths that belong to one document.

use std::path::PathBuf;

/// The paths of a document and of what is made from it.
#[derive(Debug)]
pub(super) struct Place {
    /// The document, decompressed.
    pub(super) document: PathBuf,
    /// The generated crate.
    pub(super) folder: PathBuf,
    /// The target folder of the job, so that jobs do not wait for each other.
    pub(super) target: PathBuf,
}
