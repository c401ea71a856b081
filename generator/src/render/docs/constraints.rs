//! Annotations about a value in words: the only value it has, who sends it, limits, default, example.

use serde_json::Value;

use super::sentences;
use crate::ir::{
    Annotations, Bounds, Constant, Docs, Field, Inside, InsidePart, Root, Step, TextFormat, TypeDef, TypeKind, TypeRef,
    query,
};

/// One line with all that is known of a field besides its type; empty if that is nothing.
pub(crate) fn field(field: &Field) -> String {
    let mut parts = Vec::new();
    parts.extend(
        field
            .constant
            .as_ref()
            .map(|constant| ["Always ", &sentences::code(&query::wire_text(constant)), "."].concat()),
    );
    if field.read_only {
        parts.push("Only sent by the server.".to_owned());
    }
    if field.write_only {
        parts.push("Only sent by the client.".to_owned());
    }
    // A constant is its own default and example.
    let unsaid = Docs::default();
    let (default, docs) = match field.constant {
        Some(_) => (None, &unsaid),
        None => (field.default.as_deref(), &field.docs),
    };
    // That a file is one is said by its type.
    let format = field.bounds.format.as_deref().filter(|_| !matches!(field.type_ref, TypeRef::Bytes));
    parts.push(line_with_format(&field.bounds, format, default, docs));
    if is_secret(field) {
        parts.push("`Debug` does not show it.".to_owned());
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

/// One line with what is known of the values of a type, unless the property or the parameter it is written in says it.
pub(crate) fn of_type(type_def: &TypeDef) -> String {
    let origin = &type_def.origin;
    let is_parameter = matches!(origin.root, Root::Parameter { .. } | Root::PathItemParameter { .. });
    if matches!(origin.steps.last(), Some(Step::Property(_))) || is_parameter && origin.steps.is_empty() {
        return parts(&type_def.bounds.inside).join(" ");
    }
    // An enum lists its values by itself.
    let (example, more_examples) = match type_def.kind {
        TypeKind::Enum(_) => (None, Vec::new()),
        _ => (type_def.docs.example.clone(), type_def.docs.more_examples.clone()),
    };
    let said = Annotations {
        docs: Docs { example, more_examples, ..Docs::default() },
        bounds: type_def.bounds.clone(),
        default: type_def.default.clone(),
        read_only: type_def.read_only,
        write_only: type_def.write_only,
    };
    annotations(&said)
}

/// True for a string that nobody should find in a log.
pub(crate) fn is_secret(field: &Field) -> bool {
    let is_text = matches!(field.type_ref, TypeRef::String | TypeRef::Formatted(TextFormat::Uuid));
    is_text && (field.write_only || field.bounds.format.as_deref() == Some("password"))
}

/// One line with the limits, the default and an example; empty if the document says nothing of them.
pub(crate) fn line(bounds: &Bounds, default: Option<&Value>, docs: &Docs) -> String {
    line_with_format(bounds, bounds.format.as_deref(), default, docs)
}

/// The same with another format than that of the limits.
fn line_with_format(bounds: &Bounds, format: Option<&str>, default: Option<&Value>, docs: &Docs) -> String {
    let mut parts = limits(bounds, format);
    if let Some(default) = default.filter(|default| !default.is_null()) {
        parts.push(["Default ", &value(default), "."].concat());
    }
    let examples =
        docs.example.as_deref().into_iter().chain(&docs.more_examples).filter_map(short_value).collect::<Vec<_>>();
    if !examples.is_empty() {
        let opening = if examples.len() == 1 { "Example: " } else { "Examples: " };
        parts.push([opening, &examples.join(", "), "."].concat());
    }
    parts.extend(self::parts(&bounds.inside));
    parts.join(" ")
}

fn limits(bounds: &Bounds, format: Option<&str>) -> Vec<String> {
    let mut parts = Vec::new();
    parts.extend(format_words(format));
    parts.extend(number_range(bounds));
    parts.extend(bounds.multiple_of.as_deref().map(|step| ["A multiple of ", &sentences::code(step), "."].concat()));
    parts.extend(count_range(bounds.min_length, bounds.max_length, "character"));
    parts.extend(count_range(bounds.min_items, bounds.max_items, "item"));
    parts.extend(bounds.unique_items.then(|| "No item twice.".to_owned()));
    parts.extend(count_range(bounds.min_properties, bounds.max_properties, "property"));
    parts.extend(bounds.pattern.as_deref().map(|pattern| ["Pattern ", &sentences::code(pattern), "."].concat()));
    parts
}

/// A sentence or more for each part that something is said of.
fn parts(inside: &[Inside]) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    let mut has_alternative = false;
    for one in inside {
        let words = words(one);
        if words.is_empty() {
            continue;
        }
        let opening = match one.part {
            InsidePart::Item => "Each item: ",
            InsidePart::Value => "Each value: ",
            InsidePart::Alternative if has_alternative => "Or: ",
            InsidePart::Alternative => "",
        };
        has_alternative |= one.part == InsidePart::Alternative;
        let sentence = if opening.is_empty() { capitalised(&words) } else { [opening, &words].concat() };
        if !said.contains(&sentence) {
            said.push(sentence);
        }
    }
    said
}

/// What is said of one part.
fn words(inside: &Inside) -> String {
    let values: Vec<String> = inside.values.iter().map(literal).collect();
    let required: Vec<String> = inside.required.iter().map(|name| sentences::code(name)).collect();
    // That a file is one is said by the type.
    let format = inside.annotations.bounds.format.clone().filter(|format| format != "binary");
    let bounds = Bounds { format, ..Bounds::clone(&inside.annotations.bounds) }.into();
    let mut words = vec![annotations(&Annotations { bounds, ..inside.annotations.clone() })];
    words.extend((!values.is_empty()).then(|| [&values.join(" or "), "."].concat()));
    words.extend(match &required[..] {
        [] => None,
        [only] => Some([only, " is required."].concat()),
        several => Some([&several.join(", "), " are required."].concat()),
    });
    words.retain(|words| !words.is_empty());
    words.join(" ")
}

/// What is said of a value, on one line: its description or else its title, limits, default and example.
pub(in crate::render) fn annotations(annotations: &Annotations) -> String {
    let described = annotations.docs.description.as_deref().or(annotations.docs.title.as_deref()).unwrap_or_default();
    let mut words = vec![sentences::paragraphs(described)];
    words.push(line(&annotations.bounds, annotations.default.as_deref(), &annotations.docs));
    words.extend(annotations.read_only.then(|| "Only sent by the server.".to_owned()));
    words.extend(annotations.write_only.then(|| "Only sent by the client.".to_owned()));
    words.extend(annotations.docs.deprecated.then(|| "Deprecated.".to_owned()));
    words.retain(|words| !words.is_empty());
    words.join(" ")
}

fn literal(value: &Constant) -> String {
    sentences::code(&query::wire_text(value))
}

fn format_words(format: Option<&str>) -> Option<String> {
    Some(match format? {
        "email" => "An email address.".to_owned(),
        "uri" | "url" => "A URL.".to_owned(),
        "password" => "A secret.".to_owned(),
        other => ["Format ", &sentences::code(other), "."].concat(),
    })
}

fn number_range(bounds: &Bounds) -> Option<String> {
    let least = bounds.minimum.as_deref().map(sentences::code);
    let most = bounds.maximum.as_deref().map(sentences::code);
    let above = if bounds.exclusive_minimum { "More than " } else { "At least " };
    let below = if bounds.exclusive_maximum { "less than " } else { "at most " };
    Some(match (least, most) {
        (Some(least), Some(most)) if !bounds.exclusive_minimum && !bounds.exclusive_maximum => {
            ["From ", &least, " to ", &most, "."].concat()
        }
        (Some(least), Some(most)) => [above, &least, ", ", below, &most, "."].concat(),
        (Some(least), None) => [above, &least, "."].concat(),
        (None, Some(most)) => [&capitalised(below), &most, "."].concat(),
        (None, None) => return None,
    })
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn count_range(least: Option<u64>, most: Option<u64>, unit: &str) -> Option<String> {
    let units = |count: u64| match unit.strip_suffix('y') {
        _ if count == 1 => unit.to_owned(),
        Some(stem) => [stem, "ies"].concat(),
        None => [unit, "s"].concat(),
    };
    Some(match (least, most) {
        (Some(least), Some(most)) if least == most => {
            ["Exactly ", &least.to_string(), " ", &units(least), "."].concat()
        }
        (Some(least @ 1..), Some(most)) => {
            [&least.to_string(), " to ", &most.to_string(), " ", &units(most), "."].concat()
        }
        (Some(least @ 1..), None) => ["At least ", &least.to_string(), " ", &units(least), "."].concat(),
        (_, Some(most)) => ["At most ", &most.to_string(), " ", &units(most), "."].concat(),
        (_, None) => return None,
    })
}

/// A value as inline code: strings bare, the rest as JSON.
pub(crate) fn value(value: &Value) -> String {
    match value {
        Value::String(text) => sentences::code(unquoted(text)),
        other => sentences::code(&other.to_string()),
    }
}

/// Some documents quote strings twice.
fn unquoted(text: &str) -> &str {
    let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    inner.filter(|inner| !inner.is_empty() && !inner.contains('"')).unwrap_or(text)
}

/// Examples that fit into a sentence; whole objects do not.
fn short_value(example: &Value) -> Option<String> {
    match example {
        Value::Null => None,
        Value::Object(_) => None,
        Value::Array(items) if items.iter().any(|item| item.is_object() || item.is_array()) => None,
        other => {
            let text = value(other);
            (text.len() <= 82).then_some(text)
        }
    }
}
