//! [`Target`]: the place of one value, and what is known about it while the value is read.

use super::slot::Slot;
use super::trace::Trace;

/// The place of one value.
pub(super) struct Target<'s, 't> {
    pub(super) slot: Slot<'s>,
    /// Whether it is a member that may be left out: null leaves the slot as it is, and what does not fit is given up.
    pub(super) optional: bool,
    /// Whether an `Option` around it can become `None` if it does not fit.
    pub(super) nullable: bool,
    pub(super) trace: &'t Trace,
}

impl<'s, 't> Target<'s, 't> {
    #[inline]
    pub(super) fn new(slot: Slot<'s>, trace: &'t Trace) -> Self {
        Self { slot, optional: false, nullable: false, trace }
    }

    #[inline]
    pub(super) fn member(slot: Slot<'s>, optional: bool, trace: &'t Trace) -> Self {
        Self { slot, optional, nullable: false, trace }
    }
}
