//! What a server, or what is between, can do wrong: a table of faults, each with what the caller gets.
//!
//! Nothing takes time: waits and time limits go by a clock of the tests' own.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod calls;
mod clock;
mod ears;
mod fault;
mod run;
mod server;
mod table;

use crate::run::{Carrier, Report};

#[test]
fn every_fault_over_hyper() {
    assert_all(Carrier::Hyper);
}

#[test]
fn every_fault_over_reqwest() {
    assert_all(Carrier::Reqwest);
}

fn assert_all(carrier: Carrier) {
    let mut wrong = Vec::new();
    for fault in table::all() {
        let Report { differences, said: _ } = run::run(&fault, carrier);
        if !differences.is_empty() {
            wrong.push(format!("{}\n    {}", fault.name, differences.join("\n    ")));
        }
    }
    assert!(wrong.is_empty(), "{} rows over {carrier:?}:\n{}", wrong.len(), wrong.join("\n"));
}
