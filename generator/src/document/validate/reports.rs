//! The words of the structural pass: one function per diagnostic.

mod contradictions;
mod kinds;
mod schemas;

pub(super) use self::contradictions::*;
pub(super) use self::kinds::{Wanted, wrong_kind};
pub(super) use self::schemas::*;

use super::object_rule::{Field, Kind, Known, Rule};
use super::table::rule;
use crate::diagnostics::{Diagnostic, DiagnosticId, suggest};
use crate::document::{Dialect, Document, Node};
use crate::source::{JsonPointer, Path};

const IGNORED: &str = "it is ignored";

/// A `$ref` that is no string; without quotes, all of it is a comment.
pub(super) fn no_reference(path: &Path<'_>, node: &Node) -> Diagnostic {
    let help = "put the reference in quotes, since `#` begins a comment: `$ref: '#/components/schemas/Name'`";
    let diagnostic = wrong_kind(path, Wanted::String, node);
    if node.is_null() { diagnostic.about_key().help(help) } else { diagnostic }
}

pub(super) fn empty_value(path: &Path<'_>) -> Diagnostic {
    let name = path.name().unwrap_or_default();
    Diagnostic::warning(DiagnosticId::EmptyValue, path.pointer(), format!("`{name}` has no value"))
        .about_key()
        .help("give it a value, or remove the key")
        .effect(IGNORED)
}

pub(super) fn unquoted_text(node: &Node, path: &Path<'_>) -> Diagnostic {
    let text = node.to_text().unwrap_or_default();
    let name = path.name().unwrap_or_default();
    let message = format!("`{name}` is a string, but `{text}` without quotes is {}", node.kind.described());
    Diagnostic::warning(DiagnosticId::UnquotedText, path.pointer(), message).help(format!("write `\"{text}\"`"))
}

/// The key that an unknown one was probably meant as: one that is known and not there.
pub(super) fn meant_key(rule: &'static Rule, key: &str, node: &Node, document: &Document) -> Option<&'static Field> {
    let is_absent = |field: &&Field| field.known.is_in(document.dialect) && document.child(node, field.key).is_none();
    let similar = suggest(key, rule.fields.iter().filter(is_absent).map(|field| field.key))?;
    rule.field(similar)
}

pub(super) fn unknown_key(
    kind: Kind,
    rule: &Rule,
    key: &str,
    meant: Option<&Field>,
    dialect: Dialect,
    path: &Path<'_>,
) -> Diagnostic {
    let help = match meant {
        Some(similar) => Some(format!("did you mean `{}`?", similar.key)),
        None => belongs_elsewhere(kind, rule, key),
    };
    let message = format!("`{key}` is not a key of {}", rule.name);
    // JSON Schema lets anyone add keywords; only one that looks like a known one is suspicious.
    let is_annotation = kind == Kind::Schema && dialect != Dialect::V3_0 && help.is_none();
    let make = if is_annotation { Diagnostic::note } else { Diagnostic::warning };
    let effect = match meant {
        Some(meant) if kind == Kind::Components => {
            format!("it is ignored, except by references to `#/components/{}`", meant.key)
        }
        _ => IGNORED.to_owned(),
    };
    make(DiagnosticId::UnknownKey, path.pointer(), message)
        .about_key()
        .label("unknown key")
        .maybe_help(help)
        .effect(effect)
}

/// Where a key would be right.
fn belongs_elsewhere(kind: Kind, parent: &Rule, key: &str) -> Option<String> {
    let is_schema_keyword = rule(Kind::Schema).field(key).is_some();
    Some(match (kind, key) {
        (Kind::Response | Kind::RequestBody, "schema" | "example" | "examples") => {
            format!("it belongs under a media type: `content: {{ application/json: {{ {key}: .. }} }}`")
        }
        (Kind::Operation, "consumes" | "produces") => {
            "this is Swagger 2.0; media types are the keys of `content` now".to_owned()
        }
        (Kind::Root, "definitions") => "this is Swagger 2.0; schemas are under `components.schemas` now".to_owned(),
        (Kind::Root, "host" | "basePath" | "schemes") => "this is Swagger 2.0; write `servers` instead".to_owned(),
        (Kind::Parameter | Kind::Header, "collectionFormat") => {
            "this is Swagger 2.0; write `style` and `explode` instead".to_owned()
        }
        _ if is_schema_keyword && parent.field("schema").is_some() => "it belongs under `schema`".to_owned(),
        _ if key.len() > 2 && (key.starts_with("X-") || key.starts_with("x_")) => {
            "extensions begin with `x-`".to_owned()
        }
        _ => return None,
    })
}

/// More keys of an object than this are not compared with one that is missing.
const MAX_COMPARED: usize = 1_000;

/// True if some unknown key of the object looks like this one.
pub(super) fn misspelt_as(rule: &Rule, key: &str, node: &Node) -> bool {
    let unknown = node.entries().iter().map(|(key, _)| &*key.text).filter(|key| rule.field(key).is_none());
    unknown.take(MAX_COMPARED).any(|written| suggest(written, [key]).is_some())
}

pub(super) fn missing_key(name: &str, key: &str, path: &Path<'_>) -> Diagnostic {
    let effect = match key {
        "paths" => Some("there is no operation"),
        "operationId" | "description" | "info" | "title" | "version" => None,
        "scopes" => Some("the flow has no scopes"),
        "authorizationUrl" | "tokenUrl" | "deviceAuthorizationUrl" => Some("the flow is left out"),
        "default" => Some("the first value of `enum` is the default"),
        "responses" => Some("every status counts as a response without a body"),
        _ => Some("it is left out"),
    };
    let diagnostic =
        Diagnostic::warning(DiagnosticId::MissingKey, path.pointer(), format!("{name} needs the key `{key}`"))
            .about_key()
            .label(format!("`{key}` is missing here"))
            .help(format!("add `{key}: ..`"));
    match effect {
        Some(effect) => diagnostic.effect(effect),
        None => diagnostic,
    }
}

pub(super) fn other_dialect(field: &Field, dialect: Dialect, path: &Path<'_>) -> Diagnostic {
    let (key, version) = (field.key, dialect.version());
    let since = match field.known {
        Known::Only30 | Known::Always => return older_keyword(key, version, path),
        Known::Since31 => "3.1",
        Known::Since32 => "3.2",
    };
    let help = match key {
        "const" => "write `enum: [..]` with the one value, or declare `openapi: 3.1.0`".to_owned(),
        "examples" => "write `example: ..` with one of them, or declare `openapi: 3.1.0`".to_owned(),
        "$defs" | "definitions" => "put schemas under `components.schemas`, or declare `openapi: 3.1.0`".to_owned(),
        _ => format!("declare `openapi: {since}.0`, or remove it"),
    };
    Diagnostic::warning(
        DiagnosticId::NewerKeyword,
        path.pointer(),
        format!("`{key}` came with OpenAPI {since}, and this document is {version}"),
    )
    .about_key()
    .help(help)
    .effect(format!("it is read as OpenAPI {since} has it"))
}

fn older_keyword(key: &str, version: &str, path: &Path<'_>) -> Diagnostic {
    Diagnostic::warning(DiagnosticId::OlderKeyword, path.pointer(), format!("OpenAPI {version} has no `{key}`"))
        .about_key()
        .help("write `type: [.., \"null\"]` instead")
        .effect("it is read as OpenAPI 3.0 has it")
}

pub(super) fn exclusive_bound(path: &Path<'_>, is_3_0: bool) -> Diagnostic {
    let name = path.name().unwrap_or_default();
    let bound = if name == "exclusiveMinimum" { "minimum" } else { "maximum" };
    let (id, message, help) = if is_3_0 {
        (
            DiagnosticId::NewerKeyword,
            format!("a number for `{name}` came with OpenAPI 3.1"),
            format!("write `{bound}: ..` and `{name}: true`"),
        )
    } else {
        (
            DiagnosticId::OlderKeyword,
            format!("`{name}` is a number in OpenAPI 3.1"),
            format!("write `{name}: ..` in place of `{bound}`"),
        )
    };
    Diagnostic::warning(id, path.pointer(), message).help(help).effect("it is read as it was meant")
}

pub(super) fn reference_siblings(node: &Node, lost: &[&str], dialect: Dialect, path: &Path<'_>) -> Diagnostic {
    let first = lost.first().copied().unwrap_or_default();
    let version = dialect.version();
    let names: Vec<String> = lost.iter().map(|key| format!("`{key}`")).collect();
    let verb = if lost.len() == 1 { "has" } else { "have" };
    let message = format!("{} next to `$ref` {verb} no effect in OpenAPI {version}", names.join(", "));
    let reference = node.reference().unwrap_or_default();
    let is_schema = reference.contains("/schemas/");
    let help = if is_schema {
        let keys: Vec<String> = lost.iter().map(|key| format!("`{key}: ..`")).collect();
        format!("wrap the reference: {} and `allOf: [{{ $ref: '{reference}' }}]`", keys.join(", "))
    } else {
        "remove it, or write out what the reference names".to_owned()
    };
    let is_read = is_schema && lost.iter().all(|key| ANNOTATIONS.contains(key));
    let effect = if is_read { "it is read all the same, but most other tools do not" } else { IGNORED };
    Diagnostic::warning(DiagnosticId::RefSiblings, path.key(first).pointer(), message)
        .about_key()
        .label("OpenAPI ignores this")
        .help(help)
        .effect(effect)
        .related(path.key("$ref").pointer(), "the reference replaces the whole object")
}

/// Keys next to a `$ref` of a parameter, header, response or body: `resolve` reads them before those of the target.
pub(super) fn merged_siblings(keys: &[&str], path: &Path<'_>) -> Diagnostic {
    let first = keys.first().copied().unwrap_or_default();
    let names: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    let message = format!("{} next to `$ref`: OpenAPI does not define this", names.join(", "));
    Diagnostic::note(DiagnosticId::RefSiblings, path.key(first).pointer(), message)
        .about_key()
        .effect("it replaces what the reference names, which goes beyond the specification")
}

/// Keywords next to a `$ref` that describe rather than constrain; `Schema::of` reads them in 3.0 as well.
const ANNOTATIONS: [&str; 9] =
    ["nullable", "title", "description", "default", "example", "deprecated", "readOnly", "writeOnly", "externalDocs"];

pub(super) fn misplaced_reference(path: &Path<'_>, is_followed: bool) -> Diagnostic {
    let effect = if is_followed { "it is followed all the same, but few other tools do so" } else { IGNORED };
    Diagnostic::warning(DiagnosticId::MisplacedReference, path.pointer(), "a reference cannot stand here")
        .about_key()
        .help("write out what it names")
        .effect(effect)
}

pub(super) fn unsupported_keyword(key: &str, effect: &str, path: &Path<'_>) -> Diagnostic {
    // Of XML alone nothing depends on it.
    let make = if key == "nodeType" { Diagnostic::note } else { Diagnostic::warning };
    make(DiagnosticId::KeywordIgnored, path.pointer(), format!("`{key}` is not supported")).about_key().effect(effect)
}

pub(super) fn bad_method(method: &str, path: &Path<'_>) -> Diagnostic {
    Diagnostic::warning(DiagnosticId::BadMethod, path.pointer(), format!("`{method}` is not an HTTP method"))
        .about_key()
        .help("a method is a word of letters, digits and `-`, such as `COPY`")
        .effect("the operation is left out")
}

pub(super) fn method_with_a_key(method: &str, key: &str, is_taken: bool, path: &Path<'_>) -> Diagnostic {
    let effect = if is_taken { "the operation is left out".to_owned() } else { format!("it is read as `{key}`") };
    Diagnostic::warning(DiagnosticId::BadMethod, path.pointer(), format!("`{method}` has a key of its own"))
        .about_key()
        .help(format!("write `{key}: ..` in the path item"))
        .effect(effect)
}

pub(super) fn unknown_word(text: &str, words: &[&str], path: &Path<'_>) -> Diagnostic {
    let name = path.name().unwrap_or_default();
    let id = match name {
        "in" => DiagnosticId::BadLocation,
        "style" => DiagnosticId::BadStyle,
        _ => DiagnosticId::BadValue,
    };
    let help = match suggest(text, words.iter().copied()) {
        Some(similar) => format!("did you mean `{similar}`?"),
        None => format!("one of {} is", listed(words)),
    };
    let help = match (name, text) {
        ("type", "basic") => "write `type: http` and `scheme: basic`".to_owned(),
        ("in", "body" | "formData")
            if path.pointer().is_within(&JsonPointer::root().child("components").child("securitySchemes")) =>
        {
            "an API key is sent in the query, a header or a cookie; a value in the body is a property of it".to_owned()
        }
        ("in", "body" | "formData") => "this is Swagger 2.0; describe the body under `requestBody`".to_owned(),
        _ => help,
    };
    let effect = if id == DiagnosticId::BadStyle { "the default style is used" } else { "it is left out" };
    Diagnostic::warning(id, path.pointer(), format!("`{text}` is not a value of `{name}`")).help(help).effect(effect)
}

pub(super) fn style_elsewhere(style: &str, location: &str, allowed: &[&str], path: &Path<'_>) -> Diagnostic {
    Diagnostic::warning(
        DiagnosticId::BadStyle,
        path.pointer(),
        format!("the style `{style}` is not for parameters in `{location}`"),
    )
    .help(format!("{} can be used there", listed(allowed)))
    .effect("the default style is used")
}

fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

pub(super) fn required_flag(path: &Path<'_>) -> Diagnostic {
    Diagnostic::warning(
        DiagnosticId::RequiredFlag,
        path.pointer(),
        "`required` of a schema is a list of property names",
    )
    .help("put the name of this property into the `required` list of the schema that holds it")
    .effect(IGNORED)
}

pub(super) fn nothing_described(path: &Path<'_>) -> Diagnostic {
    Diagnostic::warning(
        DiagnosticId::MissingKey,
        path.pointer(),
        "the document has neither `paths` nor `webhooks` nor `components`",
    )
    .about_key()
    .help("add `paths: ..`")
    .effect("there is no operation")
}

pub(super) fn path_without_slash(key: &str, path: &Path<'_>) -> Diagnostic {
    Diagnostic::warning(DiagnosticId::BadPath, path.pointer(), format!("the path `{key}` does not begin with `/`"))
        .about_key()
        .help(format!("write `/{key}`"))
        .effect("its operations are left out")
}

pub(super) fn bad_status(key: &str, path: &Path<'_>) -> Diagnostic {
    const LEFT_OUT: &str = "the response is left out";
    let upper = key.to_ascii_uppercase();
    let (help, effect) = match &*upper {
        "1XX" | "2XX" | "3XX" | "4XX" | "5XX" => (format!("write `{upper}`"), format!("it is read as `{upper}`")),
        "DEFAULT" => ("write `default`".to_owned(), LEFT_OUT.to_owned()),
        _ => ("a status (`200`), a range (`2XX`) and `default` are".to_owned(), LEFT_OUT.to_owned()),
    };
    Diagnostic::warning(DiagnosticId::BadStatus, path.pointer(), format!("`{key}` is not a status"))
        .about_key()
        .help(help)
        .effect(effect)
}

pub(super) fn optional_path_parameter(node: &Node, path: &Path<'_>) -> Diagnostic {
    let name = node.get("name").and_then(Node::to_text).unwrap_or_default();
    Diagnostic::warning(
        DiagnosticId::OptionalPathParameter,
        path.pointer(),
        format!("the path parameter `{name}` is not required"),
    )
    .about_key()
    .label("`required: true` is missing here")
    .help("add `required: true`")
    .effect("it is required all the same")
}

pub(super) fn value_not_described(name: &str, path: &Path<'_>) -> Diagnostic {
    Diagnostic::warning(DiagnosticId::MissingSchema, path.pointer(), format!("{name} needs `schema` or `content`"))
        .about_key()
        .label("what its value looks like is not said")
        .help("add `schema: { type: string }`")
        .effect("its value is a string")
}

pub(super) fn value_described_twice(name: &str, path: &Path<'_>) -> Diagnostic {
    Diagnostic::warning(DiagnosticId::TwoSchemas, path.pointer(), format!("{name} has both `schema` and `content`"))
        .about_key()
        .help("remove one of them")
        .effect("`schema` counts")
}

pub(super) fn several_media_types(name: &str, path: &Path<'_>) -> Diagnostic {
    Diagnostic::warning(
        DiagnosticId::TwoSchemas,
        path.pointer(),
        format!("`content` of {name} has exactly one media type"),
    )
    .about_key()
    .effect("the first one counts")
}
