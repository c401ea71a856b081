//! What the commands share: from the files of the command line to the outcome of the generator and its report.

use std::path::{Path, PathBuf};

use clientgen::SourceFile;
use clientgen::diagnostics::{Deny, Report, TerminalOptions};
use clientgen::{Config, Continuity, FormerName, Lock, Options, Outcome};

use crate::config_file;
use crate::exit::Exit;
use crate::fetch::Pinning;
use crate::files::{Expected, VENDORED};
use crate::manifest::{self, Wishes};
use crate::ownership::SURFACE;
use crate::places::{Places, Wanted};
use crate::runtime::Runtime;
use crate::seen::Seen;
use crate::sources::{self, slashes};
use crate::terminal;
use crate::view::{ReportStyle, View};

/// Diagnostics that are drawn with their lines; nobody reads more of them on a terminal. The other reports have all.
const MAX_DRAWN: usize = 1_000;

/// What goes into the generator.
#[derive(Clone, Debug)]
pub struct Input {
    /// The document.
    pub spec: PathBuf,
    /// Folder with the document and the files it may refer to; `None`: the folder of the document.
    pub files: Option<PathBuf>,
    /// The overrides file.
    pub overrides: Option<PathBuf>,
    /// What an overrides file says, if it is read already.
    pub config: Option<Config>,
    /// Overlays, applied after those that the overrides list.
    pub overlays: Vec<PathBuf>,
    /// Name of the package; wins over the overrides.
    pub name: Option<String>,
    /// Where the client has its runtime from; wins over the overrides.
    pub runtime: Option<Runtime>,
    /// The user asks for this runtime by name, so an existing manifest changes.
    pub asks_for_runtime: bool,
    /// Diagnostics that are errors.
    pub deny: Vec<Deny>,
    /// The file with diagnostics that are not to be shown.
    pub exceptions: Option<PathBuf>,
    /// Folder the two paths are relative to.
    pub root: PathBuf,
    /// Folder of the client, whose `surface.txt` is the lock of names.
    pub client: Option<PathBuf>,
    /// The manifest of the client belongs to its user, so that the name in it wins.
    pub keeps_manifest: bool,
    /// The client is a module of a crate that is there.
    pub is_module: bool,
    /// Only the types of the document.
    pub types_only: bool,
    /// Names of the last run do not stay.
    pub renames: bool,
    /// The command that the header of each file names.
    pub command: &'static str,
    /// What is known of URLs.
    pub pinning: Pinning,
    /// Where the files are entered that are read, if somebody waits for changes.
    pub seen: Option<Seen>,
}

impl Input {
    /// A document alone, for a command that is named in the header of each file.
    pub fn of(spec: PathBuf, command: &'static str) -> Self {
        Self {
            spec,
            files: None,
            overrides: None,
            config: None,
            overlays: Vec::new(),
            name: None,
            runtime: None,
            asks_for_runtime: false,
            deny: Vec::new(),
            exceptions: None,
            root: PathBuf::new(),
            client: None,
            keeps_manifest: false,
            is_module: false,
            types_only: false,
            renames: false,
            command,
            pinning: Pinning::default(),
            seen: None,
        }
    }
}

impl Input {
    fn wanted(&self) -> Wanted<'_> {
        Wanted {
            spec: &self.spec,
            base: &self.root,
            root: self.files.as_deref(),
            pinning: &self.pinning,
            seen: self.seen.as_ref(),
        }
    }

    /// The path of a file that is read now, which is entered.
    fn noted(&self, path: &Path) -> PathBuf {
        let path = self.root.join(path);
        self.seen.iter().for_each(|seen| seen.add(&path));
        path
    }
}

/// The files of a client as they should be, and what is known of its last run.
#[derive(Debug)]
pub struct Generated {
    /// The files below the folder of the client.
    pub files: Vec<Expected>,
    /// The runtime, if several clients share a copy.
    pub shared_runtime: Option<SharedRuntime>,
    /// How much of the existing client is still in the document.
    pub continuity: Continuity,
    /// Names that were given anew, with those that things had.
    pub former_names: Vec<FormerName>,
    pub(crate) wishes: Wishes,
}

/// A copy of the runtime outside the folder of a client.
#[derive(Debug)]
pub struct SharedRuntime {
    /// Its folder.
    pub folder: PathBuf,
    /// The files below it.
    pub files: Vec<Expected>,
}

/// Generates and reports; returns the files, or the exit if there are errors.
pub fn generated(input: &Input, view: &View) -> Result<Generated, Exit> {
    let config = shown_config(input, view)?;
    let mut outcome = outcome_of(input, &config, clientgen::generate)?;
    report(&outcome, view);
    if outcome.diagnostics.has_errors() {
        return Err(Exit::Errors);
    }
    let mut generated = expected(&mut outcome, input);
    generated.wishes.package = wishes(input);
    let surface = input.client.as_ref().and_then(|client| sources::text_of(&client.join(SURFACE)).ok());
    let today = generated.files.iter().find(|file| file.path == SURFACE).map(|file| &file.text);
    // Nothing is lost where the next file is the same.
    if let (Some(surface), Some(today)) = (surface.as_ref().filter(|surface| Some(*surface) != today), today) {
        generated.continuity = outcome.continuity(&config, today);
        if input.renames {
            generated.former_names = outcome.former_names(&config, surface);
        }
    }
    // Taking a large document apart piece by piece is a tenth of the time of a run.
    if input.seen.is_none() {
        std::mem::forget(outcome);
    }
    Ok(generated)
}

/// Reads the input and generates.
pub fn outcome(input: &Input) -> Result<Outcome, Exit> {
    outcome_of(input, &config(input)?, clientgen::generate)
}

/// Reads the input and reports on it, matters of taste included.
pub(crate) fn linted(input: &Input, view: &View) -> Result<Outcome, Exit> {
    outcome_of(input, &shown_config(input, view)?, clientgen::lint)
}

/// Reads the input without generating anything.
pub(crate) fn analysed(input: &Input, view: &View) -> Result<Outcome, Exit> {
    outcome_of(input, &shown_config(input, view)?, clientgen::analyse)
}

pub(crate) fn outcome_of(
    input: &Input,
    config: &Config,
    run: impl FnOnce(SourceFile, &dyn clientgen::Files, &Config, &Options) -> Outcome,
) -> Result<Outcome, Exit> {
    let unreadable = |problem: String| {
        terminal::error(&problem);
        Exit::Usage
    };
    let at_the_document = |error: std::io::Error| {
        let (problem, place) = (error.to_string(), input.root.join(&input.spec));
        // What is said of a URL begins with it.
        let is_placed = problem.starts_with("http");
        unreadable(if is_placed { problem } else { format!("{}: {problem}", place.display()) })
    };
    let places = Places::of(input.wanted()).map_err(at_the_document)?;
    let source = places.document().map_err(at_the_document)?;
    let overlays = overlays(input, config)?;
    let deny = denied(input, config)?;
    let exceptions = exceptions(input)?;
    let options =
        Options { command: input.command.to_owned(), keeps_manifest: input.keeps_manifest, deny, overlays, exceptions };
    let outcome = run(source, &places, config, &options);
    places.finish().map_err(unreadable)?;
    Ok(outcome)
}

/// The file of exceptions, if there is one.
fn exceptions(input: &Input) -> Result<Option<SourceFile>, Exit> {
    let Some(path) = &input.exceptions else { return Ok(None) };
    input.noted(path);
    match sources::text_of(&input.noted(path)) {
        Ok(text) => Ok(Some(SourceFile { name: slashes(path), text })),
        Err(error) => {
            terminal::error(&format!("{}: {error}", path.display()));
            Err(Exit::Usage)
        }
    }
}

/// The diagnostics that are errors for the command line or for the overrides.
fn denied(input: &Input, config: &Config) -> Result<Vec<Deny>, Exit> {
    let mut denied = input.deny.clone();
    for name in &config.deny {
        denied.push(name.parse().map_err(|problem: String| {
            let file = config.source.as_ref().map_or("overrides", |source| &source.name);
            terminal::error(&format!("{file}: `deny`: {problem}"));
            Exit::Usage
        })?);
    }
    Ok(denied)
}

/// The overlays: those that the overrides list, relative to that file, then those of the command line.
pub(crate) fn overlays(input: &Input, config: &Config) -> Result<Vec<SourceFile>, Exit> {
    let file = config.source.as_ref().map(|source| Path::new(&source.name));
    let folder = file.and_then(Path::parent).unwrap_or(Path::new(""));
    let listed = config.overlays.iter().map(|overlay| folder.join(overlay));
    let read = |path: PathBuf| match sources::text_of(&input.noted(&path)) {
        Ok(text) => Ok(SourceFile { name: slashes(&path), text }),
        Err(error) => {
            terminal::error(&format!("{}: {error}", path.display()));
            Err(Exit::Usage)
        }
    };
    listed.chain(input.overlays.iter().cloned()).map(read).collect()
}

pub(crate) fn config(input: &Input) -> Result<Config, Exit> {
    shown_config(input, &View::default())
}

/// The decisions about a client that are written down, without the names of its last run.
pub(crate) fn decisions(input: &Input) -> Result<Config, Exit> {
    shown_decisions(input, &View::default())
}

fn shown_decisions(input: &Input, view: &View) -> Result<Config, Exit> {
    match (&input.config, &input.overrides) {
        (Some(config), _) => Ok(config.clone()),
        (None, Some(path)) => {
            input.noted(path);
            read_config(&input.root, path, view)
        }
        (None, None) => Ok(Config::default()),
    }
}

/// The decisions about a client; what is wrong in their file is shown as all diagnostics are.
pub(crate) fn shown_config(input: &Input, view: &View) -> Result<Config, Exit> {
    let mut config = shown_decisions(input, view)?;
    if let Some(name) = &input.name {
        let usable = clientgen::usable_package_name(name);
        if usable != *name {
            terminal::error(&format!("`--name`: `{name}` cannot be the name of a crate; `{usable}` can"));
            return Err(Exit::Usage);
        }
        config.krate.name = Some(name.clone());
    }
    if input.is_module {
        config.module.get_or_insert_default();
    }
    config.types_only |= input.types_only;
    let client = input.client.as_deref().filter(|_| input.keeps_manifest);
    if let Some(name) = client.and_then(manifest::name_of) {
        config.krate.name = Some(name);
    }
    if let Some(runtime) = &input.runtime {
        config.krate.runtime_path = runtime.path().map(str::to_owned);
        config.krate.runtime_git = runtime.git().map(str::to_owned);
    }
    // The first run has no names to keep.
    let surface = input.client.as_ref().map(|client| sources::text_of(&client.join(SURFACE)));
    if let Some(Ok(surface)) = surface {
        let lock = Lock::read(&surface);
        config.lock = if input.renames { lock.renaming() } else { lock };
    }
    Ok(config)
}

fn read_config(root: &Path, path: &Path, view: &View) -> Result<Config, Exit> {
    let text = sources::text_of(&root.join(path)).map_err(|error| {
        terminal::error(&format!("{}: {error}", path.display()));
        Exit::Usage
    })?;
    parsed_config(SourceFile { name: slashes(path), text }, view)
}

/// The overrides of a file that was read.
pub(crate) fn parsed_config(source: SourceFile, view: &View) -> Result<Config, Exit> {
    let mut config = config_file::read(&source.name, &source.text).map_err(|problem| {
        report(&clientgen::refuse_overrides(source.clone(), &problem.message, problem.byte.unwrap_or(0)), view);
        Exit::Errors
    })?;
    // Diagnostics about the overrides show a part of that file.
    config.source = Some(source);
    Ok(config)
}

/// What the user asks for by name and an existing manifest may contradict.
fn wishes(input: &Input) -> Vec<(&'static str, String)> {
    let krate = input.config.as_ref().map(|config| config.krate.clone()).unwrap_or_default();
    let name = input.name.clone().or(krate.name);
    let keys = [
        ("name", name),
        ("version", krate.version),
        ("description", krate.description),
        ("license", krate.license),
        ("repository", krate.repository),
    ];
    keys.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
}

/// Shows the diagnostics.
pub fn report(outcome: &Outcome, view: &View) {
    print_report(&outcome.report(), view);
}

/// Prints a report.
pub(crate) fn print_report(report: &Report<'_>, view: &View) {
    match view.report {
        ReportStyle::Json => println!("{}", report.json_text()),
        ReportStyle::Sarif => println!("{}", report.sarif()),
        _ if report.reported().is_empty() => {}
        ReportStyle::Terminal => {
            let grouped = !view.verbose;
            let options = TerminalOptions { color: terminal::wants_color(view.color), max: MAX_DRAWN, grouped };
            eprint!("{}", report.terminal(options));
        }
        ReportStyle::Short => eprint!("{}", report.short()),
        ReportStyle::Github => print!("{}", report.github()),
    }
}

/// Takes the files out of an outcome as they should be on disk, with a copy of the runtime if there is to be one.
pub fn expected(outcome: &mut Outcome, input: &Input) -> Generated {
    let header = format!("Generated by `{}`: a copy of clientgen-runtime. Do not edit.", input.command);
    let files = std::mem::take(&mut outcome.files);
    let mut files: Vec<Expected> =
        files.into_iter().map(|file| Expected { path: file.path, text: file.text }).collect();
    let copy = input.runtime.iter().flat_map(|runtime| runtime.files(&header));
    let shared_runtime = match input.runtime.as_ref().and_then(Runtime::folder) {
        Some(folder) => Some(SharedRuntime { folder: folder.to_owned(), files: copy.collect() }),
        None => {
            files.extend(copy.map(|file| Expected { path: [VENDORED, "/", &file.path].concat(), ..file }));
            None
        }
    };
    let wishes = Wishes { package: Vec::new(), runtime: input.asks_for_runtime };
    Generated { files, shared_runtime, continuity: Continuity::default(), former_names: Vec::new(), wishes }
}
