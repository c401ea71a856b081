//! What is settled over the whole API once every type is there: recursion, usage, duplicates, paging, overrides.

pub(super) mod dedup;
pub(super) mod equal_bodies;
mod keys;
pub(super) mod overrides;
pub(super) mod paging;
pub(super) mod recursion;
pub(super) mod successes;
pub(super) mod usage;
