//! The words about values of another type, with what was probably meant.

use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::document::validate::object_rule::Kind;
use crate::document::validate::table::rule;
use crate::document::{Node, NodeKind, SchemaType};
use crate::source::{Path, visible};

/// What a value has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Wanted {
    Array,
    Count,
    Flag,
    Number,
    Object,
    Schema,
    String,
    TypeName,
}

impl Wanted {
    fn described(self) -> &'static str {
        match self {
            Wanted::Array => "an array",
            Wanted::Count => "an integer, not negative",
            Wanted::Flag => "`true` or `false`",
            Wanted::Number => "a number",
            Wanted::Object | Wanted::Schema => "an object",
            Wanted::String => "a string",
            Wanted::TypeName => "the name of a type",
        }
    }
}

/// Longer strings are not repeated.
const MAX_SHOWN: usize = 60;

pub(in super::super) fn wrong_kind(path: &Path<'_>, wanted: Wanted, node: &Node) -> Diagnostic {
    let (expected, found) = (wanted.described(), node.kind.described());
    let message = match path.name() {
        Some(name) => format!("expected {expected} for `{name}`, found {found}"),
        None => format!("expected {expected}, found {found}"),
    };
    Diagnostic::warning(DiagnosticId::WrongKind, path.pointer(), message)
        .label(format!("this is {found}"))
        .maybe_help(meant(path, wanted, node))
        .effect("it is ignored")
}

/// What was probably meant.
fn meant(path: &Path<'_>, wanted: Wanted, node: &Node) -> Option<String> {
    let name = path.last_key()?;
    match (wanted, &node.kind) {
        (Wanted::Schema, _) if is_keyword_among_properties(path, name) => {
            Some(format!("`{name}` belongs next to `properties`, not in it"))
        }
        (Wanted::Schema, NodeKind::List(_)) if name == "items" => Some(
            "write one schema for all items; those of single positions are `prefixItems` of OpenAPI 3.1".to_owned(),
        ),
        (Wanted::Schema, NodeKind::String(text)) => schema_of_text(name, text),
        (Wanted::Object, NodeKind::String(text)) => {
            let (_, inner) = MAIN_KEYS.iter().find(|(key, _)| *key == name)?;
            is_plain(text).then(|| format!("write `{name}: {{ {inner}: {text} }}`"))
        }
        (Wanted::Object, NodeKind::List(items)) => {
            items.first().and_then(name_of).map(|first| format!("write an object: `{name}: {{ {first}: .. }}`"))
        }
        (Wanted::Array, NodeKind::Map(entries)) => Some(match entries.first() {
            Some((key, value)) if name == "parameters" && value.is_map() && is_plain(&key.text) => {
                format!("write an array: `{name}: [{{ name: {}, .. }}]`", key.text)
            }
            _ => format!("write an array: `{name}: [{{ .. }}]`"),
        }),
        (Wanted::Array, _) => {
            node.to_text().filter(|text| is_plain(text)).map(|text| format!("write `{name}: [{text}]`"))
        }
        (Wanted::Flag, _) => flag(&node.to_text()?),
        (Wanted::Number | Wanted::Count, NodeKind::String(text)) => number(text, wanted == Wanted::Count),
        _ => None,
    }
}

/// The key that a string in place of an object is usually the value of.
const MAIN_KEYS: [(&str, &str); 4] =
    [("contact", "name"), ("discriminator", "propertyName"), ("externalDocs", "url"), ("license", "name")];

/// A keyword of schemas whose value is no schema is no property.
fn is_keyword_among_properties(path: &Path<'_>, name: &str) -> bool {
    path.parent_key() == Some("properties") && rule(Kind::Schema).field(name).is_some()
}

fn schema_of_text(name: &str, text: &str) -> Option<String> {
    if text.starts_with("#/") && is_plain(&text[1..]) {
        return Some(format!("write `{name}: {{ $ref: '{text}' }}`"));
    }
    if name == "additionalProperties" && matches!(text, "true" | "false") {
        return flag(text);
    }
    SchemaType::of_name(text).map(|_| format!("write `{name}: {{ type: {text} }}`"))
}

/// The name that an item of an array has, and that would be its key in an object.
fn name_of(item: &Node) -> Option<String> {
    let name = item.get("name").and_then(Node::as_str).filter(|name| is_plain(name));
    let status = || item.get("status").or_else(|| item.get("code")).and_then(Node::to_text);
    name.map(str::to_owned).or_else(|| status().filter(|status| is_plain(status)).map(|status| format!("'{status}'")))
}

/// A string that YAML reads as one without quotes, also in brackets, and that a sentence can repeat.
fn is_plain(text: &str) -> bool {
    let is_odd = |letter: char| letter.is_control() || "\"'`:#{}[]&*!|>%@".contains(letter);
    !text.is_empty()
        && text.len() <= MAX_SHOWN
        && text.trim() == text
        && !text.contains(is_odd)
        && visible(text) == text
}

/// How `true` and `false` are written.
pub(in super::super) fn flag(text: &str) -> Option<String> {
    match text.to_ascii_lowercase().as_str() {
        word @ ("true" | "false") => Some(format!("write `{word}` without quotes")),
        "yes" | "on" | "y" | "1" => Some("write `true`".to_owned()),
        "no" | "off" | "n" | "0" => Some("write `false`".to_owned()),
        _ => None,
    }
}

/// How a number is written that is a string, be it by its quotes or by its spelling.
pub(in super::super) fn number(text: &str, is_integer: bool) -> Option<String> {
    let fits = |value: f64| value.is_finite() && !(is_integer && value.fract() != 0.0);
    let value = text.parse::<f64>().ok().filter(|value| fits(*value))?;
    if serde_json::from_str::<serde_json::Number>(text).is_ok() {
        return Some(format!("write `{text}` without quotes"));
    }
    let digits = text.trim_start_matches('+');
    if digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let decimal = digits.trim_start_matches('0');
        let decimal = if decimal.is_empty() { "0" } else { decimal };
        return Some(match u64::from_str_radix(digits, 8).ok().filter(|octal| octal.to_string() != decimal) {
            Some(octal) => {
                format!("a number has no leading zero: write `{decimal}`, or `{octal}` if this one is octal")
            }
            None => format!("a number has no leading zero: write `{decimal}`"),
        });
    }
    Some(format!("write `{value}`"))
}
