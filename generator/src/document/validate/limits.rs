//! Limits that no value keeps: a lower one above the upper one, more members than the schema allows.

use super::{Walk, reports};
use crate::document::{Node, SchemaType};
use crate::source::Path;

/// Limits of sizes.
const RANGES: [(&str, &str); 4] = [
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
    ("minContains", "maxContains"),
];

/// A limit of numbers.
#[derive(Clone, Copy, Debug)]
struct Limit {
    keyword: &'static str,
    value: f64,
    /// The value itself is not allowed.
    is_exclusive: bool,
}

impl Walk<'_> {
    /// Reports limits that exclude each other; `types` are those of the schema, as far as they are known.
    pub(super) fn limits(&mut self, types: &[SchemaType], node: &Node, path: &Path<'_>) {
        for (low, high) in RANGES {
            if let (Some(least), Some(most)) = (number(node, low), number(node, high))
                && least > most
            {
                let message = format!("`{low}` is greater than `{high}`, so no value fits");
                self.report(reports::empty_range(message, &path.key(low), high, path));
            }
        }
        let lower = limit(node, "minimum", "exclusiveMinimum", |one, other| one > other);
        let upper = limit(node, "maximum", "exclusiveMaximum", |one, other| one < other);
        if let (Some(lower), Some(upper)) = (lower, upper)
            && let Some(message) = contradiction(lower, upper, types == [SchemaType::Integer])
        {
            self.report(reports::empty_range(message, &path.key(lower.keyword), upper.keyword, path));
        }
        self.members(node, path);
    }

    /// More members are required than there can be.
    fn members(&mut self, node: &Node, path: &Path<'_>) {
        let is_closed = node.get("additionalProperties").and_then(Node::as_bool) == Some(false);
        let has_others = ["patternProperties", "allOf", "oneOf", "anyOf"].iter().any(|key| node.get(key).is_some());
        let declared = node.get("properties").map_or(0, |properties| properties.entries().len());
        if let Some(least) = node.get("minProperties").and_then(Node::as_u64).filter(|_| is_closed && !has_others)
            && least > declared as u64
        {
            let message =
                format!("`minProperties` is greater than the number of properties ({declared}), so no value fits");
            self.report(reports::empty_range(message, &path.key("minProperties"), "additionalProperties", path));
        }
        let required = node.get("required").map_or(0, |required| required.items().len());
        if let Some(most) = node.get("maxProperties").and_then(Node::as_u64).filter(|most| *most < required as u64) {
            let message = format!("{required} properties are required, and `maxProperties` allows {most}");
            self.report(reports::empty_range(message, &path.key("maxProperties"), "required", path));
        }
    }
}

fn number(node: &Node, key: &str) -> Option<f64> {
    node.get(key).and_then(Node::as_f64)
}

/// The tighter one of a limit and an exclusive one; the exclusive one is a flag in 3.0.
fn limit(node: &Node, plain: &'static str, exclusive: &'static str, is_tighter: fn(f64, f64) -> bool) -> Option<Limit> {
    let is_flagged = node.get(exclusive).and_then(Node::as_bool) == Some(true);
    let plain = number(node, plain).map(|value| Limit { keyword: plain, value, is_exclusive: is_flagged });
    let exclusive = number(node, exclusive).map(|value| Limit { keyword: exclusive, value, is_exclusive: true });
    match (plain, exclusive) {
        (Some(plain), Some(exclusive)) => {
            Some(if is_tighter(plain.value, exclusive.value) { plain } else { exclusive })
        }
        (plain, exclusive) => plain.or(exclusive),
    }
}

/// Why no number keeps both limits, if none does.
fn contradiction(lower: Limit, upper: Limit, is_integer: bool) -> Option<String> {
    let (low, high) = (lower.keyword, upper.keyword);
    if lower.value > upper.value {
        return Some(format!("`{low}` is greater than `{high}`, so no value fits"));
    }
    if lower.value == upper.value && (lower.is_exclusive || upper.is_exclusive) {
        return Some(format!("`{low}` and `{high}` are equal, and the value itself is excluded, so no value fits"));
    }
    let least = if lower.is_exclusive { lower.value.floor() + 1.0 } else { lower.value.ceil() };
    let most = if upper.is_exclusive { upper.value.ceil() - 1.0 } else { upper.value.floor() };
    (is_integer && least > most).then(|| format!("no integer is between `{low}` and `{high}`"))
}
