//! Where a document and what it refers to are: a folder, standard input, or URLs.

use std::cell::OnceCell;
use std::io;
use std::path::Path;

use clientgen::{FileError, Files, SourceFile};

use crate::fetch::{self, Fetcher, Pinning};
use crate::seen::Seen;
use crate::sources::{self, Folder};

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted<'i> {
    /// The document.
    pub(crate) spec: &'i Path,
    /// The folder that its path is relative to.
    pub(crate) base: &'i Path,
    /// The folder with the files it refers to, if that is another one than its own.
    pub(crate) root: Option<&'i Path>,
    /// What is known of URLs.
    pub(crate) pinning: &'i Pinning,
    /// Where the files are entered that are read.
    pub(crate) seen: Option<&'i Seen>,
}

/// Reads a document, and then its other files.
#[derive(Debug)]
pub(crate) struct Places<'i> {
    wanted: Wanted<'i>,
    /// The URL of the document, if it has one.
    url: Option<&'i str>,
    folder: Folder,
    /// Who reads from URLs, once there is one to be read.
    fetcher: OnceCell<Result<Fetcher, String>>,
}

impl<'i> Places<'i> {
    /// The places of a document; an error if its folder is not above it.
    pub(crate) fn of(wanted: Wanted<'i>) -> io::Result<Self> {
        let path = wanted.base.join(wanted.spec);
        let url = fetch::url_of(wanted.spec);
        let folder = match wanted.root {
            Some(root) if url.is_some() || sources::is_stdin(wanted.spec) => Folder::of(&root.join("stdin")),
            None => Folder::of(&path),
            Some(root) => Folder::above(&path, root)?,
        };
        let folder = folder.seen_by(wanted.seen.cloned());
        Ok(Self { wanted, url, folder, fetcher: OnceCell::new() })
    }

    /// The document.
    pub(crate) fn document(&self) -> io::Result<SourceFile> {
        let Wanted { spec, base, seen, .. } = self.wanted;
        let (name, text) = match self.url {
            Some(url) => (url.to_owned(), self.fetcher().map_err(io::Error::other)?.text(url)?),
            None if sources::is_stdin(spec) => ("stdin".to_owned(), sources::stdin()?),
            None => {
                let path = base.join(spec);
                seen.iter().for_each(|seen| seen.add(&path));
                (sources::slashes(spec), sources::text_of(&path)?)
            }
        };
        Ok(SourceFile { name, text })
    }

    /// Keeps what was pinned, and tells which URL could not be read.
    pub(crate) fn finish(&self) -> Result<(), String> {
        match self.fetcher.get() {
            Some(Ok(fetcher)) => fetcher.finish(),
            Some(Err(problem)) => Err(problem.clone()),
            None => Ok(()),
        }
    }

    fn fetcher(&self) -> Result<&Fetcher, String> {
        let make = || Fetcher::new(self.wanted.pinning, self.url, self.wanted.seen);
        self.fetcher.get_or_init(make).as_ref().map_err(Clone::clone)
    }
}

impl Files for Places<'_> {
    fn read(&self, path: &str) -> Result<String, FileError> {
        match url_of(path) {
            Some(url) => self.fetcher().map_err(|_| FileError::Missing)?.referenced(&url),
            None => self.folder.read(path),
        }
    }

    fn has_urls(&self) -> bool {
        cfg!(feature = "fetch")
    }

    fn main_path(&self) -> Option<String> {
        match self.url {
            Some(url) => Some(url.split(['?', '#']).next().unwrap_or(url).replacen("://", ":/", 1)),
            None => self.folder.main_path(),
        }
    }
}

/// The URL that the generator means with a path: it writes one slash after the scheme.
fn url_of(path: &str) -> Option<String> {
    let is_url = path.starts_with("https:/") || path.starts_with("http:/");
    is_url.then(|| path.replacen(":/", "://", 1))
}
