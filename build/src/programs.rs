//! Programs that use a client: the contents of Rust and Markdown files of folders.

use std::fs;
use std::path::{Path, PathBuf};

use crate::sources::slashes;

/// Larger files are not written by hand.
const MAX_SIZE: u64 = 1 << 20;

/// The names and contents of files, and of the files in folders, sorted by name. What cannot be read is left out.
pub(crate) fn read(paths: &[PathBuf]) -> Vec<(String, String)> {
    let mut files: Vec<PathBuf> = Vec::new();
    paths.iter().for_each(|path| collect(path, &mut files));
    files.sort();
    files.dedup();
    files.into_iter().filter_map(|file| Some((slashes(&file), fs::read_to_string(&file).ok()?))).collect()
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    let Ok(metadata) = fs::symlink_metadata(path) else { return };
    if metadata.is_file() && metadata.len() <= MAX_SIZE && is_program(path) {
        files.push(path.to_owned());
    } else if metadata.is_dir() {
        let entries = fs::read_dir(path).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).filter(|path| !is_left_out(path)).for_each(|path| collect(&path, files));
    }
}

fn is_program(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "rs" || extension == "md")
}

/// Hidden folders and those of builds.
fn is_left_out(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    name.starts_with('.') || name == "target" || name == "node_modules"
}
