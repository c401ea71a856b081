//! Small documents next to what is reported about them, as printed.

use super::super::{Format, load};
use crate::diagnostics::{Diagnostics, Report, TerminalOptions};
use crate::source::SourceFile;

fn reported(text: &str) -> String {
    let mut diagnostics = Diagnostics::default();
    let source = SourceFile { name: "api.yaml".into(), text: text.into() };
    let document = load(source, Format::Yaml, &mut diagnostics);
    Report::new(&diagnostics, document.as_ref()).terminal(TerminalOptions::default())
}

#[test]
fn a_correct_document_says_nothing() {
    let text = "\
openapi: 3.0.3
info: {title: Pets, version: '1.0', x-internal: {anything: goes}}
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters:
        - {name: id, in: path, required: true, schema: {type: string, format: made-up}}
      responses:
        '200':
          description: A pet.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Pet'}
              example: {type: strng, $ref: nowhere}
        4XX: {description: An error.}
        default: {description: Anything else.}
components:
  schemas:
    Pet:
      type: object
      required: [type]
      properties:
        type: {type: string, enum: [cat, dog], default: cat}
        $ref: {type: string}
        x-ray: {type: boolean, nullable: true}
";
    assert_eq!(reported(text), "");
}

#[test]
fn misspelt_keys_and_types() {
    insta::assert_snapshot!(reported(
        "\
openapi: 3.0.3
info: {title: Pets, version: 1.0}
paths:
  /pets:
    get:
      operationID: listPets
      responses:
        '200':
          description: Schöne 😀 Tiere
          content:
            application/json:
              schema: {type: strng, minLenght: 2}
        abc: {description: No status.}
        2xx: {description: Lower case.}
"
    ));
}

#[test]
fn siblings_of_references() {
    insta::assert_snapshot!(reported(
        "\
openapi: 3.0.3
info: {title: Pets, version: '1'}
paths: {}
components:
  schemas:
    Pet:
      properties:
        owner:
          $ref: '#/components/schemas/Owner'
          description: Who feeds it.
          nullable: true
        vet:
          type: object
          $ref: '#/components/schemas/Owner'
    Owner: {type: object}
  responses:
    Lost: {$ref: '#/components/responses/Other', description: Lost.}
    Other: {description: Other.}
"
    ));
}

#[test]
fn wrong_kinds_and_missing_keys() {
    insta::assert_snapshot!(reported(
        "\
openapi: 3.0.3
info:
  title: Pets
paths:
  pets:
    get: {operationId: never}
  /pets:
    post:
      tags: pets
      deprecated: 'yes'
      parameters:
        - name: id
          in: body
        - name: limit
          in: query
          style: simple
          schema: {type: integer}
        - {name: a, in: path, schema: {type: string}}
      requestBody:
        schema: {type: object}
      responses:
        '200':
          $ref: 7
        '201':
"
    ));
}

#[test]
fn keywords_of_schemas() {
    insta::assert_snapshot!(reported(
        "\
openapi: 3.0.3
info: {title: Pets, version: '1'}
paths: {}
components:
  schemas:
    A: {type: string, maximum: 3}
    B: {type: array}
    C: {type: string, enum: [yes, 1.0, no, yes]}
    D: {type: integer, minimum: 5, maximum: 3, exclusiveMinimum: 1}
    E: {type: [string, 'null'], const: a}
    F: {type: string, required: true, oneOf: []}
    G: {type: file}
    H: {type: integer, default: '3'}
"
    ));
}

#[test]
fn words_of_the_other_dialect() {
    insta::assert_snapshot!(reported(
        "\
openapi: 3.1.0
info: {title: Pets, version: '1', summary: Short.}
components:
  schemas:
    A: {type: [string, null], nullable: true}
    B: {type: integer, minimum: 5, exclusiveMinimum: true}
    C: true
    D: {$ref: '#/components/schemas/A', description: Kept., unheardOf: 1, propertes: {}}
"
    ));
}

#[test]
fn faults_of_reading_have_places() {
    let strings = [
        "openapi: 3.0.3\ninfo: {title: Pets\n",
        "{\"openapi\": \"3.0.3\",\n \"info\": {\"title\": \"Pets\",}}",
        "swagger: '1.2'\n",
        "openapi: 4.0.0\n",
        "openApi: 3.0.3\n",
        "",
        "- a\n",
        "openapi: 3.0.3\n---\nopenapi: 3.0.3\n",
        "openapi: 3.0.3\ninfo: &info {title: *info}\n",
        "openapi: 3.0.3\n{a: b}: c\n",
        "openapi: 3.0.3\ninfo: {title: a, version: '1'}\npaths: {}\ninfo: {title: b, version: '1'}\n",
    ];
    insta::assert_snapshot!(strings.map(reported).join("----\n"));
}

#[test]
fn one_endless_line_is_drawn_in_part() {
    let filler = "ü".repeat(5_000);
    let text = format!(
        "{{\"openapi\":\"3.0.3\",\"x-a\":\"{filler}\",\"path\":{{}},\"info\":{{\"title\":\"{filler}\",\"version\":\"1\"}}}}"
    );
    insta::assert_snapshot!(reported(&text).replace('ü', "u"));
}

#[test]
fn swagger_2_is_read_in_the_words_of_3() {
    let text = "\
swagger: '2.0'
info: {title: Pets, version: '1'}
host: api.example.com
basePath: /v1/
schemes: [http, https]
consumes: [application/json]
produces: [application/json, text/xml]
securityDefinitions:
  simple: {type: basic}
  oauth: {type: oauth2, flow: application, tokenUrl: /token, scopes: {read: Reads.}}
parameters:
  limit: {name: limit, in: query, type: integer, maximum: 10}
  pet: {name: pet, in: body, required: true, schema: {$ref: '#/definitions/Pet'}}
responses:
  Gone: {description: Gone., schema: {$ref: '#/definitions/Pet'}}
definitions:
  Pet:
    type: object
    discriminator: kind
    properties:
      kind: {type: string}
      default: {$ref: '#/definitions/Pet'}
paths:
  /pets/{id}:
    parameters: [{name: id, in: path, required: true, type: string}]
    put:
      parameters: [{$ref: '#/parameters/pet'}, {$ref: '#/parameters/limit'}]
      responses: {'200': {description: Fine., schema: {$ref: '#/definitions/Pet'}, examples: {text/xml: <a/>}, headers: {N: {type: integer}}}}
    post:
      consumes: [multipart/form-data]
      schemes: [https]
      parameters:
        - {name: photo, in: formData, type: file, required: true}
        - {name: tags, in: query, type: array, items: {type: string}, collectionFormat: multi, tpye: x}
      responses: {'404': {$ref: '#/responses/Gone'}}
";
    let mut diagnostics = Diagnostics::default();
    let source = SourceFile { name: "api.yaml".into(), text: text.into() };
    let document = load(source, Format::Yaml, &mut diagnostics).expect("the document loads");
    let tree = serde_yaml::to_string(&document.root.to_json()).expect("a tree can be printed");
    insta::assert_snapshot!("swagger_tree", tree);
    insta::assert_snapshot!(
        "swagger_report",
        Report::new(&diagnostics, Some(&document)).terminal(TerminalOptions::default())
    );
}
