//! Tests a generated client with its document: every example is decoded and encoded, every operation is called with
//! values of the document, and Prism validates the requests.
//!
//! `cargo xtask corpus DIR --conformance` writes a program around this crate for each document. Its first argument is
//! the table of values, and `PRISM_URL` is the address of Prism. It writes a report as JSON to standard output.

mod calls;
mod check;
mod compare;
mod examples;
mod inputs;
mod limits;
mod lower;
mod no_redirects;
mod pattern;
mod remedy;
mod repair;
mod send;
mod table;
#[cfg(test)]
mod tests;
mod validator;

use std::process::ExitCode;

use clientgen_runtime::codegen::Api;
use conformance_protocol::Report;

pub use crate::calls::Call;
pub use crate::check::{Check, check};
pub use crate::inputs::{InputError, Inputs};
pub use crate::send::{PendingCall, Received, send};

use crate::validator::SchemaValidator;

/// Runs the tests of the table and prints the report.
pub fn run<C: Api>(checks: &[Check], calls: &[Call<C>]) -> ExitCode {
    let table = match table::read() {
        Ok(table) => table,
        Err(reason) => {
            eprintln!("the table of values cannot be read: {reason}");
            return ExitCode::from(2);
        }
    };
    let validator = SchemaValidator::new(&table);
    let mut report = Report::default();
    let slice = calls::slice(calls.len());
    // A large document is tested in several slices; its examples belong to the first.
    if slice.start == 0 {
        examples::run(&table, &validator, checks, &mut report);
    }
    if let Err(reason) = calls::run(&table, &validator, calls, slice, &mut report) {
        eprintln!("the calls cannot be made: {reason}");
        return ExitCode::from(2);
    }
    println!("{}", serde_json::to_string(&report).unwrap_or_default());
    ExitCode::SUCCESS
}
