//! What the commands share: from the files of the command line to the outcome of the generator and its report.

use std::path::{Path, PathBuf};

use clientgen::SourceFile;
use clientgen::diagnostics::{Deny, TerminalOptions};
use clientgen::{Config, Lock};
use clientgen::{Options, Outcome};

use crate::arguments::{Common, ReportStyle};
use crate::exit::Exit;
use crate::files::Expected;
use crate::sources::{self, Folder};
use crate::terminal;

const SPEC: &str = "spec/thrive.yaml";
const OVERRIDES: &str = "spec/overrides.yaml";
/// Diagnostics that are drawn with their lines; nobody reads more of them on a terminal. The other reports have all.
const MAX_DRAWN: usize = 1_000;

/// Folder of the committed client.
pub(crate) const CLIENT: &str = "generated-client";

/// What goes into the generator.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    /// The document.
    pub(crate) spec: PathBuf,
    /// Folder with the document and the files it may refer to; `None`: the folder of the document.
    pub(crate) files: Option<PathBuf>,
    /// The overrides file.
    pub(crate) overrides: Option<PathBuf>,
    /// Overlays, applied after those that the overrides list.
    pub(crate) overlays: Vec<PathBuf>,
    /// Name of the package; wins over the overrides.
    pub(crate) name: Option<String>,
    /// Path of the runtime; wins over the overrides.
    pub(crate) runtime_path: Option<String>,
    /// Diagnostics that are errors.
    pub(crate) deny: Vec<Deny>,
    /// Folder the two paths are relative to.
    pub(crate) root: PathBuf,
    /// Folder of the client, whose `surface.txt` is the lock of names.
    pub(crate) client: Option<PathBuf>,
    /// The command that the header of each file names.
    pub(crate) command: &'static str,
}

/// The input of `regen` and `inspect`: our own document and overrides unless the command line names others.
pub(crate) fn of(spec: Option<&PathBuf>, overrides: Option<&PathBuf>) -> Input {
    let own = spec.is_none();
    let root = if own { workspace_root() } else { PathBuf::new() };
    Input {
        spec: spec.cloned().unwrap_or_else(|| PathBuf::from(SPEC)),
        overrides: overrides.cloned().or_else(|| own.then(|| PathBuf::from(OVERRIDES))),
        overlays: Vec::new(),
        files: None,
        name: None,
        runtime_path: None,
        // Warnings about our own document are errors; other documents are generated with a report.
        deny: if own { vec![Deny::Warnings] } else { Vec::new() },
        client: own.then(|| root.join(CLIENT)),
        root,
        command: if own { "cargo xtask regen" } else { "cargo xtask generate" },
    }
}

/// Generates and reports; returns the files, or the exit if there are errors.
pub(crate) fn expected_files(input: &Input, common: &Common) -> Result<Vec<Expected>, Exit> {
    let outcome = outcome(input)?;
    report(&outcome, common);
    if outcome.diagnostics.has_errors() {
        return Err(Exit::Errors);
    }
    Ok(expected(&outcome))
}

/// Reads the input and generates.
pub(crate) fn outcome(input: &Input) -> Result<Outcome, Exit> {
    let config = config(input)?;
    let path = input.root.join(&input.spec);
    let unreadable = |error| {
        terminal::error(&format!("{}: {error}", path.display()));
        Exit::Usage
    };
    let text = sources::text_of(&path).map_err(unreadable)?;
    let source = SourceFile { name: slashes(&input.spec), text };
    let files = match &input.files {
        None => Folder::of(&path),
        Some(root) => Folder::above(&path, root).map_err(unreadable)?,
    };
    let overlays = overlays(input, &config)?;
    let options = Options { command: input.command.to_owned(), deny: input.deny.clone(), overlays };
    Ok(clientgen::generate(source, &files, &config, &options))
}

/// The overlays: those that the overrides list, relative to that file, then those of the command line.
fn overlays(input: &Input, config: &Config) -> Result<Vec<SourceFile>, Exit> {
    let folder = input.overrides.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
    let listed = config.overlays.iter().map(|overlay| folder.join(overlay));
    let read = |path: PathBuf| match sources::text_of(&input.root.join(&path)) {
        Ok(text) => Ok(SourceFile { name: slashes(&path), text }),
        Err(error) => {
            terminal::error(&format!("{}: {error}", path.display()));
            Err(Exit::Usage)
        }
    };
    listed.chain(input.overlays.iter().cloned()).map(read).collect()
}

fn config(input: &Input) -> Result<Config, Exit> {
    let mut config = match &input.overrides {
        None => Config::default(),
        Some(path) => read_config(&input.root, path)?,
    };
    if let Some(name) = &input.name {
        config.krate.name = Some(name.clone());
    }
    if let Some(path) = &input.runtime_path {
        config.krate.runtime_path = Some(path.clone());
    }
    // The first run has no names to keep.
    let surface = input.client.as_ref().map(|client| sources::text_of(&client.join("surface.txt")));
    if let Some(Ok(surface)) = surface {
        config.lock = Lock::read(&surface);
    }
    Ok(config)
}

fn read_config(root: &Path, path: &Path) -> Result<Config, Exit> {
    let text = sources::text_of(&root.join(path)).map_err(|error| {
        terminal::error(&format!("{}: {error}", path.display()));
        Exit::Usage
    })?;
    let mut config: Config = serde_yaml::from_str(&text).map_err(|error| {
        terminal::error(&format!("{}: {error}", path.display()));
        Exit::Errors
    })?;
    // Diagnostics about the overrides show a part of that file.
    config.source = Some(SourceFile { name: slashes(path), text });
    Ok(config)
}

/// Shows the diagnostics.
pub(crate) fn report(outcome: &Outcome, common: &Common) {
    let report = outcome.report();
    match common.report {
        ReportStyle::Json => println!("{}", report.json_text()),
        _ if outcome.diagnostics.is_empty() => {}
        ReportStyle::Terminal => {
            let options = TerminalOptions { color: terminal::wants_color(common.color), max: MAX_DRAWN };
            eprint!("{}", report.terminal(options));
        }
        ReportStyle::Short => eprint!("{}", report.short()),
        ReportStyle::Github => print!("{}", report.github()),
    }
}

/// The files as they should be on disk.
pub(crate) fn expected(outcome: &Outcome) -> Vec<Expected> {
    outcome.files.iter().map(|file| Expected { path: file.path.clone(), text: file.text.clone() }).collect()
}

/// The folder above this crate, or the current one when the program was moved elsewhere.
pub(crate) fn workspace_root() -> PathBuf {
    let compiled_in = Path::new(env!("CARGO_MANIFEST_DIR"));
    match compiled_in.parent() {
        Some(root) if root.join(SPEC).is_file() => relative_to_current(root),
        _ => PathBuf::new(),
    }
}

/// Paths below the current folder are shown without it.
fn relative_to_current(root: &Path) -> PathBuf {
    match std::env::current_dir() {
        Ok(current) if current == root => PathBuf::new(),
        _ => root.to_owned(),
    }
}

fn slashes(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
