//! The table: what a server can do wrong, and what the caller gets.

mod bodies;
mod compressed;
mod connections;
mod framing;
mod heads;
mod json;
mod pages;
mod redirects;
mod statuses;
mod tokens;

use crate::fault::Fault;

/// All rows.
pub(crate) fn all() -> Vec<Fault> {
    [
        connections::rows(),
        heads::rows(),
        framing::rows(),
        bodies::rows(),
        compressed::rows(),
        json::rows(),
        statuses::rows(),
        redirects::rows(),
        tokens::rows(),
        pages::rows(),
    ]
    .concat()
}
