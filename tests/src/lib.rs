//! What the tests share: a server on loopback that records what it is asked, and a call for every operation.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

pub mod clients;
pub mod description;
pub mod operations;
pub mod payloads;
pub mod server;

/// The README's example, compiled.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub mod readme {}

/// The guide's examples, compiled.
#[cfg(doctest)]
pub mod guide {
    #[doc = include_str!("../../docs/guide/src/calls.md")]
    pub mod calls {}
    #[doc = include_str!("../../docs/guide/src/connections.md")]
    pub mod connections {}
    #[doc = include_str!("../../docs/guide/src/credentials.md")]
    pub mod credentials {}
    #[doc = include_str!("../../docs/guide/src/drift.md")]
    pub mod drift {}
    #[doc = include_str!("../../docs/guide/src/errors.md")]
    pub mod errors {}
    #[doc = include_str!("../../docs/guide/src/first-client.md")]
    pub mod first_client {}
    #[doc = include_str!("../../docs/guide/src/inside.md")]
    pub mod inside {}
    #[doc = include_str!("../../docs/guide/src/lists.md")]
    pub mod lists {}
    #[doc = include_str!("../../docs/guide/src/retries.md")]
    pub mod retries {}
    #[doc = include_str!("../../docs/guide/src/testing.md")]
    pub mod testing {}
}
