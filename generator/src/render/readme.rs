//! The README of the crate: what it is, how to begin, what it offers.

use super::context::Context;
use super::docs;
use super::operations::operations_of;
use crate::output::GeneratedFile;

/// Renders `README.md`.
pub(super) fn file(context: &Context<'_>) -> GeneratedFile {
    let package = context.package();
    let title = docs::sentence(&context.api.info.title);
    let title = title.trim_end_matches('.');
    let mut lines = vec![
        ["# ", &package].concat(),
        String::new(),
        ["<!-- ", &context.header.replace("--", "- -"), " -->"].concat(),
        String::new(),
        if title.is_empty() { "A typed client.".to_owned() } else { ["A typed client of the ", title, "."].concat() },
        String::new(),
        "```rust".to_owned(),
        ["let client = ", &package.replace('-', "_"), "::Client::builder().build()?;"].concat(),
        "```".to_owned(),
        String::new(),
        "| Group | Operations |".to_owned(),
        "|---|---|".to_owned(),
    ];
    lines.extend((0..context.api.groups.len()).map(|group| row(context, group)));
    lines.push(String::new());
    lines.push("`surface.txt` lists every public item, one per line.".to_owned());
    lines.push(String::new());
    GeneratedFile { path: "README.md".to_owned(), text: lines.join("\n") }
}

fn row(context: &Context<'_>, group: usize) -> String {
    let methods: Vec<String> = operations_of(context, group)
        .flat_map(|(index, _)| &context.names.operation(index).methods)
        .map(|method| docs::code(&method.rust_name))
        .collect();
    ["| `client.", &context.names.group(group).accessor, "()` | ", &methods.join(", "), " |"].concat()
}
