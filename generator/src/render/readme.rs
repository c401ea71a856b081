//! The README of the crate: what it is, how to begin, what it offers.

use super::context::Context;
use super::{docs, front_page};
use crate::output::GeneratedFile;

/// Methods named in a row of the table.
const SHOWN: usize = 12;

/// Renders `README.md`.
pub(super) fn file(context: &Context<'_>) -> GeneratedFile {
    let mut lines = vec![
        ["# ", &context.package()].concat(),
        String::new(),
        ["<!-- ", &context.header.replace("--", "- -"), " -->"].concat(),
        String::new(),
        ["A typed client of ", &front_page::subject(context), "."].concat(),
        String::new(),
    ];
    lines.extend(front_page::start_without_frame(context));
    lines.extend(["", "| Group | Operations |", "|---|---|"].map(str::to_owned));
    lines.extend((0..context.api.groups.len()).map(|group| row(context, group)));
    lines.push(String::new());
    lines.push("`surface.txt` lists every public item, one per line.".to_owned());
    lines.extend(context.api.info.documentation_url.iter().flat_map(|url| {
        let link = docs::lines(url).concat();
        [["The API is documented at ", &link, "."].concat()]
    }));
    lines.push(String::new());
    GeneratedFile { path: "README.md".to_owned(), text: lines.join("\n") }
}

fn row(context: &Context<'_>, group: usize) -> String {
    let methods = front_page::method_list(context, group, SHOWN);
    ["| `client.", &context.names.group(group).accessor, "()` | ", &methods, " |"].concat()
}
