//! What few things have: where it is the default, it takes up no more room than a pointer.

use std::ops::Deref;

/// A value that is nearly always the default.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Seldom<T>(Option<Box<T>>);

/// A type whose default is there once for all.
pub(crate) trait Usual: 'static {
    /// The default.
    const USUAL: &'static Self;
}

impl<T> Default for Seldom<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Default + PartialEq> From<T> for Seldom<T> {
    fn from(value: T) -> Self {
        Self((value != T::default()).then(|| Box::new(value)))
    }
}

impl<T: Usual> Deref for Seldom<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.as_deref().unwrap_or(T::USUAL)
    }
}
