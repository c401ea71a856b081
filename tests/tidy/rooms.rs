//! The rooms of the generator, and which room may take from which; declared here and nowhere else.

use crate::modules::Arrow;
use crate::sources::File;
use crate::violation::Violation;

/// Each room with the rooms it may take from; files that are no room of this list may take from all.
const ROOMS: &[(&str, &[&str])] = &[
    ("output", &[]),
    ("source", &[]),
    ("correction", &[]),
    ("diagnostics", &["source"]),
    ("document", &["source", "diagnostics", "correction"]),
    ("ir", &["source"]),
    ("lock", &["source", "ir"]),
    ("config", &["source", "diagnostics", "ir", "lock", "correction"]),
    ("resolve", &["source", "diagnostics", "document", "ir", "lock", "config"]),
    ("check", &["source", "diagnostics", "ir"]),
    ("names", &["source", "diagnostics", "ir", "lock", "config"]),
    ("derives", &["source", "diagnostics", "ir", "names", "config"]),
    ("observe", &["source", "diagnostics", "document", "ir"]),
    ("lint", &["source", "diagnostics", "document", "ir", "observe"]),
    ("format", &["output"]),
    ("compare", &["source", "document", "ir", "names"]),
    ("render", &["source", "ir", "lock", "names", "config", "derives", "format", "output"]),
];

/// The rooms inside `resolve` and `render`, and which other of these each may take from.
const INNER_ROOMS: &[(&str, &[&str])] = &[
    ("resolve/schemas", &[]),
    ("resolve/unions", &["resolve/schemas"]),
    ("resolve/operations", &["resolve/schemas", "resolve/unions", "resolve/after"]),
    ("resolve/after", &[]),
    ("render/plan", &[]),
    ("render/docs", &["render/plan"]),
];

/// Reports what the tables do not allow; tests may take from all rooms.
pub(crate) fn violations(arrows: &[Arrow]) -> Vec<Violation> {
    let arrows = arrows.iter().filter(|arrow| !arrow.from.ends_with("tests.rs"));
    arrows.filter_map(|arrow| outer(arrow).or_else(|| inner(arrow))).collect()
}

fn outer(arrow: &Arrow) -> Option<Violation> {
    let from = room(&arrow.from, ROOMS)?;
    violation(arrow, from, room(&arrow.to, ROOMS).map_or("the top of the crate", |(to, _)| to))
}

fn inner(arrow: &Arrow) -> Option<Violation> {
    violation(arrow, room(&arrow.from, INNER_ROOMS)?, room(&arrow.to, INNER_ROOMS)?.0)
}

/// A room, and the rooms it may take from.
type Room = (&'static str, &'static [&'static str]);

fn violation(arrow: &Arrow, (from, allowed): Room, to: &str) -> Option<Violation> {
    let says = format!(
        "{from} takes `{}` from {to}, but may take from {} only; move it down, or pass in what is needed",
        arrow.name,
        if allowed.is_empty() { "no other room".to_owned() } else { allowed.join(", ") },
    );
    let is_allowed = from == to || allowed.contains(&to);
    (!is_allowed).then(|| Violation::new(&arrow.from, arrow.line, says))
}

/// The room of a file: `names` for `names.rs` and `names/words.rs`.
fn room(path: &str, rooms: &[Room]) -> Option<Room> {
    let inside = path.strip_prefix("generator/src/")?;
    let is_in = |room: &str| inside.strip_prefix(room).is_some_and(|rest| rest == ".rs" || rest.starts_with('/'));
    rooms.iter().find(|(room, _)| is_in(room)).copied()
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
    paths.map(|(_, line)| Violation::new(&file.path, *line, says)).collect()
}
