//! What a server, or what is between, can do wrong: a table of faults, each with what the caller gets.
//!
//! Nothing takes time: waits and time limits go by a clock of the tests' own.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod calls;
mod cancelled;
mod clock;
mod concurrency;
mod fault;
mod log_capture;
mod proxies;
mod run;
mod secrets;
mod server;
mod streams;
mod table;
mod tls;
mod waiting;

use std::sync::LazyLock;

use crate::fault::Fault;
use crate::run::{Carrier, Report};

/// Every row with what became of it.
type Ran = LazyLock<Vec<(Fault, Report)>>;

static OVER_HYPER: Ran = LazyLock::new(|| run_all(Carrier::Hyper));
static OVER_REQWEST: Ran = LazyLock::new(|| run_all(Carrier::Reqwest));

fn run_all(carrier: Carrier) -> Vec<(Fault, Report)> {
    let run = |fault: Fault| {
        let report = run::run(&fault, carrier);
        (fault, report)
    };
    table::all().into_iter().map(run).collect()
}

#[test]
fn every_fault_over_hyper() {
    assert_as_said(&OVER_HYPER);
}

#[test]
fn every_fault_over_reqwest() {
    assert_as_said(&OVER_REQWEST);
}

fn assert_as_said(ran: &[(Fault, Report)]) {
    let differ = ran.iter().filter(|(_, report)| !report.differences.is_empty());
    let wrong: Vec<_> =
        differ.map(|(fault, report)| format!("{}\n    {}", fault.name, report.differences.join("\n    "))).collect();
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), ran.len(), wrong.join("\n"));
}

#[test]
fn names_of_rows_are_unique() {
    let mut names: Vec<_> = table::all().into_iter().map(|fault| fault.name).collect();
    names.sort();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count);
}
