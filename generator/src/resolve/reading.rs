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

/// Reads a schema that says the same as one that is kept. Annotations may differ; those that do are lost.
pub(super) fn read_alike(node: &Node, kept: Option<&Node>) {
    node.read();
    if node.reference().is_some() {
        node.read_key("$ref");
        return;
    }
    for (key, value) in node.entries() {
        let other = kept.and_then(|kept| kept.get(&key.text));
        match &*key.text {
            "properties" => read_alike_properties(value, other),
            key if is_annotation(key) => read_same(value, other),
            _ => read_alike(value, other),
        }
    }
    for (index, item) in node.items().iter().enumerate() {
        read_alike(item, kept.and_then(|kept| kept.items().get(index)));
    }
}

fn read_alike_properties(properties: &Node, kept: Option<&Node>) {
    for (name, property) in properties.entries() {
        read_alike(property, kept.and_then(|kept| kept.get(&name.text)));
    }
}

/// Reads what a schema says besides its type, where another one that a value may have says the same.
pub(super) fn read_equal(node: &Node, kept: &Node) {
    const COUNTS: [&str; 5] = ["minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties"];
    for (key, value) in node.entries() {
        if is_annotation(&key.text) || COUNTS.contains(&&*key.text) {
            read_same(value, kept.get(&key.text));
        }
    }
}

/// Reads an annotation that the kept schema has as well.
fn read_same(value: &Node, kept: Option<&Node>) {
    if kept.is_some_and(|kept| kept.to_json() == value.to_json()) {
        value.read();
    }
}

/// Reads what a property has by another member of `allOf`: the nearer schema says the same of its type, or more.
pub(super) fn read_replaced(node: &Node, kept: &Node) {
    const OF_TYPE: [&str; 6] = ["type", "format", "enum", "const", "$ref", "nullable"];
    node.read();
    for (_, value) in node.entries().iter().filter(|(key, _)| OF_TYPE.contains(&&*key.text)) {
        value.read();
        value.items().iter().for_each(|item| _ = item.read());
    }
    // Any further property is what nothing said leaves as well.
    let further = node.get("additionalProperties");
    if further
        .is_some_and(|further| further.as_bool() == Some(true) || further.is_map() && further.entries().is_empty())
    {
        node.read_key("additionalProperties");
    }
    for key in ["items", "additionalProperties"] {
        let (Some(value), Some(other)) = (node.get(key), kept.get(key)) else { continue };
        if value.to_json() == other.to_json() {
            read_alike(value, Some(other));
        }
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

/// What something says of itself, and what its schema says of it; once, if that is the same.
pub(super) fn said_by_both(own: Option<&str>, other: Option<&str>) -> Option<String> {
    let own = own.filter(|own| !own.trim().is_empty());
    match (own, other) {
        (Some(own), Some(other)) if !own.contains(other.trim()) => Some([own, "\n\n", other].concat()),
        _ => own.or(other).map(str::to_owned),
    }
}
