//! The guide: its chapters are listed, its links lead somewhere, and its blocks of Rust are compiled.
//!
//! The blocks themselves are doctests of `tests/src/lib.rs`.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const COMPILED: &str = include_str!("../src/lib.rs");

fn chapters() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/guide/src")
}

/// The files of the guide with their text.
fn files() -> Vec<(String, String)> {
    let entries = fs::read_dir(chapters()).unwrap();
    let mut files: Vec<_> = entries
        .map(|entry| {
            let path = entry.unwrap().path();
            (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap())
        })
        .collect();
    files.sort();
    files
}

/// The targets of all links of a chapter: what is between `](` and `)`.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split("](").skip(1).filter_map(|rest| rest.split(')').next())
}

#[test]
fn every_chapter_is_listed_once() {
    let summary = fs::read_to_string(chapters().join("SUMMARY.md")).unwrap();
    let listed: Vec<&str> = links(&summary).collect();
    let unique: BTreeSet<&str> = listed.iter().copied().collect();
    assert_eq!(listed.len(), unique.len(), "a chapter is listed twice");
    let files = files();
    let there: BTreeSet<&str> =
        files.iter().map(|(name, _)| name.as_str()).filter(|name| *name != "SUMMARY.md").collect();
    assert_eq!(unique, there);
}

#[test]
fn links_lead_somewhere() {
    for (name, text) in files() {
        for link in links(&text).filter(|link| !link.starts_with("https://")) {
            let file = link.split('#').next().unwrap_or_default();
            assert!(chapters().join(file).is_file(), "{name}: `{link}` leads nowhere");
        }
        let included = text.split("{{#include ").skip(1).filter_map(|rest| rest.split("}}").next());
        for file in included {
            let text =
                fs::read_to_string(chapters().join(file)).unwrap_or_else(|_| panic!("{name}: `{file}` is not there"));
            // In the book, the links of what is included are relative to the chapter.
            for link in links(&text).filter(|link| !link.starts_with("https://")) {
                let file = link.split('#').next().unwrap_or_default();
                assert!(
                    file.is_empty() || chapters().join(file).is_file(),
                    "{name}: `{link}` leads nowhere in the book"
                );
            }
        }
    }
}

#[test]
fn every_block_of_rust_is_compiled() {
    for (name, text) in files() {
        let has_rust = text.lines().any(|line| line.starts_with("```rust"));
        assert!(
            !has_rust || COMPILED.contains(&format!("guide/src/{name}")),
            "{name} is no doctest of tests/src/lib.rs"
        );
        // The program of the first chapter is compiled with its own client, see below.
        // What is included from a crate of this repository is compiled there.
        let ignored = text.split("```rust,ignore\n").skip(1);
        let left_out = ignored.filter(|block| !block.starts_with("{{#include ../../../examples/")).count();
        assert!(left_out <= usize::from(name == "first-client.md"), "{name} has a block that is not compiled");
    }
}

/// The text of the first block of this kind that begins so.
fn block<'a>(text: &'a str, kind: &str, begins: &str) -> &'a str {
    let opening = format!("```{kind}\n");
    let mut blocks = text.split(&opening).skip(1).filter_map(|rest| rest.split("```").next());
    blocks.find(|block| block.starts_with(begins)).unwrap()
}

#[test]
fn the_first_client_is_a_case_of_the_generator() {
    let guide = fs::read_to_string(chapters().join("first-client.md")).unwrap();
    let case = chapters().join("../../../generator/tests/accept/clients/first_client_of_the_guide");
    assert_eq!(block(&guide, "yaml", "openapi"), fs::read_to_string(case.join("openapi.yaml")).unwrap());
    let program = block(&guide, "rust,ignore", "use my_client").replace("my_client", "client");
    let program = program.replace("#[tokio::main]\nasync fn main()", "async fn program()");
    let run = fs::read_to_string(case.join("values.rs")).unwrap();
    assert!(run.contains(program.trim()), "the program of the guide is another one than that of {}", case.display());
}
