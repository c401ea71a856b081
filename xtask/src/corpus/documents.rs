//! The documents of a folder, and how many operations each has.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clientgen::diagnostics::Diagnostics;
use clientgen::document::{self, Document, Format, Located, Node};
use clientgen::source::{FileId, JsonPointer, SourceFile};
use flate2::read::GzDecoder;

use crate::arguments::Corpus;
use crate::sources;

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// The documents asked for, plain or gzipped, sorted.
pub(super) fn find(options: &Corpus) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(&options.folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let plain = name.trim_end_matches(".gz");
        let is_document = [".yaml", ".yml", ".json"].iter().any(|end| plain.ends_with(end));
        let is_wanted = options.only.is_empty() || options.only.iter().any(|only| name.contains(only.as_str()));
        if is_document && is_wanted && path.is_file() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The text of a document, unpacked.
pub(super) fn text_of(document: &Path) -> io::Result<String> {
    let bytes = sources::bytes_of(document)?;
    if document.extension().is_some_and(|extension| extension == "gz") {
        let mut text = String::new();
        GzDecoder::new(bytes.as_slice()).take(sources::MAX_BYTES).read_to_string(&mut text)?;
        return Ok(text);
    }
    String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

/// Counts on the tree as written, so that an operation that a later stage overlooks counts as missing.
pub(super) fn count_operations(name: &str, text: String) -> usize {
    let source = SourceFile { name: name.to_owned(), text };
    let Some(document) = document::load(source, Format::of_name(name), &mut Diagnostics::default()) else { return 0 };
    let Some(paths) = document.root.get("paths") else { return 0 };
    let items = paths.entries().iter().filter(|(path, _)| !path.text.starts_with("x-"));
    items.map(|(_, item)| methods_of(&document, item)).sum()
}

/// The methods of a path item, those of the one it refers to included.
fn methods_of(document: &Document, item: &Node) -> usize {
    let here = Located { node: item, pointer: JsonPointer::root(), file: FileId::MAIN };
    let there = item.reference().and_then(|_| document.follow(here).ok()).map(|there| there.node);
    let has = |item: &Node, method: &str| item.get(method).is_some_and(Node::is_map);
    METHODS.iter().filter(|method| has(item, method) || there.is_some_and(|there| has(there, method))).count()
}
