//! What is found when facts are compared with something, a line for each disagreement.

use std::collections::BTreeMap;

use crate::read::Fact;

/// Collects disagreements.
#[derive(Default)]
pub(crate) struct Report {
    pub(crate) lines: Vec<String>,
}

impl Report {
    /// Compares what a fact says with what is there.
    pub(crate) fn expect(&mut self, fact: &str, page: &str, expected: &str, actual: &str) {
        if expected != actual {
            self.lines.push(format!("`{fact}` is `{expected}` ({page}), not `{actual}`"));
        }
    }

    /// Compares a set of things, one disagreement for each.
    pub(crate) fn expect_same(&mut self, fact: &str, page: &str, expected: &[&str], actual: &[&str]) {
        for missing in expected.iter().filter(|one| !actual.contains(one)) {
            self.lines.push(format!("`{fact}` has `{missing}` ({page}); it is not there"));
        }
        for extra in actual.iter().filter(|one| !expected.contains(one)) {
            self.lines
                .push(format!("`{fact}` has no `{extra}` ({page}); add it to the facts with the page that shows it"));
        }
    }

    /// Compares facts by name.
    pub(crate) fn expect_facts(
        &mut self,
        owner: &str,
        page: &str,
        facts: &BTreeMap<String, Fact>,
        actual: &BTreeMap<String, String>,
    ) {
        for (name, fact) in facts {
            let found = actual.get(name).map_or("nothing", String::as_str);
            self.expect(&format!("{owner}.{name}"), fact.page_or(page), &fact.text, found);
        }
        for (name, found) in actual.iter().filter(|(name, _)| !facts.contains_key(*name)) {
            self.lines.push(format!("no fact `{owner}.{name}`: add `{name}: '{found}'` with the page that shows it"));
        }
    }
}
