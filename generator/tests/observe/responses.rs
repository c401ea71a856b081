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

#[test]
fn a_body_without_any_declared_member_is_something_else_and_loosens_nothing() {
    let body = |body: &str| answer("addPet", 200, Some("application/json"), body);
    let exchanges = [body(r#"{"name": "Rex"}"#), body(r#"{"error": "gone"}"#), body("{}")];
    let outcome = analysed(PETS, None);
    let observation = observe(&outcome, &ObserveOptions::default(), &exchanges);
    let lines = drift(&outcome.report_on(&observation.diagnostics));
    let [line] = lines.as_slice() else { panic!("{lines:#?}") };
    assert!(line.contains("the body refers to `Pet`; 2 of 3 answers have none of its members"), "{line}");
    let overlay = observation.overlay.expect("the document can be made true");
    assert!(!overlay.contains("required"), "{overlay}");
    let outcome = analysed(PETS, Some(&overlay));
    let observation = observe(&outcome, &ObserveOptions::default(), &exchanges);
    assert_eq!(drift(&outcome.report_on(&observation.diagnostics)), Vec::<String>::new());
}

#[test]
fn a_header_of_every_answer_is_told_once() {
    let paths: String = (1..=5)
        .map(|number| {
            format!("  /a{number}: {{get: {{operationId: a{number}, responses: {{'200': {{description: ok}}}}}}}}\n")
        })
        .collect();
    let document = format!("openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths:\n{paths}");
    let outcome = analysed(&document, None);
    let told = |everywhere: u64| {
        let headers = |number: u64| {
            let own = [("x-served-by", number <= everywhere), ("x-total", number == 2)];
            own.into_iter().filter(|(_, is_sent)| *is_sent).map(|(name, _)| (name.to_owned(), "7".to_owned())).collect()
        };
        let exchange =
            |number| Exchange { headers: Some(headers(number)), ..answer(&format!("a{number}"), 200, None, "") };
        let exchanges: Vec<Exchange> = (1..=5).map(exchange).collect();
        let observation = observe(&outcome, &ObserveOptions::default(), &exchanges);
        let overlay = observation.overlay.unwrap_or_default();
        assert!(overlay.contains("x-total"), "{overlay}");
        (drift(&outcome.report_on(&observation.diagnostics)).len(), overlay.contains("x-served-by"))
    };
    assert_eq!(told(5), (2, false));
    assert_eq!(told(4), (5, true), "one operation is without it");
}
