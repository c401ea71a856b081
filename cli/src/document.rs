//! `lint` and `inspect`: what there is to say about a document, and what a stage made of it.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clientgen::diagnostics::Severity;
use clientgen_build::{Color, Exit, Input, ReportStyle, STAGES, View, lint};

use crate::job::{self, Asked};
use crate::options::{Deciding, Reading, Showing, color, report_of_all};

#[derive(Args, Debug)]
pub(crate) struct Lint {
    /// The document; `-` is standard input. Without it, that of clientgen.toml.
    spec: Option<PathBuf>,
    #[command(flatten)]
    deciding: Deciding,
    /// Leave out what is less severe.
    #[arg(long, value_parser = least(), default_value = "note", value_name = "SEVERITY")]
    min_severity: Severity,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    showing: Showing,
}

#[derive(Args, Debug)]
pub(crate) struct Inspect {
    /// The stage: `document` (as written), `api` (resolved), `code` (a file) or `surface` (all public items).
    #[arg(value_parser = STAGES)]
    stage: String,
    /// An operation, a schema or a file; without it, everything.
    name: Option<String>,
    /// The document; `-` is standard input. Without it, that of clientgen.toml.
    #[arg(long, value_name = "FILE")]
    spec: Option<PathBuf>,
    #[command(flatten)]
    deciding: Deciding,
    #[command(flatten)]
    reading: Reading,
    /// How errors of the document are shown: with its lines, in one line each, or as annotations of GitHub; `json` is
    /// one object with all diagnostics and what the stage made.
    #[arg(long, value_parser = report_of_all(), default_value = "terminal", value_name = "KIND")]
    report: ReportStyle,
    /// When diagnostics are coloured; `auto` is on a terminal, unless `NO_COLOR` is set.
    #[arg(long, value_parser = color(), default_value = "auto", value_name = "WHEN")]
    color: Color,
}

pub(crate) fn lint(options: Lint) -> Exit {
    let view = options.showing.view();
    let asked = Asked { spec: options.spec.as_deref(), config: options.deciding.config.as_deref(), example: LINT };
    each(asked, &options.reading, &view, |input| lint::run(input, options.min_severity, &view))
}

const LINT: &str = "lint openapi.yaml";
const INSPECT: &str = "inspect api --spec openapi.yaml";

/// One of the names of a severity.
fn least() -> impl TypedValueParser<Value = Severity> {
    PossibleValuesParser::new(lint::SEVERITIES).try_map(|name| lint::severity(&name))
}

pub(crate) fn inspect(options: Inspect) -> Exit {
    let view = View { report: options.report, color: options.color, verbose: true };
    let asked = Asked { spec: options.spec.as_deref(), config: options.deciding.config.as_deref(), example: INSPECT };
    each(asked, &options.reading, &view, |input| {
        clientgen_build::inspect(input, &options.stage, options.name.as_deref(), &view)
    })
}

fn each(asked: Asked<'_>, reading: &Reading, view: &View, then: impl Fn(&Input) -> Exit) -> Exit {
    let inputs = match job::inputs(asked, reading, view) {
        Ok(inputs) => inputs,
        Err(exit) => return exit,
    };
    let exits: Vec<Exit> = inputs.iter().map(then).collect();
    exits.into_iter().find(|exit| *exit != Exit::Clean).unwrap_or(Exit::Clean)
}
