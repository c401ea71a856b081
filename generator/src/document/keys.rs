//! What the keys of a part of a document are: keywords, names that its author chose, or parts of a value.

use super::node::Node;

/// What the keys of an object are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keys {
    /// Keywords of OpenAPI or of JSON Schema.
    Keywords,
    /// Names of schemas or of other objects, where nothing is a keyword.
    Names,
    /// Parts of a value, which may look like keywords and references and are none.
    OfValue,
}

/// Keywords whose value has schemas or other objects by name, or a list of them.
const MAPS_OF_NAMES: [&str; 20] = [
    "$defs",
    "additionalOperations",
    "callbacks",
    "content",
    "definitions",
    "dependentSchemas",
    "encoding",
    "headers",
    "links",
    "parameters",
    "pathItems",
    "paths",
    "patternProperties",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "securityDefinitions",
    "securitySchemes",
    "webhooks",
];

impl Keys {
    /// What the keys of the value of a key are.
    pub(super) fn below(self, key: &str, value: &Node) -> Self {
        match (self, key) {
            (Self::OfValue, _) => Self::OfValue,
            (Self::Names, _) => Self::Keywords,
            (Self::Keywords, "const" | "dataValue" | "default" | "enum" | "example" | "value") => Self::OfValue,
            // Those of a schema are a list of values, all others are objects with names.
            (Self::Keywords, "examples") if value.is_map() => Self::Names,
            (Self::Keywords, "examples") => Self::OfValue,
            (Self::Keywords, key) if key.starts_with("x-") => Self::OfValue,
            (Self::Keywords, key) if MAPS_OF_NAMES.contains(&key) => Self::Names,
            (Self::Keywords, _) => Self::Keywords,
        }
    }

    /// What the keys of an item are.
    pub(super) fn of_item(self) -> Self {
        if self == Self::OfValue { Self::OfValue } else { Self::Keywords }
    }
}
