//! What extensions say of the values of an enum: names, meanings, and which are deprecated.
//!
//! There is no standard for it, so all spellings that are in use are read: arrays in the order of the values, objects
//! by value, and objects that hold everything about one value.

use crate::document::Node;

/// What is said of one value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct EnumNote<'a> {
    /// A name for it.
    pub(crate) name: Option<&'a str>,
    /// What it means.
    pub(crate) description: Option<&'a str>,
    /// Not to be used any more.
    pub(crate) is_deprecated: bool,
}

/// What an extension is about.
#[derive(Clone, Copy)]
enum Topic {
    Names,
    Descriptions,
    Deprecated,
    /// Objects with `name`, `description` and `deprecated`.
    Everything,
}

/// One note per value as written; empty if nothing is said.
pub(super) fn notes(schema: &Node) -> Vec<EnumNote<'_>> {
    let values = schema.get("enum").map(Node::items).unwrap_or_default();
    let extensions = schema.entries().iter().filter_map(|(key, value)| topic(&key.text).map(|topic| (topic, value)));
    let mut extensions: Vec<(Topic, &Node)> = extensions.collect();
    if values.is_empty() || extensions.is_empty() {
        return Vec::new();
    }
    // Comments may be by name, so names are read first.
    extensions.sort_by_key(|(topic, _)| *topic as u8);
    let mut notes = vec![EnumNote::default(); values.len()];
    for (topic, said) in extensions {
        for (index, (value, note)) in values.iter().zip(&mut notes).enumerate() {
            note.take(topic, said, index, &value.to_text().unwrap_or_default());
        }
    }
    notes
}

fn topic(key: &str) -> Option<Topic> {
    Some(match key {
        "x-enum-varnames" | "x-enumVarnames" | "x-enumNames" | "x-enum-names" | "x-enumnames" | "x-enum-keys"
        | "x-speakeasy-enums" => Topic::Names,
        "x-enum-descriptions"
        | "x-enumDescriptions"
        | "x-enum-description"
        | "x-enum-comments"
        | "x-speakeasy-enum-descriptions" => Topic::Descriptions,
        "x-enum-deprecated" | "x-enumDeprecated" | "x-deprecated-enum" | "x-deprecated-values" => Topic::Deprecated,
        "x-ms-enum" | "x-enum-elements" | "x-fern-enum" => Topic::Everything,
        _ => return None,
    })
}

impl<'a> EnumNote<'a> {
    fn take(&mut self, topic: Topic, said: &'a Node, index: usize, value: &str) {
        match topic {
            Topic::Names => self.name = self.name.or(text(about(said, index, value, None))),
            Topic::Descriptions => {
                self.description = self.description.or(text(about(said, index, value, self.name)));
            }
            Topic::Deprecated => self.is_deprecated |= is_among(said, index, value, self.name),
            Topic::Everything => {
                let Some(one) = everything_about(said, index, value) else { return };
                self.name = self.name.or(text(one.get("name")));
                self.description = self.description.or(text(one.get("description")));
                self.is_deprecated |= one.get("deprecated").and_then(Node::as_bool) == Some(true);
            }
        }
    }
}

/// What an array has at the place of a value, or an object under the value or its name.
fn about<'a>(said: &'a Node, index: usize, value: &str, name: Option<&str>) -> Option<&'a Node> {
    if said.is_list() { said.items().get(index) } else { said.get(value).or_else(|| said.get(name?)) }
}

/// Whether an array lists the value or has `true` at its place, or an object has something under it.
fn is_among(said: &Node, index: usize, value: &str, name: Option<&str>) -> bool {
    let is_flags = said.items().iter().all(|item| item.as_bool().is_some());
    if said.is_list() && !is_flags {
        return said
            .items()
            .iter()
            .any(|item| item.to_text().is_some_and(|text| text == value || Some(&*text) == name));
    }
    about(said, index, value, name).is_some_and(|flag| flag.as_bool() != Some(false))
}

/// The object about a value: the one that has it, else the one at its place or under its key.
fn everything_about<'a>(said: &'a Node, index: usize, value: &str) -> Option<&'a Node> {
    let said = said.get("values").unwrap_or(said);
    let has_it = |one: &&Node| one.get("value").and_then(Node::to_text).is_some_and(|text| text == value);
    let is_by_value = said.items().iter().any(|one| one.get("value").is_some());
    let found = said.items().iter().find(has_it);
    if is_by_value { found } else { about(said, index, value, None) }
}

fn text(node: Option<&Node>) -> Option<&str> {
    node.and_then(Node::as_str).filter(|text| !text.trim().is_empty())
}
