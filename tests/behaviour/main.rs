//! The client against a server on loopback, a module per behaviour.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod credentials;
mod errors;
mod multi_status;
mod open_types;
mod operations;
mod paging;
mod patch;
mod payload_types;
mod payloads;
mod places;
mod real_servers;
mod webhooks;
