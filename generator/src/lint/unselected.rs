//! What the overrides leave out of the client: nothing is said about it.

use foldhash::HashSet;

use crate::source::JsonPointer;

/// The places that are not selected.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unselected<'a> {
    places: &'a HashSet<JsonPointer>,
}

impl<'a> Unselected<'a> {
    pub(crate) fn new(places: &'a HashSet<JsonPointer>) -> Self {
        Self { places }
    }

    /// Everything is selected.
    pub(super) fn is_empty(self) -> bool {
        self.places.is_empty()
    }

    /// The place itself is not selected.
    pub(super) fn is_root(self, pointer: &JsonPointer) -> bool {
        self.places.contains(pointer)
    }

    /// The place is in something that is not selected.
    pub(super) fn has(self, pointer: &JsonPointer) -> bool {
        if self.places.is_empty() {
            return false;
        }
        let mut at = Some(pointer.clone());
        while let Some(place) = at {
            if self.places.contains(&place) {
                return true;
            }
            at = place.parent();
        }
        false
    }
}
