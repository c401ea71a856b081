//! The rooms of the generator, and which room may take from which; declared here and nowhere else.

use crate::debt::{Rule, Violation};
use crate::modules::Arrow;
use crate::sources::File;

/// Each room with the rooms it may take from; files that are no room of this list may take from all.
const ROOMS: &[(&str, &[&str])] = &[
    ("output", &[]),
    ("source", &[]),
    ("diagnostics", &["source"]),
    ("document", &["source", "diagnostics"]),
    ("ir", &["source"]),
    ("config", &["source", "diagnostics", "ir"]),
    ("resolve", &["source", "diagnostics", "document", "ir", "config"]),
    ("check", &["source", "diagnostics", "ir"]),
    ("names", &["source", "diagnostics", "ir", "config"]),
    ("format", &["output"]),
    ("render", &["source", "ir", "names", "config", "format", "output"]),
];

/// Reports what the table does not allow; tests may take from all rooms.
pub(crate) fn violations(arrows: &[Arrow]) -> Vec<Violation> {
    arrows.iter().filter(|arrow| !arrow.from.ends_with("tests.rs")).filter_map(violation).collect()
}

fn violation(arrow: &Arrow) -> Option<Violation> {
    let (from, allowed) = room(&arrow.from)?;
    let (to, _) = room(&arrow.to).unwrap_or(("the top of the crate", &[]));
    let says = format!(
        "{from} takes `{}` from {to}, but may take from {} only; move it down, or pass in what is needed",
        arrow.name,
        if allowed.is_empty() { "no other room".to_owned() } else { allowed.join(", ") },
    );
    let is_allowed = from == to || allowed.contains(&to);
    (!is_allowed).then(|| Violation { rule: Rule::Layer, file: arrow.from.clone(), line: arrow.line, says })
}

fn room(path: &str) -> Option<(&'static str, &'static [&'static str])> {
    let inside = path.strip_prefix("generator/src/")?;
    let name = inside.split('/').next()?.trim_end_matches(".rs");
    ROOMS.iter().find(|(room, _)| *room == name).copied()
}

/// Reports paths of the runtime that are written outside the one file that lists them.
pub(crate) fn runtime_paths(file: &File) -> Vec<Violation> {
    let Some(code) = &file.code else { return Vec::new() };
    if !file.path.starts_with("generator/src/") || file.path == "generator/src/render/runtime.rs" {
        return Vec::new();
    }
    let strings = code.strings.iter().chain(&code.identifiers);
    let paths = strings.filter(|(text, _)| text.contains("clientgen_runtime"));
    let says = "a path of the runtime; list it in generator/src/render/runtime.rs and use the name from there";
    paths
        .map(|(_, line)| Violation {
            rule: Rule::RuntimePath,
            file: file.path.clone(),
            line: *line,
            says: says.to_owned(),
        })
        .collect()
}
