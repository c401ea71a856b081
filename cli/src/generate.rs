//! `generate`: a client crate for a document, with all that it needs to compile.

use clientgen_build::{Exit, Input, ReportStyle, expected_files, write};

use crate::arguments::Generate;

pub(crate) fn run(options: Generate) -> Exit {
    let view = options.view();
    let quiet = options.quiet || view.report == ReportStyle::Json;
    let input = Input {
        files: options.root,
        overrides: options.overrides,
        overlays: options.overlays,
        name: options.name,
        runtime: Some(options.runtime),
        deny: options.deny,
        client: Some(options.out.clone()),
        ..Input::of(options.spec, "clientgen generate")
    };
    match expected_files(&input, &view) {
        Ok(files) if options.check => write::check(&options.out, &files, "clientgen generate"),
        Ok(files) => write::write(&options.out, &files, quiet),
        Err(exit) => exit,
    }
}
