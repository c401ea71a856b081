//! Documentation of types and their fields: what the document says, or else where the thing stands and what it is.

use std::borrow::Cow;

use super::prose::{self, Wording};
use super::{constraints, markdown};
use crate::ir::{Docs, Field, Origin, TypeDef, TypeId, TypeKind, TypeRef};
use crate::render::context::Context;

/// A first paragraph longer than this is no summary; its first sentence is.
const LONG: usize = 160;

/// Documentation of a type.
pub(crate) fn lines(context: &Context<'_>, id: TypeId) -> Vec<String> {
    let type_def = context.type_def(id);
    let mut lines = written(&type_def.docs);
    shorten_summary(&mut lines);
    if lines.is_empty() {
        lines.push(unwritten(context, id, type_def));
    }
    if type_def.docs.deprecated {
        lines.extend([String::new(), "Deprecated.".to_owned()]);
    }
    if let Some(url) = type_def.docs.url.as_deref() {
        lines.push(String::new());
        lines.extend(markdown::lines(url));
    }
    lines
}

/// The description, or else the title.
fn written(item: &Docs) -> Vec<String> {
    let lines = item.description.as_deref().map(markdown::lines).unwrap_or_default();
    if !lines.is_empty() {
        return lines;
    }
    let title = item.title.as_deref().map(markdown::sentence).unwrap_or_default();
    if title.is_empty() { Vec::new() } else { vec![title] }
}

/// Indexes of documentation show the first paragraph, so it should be no longer than a sentence.
fn shorten_summary(lines: &mut Vec<String>) {
    let length = lines.iter().take_while(|line| !line.is_empty()).count();
    let first: Vec<&str> = lines.iter().take(length).map(String::as_str).collect();
    let is_prose = first.iter().all(|line| !line.starts_with([' ', '#', '|', '>', '-', '*', '+', '`']));
    let paragraph = first.join(" ");
    let (summary, rest) = markdown::first_sentence(&paragraph);
    if is_prose && paragraph.len() > LONG && !rest.is_empty() && rest.len() > 20 {
        let replaced = [summary.to_owned(), String::new(), rest.to_owned()];
        lines.splice(..length, replaced);
    }
}

/// What can be said of a type that nobody described.
fn unwritten(context: &Context<'_>, id: TypeId, type_def: &TypeDef) -> String {
    let wording = Wording::beside(context, id);
    match (&type_def.kind, &type_def.origin) {
        (TypeKind::Alias(TypeRef::Named(target)), _) => ["Another name for ", &wording.link(*target), "."].concat(),
        (TypeKind::Alias(target), _) => wording.sentence(target),
        (_, Origin::Component(wire_name)) => ["The schema ", &markdown::code(wire_name), "."].concat(),
        _ => origin_sentence(context, wording, type_def),
    }
}

/// Where a type stands: `The property ... of [`Owner`].`
fn origin_sentence(context: &Context<'_>, wording: Wording<'_, '_>, type_def: &TypeDef) -> String {
    let mut steps: Vec<&str> = Vec::new();
    let mut at = &type_def.origin;
    while let Origin::Inside(owner, word) = at {
        steps.push(word);
        at = owner;
    }
    let inner = inner_words(&steps);
    let of_inner = |root: String| if inner.is_empty() { root } else { [&inner, " of ", &root].concat() };
    let text = match at {
        Origin::Component(wire_name) => component_words(context, wording, type_def, wire_name, &steps),
        Origin::Operation(id, part) => of_inner(operation_words(context, id, part)),
        Origin::Inside(..) => inner,
    };
    prose::sentence(&text)
}

/// `items` and `values` on the way are told apart from properties; more than three steps tell nobody anything.
fn inner_words(steps: &[&str]) -> String {
    let step = |step: &&str| match *step {
        "item" => "an item".to_owned(),
        "value" => "a value".to_owned(),
        property => markdown::code(property),
    };
    let words: Vec<String> = steps.iter().take(3).map(step).collect();
    let words = words.join(" of ");
    match steps.first() {
        Some(&"item" | &"value") | None => words,
        Some(_) => ["the property ", &words].concat(),
    }
}

fn component_words(
    context: &Context<'_>,
    wording: Wording<'_, '_>,
    type_def: &TypeDef,
    wire_name: &str,
    steps: &[&str],
) -> String {
    let section = component_section(type_def);
    let part = ["parameters", "requestBodies", "responses", "headers"]
        .into_iter()
        .find(|part| section.as_deref() == Some(*part));
    let name = markdown::code(wire_name);
    // The last step, seen from the type, only says which part of the document this is.
    let (root, steps) = match part {
        Some("parameters") => (["the parameter ", &name].concat(), steps.split_last().map_or(steps, |(_, rest)| rest)),
        Some("requestBodies") => (["the body ", &name].concat(), steps.split_last().map_or(steps, |(_, rest)| rest)),
        Some("responses") => (["the response ", &name].concat(), steps.split_last().map_or(steps, |(_, rest)| rest)),
        _ => match context.components.get(wire_name) {
            Some(id) => (wording.link(*id), steps),
            None => (name, steps),
        },
    };
    let inner = inner_words(steps);
    if inner.is_empty() { root } else { [&inner, " of ", &root].concat() }
}

/// The section of `components` that a place of the main file is in.
fn component_section(type_def: &TypeDef) -> Option<Cow<'_, str>> {
    let pointer = &type_def.pointer;
    let mut segments = pointer.segments();
    let is_component = pointer.file().is_none() && segments.next().is_some_and(|first| first == "components");
    segments.next().filter(|_| is_component)
}

fn operation_words(context: &Context<'_>, id: &str, part: &str) -> String {
    let method = method_link(context, id);
    match part {
        "request" => ["the body of ", &method].concat(),
        "response" => ["what ", &method, " returns"].concat(),
        part => match part.strip_suffix(" response") {
            Some(status) => ["the body of a ", &markdown::code(status), " response of ", &method].concat(),
            None => ["the parameter ", &markdown::code(part), " of ", &method].concat(),
        },
    }
}

fn method_link(context: &Context<'_>, id: &str) -> String {
    let link = || {
        let index = *context.operations.get(id)?;
        let operation = context.api.operations.get(index)?;
        let group = &context.names.group(operation.group).rust_name;
        let method = &context.names.operation(index).methods.first()?.rust_name;
        let shown = method.strip_prefix("r#").unwrap_or(method);
        Some(["[`", group, "::", shown, "`](crate::operations::", group, "::", shown, ")"].concat())
    };
    link().unwrap_or_else(|| markdown::code(id))
}

/// Documentation of a field.
pub(crate) fn field_lines(context: &Context<'_>, field: &Field) -> Vec<String> {
    let mut lines = written(&field.docs);
    let facts = constraints::field(field);
    if lines.is_empty() {
        let words = summary_of(context, &field.type_ref).unwrap_or_else(|| prose::spoken(&field.wire_name));
        let facts = without_echo(&words, &facts);
        lines.push(if facts.is_empty() { words } else { [&words, " ", facts].concat() });
    } else if !facts.is_empty() {
        lines.extend([String::new(), facts]);
    }
    lines
}

/// `HTML URL.` need not go on with `A URL.`
fn without_echo<'a>(words: &str, facts: &'a str) -> &'a str {
    const ECHOES: [(&str, &str); 4] =
        [("URL.", "A URL."), ("URI.", "A URL."), ("UUID.", "A UUID."), ("mail.", "An email address.")];
    let echo = ECHOES.iter().find(|(word, fact)| words.ends_with(word) && facts.starts_with(fact));
    echo.map_or(facts, |(_, fact)| facts.get(fact.len()..).unwrap_or_default().trim_start())
}

/// The first sentence of what a named type says of itself.
pub(crate) fn summary_of(context: &Context<'_>, type_ref: &TypeRef) -> Option<String> {
    let (TypeRef::Named(id) | TypeRef::Boxed(id)) = type_ref else { return None };
    let description = context.type_def(*id).docs.description.as_deref()?;
    let (paragraph, _) = markdown::split(description);
    let (sentence, _) = markdown::first_sentence(&paragraph);
    // Shorter ones are names of the type once more, and say less than the name of a field.
    (sentence.split(' ').count() > 3).then(|| sentence.to_owned())
}
