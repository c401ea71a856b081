//! Writes the seeds of the fuzz targets: strings for `json`, and every document below the given folders, unchanged for
//! `document` and as JSON for `mutated_document`.
//!
//! `cargo run --example seeds -- ../generator/tests/accept ../generator/tests/regressions [FOLDER..]`

use std::fs;
use std::path::Path;

/// Larger documents slow the fuzzer down more than they teach it.
const LARGEST: usize = 24 * 1024;

fn main() -> std::io::Result<()> {
    for target in ["document", "mutated_document"] {
        fs::create_dir_all(Path::new("corpus").join(target))?;
    }
    fs::create_dir_all("corpus/json")?;
    for (number, seed) in clientgen_fuzz::json::SEEDS.iter().enumerate() {
        fs::write(format!("corpus/json/seed-{number}"), seed)?;
    }
    let mut count = 0;
    for folder in std::env::args().skip(1) {
        visit(Path::new(&folder), &mut count)?;
    }
    println!("{count} documents");
    Ok(())
}

fn visit(folder: &Path, count: &mut usize) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            visit(&path, count)?;
        } else if path.extension().is_some_and(|extension| extension == "yaml" || extension == "json") {
            let Ok(text) = fs::read_to_string(&path) else { continue };
            let is_document = text.contains("openapi") || text.contains("swagger");
            if is_document && text.len() <= LARGEST {
                *count += 1;
                write(&text, *count)?;
            }
        }
    }
    Ok(())
}

fn write(text: &str, number: usize) -> std::io::Result<()> {
    fs::write(format!("corpus/document/seed-{number}"), text)?;
    match serde_yaml::from_str::<serde_json::Value>(text) {
        Ok(tree) => fs::write(format!("corpus/mutated_document/seed-{number}"), tree.to_string()),
        Err(_) => Ok(()),
    }
}
