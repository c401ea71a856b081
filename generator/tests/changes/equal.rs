//! What two documents mean alike is no change, and no line.

use super::api::{API, WIDE};
use super::row::{compared, edited};

#[test]
fn a_document_does_not_differ_from_itself() {
    assert_eq!(compared(API, API).changes.len(), 0);
}

#[test]
fn spellings_of_the_same_thing_are_no_change() {
    let spellings: &[&[(&str, &str)]] = &[
        // The dialect, with its words.
        &[("openapi: 3.0.3", "openapi: 3.1.0")],
        // Parameters, statuses and properties have no order.
        &[("required: [id, name]", "required: [name, id]")],
        &[
            ("        phone: {type: string}\n", ""),
            ("        name: {type: string}\n", "        phone: {type: string}\n        name: {type: string}\n"),
        ],
        &[("enum: [cat, dog]", "enum: [dog, cat]")],
        // A composition of one schema.
        &[("owner: {$ref: '#/components/schemas/Owner'}", "owner: {allOf: [{$ref: '#/components/schemas/Owner'}]}")],
        // Security schemes and extensions that nobody reads.
        &[("security: [{oauth: [write]}, {key: []}]", "security: [{key: []}, {oauth: [write]}]")],
        &[("operationId: getFood", "x-owner: us\n      operationId: getFood")],
        // Defaults that are written out.
        &[(
            "in: query, schema: {type: array",
            "in: query, style: form, explode: true, required: false, schema: {type: array",
        )],
        &[("age: {type: integer}", "age: {type: integer, nullable: false, uniqueItems: false}")],
        &[("name: {type: string, maxLength", "name: {type: string, minLength: 0, maxLength")],
        &[("minimum: 1, maximum: 100", "minimum: 1.0, maximum: 100")],
        // Header names have no case, and JSON is in UTF-8.
        &[("x-hint: {schema", "X-Hint: {schema")],
        &[(
            "content: {application/json: {schema: {$ref: '#/components/schemas/NewPet'}}}",
            "content: {application/json; charset=utf-8: {schema: {$ref: '#/components/schemas/NewPet'}}}",
        )],
        // Members of a choice have no order, and extensions next to a reference say nothing.
        &[(
            "[{$ref: '#/components/schemas/Dry'}, {$ref: '#/components/schemas/Wet'}]",
            "[{$ref: '#/components/schemas/Wet', x-order: 1}, {$ref: '#/components/schemas/Dry'}]",
        )],
    ];
    for edits in spellings {
        let comparison = compared(API, &edited(API, edits));
        assert!(comparison.changes.is_empty(), "{edits:?}\n{}", comparison.terminal(false));
    }
}

#[test]
fn a_description_next_to_a_reference_is_documentation() {
    let edit =
        ("oneOf: [{$ref: '#/components/schemas/A'}", "oneOf: [{$ref: '#/components/schemas/A', description: An A.}");
    let comparison = compared(WIDE, &edited(WIDE, &[edit]));
    let ids: Vec<&str> = comparison.changes.iter().map(|change| change.id).collect();
    assert_eq!(ids, ["documentation"], "{}", comparison.terminal(false));
}
