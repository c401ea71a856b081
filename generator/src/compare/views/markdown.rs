//! The changes as a comment of a pull request: what they mean together, at most ten rows, the rest folded.

use super::{cause_words, hit_words, is_breaking, reach_words};
use crate::compare::change::{Change, Comparison};
use crate::source::visible;

/// Rows that are open.
const MAX_ROWS: usize = 10;

/// GitHub takes 65,536 characters.
const MAX_LENGTH: usize = 60_000;

impl Comparison {
    /// The comment; it says how much was left out where there is too much.
    pub fn markdown(&self) -> String {
        let mut text = format!("### API changes: {}\n\n", self.summary());
        if self.changes.is_empty() {
            return text + "The contract and the client are the same.\n";
        }
        text += &format!("**Wire {}**: {}. ", self.wire().as_str(), self.wire_sentence());
        text += &format!("**Rust {}**. ", self.rust().as_str());
        text += &format!("Next version: **{}** (is {}).\n\n", self.next_version, self.version);
        let (counting, other): (Vec<&Change>, Vec<&Change>) =
            self.changes.iter().partition(|change| change.silent || is_breaking(change));
        let (shown, more) = counting.split_at(counting.len().min(MAX_ROWS));
        if !shown.is_empty() {
            text += &self.table(shown);
        }
        text += &self.fold(if more.len() == 1 { "more that counts" } else { "more that count" }, more);
        text += &self.fold(if other.len() == 1 { "that breaks nothing" } else { "that break nothing" }, &other);
        text += &self.details(&counting);
        text + &self.surface_fold()
    }

    fn table(&self, changes: &[&Change]) -> String {
        let mut text = "| | Change | Wire | Rust | Where | |\n|---|---|---|---|---|---|\n".to_owned();
        for change in changes {
            let mark = match (change.approved, change.silent) {
                (true, _) => "approved",
                (false, true) => "**silent**",
                _ if is_breaking(change) => "**breaking**",
                _ => "",
            };
            let place = change.shown_place().map(|place| format!("{}:{}", place.file, place.line)).unwrap_or_default();
            text += &format!(
                "| {mark} | {} | {} | {} | {} | `{}` |\n",
                cell(&[&*change.title, cause_words(change)].concat()),
                change.wire().as_str(),
                change.rust.as_str(),
                cell(&place),
                self.shown_fingerprint(change)
            );
        }
        text
    }

    fn fold(&self, words: &str, changes: &[&Change]) -> String {
        if changes.is_empty() {
            return String::new();
        }
        let room = MAX_LENGTH / 3;
        let mut rows = self.table(changes);
        if rows.len() > room {
            let fits: Vec<&str> = rows
                .lines()
                .scan(0, |length, line| {
                    *length += line.len() + 1;
                    (*length < room).then_some(line)
                })
                .collect();
            let left_out = changes.len() + 2 - fits.len();
            rows = format!("{}\n\nand {left_out} more; the JSON report has all\n", fits.join("\n"));
        }
        let (count, noun) = (changes.len(), if changes.len() == 1 { "change" } else { "changes" });
        format!("\n<details><summary>{count} {noun} {words}</summary>\n\n{rows}\n</details>\n")
    }

    /// Why each counts, and what to do about it.
    fn details(&self, changes: &[&Change]) -> String {
        let mut text = String::new();
        for change in changes.iter().take(MAX_ROWS) {
            text += &format!("- `{}` {}: {}", self.shown_fingerprint(change), change.id, change.why);
            let reach = reach_words(change);
            if !reach.is_empty() {
                text += &format!(" Reaches {}.", cell(&reach));
            }
            let hits = hit_words(change);
            if !hits.is_empty() {
                text += &format!(" It {}.", cell(&hits));
            }
            text.push('\n');
            if !change.migration.is_empty() {
                text += &format!("\n  ```diff\n  {}\n  ```\n", fenced(&change.migration).replace('\n', "\n  "));
            }
        }
        if text.is_empty() {
            text
        } else {
            format!("\n<details><summary>Why, and what to change</summary>\n\n{text}\n</details>\n")
        }
    }

    fn surface_fold(&self) -> String {
        let lines = self.surface_before.iter().map(|line| format!("- {line}"));
        let lines: Vec<String> = lines.chain(self.surface_after.iter().map(|line| format!("+ {line}"))).collect();
        if lines.is_empty() {
            return String::new();
        }
        let mut text = fenced(&lines.join("\n"));
        if text.len() > MAX_LENGTH / 4 {
            let end = (0..=MAX_LENGTH / 4).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            text.truncate(end);
            text += "\n..";
        }
        format!("\n<details><summary>surface.txt</summary>\n\n```diff\n{text}\n```\n</details>\n")
    }
}

/// Nothing in a cell may end it or begin a tag.
fn cell(text: &str) -> String {
    visible(text).replace('\\', "\\\\").replace('|', "\\|").replace('<', "&lt;").replace('`', "'")
}

/// Nothing in a fence may end it.
fn fenced(text: &str) -> String {
    crate::source::visible_lines(text).replace("```", "'''")
}
