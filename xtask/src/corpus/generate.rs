//! Runs the generator on one document, in a process of its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::place::Place;
use super::row::{Outcome, Row};
use crate::process::{Finished, bounded};

/// A document that takes longer than this counts as a hang.
const TIME_LIMIT: Duration = Duration::from_secs(60);

/// The name of a crate begins with a letter, which that of a file need not.
fn crate_name(name: &str) -> String {
    let starts_well = name.starts_with(|first: char| first.is_ascii_alphabetic());
    if starts_well { name.to_owned() } else { format!("api-{name}") }
}

/// Generates the crate of a document, with its test on request, and writes the outcome into the row.
pub(super) fn run(place: &Place, with_test: bool, row: &mut Row) {
    let Ok(program) = std::env::current_exe() else { return };
    let _ = fs::remove_dir_all(&place.folder);
    let runtime = fs::canonicalize(crate::own::workspace_root().join("runtime")).unwrap_or_default();
    let mut command = Command::new(program);
    command
        .args(["generate", "--report", "json", "--stats", "--name", &crate_name(&row.name), "--out"])
        .arg(&place.folder)
        .arg("--runtime-path")
        .arg(runtime)
        .arg(&place.document);
    if with_test {
        command.arg("--test-out").arg(place.folder.with_extension("test"));
    }
    let Some(finished) = bounded(&mut command, TIME_LIMIT) else { return };
    note(&finished, row);
    match row.outcome {
        Outcome::Generated => row.repeats = Some(repeats(&place.folder, &mut command)),
        Outcome::Refused => {}
        Outcome::Failed => eprintln!("{}: {}", row.name, finished.stderr.trim()),
    }
}

/// Whether a second run, which finds the `surface.txt` of the first one, writes the same files.
fn repeats(folder: &Path, command: &mut Command) -> bool {
    let first = contents(folder);
    let finished = bounded(command, TIME_LIMIT);
    finished.is_some_and(|finished| finished.code == Some(0)) && contents(folder) == first
}

/// The files below a folder with their contents.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(contents(&path));
        } else {
            let content = fs::read(&path).unwrap_or_default();
            found.insert(path, content);
        }
    }
    found
}

fn note(finished: &Finished, row: &mut Row) {
    let report = serde_json::from_str::<serde_json::Value>(&finished.stdout).unwrap_or_default();
    let diagnostics = report.get("findings").and_then(|list| list.as_array()).cloned().unwrap_or_default();
    row.diagnostics = diagnostics.len();
    row.operations_reported = diagnostics.iter().filter(|diagnostic| diagnostic["id"] == "operation-left-out").count();
    row.outcome = match finished.code {
        Some(0) => Outcome::Generated,
        Some(1) if !diagnostics.is_empty() => Outcome::Refused,
        _ => Outcome::Failed,
    };
    finished.stderr.lines().for_each(|line| row.ledger.note(line));
    for word in finished.stderr.lines().filter(|line| line.starts_with("stats:")).flat_map(str::split_whitespace) {
        match word.split_once('=') {
            Some(("operations", value)) => row.methods_out = value.parse().unwrap_or(0),
            Some(("lines", value)) => row.lines = value.parse().unwrap_or(0),
            Some(("cpu_ms", value)) => row.cpu = Duration::from_millis(value.parse().unwrap_or(0)),
            Some(("peak_kib", value)) => row.peak_kib = value.parse().unwrap_or(0),
            _ => {}
        }
    }
}
