//! `generate --watch`: the clients are written again whenever a file changes that they are made from.

use clientgen_build::terminal::{self, Verb};
use clientgen_build::{Exit, Seen};

use crate::job::Making;

/// Runs for ever, unless the first run has nothing to watch. An error of the document or of a file is one to mend.
pub(crate) fn run(making: &Making, write: impl Fn(Making) -> Exit) -> Exit {
    if making.is_from_stdin() {
        terminal::error("standard input cannot be watched; name a file");
        return Exit::Usage;
    }
    loop {
        let seen = Seen::default();
        let exit = write(making.clone().seen_by(&seen));
        if seen.is_empty() {
            return exit;
        }
        let files = if seen.len() == 1 { "1 file".to_owned() } else { format!("{} files", seen.len()) };
        terminal::progress(Verb::Watching, &format!("{files}; end with Ctrl-C"));
        let changed = seen.states().wait_for_a_change();
        terminal::progress(Verb::Changed, &changed.display().to_string());
    }
}
