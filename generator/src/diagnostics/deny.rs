//! Which diagnostics count as errors: what `--deny` names.

use std::str::FromStr;

use super::{Diagnostic, DiagnosticId, Group, Severity, suggest};

/// A class of diagnostics to count as errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deny {
    /// `all`: everything, notes included.
    All,
    /// `warnings`: every warning.
    Warnings,
    /// The warnings of a group: `structure`.
    Group(Group),
    /// One id, whatever its severity: `unknown-key`.
    Id(DiagnosticId),
}

impl Deny {
    /// True if it makes an error of a diagnostic.
    pub(super) fn applies_to(self, diagnostic: &Diagnostic) -> bool {
        // Notes tell of what is done on purpose, so a class raises them only if it says so.
        let is_warning = diagnostic.severity == Severity::Warning;
        match self {
            Deny::All => true,
            Deny::Warnings => is_warning,
            Deny::Group(group) => is_warning && diagnostic.id.group() == group,
            Deny::Id(id) => diagnostic.id == id,
        }
    }
}

impl FromStr for Deny {
    type Err = String;

    fn from_str(name: &str) -> Result<Deny, String> {
        match name {
            "all" => return Ok(Deny::All),
            "warnings" => return Ok(Deny::Warnings),
            _ => {}
        }
        let group = Group::named(name).map(Deny::Group);
        let known = group.or_else(|| DiagnosticId::named(name).map(Deny::Id));
        known.ok_or_else(|| unknown(name))
    }
}

fn unknown(name: &str) -> String {
    let message = format!("there is no diagnostic and no group of diagnostics called `{name}`");
    let groups = Group::ALL.into_iter().map(Group::name);
    let names = ["all", "warnings"].into_iter().chain(groups);
    match suggest(name, names.chain(DiagnosticId::ALL.iter().map(|id| id.as_str()))) {
        Some(similar) => format!("{message}; did you mean `{similar}`?"),
        None => message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Diagnostics;
    use crate::source::JsonPointer;

    fn denied(names: &[&str]) -> Vec<&'static str> {
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(Diagnostic::warning(DiagnosticId::UnknownKey, JsonPointer::parse("/a"), "a"));
        diagnostics.push(Diagnostic::warning(DiagnosticId::UnionAmbiguous, JsonPointer::parse("/b"), "b"));
        diagnostics.push(Diagnostic::note(DiagnosticId::NameCollision, JsonPointer::parse("/c"), "c"));
        let classes: Vec<Deny> = names.iter().map(|name| name.parse().expect("it is known")).collect();
        diagnostics.deny(&classes);
        let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
        errors.map(|diagnostic| diagnostic.id.as_str()).collect()
    }

    #[test]
    fn denying_raises_by_id_group_or_all() {
        assert_eq!(denied(&[]), [""; 0]);
        assert_eq!(denied(&["structure"]), ["unknown-key"]);
        assert_eq!(denied(&["generator"]), [""; 0]);
        assert_eq!(denied(&["warnings"]), ["unknown-key", "union-ambiguous"]);
        assert_eq!(denied(&["all"]), ["unknown-key", "union-ambiguous", "name-collision"]);
        assert_eq!(denied(&["name-collision"]), ["name-collision"]);
    }

    #[test]
    fn an_unknown_name_is_refused_with_the_nearest() {
        let refused = |name: &str| name.parse::<Deny>().expect_err("it is unknown");
        assert!(refused("structur").ends_with("did you mean `structure`?"));
        assert!(refused("unknwon-key").ends_with("did you mean `unknown-key`?"));
        assert!(refused("everything-else").ends_with("called `everything-else`"));
    }

    #[test]
    fn what_is_only_counted_can_be_denied() {
        let mut diagnostics = Diagnostics::default();
        for index in 0..6_000 {
            let pointer = JsonPointer::root().item(index);
            diagnostics.push(Diagnostic::warning(DiagnosticId::UnknownKey, pointer, "a"));
        }
        let kept = diagnostics.len();
        assert!(kept < 6_000);
        diagnostics.deny(&[Deny::Warnings]);
        let is_error = |diagnostic: &&Diagnostic| diagnostic.severity == Severity::Error;
        assert_eq!(diagnostics.iter().filter(is_error).count(), kept);
        let last = diagnostics.iter().last().expect("there are some");
        assert_eq!(last.message, format!("{} more of this kind are not shown", 6_000 - kept + 1));
    }
}
