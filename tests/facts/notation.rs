//! Schemas of the description in the notation of the facts.

use serde_json::Value;

/// 24 hexadecimal digits.
const HEX24: &str = "^[0-9a-fA-F]{24}$";

/// `string? max 100`, `[User] 1..100`, `integer 1..1000 = 100`: the type, then what limits it.
pub(crate) fn of_schema(schema: &Value) -> String {
    let null = if schema["nullable"] == true { "?" } else { "" };
    let mut text = format!("{}{null}", type_of(schema));
    let mut add = |word: String| text = format!("{text} {word}");
    match schema["pattern"].as_str() {
        Some(HEX24) => add("hex24".to_owned()),
        Some(pattern) => add(format!("pattern {pattern}")),
        None => {}
    }
    if let Some(length) = schema["maxLength"].as_u64() {
        add(format!("max {length}"));
    }
    let limits = [("minItems", "maxItems"), ("minimum", "maximum")];
    limits.iter().filter_map(|(least, most)| range(&schema[least], &schema[most])).for_each(&mut add);
    if let Some(default) = schema.get("default") {
        add(format!("= {}", plain(default)));
    }
    if let Some([value]) = schema["enum"].as_array().map(Vec::as_slice) {
        add(format!("only {}", plain(value)));
    }
    text
}

fn type_of(schema: &Value) -> String {
    let only_part = match schema["allOf"].as_array().map(Vec::as_slice) {
        Some([part]) => part,
        _ => schema,
    };
    if let Some(reference) = only_part["$ref"].as_str() {
        return reference.rsplit('/').next().unwrap_or_default().to_owned();
    }
    if let Some(forms) = schema["oneOf"].as_array() {
        return forms.iter().map(of_schema).collect::<Vec<_>>().join(" | ");
    }
    match (schema["type"].as_str(), schema["format"].as_str()) {
        (Some("array"), _) => format!("[{}]", of_schema(&schema["items"])),
        (Some("string"), Some("date-time")) => "date-time".to_owned(),
        (Some(name), _) => name.to_owned(),
        (None, _) => "any".to_owned(),
    }
}

fn range(least: &Value, most: &Value) -> Option<String> {
    match (least.as_f64(), most.as_f64()) {
        (Some(_), Some(_)) => Some(format!("{}..{}", plain(least), plain(most))),
        (Some(_), None) => Some(format!("min {}", plain(least))),
        (None, Some(_)) => Some(format!("up to {}", plain(most))),
        (None, None) => None,
    }
}

/// A scalar without quotes; `1.0` is `1`.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.as_f64().map_or_else(|| number.to_string(), |number| number.to_string()),
        value => value.to_string(),
    }
}
