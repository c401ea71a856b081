//! References within and between files.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::{Amendments, Document, FileError, Files, Format, Located, ReferenceError, load_with};
use crate::diagnostics::{Diagnostics, Report, TerminalOptions};
use crate::source::{FileId, JsonPointer, SourceFile};

const MAIN: &str = "\
openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /a/{b}: {$ref: 'paths/a.yaml'}
components:
  schemas:
    Pet: {type: object}
    a/b~c: {type: string}
    with space: {type: string}
    100%: {type: string}
    Alias: {$ref: '#/components/schemas/Pet'}
    One: {$ref: '#/components/schemas/Two'}
    Two: {$ref: '#/components/schemas/One'}
    Far: {$ref: 'common.yaml#/Owner'}
";

fn document() -> (Document, Diagnostics) {
    let files = BTreeMap::from([
        ("paths/a.yaml".to_owned(), "get: {responses: {'200': {$ref: '../common.yaml#/responses/0'}}, tgas: [x]}".to_owned()),
        ("common.yaml".to_owned(), "Owner: {typ: object, properties: {pet: {$ref: 'api.yaml#/components/schemas/Pet'}}}\nresponses: [{description: d}]\nUnused: {wrong: 1}\n".to_owned()),
        ("broken.yaml".to_owned(), "{".to_owned()),
    ]);
    let text = format!("{MAIN}    Broken: {{$ref: 'broken.yaml'}}\n");
    let mut diagnostics = Diagnostics::default();
    let source = SourceFile { name: "spec/api.yaml".into(), text };
    let document =
        load_with(source, Format::Yaml, &files, &Amendments::default(), &mut diagnostics).expect("the document loads");
    (document, diagnostics)
}

#[test]
fn references_name_places() {
    let (document, _) = document();
    let table: [(&str, Result<&str, ReferenceError>); 18] = [
        ("#/components/schemas/Pet", Ok("/components/schemas/Pet")),
        ("#/components/schemas/a~1b~0c", Ok("/components/schemas/a~1b~0c")),
        ("#/components/schemas/with%20space", Ok("/components/schemas/with space")),
        ("#/components/schemas/100%", Ok("/components/schemas/100%")),
        ("#/components/schemas/Alias", Ok("/components/schemas/Alias")),
        ("#", Ok("")),
        ("common.yaml#/responses/0", Ok("common.yaml#/responses/0")),
        ("./paths/../common.yaml#/Owner", Ok("common.yaml#/Owner")),
        ("#/components/schemas/Pets", Err(ReferenceError::Missing(Some("#/components/schemas/Pet".into())))),
        ("#/component/schema/Pets", Err(ReferenceError::Missing(Some("#/components/schemas/Pet".into())))),
        ("#/paths//a/{b}/get", Err(ReferenceError::Missing(Some("#/paths/~1a~1{b}/get".into())))),
        ("#/components/schemas/a/b~0c", Err(ReferenceError::Missing(Some("#/components/schemas/a~1b~0c".into())))),
        ("/components/schemas/Pet", Err(ReferenceError::WithoutHash("#/components/schemas/Pet".into()))),
        ("#Pet", Err(ReferenceError::MissingName(None))),
        ("../api.yaml", Err(ReferenceError::Escapes)),
        ("https://example.com/a.yaml#/A", Err(ReferenceError::Remote)),
        ("none.yaml", Err(ReferenceError::MissingFile("none.yaml".into(), FileError::Missing))),
        ("broken.yaml#/A", Err(ReferenceError::UnreadableFile("broken.yaml".into()))),
    ];
    for (reference, expected) in table {
        let found = document.resolve_reference(reference, FileId::MAIN).map(|located| located.pointer.to_string());
        assert_eq!(found, expected.map(str::to_owned), "{reference}");
    }
}

#[test]
fn references_in_other_files_are_relative_to_them() {
    let (document, _) = document();
    let owner = document.resolve_reference("common.yaml#/Owner", FileId::MAIN).expect("it is there");
    let pet = owner
        .node
        .at(&JsonPointer::parse("/properties/pet"))
        .and_then(super::Node::reference)
        .expect("it is a reference");
    let pet = document.resolve_reference(pet, owner.file).expect("it leads back");
    assert_eq!((pet.file, pet.pointer.as_str()), (FileId::MAIN, "/components/schemas/Pet"));
    let located = document.locate(&JsonPointer::parse("common.yaml#/Owner/properties")).expect("it is there");
    assert!(located.node.is_map() && located.file == owner.file);
}

#[test]
fn chains_are_followed_and_loops_found() {
    let (document, _) = document();
    let follow = |pointer: &str| {
        let start: Located<'_> = document.locate(&JsonPointer::parse(pointer)).expect("it is there");
        document.follow(start).map(|located| located.pointer.to_string())
    };
    assert_eq!(follow("/components/schemas/Alias"), Ok("/components/schemas/Pet".to_owned()));
    assert_eq!(follow("/components/schemas/Far"), Ok("common.yaml#/Owner".to_owned()));
    let names = ["One", "Two", "One"];
    let chain = names.map(|name| JsonPointer::root().child("components").child("schemas").child(name)).to_vec();
    assert_eq!(follow("/components/schemas/One"), Err(ReferenceError::Loop(chain)));
}

#[test]
fn faults_in_other_files_are_shown_there() {
    let (document, diagnostics) = document();
    let report = Report::new(&diagnostics, Some(&document));
    insta::assert_snapshot!(report.terminal(TerminalOptions::default()));
    insta::assert_snapshot!("short", report.short());
    insta::assert_snapshot!("github", report.github());
    let json: serde_json::Value = serde_json::from_str(&report.json_text()).expect("the report is JSON");
    insta::assert_snapshot!("json", serde_json::to_string_pretty(&json).expect("JSON can be printed"));
}

#[test]
fn big_maps_are_searched_through_the_index() {
    let schemas: String = (0..3_000).map(|index| format!("    S{index}: {{type: string}}\n")).collect();
    let text =
        format!("openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n{schemas}");
    let mut diagnostics = Diagnostics::default();
    let source = SourceFile { name: "api.yaml".into(), text };
    let document = load_with(source, Format::Yaml, &super::NoFiles, &Amendments::default(), &mut diagnostics)
        .expect("the document loads");
    for index in 0..3_000 {
        let reference = format!("#/components/schemas/S{index}");
        let found = document.resolve_reference(&reference, FileId::MAIN).expect("it is there");
        assert_eq!(found.pointer.as_str(), &reference[1..]);
    }
}

/// Whether a URL is read does not depend on what a value looks like.
#[test]
fn urls_in_values_are_not_fetched() {
    /// Keeps the paths that are asked for.
    #[derive(Default)]
    struct Web(RefCell<Vec<String>>);

    impl Files for Web {
        fn read(&self, path: &str) -> Result<String, FileError> {
            self.0.borrow_mut().push(path.to_owned());
            Err(FileError::Missing)
        }

        fn has_urls(&self) -> bool {
            true
        }
    }

    let text = "\
openapi: 3.1.0
info: {title: T, version: '1', x-logo: {$ref: 'https://a.example/extension'}}
paths:
  /a:
    get:
      responses:
        '200':
          description: Ok.
          content:
            application/json:
              schema: {$ref: 'https://a.example/schema'}
              example: {$ref: 'https://a.example/example'}
              examples:
                one: {value: {items: [{$ref: 'https://a.example/value'}]}}
                two: {$ref: 'https://a.example/object'}
components:
  schemas:
    Pet:
      properties:
        example: {$ref: 'https://a.example/property'}
        properties: {default: {$ref: 'https://a.example/default'}, enum: [{$ref: 'https://a.example/enum'}]}
      const: {$ref: 'https://a.example/const'}
      examples: [{$ref: 'https://a.example/item'}]
      allOf: [{$ref: 'https://a.example/member'}]
";
    let web = Web::default();
    let source = SourceFile { name: "api.yaml".into(), text: text.to_owned() };
    load_with(source, Format::Yaml, &web, &Amendments::default(), &mut Diagnostics::default()).expect("it loads");
    let mut read = web.0.into_inner();
    read.sort();
    assert_eq!(read, ["member", "object", "property", "schema"].map(|name| format!("https:/a.example/{name}")));
}
