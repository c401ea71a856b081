//! `explain`: the page of a diagnostic, or the list of all.

use clientgen::diagnostics::DiagnosticId;
use clientgen_build::Exit;

pub(crate) fn run(id: Option<&str>) -> Exit {
    let Some(id) = id else {
        for id in DiagnosticId::ALL {
            print!("{}\n", id.as_str());
        }
        return Exit::Clean;
    };
    clientgen_build::explain(id)
}
