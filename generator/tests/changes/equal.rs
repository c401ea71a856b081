//! What two documents mean alike is no change, and no line.

use super::api::API;
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
    ];
    for edits in spellings {
        let comparison = compared(API, &edited(API, edits));
        assert!(comparison.changes.is_empty(), "{edits:?}\n{}", comparison.terminal(false));
    }
}
