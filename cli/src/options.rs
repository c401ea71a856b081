//! The options that several commands have.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clientgen::diagnostics::Deny;
use clientgen_build::{Color, Input, ReportStyle, View};

/// How a document is read.
#[derive(Args, Clone, Debug)]
pub(crate) struct Reading {
    /// An overlay to correct the document with; several are applied in order.
    #[arg(long = "overlay", value_name = "FILE")]
    pub(crate) overlays: Vec<PathBuf>,
    /// Names, paging rules and other decisions of yours, in YAML or TOML; in place of those of clientgen.toml.
    #[arg(long, value_name = "FILE")]
    pub(crate) overrides: Option<PathBuf>,
    /// The folder with the other files that the document refers to; without it, the folder of the document.
    #[arg(long, value_name = "DIR")]
    pub(crate) root: Option<PathBuf>,
    /// Make errors of diagnostics: an id, the warnings of a group, `warnings`, or `all`.
    #[arg(long, value_name = "NAME")]
    pub(crate) deny: Vec<Deny>,
    /// A file with diagnostics that are not to be shown: an array of `{id, at, reason}`, where `at` is a JSON pointer.
    #[arg(long, value_name = "FILE")]
    pub(crate) exceptions: Option<PathBuf>,
}

/// Where the decisions about a client are.
#[derive(Args, Clone, Debug)]
pub(crate) struct Deciding {
    /// The configuration file. Without it and without SPEC: clientgen.toml of this folder or of one above.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

impl Reading {
    /// What the generator reads.
    pub(crate) fn input(self, spec: PathBuf) -> Input {
        self.over(Input::of(spec, "clientgen generate"))
    }

    /// The same, where a file has said something already.
    pub(crate) fn over(self, input: Input) -> Input {
        Input {
            files: self.root.or(input.files),
            config: input.config.filter(|_| self.overrides.is_none()),
            overrides: self.overrides,
            overlays: self.overlays,
            deny: self.deny,
            exceptions: self.exceptions,
            ..input
        }
    }
}

/// How the result is shown.
#[derive(Args, Clone, Debug)]
pub(crate) struct Showing {
    /// How diagnostics are shown: with the lines of the document, in one line each, as one JSON object on standard
    /// output, as annotations of GitHub, or as a SARIF log on standard output.
    #[arg(long, value_parser = report(), default_value = "terminal", value_name = "KIND")]
    report: ReportStyle,
    /// When diagnostics are coloured; `auto` is on a terminal, unless `NO_COLOR` is set.
    #[arg(long, value_parser = color(), default_value = "auto", value_name = "WHEN")]
    color: Color,
    /// Show every diagnostic, also equal ones.
    #[arg(long, short)]
    verbose: bool,
    /// Print diagnostics only.
    #[arg(long, short)]
    quiet: bool,
}

impl Showing {
    /// How diagnostics are shown.
    pub(crate) fn view(&self) -> View {
        View { report: self.report, color: self.color, verbose: self.verbose }
    }

    /// Standard output belongs to the report, or nobody wants to know more.
    pub(crate) fn is_quiet(&self) -> bool {
        self.quiet || self.report.is_for_programs()
    }
}

/// One of the names of a kind of report.
fn report() -> impl TypedValueParser<Value = ReportStyle> {
    PossibleValuesParser::new(ReportStyle::NAMES).try_map(|name| name.parse())
}

/// One of the names of the kinds of report that every command has.
pub(crate) fn report_of_all() -> impl TypedValueParser<Value = ReportStyle> {
    let names = ReportStyle::NAMES.into_iter().filter(|name| *name != "sarif");
    PossibleValuesParser::new(names).try_map(|name| name.parse())
}

/// One of the names of a use of colours.
pub(crate) fn color() -> impl TypedValueParser<Value = Color> {
    PossibleValuesParser::new(Color::NAMES).try_map(|name| name.parse())
}
