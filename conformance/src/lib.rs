//! Judges a generated client by what its document offers: every example goes through its type and back, every
//! operation is called with the document's own values while Prism watches.
//!
//! `cargo xtask corpus DIR --conformance` writes a program around this for each document. The table of values is its
//! first argument, `PRISM_URL` says where the document is served. The result is one JSON object on standard output.

mod calls;
mod check;
mod compare;
mod examples;
mod given;
mod judge;
mod limits;
mod lower;
mod pattern;
mod repair;
mod report;
mod sending;
mod stay;
mod table;
#[cfg(test)]
mod tests;

use std::process::ExitCode;

use clientgen_runtime::codegen::Api;

pub use crate::check::{Check, check};
pub use crate::given::{Fault, Given};
pub use crate::sending::{Answer, Sending, send};

use crate::judge::Judge;
use crate::report::Report;
use crate::table::Table;

/// Makes one call of a method with the values given.
pub type Call<C> = fn(&C, &Given) -> Result<Sending, Fault>;

/// Runs what the table holds and prints the report.
pub fn run<C: Api>(checks: &[Check], calls: &[Call<C>]) -> ExitCode {
    let table = match Table::read() {
        Ok(table) => table,
        Err(reason) => {
            eprintln!("the table of values cannot be read: {reason}");
            return ExitCode::from(2);
        }
    };
    let judge = Judge::new(&table);
    let mut report = Report::default();
    let turn = calls::turn(calls.len());
    // A large document is tested in several turns, its examples in the first.
    if turn.start == 0 {
        examples::run(&table, &judge, checks, &mut report);
    }
    if let Err(reason) = calls::run(&table, &judge, calls, turn, &mut report) {
        eprintln!("the calls cannot be made: {reason}");
        return ExitCode::from(2);
    }
    println!("{}", report.text());
    ExitCode::SUCCESS
}
