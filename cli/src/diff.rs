//! `diff`: what a new document changes, on the wire and in Rust.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clientgen_build::diff::{self, ChangeView, DiffOptions, FailOn};
use clientgen_build::{Color, Exit, Input};

use crate::options::color;

/// The options of `diff`.
#[derive(Args, Debug)]
pub(crate) struct Diff {
    /// The document before.
    before: PathBuf,
    /// The document after.
    after: PathBuf,
    /// Names, paging rules and other decisions for the document before.
    #[arg(long, value_name = "FILE")]
    before_overrides: Option<PathBuf>,
    /// Names, paging rules and other decisions for the document after.
    #[arg(long, value_name = "FILE")]
    after_overrides: Option<PathBuf>,
    /// How changes are shown: for people, in one line each, as a comment for a pull request, as one page for a browser,
    /// as one JSON object, as annotations of GitHub, or as an entry of a changelog.
    #[arg(long, value_parser = view(), default_value = "terminal", value_name = "KIND")]
    report: ChangeView,
    /// The file to write to; without it, standard output.
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Compare two fresh runs: names are not kept from the document before.
    #[arg(long)]
    no_lock: bool,
    /// What makes the command end with 1.
    #[arg(long, value_parser = fail_on(), default_value = "breaking", value_name = "WHAT")]
    fail_on: FailOn,
    /// The file with the changes that somebody has approved.
    #[arg(long, value_name = "FILE")]
    approved: Option<PathBuf>,
    /// Write the changes with these fingerprints to the file of `--approved`.
    #[arg(long, value_name = "FINGERPRINT", value_delimiter = ',', requires = "approved", requires = "reason")]
    approve: Vec<String>,
    /// Why the changes of `--approve` are approved.
    #[arg(long, value_name = "WORDS")]
    reason: Option<String>,
    /// A file or a folder of programs that use the client: the lines that a change touches are named. May be repeated.
    #[arg(long, value_name = "PATH")]
    code: Vec<PathBuf>,
    /// When the output is coloured; `auto` is on a terminal, unless `NO_COLOR` is set.
    #[arg(long, value_parser = color(), default_value = "auto", value_name = "WHEN")]
    color: Color,
}

pub(crate) fn run(options: Diff) -> Exit {
    let input =
        |spec: PathBuf, overrides: Option<PathBuf>| Input { overrides, ..Input::of(spec, "clientgen generate") };
    let before = input(options.before, options.before_overrides);
    let after = input(options.after, options.after_overrides);
    let options = DiffOptions {
        view: options.report,
        color: options.color,
        out: options.out,
        no_lock: options.no_lock,
        fail_on: options.fail_on,
        approved: options.approved,
        code: options.code,
        approve: options.approve,
        reason: options.reason,
    };
    diff::files(&before, &after, &options)
}

/// Parses the name of a view of changes.
fn view() -> impl TypedValueParser<Value = ChangeView> {
    PossibleValuesParser::new(ChangeView::NAMES).try_map(|name| name.parse())
}

/// Parses the name of what makes `diff` fail.
fn fail_on() -> impl TypedValueParser<Value = FailOn> {
    PossibleValuesParser::new(FailOn::NAMES).try_map(|name| name.parse())
}
