//! How far a long comparison is, on a terminal.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Deepest folder that is counted.
const MAX_DEPTH: usize = 16;

/// How often the line changes.
const INTERVAL: Duration = Duration::from_millis(200);

/// The line that says how much is read.
#[derive(Debug)]
pub(super) struct Progress {
    total: u64,
    read: u64,
    /// None where nobody looks.
    drawn: Option<Instant>,
    has_line: bool,
}

impl Progress {
    /// All bytes of some samples are to be read.
    pub(super) fn new(samples: &[PathBuf]) -> Self {
        let is_shown = std::io::stderr().is_terminal();
        let total = if is_shown { samples.iter().map(|sample| size(sample, 0)).sum() } else { 0 };
        Self { total, read: 0, drawn: is_shown.then(Instant::now), has_line: false }
    }

    /// Some bytes are read.
    pub(super) fn add(&mut self, bytes: u64) {
        self.read += bytes;
        let is_due = self.drawn.is_some_and(|drawn| drawn.elapsed() >= INTERVAL);
        if is_due {
            self.drawn = Some(Instant::now());
            self.has_line = true;
            let [read, total] = [self.read, self.total].map(|bytes| bytes >> 20);
            // Whoever closed standard error does not want to see it.
            let _ = write!(std::io::stderr(), "\r{read} of {total} MiB read");
        }
    }

    /// Removes the line.
    pub(super) fn clear(&mut self) {
        if self.has_line {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}

fn size(path: &Path, depth: usize) -> u64 {
    let Ok(metadata) = std::fs::metadata(path) else { return 0 };
    if metadata.is_file() {
        return metadata.len();
    }
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
    if depth < MAX_DEPTH { entries.map(|entry| size(&entry.path(), depth + 1)).sum() } else { 0 }
}
