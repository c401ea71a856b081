//! The ledger itself, and that it speaks when a place in the code stops to read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::Ledger;
use super::sites::{self, Site};
use crate::config::Config;
use crate::diagnostics::{DiagnosticId, Diagnostics};
use crate::document::{Amendments, Format, load_with, report_unread};
use crate::resolve::resolve;
use crate::source::SourceFile;

/// What the ledger has about a document, and the pointers it reports.
fn ledger_of(name: &str, text: &str, files: &BTreeMap<String, String>) -> (Ledger, Vec<String>) {
    let mut diagnostics = Diagnostics::default();
    let source = SourceFile { name: name.to_owned(), text: text.to_owned() };
    let Some(document) = load_with(source, Format::of_name(name), files, &Amendments::default(), &mut diagnostics)
    else {
        return Default::default();
    };
    resolve(&document, &Config::default(), &mut diagnostics);
    let ledger = report_unread(&document, &mut diagnostics);
    let reported = diagnostics.iter().filter(|diagnostic| diagnostic.id == DiagnosticId::NotRead);
    (ledger, reported.map(|diagnostic| diagnostic.pointer.to_string()).collect())
}

fn reported(text: &str) -> Vec<String> {
    ledger_of("openapi.yaml", text, &BTreeMap::new()).1
}

fn with_operation(operation: &str) -> String {
    format!("openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths:\n  /a:\n    get:\n      {operation}\n")
}

#[test]
fn a_document_that_is_read_has_no_silent_node() {
    let text = with_operation("responses: {'200': {description: ok}}");
    let (ledger, reported) = ledger_of("openapi.yaml", &text, &BTreeMap::new());
    assert_eq!((ledger.nodes, ledger.read, ledger.told), (5, 5, 0), "{ledger:?}");
    assert_eq!((ledger.silent_nodes(), reported.len()), (0, 0));
}

#[test]
fn what_is_lost_as_a_whole_is_one_diagnostic() {
    let (ledger, reported) = ledger_of("openapi.yaml", &with_operation(SECOND_DEFAULT), &BTreeMap::new());
    assert_eq!(reported, ["/paths/~1a/get/parameters/0/schema/allOf/1"]);
    let silent: Vec<(&str, usize)> = ledger.silent.iter().map(|(kind, nodes)| (kind.as_str(), *nodes)).collect();
    assert_eq!(silent, [("allOf/*", 3)]);
}

#[test]
fn what_a_diagnostic_leaves_out_is_told() {
    let text = with_operation(
        "callbacks: {a: {'{$url}': {post: {summary: told, responses: {}}}}}\n      sumary: told as well",
    );
    let (ledger, reported) = ledger_of("openapi.yaml", &text, &BTreeMap::new());
    assert_eq!(reported, [""; 0], "{ledger:?}");
    assert!(ledger.told > 1, "{ledger:?}");
}

#[test]
fn operations_beside_those_of_openapi_3_0_are_seen() {
    let text = with_operation(&format!(
        "responses: {{}}\n    query: {{{SECOND_DEFAULT}}}\n    additionalOperations: {{COPY: {{{SECOND_DEFAULT}}}}}"
    ));
    let lost =
        ["query", "additionalOperations/COPY"].map(|key| format!("/paths/~1a/{key}/parameters/0/schema/allOf/1"));
    assert_eq!(reported(&text), lost);
}

/// A member of `allOf` of which nothing is used, because another one says it before.
const SECOND_DEFAULT: &str = "parameters: [{name: p, in: query, schema: {allOf: [{type: string, default: a}, {default: b, contentMediaType: text/plain}]}}]";

/// The documents of the fixtures and of the resolver's cases, with the other files of their folders.
fn documents() -> Vec<(String, String, BTreeMap<String, String>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    collect(&root.join("tests/accept"), &mut found);
    collect(&root.join("tests/reject"), &mut found);
    collect(&root.join("src/resolve/cases"), &mut found);
    found.sort();
    let read = |path: &PathBuf| std::fs::read_to_string(path).unwrap_or_default();
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let is_main = |path: &&PathBuf| {
        path.parent().is_some_and(|folder| folder.ends_with("cases")) || name(path).starts_with("openapi.")
    };
    let documents = found.iter().filter(is_main).map(|path| {
        let neighbours = found.iter().filter(|other| other.parent() == path.parent() && *other != path);
        (name(path), read(path), neighbours.map(|other| (name(other), read(other))).collect())
    });
    documents.chain([("more.yaml".to_owned(), MORE.to_owned(), BTreeMap::new())]).collect()
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("the folder can be listed").path();
        match path.extension().and_then(|extension| extension.to_str()) {
            _ if path.is_dir() => collect(&path, found),
            Some("yaml" | "json") => found.push(path),
            _ => {}
        }
    }
}

/// Constructs that no fixture has on its own.
const MORE: &str = "
openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /a:
    description: all of a
    post:
      operationId: a
      description: posts to a
      parameters:
        - $ref: '#/components/parameters/Accept'
        - $ref: '#/components/parameters/Page'
        - $ref: '#/components/parameters/Page'
      requestBody: {description: nothing, content: {}}
      responses:
        '200': {description: one, content: {$ref: '#/components/mediaTypes/one'}}
components:
  mediaTypes:
    one: {application/json: {schema: {type: string}}}
  responses:
    Some: {description: d, content: {application/json: {schema: {type: string}}}}
  parameters:
    Accept: {name: Accept, in: header, schema: {type: string}}
    Page: {name: page, in: query, schema: {type: integer}}
  schemas:
    Limits: {type: object, properties: {a: {type: integer, maximum: 9, exclusiveMaximum: true}}}
    Named: {oneOf: [{title: Words, type: string, description: free}, {title: Count, type: integer}]}
    Narrow:
      allOf:
        - {type: object, properties: {kind: {type: string, enum: [one, two]}}}
        - {type: object, properties: {kind: {type: string, enum: [one]}}}
    Wrapped: {allOf: [{$ref: '#/components/schemas/Limits'}, {type: object}]}
    Wrong: {$ref: '#/components/responses/Some'}
    Either:
      type: object
      properties: {a: {type: string}, b: {type: string}}
      anyOf: [{required: [a]}, {required: [b]}, {type: object, maxProperties: 0}]
";

#[test]
fn nothing_that_an_accepted_document_says_is_silent() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(&root.join("tests/accept"), &mut files);
    let own = root.join("../spec/thrive.yaml");
    let mut silent = Vec::new();
    for path in files.iter().filter(|path| path.file_stem().is_some_and(|stem| stem == "openapi")).chain([&own]) {
        let text = std::fs::read_to_string(path).expect("the document can be read");
        let folder = path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
        let others = files.iter().filter(|other| other.parent() == path.parent() && *other != path);
        let others = others.map(|other| {
            let name = other.file_name().unwrap_or_default().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(other).unwrap_or_default())
        });
        let ledger = ledger_of("openapi.yaml", &text, &others.collect()).0;
        if ledger.silent_nodes() > 0 {
            silent.push((folder, ledger.silent));
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn the_ledger_speaks_where_a_place_in_the_code_does_not_read() {
    let documents = documents();
    let mut reads: BTreeMap<Site, BTreeSet<usize>> = BTreeMap::new();
    let mut silent = Vec::new();
    for (index, (name, text, files)) in documents.iter().enumerate() {
        let met = sites::met(|| silent.push(ledger_of(name, text, files).0.silent_nodes()));
        met.into_iter().for_each(|site| _ = reads.entry(site).or_default().insert(index));
    }
    assert!(reads.len() > 60, "only {} places read", reads.len());
    let speaks = |site: Site, index: usize| {
        let (name, text, files) = &documents[index];
        sites::without(site, || ledger_of(name, text, files).0.silent_nodes()) > silent[index]
    };
    let quiet: Vec<String> = reads
        .iter()
        .filter(|(site, documents)| !documents.iter().any(|index| speaks(site, *index)))
        .map(|(site, _)| format!("{}:{}", site.file(), site.line()))
        .collect();
    assert!(quiet.is_empty(), "nothing is missed without these {} of {}: {quiet:#?}", quiet.len(), reads.len());
}
