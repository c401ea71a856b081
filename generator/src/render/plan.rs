//! What is decided about the whole crate before anything is rendered: files, sizes, pages, forms.

pub(super) mod common_headers;
pub(super) mod fields;
pub(super) mod layout;
mod lengths;
pub(super) mod only_uses;
pub(super) mod operation_files;
pub(super) mod pages;
mod parts;
pub(super) mod placement;
