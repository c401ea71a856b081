//! An [`Api`] as text: one readable line for each thing. For people and snapshots; nothing parses it.

use std::fmt::{self, Write as _};

use super::{
    Api, Discrimination, Enum, ErrorBodies, Field, MediaKind, MoreSign, Operation, Origin, Paging, PagingKind,
    PagingSource, Parameter, ParameterEncoding, Payload, Requirement, Root, ServerId, Success, TypeDef, TypeKind,
    TypeRef, Union, UnionVariant, ValueKind, Waiting, words,
};

/// The whole API.
pub(crate) fn print(api: &Api) -> String {
    let mut text = String::new();
    // Writing to a `String` cannot fail.
    let _ = print_to(api, &mut text);
    text
}

/// One operation.
pub(crate) fn print_operation(api: &Api, operation: &Operation) -> String {
    let mut text = String::new();
    let _ = write_operation(api, operation, &mut text);
    text
}

/// One type.
pub(crate) fn print_type(api: &Api, def: &TypeDef) -> String {
    let mut text = String::new();
    let _ = write_type(api, def, &mut text);
    text
}

fn print_to(api: &Api, out: &mut String) -> fmt::Result {
    writeln!(out, "api {:?} {}", api.info.title, api.info.version)?;
    for set in &api.servers {
        writeln!(out, "server {} {}", set.label, set.urls.join(" "))?;
    }
    for environment in &api.environments {
        writeln!(out, "environment {}", environment.label)?;
    }
    for variable in &api.server_variables {
        writeln!(out, "variable {} = {:?} {:?}", variable.wire_name, variable.default, variable.allowed)?;
    }
    for scheme in &api.security_schemes {
        writeln!(out, "security {} {}", scheme.wire_name, words::security(&scheme.kind))?;
    }
    for operation in &api.operations {
        write_operation(api, operation, out)?;
    }
    for webhook in &api.webhooks {
        let title = webhook.docs.title.as_ref().map(|title| format!(" {title:?}")).unwrap_or_default();
        writeln!(out, "webhook {} {}{title}", webhook.wire_name, type_ref(api, &webhook.payload))?;
    }
    match &api.errors {
        ErrorBodies::None => {}
        ErrorBodies::One(one) => writeln!(out, "errors {}", type_ref(api, one))?,
        ErrorBodies::Several { types, .. } => {
            let types: Vec<String> = types.iter().map(|one| type_ref(api, one)).collect();
            writeln!(out, "errors {}", types.join(" | "))?;
        }
    }
    for def in &api.types {
        write_type(api, def, out)?;
    }
    Ok(())
}

fn write_operation(api: &Api, operation: &Operation, out: &mut String) -> fmt::Result {
    let group = api.groups.get(operation.group.index()).map(|group| group.wire_name.as_str()).unwrap_or_default();
    let derived = if operation.id_is_derived { " (derived)" } else { "" };
    writeln!(out, "operation {group}/{}{derived} {} {}", operation.id, operation.method, operation.path)?;
    for parameter in &operation.parameters {
        writeln!(out, "  {}", parameter_line(api, parameter))?;
    }
    if let Some(body) = &operation.body {
        for media in &body.media {
            let kind = media_word(media.kind);
            writeln!(out, "  body{} {kind} {}", mark(!body.required, "?"), type_ref(api, &media.type_ref))?;
            for part in &media.parts {
                let file = mark(part.file, " file");
                let content = part.content_type.as_deref().unwrap_or_default();
                writeln!(out, "    part {}{file} {content}", part.wire_name)?;
            }
        }
    }
    writeln!(out, "  returns {}", success(api, &operation.success))?;
    for response in &operation.responses {
        write!(out, "  {} {}", words::status(response.status), payload(api, &response.payload))?;
        for header in &response.headers {
            let optional = mark(!header.required, "?");
            write!(out, " [{}{optional}: {}]", header.wire_name, type_ref(api, &header.type_ref))?;
        }
        out.push('\n');
    }
    if operation.server != ServerId::OF_DOCUMENT {
        writeln!(out, "  server {}", operation.server.index())?;
    }
    let requirements: Vec<String> = operation.security.iter().map(|one| requirement(api, one)).collect();
    if !requirements.is_empty() {
        writeln!(out, "  security {}", requirements.join(" or "))?;
    }
    if let Some(paging) = &operation.paging {
        write_paging(api, paging, out)?;
    }
    if let Some(waiting) = &operation.waiting {
        let Waiting { poll, end, error, result_place, result } = waiting;
        writeln!(out, "  waits: {poll:?}, {end:?}, error {error:?}, {result_place:?} is {}", payload(api, result))?;
    }
    Ok(())
}

fn write_paging(api: &Api, paging: &Paging, out: &mut String) -> fmt::Result {
    let kind = match &paging.kind {
        PagingKind::Number { input, first } => format!("number {} from {first}", input.join(".")),
        PagingKind::Offset { input } => format!("offset {}", input.join(".")),
        PagingKind::Cursor { input, source } => format!("cursor {} is {}", input.join("."), paging_source(source)),
        PagingKind::Url { source } => format!("url is {}", paging_source(source)),
    };
    let items = paging.items.join(".");
    write!(out, "  pages by {kind}, items {items:?} of {}", type_ref(api, &paging.item))?;
    if let Some((input, default)) = &paging.size {
        write!(out, ", size {} is {default}", input.join("."))?;
    }
    if let Some(total) = &paging.total_pages {
        write!(out, ", total pages {}", total.join("."))?;
    }
    if let Some(total) = &paging.total_items {
        write!(out, ", total items {}", total.join("."))?;
    }
    match &paging.more {
        Some(MoreSign::Flag(path)) => write!(out, ", more if {}", path.join("."))?,
        Some(MoreSign::Done(path)) => write!(out, ", more unless {}", path.join("."))?,
        Some(MoreSign::Presence(path)) => write!(out, ", more while there is {}", path.join("."))?,
        Some(MoreSign::Link) => write!(out, ", more while linked")?,
        None => {}
    }
    if let Some(cursor) = &paging.first_cursor {
        write!(out, ", first cursor {cursor:?}")?;
    }
    if !paging.not_with_cursor.is_empty() {
        let inputs: Vec<String> = paging.not_with_cursor.iter().map(|input| input.join(".")).collect();
        write!(out, ", no {} with a cursor", inputs.join(" and no "))?;
    }
    writeln!(out, ", in {:?} by {:?}", paging.place, paging.origin)
}

fn paging_source(source: &PagingSource) -> String {
    match source {
        PagingSource::Body(path) => path.join("."),
        PagingSource::Header(name) => format!("header {name}"),
        PagingSource::Link => "link".to_owned(),
        PagingSource::LastItem(path) => format!("{} of the last item", path.join(".")),
    }
}

fn write_type(api: &Api, def: &TypeDef, out: &mut String) -> fmt::Result {
    let usage = match (def.usage.request, def.usage.response) {
        (true, true) => "both",
        (true, false) => "request",
        (false, true) => "response",
        (false, false) => "unused",
    };
    let name = origin(&def.origin);
    match &def.kind {
        TypeKind::Alias(target) => writeln!(out, "alias {name} = {} ({usage})", type_ref(api, target)),
        TypeKind::Record(record) => {
            writeln!(out, "record {name} ({usage})")?;
            for field in &record.fields {
                writeln!(out, "  {}", field_line(api, field))?;
            }
            record.additional.iter().try_for_each(|extra| writeln!(out, "  ..{}", type_ref(api, extra)))
        }
        TypeKind::Enum(values) => writeln!(out, "enum {name} {} ({usage})", enum_values(values)),
        TypeKind::Union(union) => write_union(api, &name, union, usage, out),
    }
}

fn write_union(api: &Api, name: &str, union: &Union, usage: &str, out: &mut String) -> fmt::Result {
    match &union.discrimination {
        Discrimination::Tag(rule) => writeln!(out, "union {name} by {:?} ({usage})", rule.property)?,
        Discrimination::Shape => writeln!(out, "union {name} by shape ({usage})")?,
    }
    union.variants.iter().try_for_each(|variant| {
        writeln!(out, "  {} {} when {}", variant.name_hint, type_ref(api, &variant.type_ref), test(variant))
    })
}

fn test(variant: &UnionVariant) -> String {
    if !variant.tags.is_empty() {
        return variant.tags.join(" | ");
    }
    let mut text = match variant.test.kind {
        None => "anything".to_owned(),
        Some(ValueKind::String) => "string".to_owned(),
        Some(ValueKind::Integer) => "integer".to_owned(),
        Some(ValueKind::Number) => "number".to_owned(),
        Some(ValueKind::Boolean) => "boolean".to_owned(),
        Some(ValueKind::Array) => "array".to_owned(),
        Some(ValueKind::Object) => "object".to_owned(),
    };
    for key in &variant.test.required {
        let _ = write!(text, " +{key}");
    }
    for (key, value) in &variant.test.constants {
        let _ = write!(text, " {key}={}", words::constant(value));
    }
    text
}

fn field_line(api: &Api, field: &Field) -> String {
    let mut line = format!("{}{}: {}", field.wire_name, mark(!field.required, "?"), type_ref(api, &field.type_ref));
    line.push_str(mark(field.nullable, " or null"));
    if let Some(value) = &field.constant {
        let _ = write!(line, " = {}", words::constant(value));
    }
    if let Some(default) = &field.default {
        let _ = write!(line, " default {default}");
    }
    line.push_str(mark(field.read_only, " read-only"));
    line.push_str(mark(field.write_only, " write-only"));
    line.push_str(&words::bounds(&field.bounds));
    line
}

fn parameter_line(api: &Api, parameter: &Parameter) -> String {
    let location = words::location(parameter.location);
    let encoding = match &parameter.encoding {
        ParameterEncoding::Style { style, explode, .. } => {
            format!("{}{}", words::style(*style), mark(*explode, "*"))
        }
        ParameterEncoding::Content(media) | ParameterEncoding::Text(media) => media.clone(),
    };
    let optional = mark(!parameter.required, "?");
    let bounds = words::bounds(&parameter.bounds);
    format!("{location} {}{optional}: {} {encoding}{bounds}", parameter.wire_name, type_ref(api, &parameter.type_ref))
}

fn enum_values(values: &Enum) -> String {
    let values: Vec<String> = values.variants.iter().map(|variant| words::constant(&variant.wire_value)).collect();
    values.join(" | ")
}

/// A type as a person would write it down.
pub(crate) fn type_ref(api: &Api, of: &TypeRef) -> String {
    let inner = |inner: &TypeRef| type_ref(api, inner);
    match of {
        TypeRef::Named(id) => api.types.get(id.index()).map(|def| origin(&def.origin)).unwrap_or_default(),
        TypeRef::Boxed(id) => format!("box {}", inner(&TypeRef::Named(*id))),
        TypeRef::String => "string".to_owned(),
        TypeRef::Boolean => "boolean".to_owned(),
        TypeRef::Integer(integer) => words::integer(*integer).to_owned(),
        TypeRef::Float { single } => if *single { "f32" } else { "f64" }.to_owned(),
        TypeRef::Formatted(format) => words::text_format(*format).to_owned(),
        TypeRef::Base64 => "base64".to_owned(),
        TypeRef::Own(own) => ["own ", &own.path].concat(),
        TypeRef::Bytes => "bytes".to_owned(),
        TypeRef::List(item) => format!("[{}]", inner(item)),
        TypeRef::Map(value) => format!("{{{}}}", inner(value)),
        TypeRef::OneOrMany(item) => format!("one or [{}]", inner(item)),
        TypeRef::Nullable(value) => format!("({} or null)", inner(value)),
        TypeRef::Any => "any".to_owned(),
        TypeRef::Unit => "nothing".to_owned(),
    }
}

/// An origin as a path of names.
pub(crate) fn origin(of: &Origin) -> String {
    let root = match &of.root {
        Root::Schema(name) | Root::Pointer { name, .. } | Root::Webhook(name) => name.clone(),
        Root::Shared { part, name, .. } => format!("{name}.{}", part.word()),
        Root::Parameter { operation, name, .. } => format!("{operation}({name})"),
        Root::PathItemParameter { path, name, .. } => format!("{path}({name})"),
        Root::Request { operation } => format!("{operation}(request)"),
        Root::Response { operation, main: true, .. } => format!("{operation}(response)"),
        Root::Response { operation, status, .. } => format!("{operation}({status} response)"),
    };
    of.words().fold(root, |path, word| format!("{path}.{word}"))
}

fn success(api: &Api, success: &Success) -> String {
    match success {
        Success::Empty => "nothing".to_owned(),
        Success::One(one) => payload(api, one),
        Success::Optional(one) => format!("{}?", payload(api, one)),
        Success::ByStatus(cases) => {
            let cases: Vec<String> = cases
                .iter()
                .map(|case| format!("{} {}", words::status(case.status), payload(api, &case.payload)))
                .collect();
            cases.join(" | ")
        }
    }
}

fn payload(api: &Api, payload: &Payload) -> String {
    match payload {
        Payload::Empty => "nothing".to_owned(),
        Payload::Value { kind: MediaKind::Json, type_ref: of, .. } => type_ref(api, of),
        Payload::Value { kind, type_ref: of, media_type } => {
            format!("{} {} ({media_type})", media_word(*kind), type_ref(api, of))
        }
    }
}

fn media_word(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Json => "json",
        MediaKind::Form => "form",
        MediaKind::Multipart => "multipart",
        MediaKind::Text => "text",
        MediaKind::Bytes => "bytes",
        MediaKind::EventStream => "events",
        MediaKind::JsonLines => "lines",
    }
}

fn requirement(api: &Api, requirement: &Requirement) -> String {
    if requirement.schemes.is_empty() {
        return "none".to_owned();
    }
    let scheme = |(index, scopes): &(usize, Vec<String>)| {
        let name = api.security_schemes.get(*index).map(|scheme| scheme.wire_name.as_str()).unwrap_or_default();
        if scopes.is_empty() { name.to_owned() } else { format!("{name}[{}]", scopes.join(" ")) }
    };
    requirement.schemes.iter().map(scheme).collect::<Vec<_>>().join(" and ")
}

fn mark(condition: bool, text: &str) -> &str {
    if condition { text } else { "" }
}
