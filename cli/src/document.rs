//! `lint` and `inspect`: what there is to say about a document, and what a stage made of it.

use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clientgen::diagnostics::Severity;
use clientgen_build::{Exit, Input, STAGES, View, lint, project};

use crate::job;
use crate::options::{Reading, Showing};

#[derive(Args, Debug)]
pub(crate) struct Lint {
    /// The document; `-` is standard input. Without it, that of clientgen.toml.
    spec: Option<PathBuf>,
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
    reading: Reading,
}

pub(crate) fn lint(options: Lint) -> Exit {
    let view = options.showing.view();
    let asked = (options.spec.as_deref(), "lint openapi.yaml");
    each(asked, &options.reading, &view, |input| lint::run(input, options.min_severity, &view))
}

/// One of the names of a severity.
fn least() -> impl TypedValueParser<Value = Severity> {
    PossibleValuesParser::new(lint::SEVERITIES).try_map(|name| lint::severity(&name))
}

pub(crate) fn inspect(options: Inspect) -> Exit {
    let asked = (options.spec.as_deref(), "inspect api --spec openapi.yaml");
    each(asked, &options.reading, &View::default(), |input| {
        clientgen_build::inspect(input, &options.stage, options.name.as_deref())
    })
}

/// The document of the command line, or all of the nearest clientgen.toml; with an example of a command that names one.
type Asked<'a> = (Option<&'a Path>, &'a str);

fn each(asked: Asked<'_>, reading: &Reading, view: &View, then: impl Fn(&Input) -> Exit) -> Exit {
    let inputs = match inputs(asked, reading, view) {
        Ok(inputs) => inputs,
        Err(exit) => return exit,
    };
    let exits: Vec<Exit> = inputs.iter().map(then).collect();
    exits.into_iter().find(|exit| *exit != Exit::Clean).unwrap_or(Exit::Clean)
}

fn inputs((spec, example): Asked<'_>, reading: &Reading, view: &View) -> Result<Vec<Input>, Exit> {
    if let Some(spec) = spec {
        return Ok(vec![reading.clone().input(spec.to_owned())]);
    }
    let Some(config) = job::config(None, None, || job::no_document(example))? else { return Ok(Vec::new()) };
    let jobs = project::jobs(&config, view)?;
    let input = |job: &project::Job| {
        let document = job.document().ok_or_else(|| job::no_document_in(job))?;
        Ok(Input { client: job.out(), ..reading.clone().over(job.input(document, "clientgen generate")) })
    };
    jobs.iter().map(input).collect()
}
