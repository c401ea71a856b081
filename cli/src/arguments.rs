//! The command line as types.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
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
    #[arg(long, value_parser = runtime, default_value = "vendored", value_name = "KIND")]
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
    /// How diagnostics are shown: with the lines of the document, in one line each, as one JSON object on standard
    /// output, or as annotations of GitHub.
    #[arg(long, value_parser = report(), default_value = "terminal")]
    report: ReportStyle,
    /// When diagnostics are coloured; `auto` is on a terminal, unless `NO_COLOR` is set.
    #[arg(long, value_parser = color(), default_value = "auto")]
    color: Color,
    /// Print diagnostics only.
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

impl Generate {
    /// How diagnostics are shown.
    pub(crate) fn view(&self) -> View {
        View { report: self.report, color: self.color }
    }
}

/// One of the names of a kind of report.
fn report() -> impl TypedValueParser<Value = ReportStyle> {
    PossibleValuesParser::new(ReportStyle::NAMES).try_map(|name| name.parse())
}

/// One of the names of a use of colours.
fn color() -> impl TypedValueParser<Value = Color> {
    PossibleValuesParser::new(Color::NAMES).try_map(|name| name.parse())
}

fn runtime(text: &str) -> Result<Runtime, String> {
    match (text, text.strip_prefix("path=")) {
        ("vendored", _) => Ok(Runtime::copy(clientgen_runtime::sources::files())),
        ("registry", _) => Ok(Runtime::registry()),
        (_, Some(path)) if !path.is_empty() => Ok(Runtime::at(path.to_owned())),
        _ => Err(format!("`{text}` is no runtime: use vendored, registry or path=FOLDER")),
    }
}
