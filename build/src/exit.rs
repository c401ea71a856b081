//! The exit codes of all commands.

use std::process::ExitCode;

/// How a command ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Everything is as it should be.
    Clean,
    /// The document has errors, or a check failed.
    Errors,
    /// The command line or a file cannot be used.
    Usage,
    /// The generated files are not up to date.
    Outdated,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(match exit {
            Exit::Clean => 0,
            Exit::Errors => 1,
            Exit::Usage => 2,
            Exit::Outdated => 4,
        })
    }
}
