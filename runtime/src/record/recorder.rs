//! [`Recorder`]: where exchanges are recorded, how much of them, and which names are secret besides the usual ones.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::file::HarFile;
use super::names::Names;
use super::transport::{Recording, RecordingTransport};
use crate::api::{ApiKeyIn, SchemeKind, SecurityScheme};
use crate::secrets::Secrets;
use crate::transport::Transport;

/// Records every exchange of a client in a file, as HAR 1.2 without secrets.
///
/// A client records with [`ClientBuilder::record`](crate::ClientBuilder::record); any other transport with
/// [`wrap`](Self::wrap).
///
/// ```
/// use clientgen_runtime::Recorder;
///
/// let recorder = Recorder::new("target/calls.har").redact("x-tenant").max_body(64 * 1024);
/// ```
///
/// # What is removed
///
/// Each string is `***`, and each number is 0, of
///
/// - the headers `authorization`, `cookie` and `set-cookie`, and whatever has the name of an API key of the client;
/// - headers, parameters, members of JSON, fields of forms and values of paths whose names are those of credentials
///   (`password`, `accessToken`, `x-api-key`), that the document declares with `format: password`, or that
///   [`redact`](Self::redact) names;
/// - the credentials of the client, wherever they are repeated, and what has the form of a token or of a private key.
///
/// User names and passwords in URLs, and the values of queries that may be secret, are removed from every URL, also in
/// `location` and inside bodies. Bodies that are neither text nor JSON nor forms are left out.
///
/// # The file
///
/// It is complete after each exchange, whatever happens to the program, and later runs append to it. Several clients of
/// one process can share a file. When it is full, recording stops; if it cannot be written, calls go on. A request that
/// gets no response is not recorded. Responses are asked for without compression.
#[derive(Clone, Debug)]
pub struct Recorder {
    path: PathBuf,
    names: Names,
    max_body: usize,
    max_file: u64,
}

impl Recorder {
    /// Creates a recorder that appends to this file. It and its folders are created if they do not exist.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), names: Names::default(), max_body: 1024 * 1024, max_file: 64 * 1024 * 1024 }
    }

    /// Treats what has this name as a secret: a header, a parameter, a member of JSON, a field of a form. Upper and
    /// lower case are the same.
    #[must_use]
    pub fn redact(mut self, name: impl AsRef<str>) -> Self {
        self.names.add(name.as_ref());
        self
    }

    /// Limits how much of each body is recorded, in bytes; 1 MiB by default. A longer body is cut, and says so; one of
    /// JSON is left out.
    #[must_use]
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.max_body = bytes;
        self
    }

    /// Limits the file, in bytes; 64 MiB by default.
    #[must_use]
    pub fn max_file(mut self, bytes: u64) -> Self {
        self.max_file = bytes;
        self
    }

    /// Returns a transport that records what passes through it.
    ///
    /// # Errors
    ///
    /// [`io::Error`] if the file cannot be opened, or is not such a recording.
    pub fn wrap<T: Transport>(self, inner: T) -> io::Result<RecordingTransport<T>> {
        self.wrap_with(inner, Secrets::default())
    }

    /// As `wrap`, with credentials that no part of the file may repeat.
    pub(crate) fn wrap_with<T: Transport>(self, inner: T, secrets: Secrets) -> io::Result<RecordingTransport<T>> {
        let file = HarFile::open(&self.path)?;
        let recording =
            Recording { file, names: self.names, secrets, max_body: self.max_body, max_file: self.max_file };
        Ok(RecordingTransport::new(inner, Arc::new(recording)))
    }

    /// Adds the names of the API keys of a client, and those that its document declares as secret.
    pub(crate) fn redact_for(mut self, schemes: &[SecurityScheme], declared: &[&str]) -> Self {
        for scheme in schemes {
            if let SchemeKind::ApiKey { location: ApiKeyIn::Header | ApiKeyIn::Query, name } = scheme.kind {
                self.names.add(name);
            }
        }
        declared.iter().for_each(|name| self.names.add(name));
        self
    }
}

impl From<&str> for Recorder {
    fn from(path: &str) -> Self {
        Self::new(path)
    }
}

impl From<String> for Recorder {
    fn from(path: String) -> Self {
        Self::new(path)
    }
}

impl From<&Path> for Recorder {
    fn from(path: &Path) -> Self {
        Self::new(path)
    }
}

impl From<PathBuf> for Recorder {
    fn from(path: PathBuf) -> Self {
        Self::new(path)
    }
}
