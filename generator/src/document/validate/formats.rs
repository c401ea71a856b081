//! The formats that mean something to this generator or to others, and which of them a misspelt one means.

use crate::diagnostics::suggest;
use crate::document::SchemaType;

/// Formats that are known, here or in the registry of OpenAPI.
const KNOWN: [&str; 81] = [
    "base64",
    "base64url",
    "binary",
    "byte",
    "char",
    "cidr",
    "color",
    "commonmark",
    "currency",
    "date",
    "date-time",
    "date-time-local",
    "decimal",
    "decimal128",
    "double",
    "double-int",
    "duration",
    "email",
    "file",
    "float",
    "float32",
    "float64",
    "guid",
    "hex",
    "hostname",
    "html",
    "http-date",
    "idn-email",
    "idn-hostname",
    "int",
    "int-or-string",
    "int128",
    "int16",
    "int32",
    "int64",
    "int8",
    "integer",
    "ip",
    "ipv4",
    "ipv6",
    "iri",
    "iri-reference",
    "json",
    "json-pointer",
    "long",
    "mac",
    "markdown",
    "media-range",
    "number",
    "password",
    "phone",
    "regex",
    "relative-json-pointer",
    "sf-binary",
    "sf-boolean",
    "sf-decimal",
    "sf-integer",
    "sf-string",
    "sf-token",
    "string",
    "tel",
    "time",
    "time-local",
    "timestamp",
    "uint",
    "uint128",
    "uint16",
    "uint32",
    "uint64",
    "uint8",
    "ulong",
    "unix-time",
    "unixtime",
    "uri",
    "uri-reference",
    "uri-template",
    "url",
    "usize",
    "uuid",
    "uuid4",
    "yaml",
];

/// Formats that only strings have.
const OF_STRINGS: [&str; 15] = [
    "base64",
    "byte",
    "date",
    "date-time",
    "duration",
    "email",
    "hostname",
    "idn-email",
    "ipv4",
    "ipv6",
    "time",
    "uri",
    "uri-reference",
    "url",
    "uuid",
];

/// Formats that only numbers have; those of 64 bits and more are also written as strings.
const OF_NUMBERS: [&str; 8] = ["double", "float", "int16", "int32", "int8", "uint16", "uint32", "uint8"];

/// The types that a format is for; none if it may be for any.
pub(super) fn subjects(format: &str) -> &'static [SchemaType] {
    match format {
        _ if OF_STRINGS.contains(&format) => &[SchemaType::String],
        _ if OF_NUMBERS.contains(&format) => &[SchemaType::Number],
        "int64" | "uint64" | "decimal" => &[SchemaType::Number, SchemaType::String],
        _ => &[],
    }
}

/// Formats that a misspelt one may have been meant as: those that types, encodings and validators depend on.
const MEANT: [&str; 19] = [
    "binary",
    "byte",
    "date",
    "date-time",
    "decimal",
    "double",
    "duration",
    "email",
    "float",
    "hostname",
    "int32",
    "int64",
    "ipv4",
    "ipv6",
    "password",
    "time",
    "uint64",
    "uri",
    "uuid",
];

/// Shorter formats are near to too many others.
const MIN_LETTERS: usize = 4;

/// The format that an unknown one was meant as.
pub(super) fn meant(format: &str) -> Option<&'static str> {
    if KNOWN.binary_search(&format).is_ok() {
        return None;
    }
    let plain = plain(format);
    let respelt = MEANT.into_iter().find(|known| self::plain(known) == plain);
    respelt.or_else(|| suggest(format, MEANT).filter(|_| format.len() >= MIN_LETTERS && !has_number(format)))
}

/// `int16` is not a misspelt `int32`.
fn has_number(format: &str) -> bool {
    format.bytes().any(|byte| byte.is_ascii_digit())
}

fn plain(format: &str) -> String {
    format.chars().filter(|letter| letter.is_ascii_alphanumeric()).map(|letter| letter.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::{KNOWN, meant};

    #[test]
    fn known_formats_are_sorted() {
        assert!(KNOWN.is_sorted());
    }

    #[test]
    fn misspelt_formats_are_found_and_others_left_alone() {
        let pairs = [
            ("datetime", Some("date-time")),
            ("dateTime", Some("date-time")),
            ("date_time", Some("date-time")),
            ("Date", Some("date")),
            ("UUID", Some("uuid")),
            ("Int32", Some("int32")),
            ("int-64", Some("int64")),
            ("emial", Some("email")),
            ("bytes", Some("byte")),
            ("pasword", Some("password")),
            ("hostame", Some("hostname")),
            ("date-time", None),
            ("int16", None),
            ("uuid7", None),
            ("uuid1", None),
            ("phone-number", None),
            ("slug", None),
            ("url", None),
            ("cron", None),
            ("", None),
        ];
        for (format, wanted) in pairs {
            assert_eq!(meant(format), wanted, "{format}");
        }
    }
}
