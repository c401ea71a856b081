//! The documents of a folder, and how many operations each has.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clientgen::SourceFile;
use flate2::read::GzDecoder;
use serde_json::{Map, Value};

use crate::arguments::Corpus;

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
    let bytes = clientgen_build::bytes_of(document)?;
    if document.extension().is_some_and(|extension| extension == "gz") {
        let mut text = String::new();
        GzDecoder::new(bytes.as_slice()).take(clientgen_build::MAX_BYTES).read_to_string(&mut text)?;
        return Ok(text);
    }
    String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

/// Counts in the document as it was read, so that an operation that a later stage overlooks counts as missing.
pub(super) fn count_operations(name: &str, text: String) -> usize {
    let Some(document) = clientgen::read(SourceFile { name: name.to_owned(), text }) else { return 0 };
    let paths = document["paths"].as_object().into_iter().flatten();
    paths.filter(|(path, _)| !path.starts_with("x-")).map(|(_, item)| methods_of(&document, item)).sum()
}

/// The methods of a path item, and of the one it refers to.
fn methods_of(document: &Value, item: &Value) -> usize {
    let there = item["$ref"].as_str().and_then(|reference| document.pointer(reference.strip_prefix('#')?));
    let has = |item: &Value, method: &str| item[method].is_object();
    let known = METHODS.iter().filter(|method| has(item, method) || there.is_some_and(|there| has(there, method)));
    let additional = |item: &Value| item["additionalOperations"].as_object().map_or(0, Map::len);
    known.count() + additional(item) + there.map_or(0, additional)
}
