//! `generate`: a client crate for any document; and what `regen` shares with it: reading, generating, reporting.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clientgen::config::{Config, Lock};
use clientgen::diagnostics::{Deny, TerminalOptions};
use clientgen::source::SourceFile;
use clientgen::{Options, Outcome};

use crate::Exit;
use crate::arguments::{Common, Generate, ReportStyle};
use crate::files::Expected;
use crate::process;
use crate::regen;
use crate::sources::{self, Folder};
use crate::terminal;

/// What goes into the generator.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    /// The document.
    pub(crate) spec: PathBuf,
    /// Folder that holds the document and the files it may refer to; `None` for the folder the document lies in.
    pub(crate) files: Option<PathBuf>,
    /// What the document cannot say.
    pub(crate) overrides: Option<PathBuf>,
    /// Package name, above what the overrides say.
    pub(crate) name: Option<String>,
    /// Path of the runtime, above what the overrides say.
    pub(crate) runtime_path: Option<String>,
    /// Diagnostics that are errors.
    pub(crate) deny: Vec<Deny>,
    /// Folder the two paths are relative to.
    pub(crate) root: PathBuf,
    /// Folder of the client, whose `surface.txt` says who holds which name.
    pub(crate) client: Option<PathBuf>,
    /// The command that the header of each file names.
    pub(crate) command: &'static str,
}

pub(crate) fn run(options: &Generate) -> Exit {
    let input = Input {
        spec: options.spec.clone(),
        files: options.root.clone(),
        overrides: options.overrides.clone(),
        name: options.name.clone(),
        runtime_path: options.runtime_path.clone(),
        deny: options.deny.clone(),
        root: PathBuf::new(),
        client: Some(options.out.clone()),
        command: "cargo xtask generate",
    };
    let outcome = match outcome(&input) {
        Ok(outcome) => outcome,
        Err(exit) => return exit,
    };
    report(&outcome, &options.common);
    if options.stats {
        eprintln!("{}", stats(&outcome));
    }
    if outcome.diagnostics.has_errors() {
        return Exit::Findings;
    }
    if let Some(Err(error)) = options.test_out.as_ref().map(|folder| write_test(folder, &outcome)) {
        return terminal::unusable(&error);
    }
    let quiet = options.common.report == ReportStyle::Json;
    let exit = regen::write(&options.out, &expected(&outcome), quiet);
    // The program ends here; taking a large document apart piece by piece would be a tenth of its time.
    std::mem::forget(outcome);
    exit
}

/// The program and the table of the test that the document makes up.
fn write_test(folder: &Path, outcome: &Outcome) -> io::Result<()> {
    let Some(test) = outcome.conformance() else { return Ok(()) };
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("src/main.rs"), test.program)?;
    fs::write(folder.join("table.json"), test.table.to_string())
}

/// Generates and reports; the files, or the exit when there is an error.
pub(crate) fn expected_files(input: &Input, common: &Common) -> Result<Vec<Expected>, Exit> {
    let outcome = outcome(input)?;
    report(&outcome, common);
    if outcome.diagnostics.has_errors() {
        return Err(Exit::Findings);
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
    let options = Options { command: input.command.to_owned(), deny: input.deny.clone() };
    Ok(clientgen::generate(source, &files, &config, &options))
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
        Exit::Findings
    })?;
    // Findings about the overrides are drawn in their own file.
    config.source = Some(SourceFile { name: slashes(path), text });
    Ok(config)
}

fn report(outcome: &Outcome, common: &Common) {
    let report = outcome.report();
    match common.report {
        ReportStyle::Json => println!("{}", report.json_text()),
        _ if outcome.diagnostics.is_empty() => {}
        ReportStyle::Terminal => {
            let options = TerminalOptions { color: terminal::wants_color(common.color), ..TerminalOptions::default() };
            eprint!("{}", report.terminal(options));
        }
        ReportStyle::Short => eprint!("{}", report.short()),
        ReportStyle::Github => print!("{}", report.github()),
    }
}

fn expected(outcome: &Outcome) -> Vec<Expected> {
    outcome.files.iter().map(|file| Expected { path: file.path.clone(), text: file.text.clone() }).collect()
}

/// Counts, CPU time and peak memory of this process, for `corpus`.
fn stats(outcome: &Outcome) -> String {
    let lines: usize = outcome.files.iter().map(|file| file.text.lines().count()).sum();
    format!(
        "stats: operations={} lines={lines} cpu_ms={} peak_kib={}",
        outcome.operations,
        cpu_milliseconds().unwrap_or(0),
        process::high_water_mark("/proc/self/status").unwrap_or(0),
    )
}

/// User and system time; the clock of `/proc` ticks a hundred times a second.
fn cpu_milliseconds() -> Option<u64> {
    let text = fs::read_to_string("/proc/self/stat").ok()?;
    let (_, numbers) = text.rsplit_once(')')?;
    let mut numbers = numbers.split_whitespace().skip(11);
    let user: u64 = numbers.next()?.parse().ok()?;
    let system: u64 = numbers.next()?.parse().ok()?;
    Some((user + system) * 10)
}

fn slashes(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
