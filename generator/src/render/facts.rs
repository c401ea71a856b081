//! Facts about a value in words: limits, default, example.

use serde_json::Value;

use super::docs;
use crate::ir::Bounds;

/// One line with the limits, the default and an example; empty if the document says nothing of them.
pub(super) fn line(bounds: &Bounds, default: Option<&Value>, example: Option<&Value>) -> String {
    let mut facts = limits(bounds);
    if let Some(default) = default.filter(|default| !default.is_null()) {
        facts.push(["Default ", &value(default), "."].concat());
    }
    if let Some(example) = example.and_then(short_value) {
        facts.push(["Example: ", &example, "."].concat());
    }
    facts.join(" ")
}

fn limits(bounds: &Bounds) -> Vec<String> {
    let mut facts = Vec::new();
    facts.extend(format_words(bounds.format.as_deref()));
    facts.extend(number_range(bounds));
    facts.extend(count_range(bounds.min_length, bounds.max_length, "character"));
    facts.extend(count_range(bounds.min_items, bounds.max_items, "item"));
    facts.extend(bounds.pattern.as_deref().map(|pattern| ["Pattern ", &docs::code(pattern), "."].concat()));
    facts
}

fn format_words(format: Option<&str>) -> Option<String> {
    Some(match format? {
        "email" => "An email address.".to_owned(),
        "uri" | "url" => "A URL.".to_owned(),
        "uuid" => "A UUID.".to_owned(),
        "duration" => "An ISO 8601 duration.".to_owned(),
        other => ["Format ", &docs::code(other), "."].concat(),
    })
}

fn number_range(bounds: &Bounds) -> Option<String> {
    let least = bounds.minimum.as_deref().map(docs::code);
    let most = bounds.maximum.as_deref().map(docs::code);
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
    let units = |count: u64| if count == 1 { unit.to_owned() } else { [unit, "s"].concat() };
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

/// A value as inline code: texts bare, the rest as JSON.
pub(super) fn value(value: &Value) -> String {
    match value {
        Value::String(text) => docs::code(text),
        other => docs::code(&other.to_string()),
    }
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
