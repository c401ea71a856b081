//! A call for every operation: the request it must send, and what the client decodes from the documented successes.
//!
//! Behaviour tests run the cases against a server of their own, the conformance test against Prism.

#![expect(deprecated, reason = "a deprecated operation is still in the client, so it is tested")]

mod assignments;
mod audience_people;
mod audiences;
mod case;
mod cpd;
mod learning;
mod others;
mod users;

pub use case::{Body, Case, Outcome, Pending, Success, header_strings};

/// All cases, in the order of the description.
pub fn all() -> Vec<Case> {
    [
        users::cases(),
        audiences::cases(),
        audience_people::cases(),
        assignments::cases(),
        learning::cases(),
        cpd::cases(),
        others::cases(),
    ]
    .concat()
}

/// The case of one operation.
pub fn of(operation_id: &str) -> Case {
    all()
        .into_iter()
        .find(|case| case.operation_id == operation_id)
        .unwrap_or_else(|| panic!("no case for {operation_id}"))
}
