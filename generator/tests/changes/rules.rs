//! The rows, by what they edit.

use super::api::{API, WIDE};
use super::row::{Row, compile, run};

macro_rules! rows {
    ($($id:literal $means:literal $([$from:literal => $to:literal])+;)*) => {
        &[$(Row { id: $id, edits: &[$(($from, $to)),+], means: $means },)*]
    };
}

#[test]
fn operations() {
    run(
        API,
        rows! {
            "operation-removed" "breaking none major" ["    post:\n      operationId: createPet" => "    x-post:\n      operationId: createPet"];
            "operation-removed" "warn none major" ["    delete:" => "    x-delete:"];
            "operation-added" "safe none minor" ["  /food:" => "  /drinks: {get: {operationId: getDrinks, tags: [Food], responses: {'204': {description: No.}}}}\n  /food:"];
            "operation-moved" "breaking none patch" ["  /food:" => "  /meals:"];
            "operation-deprecated" "none none minor" ["operationId: getFood" => "deprecated: true\n      operationId: getFood"];
            "method-renamed" "none none major" ["operationId: getFood" => "operationId: fetchFood"];
            "documentation" "none none patch" ["summary: Lists pets." => "summary: All pets."];
        },
    );
}

#[test]
fn parameters() {
    run(
        API,
        rows! {
            "parameter-added" "safe none minor" ["        - {name: x-trace" => "        - {name: page, in: query, schema: {type: integer}}\n        - {name: x-trace"];
            "required-parameter-added" "breaking none major" ["        - {name: x-trace" => "        - {name: page, in: query, required: true, schema: {type: integer}}\n        - {name: x-trace"];
            "parameter-removed" "warn none major" ["        - {name: x-trace, in: header, schema: {type: string}}\n" => ""];
            "parameter-required" "breaking none major" ["{name: x-trace, in: header" => "{name: x-trace, required: true, in: header"];
            "parameter-style" "breaking none patch" ["{name: kinds, in: query" => "{name: kinds, explode: false, in: query"];
            "parameter-relocated" "breaking none patch" ["{name: x-trace, in: header" => "{name: x-trace, in: query"];
            "limit-tightened" "breaking none patch" ["maximum: 100" => "maximum: 50"];
            "limit-loosened" "safe none patch" ["maximum: 100" => "maximum: 500"];
            "default-changed" "warn none patch" ["default: 20" => "default: 50"];
            "type-narrowed" "breaking none major" ["{name: x-trace, in: header, schema: {type: string}}" => "{name: x-trace, in: header, schema: {type: boolean}}"];
        },
    );
}

#[test]
fn bodies_and_responses() {
    run(
        API,
        rows! {
            "body-optional" "safe none major" ["requestBody:\n        required: true" => "requestBody:\n        required: false"];
            "body-media-type-added" "safe none minor" ["content: {application/json: {schema: {$ref: '#/components/schemas/NewPet'}}}" => "content: {application/json: {schema: {$ref: '#/components/schemas/NewPet'}}, application/octet-stream: {}}"];
            "error-status-added" "none warn patch" ["        '404': {" => "        '409': {description: Taken., content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}\n        '404': {"];
            "error-status-removed" "none safe major" ["        '404': {description: None., content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}\n" => ""];
            "success-status-added" "none breaking patch" ["        '201': {" => "        '200': {description: Was there., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}\n        '201': {"];
            "success-status-changed" "none breaking patch" ["        '201': {" => "        '200': {"];
            "response-media-type-removed" "none breaking major" ["            text/csv: {schema: {type: string}}\n" => ""];
            "header-added" "none safe minor" ["headers: {" => "headers: {x-page: {schema: {type: integer}}, "];
            "header-removed" "none warn major" [", x-hint: {schema: {type: string}}" => ""];
            "header-optional" "none breaking none" ["x-total: {required: true, " => "x-total: {"];
        },
    );
}

#[test]
fn security_and_servers() {
    run(
        API,
        rows! {
            "security-dropped" "safe none patch" ["security: [{key: []}]\npaths" => "security: []\npaths"];
            "security-dropped" "safe none patch" ["operationId: getFood" => "operationId: getFood\n      security: [{key: []}, {}]"];
            "scope-required" "breaking none patch" ["oauth: [write]" => "oauth: [write, read]"];
            "security-removed" "breaking none patch" ["security: [{oauth: [write]}, {key: []}]" => "security: [{oauth: [write]}]"];
            "security-added" "safe none patch" ["security: [{key: []}]\npaths" => "security: [{key: []}, {oauth: [read]}]\npaths"];
            "scheme-changed" "breaking none patch" ["name: x-key" => "name: x-api-key"];
            "server-added" "safe none minor" ["  - {url: 'https://two" => "  - {url: 'https://three.example.com', description: Three}\n  - {url: 'https://two"];
            "server-changed" "breaking none patch" ["https://two.example.com" => "https://2.example.com"];
        },
    );
}

#[test]
fn schemas() {
    run(
        API,
        rows! {
            "property-added" "none safe minor" ["        age: {type: integer}" => "        age: {type: integer}\n        weight: {type: number}"];
            "property-removed" "none warn major" ["        age: {type: integer}\n" => ""];
            "required-property-added" "breaking none major" ["required: [name]\n      properties:\n        name: {type: string, minLength" => "required: [name, size]\n      properties:\n        size: {type: integer}\n        name: {type: string, minLength"];
            "property-required" "breaking none major" ["required: [name]\n      properties:\n        name: {type: string, minLength" => "required: [name, code]\n      properties:\n        name: {type: string, minLength"];
            "property-required" "none safe major" ["required: [id, name]" => "required: [id, name, age]"];
            "property-optional" "none breaking major" ["required: [id, name]" => "required: [id]"];
            "null-allowed" "none breaking major" ["name: {type: string, maxLength: 50, description" => "name: {type: string, nullable: true, maxLength: 50, description"];
            "enum-value-added" "safe warn minor" ["enum: [cat, dog]" => "enum: [cat, dog, bird]"];
            "enum-value-removed" "breaking safe major" ["enum: [cat, dog]" => "enum: [cat]"];
            "format-added" "none safe major" ["id: {type: string, readOnly: true}" => "id: {type: string, format: uuid, readOnly: true}"];
            "format-removed" "safe none major" ["born: {type: string, format: date}" => "born: {type: string}"];
            "type-widened" "none breaking major" ["age: {type: integer}" => "age: {type: number}"];
            "pattern-changed" "warn none patch" ["^[a-z]+$" => "^[a-z0-9]+$"];
            "variant-added" "none breaking minor" ["{$ref: '#/components/schemas/Wet'}]" => "{$ref: '#/components/schemas/Wet'}, {$ref: '#/components/schemas/Raw'}]"];
            "variant-removed" "none safe major" [", {$ref: '#/components/schemas/Wet'}]" => "]"];
            "schema-renamed" "none none major" ["    Problem: {" => "    Failure: {"] ["schemas/Problem" => "schemas/Failure"];
            "documentation" "none none patch" ["What it is called." => "Its name."];
        },
    );
}

#[test]
fn composition_unions_and_events() {
    run(
        WIDE,
        rows! {
            "property-added" "none safe minor" ["Base: {type: object, properties: {id: {type: string}}}" => "Base: {type: object, properties: {id: {type: string}, at: {type: string}}}"];
            "property-added" "none safe minor" ["properties: {size: {type: integer}}" => "properties: {size: {type: integer}, more: {type: string}}"];
            "type-changed" "none breaking major" ["additionalProperties: {type: integer}" => "additionalProperties: {type: string}"];
            "limit-loosened" "none breaking patch" ["items: {type: string, maxLength: 5}" => "items: {type: string, maxLength: 9}"];
            "discriminator-value-added" "none warn patch" ["mapping: {a: '#/components/schemas/A'" => "mapping: {alpha: '#/components/schemas/A', a: '#/components/schemas/A'"];
            "discriminator-property" "none breaking patch" ["propertyName: kind" => "propertyName: sort"];
            "union-loosened" "none warn none" ["Any: {oneOf:" => "Any: {anyOf:"];
            "webhook-removed" "none breaking none" ["  gone: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}, responses: {'204': {description: Ok.}}}}\n" => ""];
            "property-removed" "none warn major" ["properties: {kind: {type: string}, b: {type: string}}" => "properties: {kind: {type: string}}"];
            "unclassified" "breaking none none" ["operationId: getThing" => "operationId: getThing\n      oddity: 1"];
            "property-read-only" "warn none major" ["note: {type: string}" => "note: {type: string, readOnly: true}"];
            "opened" "safe none none" ["additionalProperties: false, " => ""];
            "type-widened" "safe none major" ["count: {type: integer, format: int32}" => "count: {type: number}"];
            "format-widened" "safe none major" ["count: {type: integer, format: int32}" => "count: {type: integer, format: int64}"];
            "server-default" "warn none patch" ["default: eu" => "default: us"];
        },
    );
}

/// A sample of what `COMPILE_CHANGES=1` does with every row.
#[test]
fn the_compiler_says_so_too() {
    let rows: &[Row] = rows! {
        "property-added" "" ["        age: {type: integer}" => "        age: {type: integer}\n        weight: {type: number}"];
        "property-removed" "" ["        age: {type: integer}\n" => ""];
        "limit-tightened" "" ["maximum: 100" => "maximum: 50"];
        "body-optional" "" ["requestBody:\n        required: true" => "requestBody:\n        required: false"];
        "enum-value-added" "" ["enum: [cat, dog]" => "enum: [cat, dog, bird]"];
    };
    let wrong = compile("sample", API, rows);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
