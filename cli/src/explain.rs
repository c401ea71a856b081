//! `explain`: the page of a diagnostic, or the list of all.

use clap::Args;
use clientgen_build::Exit;

#[derive(Args, Debug)]
pub(crate) struct Explain {
    /// The id, as in `warning[not-read]`.
    id: Option<String>,
}

pub(crate) fn run(options: &Explain) -> Exit {
    clientgen_build::explain(options.id.as_deref())
}
