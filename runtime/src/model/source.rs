//! Where JSON comes from, as the walk sees it: the items of an array and the members of an object.
//!
//! Scalars are handed to a [`Target`] directly. The sources are serde's (`serde_source`) and the text itself (`reader`).

use std::borrow::Cow;

use serde_json::Value;

use super::keys::{Key, Keys};
use super::slot::Union;
use super::target::Target;
use super::trace::Trace;

/// What is kept of the value of a member that is not declared.
pub(super) enum Kept {
    Whole(Value),
    /// With half of a surrogate pair replaced.
    Replaced(Value),
    /// More levels than a tree may have, or a number out of range. Nobody minds it in what is passed over.
    Not,
}

/// The items of an array, one after the other.
pub(super) trait Elements {
    type Error;

    /// Reads the next item into what `target` makes; `false` at the end.
    fn next<'s, 't>(&mut self, target: impl FnOnce() -> Target<'s, 't>) -> Result<bool, Self::Error>;

    /// Reads all of it into the variant of a union that takes it.
    fn choose(self, union: &mut dyn Union, trace: &Trace) -> Result<(), Self::Error>;

    /// Reads the rest as a tree.
    fn into_tree(self) -> Result<Value, Self::Error>;

    /// Passes over the rest.
    fn skip(self) -> Result<(), Self::Error>;
}

/// The members of an object, each a key and then its value.
pub(super) trait Members<'de> {
    type Error;

    /// Passes over the next key if it is seen at once that it is this one.
    #[inline]
    fn is_next(&mut self, _key: &str) -> bool {
        false
    }

    /// The next key as a field of a record; `None` at the end.
    fn key(&mut self, keys: Keys) -> Result<Option<Key<'de>>, Self::Error>;

    /// The next key; `None` at the end.
    fn any_key(&mut self) -> Result<Option<Cow<'de, str>>, Self::Error>;

    /// The key has been there before.
    fn repeat(&mut self) {}

    /// Reads the value after a key.
    fn value(&mut self, target: Target<'_, '_>) -> Result<(), Self::Error>;

    /// Reads the value after a key as a tree, or passes over it where no tree holds it.
    fn kept(&mut self) -> Result<Kept, Self::Error>;

    /// Passes over the value after a key.
    fn skip_value(&mut self) -> Result<(), Self::Error>;

    /// The digits of a number that the source shows as an object.
    fn number(&mut self) -> Result<Option<String>, Self::Error>;

    /// Reads all of it into the variant of a union that takes it.
    fn choose(self, union: &mut dyn Union, trace: &Trace) -> Result<(), Self::Error>;

    /// Reads the rest as a tree.
    fn into_tree(self) -> Result<Value, Self::Error>;

    /// Passes over the rest.
    fn skip(self) -> Result<(), Self::Error>;
}
