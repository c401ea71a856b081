//! The files of a conformance test: the generator writes a [`Table`], the test program reads it and writes a [`Report`],
//! and the command that runs the program reads that.
//!
//! They share these types, so that they agree on every key. The logic here is no more than sums.

mod report;
mod table;

pub use report::{CallResults, Entry, ExampleResults, Report};
pub use table::{Body, BodyKind, Direction, Example, Method, Parameter, Table};
