//! Calls as generated code makes them, over closures and over real sockets.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(unreachable_pub, missing_docs, reason = "the sample API is written as a crate would be")]

mod api;
mod credentials;
mod errors;
mod fake;
mod paging;
mod requests;
mod retry;
mod script;
mod sockets;
