//! The runtime of a client: a copy next to it, a folder, or a version of a registry.

use std::str::FromStr;

use crate::files::{Expected, VENDORED};

/// Where a client has its runtime from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Runtime {
    /// A copy in the folder `runtime` of the client.
    #[default]
    Vendored,
    /// The registry.
    Registry,
    /// A folder, relative to the client.
    Path(String),
}

impl Runtime {
    /// The path in the client's manifest.
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Vendored => Some(VENDORED),
            Self::Registry => None,
            Self::Path(path) => Some(path),
        }
    }

    /// The files that the client needs for it, below its folder; `header` is the first line of those that we write.
    pub(crate) fn files(&self, header: &str) -> Vec<Expected> {
        match self {
            Self::Vendored => clientgen_runtime::sources::files().into_iter().map(|file| copy(file, header)).collect(),
            Self::Registry | Self::Path(_) => Vec::new(),
        }
    }
}

fn copy((path, text): (String, &str), header: &str) -> Expected {
    let comment = if path.ends_with(".toml") { "#" } else { "//" };
    Expected { path: [VENDORED, "/", &path].concat(), text: format!("{comment} {header}\n\n{text}") }
}

impl FromStr for Runtime {
    type Err = String;

    /// `vendored`, `registry` or `path=FOLDER`.
    fn from_str(text: &str) -> Result<Self, String> {
        match (text, text.strip_prefix("path=")) {
            ("vendored", _) => Ok(Self::Vendored),
            ("registry", _) => Ok(Self::Registry),
            (_, Some(path)) if !path.is_empty() => Ok(Self::Path(path.to_owned())),
            _ => Err(format!("`{text}` is no runtime: use vendored, registry or path=FOLDER")),
        }
    }
}
