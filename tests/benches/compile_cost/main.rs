//! What the client costs to compile: its models, and all of it, against the same models with serde's derive.
//!
//! Three crates are written below `target/compile-cost`, and one without content, whose cost is that of cargo
//! itself. Only these are compiled again, in alternating rounds; what is printed is the median of the CPU time.

#![expect(clippy::unwrap_used, reason = "a benchmark may stop at the first surprise")]
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod crates;
mod derived;

use std::path::Path;
use std::process::Command;

use crates::{DERIVED, EMPTY, MODELS, NAMES, WHOLE};

const ROUNDS: usize = 5;

fn main() {
    let folder = crates::write();
    for action in ["check", "build"] {
        // The first time compiles the dependencies.
        for name in NAMES {
            cpu_seconds(&folder, action, name);
        }
        report(action, &measure(&folder, action));
    }
}

/// The median per crate, in the order of `NAMES`.
fn measure(folder: &Path, action: &str) -> Vec<f64> {
    let mut seconds = vec![Vec::new(); NAMES.len()];
    for _ in 0..ROUNDS {
        for (name, seconds) in NAMES.iter().zip(&mut seconds) {
            crates::touch(folder, name);
            seconds.push(cpu_seconds(folder, action, name));
        }
    }
    seconds.into_iter().map(median).collect()
}

fn report(action: &str, medians: &[f64]) {
    let net = |name: &str| {
        let of = |name| medians[NAMES.iter().position(|other| *other == name).unwrap()];
        of(name) - of(EMPTY)
    };
    let derived = net(DERIVED);
    println!("cargo {action}, CPU seconds beyond those of an empty crate, median of {ROUNDS} alternating rounds");
    println!("  models with serde derive {derived:6.2}");
    for (label, name) in [("models as generated", MODELS), ("the whole client", WHOLE)] {
        println!("  {label:<24} {:6.2}   ratio {:.2}", net(name), net(name) / derived);
    }
}

/// User and system time of cargo and all that it starts.
fn cpu_seconds(folder: &Path, action: &str, name: &str) -> f64 {
    let script = format!("cargo {action} --quiet --offline --package {name} || exit 1; times");
    let output = Command::new("sh")
        .args(["-c", &script])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("CARGO_INCREMENTAL", "0")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{action} {name}: {}", String::from_utf8_lossy(&output.stderr));
    // The first line is about the shell itself, the second about what it started.
    let children = text.lines().nth(1).unwrap();
    children.split_whitespace().map(seconds).sum()
}

/// `0m1.25s` as seconds.
fn seconds(text: &str) -> f64 {
    let (minutes, seconds) = text.trim_end_matches('s').split_once('m').unwrap();
    minutes.parse::<f64>().unwrap() * 60.0 + seconds.parse::<f64>().unwrap()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
