//! Compares a set of generated files with a folder, and makes the folder equal to it.
//!
//! Only what the generator may own is looked at: people write the rest of the folder (`examples/`, `tests/`, the
//! changelog). What is ours in there, `ownership` knows; a file is replaced in one step.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::ownership::{self, Ownership, SURFACE};
use crate::problems::{is_absent, with_path};

/// What the generator may own inside the folder of a client crate: files, or folders with all that is in them.
const OWNED: [&str; 6] = ["Cargo.toml", "README.md", "rustfmt.toml", "src", SURFACE, "wire.txt"];

/// The folder of the runtime inside that of a client. It is ours if we wrote its manifest.
pub(crate) const VENDORED: &str = "runtime";

/// A file as it should be.
#[derive(Clone, Debug)]
pub struct Expected {
    /// Relative, with forward slashes.
    pub path: String,
    /// All of it.
    pub text: String,
}

/// How a folder differs from what it should be. Paths are relative to it, sorted.
#[derive(Debug, Default)]
pub struct Difference {
    /// Expected but absent.
    pub missing: Vec<String>,
    /// Present with another text; with the number of the first line that differs.
    pub outdated: Vec<(String, usize)>,
    /// Ours, but no longer produced.
    pub stale: Vec<String>,
    /// Somebody else's, where we would not write.
    pub kept: Vec<String>,
    /// Somebody else's, where a file of ours has to be.
    pub in_the_way: Vec<String>,
    /// Present as expected.
    pub unchanged: usize,
}

impl Difference {
    /// Number of files that are not as they should be.
    pub fn len(&self) -> usize {
        self.missing.len() + self.outdated.len() + self.stale.len() + self.in_the_way.len()
    }

    /// The folder is as it should be.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Compares the folder of a client with what is expected; writes nothing.
pub fn compare(folder: &Path, expected: &[Expected], ownership: Ownership) -> io::Result<Difference> {
    compare_owned(folder, owned_files(folder)?, expected, ownership)
}

/// The same for a folder in which everything may be ours, if one of two files is: the manifest of a copy of the runtime,
/// or the root of a module.
pub(crate) fn compare_whole(folder: &Path, expected: &[Expected], ownership: Ownership) -> io::Result<Difference> {
    let mut found = Vec::new();
    if ownership::has_marked_manifest(folder) || ownership::has_marked_module(folder) {
        collect(folder, PathBuf::new(), &mut found)?;
        found.retain(|path| !path.starts_with("target/") && path != "Cargo.lock");
        found.sort();
    }
    compare_owned(folder, found, expected, ownership)
}

fn compare_owned(
    folder: &Path,
    found: Vec<String>,
    expected: &[Expected],
    ownership: Ownership,
) -> io::Result<Difference> {
    let mut difference = Difference::default();
    for file in expected {
        match fs::read(folder.join(&file.path)) {
            Ok(bytes) if bytes == file.text.as_bytes() => difference.unchanged += 1,
            Ok(bytes) if ownership.may_write(&file.path, &bytes) => {
                let line = first_difference(&String::from_utf8_lossy(&bytes), &file.text);
                difference.outdated.push((file.path.clone(), line));
            }
            Ok(_) if ownership::may_be_replaced_by_users(&file.path) => difference.kept.push(file.path.clone()),
            Ok(_) => difference.in_the_way.push(file.path.clone()),
            Err(error) if is_absent(&error) => difference.missing.push(file.path.clone()),
            Err(error) => return Err(with_path(error, &folder.join(&file.path))),
        }
    }
    let produced: BTreeSet<&str> = expected.iter().map(|file| file.path.as_str()).collect();
    for path in found.into_iter().filter(|path| !produced.contains(path.as_str())) {
        let is_ours = ownership.may_delete(folder, &path);
        if is_ours { difference.stale.push(path) } else { difference.kept.push(path) }
    }
    make_way(&mut difference);
    difference.kept.sort();
    Ok(difference)
}

/// A file of the user is in the way where the client needs a folder.
fn make_way(difference: &mut Difference) {
    let blocks = |path: &String| difference.missing.iter().any(|missing| is_below(missing, path));
    let (blocking, kept) = std::mem::take(&mut difference.kept).into_iter().partition(blocks);
    difference.kept = kept;
    difference.in_the_way.extend::<Vec<String>>(blocking);
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// Makes the folder equal to what is expected; touches only what differs. A file is replaced in one step.
pub fn write(folder: &Path, expected: &[Expected], difference: &Difference) -> io::Result<()> {
    let changed: BTreeSet<&str> = difference
        .missing
        .iter()
        .map(String::as_str)
        .chain(difference.outdated.iter().map(|(path, _)| path.as_str()))
        .collect();
    // Stale files go first: one of them may have the path of a new folder.
    for path in &difference.stale {
        let path = folder.join(path);
        fs::remove_file(&path).map_err(|error| with_path(error, &path))?;
        remove_empty_parents(folder, &path);
    }
    for file in expected.iter().filter(|file| changed.contains(file.path.as_str())) {
        let path = folder.join(&file.path);
        replace(&path, &file.text).map_err(|error| with_path(error, &path))?;
    }
    Ok(())
}

/// Writes a file next to where it belongs, then puts it there: whoever looks sees the old text or the new one.
pub(crate) fn replace(path: &Path, text: impl AsRef<[u8]>) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.tmp", std::process::id()));
    let temporary = path.with_file_name(name);
    fs::write(&temporary, text.as_ref()).and_then(|()| fs::rename(&temporary, path)).inspect_err(|_| {
        // The first error is the one to show.
        let _ = fs::remove_file(&temporary);
    })
}

fn remove_empty_parents(folder: &Path, path: &Path) {
    for parent in path.ancestors().skip(1).take_while(|parent| *parent != folder) {
        // Fails for the first folder that still holds something: that is where to stop.
        if fs::remove_dir(parent).is_err() {
            break;
        }
    }
}

fn owned_files(folder: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    for owned in OWNED {
        collect(folder, PathBuf::from(owned), &mut found)?;
    }
    if ownership::has_marked_manifest(&folder.join(VENDORED)) {
        collect(folder, PathBuf::from(VENDORED), &mut found)?;
    }
    found.extend(leftovers(folder));
    found.sort();
    Ok(found)
}

/// What a run that was killed left of the files next to the manifest.
fn leftovers(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|name| ownership::leftover_of(name).is_some_and(|of| OWNED.contains(&of))).collect()
}

fn collect(folder: &Path, relative: PathBuf, found: &mut Vec<String>) -> io::Result<()> {
    let path = folder.join(&relative);
    let metadata = match fs::symlink_metadata(&path) {
        Ok(metadata) => metadata,
        Err(error) if is_absent(&error) => return Ok(()),
        Err(error) => return Err(with_path(error, &path)),
    };
    if !metadata.is_dir() {
        found.push(relative.to_string_lossy().replace('\\', "/"));
        return Ok(());
    }
    for entry in fs::read_dir(&path).map_err(|error| with_path(error, &path))? {
        collect(folder, relative.join(entry?.file_name()), found)?;
    }
    Ok(())
}

fn first_difference(old: &str, new: &str) -> usize {
    let mut old = old.lines();
    let mut new = new.lines();
    let mut number = 1;
    loop {
        match (old.next(), new.next()) {
            (Some(left), Some(right)) if left == right => number += 1,
            _ => return number,
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    const MARK: &str = "// Generated by `clientgen generate` from pets.yaml. Do not edit.\n";

    fn expected(files: &[(&str, &str)]) -> Vec<Expected> {
        files.iter().map(|(path, text)| Expected { path: (*path).to_owned(), text: (*text).to_owned() }).collect()
    }

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("xtask-files-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("src")).unwrap();
        folder
    }

    #[test]
    fn names_missing_outdated_and_stale_and_rewrites_them() {
        let folder = folder("rewrites");
        let files = expected(&[("Cargo.toml", "a\n"), ("src/lib.rs", "one\ntwo\n"), ("src/a/b.rs", "b\n")]);
        fs::create_dir_all(folder.join("src/old")).unwrap();
        fs::write(folder.join("src/lib.rs"), "one\n2\n").unwrap();
        fs::write(folder.join("src/old/gone.rs"), "").unwrap();
        fs::create_dir_all(folder.join("examples")).unwrap();
        fs::write(folder.join("examples/mine.rs"), "kept").unwrap();

        let difference = compare(&folder, &files, Ownership::Whole).unwrap();
        assert_eq!(difference.missing, ["Cargo.toml", "src/a/b.rs"]);
        assert_eq!(difference.outdated, [("src/lib.rs".to_owned(), 2)]);
        assert_eq!(difference.stale, ["src/old/gone.rs"]);

        write(&folder, &files, &difference).unwrap();
        let difference = compare(&folder, &files, Ownership::Whole).unwrap();
        assert!(difference.is_empty(), "{difference:?}");
        assert_eq!(difference.unchanged, 3);
        assert!(!folder.join("src/old").exists());
        assert_eq!(fs::read_to_string(folder.join("examples/mine.rs")).unwrap(), "kept");
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_file_where_a_folder_has_to_be_is_replaced_if_it_is_ours() {
        let folder = folder("file-for-folder");
        fs::write(folder.join("src/models"), "in the way").unwrap();
        let files = expected(&[("src/models/user.rs", "user\n")]);
        let marked = compare(&folder, &files, Ownership::Marked).unwrap();
        assert_eq!((marked.in_the_way, marked.stale), (vec!["src/models".to_owned()], Vec::new()));
        let difference = compare(&folder, &files, Ownership::Whole).unwrap();
        assert_eq!(difference.stale, ["src/models"]);
        write(&folder, &files, &difference).unwrap();
        assert!(compare(&folder, &files, Ownership::Whole).unwrap().is_empty());
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn files_without_the_mark_stay() {
        let folder = folder("marks");
        for (path, text) in [
            ("src/custom.rs", "pub fn mine() {}\n"),
            ("src/old.rs", MARK),
            ("src/lib.rs", MARK),
            ("src/client.rs", "pub struct Client;\n"),
            ("README.md", "# Mine\n"),
            ("src/lib.rs.4711.tmp", "half of"),
            ("surface.txt.4711.tmp", "# surf"),
            ("notes.4711.tmp", "mine"),
        ] {
            fs::write(folder.join(path), text).unwrap();
        }
        let files = expected(&[("README.md", "# New\n"), ("src/client.rs", "x\n"), ("src/lib.rs", "y\n")]);
        let difference = compare(&folder, &files, Ownership::Marked).unwrap();
        assert_eq!(difference.kept, ["README.md", "src/custom.rs"]);
        assert_eq!(difference.in_the_way, ["src/client.rs"]);
        assert_eq!(difference.stale, ["src/lib.rs.4711.tmp", "src/old.rs", "surface.txt.4711.tmp"]);
        assert_eq!(difference.outdated, [("src/lib.rs".to_owned(), 1)]);
        fs::remove_dir_all(&folder).unwrap();
    }
}
