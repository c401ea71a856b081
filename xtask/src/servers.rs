//! `servers`: clients of real servers, generated from what these publish, compiled with a program each, and run.
//!
//! `servers/servers.json` lists the servers. One at a time is installed from the package registries into a folder, started
//! on loopback, called and stopped; what is missing is named and left out. The recording of each answers its program
//! twice more, strictly and tolerantly.

mod catalogue;
mod folders;
mod install;
mod program;
mod running;
mod table;

use std::fs;
use std::path::{Path, PathBuf};

use clientgen_build::{Exit, terminal};

use self::catalogue::Server;
use self::folders::Folders;
use self::program::Reading;
use self::running::Running;
use self::table::Row;
use crate::own;

/// The options of `servers`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    /// Names; empty: every server.
    pub(crate) only: Vec<String>,
    /// Where servers are installed and clients are built.
    pub(crate) cache: Option<PathBuf>,
    /// Answer from the recordings that the repository has, without servers.
    pub(crate) replay: bool,
    /// Replace the samples of the repository by those of this run.
    pub(crate) keep: bool,
}

pub(crate) fn run(options: &Options) -> Exit {
    let root = match std::env::current_dir() {
        Ok(current) => current.join(own::workspace_root()),
        Err(error) => return terminal::unusable(&error),
    };
    let cache = options.cache.clone().unwrap_or_else(|| root.join("target/servers"));
    let folders = Folders { own: root.join("servers"), cache };
    let servers = match catalogue::read(&folders.own.join("servers.json")) {
        Ok(servers) => servers,
        Err(error) => return terminal::unusable(&error),
    };
    let mut rows = Vec::new();
    for server in servers.iter().filter(|server| options.only.is_empty() || options.only.contains(&server.name)) {
        eprintln!("{}", server.name);
        let row = one(server, &folders, options).unwrap_or_else(|reason| {
            eprintln!("  left out: {reason}");
            Row::left_out(server, reason)
        });
        rows.push(row);
    }
    println!("{}", table::print(&rows));
    if rows.iter().all(Row::is_clean) { Exit::Clean } else { Exit::Errors }
}

/// One server, from its package to its row; the error says why it is left out.
fn one(server: &Server, folders: &Folders, options: &Options) -> Result<Row, String> {
    let folder = folders.cache.join(&server.name);
    let samples = folders.own.join("samples");
    let (document, kept) = (samples.join(&server.document_file), samples.join(format!("{}.har", server.name)));
    if options.replay {
        let built = program::build(server, folders, &document)?;
        return Ok(Row::of(server, &built, |reading| program::replay(server, &built, &kept, reading)));
    }
    install::install(server, &folder)?;
    let running = Running::start(server, &folders.own, &folder)?;
    let published = running.document(server, &folder)?;
    let built = program::build(server, folders, &published)?;
    let recording = folder.join("calls.har");
    let _ = fs::remove_file(&recording);
    let live = program::live(server, &built, &running.url(), &recording);
    running.stop();
    // The documents of some servers have a licence that this repository has not.
    if options.keep && document.exists() {
        keep(&[(&published, &document), (&recording, &kept)])?;
    }
    Ok(Row::of(server, &built, |reading| match reading {
        Reading::Lenient => live.clone(),
        _ => program::replay(server, &built, &recording, reading),
    }))
}

fn keep(files: &[(&Path, &Path)]) -> Result<(), String> {
    files.iter().try_for_each(|(from, to)| {
        fs::copy(from, to).map(drop).map_err(|error| format!("{} cannot be kept: {error}", from.display()))
    })
}
