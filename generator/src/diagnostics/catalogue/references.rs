//! Findings about references.

use super::{Entry, Group, entry};

pub(super) static ENTRIES: &[Entry] = &[
    entry(
        Group::References,
        "dangling-reference",
        "A reference names something that is not there.",
        "It was renamed, removed or misspelt.",
        "$ref: '#/components/schemas/Pets'",
        "$ref: '#/components/schemas/Pet'",
        "what refers to it is left out, or accepts any JSON",
    ),
    entry(
        Group::References,
        "circular-reference",
        "References lead to one another in a circle.",
        "None of them ever names anything.",
        "A: {$ref: '#/components/schemas/A'}",
        "A: {type: object}",
        "what refers to them is left out, or accepts any JSON",
    ),
    entry(
        Group::References,
        "remote-reference",
        "A reference leads to another host.",
        "Generating the same client twice must not depend on a network.",
        "$ref: 'https://example.com/pet.yaml'",
        "$ref: 'pet.yaml'",
        "what refers to it is left out, or accepts any JSON",
    ),
    entry(
        Group::References,
        "escaping-reference",
        "A reference leads out of the folder of the document.",
        "A document must not be able to read any file of the machine.",
        "$ref: '../../secret.yaml'",
        "$ref: 'common.yaml'",
        "what refers to it is left out, or accepts any JSON",
    ),
    entry(
        Group::References,
        "named-reference",
        "A reference uses a name that several schemas have.",
        "A `$dynamicRef` means another schema depending on where it is reached from; a type means one thing.",
        "$dynamicRef: '#node'",
        "$ref: '#/components/schemas/Node'",
        "the schema around the reference is taken, or any JSON is accepted",
    ),
];
