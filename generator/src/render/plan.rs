//! What is decided about the whole crate before anything is rendered: files, sizes, pages, forms.

pub(super) mod fields;
pub(super) mod layout;
pub(super) mod pages;
pub(super) mod placement;
