//! The types of the documents, by the client and with serde's derive, and the answers.

include!(concat!(env!("OUT_DIR"), "/github.rs"));
include!(concat!(env!("OUT_DIR"), "/stripe.rs"));

/// GitHub's types with serde's derive.
#[allow(missing_docs, clippy::all)]
pub mod github_derived {
    include!(concat!(env!("OUT_DIR"), "/github-derived.rs"));
}

/// Stripe's types with serde's derive.
#[allow(missing_docs, clippy::all)]
pub mod stripe_derived {
    include!(concat!(env!("OUT_DIR"), "/stripe-derived.rs"));
}

/// The timeline of an issue of GitHub.
pub const GITHUB: &str = include_str!(concat!(env!("OUT_DIR"), "/github-answer.json"));

/// Charges of Stripe.
pub const STRIPE: &str = include_str!(concat!(env!("OUT_DIR"), "/stripe-answer.json"));
