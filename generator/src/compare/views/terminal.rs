//! The changes for people on a terminal: what counts is open, the rest is a line each; and one line each for programs.

use super::{cause_words, hit_words, is_breaking, reach_words};
use crate::compare::change::{Cause, Change, Comparison};
use crate::source::{visible, visible_lines};

const RED: &str = "\x1b[1;31m";
const YELLOW: &str = "\x1b[1;33m";
const GREEN: &str = "\x1b[32m";
const BOLD: &str = "\x1b[1m";
const END: &str = "\x1b[0m";

/// Titles longer than this move what follows to the next line.
const TITLE_WIDTH: usize = 64;

impl Comparison {
    /// The first screen, with colours if they are wanted.
    pub fn terminal(&self, color: bool) -> String {
        let paint = Paint { color };
        let mut text = format!(" {} -> {}   {}\n", visible(&self.before), visible(&self.after), self.summary());
        if self.changes.is_empty() {
            return text;
        }
        let next = if self.next_version == self.version {
            format!("next: {}", self.version)
        } else {
            format!("next: {} (is {})", self.next_version, self.version)
        };
        let wire = self.wire().as_str();
        text += &format!(
            " {} {wire}: {}    {} {}    {next}\n\n",
            paint.bold("WIRE"),
            self.wire_sentence(),
            paint.bold("RUST"),
            self.rust().as_str()
        );
        let mut is_apart = false;
        for change in &self.changes {
            if change.cause == Cause::Generator && !is_apart {
                is_apart = true;
                text += "\n by the generator, which makes something else of the old document:\n";
            }
            text += &self.line(change, &paint);
            if change.silent || is_breaking(change) || change.approved {
                text += &details(change);
            }
        }
        text += &self.footer();
        visible_or_styled(&text, color)
    }

    fn line(&self, change: &Change, paint: &Paint) -> String {
        let mark = match change {
            change if change.approved => paint.green("ok"),
            change if change.silent => paint.red("!!"),
            change if is_breaking(change) => paint.red("x "),
            change if change.is_documentation() => ". ".to_owned(),
            change if change.wire() >= crate::compare::Wire::Warn => paint.yellow("~ "),
            _ => paint.green("+ "),
        };
        let silent = if change.silent { "SILENT  " } else { "" };
        let title = format!("{silent}{}", visible(&change.title));
        let levels = format!(
            "wire {:<8} rust {:<5} {}",
            change.wire().as_str(),
            change.rust.as_str(),
            self.shown_fingerprint(change)
        );
        let width = title.chars().count();
        if width > TITLE_WIDTH {
            return format!(" {mark} {title}\n    {:TITLE_WIDTH$} {levels}\n", "");
        }
        format!(" {mark} {title}{}  {levels}\n", " ".repeat(TITLE_WIDTH - width))
    }

    fn footer(&self) -> String {
        let open: Vec<&str> = self
            .changes
            .iter()
            .filter(|change| !change.approved && (change.silent || is_breaking(change)))
            .map(|change| self.shown_fingerprint(change))
            .collect();
        if open.is_empty() {
            return String::new();
        }
        format!("\n approve: --approve {} --reason \"..\"\n", open.join(","))
    }

    /// `file:line:column: wire/rust[id]: title`, a change each.
    pub fn short(&self) -> String {
        let line = |change: &Change| {
            let place = change.after.first().or(change.before.first());
            let place = place.map(|place| format!("{}:{}:{}: ", visible(&place.file), place.line, place.column));
            let silent = if change.silent { " silent" } else { "" };
            format!(
                "{}{}/{}{silent}[{}] {}: {}\n",
                place.unwrap_or_default(),
                change.wire().as_str(),
                change.rust.as_str(),
                change.id,
                self.shown_fingerprint(change),
                visible(&change.title)
            )
        };
        self.changes.iter().map(line).collect()
    }
}

/// How many lines of Rust a change shows here.
const MAX_LINES: usize = 6;

/// What the change was, where it reaches, and why it counts.
fn details(change: &Change) -> String {
    let mut text = String::new();
    let lines: Vec<&str> = change.migration.lines().collect();
    for line in lines.iter().take(MAX_LINES) {
        text += &format!("      {}\n", visible(line));
    }
    if lines.len() > MAX_LINES {
        text += &format!("      and {} more lines; Markdown and the page have them\n", lines.len() - MAX_LINES);
    }
    let place =
        change.shown_place().map(|place| format!("{}:{}", visible(&place.file), place.line)).unwrap_or_default();
    let reach = reach_words(change);
    if !reach.is_empty() || !place.is_empty() {
        text += &format!("      {}{}{place}\n", visible(&reach), if reach.is_empty() { "" } else { "   " });
    }
    let hits = hit_words(change);
    if !hits.is_empty() {
        text += &format!("      {}\n", visible(&hits));
    }
    text + &format!("      {} [{}]{}\n", change.why, change.id, cause_words(change))
}

fn visible_or_styled(text: &str, color: bool) -> String {
    if color { crate::source::visible_styled(text).into_owned() } else { visible_lines(text).into_owned() }
}

/// Colours, if they are wanted.
struct Paint {
    color: bool,
}

impl Paint {
    fn bold(&self, text: &str) -> String {
        self.with(BOLD, text)
    }

    fn red(&self, text: &str) -> String {
        self.with(RED, text)
    }

    fn yellow(&self, text: &str) -> String {
        self.with(YELLOW, text)
    }

    fn green(&self, text: &str) -> String {
        self.with(GREEN, text)
    }

    fn with(&self, style: &str, text: &str) -> String {
        if self.color { [style, text, END].concat() } else { text.to_owned() }
    }
}
