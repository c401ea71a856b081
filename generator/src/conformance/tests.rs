//! The test of a small document: what the table contains, and how the program takes it.

use conformance_protocol::Direction;
use serde_json::json;

use super::ClientTest;
use crate::config::Config;
use crate::document::NoFiles;
use crate::source::SourceFile;
use crate::{Options, generate};

const DOCUMENT: &str = r##"
openapi: 3.0.3
info: { title: Fixture, version: "1" }
paths:
  /things/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: integer, minimum: 7 } }
    put:
      operationId: putThing
      parameters:
        - { name: kind, in: query, schema: { type: string, enum: [a, b] }, example: b }
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: "#/components/schemas/Thing" }
            examples: { one: { $ref: "#/components/examples/One" } }
      responses:
        "200":
          description: Done.
          content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Thing" } } } }
components:
  examples: { One: { value: { name: x, tags: [y] } } }
  schemas:
    Thing:
      type: object
      required: [name]
      properties:
        id: { type: integer, readOnly: true, example: 3 }
        name: { type: string, maxLength: 4 }
        tags: { type: array, items: { type: string } }
"##;

fn test() -> ClientTest {
    let source = SourceFile { name: "openapi.yaml".to_owned(), text: DOCUMENT.to_owned() };
    let outcome = generate(source, &NoFiles, &Config::default(), &Options::default());
    outcome.conformance().expect("the document has no errors")
}

#[test]
fn examples_come_with_their_schema_and_type() {
    let examples = test().table.examples;
    let found: Vec<_> = examples.iter().map(|one| (one.place.as_str(), one.schema.as_str(), one.direction)).collect();
    assert_eq!(
        found,
        [
            ("/components/examples/One/value", "/components/schemas/Thing", Direction::Request),
            (
                "/components/schemas/Thing/properties/id/example",
                "/components/schemas/Thing/properties/id",
                Direction::Either
            ),
        ]
    );
    assert_eq!(examples[0].value, json!({"name": "x", "tags": ["y"]}));
}

#[test]
fn calls_have_the_values_of_the_document_first() {
    let call = &test().table.calls[0];
    assert_eq!(call.parameters[0].candidates, [json!(7)]);
    assert_eq!(call.parameters[1].candidates, [json!("b"), json!("a")]);
    assert_eq!(call.parameters[1].written, "query form exploded");
    let bodies = &call.body.as_ref().expect("a request body").candidates;
    assert_eq!(bodies[0], json!({"name": "x", "tags": ["y"]}));
    assert_eq!(bodies[1], json!({"name": "some", "tags": ["some text", "text 1"]}));
    assert_eq!(call.responses["200"], "/paths/~1things~1{id}/put/responses/200/content/application~1json/schema");
}

#[test]
fn the_program_holds_types_and_names_only() {
    let program = test().program;
    assert!(program.contains("harness::check::<subject::models::Thing>"), "{program}");
    assert!(program.contains(".things()") && program.contains(".put("), "{program}");
    assert!(program.contains("inputs.required::<i64>(0usize)?"), "{program}");
    assert!(program.contains("call = call.kind(value);"), "{program}");
    assert!(!program.contains("some text") && syn::parse_file(&program).is_ok(), "{program}");
}
