//! [`BodyError`]: why the bytes of a body end early, as an error that `?` can pass on.

use std::error::Error;
use std::fmt;

use crate::boxed::BoxError;

/// Why the bytes of a body end early: the connection failed, or they do not match the length or the encoding in the headers.
///
/// It has the message and the causes of the error of the transport, which [`is`](Self::is) and
/// [`downcast_ref`](Self::downcast_ref) ask for.
pub struct BodyError(BoxError);

impl BodyError {
    pub(crate) fn new(error: BoxError) -> Self {
        Self(error)
    }

    /// Whether it is an error of this type, such as [`Stalled`](crate::Stalled).
    #[must_use]
    pub fn is<E: Error + 'static>(&self) -> bool {
        self.0.is::<E>()
    }

    /// The error as this type, if it is one.
    #[must_use]
    pub fn downcast_ref<E: Error + 'static>(&self) -> Option<&E> {
        self.0.downcast_ref()
    }

    /// Takes the error of the transport.
    #[must_use]
    pub fn into_inner(self) -> BoxError {
        self.0
    }
}

impl fmt::Display for BodyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl fmt::Debug for BodyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl Error for BodyError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source()
    }
}
