//! `diff`: what a new document changes, in the view that is asked for, and how the command ends.

use std::path::{Path, PathBuf};

use clientgen::compare::{Comparison, Rust, Wire};
use clientgen::{Config, Described, Lock, Options, SourceFile};

use crate::approvals;
use crate::exit::Exit;
use crate::input::{self, Input};
use crate::ownership::SURFACE;
use crate::programs;
use crate::sources::{self, Folder};
use crate::terminal;
use crate::view::{Color, View};

/// How changes are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChangeView {
    /// For people, the important ones with details.
    #[default]
    Terminal,
    /// A line each.
    Short,
    /// A comment for a pull request.
    Markdown,
    /// One page that works without a network.
    Html,
    /// One JSON object.
    Json,
    /// Annotations of GitHub.
    Github,
    /// An entry of a changelog.
    Changelog,
}

choices!(ChangeView of "--report":
    "terminal" => Terminal,
    "short" => Short,
    "markdown" => Markdown,
    "html" => Html,
    "json" => Json,
    "github" => Github,
    "changelog" => Changelog,
);

/// What makes the command fail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FailOn {
    /// A change that breaks the wire.
    #[default]
    Breaking,
    /// A change that is major in Rust.
    Major,
    /// A change that compiles and means something else.
    Silent,
    /// Any of these that nobody has approved.
    Unapproved,
    /// Nothing.
    None,
}

choices!(FailOn of "--fail-on":
    "breaking" => Breaking,
    "major" => Major,
    "silent" => Silent,
    "unapproved" => Unapproved,
    "none" => None,
);

/// Options of the command.
#[derive(Clone, Debug, Default)]
pub struct DiffOptions {
    /// How changes are shown.
    pub view: ChangeView,
    /// When they are coloured.
    pub color: Color,
    /// The file to write to; standard output without it.
    pub out: Option<PathBuf>,
    /// Compare two fresh runs: no names are kept.
    pub no_lock: bool,
    /// What makes the command fail.
    pub fail_on: FailOn,
    /// The file with the approved changes.
    pub approved: Option<PathBuf>,
    /// Programs that use the client, files or folders: lines that a change touches are named.
    pub code: Vec<PathBuf>,
    /// Fingerprints to approve, in place of showing anything.
    pub approve: Vec<String>,
    /// Why they are approved.
    pub reason: Option<String>,
}

/// Reads a document with its overrides, to be compared. Its names are those of `lock`.
pub fn described(input: &Input, lock: Option<&str>) -> Result<Described, Exit> {
    let mut config = input::config(input).map_err(|_| Exit::Usage)?;
    if let Some(surface) = lock {
        config.lock = Lock::read(surface);
    }
    let path = input.root.join(&input.spec);
    let unreadable = |error| {
        terminal::error(&format!("{}: {error}", path.display()));
        Exit::Usage
    };
    let text = sources::text_of(&path).map_err(unreadable)?;
    let source = SourceFile { name: sources::slashes(&input.spec), text };
    let files = match &input.files {
        None => Folder::of(&path),
        Some(root) => Folder::above(&path, root).map_err(unreadable)?,
    };
    let overlays = input::overlays(input, &config)?;
    let options = Options { command: input.command.to_owned(), deny: Vec::new(), overlays, ..Options::default() };
    usable(clientgen::describe(source, &files, config, &options))
}

/// The overrides of a file that was read; errors in them make the command unusable.
pub fn overrides(source: SourceFile) -> Result<Config, Exit> {
    input::parsed_config(source, &View::default()).map_err(|_| Exit::Usage)
}

/// The document, unless it has errors, which are shown.
pub fn usable(described: Described) -> Result<Described, Exit> {
    if !described.has_errors() {
        return Ok(described);
    }
    let report = described.report();
    let lines = report.short();
    lines.lines().filter(|line| line.contains(" error[")).for_each(|line| eprintln!("{line}"));
    terminal::error("the document has errors, so it is not compared");
    Err(Exit::Usage)
}

/// Compares two files and shows what changed.
pub fn files(before: &Input, after: &Input, options: &DiffOptions) -> Exit {
    match compared(before, after, options) {
        Ok(comparison) => finish(comparison, options),
        Err(exit) => exit,
    }
}

/// Marks what is approved and shows the changes, or approves some.
pub fn finish(mut comparison: Comparison, options: &DiffOptions) -> Exit {
    if !options.approve.is_empty() {
        let (Some(path), Some(reason)) = (&options.approved, &options.reason) else {
            terminal::error("`--approve` needs a `--reason`, and the file that `--approved` names");
            return Exit::Usage;
        };
        return approvals::add(&comparison, path, &options.approve, reason);
    }
    if !options.code.is_empty() {
        comparison.find_hits(&programs::read(&options.code));
    }
    if let Some(Err(exit)) = options.approved.as_ref().map(|path| approvals::apply(&mut comparison, path)) {
        return exit;
    }
    show(&comparison, options)
}

/// The names of the document before are those of the `surface.txt` next to it; they are the lock of the one after.
fn compared(before: &Input, after: &Input, options: &DiffOptions) -> Result<Comparison, Exit> {
    let surface = before.spec.parent().unwrap_or(Path::new("")).join(SURFACE);
    let lock = if options.no_lock { None } else { sources::text_of(&surface).ok() };
    let before = described(before, lock.as_deref())?;
    let before = match &lock {
        Some(surface) => before.committed_as(surface),
        None => before,
    };
    let names = Some(before.surface()).filter(|_| !options.no_lock);
    let after = described(after, names)?;
    let comparison = clientgen::compare(&before, &after);
    // Taking two large documents apart piece by piece is a tenth of the time of a run.
    std::mem::forget((before, after));
    comparison.ok_or(Exit::Usage)
}

/// Shows the changes, and says how the command ends.
fn show(comparison: &Comparison, options: &DiffOptions) -> Exit {
    let text = match options.view {
        ChangeView::Terminal => comparison.terminal(options.out.is_none() && terminal::wants_color_out(options.color)),
        ChangeView::Short => comparison.short(),
        ChangeView::Markdown => comparison.markdown(),
        ChangeView::Html => comparison.html(),
        ChangeView::Github => comparison.github(),
        ChangeView::Changelog => comparison.changelog(),
        ChangeView::Json => comparison.json_text() + "\n",
    };
    match &options.out {
        None => print!("{text}"),
        Some(path) => {
            if let Err(error) = std::fs::write(path, text) {
                terminal::error(&format!("{}: {error}", path.display()));
                return Exit::Usage;
            }
        }
    }
    if fails(comparison, options.fail_on) { Exit::Errors } else { Exit::Clean }
}

fn fails(comparison: &Comparison, fail_on: FailOn) -> bool {
    comparison.changes.iter().any(|change| {
        let (breaks, is_major) = (change.wire() == Wire::Breaking, change.rust == Rust::Major);
        match fail_on {
            FailOn::Breaking => breaks,
            FailOn::Major => is_major,
            FailOn::Silent => change.silent,
            FailOn::Unapproved => !change.approved && (breaks || is_major || change.silent),
            FailOn::None => false,
        }
    })
}
