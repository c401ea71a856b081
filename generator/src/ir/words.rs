//! Words for the leaves of an [`Api`](super::Api), as `inspect` and `wire.txt` have them.

use super::{
    Bounds, Constant, Inside, InsidePart, Integer, ParameterLocation, ParameterStyle, SecurityKind, StatusMatch,
    TextFormat,
};

/// The name of a style.
pub(crate) fn style(style: ParameterStyle) -> &'static str {
    match style {
        ParameterStyle::Matrix => "matrix",
        ParameterStyle::Label => "label",
        ParameterStyle::Form => "form",
        ParameterStyle::Simple => "simple",
        ParameterStyle::SpaceDelimited => "space",
        ParameterStyle::PipeDelimited => "pipe",
        ParameterStyle::DeepObject => "deep",
    }
}

/// The `in` of a parameter.
pub(crate) fn location(location: ParameterLocation) -> &'static str {
    match location {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::Querystring => "querystring",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    }
}

/// A format that has a type of its own.
pub(crate) fn text_format(format: TextFormat) -> &'static str {
    match format {
        TextFormat::DateTime => "date-time",
        TextFormat::Date => "date",
        TextFormat::Time => "time",
        TextFormat::IsoDuration => "duration",
        TextFormat::Uuid => "uuid",
        TextFormat::Decimal => "decimal",
        TextFormat::DecimalNumber => "decimal number",
    }
}

/// The width of an integer.
pub(crate) fn integer(integer: Integer) -> &'static str {
    match integer {
        Integer::I32 => "i32",
        Integer::I64 => "i64",
        Integer::U32 => "u32",
        Integer::U64 => "u64",
        Integer::I128 => "i128",
        Integer::U128 => "u128",
    }
}

/// A literal as Rust writes it.
pub(crate) fn constant(value: &Constant) -> String {
    match value {
        Constant::String(text) => format!("{text:?}"),
        Constant::Integer(number) => number.to_string(),
        Constant::Boolean(value) => value.to_string(),
    }
}

/// A status as OpenAPI writes it.
pub(crate) fn status(status: StatusMatch) -> String {
    match status {
        StatusMatch::Code(code) => code.to_string(),
        StatusMatch::Range(hundreds) => format!("{hundreds}XX"),
        StatusMatch::Default => "default".to_owned(),
    }
}

/// How a security scheme works.
pub(crate) fn security(kind: &SecurityKind) -> String {
    match kind {
        SecurityKind::Basic => "basic".to_owned(),
        SecurityKind::Bearer => "bearer".to_owned(),
        SecurityKind::ApiKey { location, wire_name } => format!("key {wire_name} in {location:?}").to_ascii_lowercase(),
        SecurityKind::ClientCredentials { token_url, scopes } => {
            let scopes: Vec<&str> = scopes.iter().map(|(scope, _)| scope.as_str()).collect();
            format!("client credentials {} [{}]", token_url.template, scopes.join(" "))
        }
        SecurityKind::AuthorizationCode { token_url } => format!("authorization code at {}", token_url.template),
        SecurityKind::External => "external".to_owned(),
    }
}

/// Limits, each after a space: ` from 1 to 20`.
pub(crate) fn bounds(bounds: &Bounds) -> String {
    limits(bounds).iter().flat_map(|limit| [" ", limit]).collect()
}

/// Each limit in words: `from 1`, `to 20`.
pub(crate) fn limits(bounds: &Bounds) -> Vec<String> {
    let count = |count: Option<u64>| count.map(|count| count.to_string());
    let limits = [
        (if bounds.exclusive_minimum { "above" } else { "from" }, bounds.minimum.clone()),
        (if bounds.exclusive_maximum { "below" } else { "to" }, bounds.maximum.clone()),
        ("multiple of", bounds.multiple_of.clone()),
        ("length from", count(bounds.min_length)),
        ("length to", count(bounds.max_length)),
        ("items from", count(bounds.min_items)),
        ("items to", count(bounds.max_items)),
        ("properties from", count(bounds.min_properties)),
        ("properties to", count(bounds.max_properties)),
        ("like", bounds.pattern.as_ref().map(|pattern| format!("{pattern:?}"))),
        ("format", bounds.format.clone()),
    ];
    let said = limits.into_iter().filter_map(|(word, value)| Some([word, " ", &value?].concat()));
    said.chain(bounds.unique_items.then(|| "unique".to_owned())).collect()
}

/// What is said of a part of a value, after a space: ` (each item: length to 20)`; empty if that is no limit.
pub(crate) fn inside(inside: &Inside) -> String {
    let part = match inside.part {
        InsidePart::Item => "each item:",
        InsidePart::Value => "each value:",
        InsidePart::Alternative => "or:",
    };
    let mut text = bounds(&inside.annotations.bounds);
    inside.required.iter().for_each(|name| text.extend([" +", name]));
    for value in &inside.values {
        text.extend([" = ", &constant(value)]);
    }
    if let Some(default) = &inside.annotations.default {
        text.extend([" default ", &default.to_string()]);
    }
    text.extend(inside.annotations.bounds.inside.iter().map(self::inside));
    if text.is_empty() { text } else { [" (", part, &text, ")"].concat() }
}
