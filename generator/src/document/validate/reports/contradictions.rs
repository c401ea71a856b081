//! The words about what contradicts itself.

use super::listed;
use crate::diagnostics::{Diagnostic, DiagnosticId, Severity, suggest};
use crate::document::{Node, SchemaType};
use crate::source::{JsonPointer, Path, visible};

pub(in super::super) fn impossible_step(path: &Path<'_>) -> Diagnostic {
    Diagnostic::warning(DiagnosticId::BadMultipleOf, path.pointer(), "`multipleOf` is more than zero")
        .help("remove it, or write the step: `multipleOf: 0.01`")
        .effect("the documentation has it as it is written")
}

pub(in super::super) fn broken_pattern(reason: &str, help: &str, path: &Path<'_>) -> Diagnostic {
    let message = format!("this pattern is not one of ECMA 262: {reason}");
    Diagnostic::warning(DiagnosticId::BadPattern, path.pointer(), message)
        .help(help)
        .effect("the documentation has it as it is written; who checks values by it fails")
}

pub(in super::super) fn null_in_enum(is_3_0: bool, path: &Path<'_>) -> Diagnostic {
    let help = if is_3_0 { "add `nullable: true`" } else { "add `\"null\"` to `type`" };
    Diagnostic::warning(DiagnosticId::NullInEnum, path.pointer(), "`enum` lists null, which the type does not have")
        .help(help)
        .effect("null is read as a value all the same, but most other tools refuse it")
}

pub(in super::super) fn member_twice(keyword: &str, first: JsonPointer, path: &Path<'_>) -> Diagnostic {
    let message = format!("this schema is in `{keyword}` twice");
    let diagnostic = match keyword {
        "oneOf" => Diagnostic::warning(DiagnosticId::MemberTwice, path.pointer(), message)
            .effect("one of them is used; by the words of the document no value is valid"),
        _ => Diagnostic::note(DiagnosticId::MemberTwice, path.pointer(), message).effect("one of them is used"),
    };
    diagnostic.label("second time").help("remove one of the two").related(first, "first time")
}

pub(in super::super) fn read_only_write_only(path: &Path<'_>) -> Diagnostic {
    let message = "`readOnly` and `writeOnly` exclude each other";
    Diagnostic::warning(DiagnosticId::ReadOnlyWriteOnly, path.pointer(), message)
        .about_key()
        .help("keep one of the two")
        .effect("the property need not be sent, and answers need not have it")
}

pub(in super::super) fn misspelt_format(format: &str, meant: &str, is_string: bool, path: &Path<'_>) -> Diagnostic {
    let message = format!("`{}` is not a known format", visible(format));
    let effect = if is_string { "the type is a plain string" } else { "the format is not used" };
    Diagnostic::warning(DiagnosticId::FormatMisspelt, path.pointer(), message)
        .help(format!("did you mean `{meant}`?"))
        .effect(effect)
}

pub(in super::super) fn listed_twice(name: &str, path: &Path<'_>) -> Diagnostic {
    Diagnostic::warning(DiagnosticId::ListedTwice, path.pointer(), format!("`{}` is listed twice", visible(name)))
        .help("remove one of the two")
        .effect("it counts once")
}

pub(in super::super) fn type_conflict(
    own: &[SchemaType],
    types: &[SchemaType],
    part: JsonPointer,
    path: &Path<'_>,
) -> Diagnostic {
    let names = |types: &[SchemaType]| types.iter().map(|one| one.name()).collect::<Vec<_>>().join("` or `");
    let message = format!("the type is `{}`, and `allOf` next to it says `{}`", names(own), names(types));
    let diagnostic = Diagnostic::warning(DiagnosticId::TypeConflict, path.pointer(), message)
        .help("remove `type`, or the part of `allOf` that contradicts it")
        .effect("`allOf` is used");
    // A pointer into this file is known from its root only.
    if part.inner().starts_with("/type") || part.inner().starts_with("/properties") {
        return diagnostic;
    }
    diagnostic.related(part, "another type")
}

pub(in super::super) fn discriminator_property_missing(name: &str, is_union: bool, path: &Path<'_>) -> Diagnostic {
    let who = if is_union { "no member of the union" } else { "the schema does not" };
    let verb = if is_union { "has" } else { "have" };
    let message = format!("{who} {verb} the property `{}`", visible(name));
    Diagnostic::warning(DiagnosticId::DiscriminatorPropertyMissing, path.pointer(), message)
        .help("name a property that the members have, or add it to them as a required one")
        .effect("a value without it is recognised by its other properties, or not at all")
}

pub(in super::super) fn bad_media_type(text: &str, path: &Path<'_>) -> Diagnostic {
    let message = format!("`{}` is not a media type", visible(text));
    let help = match text.split_once(['-', '.', '_', ' ']) {
        _ if matches!(text, "json" | "JSON") => "write `application/json`".to_owned(),
        Some((kind @ ("application" | "text" | "image" | "multipart" | "audio" | "video"), rest)) => {
            format!("write `{kind}/{rest}`")
        }
        _ => "a media type is written `type/subtype`: `application/json`".to_owned(),
    };
    Diagnostic::warning(DiagnosticId::BadMediaType, path.pointer(), message)
        .about_key()
        .help(help)
        .effect("the body is bytes to the client, whatever its schema says")
}

pub(in super::super) fn example_twice(one: &str, first: &Path<'_>, second: &Path<'_>) -> Diagnostic {
    let other = second.name().unwrap_or_default();
    let message = format!("`{one}` and `{other}` exclude each other");
    Diagnostic::warning(DiagnosticId::ExampleTwice, second.pointer(), message)
        .about_key()
        .help("keep one of the two")
        .effect(format!("`{one}` is used"))
        .related(first.pointer(), "the other one")
}

pub(in super::super) fn no_responses(path: &Path<'_>) -> Diagnostic {
    Diagnostic::warning(DiagnosticId::NoResponses, path.pointer(), "an operation has at least one response")
        .about_key()
        .help("add the response of a success: `'200': {description: ..}`")
        .effect("every status counts as a response without a body")
}

pub(in super::super) fn path_character(key: &str, letter: char, path: &Path<'_>) -> Diagnostic {
    let (message, help) = match letter {
        '?' => ("a path has no query", "describe each value as a parameter with `in: query`"),
        '#' => ("a path has no fragment", "remove `#` and what follows"),
        _ => ("a path has no line breaks and no other control characters", "remove them"),
    };
    let effect = match (letter, key.split_once('#')) {
        ('?', _) => "every request is sent with this query".to_owned(),
        ('#', Some((before, _))) => format!("requests go to `{}`, because a fragment is never sent", visible(before)),
        _ => "it is sent with escapes".to_owned(),
    };
    Diagnostic::warning(DiagnosticId::PathCharacter, path.pointer(), message).about_key().help(help).effect(effect)
}

pub(in super::super) fn in_path_twice(name: &str, path: &Path<'_>) -> Diagnostic {
    let message = format!("`{{{}}}` is in the path twice", visible(name));
    Diagnostic::warning(DiagnosticId::ListedTwice, path.pointer(), message)
        .about_key()
        .help("give one of them another name, if they may differ")
        .effect("both places have the same value")
}

pub(in super::super) fn bad_server_url(reason: String, path: &Path<'_>) -> Diagnostic {
    Diagnostic::warning(DiagnosticId::BadServerUrl, path.pointer(), reason)
        .help("write the base URL of the operations: `https://api.example.com/v1`")
        .effect("the client is made with this URL as its default, and no request can be sent to it")
}

pub(in super::super) fn server_without_scheme(url: &str, path: &Path<'_>) -> Diagnostic {
    let shown = visible(url);
    let message = format!("`{shown}` has no scheme, so it is a folder next to the document");
    let scheme = if url.starts_with("localhost") { "http" } else { "https" };
    Diagnostic::warning(DiagnosticId::BadServerUrl, path.pointer(), message)
        .help(format!("write `{scheme}://{shown}`"))
        .effect("the client is made with this URL as its default, and no request can be sent to it")
}

pub(in super::super) fn bad_address(key: &str, address: &str, path: &Path<'_>) -> Diagnostic {
    let (noun, help) = match key {
        "email" => ("email address", "write `jo@example.com`"),
        _ => ("URL", "write `https://..`, without spaces"),
    };
    let message = format!("`{}` is no {noun}", visible(address));
    let (severity, effect) = match key {
        "tokenUrl" | "refreshUrl" => (Severity::Warning, "no token can be requested there"),
        "authorizationUrl" | "deviceAuthorizationUrl" | "openIdConnectUrl" => {
            (Severity::Warning, "nobody can sign in there")
        }
        _ => (Severity::Note, "it is in the documentation as it is"),
    };
    Diagnostic { severity, ..Diagnostic::note(DiagnosticId::BadAddress, path.pointer(), message) }
        .help(help)
        .effect(effect)
}

pub(in super::super) fn reserved_response_header(name: &str, path: &Path<'_>) -> Diagnostic {
    let message = format!("`{}` is no header of a response (OpenAPI, response object)", visible(name));
    Diagnostic::note(DiagnosticId::HeaderReserved, path.pointer(), message)
        .about_key()
        .help("the media types under `content` say it")
        .effect("the client has no constant for it, and reads the header by itself")
}

pub(in super::super) fn server_default_not_in_enum(default: &str, values: &[Node], path: &Path<'_>) -> Diagnostic {
    let known: Vec<String> = values.iter().filter_map(Node::to_text).collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let message = format!("the default `{}` is not one of the values of `enum`", visible(default));
    Diagnostic::warning(DiagnosticId::DefaultNotInEnum, path.pointer(), message)
        .help(near(default, &known))
        .effect("the client uses it all the same")
}

pub(in super::super) fn scope_undefined(scope: &str, scheme: &str, known: &[&str], path: &Path<'_>) -> Diagnostic {
    let message = format!("no flow of `{}` has the scope `{}`", visible(scheme), visible(scope));
    Diagnostic::warning(DiagnosticId::ScopeUndefined, path.pointer(), message)
        .help(near(scope, known))
        .effect("a server refuses to grant it, and the client gets no token")
}

/// More names than this are not listed.
const MAX_LISTED: usize = 8;

fn near(name: &str, known: &[&str]) -> String {
    match suggest(name, known.iter().copied()) {
        Some(similar) => format!("did you mean `{}`?", visible(similar)),
        None if known.is_empty() => "declare it".to_owned(),
        None if known.len() > MAX_LISTED => format!("one of the {} that are declared is", known.len()),
        None => format!("one of {} is", visible(&listed(known))),
    }
}
