//! The changes as workflow commands that GitHub shows next to the lines of a pull request.

use super::is_breaking;
use crate::compare::Wire;
use crate::compare::change::{Change, Comparison};
use crate::source::visible;

impl Comparison {
    /// An annotation for each change.
    pub fn github(&self) -> String {
        self.changes.iter().map(|change| self.annotation(change)).collect()
    }

    fn annotation(&self, change: &Change) -> String {
        let counts = !change.approved && (change.silent || is_breaking(change));
        let command = if counts {
            "error"
        } else if !change.approved && change.wire() == Wire::Warn {
            "warning"
        } else {
            "notice"
        };
        let place = change.after.first().or(change.before.first());
        let place =
            place.map(|place| format!("file={},line={},col={},", property(&place.file), place.line, place.column));
        let mark = if change.silent { "silent, " } else { "" };
        let title = format!("{} ({mark}wire {}, rust {})", change.id, change.wire().as_str(), change.rust.as_str());
        format!(
            "::{command} {}title={}::{} [{}]%0A{}\n",
            place.unwrap_or_default(),
            property(&title),
            message(&change.title),
            self.shown_fingerprint(change),
            message(&change.why)
        )
    }
}

/// A workflow command is one line.
fn message(text: &str) -> String {
    visible(text).replace('%', "%25")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
