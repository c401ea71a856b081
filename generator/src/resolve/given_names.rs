//! Names that the author of a document gives by extensions of other tools: Speakeasy, Fern, AutoRest.
//!
//! They are read here and nowhere else; a name of the overrides still wins over them.

use crate::document::Node;

/// The extensions that name a method.
const METHODS: [&str; 2] = ["x-speakeasy-name-override", "x-fern-sdk-method-name"];

/// The extensions that name the group of an operation.
const GROUPS: [&str; 2] = ["x-speakeasy-group", "x-fern-sdk-group-name"];

/// The extensions that name a parameter.
const PARAMETERS: [&str; 3] = ["x-speakeasy-name-override", "x-fern-parameter-name", "x-ms-client-name"];

/// The extensions that name the type of a component.
const TYPES: [&str; 3] = ["x-speakeasy-name-override", "x-fern-type-name", "x-ms-client-name"];

/// What the method of an operation is called.
pub(super) fn method(operation: &Node) -> Option<String> {
    METHODS.iter().find_map(|key| name(operation.get(key)?))
}

/// The group of an operation; one inside another has both names.
pub(super) fn group(operation: &Node) -> Option<String> {
    GROUPS.iter().find_map(|key| {
        let written = operation.get(key)?;
        let names: Vec<String> = written.items().iter().filter_map(name).collect();
        if names.is_empty() { name(written) } else { Some(names.join(".")) }
    })
}

/// What a parameter is called.
pub(super) fn parameter(parameter: &Node) -> Option<String> {
    PARAMETERS.iter().find_map(|key| name(parameter.get(key)?))
}

/// What the type of a schema is called: a component by a name of its own, an enum also where it is written out.
pub(super) fn type_name(schema: &Node, is_component: bool) -> Option<String> {
    let own = || TYPES.iter().find_map(|key| name(schema.get(key)?));
    let of_enum = || name(schema.get("x-ms-enum")?.get("name")?);
    if is_component { own().or_else(of_enum) } else { of_enum() }
}

/// A string that can be a name.
fn name(written: &Node) -> Option<String> {
    let text = written.as_str()?.trim();
    let begins = text.starts_with(|first: char| first.is_alphabetic() || first == '_');
    (begins && text.chars().any(char::is_alphabetic)).then(|| text.to_owned())
}
