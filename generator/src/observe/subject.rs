//! Words for a place of the document: what a schema is the schema of, and which operation it belongs to.

use crate::document::{Document, Schema};
use crate::ir::Api;
use crate::source::JsonPointer;

/// What a place is, in the words of a sentence: `` `content` ``, `an item of `tags``, `the body`.
pub(super) fn subject(pointer: &JsonPointer) -> String {
    let segments: Vec<_> = pointer.segments().collect();
    let words: Vec<&str> = segments.iter().map(|segment| &**segment).collect();
    match words.as_slice() {
        [.., "properties", name] | ["components", _, name] | ["definitions", name] => format!("`{name}`"),
        [.., "headers", name] | [.., "headers", name, "schema"] => format!("the header `{name}`"),
        [.., "content", _, "schema" | "itemSchema"] | [.., "requestBody"] => "the body".to_owned(),
        [.., "parameters", _, "schema"] | [.., "parameters", _] => "the parameter".to_owned(),
        [.., "items"] | [.., "prefixItems", _] => format!("an item of {}", outer(pointer, 1)),
        [.., "additionalProperties"] => format!("a value of {}", outer(pointer, 1)),
        [.., "patternProperties", _] => format!("a value of {}", outer(pointer, 2)),
        [.., "allOf" | "oneOf" | "anyOf", _] => outer(pointer, 2),
        _ => "the value".to_owned(),
    }
}

fn outer(pointer: &JsonPointer, levels: usize) -> String {
    let mut outer = pointer.clone();
    (0..levels).for_each(|_| outer.pop());
    subject(&outer)
}

/// The name of a parameter, where a place is one or its schema.
pub(super) fn parameter_name(document: &Document, pointer: &JsonPointer) -> Option<String> {
    let own = document.locate(pointer)?;
    let is_schema = pointer.last().as_deref() == Some("schema");
    let node = if is_schema { document.locate(&pointer.parent()?)?.node } else { own.node };
    let name = node.get("in").and(node.get("name"))?;
    name.as_str().map(str::to_owned)
}

/// The member at a place is in the `required` list of the object that has it.
pub(super) fn is_required(document: &Document, pointer: &JsonPointer) -> bool {
    let object = pointer.parent().and_then(|properties| {
        (properties.last().as_deref() == Some("properties")).then(|| properties.parent()).flatten()
    });
    let required =
        object.and_then(|object| document.locate(&object)).map(|found| Schema::of(found.node, document.dialect));
    let name = pointer.last();
    required.is_some_and(|schema| schema.required.iter().any(|required| Some(*required) == name.as_deref()))
}

/// The place is that of a member of an object.
pub(super) fn is_property(pointer: &JsonPointer) -> bool {
    pointer.parent().is_some_and(|parent| parent.last().as_deref() == Some("properties"))
}

/// The operation that a place is inside of.
pub(super) fn operation_of(api: &Api, pointer: &JsonPointer) -> Option<String> {
    let operation = api.operations.iter().find(|operation| pointer.is_within(&operation.pointer))?;
    Some(operation.id.as_str().to_owned())
}

/// What a place is, with the operation and the response that it belongs to.
pub(super) fn full_subject(document: &Document, api: &Api, pointer: &JsonPointer) -> String {
    let name = parameter_name(document, pointer).map(|name| format!("the parameter `{name}`"));
    let subject = name.unwrap_or_else(|| subject(pointer));
    let Some(operation) = operation_of(api, pointer) else { return subject };
    match (subject.as_str(), status_of(pointer)) {
        ("the value", Some(status)) => format!("response {status} of `{operation}`"),
        ("the value", None) => format!("`{operation}`"),
        _ => format!("{subject} of `{operation}`"),
    }
}

/// The status of the response that a place is inside of: `200`, `default`.
pub(super) fn status_of(pointer: &JsonPointer) -> Option<String> {
    let mut segments = pointer.segments();
    segments.find(|segment| segment == "responses")?;
    segments.next().map(|status| status.into_owned())
}
