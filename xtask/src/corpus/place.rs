//! The paths of one document.

use std::path::PathBuf;

/// Where the files of one document are.
#[derive(Debug)]
pub(super) struct Place {
    /// The document, unpacked.
    pub(super) document: PathBuf,
    /// The generated crate.
    pub(super) folder: PathBuf,
    /// The target folder of the job, so that jobs do not wait for each other.
    pub(super) target: PathBuf,
}
