//! Everything that becomes documentation: descriptions as `rustdoc` reads them, and words for what has none.

pub(super) mod body_docs;
mod connections;
pub(super) mod constraints;
pub(super) mod crate_docs;
pub(super) mod examples;
pub(super) mod markdown;
pub(super) mod mock_docs;
pub(super) mod operation_docs;
pub(super) mod paging_docs;
pub(super) mod prose;
pub(super) mod readme;
mod scopes;
pub(super) mod sentences;
mod shown_calls;
pub(super) mod sign_in;
pub(super) mod type_docs;
pub(super) mod waiting_docs;
mod ways_out;
