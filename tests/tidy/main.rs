//! Rules of the house that no compiler checks: rooms, circles of files, opening lines, lengths and words.
//!
//! A failure names the file and the line and says what to do. `words.txt` lists the words that are not written here.

mod circles;
mod code;
mod debt;
mod links;
mod modules;
mod rooms;
#[cfg(test)]
mod self_test;
mod shape;
mod sources;
mod words;

use std::sync::LazyLock;

use debt::{Debt, Rule, Violation};
use modules::Arrow;
use sources::File;

static FILES: LazyLock<Vec<File>> = LazyLock::new(sources::read);
static ARROWS: LazyLock<Vec<Arrow>> = LazyLock::new(|| modules::arrows(&FILES));
static DEBT: LazyLock<Debt> = LazyLock::new(|| debt::read(include_str!("debt.txt")));

#[test]
fn no_files_need_each_other() {
    let arrows: Vec<Arrow> =
        ARROWS.iter().filter(|arrow| !arrow.from.starts_with("generated-client/")).cloned().collect();
    check(Rule::Circle, circles::violations(&arrows));
}

#[test]
fn rooms_take_only_from_rooms_below() {
    check(Rule::Layer, rooms::violations(&ARROWS));
}

#[test]
fn every_file_opens_with_its_job() {
    check(Rule::Opening, FILES.iter().flat_map(shape::opening).collect());
}

#[test]
fn functions_are_short() {
    check(Rule::Length, FILES.iter().flat_map(shape::functions).collect());
}

#[test]
fn one_file_knows_the_paths_of_the_runtime() {
    check(Rule::RuntimePath, FILES.iter().flat_map(rooms::runtime_paths).collect());
}

#[test]
fn documents_name_files_that_exist() {
    let exists = |path: &str| sources::root().join(path).exists();
    check(Rule::Path, FILES.iter().flat_map(|file| links::violations(file, exists)).collect());
}

#[test]
fn the_words_are_those_of_the_field() {
    let list = words::list(include_str!("words.txt"));
    let files = FILES.iter().filter(|file| !file.path.starts_with("tests/tidy/"));
    check(Rule::Words, files.flat_map(|file| words::violations(file, &list)).collect());
}

fn check(rule: Rule, violations: Vec<Violation>) {
    let excess = debt::excess(rule, &violations, &DEBT);
    assert!(excess.is_empty(), "\n{}\n", excess.join("\n"));
}
