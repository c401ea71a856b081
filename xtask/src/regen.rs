//! `regen`: the committed client made equal to what the generator says; `--check` only compares.

use std::path::{Path, PathBuf};

use clientgen::diagnostics::Deny;

use crate::Exit;
use crate::arguments::Regen;
use crate::files::{self, Difference, Expected};
use crate::generate::{self, Input};
use crate::terminal::{self, Verb};

const SPEC: &str = "spec/thrive.yaml";
const OVERRIDES: &str = "spec/overrides.yaml";
const CLIENT: &str = "generated-client";

pub(crate) fn run(options: &Regen) -> Exit {
    let own = options.spec.is_none();
    let mut input = input(options.spec.as_ref(), options.overrides.as_ref());
    let out = options.out.clone().unwrap_or_else(|| input.root.join(CLIENT));
    input.client = Some(out.clone());
    input.deny.extend(&options.deny);
    let expected = match generate::expected_files(&input, &options.common) {
        Ok(expected) => expected,
        Err(exit) => return exit,
    };
    if options.check {
        return check(&out, &expected);
    }
    // The committed client is ours whatever happened to its manifest.
    if own { make_equal(&out, &expected, false) } else { write(&out, &expected, false) }
}

/// What goes into the generator: our own document and overrides, or those of somebody else.
pub(crate) fn input(spec: Option<&PathBuf>, overrides: Option<&PathBuf>) -> Input {
    let own = spec.is_none();
    let root = if own { workspace_root() } else { PathBuf::new() };
    Input {
        spec: spec.cloned().unwrap_or_else(|| PathBuf::from(SPEC)),
        overrides: overrides.cloned().or_else(|| own.then(|| PathBuf::from(OVERRIDES))),
        files: None,
        name: None,
        runtime_path: None,
        // Our own document has no excuse; other people's documents carry on with a report.
        deny: if own { vec![Deny::Warnings] } else { Vec::new() },
        client: own.then(|| root.join(CLIENT)),
        root,
        command: if own { "cargo xtask regen" } else { "cargo xtask generate" },
    }
}

/// Makes `out` equal to `expected`, unless it holds a crate that somebody else wrote.
pub(crate) fn write(out: &Path, expected: &[Expected], quiet: bool) -> Exit {
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

fn make_equal(out: &Path, expected: &[Expected], quiet: bool) -> Exit {
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

fn check(out: &Path, expected: &[Expected]) -> Exit {
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
        "{count} {} not up to date; run `cargo xtask regen` and commit the result",
        if count == 1 { "file is" } else { "files are" }
    ));
    Exit::Outdated
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

fn shown(out: &Path, path: &str) -> String {
    out.join(path).display().to_string()
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
