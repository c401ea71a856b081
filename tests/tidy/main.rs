//! Rules of the house that no compiler checks: rooms, circles of files, opening lines, lengths and words.
//!
//! A failure names the file and the line and says what to do. `words.txt` lists the words that are not written here.

mod circles;
mod code;
mod links;
mod modules;
mod rooms;
#[cfg(test)]
mod self_test;
mod shape;
mod sources;
mod violation;
mod words;

use std::sync::LazyLock;

use modules::Arrow;
use sources::File;
use violation::Violation;

static FILES: LazyLock<Vec<File>> = LazyLock::new(sources::read);
static ARROWS: LazyLock<Vec<Arrow>> = LazyLock::new(|| modules::arrows(&FILES));

#[test]
fn every_module_is_read() {
    assert_eq!(modules::missing(&FILES), [""; 0]);
}

#[test]
fn no_files_need_each_other() {
    let arrows: Vec<Arrow> =
        ARROWS.iter().filter(|arrow| !arrow.from.starts_with("generated-client/")).cloned().collect();
    check(&circles::violations(&arrows));
}

#[test]
fn rooms_take_only_from_rooms_below() {
    check(&rooms::violations(&ARROWS));
}

#[test]
fn every_file_opens_with_its_job() {
    check(&FILES.iter().flat_map(shape::opening).collect::<Vec<_>>());
}

#[test]
fn functions_are_short() {
    check(&FILES.iter().flat_map(shape::functions).collect::<Vec<_>>());
}

#[test]
fn one_file_knows_the_paths_of_the_runtime() {
    check(&FILES.iter().flat_map(rooms::runtime_paths).collect::<Vec<_>>());
}

#[test]
fn documents_name_files_that_exist() {
    let exists = |path: &str| sources::root().join(path).exists();
    check(&FILES.iter().flat_map(|file| links::violations(file, exists)).collect::<Vec<_>>());
}

#[test]
fn the_words_are_those_of_the_field() {
    let list = words::list(include_str!("words.txt"));
    let files = FILES.iter().filter(|file| !file.path.starts_with("tests/tidy/"));
    check(&files.flat_map(|file| words::violations(file, &list)).collect::<Vec<_>>());
}

fn check(violations: &[Violation]) {
    assert!(violations.is_empty(), "\n{}\n", violation::report(violations).join("\n"));
}
