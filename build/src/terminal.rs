//! What the commands print: aligned verbs as cargo does, and errors.

use std::io::IsTerminal;

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
        }
    }

    fn color(self) -> &'static str {
        match self {
            Verb::Missing | Verb::Outdated | Verb::Stale => "\x1b[1;31m",
            Verb::Skipped | Verb::Deleted => "\x1b[1;33m",
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

/// Whether diagnostics are coloured.
pub fn wants_color(color: Color) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
    }
}
