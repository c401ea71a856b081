//! Paths in Markdown: what is written in backticks or as a link must be there.

use std::path::Path;

use crate::sources::File;
use crate::violation::Violation;

/// Reports paths of files and folders that do not exist.
pub(crate) fn violations(file: &File, exists: impl Fn(&str) -> bool) -> Vec<Violation> {
    if file.code.is_some() {
        return Vec::new();
    }
    let folder = Path::new(&file.path).parent().unwrap_or(Path::new(""));
    let is_there = |path: &str| exists(path) || exists(&folder.join(path).to_string_lossy());
    let lines = file.text.lines().enumerate();
    let paths = lines.flat_map(|(index, line)| paths_of(line).into_iter().map(move |path| (index + 1, path)));
    paths.filter(|(_, path)| !is_there(path)).map(|(line, path)| violation(file, line, path)).collect()
}

fn violation(file: &File, line: usize, path: &str) -> Violation {
    let says = format!("there is no `{path}`; write where it is now");
    Violation::new(&file.path, line, says)
}

/// Rust files, Markdown files and folders of the repository that a line names.
fn paths_of(line: &str) -> Vec<&str> {
    let quoted = line.split('`').skip(1).step_by(2);
    let linked = line.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
    quoted.chain(linked).filter(|path| is_path(path)).collect()
}

fn is_path(text: &str) -> bool {
    let is_plain = text.chars().all(|letter| letter.is_ascii_alphanumeric() || "_-./".contains(letter));
    let file = [".rs", ".md"].iter().any(|end| text.ends_with(end));
    let folder = text.ends_with('/') && FOLDERS.iter().any(|folder| text.starts_with(folder));
    is_plain && text.contains('/') && (file || folder)
}

/// Other names with a slash at their end are media types, URLs or folders that a command makes.
const FOLDERS: [&str; 9] =
    ["conformance/", "docs/", "fuzz/", "generated-client/", "generator/", "runtime/", "spec/", "tests/", "xtask/"];
