//! The changes as an entry of a changelog, with old and new code.

use super::is_breaking;
use crate::compare::change::{Change, Comparison};
use crate::compare::level::{Rust, Wire};
use crate::source::{visible, visible_lines};

impl Comparison {
    /// The entry: what breaks, what is new, what else changed.
    pub fn changelog(&self) -> String {
        let mut text = format!("## {}\n", self.next_version);
        let is_new = |change: &&Change| change.rust == Rust::Minor;
        let breaking = |change: &&Change| change.silent || is_breaking(change);
        let sections: [(&str, Vec<&Change>); 3] = [
            ("Breaking", self.changes.iter().filter(breaking).collect()),
            ("New", self.changes.iter().filter(|change| !breaking(change) && is_new(change)).collect()),
            (
                "Changed",
                self.changes.iter().filter(|change| !breaking(change) && !is_new(change) && counts(change)).collect(),
            ),
        ];
        for (title, changes) in sections.iter().filter(|(_, changes)| !changes.is_empty()) {
            text += &format!("\n### {title}\n\n");
            changes.iter().for_each(|change| text += &entry(change));
        }
        text
    }

    /// Why the next version is what it is.
    pub fn version_reason(&self) -> String {
        let cause = |test: &dyn Fn(&Change) -> bool| {
            self.changes.iter().find(|change| test(change)).map(|change| &change.title)
        };
        let reasons = [
            ("old code does not compile", cause(&|change| change.rust == Rust::Major)),
            ("old code means something else", cause(&|change| change.silent)),
            ("released clients break", cause(&|change| change.wire() == Wire::Breaking)),
            ("the client has something new", cause(&|change| change.rust == Rust::Minor)),
            ("the client has other bytes", cause(&|change| change.rust == Rust::Patch)),
        ];
        let first = reasons.into_iter().find_map(|(words, title)| Some(format!("{words}: {}", visible(title?))));
        first.unwrap_or_else(|| "nothing of the client changed".to_owned())
    }
}

/// True if readers of a changelog want to know.
fn counts(change: &Change) -> bool {
    !change.is_documentation() && (change.wire() > Wire::None || change.rust > Rust::None)
}

fn entry(change: &Change) -> String {
    let mut text = format!("- {}", visible(&change.title));
    if change.wire() == Wire::Breaking {
        text += " (breaks released clients)";
    }
    text.push('\n');
    if change.rust == Rust::Major && !change.migration.is_empty() {
        let lines = visible_lines(&change.migration).replace("```", "'''").replace('\n', "\n  ");
        text += &format!("\n  ```diff\n  {lines}\n  ```\n\n");
    }
    text
}
