//! What a plain scalar of YAML means: the core schema of YAML 1.2, as `serde_yaml` reads it.
//!
//! `yes`, `no`, `on`, `off`, dates and `017` are text.

use super::node::{NodeKind, Number};

/// The value of an unquoted scalar without a tag.
pub(super) fn plain(text: &str) -> NodeKind {
    let Some(&first) = text.as_bytes().first() else { return NodeKind::Null };
    match first {
        b'n' | b'N' | b'~' if is_null(text) => NodeKind::Null,
        b't' | b'T' | b'f' | b'F' => boolean(text).map_or_else(|| string(text), NodeKind::Bool),
        b'0'..=b'9' | b'+' | b'-' | b'.' => number(text).map_or_else(|| string(text), NodeKind::Number),
        _ => string(text),
    }
}

/// The value of a scalar with a tag of the core schema (`!!str`); other tags say nothing that matters here.
pub(super) fn tagged(text: &str, tag: &str, is_plain: bool) -> NodeKind {
    let value = match tag {
        "int" | "float" => number(text).map(NodeKind::Number),
        "bool" => boolean(text).map(NodeKind::Bool),
        "null" => Some(NodeKind::Null),
        _ => None,
    };
    match value {
        Some(value) => value,
        None if is_plain && tag != "str" => plain(text),
        None => string(text),
    }
}

fn string(text: &str) -> NodeKind {
    NodeKind::String(text.into())
}

fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

fn boolean(text: &str) -> Option<bool> {
    match text {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}

/// A number in any spelling of YAML, JSON's included.
pub(super) fn number(text: &str) -> Option<Number> {
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    if digits.starts_with(['+', '-']) {
        return None;
    }
    let radix = [("0x", 16), ("0o", 8), ("0b", 2)];
    if let Some((prefix, radix)) = radix.into_iter().find(|(prefix, _)| digits.starts_with(prefix)) {
        return integer(&digits[prefix.len()..], radix, negative);
    }
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        if digits.is_empty() || (digits.len() > 1 && digits.starts_with('0')) {
            return None;
        }
        return integer(digits, 10, negative).or_else(|| float(digits, text, negative));
    }
    float(digits, text, negative)
}

fn integer(digits: &str, radix: u32, negative: bool) -> Option<Number> {
    if digits.starts_with(['+', '-']) {
        return None;
    }
    let value = u64::from_str_radix(digits, radix).ok()?;
    match (i64::try_from(value), negative) {
        (Ok(value), false) => Some(Number::Integer(value)),
        (Ok(value), true) => Some(Number::Integer(-value)),
        (Err(_), false) => Some(Number::Unsigned(value)),
        (Err(_), true) => 0_i64.checked_sub_unsigned(value).map(Number::Integer),
    }
}

fn float(digits: &str, text: &str, negative: bool) -> Option<Number> {
    let value = match digits {
        ".inf" | ".Inf" | ".INF" => f64::INFINITY,
        ".nan" | ".NaN" | ".NAN" if digits.len() == text.len() => f64::NAN,
        _ => {
            // Rust also reads `inf`, `nan` and `infinity`, which are text here.
            let is_number = digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
            digits.parse::<f64>().ok().filter(|value| is_number && value.is_finite())?
        }
    };
    Some(Number::Float(Box::new((if negative { -value } else { value }, text.into()))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        match plain(text) {
            NodeKind::Null => "null".to_owned(),
            NodeKind::Bool(value) => format!("bool {value}"),
            NodeKind::Number(Number::Integer(value)) => format!("int {value}"),
            NodeKind::Number(Number::Unsigned(value)) => format!("uint {value}"),
            NodeKind::Number(Number::Float(float)) => format!("float {} {}", float.0, float.1),
            NodeKind::String(text) => format!("text {text}"),
            _ => unreachable!("scalars are neither maps nor lists"),
        }
    }

    #[test]
    fn plain_scalars_follow_the_core_schema() {
        let table = [
            ("", "null"),
            ("~", "null"),
            ("null", "null"),
            ("NULL", "null"),
            ("nULL", "text nULL"),
            ("nothing", "text nothing"),
            ("true", "bool true"),
            ("False", "bool false"),
            ("tRUE", "text tRUE"),
            ("yes", "text yes"),
            ("no", "text no"),
            ("on", "text on"),
            ("off", "text off"),
            ("y", "text y"),
            ("0", "int 0"),
            ("-0", "int 0"),
            ("+12", "int 12"),
            ("-12", "int -12"),
            ("017", "text 017"),
            ("0o17", "int 15"),
            ("0x1f", "int 31"),
            ("-0x1f", "int -31"),
            ("0b101", "int 5"),
            ("0x", "text 0x"),
            ("0x+1", "text 0x+1"),
            ("1_000", "text 1_000"),
            ("9223372036854775807", "int 9223372036854775807"),
            ("9223372036854775808", "uint 9223372036854775808"),
            ("18446744073709551615", "uint 18446744073709551615"),
            ("18446744073709551616", "float 18446744073709552000 18446744073709551616"),
            ("-9223372036854775808", "int -9223372036854775808"),
            ("-9223372036854775809", "float -9223372036854776000 -9223372036854775809"),
            ("1.0", "float 1 1.0"),
            ("1.10", "float 1.1 1.10"),
            ("1e3", "float 1000 1e3"),
            (".5", "float 0.5 .5"),
            ("1.", "float 1 1."),
            ("1e400", "text 1e400"),
            (".inf", "float inf .inf"),
            ("-.INF", "float -inf -.INF"),
            ("inf", "text inf"),
            ("-inf", "text -inf"),
            (".", "text ."),
            ("+", "text +"),
            ("-", "text -"),
            ("+-1", "text +-1"),
            ("3.0.3", "text 3.0.3"),
            ("2020-01-01", "text 2020-01-01"),
            ("12:30:45", "text 12:30:45"),
        ];
        for (text, expected) in table {
            assert_eq!(shown(text), expected, "{text:?}");
        }
        assert!(matches!(plain(".nan"), NodeKind::Number(Number::Float(float)) if float.0.is_nan()));
    }

    #[test]
    fn tags_of_the_core_schema_decide() {
        assert!(matches!(tagged("5", "str", true), NodeKind::String(_)));
        assert!(matches!(tagged("5", "int", false), NodeKind::Number(Number::Integer(5))));
        assert!(matches!(tagged("x", "int", true), NodeKind::String(_)));
        assert!(matches!(tagged("true", "bool", false), NodeKind::Bool(true)));
    }
}
