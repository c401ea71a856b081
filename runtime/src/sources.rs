//! The sources of this crate as strings.
//!
//! A generator writes them next to a client, which then compiles wherever it is, without a registry that has this crate.

use include_dir::{Dir, include_dir};

/// The folder `src`.
static SRC: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src");

/// The manifest of a copy: that of this crate, without what it takes from its workspace.
const MANIFEST: &str = include_str!("../vendored.toml");

/// Path and text of every file of a copy, sorted by path.
///
/// ```
/// let files = clientgen_runtime::sources::files();
/// assert!(files.iter().any(|(path, _)| path == "src/lib.rs"));
/// ```
pub fn files() -> Vec<(String, &'static str)> {
    let mut files = vec![("Cargo.toml".to_owned(), MANIFEST), ("vendored.toml".to_owned(), MANIFEST)];
    collect(&SRC, &mut files);
    files.sort();
    files
}

fn collect(folder: &Dir<'static>, files: &mut Vec<(String, &'static str)>) {
    for file in folder.files() {
        let path = ["src/", &file.path().to_string_lossy().replace('\\', "/")].concat();
        files.extend(file.contents_utf8().map(|text| (path, text)));
    }
    folder.dirs().for_each(|inner| collect(inner, files));
}
