//! The runtime of a client: a copy next to it, a folder, a Git repository, or a version of a registry.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::files::{Expected, VENDORED};

/// Where a client has its runtime from, as somebody asks for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum RuntimeKind {
    /// A copy in the folder of the client.
    #[default]
    Vendored,
    /// A version of the registry.
    Registry,
    /// A folder, relative to the client.
    Path(String),
    /// The URL of a Git repository.
    Git(String),
}

impl FromStr for RuntimeKind {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once('=') {
            None if text == "vendored" => Ok(Self::Vendored),
            None if text == "registry" => Ok(Self::Registry),
            Some(("path", path)) if !path.is_empty() => Ok(Self::Path(path.to_owned())),
            Some(("git", url)) if !url.is_empty() => Ok(Self::Git(url.to_owned())),
            _ => Err(format!("`{text}` is no runtime: use vendored, registry, path=FOLDER or git=URL")),
        }
    }
}

/// Where a client has its runtime from, with what has to be written for it.
#[derive(Clone, Debug)]
pub struct Runtime {
    kind: RuntimeKind,
    /// Path and text of each file of a copy.
    copied: Vec<(String, &'static str)>,
    /// The folder of the copy, if it is not in that of the client.
    folder: Option<PathBuf>,
}

impl Runtime {
    /// A runtime that is there already.
    pub fn of(kind: RuntimeKind) -> Self {
        Self { kind, copied: Vec::new(), folder: None }
    }

    /// A folder, relative to the client.
    pub fn at(path: String) -> Self {
        Self::of(RuntimeKind::Path(path))
    }

    /// A copy of these files, by path and text, in the folder `runtime` of the client.
    pub fn copy(files: Vec<(String, &'static str)>) -> Self {
        Self { copied: files, ..Self::of(RuntimeKind::Vendored) }
    }

    /// A copy in a folder that several clients share, as the client in `out` sees it.
    #[must_use]
    pub fn shared_in(self, folder: PathBuf, out: &Path) -> Self {
        let path = from_to(out, &folder);
        Self { kind: RuntimeKind::Path(path), folder: Some(folder), ..self }
    }

    /// The folder of the copy, if it is not in that of the client.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// The path in the client's manifest.
    pub(crate) fn path(&self) -> Option<&str> {
        match &self.kind {
            RuntimeKind::Vendored => Some(VENDORED),
            RuntimeKind::Path(path) => Some(path),
            RuntimeKind::Registry | RuntimeKind::Git(_) => None,
        }
    }

    /// The URL in the client's manifest.
    pub(crate) fn git(&self) -> Option<&str> {
        match &self.kind {
            RuntimeKind::Git(url) => Some(url),
            _ => None,
        }
    }

    /// The files of a copy, below its folder; `header` is the first line of each.
    pub(crate) fn files(&self, header: &str) -> impl Iterator<Item = Expected> {
        self.copied.iter().map(move |(path, text)| {
            let comment = if path.ends_with(".toml") { "#" } else { "//" };
            Expected { path: path.clone(), text: format!("{comment} {header}\n\n{text}") }
        })
    }
}

/// The path of one folder as seen from another, with forward slashes.
pub(crate) fn from_to(from: &Path, to: &Path) -> String {
    let (from, to) = (absolute(from), absolute(to));
    let shared = from.components().zip(to.components()).take_while(|(one, other)| one == other).count();
    let up = from.components().skip(shared).map(|_| "..".to_owned());
    let down = to.components().skip(shared).map(|part| part.as_os_str().to_string_lossy().into_owned());
    let parts: Vec<String> = up.chain(down).collect();
    if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
}

/// The path from the root, without links where it exists already, and without `.` and `..`.
pub(crate) fn absolute(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::ParentDir => _ = plain.pop(),
            std::path::Component::CurDir => {}
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shared_folder_is_seen_from_the_client() {
        for (client, folder, expected) in [
            ("clients/pets", "clients/runtime", "../runtime"),
            ("pets", "runtime", "../runtime"),
            ("./a/../pets", "pets/runtime", "runtime"),
            ("pets/client", "shared/deep/runtime", "../../shared/deep/runtime"),
        ] {
            let runtime = Runtime::copy(Vec::new()).shared_in(folder.into(), Path::new(client));
            assert_eq!(runtime.path(), Some(expected), "{client} {folder}");
        }
    }

    #[test]
    fn kinds_are_read_by_name() {
        assert_eq!("vendored".parse(), Ok(RuntimeKind::Vendored));
        assert_eq!("path=../x".parse(), Ok(RuntimeKind::Path("../x".to_owned())));
        assert_eq!("git=https://a/b".parse(), Ok(RuntimeKind::Git("https://a/b".to_owned())));
        for wrong in ["", "path=", "vendored=x", "crates.io"] {
            assert!(wrong.parse::<RuntimeKind>().is_err(), "{wrong}");
        }
    }
}
