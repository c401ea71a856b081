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

/// The methods of OpenAPI 3.2. The list is not the generator's, so that a method it does not know counts as missing.
const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// The documents asked for, plain or gzipped, sorted; in folders below, those that are called `openapi`.
pub(super) fn find(options: &Corpus) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    find_below(&options.folder, "", &mut found)?;
    let is_wanted = |path: &PathBuf| {
        let name = path.strip_prefix(&options.folder).unwrap_or(path).to_string_lossy();
        options.only.is_empty() || options.only.iter().any(|only| name.contains(only.as_str()))
    };
    found.retain(is_wanted);
    found.sort();
    Ok(found)
}

fn find_below(folder: &Path, stem: &str, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        let plain = name.trim_end_matches(".gz");
        let is_document = [".yaml", ".yml", ".json"].iter().any(|end| plain.ends_with(end));
        if entry.file_type()?.is_dir() {
            find_below(&path, "openapi.", found)?;
        } else if is_document && name.starts_with(stem) && path.is_file() {
            found.push(path);
        }
    }
    Ok(())
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
    let known = METHODS.iter().filter(|method| has(item, method) || there.is_some_and(|there| has(there, method)));
    let additional = |item: &Node| item.get("additionalOperations").map_or(0, |operations| operations.entries().len());
    known.count() + additional(item) + there.map_or(0, additional)
}
