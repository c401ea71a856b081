//! One difference of two clients, and what comes or goes as a whole.

use crate::compare::level::Rust;
use crate::compare::surface::Item;

/// One difference in what code may depend on.
#[derive(Clone, Debug)]
pub(in crate::compare) struct RustDifference {
    /// The rule for it, where no difference of the documents explains it.
    pub(in crate::compare) rule: &'static str,
    pub(in crate::compare) level: Rust,
    /// Old code compiles and means something else.
    pub(in crate::compare) silent: bool,
    /// What it belongs to: differences of one rule that belong together are one change.
    pub(in crate::compare) about: String,
    pub(in crate::compare) before: Option<Item>,
    pub(in crate::compare) after: Option<Item>,
}

impl RustDifference {
    /// The item of the new client, or of the old one where it is gone.
    pub(in crate::compare) fn item(&self) -> Option<&Item> {
        self.after.as_ref().or(self.before.as_ref())
    }
}

/// The difference of an item that is not there any more.
pub(super) fn gone(item: &Item) -> Option<RustDifference> {
    let level = match item.kind() {
        // Most code reads a boxed value like one without a box, but not all code does.
        "boxed" | "default" => Rust::Major,
        "response" => return None,
        _ => Rust::Major,
    };
    let is_type = item.part().is_none() && matches!(item.kind(), "struct" | "enum" | "union" | "type");
    let rule = if is_type { "schema-removed" } else { "rust-removed" };
    let about = item.owner().to_owned();
    Some(RustDifference { rule, level, silent: false, about, before: Some(item.clone()), after: None })
}

/// The difference of an item that was not there.
pub(super) fn come(item: &Item) -> Option<RustDifference> {
    let level = match item.kind() {
        "response" => return None,
        _ => Rust::Minor,
    };
    let is_type = item.part().is_none() && matches!(item.kind(), "struct" | "enum" | "union" | "type");
    let rule = if is_type { "schema-added" } else { "rust-added" };
    let about = item.owner().to_owned();
    Some(RustDifference { rule, level, silent: false, about, before: None, after: Some(item.clone()) })
}
