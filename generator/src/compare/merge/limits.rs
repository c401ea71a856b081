//! Limits of values. Of several, the tighter one counts. The dialects exclude a bound in different ways.

use crate::compare::shape::{Limit, Said, Shape};
use crate::document::{Located, Node};

/// Keywords with a number; `uniqueItems` counts as one.
pub(super) fn is_limit(key: &str) -> bool {
    keyword(key).is_some()
}

/// The keyword that the limit is kept under.
fn keyword(key: &str) -> Option<&'static str> {
    Some(match key {
        "minimum" | "exclusiveMinimum" => "minimum",
        "maximum" | "exclusiveMaximum" => "maximum",
        "multipleOf" => "multipleOf",
        "minLength" => "minLength",
        "maxLength" => "maxLength",
        "minItems" => "minItems",
        "maxItems" => "maxItems",
        "minProperties" => "minProperties",
        "maxProperties" => "maxProperties",
        "uniqueItems" => "uniqueItems",
        _ => return None,
    })
}

/// True if a greater number allows fewer values.
pub(in crate::compare) fn is_lower(keyword: &str) -> bool {
    keyword.starts_with("min") || keyword == "uniqueItems"
}

/// Reads one limit of a schema.
pub(super) fn read(shape: &mut Shape<'_>, key: &str, value: &Located<'_>, schema: &Node) {
    let Some(keyword) = keyword(key) else { return };
    let holds = value.node.as_bool();
    let number = match (key, holds) {
        ("uniqueItems", Some(true)) => Some(1.0),
        _ => value.node.as_f64(),
    };
    // A boolean `exclusiveMinimum` belongs to the `minimum` next to it.
    let Some(number) = number else { return };
    let flag = if keyword == "minimum" { "exclusiveMinimum" } else { "exclusiveMaximum" };
    let exclusive =
        key.starts_with("exclusive") || key == keyword && schema.get(flag).and_then(Node::as_bool) == Some(true);
    let limit = Limit { number, text: value.node.to_text().unwrap_or_default(), exclusive };
    let tighter = shape.limits.get(keyword).is_none_or(|known| is_tighter(keyword, &limit, &known.value));
    if tighter {
        shape.limits.insert(keyword, Said { value: limit, at: value.pointer.clone() });
    }
}

/// True if the first limit allows fewer values than the second.
pub(in crate::compare) fn is_tighter(keyword: &str, one: &Limit, other: &Limit) -> bool {
    if one.number == other.number {
        return one.exclusive && !other.exclusive;
    }
    if keyword == "multipleOf" {
        return is_multiple(one.number, other.number);
    }
    if is_lower(keyword) { one.number > other.number } else { one.number < other.number }
}

fn is_multiple(number: f64, of: f64) -> bool {
    let quotient = number / of;
    of != 0.0 && (quotient - quotient.round()).abs() < 1e-9
}
