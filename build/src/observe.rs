//! `observe`: compares a document with samples of what its server does, reports, and writes an overlay.

mod base64;
mod folder;
mod har;
mod markdown;
mod progress;

use std::fs;
use std::path::{Path, PathBuf};

use clientgen::observe::{Observation, ObserveOptions};

use self::progress::Progress;
use crate::exit::Exit;
use crate::input::{Input, analysed, print_report, report};
use crate::terminal;
use crate::view::View;

/// What to compare, and what to make of it.
#[derive(Clone, Debug, Default)]
pub struct Observe {
    /// HAR files, JSON files named after operations, and folders of both.
    pub samples: Vec<PathBuf>,
    /// Where the overlay is written to.
    pub overlay: Option<PathBuf>,
    /// What may be shown, and how much.
    pub options: ObserveOptions,
    /// The report is Markdown on standard output, whatever the view says.
    pub markdown: bool,
    /// Print the report only.
    pub quiet: bool,
}

/// Compares, reports, and writes the overlay.
pub fn run(input: &Input, observe: &Observe, view: &View) -> Exit {
    match compared(input, observe, view) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn compared(input: &Input, observe: &Observe, view: &View) -> Result<Exit, Exit> {
    if let Some((path, error)) = observe.samples.iter().find_map(|path| Some((path, fs::metadata(path).err()?))) {
        return Err(terminal::unusable_path(path, &error));
    }
    let outcome = analysed(input, view)?;
    let Some(mut observer) = outcome.observer(&observe.options) else {
        report(&outcome, view);
        return Err(Exit::Errors);
    };
    let mut are_readable = true;
    let mut progress = Progress::new(&observe.samples);
    for sample in &observe.samples {
        are_readable &= folder::add(sample, &mut observer, &mut progress);
    }
    progress.clear();
    let mut observation = observer.finish();
    observation.diagnostics.deny(&input.deny);
    let printed = outcome.report_on(&observation.diagnostics);
    if observe.markdown {
        print!("{}", markdown::page(&printed, &observation));
    } else {
        print_report(&printed, view);
    }
    if let (Some(path), Some(overlay)) = (&observe.overlay, &observation.overlay) {
        std::fs::write(path, overlay).map_err(|error| {
            terminal::error(&format!("{}: {error}", path.display()));
            Exit::Usage
        })?;
    }
    if !observe.quiet {
        eprintln!("{}", summary(&observation, observe.overlay.as_deref()));
    }
    Ok(exit(&observation, are_readable))
}

fn exit(observation: &Observation, are_readable: bool) -> Exit {
    if !are_readable {
        return Exit::Usage;
    }
    if observation.counts.matched == 0 {
        terminal::error("no sample belongs to an operation of the document, so nothing was compared");
        return Exit::Usage;
    }
    if observation.is_clean() { Exit::Clean } else { Exit::Errors }
}

/// How much was compared, and where the overlay is.
fn summary(observation: &Observation, overlay: Option<&Path>) -> String {
    let counts = observation.counts;
    let mut text = format!(
        "{} of {} samples compared, of {} of {} operations",
        counts.matched, counts.exchanges, counts.called, counts.operations
    );
    match (overlay, &observation.overlay) {
        (Some(path), Some(_)) => text.push_str(&format!("; overlay written to {}", path.display())),
        (Some(_), None) => text.push_str("; there is nothing to write into an overlay"),
        (None, _) => {}
    }
    text
}
