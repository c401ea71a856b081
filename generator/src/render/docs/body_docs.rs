//! Documentation of the body of a method: the whole, or the properties of it that are arguments.

use super::prose::TypeWords;
use super::{constraints, markdown, sentences};
use crate::ir::{Body, BodyMedia, Field, MediaKind};
use crate::names;
use crate::render::context::Context;
use crate::render::method::Method;

/// What the document says of a body that is required, or of one that is not; `shown` is what the body is called.
pub(super) fn lines(context: &Context<'_>, method: &Method<'_>, required: bool, shown: &str) -> Vec<String> {
    let (Some(body), Some(media)) = (&method.operation.body, method.media) else { return Vec::new() };
    if body.required != required {
        return Vec::new();
    }
    let arguments = arguments(context, method);
    if arguments.is_empty() || !required {
        return whole(context, body, media, shown).into_iter().collect();
    }
    arguments
}

/// The lines of the setter for an optional body.
pub(in crate::render) fn setter_lines(context: &Context<'_>, method: &Method<'_>) -> Vec<String> {
    let body = method.operation.body.as_ref();
    let mut lines = body.and_then(|body| body.description.as_deref()).map(markdown::lines).unwrap_or_default();
    if lines.is_empty() {
        lines.push("Sets the body.".to_owned());
    }
    let arguments = arguments(context, method);
    if !arguments.is_empty() {
        lines.push(String::new());
        lines.extend(arguments);
    }
    lines
}

/// The whole body. The type of a required one is in the signature already.
fn whole(context: &Context<'_>, body: &Body, media: &BodyMedia, shown: &str) -> Option<String> {
    let mut words = sentences::sentence(body.description.as_deref().unwrap_or_default());
    let is_typed = matches!(media.kind, MediaKind::Json | MediaKind::Form | MediaKind::Multipart);
    if words.is_empty() && !body.required {
        words = if is_typed { TypeWords::elsewhere(context).sentence(&media.type_ref) } else { "The body.".to_owned() };
    }
    let said = media.annotations.as_deref().map(constraints::annotations).filter(|said| !words.contains(said.as_str()));
    words = [words, said.unwrap_or_default()].join(" ").trim().to_owned();
    (!words.is_empty()).then(|| ["- ", shown, ": ", &words].concat())
}

/// The properties that are arguments, with what is known of each.
fn arguments(context: &Context<'_>, method: &Method<'_>) -> Vec<String> {
    let record = method.media.and_then(|media| names::body_record(context.api, method.operation, media));
    let Some((_, record)) = record else { return Vec::new() };
    let arguments = method.operation.body_arguments.iter().zip(&method.names.body_arguments);
    let lines = arguments.filter_map(|(wire_name, rust_name)| {
        let field = record.fields.iter().find(|field| field.wire_name == *wire_name)?;
        let words = words(field);
        (!words.is_empty()).then(|| ["- ", &sentences::code(rust_name.bare()), ": ", &words].concat())
    });
    lines.collect()
}

fn words(field: &Field) -> String {
    let description = sentences::sentence(field.docs.description.as_deref().unwrap_or_default());
    let mut words = vec![description, constraints::field(field)];
    words.extend(field.docs.deprecated.then(|| "Deprecated.".to_owned()));
    words.retain(|words| !words.is_empty());
    words.join(" ")
}
