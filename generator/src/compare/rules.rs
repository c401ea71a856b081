//! The rules: what kinds of changes there are, what each means on the wire, and why. The rows are in `table`.
//!
//! What a change means in Rust is no part of a rule: it is read off the two clients.

mod table;

pub use self::table::RULES;
use super::level::Wire;

/// A kind of change.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its id, in kebab-case.
    pub id: &'static str,
    /// What it means where the changed thing is sent.
    pub request: Wire,
    /// What it means where the changed thing arrives.
    pub response: Wire,
    /// The id of the opposite change; its own id where the opposite is the same kind.
    pub mirror: &'static str,
    /// Why it means that.
    pub why: &'static str,
    /// Old code compiles and means something else.
    pub silent: bool,
}

impl Rule {
    /// The rule with an id.
    pub fn named(id: &str) -> Option<&'static Rule> {
        RULES.iter().find(|rule| rule.id == id)
    }

    /// The rule with an id that the table has; a test holds the callers to it.
    pub(super) fn known(id: &str) -> &'static Rule {
        const FALLBACK: &Rule = &RULES[0];
        Self::named(id).unwrap_or(FALLBACK)
    }

    /// The page that `explain` prints.
    pub fn explanation(&self) -> String {
        let mut text = format!("change[{}]\n\n{}\n\n", self.id, self.why);
        text += &format!("In requests: {}. In responses: {}.\n", self.request.as_str(), self.response.as_str());
        if self.silent {
            text += "Old code compiles and may mean something else, so it is shown above everything.\n";
        }
        text += &format!("The opposite change is `{}`.\n", self.mirror);
        text + "What it means in Rust is read off the two clients: constructors, setters, types, names.\n"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_mirror_that_points_back_and_a_reason() {
        assert_eq!(RULES[0].id, "unclassified");
        for (index, rule) in RULES.iter().enumerate() {
            let mirror = Rule::named(rule.mirror).unwrap_or_else(|| panic!("{}: no rule {}", rule.id, rule.mirror));
            let back = Rule::named(mirror.mirror).map(|rule| rule.id);
            assert!(
                back == Some(rule.id)
                    || mirror.mirror == mirror.id
                    || rule.id == "unclassified"
                    || Rule::named(mirror.mirror).is_some_and(|other| other.mirror == mirror.id),
                "{}",
                rule.id
            );
            assert!(rule.why.ends_with('.') && rule.why.len() > 30, "{}: the reason is no sentence", rule.id);
            assert!(RULES.iter().skip(index + 1).all(|other| other.id != rule.id), "{}: twice", rule.id);
        }
    }

    #[test]
    fn what_tightens_requests_loosens_in_the_mirror() {
        // A pair of set inclusions: what breaks requests one way is safe the other way.
        for id in ["type-narrowed", "limit-tightened", "enum-added", "format-added", "pattern-added", "closed"] {
            let rule = Rule::named(id).expect("the table has it");
            let mirror = Rule::named(rule.mirror).expect("the table has it");
            assert_eq!((rule.request, rule.response), (Wire::Breaking, Wire::Safe), "{id}");
            assert_eq!(mirror.request, Wire::Safe, "{id}");
            assert!(mirror.response > Wire::Safe, "{id}");
        }
    }
}
