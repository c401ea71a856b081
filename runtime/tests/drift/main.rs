//! The three ways to read a response: what each makes of JSON that does not fit, and what it reports.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(unreachable_pub, reason = "types are written as a crate would write them")]

mod levels;
mod models;
mod properties;
mod readings;
mod unions;

use std::fmt::Debug;

use clientgen_runtime::codegen::{Decoder, FromResponse};
use clientgen_runtime::http::StatusCode;
use clientgen_runtime::{DecodeError, Drift, DriftKind, Model, RawResponse};

/// What a decoder makes of a body.
struct Outcome<T> {
    result: Result<T, DecodeError>,
    drift: Vec<Drift>,
}

fn read<T: Model>(json: &str, decoder: Decoder) -> Outcome<T> {
    read_status(StatusCode::OK, json, decoder)
}

fn read_status<T: Model>(status: StatusCode, json: &str, mut decoder: Decoder) -> Outcome<T> {
    let result = T::read(&RawResponse::new(status, json.to_owned()), &mut decoder);
    Outcome { result, drift: decoder.into_drift() }
}

impl<T: Debug> Outcome<T> {
    /// The value, or the error, as it is printed.
    fn printed(&self) -> String {
        self.result.as_ref().map_or_else(ToString::to_string, |value| format!("{value:?}"))
    }

    /// The kinds and paths of what did not fit.
    fn drift(&self) -> Vec<(DriftKind, &str)> {
        self.drift.iter().map(|drift| (drift.kind(), drift.path())).collect()
    }
}

/// A body, what is printed of it strictly, leniently and tolerantly, and the drift of the last.
struct Row {
    json: &'static str,
    strict: &'static str,
    lenient: &'static str,
    tolerant: &'static str,
    drift: &'static [(DriftKind, &'static str)],
}

fn check<T: Model + Debug>(row: &Row) {
    let json = row.json;
    assert_eq!(read::<T>(json, Decoder::strict()).printed(), row.strict, "strict {json}");
    assert_eq!(read::<T>(json, Decoder::lenient()).printed(), row.lenient, "lenient {json}");
    let tolerant = read::<T>(json, Decoder::tolerant());
    assert_eq!(tolerant.printed(), row.tolerant, "tolerant {json}");
    assert_eq!(tolerant.drift(), row.drift, "drift of {json}");
}
