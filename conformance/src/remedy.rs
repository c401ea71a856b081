//! What to replace an invalid value with, by the error of the validator.

use jsonschema::{ValidationError, error::ValidationErrorKind};
use serde_json::{Value, json};

use crate::pattern;

/// The place of the invalid value, and a value to replace it with; `None` if there is none.
pub(crate) fn remedy(error: &ValidationError<'_>) -> Option<(String, Value)> {
    let instance: &Value = error.instance();
    let text = || instance.as_str().unwrap_or_default();
    let value = match error.kind() {
        ValidationErrorKind::Format { format } => json!(formatted(format)?),
        ValidationErrorKind::Pattern { pattern } => json!(pattern::matching(pattern)?),
        ValidationErrorKind::MinLength { limit } => {
            json!(text().chars().chain(std::iter::repeat('x')).take((*limit).min(4096) as usize).collect::<String>())
        }
        ValidationErrorKind::MaxLength { limit } => json!(text().chars().take(*limit as usize).collect::<String>()),
        ValidationErrorKind::Minimum { limit } | ValidationErrorKind::Maximum { limit } => limit.clone(),
        ValidationErrorKind::ExclusiveMinimum { limit } => json!(limit.as_i64()? + 1),
        ValidationErrorKind::ExclusiveMaximum { limit } => json!(limit.as_i64()? - 1),
        ValidationErrorKind::MultipleOf { multiple_of } => json!(multiple_of),
        ValidationErrorKind::Enum { options } => options.get(0)?.clone(),
        ValidationErrorKind::Constant { expected_value } => Value::clone(expected_value),
        ValidationErrorKind::UniqueItems => json!(instance.as_array()?.iter().take(1).collect::<Vec<_>>()),
        ValidationErrorKind::MaxItems { limit } => {
            json!(instance.as_array()?.iter().take(*limit as usize).collect::<Vec<_>>())
        }
        ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } => {
            // The alternative with the fewest errors.
            return context
                .iter()
                .filter(|errors| !errors.is_empty())
                .min_by_key(|errors| errors.len())?
                .iter()
                .find_map(remedy);
        }
        _ => return None,
    };
    Some((error.instance_path().to_string(), value))
}

/// A string in a format.
fn formatted(format: &str) -> Option<&'static str> {
    Some(match format {
        "uuid" => "123e4567-e89b-42d3-a456-426614174000",
        "email" | "idn-email" => "jo@example.org",
        "uri" | "iri" | "uri-reference" | "iri-reference" => "https://example.org/things",
        "hostname" | "idn-hostname" => "example.org",
        "ipv4" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "date" => "2024-01-31",
        "date-time" => "2024-01-31T12:00:00Z",
        "time" => "12:00:00Z",
        "duration" => "P1D",
        "json-pointer" => "/a/b",
        _ => return None,
    })
}
