//! What led to an error, from the outside to the inside.

use std::error::Error;
use std::{io, iter};

/// The error and its causes. An I/O error passes over the error that it contains, so that is asked for by itself.
pub(crate) fn causes<'e>(error: &'e (dyn Error + 'static)) -> impl Iterator<Item = &'e (dyn Error + 'static)> {
    iter::successors(Some(error), |&error| match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(inner) => Some(inner),
        None => error.source(),
    })
}
