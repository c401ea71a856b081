//! [`HarFile`]: a HAR file that is complete after each entry, one entry on a line.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use serde::de::IgnoredAny;

/// How each recording begins; the version of this crate and the end of the line follow.
const BEGIN: &str = "{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"clientgen-runtime\",\"version\":\"";
const ENTRIES: &str = "\"},\"entries\":[";
const END: &str = "\n]}}\n";

/// An open file. Clients that record into the same one share it.
#[derive(Debug)]
pub(super) struct HarFile {
    path: PathBuf,
    /// `None` once it cannot be written, or is full.
    file: Mutex<Option<File>>,
}

impl HarFile {
    /// Opens or creates the file, and repairs it if a program was stopped while it wrote.
    pub(super) fn open(path: &Path) -> io::Result<Arc<Self>> {
        static OPEN: Mutex<Vec<Weak<HarFile>>> = Mutex::new(Vec::new());
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)?;
        }
        let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|file| file.strong_count() > 0);
        let file = options().open(path)?;
        let path = path.canonicalize()?;
        if let Some(shared) = open.iter().filter_map(Weak::upgrade).find(|shared| shared.path == path) {
            return Ok(shared);
        }
        prepare(&file)?;
        let shared = Arc::new(Self { path, file: Mutex::new(Some(file)) });
        open.push(Arc::downgrade(&shared));
        Ok(shared)
    }

    /// Appends an entry. After an error, or when the file would be longer than allowed, nothing more is written.
    pub(super) fn append(&self, entry: &str, max: u64) {
        let mut open = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(file) = open.as_mut() {
            match append(file, entry, max) {
                Ok(true) => return,
                Ok(false) => stopped("the file is full"),
                Err(error) => stopped(&error.to_string()),
            }
        }
        *open = None;
    }
}

#[cfg_attr(not(feature = "tracing"), expect(unused_variables, reason = "nobody listens"))]
fn stopped(reason: &str) {
    #[cfg(feature = "tracing")]
    tracing::warn!(reason, "calls are no longer recorded");
}

fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    // What a server says is for its user alone.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes the file complete: a new one without entries, or one that was cut.
fn prepare(mut file: &File) -> io::Result<()> {
    let length = file.metadata()?.len();
    if length == 0 {
        return file.write_all([BEGIN, env!("CARGO_PKG_VERSION"), ENTRIES, END].concat().as_bytes());
    }
    file.seek(SeekFrom::Start(0))?;
    let mut begin = vec![0; BEGIN.len()];
    if length < begin.len() as u64 || file.read_exact(&mut begin).is_err() || begin != BEGIN.as_bytes() {
        return Err(io::Error::other("the file is no recording of this crate"));
    }
    if ends_well(file, length)? { Ok(()) } else { repair(file) }
}

fn ends_well(mut file: &File, length: u64) -> io::Result<bool> {
    let mut end = [0; END.len()];
    if length < end.len() as u64 {
        return Ok(false);
    }
    file.seek(SeekFrom::End(-(END.len() as i64)))?;
    file.read_exact(&mut end)?;
    Ok(end == *END.as_bytes())
}

/// Keeps the entries up to the first one that is not whole.
fn repair(mut file: &File) -> io::Result<()> {
    file.seek(SeekFrom::Start(0))?;
    let mut reader = BufReader::new(file);
    let mut line = Vec::new();
    reader.read_until(b'\n', &mut line)?;
    let first = line.trim_ascii_end();
    if !first.ends_with(ENTRIES.as_bytes()) {
        return Err(io::Error::other("the recording has lost its beginning"));
    }
    let (mut at, mut end) = (line.len() as u64, first.len() as u64);
    loop {
        line.clear();
        if reader.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let entry = line.trim_ascii_end();
        let entry = entry.strip_suffix(b",").unwrap_or(entry);
        if serde_json::from_slice::<IgnoredAny>(entry).is_err() {
            break;
        }
        end = at + entry.len() as u64;
        at += line.len() as u64;
    }
    file.set_len(end)?;
    file.seek(SeekFrom::End(0))?;
    file.write_all(END.as_bytes())
}

/// Writes the entry over the end, and the end after it; false if there is no room.
fn append(file: &mut File, entry: &str, max: u64) -> io::Result<bool> {
    let mut length = file.metadata()?.len();
    // Another program may have written, or have emptied the file.
    if !ends_well(file, length)? {
        prepare(file)?;
        length = file.metadata()?.len();
    }
    if length.saturating_add(entry.len() as u64) > max {
        return Ok(false);
    }
    let end = length - END.len() as u64;
    let mut before = [0];
    file.seek(SeekFrom::Start(end - 1))?;
    file.read_exact(&mut before)?;
    let separator = if before == *b"[" { "\n" } else { ",\n" };
    let written = file.write_all([separator, entry, END].concat().as_bytes());
    if let Err(error) = written {
        // What there was has its end again, which needs no more space than before.
        file.set_len(end)?;
        file.seek(SeekFrom::End(0))?;
        file.write_all(END.as_bytes())?;
        return Err(error);
    }
    Ok(true)
}
