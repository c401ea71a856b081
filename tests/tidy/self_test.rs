//! The rules on small sources that break them: what is said, and where.

use crate::sources::File;
use crate::violation::{self, Violation};
use crate::{circles, links, modules, rooms, shape, words};

fn files(sources: &[(&str, &str)]) -> Vec<File> {
    sources.iter().map(|(path, text)| File::new(path, text)).collect()
}

/// The arrows as `from:line name to`.
fn arrows(sources: &[(&str, &str)]) -> Vec<String> {
    let arrows = modules::arrows(&files(sources));
    arrows.iter().map(|arrow| format!("{}:{} {} {}", arrow.from, arrow.line, arrow.name, arrow.to)).collect()
}

fn places(violations: &[Violation]) -> Vec<String> {
    violations.iter().map(|violation| format!("{}:{}", violation.file, violation.line)).collect()
}

#[test]
fn imports_lead_to_the_file_that_defines() {
    let found = arrows(&[
        ("x/src/lib.rs", "mod a;\nmod b;\npub use a::One;\nmod inner { pub use super::b::*; }"),
        ("x/src/a.rs", "use crate::inner::Two;\npub struct One;"),
        ("x/src/b.rs", "mod c;\npub use c::Two;"),
        ("x/src/b/c.rs", "use std::fmt;\npub struct Two;"),
    ]);
    assert_eq!(found, ["x/src/a.rs:1 crate::inner::Two x/src/b/c.rs"]);
}

#[test]
fn paths_in_code_and_in_macros_count() {
    let found = arrows(&[
        ("x/src/main.rs", "mod a;\nmod b;\nfn main() { a::run(); }"),
        ("x/src/a.rs", "pub fn run() {\n    println!(\"{}\", crate::b::TEN);\n    quote!(crate::b::TEN);\n}"),
        ("x/src/b.rs", "pub const TEN: u8 = 10;"),
    ]);
    assert_eq!(found, ["x/src/a.rs:2 crate::b::TEN x/src/b.rs", "x/src/main.rs:3 a::run x/src/a.rs"]);
}

#[test]
fn names_of_other_crates_and_modules_alone_do_not_count() {
    let found = arrows(&[
        ("x/src/lib.rs", "mod a;\nmod b;"),
        ("x/src/a.rs", "use crate::b;\nuse serde::Serialize;\nfn f() { std::mem::take(&mut 1); }"),
        ("x/src/b.rs", "pub struct Serialize;"),
    ]);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_module_that_was_not_read_is_found() {
    let sources = files(&[("x/src/lib.rs", "mod a;\nmod b { mod c; }"), ("x/src/a.rs", "")]);
    assert_eq!(modules::missing(&sources), ["x/src/lib.rs: c"]);
}

#[test]
fn a_circle_of_types_is_found() {
    let sources = files(&[
        ("x/src/lib.rs", "mod a;\nmod b;\nmod c;"),
        ("x/src/a.rs", "//! A.\nuse super::b::B;\npub struct A(Option<Box<B>>);"),
        ("x/src/b.rs", "use super::a::A;\nuse super::c::C;\npub struct B(A, C);"),
        ("x/src/c.rs", "pub struct C;"),
    ]);
    let found = circles::violations(&modules::arrows(&sources));
    assert_eq!(places(&found), ["x/src/a.rs:2", "x/src/b.rs:1"]);
}

#[test]
fn a_room_that_takes_from_above_is_found() {
    let sources = files(&[
        ("generator/src/lib.rs", "mod document;\nmod ir;\nmod render;\npub struct Options;"),
        ("generator/src/document.rs", "pub struct Node;"),
        ("generator/src/ir.rs", "pub struct Api;"),
        ("generator/src/render.rs", "mod part;"),
        ("generator/src/render/part.rs", "use crate::ir::Api;\nuse crate::document::Node;\nuse crate::Options;"),
    ]);
    let found = rooms::violations(&modules::arrows(&sources));
    assert_eq!(places(&found), ["generator/src/render/part.rs:2", "generator/src/render/part.rs:3"]);
}

#[test]
fn a_room_inside_another_that_takes_from_above_is_found() {
    let sources = files(&[
        ("generator/src/lib.rs", "mod render;"),
        ("generator/src/render.rs", "mod plan;\nmod docs;\nuse plan::Plan;"),
        ("generator/src/render/plan.rs", "use super::docs::Docs;\npub struct Plan;"),
        ("generator/src/render/docs.rs", "mod prose;\npub struct Docs;"),
        ("generator/src/render/docs/prose.rs", "use crate::render::plan::Plan;"),
    ]);
    let found = rooms::violations(&modules::arrows(&sources));
    assert_eq!(places(&found), ["generator/src/render/plan.rs:1"]);
}

#[test]
fn a_path_of_the_runtime_is_found() {
    let text = "//! Of clientgen_runtime.\nconst A: &str = \"clientgen_runtime::mock\";";
    let found = |path: &str| places(&rooms::runtime_paths(&File::new(path, text)));
    assert_eq!(found("generator/src/render/mock.rs"), ["generator/src/render/mock.rs:2"]);
    assert!(found("generator/src/render/runtime.rs").is_empty());
}

#[test]
fn a_path_that_is_not_there_is_found() {
    let text = "See `src/a.rs`, [b](../b.md#part), `tests/c/` and `application/json`.\n`src/d.rs`";
    let exists = |path: &str| ["docs/src/a.rs", "docs/../b.md"].contains(&path);
    let found = links::violations(&File::new("docs/page.md", text), exists);
    assert_eq!(places(&found), ["docs/page.md:1", "docs/page.md:2"]);
}

#[test]
fn a_file_that_does_not_open_is_found() {
    let found = |text: &str| shape::opening(&File::new("a.rs", text)).len();
    assert_eq!(found("/// Of an item.\nstruct A;"), 1);
    assert_eq!(found("// Generated.\n\n//! Its job.\nstruct A;"), 0);
}

#[test]
fn a_long_function_is_found() {
    let text =
        |lines: usize| format!("struct A;\nimpl A {{\n    fn f() {{\n{}    }}\n}}", "        g();\n".repeat(lines));
    let found = |path: &str, lines: usize| shape::functions(&File::new(path, &text(lines))).len();
    assert_eq!((found("x/src/a.rs", 50), found("x/src/a.rs", 51), found("x/tests/a.rs", 51)), (0, 1, 0));
}

#[test]
fn words_are_found_across_lines_but_not_in_quotes() {
    let list = words::list(
        "phrase | a text | a string\nphrase | our fault | client bug\nphrase | name | title | docs\nidentifier | Nature | Kind",
    );
    let text = "/// `Nature` is our\n/// Fault, not OUR FAULT or `our fault` or `name`.\n\
                struct Nature<'a> { field: &'a text }\nconst N: &str = \"name and Nature\";";
    let found = |path: &str| places(&words::violations(&File::new(path, text), &list));
    assert_eq!(found("runtime/a.rs"), ["runtime/a.rs:1", "runtime/a.rs:3"]);
    assert_eq!(found("docs/a.md"), ["docs/a.md:1", "docs/a.md:4"]);
}

#[test]
fn the_report_counts_by_room() {
    let violation = |file: &str| Violation::new(file, 7, "no");
    let violations = [violation("generator/src/ir/print.rs"), violation("README.md"), violation("generator/src/ir.rs")];
    let expected = [
        ".: 1",
        "  README.md:7: no",
        "generator/src/ir: 2",
        "  generator/src/ir/print.rs:7: no",
        "  generator/src/ir.rs:7: no",
    ];
    assert_eq!(violation::report(&violations), expected);
}
