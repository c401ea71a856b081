//! The command line as types.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clientgen::diagnostics::Deny;
use clientgen_build::{Color, ReportStyle, Runtime, View};

/// Generates a typed Rust client from an OpenAPI document.
#[derive(Debug, Parser)]
#[command(name = "clientgen", version, propagate_version = true, arg_required_else_help = true)]
#[command(after_help = "Exit codes: 0 clean, 1 errors, 2 usage or unreadable input, 4 outdated.")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write a client crate.
    Generate(Box<Generate>),
    /// Explain a diagnostic, or list all.
    Explain {
        /// The id, as in `warning[not-read]`.
        id: Option<String>,
    },
    /// Print completions for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

#[derive(Args, Debug)]
pub(crate) struct Generate {
    /// The OpenAPI document: 2.0, 3.0, 3.1 or 3.2, as YAML or JSON.
    pub(crate) spec: PathBuf,
    /// The folder of the client crate.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Write nothing, but name what is missing, outdated or stale; exit 4 if there is any.
    #[arg(long)]
    pub(crate) check: bool,
    /// The name of the package; without it, the title of the document gives one.
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// Where the client has its runtime from: `vendored` (a copy in DIR/runtime), `registry`, or `path=FOLDER`.
    #[arg(long, default_value = "vendored", value_name = "KIND")]
    pub(crate) runtime: Runtime,
    /// An overlay to correct the document with; several are applied in order.
    #[arg(long = "overlay", value_name = "FILE")]
    pub(crate) overlays: Vec<PathBuf>,
    /// Names, paging rules and other decisions of yours.
    #[arg(long, value_name = "FILE")]
    pub(crate) overrides: Option<PathBuf>,
    /// The folder with the other files that the document refers to; without it, the folder of the document.
    #[arg(long, value_name = "DIR")]
    pub(crate) root: Option<PathBuf>,
    /// Make errors of diagnostics: an id, the warnings of a group, `warnings`, or `all`.
    #[arg(long, value_name = "NAME")]
    pub(crate) deny: Vec<Deny>,
    /// How diagnostics are shown.
    #[arg(long, value_enum, default_value_t = Report::Terminal)]
    report: Report,
    /// When diagnostics are coloured.
    #[arg(long, value_enum, default_value_t = When::Auto)]
    color: When,
    /// Print diagnostics only.
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Report {
    /// With the lines of the document.
    Terminal,
    /// One line each.
    Short,
    /// One object on standard output.
    Json,
    /// Annotations of GitHub.
    Github,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum When {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Generate {
    /// How diagnostics are shown.
    pub(crate) fn view(&self) -> View {
        let report = match self.report {
            Report::Terminal => ReportStyle::Terminal,
            Report::Short => ReportStyle::Short,
            Report::Json => ReportStyle::Json,
            Report::Github => ReportStyle::Github,
        };
        let color = match self.color {
            When::Auto => Color::Auto,
            When::Always => Color::Always,
            When::Never => Color::Never,
        };
        View { report, color }
    }
}
