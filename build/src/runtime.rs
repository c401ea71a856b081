//! The runtime of a client: a copy next to it, a folder, or a version of a registry.

use crate::files::{Expected, VENDORED};

/// Where a client has its runtime from.
#[derive(Clone, Debug)]
pub struct Runtime {
    /// The folder, relative to the client; `None` for the registry.
    path: Option<String>,
    /// Path and text of each file of a copy.
    copied: Vec<(String, &'static str)>,
}

impl Runtime {
    /// A version of the registry.
    pub fn registry() -> Self {
        Self { path: None, copied: Vec::new() }
    }

    /// A folder, relative to the client.
    pub fn at(path: String) -> Self {
        Self { path: Some(path), copied: Vec::new() }
    }

    /// A copy of these files, by path and text, in the folder `runtime` of the client.
    pub fn copy(files: Vec<(String, &'static str)>) -> Self {
        Self { path: Some(VENDORED.to_owned()), copied: files }
    }

    /// The path in the client's manifest.
    pub(crate) fn path(&self) -> Option<&str> {
        self.path.as_deref()
    }

    /// The files that the client needs for it, below its folder; `header` is the first line of each.
    pub(crate) fn files(&self, header: &str) -> impl Iterator<Item = Expected> {
        self.copied.iter().map(move |(path, text)| {
            let comment = if path.ends_with(".toml") { "#" } else { "//" };
            Expected { path: [VENDORED, "/", path].concat(), text: format!("{comment} {header}\n\n{text}") }
        })
    }
}
