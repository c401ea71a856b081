//! Compares a document with what its server was seen to do: exchanges in, diagnostics and an overlay out.
//!
//! [`Outcome::observer`](crate::Outcome::observer) gives an [`Observer`], which takes one [`Exchange`] after the other
//! and [finishes](Observer::finish) with an [`Observation`]. Values of samples are in neither, except new values of
//! enumerations.

mod actions;
mod bodies;
mod choice;
mod compile;
mod content;
mod dialect;
mod edits;
mod evidence;
mod examples;
mod exchange;
mod finish;
mod form_bodies;
mod forms;
mod headers;
mod json_path;
mod kinds;
mod mismatch;
mod new_member;
mod observer;
mod overlay;
mod path;
mod places;
mod reasons;
mod remainder;
mod repair;
mod requests;
mod responses;
mod routes;
mod scalars;
mod schema;
mod secrets;
mod seen;
mod sentences;
mod server_headers;
mod strings;
mod subject;
mod tell;
mod tighten;
mod unmatched;
mod walk;
mod walker;
mod written;

pub(crate) use self::examples::Examples;
pub use self::exchange::{Body, Exchange, ObserveOptions, Request};
pub use self::finish::Observation;
pub(crate) use self::mismatch::{Direction, Mismatch};
pub use self::observer::{ObserveCounts, Observer};
