//! The files of the repository that people write, read once and without what is generated or recorded.

use std::fs;
use std::path::{Path, PathBuf};

use crate::code::Code;

/// Folders with Rust and Markdown in them.
const FOLDERS: [&str; 11] = [
    "build",
    "cli",
    "conformance",
    "docs",
    "fuzz",
    "generated-client",
    "generator",
    "runtime",
    "spec",
    "tests",
    "xtask",
];
/// What nobody writes to be read: build output, expectations, and what a fuzzer leaves.
const SKIPPED: [&str; 5] =
    ["target", "generator/tests/accept", "generator/tests/reject", "fuzz/artifacts", "fuzz/corpus"];

/// One file.
#[derive(Clone, Debug)]
pub(crate) struct File {
    /// Relative to the repository, with `/`.
    pub(crate) path: String,
    pub(crate) text: String,
    /// `None` for Markdown.
    pub(crate) code: Option<Code>,
}

impl File {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let code = path.ends_with(".rs").then(|| Code::parse(path, text));
        Self { path: path.to_owned(), text: text.to_owned(), code }
    }
}

/// What violations are counted by: a room of the generator, elsewhere the crate or the folder.
pub(crate) fn room(path: &str) -> &str {
    let end = match path.strip_prefix("generator/") {
        Some(rest) => "generator/".len() + room_of_generator(rest).len(),
        None => path.find('/').unwrap_or(0),
    };
    if end == 0 { "." } else { &path[..end] }
}

/// `src/names/words.rs` and `src/names.rs` are in `src/names`; `tests/fixtures/main.rs` is in `tests`.
fn room_of_generator(rest: &str) -> &str {
    let Some(inside) = rest.strip_prefix("src/") else { return rest.split('/').next().unwrap_or(rest) };
    let room = inside.split('/').next().unwrap_or(inside);
    &rest[.."src/".len() + room.trim_end_matches(".rs").len()]
}

/// The repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests are a folder of the repository")
}

/// Every file, sorted by path.
pub(crate) fn read() -> Vec<File> {
    let root = root();
    let mut paths: Vec<PathBuf> = FOLDERS.iter().flat_map(|folder| below(&root.join(folder))).collect();
    paths.extend(entries(root).into_iter().filter(|path| path.extension().is_some_and(|ext| ext == "md")));
    paths.sort();
    paths.iter().map(|path| read_one(root, path)).collect()
}

fn read_one(root: &Path, path: &Path) -> File {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let relative = path.strip_prefix(root).expect("it was found below the root");
    File::new(&relative.to_string_lossy().replace('\\', "/"), &text)
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in entries(folder) {
        if path.is_dir() {
            let is_read = !SKIPPED.iter().any(|skipped| path.ends_with(skipped));
            found.extend(is_read.then(|| below(&path)).into_iter().flatten());
        } else if path.extension().is_some_and(|extension| extension == "rs" || extension == "md") {
            found.push(path);
        }
    }
    found
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries.map(|entry| entry.expect("the folder can be listed").path()).collect()
}
