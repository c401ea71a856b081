//! Writes the files of a client, and prints what changed.

use std::path::Path;

use crate::exit::Exit;
use crate::files::{self, Difference, Expected};
use crate::terminal::{self, Verb};

/// Makes `out` equal to `expected`, unless it has a crate that somebody else wrote.
pub fn write(out: &Path, expected: &[Expected], quiet: bool) -> Exit {
    match files::is_ours(out) {
        Ok(true) => {}
        Ok(false) => {
            terminal::error(&format!(
                "{} holds a crate that this program did not write; choose an empty folder",
                out.display()
            ));
            return Exit::Usage;
        }
        Err(error) => return terminal::unusable(&error),
    }
    make_equal(out, expected, quiet)
}

/// Makes `out` equal to `expected`, whoever wrote it.
pub fn make_equal(out: &Path, expected: &[Expected], quiet: bool) -> Exit {
    let written = files::compare(out, expected)
        .and_then(|difference| files::write(out, expected, &difference).map(|()| difference));
    match written {
        Ok(difference) => {
            if !quiet {
                say_written(out, &difference);
            }
            Exit::Clean
        }
        Err(error) => terminal::unusable(&error),
    }
}

fn say_written(out: &Path, difference: &Difference) {
    for path in &difference.stale {
        terminal::say(Verb::Deleted, &shown(out, path));
    }
    for path in &difference.missing {
        terminal::say(Verb::Created, &shown(out, path));
    }
    for (path, _) in &difference.outdated {
        terminal::say(Verb::Updated, &shown(out, path));
    }
    terminal::say(Verb::Unchanged, &format!("{} files in {}", difference.unchanged, out.display()));
}

/// The path as people see it.
fn shown(out: &Path, path: &str) -> String {
    out.join(path).display().to_string()
}

/// Compares `out` with `expected` and prints how it differs; `command` brings it up to date.
pub fn check(out: &Path, expected: &[Expected], command: &str) -> Exit {
    let difference = match files::compare(out, expected) {
        Ok(difference) => difference,
        Err(error) => return terminal::unusable(&error),
    };
    for path in &difference.missing {
        terminal::say(Verb::Missing, &shown(out, path));
    }
    for (path, line) in &difference.outdated {
        terminal::say(Verb::Outdated, &format!("{} (from line {line})", shown(out, path)));
    }
    for path in &difference.stale {
        terminal::say(Verb::Stale, &format!("{} (no longer produced)", shown(out, path)));
    }
    if difference.is_empty() {
        terminal::say(Verb::UpToDate, &format!("{} files in {}", difference.unchanged, out.display()));
        return Exit::Clean;
    }
    let count = difference.missing.len() + difference.outdated.len() + difference.stale.len();
    terminal::error(&format!(
        "{count} {} not up to date; run `{command}` and commit the result",
        if count == 1 { "file is" } else { "files are" }
    ));
    Exit::Outdated
}
