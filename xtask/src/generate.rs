//! `generate`: a client crate for any document.

use std::fs;
use std::io;
use std::path::Path;

use clientgen::Outcome;
use clientgen_build::write::{self, Target};
use clientgen_build::{Exit, Input, Runtime, expected, outcome, report, terminal};

use crate::arguments::Generate;
use crate::process;

pub(crate) fn run(options: &Generate) -> Exit {
    let input = Input {
        spec: options.spec.clone(),
        files: options.root.clone(),
        overrides: options.overrides.clone(),
        overlays: options.overlays.clone(),
        name: options.name.clone(),
        runtime: options.runtime_path.clone().map(Runtime::at),
        asks_for_runtime: options.runtime_path.is_some(),
        deny: options.deny.clone(),
        client: Some(options.out.clone()),
        ..Input::of(options.spec.clone(), "cargo xtask generate")
    };
    let mut outcome = match outcome(&input) {
        Ok(outcome) => outcome,
        Err(exit) => return exit,
    };
    report(&outcome, &options.view);
    if options.stats {
        eprintln!("{}", stats(&outcome));
    }
    if outcome.diagnostics.has_errors() {
        return Exit::Errors;
    }
    if let Some(Err(error)) = options.test_out.as_ref().map(|folder| write_test(folder, &outcome)) {
        return terminal::unusable(&error);
    }
    let quiet = options.view.report.is_for_programs();
    // Whoever names the folder here means it; a document of a corpus may lose what it had.
    let target = Target { quiet, force: true, ..Target::shared(&options.out) };
    let exit = write::write(&target, &expected(&mut outcome, &input));
    // The program ends here; taking a large document apart piece by piece would be a tenth of its time.
    std::mem::forget(outcome);
    exit
}

/// The program and the table of the test that the document makes up.
fn write_test(folder: &Path, outcome: &Outcome) -> io::Result<()> {
    let Some(test) = outcome.conformance() else { return Ok(()) };
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("src/main.rs"), test.program)?;
    fs::write(folder.join("table.json"), serde_json::to_string(&test.table)?)
}

/// Counts, CPU time and peak memory of this process, and the sums of the ledger, for `corpus`.
fn stats(outcome: &Outcome) -> String {
    let lines: usize = outcome.files.iter().map(|file| file.text.lines().count()).sum();
    let ledger = &outcome.ledger;
    let mut stats = format!(
        "stats: operations={} lines={lines} cpu_ms={} peak_kib={} nodes={} read={} told={} silent={}",
        outcome.operations,
        cpu_milliseconds().unwrap_or(0),
        process::high_water_mark("/proc/self/status").unwrap_or(0),
        ledger.nodes,
        ledger.read,
        ledger.told,
        ledger.silent_nodes(),
    );
    for (kind, nodes) in &ledger.silent {
        stats.push_str(&format!("\nsilent: {nodes} {kind}"));
    }
    stats
}

/// User and system time; the clock of `/proc` ticks a hundred times a second.
fn cpu_milliseconds() -> Option<u64> {
    let text = fs::read_to_string("/proc/self/stat").ok()?;
    let (_, numbers) = text.rsplit_once(')')?;
    let mut numbers = numbers.split_whitespace().skip(11);
    let user: u64 = numbers.next()?.parse().ok()?;
    let system: u64 = numbers.next()?.parse().ok()?;
    Some((user + system) * 10)
}
