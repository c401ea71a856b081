//! The words about schemas.

use super::kinds::{flag, number};
use super::{IGNORED, listed};
use crate::diagnostics::{Diagnostic, DiagnosticId, suggest};
use crate::document::{Node, SchemaType};
use crate::source::{JsonPointer, Path};

pub(in super::super) fn bad_type(name: &str, path: &Path<'_>) -> Diagnostic {
    const TYPES: [&str; 6] = ["string", "integer", "number", "boolean", "array", "object"];
    let meant = SchemaType::meant_by(name).map(SchemaType::name);
    let help = match (name, meant, suggest(name, TYPES)) {
        ("file", ..) => "write `type: string` and `format: binary`".to_owned(),
        ("date" | "date-time" | "uuid" | "uri", ..) => format!("write `type: string` and `format: {name}`"),
        ("any", ..) => "leave `type` out to accept any value".to_owned(),
        (_, Some(similar), _) | (_, None, Some(similar)) => format!("did you mean `{similar}`?"),
        _ => format!("{} are types", listed(&TYPES)),
    };
    let effect = match meant {
        Some(meant) => format!("it is read as `{meant}`"),
        None => "any value is accepted".to_owned(),
    };
    Diagnostic::warning(DiagnosticId::BadType, path.pointer(), format!("`{name}` is not a type"))
        .help(help)
        .effect(effect)
}

pub(in super::super) fn type_list(path: &Path<'_>) -> Diagnostic {
    Diagnostic::warning(
        DiagnosticId::NewerKeyword,
        path.pointer(),
        "an array of types came with OpenAPI 3.1, and this document is 3.0",
    )
    .help("write one type, `nullable: true` in place of `null`, or declare `openapi: 3.1.0`")
    .effect("it is read as OpenAPI 3.1 has it")
}

pub(in super::super) fn null_type(path: &Path<'_>) -> Diagnostic {
    Diagnostic::warning(
        DiagnosticId::NewerKeyword,
        path.pointer(),
        "the type `null` came with OpenAPI 3.1, and this document is 3.0",
    )
    .help("write `nullable: true`, or declare `openapi: 3.1.0`")
    .effect("it is read as OpenAPI 3.1 has it")
}

pub(in super::super) fn unquoted_null(path: &Path<'_>) -> Diagnostic {
    Diagnostic::warning(
        DiagnosticId::UnquotedText,
        path.pointer(),
        "the name of a type is a string, but `null` without quotes is null",
    )
    .help("write `\"null\"`")
    .effect("it is read as the type `null`")
}

pub(in super::super) fn foreign_keyword(
    key: &str,
    types: &[SchemaType],
    subject: SchemaType,
    path: &Path<'_>,
) -> Diagnostic {
    let message = format!("`{key}` is about {}, {}", plural(subject), type_here(types));
    Diagnostic::warning(DiagnosticId::ForeignKeyword, path.pointer(), message)
        .about_key()
        .help(format!("remove `{key}`, or change `type`"))
        .effect(IGNORED)
}

/// A format of another type than the schema has.
pub(in super::super) fn foreign_format(
    format: &str,
    types: &[SchemaType],
    subject: SchemaType,
    path: &Path<'_>,
) -> Diagnostic {
    let message = format!("`{format}` is a format of {}, {}", plural(subject), type_here(types));
    let is_time = matches!(format, "date-time" | "time" | "duration");
    // Authors mean a number of seconds by it, and only the name is wrong.
    let make = if is_time { Diagnostic::note } else { Diagnostic::warning };
    let help = match types {
        [SchemaType::Integer | SchemaType::Number] if format == "date-time" => {
            "change `type`, or write `format: unixtime` for seconds since 1970"
        }
        _ => "remove `format`, or change `type`",
    };
    make(DiagnosticId::ForeignKeyword, path.pointer(), message).about_key().help(help).effect(IGNORED)
}

/// The end of a sentence about something of another type.
fn type_here(types: &[SchemaType]) -> String {
    let names: Vec<&str> = types.iter().map(|one| one.name()).collect();
    format!("and the type here is `{}`", names.join("` or `"))
}

fn plural(one: SchemaType) -> &'static str {
    match one {
        SchemaType::String => "strings",
        SchemaType::Integer | SchemaType::Number => "numbers",
        SchemaType::Boolean => "booleans",
        SchemaType::Array => "arrays",
        SchemaType::Object => "objects",
    }
}

pub(in super::super) fn value_of_other_type(
    key: &str,
    value: &Node,
    types: &[SchemaType],
    path: &Path<'_>,
) -> Diagnostic {
    let wanted: Vec<&str> = types.iter().map(|one| one.name()).collect();
    let message =
        format!("the type is `{}`, but this value of `{key}` is {}", wanted.join("` or `"), value.kind.described());
    let diagnostic = Diagnostic::warning(DiagnosticId::ValueType, path.pointer(), message)
        .label(format!("this is {}", value.kind.described()));
    match (types, value.to_text()) {
        ([SchemaType::String], Some(text)) => diagnostic.help(format!("write `\"{text}\"`")),
        ([kind @ (SchemaType::Integer | SchemaType::Number)], Some(text)) => {
            diagnostic.maybe_help(number(&text, *kind == SchemaType::Integer))
        }
        ([SchemaType::Boolean], Some(text)) => diagnostic.maybe_help(flag(&text)),
        _ => diagnostic,
    }
}

pub(in super::super) fn enum_twice(path: &Path<'_>, earlier: JsonPointer) -> Diagnostic {
    Diagnostic::warning(DiagnosticId::EnumTwice, path.pointer(), "this value of `enum` is there twice")
        .label("second time")
        .help("remove one of the two")
        .effect("one counts")
        .related(earlier, "first time")
}

pub(in super::super) fn array_without_items(path: &Path<'_>) -> Diagnostic {
    Diagnostic::warning(DiagnosticId::ArrayWithoutItems, path.pointer(), "an array needs `items`")
        .help("add `items: ..`; `items: {}` for items of any type")
        .effect("its items are of any type")
}

/// Two keywords of a schema that no value keeps; `path` is that of the first.
pub(in super::super) fn empty_range(message: String, path: &Path<'_>, other: &str, schema: &Path<'_>) -> Diagnostic {
    Diagnostic::warning(DiagnosticId::EmptyRange, path.pointer(), message)
        .related(schema.key(other).pointer(), format!("`{other}` is here"))
}

pub(in super::super) fn empty_list(key: &str, path: &Path<'_>) -> Diagnostic {
    Diagnostic::warning(DiagnosticId::EmptyList, path.pointer(), format!("`{key}` is an empty list"))
        .about_key()
        .effect(IGNORED)
}
