//! Where servers are installed and clients are built, and how long that may take.

use std::path::PathBuf;
use std::time::Duration;

/// The folders of a run.
pub(super) struct Folders {
    /// `servers/` of the repository.
    pub(super) own: PathBuf,
    /// Where servers are installed and clients are built.
    pub(super) cache: PathBuf,
}

/// How long a command may take: to install, to compile.
pub(super) const LONG: Duration = Duration::from_secs(1800);
