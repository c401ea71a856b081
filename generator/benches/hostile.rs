//! What documents cost that are made to cost much: CPU time and peak memory for ten megabytes of each kind.
//!
//! `cargo bench -p clientgen --bench hostile` prints the table of `docs/performance.md`; after `--`, `size 2` takes
//! documents of two megabytes, `only NAME` those of one kind, and `write FOLDER` puts them into a folder instead.

#![allow(clippy::print_stdout, reason = "a benchmark prints what it measured")]

#[path = "hostile/kinds.rs"]
mod kinds;

use std::fs;
use std::process::Command;

use clientgen::Config;
use clientgen::NoFiles;
use clientgen::SourceFile;
use clientgen::diagnostics::TerminalOptions;
use clientgen::{Options, generate};

use self::kinds::{KINDS, Kind};

/// What `xtask generate` draws of a report.
const DRAWN: usize = 1_000;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let value_of = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1).map(String::as_str)
    };
    let megabytes = value_of("size").and_then(|size| size.parse().ok()).unwrap_or(10.0);
    let bytes = (megabytes * 1e6) as usize;
    let chosen = |kind: &&Kind| value_of("only").is_none_or(|only| kind.name.contains(only));
    if let Some(name) = value_of("measure") {
        return KINDS.iter().filter(|kind| kind.name == name).for_each(|kind| measure(&kind.document(bytes)));
    }
    if let Some(folder) = value_of("write") {
        let write = |kind: &Kind| fs::write(format!("{folder}/{}.yaml", kind.name), kind.document(bytes));
        return KINDS.iter().filter(chosen).for_each(|kind| write(kind).expect("the folder can be written to"));
    }
    println!("| {megabytes} MB of | CPU time | peak memory | diagnostics | files |\n|---|---|---|---|---|");
    KINDS
        .iter()
        .filter(chosen)
        .for_each(|kind| println!("| {} | {} |", kind.name, in_process_of_its_own(kind, megabytes)));
}

/// Peak memory is that of a process, so each document gets one.
fn in_process_of_its_own(kind: &Kind, megabytes: f64) -> String {
    let program = std::env::current_exe().expect("a program knows its path");
    let output = Command::new(program).args(["measure", kind.name, "size", &megabytes.to_string()]).output();
    let output = output.expect("the benchmark can start itself");
    if output.status.success() {
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    } else {
        format!("failed: {}", output.status)
    }
}

/// Generates, draws every view of the report, and prints the row of the table.
fn measure(text: &str) {
    let before = cpu_seconds();
    let source = SourceFile { name: "document.yaml".to_owned(), text: text.to_owned() };
    let options = Options { command: "cargo bench".to_owned(), ..Options::default() };
    let outcome = generate(source, &NoFiles, &Config::default(), &options);
    let report = outcome.report();
    let drawn = report.terminal(TerminalOptions { max: DRAWN, ..TerminalOptions::default() });
    let lengths = [drawn.len(), report.short().len(), report.github().len()];
    assert!(lengths.iter().all(|length| (*length == 0) == outcome.diagnostics.is_empty()), "a view is empty");
    let (cpu, peak) = (cpu_seconds() - before, peak_megabytes());
    println!("{cpu:.2} s | {peak} MB | {} | {}", outcome.diagnostics.len(), outcome.files.len());
    std::process::exit(0);
}

/// User and system time of this process so far.
fn cpu_seconds() -> f64 {
    let text = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let numbers = text.rsplit_once(')').map_or("", |(_, numbers)| numbers);
    // Fields 14 and 15 of the line, in ticks of ten milliseconds.
    numbers.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

fn peak_megabytes() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    let kilobytes = line.split_whitespace().next().and_then(|number| number.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1024
}
