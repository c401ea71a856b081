//! A correction with all that is needed to find its place.

use super::names::Names;
use crate::correction::Correction;
use crate::document::words::Words;
use crate::source::JsonPointer;

/// One correction of the overrides.
pub(super) struct Asked<'c> {
    pub(super) words: Words,
    pub(super) names: &'c Names,
    /// What it is about, as written.
    pub(super) name: &'c str,
    pub(super) correction: &'c Correction,
    /// Its place in the overrides.
    pub(super) at: JsonPointer,
}
