//! What a comparison needs of each of the two documents. Data.

use crate::document::Document;
use crate::ir::Api;
use crate::names::Names;

/// One side of a comparison.
#[derive(Clone, Copy)]
pub(crate) struct Side<'a> {
    pub(crate) document: &'a Document,
    pub(crate) api: &'a Api,
    pub(crate) names: &'a Names,
    /// `surface.txt` of its client.
    pub(crate) surface: &'a str,
    /// What `surface.txt` does not list.
    pub(crate) outline: &'a [String],
    /// `surface.txt` as an earlier version of the generator left it.
    pub(crate) committed: Option<&'a str>,
    /// The text of the overrides file.
    pub(crate) overrides: &'a str,
    /// The name of the overrides file.
    pub(crate) overrides_name: &'a str,
    /// The version of the client.
    pub(crate) version: &'a str,
}

/// What is rendered only if it is needed, of both sides.
#[derive(Clone, Copy)]
pub(crate) struct Rendered<'a> {
    /// Whether all files of the clients are equal.
    pub(crate) same_bytes: &'a dyn Fn() -> bool,
}
