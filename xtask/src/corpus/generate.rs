//! One document through the generator, in a process of its own.

use std::fs;
use std::process::Command;
use std::time::Duration;

use super::Place;
use super::row::{Outcome, Row};
use crate::process::{Finished, bounded};

/// A document that takes longer than this counts as a hang.
const TIME_LIMIT: Duration = Duration::from_secs(60);

/// Generates the crate, and its test if asked for, and writes the outcome into the row.
pub(super) fn run(place: &Place, with_test: bool, row: &mut Row) {
    let Ok(program) = std::env::current_exe() else { return };
    let _ = fs::remove_dir_all(&place.folder);
    let runtime = fs::canonicalize(crate::input::workspace_root().join("runtime")).unwrap_or_default();
    let mut command = Command::new(program);
    command
        .args(["generate", "--report", "json", "--stats", "--name", &row.name, "--out"])
        .arg(&place.folder)
        .arg("--runtime-path")
        .arg(runtime)
        .arg(&place.document);
    if with_test {
        command.arg("--test-out").arg(place.folder.with_extension("test"));
    }
    let Some(finished) = bounded(&mut command, TIME_LIMIT) else { return };
    note(&finished, row);
    if row.outcome == Outcome::Failed {
        eprintln!("{}: {}", row.name, finished.stderr.trim());
    }
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
