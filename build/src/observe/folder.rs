//! Samples on disk: HAR files, JSON files named after operations (`listUsers.200.json`), and folders of both.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clientgen::observe::{Body, Exchange, Observer, Request};

use super::har;
use super::progress::Progress;
use crate::sources::{bytes_of, packed};

/// Deepest folder that is read.
const MAX_DEPTH: usize = 16;

/// Compares a file, or all samples of a folder; false if something cannot be read.
pub(super) fn add(path: &Path, observer: &mut Observer<'_>, progress: &mut Progress) -> bool {
    let mut files = Vec::new();
    let listed = if path.is_dir() {
        list(path, 0, &mut files)
    } else {
        files.push(path.to_owned());
        Ok(())
    };
    let mut are_readable = true;
    let mut failed = |observer: &mut Observer<'_>, path: &Path, error: &io::Error| {
        are_readable = false;
        observer.unreadable(shown(path), error.to_string());
    };
    if let Err(error) = listed {
        failed(observer, path, &error);
    }
    files.sort();
    for file in files {
        if let Err(error) = add_file(&file, observer, progress) {
            failed(observer, &file, &error);
        }
    }
    are_readable
}

fn list(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            if depth < MAX_DEPTH {
                list(&path, depth + 1, files)?;
            }
        } else if is_sample(&path) || extension(&path) == Some("gz") && is_sample(&path.with_extension("")) {
            files.push(path);
        }
    }
    Ok(())
}

fn add_file(path: &Path, observer: &mut Observer<'_>, progress: &mut Progress) -> io::Result<()> {
    let start = start(path)?;
    if let Some(error) = packed(&start) {
        return Err(error);
    }
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let operation = named(&stem, observer);
    if is_har(path) || !observer.has_operation(operation.operation()) && is_recording(&start) {
        return har::add(path, &shown(path), observer, progress);
    }
    let bytes = bytes_of(path)?;
    progress.add(bytes.len() as u64);
    let body = if bytes.is_empty() { Body::None } else { Body::Bytes { media_type: None, bytes } };
    observer.add(&match operation {
        Named::Answer(operation, status) => {
            Exchange { sample: shown(path), operation: Some(operation), status, body, ..Exchange::default() }
        }
        Named::Request(operation) => Exchange {
            sample: shown(path),
            operation: Some(operation),
            request: Some(Request { body, ..Request::default() }),
            ..Exchange::default()
        },
    });
    Ok(())
}

/// What the name of a file says of its content.
enum Named {
    /// The body of an answer of an operation, perhaps with the status.
    Answer(String, Option<u16>),
    /// The body of a request.
    Request(String),
}

impl Named {
    fn operation(&self) -> &str {
        match self {
            Named::Answer(operation, _) | Named::Request(operation) => operation,
        }
    }
}

/// `listUsers.200.2` is the second sample of `listUsers` with the status 200, `createUser.request` the body of a request.
/// The id of an operation may have dots.
fn named(stem: &str, observer: &Observer<'_>) -> Named {
    let mut id = stem;
    let mut numbers: Vec<&str> = Vec::new();
    while !observer.has_operation(id) && numbers.len() < 2 {
        match id.rsplit_once('.') {
            Some((rest, number)) if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) => {
                numbers.insert(0, number);
                id = rest;
            }
            _ => break,
        }
    }
    if let Some(request) = id.strip_suffix(".request").filter(|_| !observer.has_operation(id)) {
        return Named::Request(request.to_owned());
    }
    let status = numbers.first().and_then(|number| number.parse().ok()).filter(|status| (100..600).contains(status));
    Named::Answer(id.to_owned(), status)
}

/// The first bytes of a file; a folder or a device is refused when its content is asked for.
fn start(path: &Path) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    if fs::metadata(path)?.is_file() {
        fs::File::open(path)?.take(64).read_to_end(&mut start)?;
    }
    Ok(start)
}

/// Other tools give HAR files the extension of JSON: its first key is `log`.
fn is_recording(start: &[u8]) -> bool {
    let start = String::from_utf8_lossy(start);
    let inner = start.trim_start_matches('\u{feff}').trim_start().strip_prefix('{').map(str::trim_start);
    inner.is_some_and(|inner| inner.starts_with("\"log\""))
}

fn is_sample(path: &Path) -> bool {
    is_har(path) || extension(path) == Some("json")
}

fn is_har(path: &Path) -> bool {
    extension(path) == Some("har")
}

fn extension(path: &Path) -> Option<&str> {
    path.extension().and_then(|extension| extension.to_str())
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
