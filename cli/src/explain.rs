//! `explain`: the page of a diagnostic, or the list of all.

use clap::Args;
use clientgen_build::{Exit, ReportStyle};

use crate::options::report_of_all;

#[derive(Args, Debug)]
pub(crate) struct Explain {
    /// The id, as in `warning[not-read]`.
    id: Option<String>,
    /// How pages are shown: for people, in one line each, as one JSON object, or as annotations of GitHub.
    #[arg(long, value_parser = report_of_all(), default_value = "terminal", value_name = "KIND")]
    report: ReportStyle,
}

pub(crate) fn run(options: &Explain) -> Exit {
    clientgen_build::explain(options.id.as_deref(), options.report)
}
