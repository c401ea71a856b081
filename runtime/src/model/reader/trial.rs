//! [`Trial`]: what a reader remembers while it reads the variant of a union.

use super::super::cursor::OutlineKeys;

/// What a reader knows of the unions around it.
#[derive(Debug, Default)]
pub(super) struct Trial<'de> {
    /// Whether the variant of a union is being read, so that a tree can be read instead.
    pub(super) is_running: bool,
    /// The discriminator of the object that begins next, of which only the first has been looked at.
    pub(super) discriminator: Option<&'static str>,
    /// Whether a key has been seen twice, of which a tree has the last.
    pub(super) has_repetition: bool,
    /// Kept for its memory.
    pub(super) keys: OutlineKeys<'de>,
}
