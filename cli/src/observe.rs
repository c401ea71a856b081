//! `observe`: a document next to what its server does.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clientgen::observe::ObserveOptions;
use clientgen_build::{Color, Exit, ReportStyle, View, observe};

use crate::job::{self, Asked};
use crate::options::{Reading, color};

#[derive(Args, Debug)]
pub(crate) struct Observe {
    /// The OpenAPI document: 2.0, 3.0, 3.1 or 3.2, as YAML or JSON.
    spec: PathBuf,
    /// HAR files, bodies of answers named after operations (`listUsers.200.json`), and folders of both.
    #[arg(required = true)]
    samples: Vec<PathBuf>,
    /// Where to write an overlay that makes the document true; each action says what it was seen from.
    #[arg(long, value_name = "FILE")]
    write_overlay: Option<PathBuf>,
    /// Show the first value of each difference, and keys of objects that are data.
    #[arg(long)]
    values: bool,
    /// The name of a member, parameter or header whose values are secret; names such as `password` are known.
    #[arg(long = "secret", value_name = "NAME")]
    secrets: Vec<String>,
    /// Let the overlay also say what holds in all samples although the document allows more.
    #[arg(long)]
    tighten: bool,
    /// Name one by one what was never seen.
    #[arg(long, short)]
    verbose: bool,
    /// How differences are shown: with the lines of the document, in one line each, as one JSON object on standard
    /// output, as annotations of GitHub, as a SARIF log, or as a page of Markdown on standard output.
    #[arg(long, value_parser = report(), default_value = "terminal", value_name = "KIND")]
    report: Kind,
    /// When diagnostics are coloured; `auto` is on a terminal, unless `NO_COLOR` is set.
    #[arg(long, value_parser = color(), default_value = "auto", value_name = "WHEN")]
    color: Color,
    /// Print the report only.
    #[arg(long, short)]
    quiet: bool,
    /// A configuration file with decisions about the client of the document.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    reading: Reading,
}

/// A kind of report that all commands have, or Markdown.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Common(ReportStyle),
    Markdown,
}

fn report() -> impl TypedValueParser<Value = Kind> {
    let names = ReportStyle::NAMES.into_iter().chain(["markdown"]);
    PossibleValuesParser::new(names).try_map(|name| match name.as_str() {
        "markdown" => Ok(Kind::Markdown),
        other => other.parse().map(Kind::Common),
    })
}

const OBSERVE: &str = "observe openapi.yaml samples";

pub(crate) fn run(options: Observe) -> Exit {
    let style = match options.report {
        Kind::Common(style) => style,
        Kind::Markdown => ReportStyle::default(),
    };
    let view = View { report: style, color: options.color, verbose: true };
    let asked = Asked { spec: Some(&options.spec), config: options.config.as_deref(), example: OBSERVE };
    let input = match job::inputs(asked, &options.reading, &view) {
        Ok(inputs) => inputs.into_iter().next().unwrap_or_else(|| options.reading.input(options.spec)),
        Err(exit) => return exit,
    };
    let what = observe::Observe {
        samples: options.samples,
        overlay: options.write_overlay,
        options: ObserveOptions {
            values: options.values,
            secrets: options.secrets,
            tighten: options.tighten,
            verbose: options.verbose,
        },
        markdown: matches!(options.report, Kind::Markdown),
        quiet: options.quiet,
    };
    observe::run(&input, &what, &view)
}
