//! `regen`: makes the committed client equal to what the generator writes; `--check` only compares.

use std::path::Path;

use crate::arguments::Regen;
use crate::exit::Exit;
use crate::files::{self, Expected};
use crate::input;
use crate::terminal::{self, Verb};
use crate::write::{self, shown};

pub(crate) fn run(options: &Regen) -> Exit {
    let own = options.spec.is_none();
    let mut input = input::of(options.spec.as_ref(), options.overrides.as_ref());
    let out = options.out.clone().unwrap_or_else(|| input.root.join(input::CLIENT));
    input.client = Some(out.clone());
    input.overlays.clone_from(&options.overlays);
    input.deny.extend(&options.deny);
    let expected = match input::expected_files(&input, &options.common) {
        Ok(expected) => expected,
        Err(exit) => return exit,
    };
    if options.check {
        return check(&out, &expected);
    }
    // The committed client is ours whatever happened to its manifest.
    if own { write::make_equal(&out, &expected, false) } else { write::write(&out, &expected, false) }
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
