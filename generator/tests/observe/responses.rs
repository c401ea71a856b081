//! Which response an answer belongs to.

use crate::{analysed, answer, drift, observe};
use clientgen::observe::{Exchange, ObserveOptions};

fn told(document: &str, exchanges: &[Exchange]) -> Vec<String> {
    let outcome = analysed(document, None);
    let observation = observe(&outcome, &ObserveOptions::default(), exchanges);
    drift(&outcome.report_on(&observation.diagnostics))
}

const PETS: &str = "openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        default: {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
    post:
      operationId: addPet
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
        default: {description: no, content: {application/json: {schema: {$ref: '#/components/schemas/Refusal'}}}}
components:
  schemas:
    Pet: {type: object, required: [name], properties: {name: {type: string}}}
    Refusal: {type: object, required: [code], properties: {code: {type: integer}}}
";

#[test]
fn default_is_of_successes_or_of_failures_and_of_both_only_where_the_body_fits() {
    let cases: [(&str, u16, &str, &[&str]); 8] = [
        ("listPets", 200, r#"{"name": "Rex"}"#, &[]),
        ("listPets", 200, r#"{"name": 5}"#, &["16 drift-type"]),
        ("listPets", 404, r#"{"message": "no such page"}"#, &["7 drift-status"]),
        ("listPets", 404, r#"{"name": "nobody"}"#, &[]),
        ("addPet", 201, r#"{"name": "Rex"}"#, &["11 drift-status"]),
        ("addPet", 404, r#"{"code": "x"}"#, &["17 drift-type"]),
        ("addPet", 201, r#"{"code": 0}"#, &[]),
        ("addPet", 302, "", &["11 drift-status"]),
    ];
    for (operation, status, body, expected) in cases {
        let lines = told(PETS, &[answer(operation, status, Some("application/json"), body)]);
        let ids: Vec<String> =
            lines.iter().map(|line| line.splitn(3, ' ').take(2).collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(ids, expected, "{operation} {status} {body}: {lines:#?}");
    }
}

#[test]
fn streams_of_a_grpc_gateway_are_compared_line_by_line() {
    let document = "swagger: '2.0'
info: {title: T, version: '1'}
produces: [application/json]
paths:
  /watch:
    post:
      operationId: watch
      responses:
        '200':
          description: A successful response.(streaming responses)
          schema: {$ref: '#/x-stream-definitions/Event'}
definitions:
  Event: {type: object, properties: {revision: {type: string}}}
x-stream-definitions:
  Event: {type: object, properties: {result: {$ref: '#/definitions/Event'}}}
";
    let watch = |body: &str| told(document, &[answer("watch", 200, Some("application/json"), body)]);
    assert_eq!(
        watch("{\"result\": {\"revision\": \"1\"}}\n{\"result\": {\"revision\": \"2\"}}\n"),
        Vec::<String>::new()
    );
    let lines = watch("{\"result\": {\"revision\": \"1\"}}\n{\"result\": {\"revision\": 2}}\n");
    assert!(matches!(lines.as_slice(), [line] if line.starts_with("13 drift-type")), "{lines:#?}");
}
