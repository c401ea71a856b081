//! What the commands print: aligned verbs as cargo does, and errors.

use std::io::IsTerminal;
use std::path::Path;

use clientgen::diagnostics::visible;

use crate::exit::Exit;
use crate::view::Color;

/// What happened to a file, or its state.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Verb {
    Created,
    Updated,
    Deleted,
    Unchanged,
    Missing,
    Outdated,
    Stale,
    UpToDate,
    Skipped,
    Checked,
    Kept,
    Waiting,
    Generating,
    Watching,
    Changed,
}

impl Verb {
    fn word(self) -> &'static str {
        match self {
            Verb::Created => "Created",
            Verb::Updated => "Updated",
            Verb::Deleted => "Deleted",
            Verb::Unchanged => "Unchanged",
            Verb::Missing => "Missing",
            Verb::Outdated => "Outdated",
            Verb::Stale => "Stale",
            Verb::UpToDate => "Up to date",
            Verb::Skipped => "Skipped",
            Verb::Checked => "Checked",
            Verb::Kept => "Kept",
            Verb::Waiting => "Waiting",
            Verb::Generating => "Generating",
            Verb::Watching => "Watching",
            Verb::Changed => "Changed",
        }
    }

    fn color(self) -> &'static str {
        match self {
            Verb::Missing | Verb::Outdated | Verb::Stale => "\x1b[1;31m",
            Verb::Skipped | Verb::Deleted | Verb::Kept | Verb::Waiting => "\x1b[1;33m",
            _ => "\x1b[1;32m",
        }
    }
}

/// Prints a right-aligned verb and what it is about.
pub fn say(verb: Verb, about: &str) {
    let word = verb.word();
    if std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none() {
        println!("{}{word:>12}\x1b[0m {about}", verb.color());
    } else {
        println!("{word:>12} {about}");
    }
}

/// The same on standard error: about the run, not about its result.
pub fn progress(verb: Verb, about: &str) {
    let word = verb.word();
    if wants_color(Color::Auto) {
        eprintln!("{}{word:>12}\x1b[0m {about}", verb.color());
    } else {
        eprintln!("{word:>12} {about}");
    }
}

/// Prints what the user may want to know and need not act on.
pub fn note(message: &str) {
    eprintln!("note: {}", visible(message));
}

/// Prints an error of the command itself.
pub fn error(message: &str) {
    // Names of files and strings of documents may hold anything.
    eprintln!("error: {}", visible(message));
}

/// Reports a file that could not be read or written.
pub fn unusable(problem: &std::io::Error) -> Exit {
    error(&problem.to_string());
    Exit::Usage
}

/// The same for an error that does not say which path it is about.
pub fn unusable_path(path: &Path, problem: &std::io::Error) -> Exit {
    error(&format!("{}: {problem}", path.display()));
    Exit::Usage
}

/// Whether diagnostics are coloured.
pub fn wants_color(color: Color) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
    }
}

/// Whether standard output is coloured.
pub fn wants_color_out(color: Color) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
    }
}
