//! Reads parts of a schema for the ledger where their values go into the API by way of something else.

use crate::document::Node;

/// Keywords that do not change a type.
const ANNOTATIONS: [&str; 18] = [
    "title",
    "description",
    "example",
    "examples",
    "default",
    "deprecated",
    "externalDocs",
    "readOnly",
    "writeOnly",
    "minLength",
    "maxLength",
    "pattern",
    "minimum",
    "multipleOf",
    "maximum",
    "nullable",
    "summary",
    "$comment",
];

/// Reads a schema that repeats another one, annotations aside: those may differ, and one of them is lost.
pub(super) fn read_alike(node: &Node) {
    node.read();
    if node.reference().is_some() {
        node.read_key("$ref");
        return;
    }
    for (key, value) in node.entries() {
        match &*key.text {
            "properties" => value.entries().iter().for_each(|(_, property)| read_alike(property)),
            key if !is_annotation(key) => read_alike(value),
            _ => {}
        }
    }
    node.items().iter().for_each(read_alike);
}

/// Reads what a property has by another member of `allOf`: the nearer schema says the same of its type, or more.
pub(super) fn read_replaced(node: &Node) {
    const OF_TYPE: [&str; 6] = ["type", "format", "enum", "const", "$ref", "nullable"];
    node.read();
    for (_, value) in node.entries().iter().filter(|(key, _)| OF_TYPE.contains(&&*key.text)) {
        value.read();
        value.items().iter().for_each(|item| _ = item.read());
    }
}

/// True for a keyword that two schemas of one type may differ in.
pub(super) fn is_annotation(key: &str) -> bool {
    ANNOTATIONS.contains(&key) || key.starts_with("x-")
}

/// Reads that a value is an object, where the other keywords make it one.
pub(super) fn read_object_type(node: &Node) {
    if node.get("type").and_then(Node::as_str) == Some("object") {
        node.read();
        node.read_key("type");
    }
}

/// Reads the property that selects a variant, and the values that the mapping names; a missing target is reported.
pub(super) fn read_discriminator(schema: &Node) {
    let Some(discriminator) = schema.get("discriminator") else { return };
    discriminator.read_key("propertyName");
    discriminator.read_key("defaultMapping");
    let mapping = discriminator.get("mapping").map(Node::entries).unwrap_or_default();
    mapping.iter().for_each(|(_, target)| _ = target.read());
}

/// What something says of itself: its summary (OpenAPI 3.2), then its description.
pub(super) fn summarised(summary: Option<&str>, description: Option<&str>) -> String {
    let [summary, description] = [summary, description].map(|said| said.map(str::trim).unwrap_or_default());
    match (summary, description) {
        ("", _) => description.to_owned(),
        (_, "") => summary.to_owned(),
        _ if description.starts_with(summary) => description.to_owned(),
        _ => [summary.trim_end_matches('.'), ". ", description].concat(),
    }
}
