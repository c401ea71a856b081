//! `clientgen.toml`: what a run needs, so that the command without arguments repeats it.

use std::path::{Path, PathBuf};

use clientgen::{Config, SourceFile};

use crate::exit::Exit;
use crate::fetch::{self, PINS};
use crate::input::{self, Input};
use crate::runtime::RuntimeKind;
use crate::sources;
use crate::terminal;
use crate::view::View;

/// The name of the file.
pub const FILE_NAME: &str = "clientgen.toml";

/// One client of the file.
#[derive(Clone, Debug)]
pub struct Job {
    /// The decisions about it.
    pub config: Config,
    /// The file; its paths are relative to its folder.
    file: PathBuf,
    /// The folder of the file.
    folder: PathBuf,
}

impl Job {
    /// The file that describes the client.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// The document.
    pub fn document(&self) -> Option<PathBuf> {
        let document = self.config.document.as_ref()?;
        // A URL does not depend on the folder of the file.
        let is_url = fetch::url_of(Path::new(document)).is_some();
        Some(if is_url { PathBuf::from(document) } else { self.folder.join(document) })
    }

    /// The folder of the client, a crate or a module.
    pub fn out(&self) -> Option<PathBuf> {
        self.config.module.as_ref().or(self.config.out.as_ref()).map(|path| self.folder.join(path))
    }

    /// The runtime that the file names. A file with an unknown one was refused when it was read.
    pub fn runtime(&self) -> Option<RuntimeKind> {
        self.config.runtime.as_ref()?.parse().ok()
    }

    /// The file with the hashes of what is fetched.
    pub fn pins(&self) -> PathBuf {
        self.folder.join(PINS)
    }

    /// The folder of a runtime that several clients share.
    pub fn runtime_dir(&self) -> Option<PathBuf> {
        self.config.runtime_dir.as_ref().map(|path| self.folder.join(path))
    }

    /// What the generator reads, for the document of the file or another one.
    pub fn input(&self, document: PathBuf, command: &'static str) -> Input {
        Input {
            files: self.config.root.as_ref().map(|root| self.folder.join(root)),
            config: Some(self.config.clone()),
            ..Input::of(document, command)
        }
    }
}

/// The file in this folder or the nearest one above it.
pub fn find(from: &Path) -> Option<PathBuf> {
    let here = std::path::absolute(from).ok()?;
    let above = here.ancestors().position(|folder| folder.join(FILE_NAME).is_file())?;
    let up: PathBuf = std::iter::repeat_n("..", above).collect();
    Some(from.join(up).join(FILE_NAME)).map(|path| path.strip_prefix(".").map(Path::to_owned).unwrap_or(path))
}

/// The clients that a file describes; what is wrong in it is shown as all diagnostics are.
pub fn jobs(path: &Path, view: &View) -> Result<Vec<Job>, Exit> {
    let text = sources::text_of(path).map_err(|error| terminal::unusable_path(path, &error))?;
    let source = SourceFile { name: sources::slashes(path), text };
    // Without a file that can be read, the command does not know what to do.
    let whole = input::parsed_config(source.clone(), view).map_err(|_| Exit::Usage)?;
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    if whole.clients.is_empty() {
        return Ok(vec![Job { config: whole, file: path.to_owned(), folder }]);
    }
    let clients = whole.clients.iter().enumerate();
    let config = clients.map(|(index, client)| part(&whole, client, index, &source));
    Ok(config.map(|config| Job { config, file: path.to_owned(), folder: folder.clone() }).collect())
}

/// One of several clients, with the settings that the file has for all of them.
fn part(whole: &Config, client: &Config, index: usize, source: &SourceFile) -> Config {
    let mut config = client.clone();
    config.part = config.part.child("client").item(index);
    config.source = Some(source.clone());
    config.runtime = config.runtime.or_else(|| whole.runtime.clone());
    config.runtime_dir = config.runtime_dir.or_else(|| whole.runtime_dir.clone());
    config.deny.extend(whole.deny.iter().cloned());
    config
}
