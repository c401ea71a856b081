//! Documents and parts of documents from URLs: pinned by hash, so that no run changes by itself.
//!
//! What is pinned is read from the cache, and fetched again only if it is not there; then its hash has to be the one
//! that is pinned.

mod cache;
mod http;
mod pins;

use std::cell::{Cell, RefCell};
use std::io;
use std::path::Path;

use clientgen::FileError;

use self::pins::Pins;
use crate::seen::Seen;
use crate::sources::{self, MAX_BYTES};

/// Where pins are kept, and whether they may change.
#[derive(Clone, Debug, Default)]
pub struct Pinning {
    /// The file; without one, everything is fetched anew and nothing is pinned.
    pub file: Option<std::path::PathBuf>,
    /// Take what the URLs have today.
    pub update: bool,
    /// Do not write the file.
    pub is_check: bool,
}

/// The URL that a path is, if it is one.
pub(crate) fn url_of(path: &Path) -> Option<&str> {
    let text = path.to_str()?;
    ["https://", "http://"].iter().any(|scheme| text.starts_with(scheme)).then_some(text)
}

/// Reads from URLs for one run.
#[derive(Debug)]
pub(crate) struct Fetcher {
    pinning: Pinning,
    pins: RefCell<Pins>,
    /// The scheme and the host that the user has named, which need not be encrypted.
    named: Option<String>,
    /// Bytes that may still be read.
    left: Cell<u64>,
    /// Why something was not read.
    problem: RefCell<Option<String>>,
}

impl Fetcher {
    /// Reads the pins.
    pub(crate) fn new(pinning: &Pinning, document: Option<&str>, seen: Option<&Seen>) -> Result<Self, String> {
        let pins = match &pinning.file {
            Some(file) => {
                seen.iter().for_each(|seen| seen.add(file));
                Pins::read(file)?
            }
            None => Pins::default(),
        };
        Ok(Self {
            pinning: pinning.clone(),
            pins: RefCell::new(pins),
            named: document.and_then(origin).map(str::to_owned),
            left: Cell::new(MAX_BYTES),
            problem: RefCell::new(None),
        })
    }

    /// The text at a URL.
    pub(crate) fn text(&self, url: &str) -> io::Result<String> {
        let bytes = self.bytes(url).map_err(io::Error::other)?;
        sources::text(bytes)
    }

    /// The same for a reference in a document; why it is not read, `finish` tells.
    pub(crate) fn referenced(&self, url: &str) -> Result<String, FileError> {
        let is_named = self.named.is_some() && origin(url) == self.named.as_deref();
        if !url.starts_with("https://") && !is_named {
            self.fail(format!("{url}: a document may refer to URLs with `https` only"));
            return Err(FileError::Missing);
        }
        let bytes = self.bytes(url).map_err(|problem| {
            self.fail(problem);
            FileError::Missing
        })?;
        sources::text(bytes).map_err(|_| FileError::NotText)
    }

    /// Writes the pins that are new, and tells what could not be read.
    pub(crate) fn finish(&self) -> Result<(), String> {
        if let Some(problem) = self.problem.borrow_mut().take() {
            return Err(problem);
        }
        match &self.pinning.file {
            Some(file) if !self.pinning.is_check => self.pins.borrow().write(file),
            _ => Ok(()),
        }
    }

    fn fail(&self, problem: String) {
        self.problem.borrow_mut().get_or_insert(problem);
    }

    fn bytes(&self, url: &str) -> Result<Vec<u8>, String> {
        let url = url.split('#').next().unwrap_or(url);
        let pinned = self.pins.borrow().hash_of(url).map(str::to_owned);
        let bytes = match pinned.filter(|_| !self.pinning.update) {
            Some(hash) => self.pinned(url, &hash)?,
            None => {
                let bytes = http::get(url, self.left.get())?;
                let hash = cache::keep(&bytes);
                self.pins.borrow_mut().pin(url, hash);
                bytes
            }
        };
        self.left.set(self.left.get().saturating_sub(bytes.len() as u64));
        Ok(bytes)
    }

    fn pinned(&self, url: &str, hash: &str) -> Result<Vec<u8>, String> {
        if let Some(bytes) = cache::find(hash) {
            return Ok(bytes);
        }
        let bytes = http::get(url, self.left.get())
            .map_err(|problem| format!("{problem}; it is pinned, but not in the cache of this machine"))?;
        let found = cache::keep(&bytes);
        if found == hash {
            return Ok(bytes);
        }
        let file = self.pinning.file.as_deref().unwrap_or(Path::new(pins::FILE_NAME)).display();
        Err(format!("{url} is not any more what {file} has pinned; `--update` takes what it is today"))
    }
}

/// The scheme and the host of a URL.
fn origin(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    url.get(..scheme.len() + 3 + host.len())
}

/// The name of the file with the pins.
pub const PINS: &str = pins::FILE_NAME;
