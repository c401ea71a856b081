//! What kind of keyword a key of a schema is.

/// Keywords for people.
pub(in crate::compare) fn is_documentation(key: &str) -> bool {
    matches!(
        key,
        "title"
            | "description"
            | "example"
            | "examples"
            | "externalDocs"
            | "$comment"
            | "x-observed"
            | "x-confidence"
            | "x-source"
    ) || key.starts_with("x-enum")
        || matches!(key, "x-ms-enum" | "x-deprecated-enum" | "x-deprecated-values")
        || key.starts_with("x-speakeasy-enum")
        || key.starts_with("x-fern-enum")
}

/// Keywords that say nothing about values: names, definitions, extensions that nobody reads.
pub(in crate::compare) fn is_ignored(key: &str) -> bool {
    key.starts_with("x-")
        || matches!(key, "$defs" | "definitions" | "$id" | "$schema" | "$anchor" | "$dynamicAnchor" | "$vocabulary")
        || matches!(key, "nullable" | "readOnly" | "writeOnly" | "deprecated")
}

/// Keywords that allow fewer values and are compared as a whole.
pub(super) fn is_constraint(key: &str) -> bool {
    matches!(
        key,
        "not"
            | "if"
            | "then"
            | "else"
            | "contains"
            | "minContains"
            | "maxContains"
            | "propertyNames"
            | "patternProperties"
            | "dependentRequired"
            | "dependentSchemas"
            | "dependencies"
            | "unevaluatedItems"
            | "unevaluatedProperties"
            | "additionalItems"
            | "contentEncoding"
            | "contentMediaType"
            | "contentSchema"
    )
}

/// Keywords that are read next to a `$ref` in 3.0.
pub(super) fn describes(key: &str) -> bool {
    matches!(key, "$ref" | "nullable" | "default" | "deprecated" | "readOnly" | "writeOnly") || is_documentation(key)
}

/// A JSON type by its name.
pub(super) fn type_named(name: &str) -> Option<&'static str> {
    ["string", "integer", "number", "boolean", "array", "object"].into_iter().find(|known| *known == name)
}
