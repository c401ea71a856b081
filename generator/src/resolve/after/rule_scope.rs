//! Which operations a rule of the overrides is for: by ids, paths and tags, with patterns.

use super::overrides::unknown_operation;
use crate::config::Pattern;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{Api, Operation};
use crate::resolve::reach::LeftOut;
use crate::source::{JsonPointer, OVERRIDES_PATH};

/// What a rule says of its operations, and where the rule is.
#[derive(Clone, Copy)]
pub(super) struct Scope<'r> {
    /// The list of rules that it is in.
    pub(super) section: &'static str,
    /// Its position there.
    pub(super) index: usize,
    pub(super) operations: &'r [Pattern],
    pub(super) paths: &'r [Pattern],
    pub(super) tags: &'r [Pattern],
}

impl Scope<'_> {
    /// The place of the rule.
    pub(super) fn place(&self) -> JsonPointer {
        JsonPointer::root_of(OVERRIDES_PATH).child(self.section).child(&self.index.to_string())
    }

    /// Whether the rule is for whichever of its operations it fits.
    pub(super) fn has_patterns(&self) -> bool {
        !self.paths.is_empty() || !self.tags.is_empty() || self.operations.iter().any(has_star)
    }

    /// The operations that the rule names one by one, each with the position of the name. Says so of unknown ones.
    pub(super) fn named(&self, api: &Api, left_out: &LeftOut, diagnostics: &mut Diagnostics) -> Vec<(usize, usize)> {
        let mut named = Vec::new();
        let ids = self.operations.iter().enumerate().filter(|(_, id)| !has_star(id)).map(|(at, id)| (at, id.as_str()));
        for (at, id) in ids.filter(|(_, id)| !left_out.operations.contains(*id)) {
            match api.operations.iter().position(|operation| operation.id.as_str() == id) {
                Some(position) => named.push((at, position)),
                None => {
                    let pointer = self.place().child("operations").child(&at.to_string());
                    let unknown = unknown_operation(&[self.section], id, api);
                    diagnostics.push(Diagnostic { pointer, about_key: false, ..unknown });
                }
            }
        }
        named
    }

    /// Whether the rule is for an operation.
    pub(super) fn is_for(&self, operation: &Operation, api: &Api) -> bool {
        let any = |patterns: &[Pattern], names: &[&str]| {
            patterns.is_empty() || patterns.iter().any(|pattern| names.iter().any(|name| pattern.matches(name)))
        };
        let group = api.groups.get(operation.group.index());
        let tags = group.map(|group| [group.wire_name.as_str(), group.tag()]).unwrap_or_default();
        let with_method = format!("{} {}", operation.method, operation.path);
        any(self.operations, &[operation.id.as_str()])
            && any(self.paths, &[&operation.path, &with_method])
            && any(self.tags, &tags)
    }
}

fn has_star(pattern: &Pattern) -> bool {
    pattern.as_str().contains('*')
}
