//! Calls as generated code makes them, over closures and over real sockets.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(unreachable_pub, missing_docs, reason = "the sample API is written as a crate would be")]

mod api;
mod completions;
#[cfg(feature = "compression")]
mod compressed;
mod credentials;
mod custom;
mod documented;
mod drift;
mod errors;
mod fake;
mod list_table;
mod lists;
mod methods;
#[cfg(feature = "mock")]
mod mocked;
mod paging;
mod properties;
#[cfg(feature = "record")]
mod recorded;
mod requests;
mod retry;
#[cfg(any(feature = "hyper-no-provider", feature = "reqwest-no-provider"))]
mod script;
#[cfg(any(feature = "hyper-no-provider", feature = "reqwest-no-provider"))]
mod sockets;
mod streams;
#[cfg(feature = "blocking")]
mod waiting;
mod wrapped;
