//! `explain`: the page of a diagnostic, or the list of all.

use clap::Args;
use clientgen::diagnostics::DiagnosticId;
use clientgen_build::Exit;

#[derive(Args, Debug)]
pub(crate) struct Explain {
    /// The id, as in `warning[not-read]`.
    id: Option<String>,
}

pub(crate) fn run(options: &Explain) -> Exit {
    let Some(id) = &options.id else {
        for id in DiagnosticId::ALL {
            print!("{}\n", id.as_str());
        }
        for rule in clientgen::compare::RULES {
            print!("{}\n", rule.id);
        }
        return Exit::Clean;
    };
    clientgen_build::explain(id)
}
