//! What is settled over the whole API once every type is there: recursion, usage, duplicates, paging, waiting,
//! overrides.

pub(super) mod dedup;
pub(super) mod equal_bodies;
mod keys;
pub(super) mod overrides;
pub(super) mod paging;
mod paths;
pub(super) mod recursion;
mod rule_scope;
pub(super) mod successes;
pub(super) mod usage;
pub(super) mod waiting;
