//! Small documents and what they resolve to: one case per rule, in `cases`.

use std::fmt::Write as _;

use crate::check::check;
use crate::config::Config;
use crate::diagnostics::Diagnostics;
use crate::document::{Format, load};
use crate::ir::print::print;
use crate::source::SourceFile;

#[test]
fn cases_resolve_as_recorded() {
    insta::glob!("cases/*.yaml", |path| {
        let text = std::fs::read_to_string(path).expect("the case is there");
        insta::assert_snapshot!(resolved(&text, &Config::default()));
    });
}

#[test]
fn overrides_are_held_against_the_document() {
    let document = "
openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /users:
    get:
      operationId: listUsers
      parameters:
        - {name: page, in: query, schema: {type: integer}}
        - {name: perPage, in: query, schema: {type: integer, default: 50}}
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Page'}}}}}
    post:
      operationId: createUser
      requestBody: {content: {application/json: {schema: {type: object, properties: {name: {type: string}}}}}}
      responses: {'204': {description: none}}
  /old: {get: {operationId: old, responses: {}}}
components:
  schemas:
    Page: {type: object, required: [results], properties: {results: {type: array, items: {type: string}}, total: {type: object, properties: {pages: {type: integer}}}}}
";
    let overrides = "
operations:
  createUser: {body_arguments: [nam]}
  listUser: {method: list}
  old: {exclude: no longer served}
pagination:
  - {page: page, size: perPage, items: results, total_pages: total.pages}
  - {page: seite, operations: [listUsers]}
";
    let config: Config = serde_yaml::from_str(overrides).expect("the overrides are well-formed");
    insta::assert_snapshot!(resolved(document, &config));
}

#[test]
fn deep_and_wide_documents_come_to_an_end() {
    let mut deep = String::from(
        "{\"openapi\":\"3.0.3\",\"info\":{\"title\":\"T\",\"version\":\"1\"},\"paths\":{},\"components\":{\"schemas\":{\"A\":",
    );
    deep.push_str(&"{\"type\":\"array\",\"items\":".repeat(90));
    deep.push_str("{}");
    deep.push_str(&"}".repeat(90));
    deep.push_str("}}}");
    assert!(resolved(&deep, &Config::default()).contains("nesting-too-deep"));

    let mut wide = String::from(
        "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    A0: {type: object, properties: {p: {type: string}}}\n",
    );
    for number in 1..200 {
        let _ = writeln!(
            wide,
            "    A{number}: {{allOf: [{{$ref: '#/components/schemas/A{}'}}, {{properties: {{p{number}: {{type: string}}}}}}]}}",
            number - 1
        );
    }
    assert!(resolved(&wide, &Config::default()).contains("nesting-too-deep"));
}

/// The API and the diagnostics as text.
fn resolved(text: &str, config: &Config) -> String {
    let mut diagnostics = Diagnostics::default();
    let source = SourceFile { name: "case.yaml".to_owned(), text: text.to_owned() };
    let document = load(source, Format::Yaml, &mut diagnostics).expect("the case is well-formed");
    let mut diagnostics = Diagnostics::default();
    let api = super::resolve(&document, config, &mut diagnostics);
    check(&api, &mut diagnostics);
    let mut text = print(&api);
    for diagnostic in diagnostics.iter() {
        let severity = format!("{:?}", diagnostic.severity).to_ascii_lowercase();
        let _ = write!(text, "{severity}[{}] {}: {}", diagnostic.id, diagnostic.pointer, diagnostic.message);
        if let Some(effect) = &diagnostic.effect {
            let _ = write!(text, "; {effect}");
        }
        text.push('\n');
    }
    text
}
