//! One generated crate through the compiler.

use std::fs;
use std::process::Command;
use std::time::Duration;

use super::place::Place;
use crate::process::bounded;

/// The largest documents take a minute, and each job builds the dependencies once.
const TIME_LIMIT: Duration = Duration::from_secs(900);

/// The number of errors and warnings, and what the compiler cost.
#[derive(Debug, Default)]
pub(super) struct Check {
    pub(super) errors: usize,
    pub(super) warnings: usize,
    /// User and system time of all processes.
    pub(super) cpu: Duration,
    /// The most memory that one process had.
    pub(super) peak_kib: u64,
}

/// `cargo check` or `cargo clippy`, in the job's target folder.
pub(super) fn run(place: &Place, clippy: bool) -> Check {
    let script = match clippy {
        true => "cargo clippy --quiet --message-format short; code=$?; times; exit $code",
        false => "cargo check --quiet --message-format short; code=$?; times; exit $code",
    };
    let mut command = cargo(place, script);
    let Some(finished) = bounded(command.current_dir(&place.folder), TIME_LIMIT) else {
        return Check { errors: 1, ..Check::default() };
    };
    // The compiler's output stays next to the crate, for whoever reads the table.
    let _ = fs::write(place.folder.with_extension("check.txt"), &finished.stderr);
    let errors = finished.stderr.lines().filter(|line| line.contains(": error")).count();
    Check {
        errors: if finished.code == Some(0) { 0 } else { errors.max(1) },
        warnings: finished.stderr.lines().filter(|line| line.contains(": warning")).count(),
        cpu: children_time(&finished.stdout),
        peak_kib: finished.peak_kib,
    }
}

/// A line of shell with Cargo's settings of the job; the shell knows how much time its children took.
pub(super) fn cargo(place: &Place, script: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", script]).env("CARGO_TARGET_DIR", &place.target).env("CARGO_TERM_COLOR", "never");
    command
}

/// The last line of `times`: user and system time of the children, as `1m2.345s 0m1.234s`.
fn children_time(times: &str) -> Duration {
    let last = times.lines().last().unwrap_or_default();
    last.split_whitespace().filter_map(clock).sum()
}

fn clock(text: &str) -> Option<Duration> {
    let (minutes, seconds) = text.trim_end_matches('s').split_once('m')?;
    let seconds = minutes.parse::<f64>().ok()? * 60.0 + seconds.parse::<f64>().ok()?;
    Duration::try_from_secs_f64(seconds).ok()
}
