//! The README of the crate: what it is, how to begin, what it offers.

use super::{crate_docs, markdown};
use crate::ir::{GroupId, query};
use crate::output::GeneratedFile;
use crate::render::context::Context;

/// Methods named in a row of the table.
const SHOWN: usize = 12;

/// Renders `README.md`.
pub(crate) fn file(context: &Context<'_>) -> GeneratedFile {
    let types_only = context.config.types_only;
    let what = if types_only { "The types of " } else { "A typed client of " };
    let mut lines = vec![
        ["# ", &context.package()].concat(),
        String::new(),
        [what, &crate_docs::subject(context), "."].concat(),
        String::new(),
    ];
    if !types_only {
        lines.extend(crate_docs::start_without_frame(context));
        lines.extend(["", "| Group | Operations |", "|---|---|"].map(str::to_owned));
        lines.extend(query::group_ids(context.api).map(|group| row(context, group)));
        lines.push(String::new());
    }
    lines.push(
        "`surface.txt` lists every public item, one per line, and `wire.txt` what goes over the wire.".to_owned(),
    );
    lines.extend(context.api.info.documentation_url.iter().flat_map(|url| {
        let link = markdown::lines(url).concat();
        [["The API is documented at ", &link, "."].concat()]
    }));
    // Readers begin with the title; the mark is for the generator.
    lines.extend([String::new(), ["<!-- ", &context.header.replace("--", "- -"), " -->"].concat(), String::new()]);
    GeneratedFile { path: "README.md".to_owned(), text: lines.join("\n") }
}

fn row(context: &Context<'_>, group: GroupId) -> String {
    let methods = crate_docs::method_list(context, group, SHOWN);
    ["| `client.", context.names.group(group).accessor.as_str(), "()` | ", &methods, " |"].concat()
}
