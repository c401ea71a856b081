//! For tests: the places in the code that read, and how a document fares without one of them.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::panic::Location;

/// A place in the code.
pub(crate) type Site = &'static Location<'static>;

thread_local! {
    static MET: RefCell<BTreeSet<Site>> = const { RefCell::new(BTreeSet::new()) };
    static CLOSED: RefCell<Option<Site>> = const { RefCell::new(None) };
}

/// Notes the place that reads; true if reading from there is switched off.
#[track_caller]
pub(in crate::document) fn is_closed() -> bool {
    let site = Location::caller();
    MET.with_borrow_mut(|met| met.insert(site));
    CLOSED.with_borrow(|closed| *closed == Some(site))
}

/// The places that read while something is done.
pub(crate) fn met(work: impl FnOnce()) -> BTreeSet<Site> {
    MET.with_borrow_mut(BTreeSet::clear);
    work();
    MET.with_borrow_mut(std::mem::take)
}

/// Does something as if a place did not read.
pub(crate) fn without<T>(site: Site, work: impl FnOnce() -> T) -> T {
    CLOSED.set(Some(site));
    let done = work();
    CLOSED.set(None);
    done
}
