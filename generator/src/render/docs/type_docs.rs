//! Documentation of types and their fields: what the document says, or else where the type is written and what it holds.

use std::borrow::Cow;

use super::prose::{self, TypeWords};
use super::{constraints, markdown, sentences};
use crate::ir::{Docs, Field, OperationId, Origin, Root, SharedPart, Step, TypeDef, TypeId, TypeKind, TypeRef};
use crate::names;
use crate::render::context::Context;
use crate::render::plan::only_uses::OnlyUse;

/// A first paragraph longer than this is no summary; its first sentence is.
const LONG: usize = 160;

/// Documentation of a type.
pub(crate) fn lines(context: &Context<'_>, id: TypeId) -> Vec<String> {
    let type_def = context.type_def(id);
    let repeated = type_def.origin.name().filter(|name| type_def.docs.title.as_deref() == Some(name));
    let mut lines = written(&type_def.docs, repeated.unwrap_or_default());
    shorten_summary(&mut lines);
    if lines.is_empty() {
        lines.push(unwritten(context, id, type_def));
    }
    let further = constraints::of_type(type_def);
    if !further.is_empty() {
        lines.extend([String::new(), further]);
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

/// The description, or else the title; then how it is known.
fn written(item: &Docs, wire_name: &str) -> Vec<String> {
    let mut lines = item.description.as_deref().map(markdown::lines).unwrap_or_default();
    if lines.is_empty() {
        lines.extend(telling_title(item, wire_name));
    }
    add_notes(&mut lines, item);
    lines
}

/// The title as a sentence, unless it is the name once more: frameworks write `Flow Run Id` for `flow_run_id`.
pub(crate) fn telling_title(item: &Docs, wire_name: &str) -> Option<String> {
    let title = item.title.as_deref().filter(|title| names::snake(title) != names::snake(wire_name))?;
    Some(sentences::sentence(title)).filter(|title| !title.is_empty())
}

/// Adds what the author says of how something is known.
pub(crate) fn add_notes(lines: &mut Vec<String>, item: &Docs) {
    for note in &item.notes {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(markdown::lines(note));
    }
}

/// Indexes of documentation show the first paragraph, so it should be no longer than a sentence.
fn shorten_summary(lines: &mut Vec<String>) {
    let length = lines.iter().take_while(|line| !line.is_empty()).count();
    let first = lines.get(..length).unwrap_or_default();
    let is_prose = first.iter().all(|line| !line.starts_with([' ', '#', '|', '>', '-', '*', '+', '`']));
    let paragraph = sentences::joined(first);
    let (summary, rest) = sentences::first_sentence(&paragraph);
    if is_prose && paragraph.len() > LONG && !rest.is_empty() && rest.len() > 20 {
        let replaced = [summary.to_owned(), String::new(), rest.to_owned()];
        lines.splice(..length, replaced);
    }
}

/// What can be said of a type that nobody described.
fn unwritten(context: &Context<'_>, id: TypeId, type_def: &TypeDef) -> String {
    let words = TypeWords::near(context, id);
    match (&type_def.kind, type_def.origin.name()) {
        (TypeKind::Alias(TypeRef::Named(target)), _) => ["Another name for ", &words.link(*target), "."].concat(),
        (TypeKind::Alias(target), _) => words.sentence(target),
        (_, Some(name)) if !matches!(type_def.origin.root, Root::Webhook(_)) => {
            only_use(context, id).unwrap_or_else(|| ["The schema ", &sentences::code(name), "."].concat())
        }
        _ => origin_sentence(context, words, &type_def.origin),
    }
}

/// The only method that takes a type or returns it says more than the name of its schema.
fn only_use(context: &Context<'_>, id: TypeId) -> Option<String> {
    let operation = |index: &usize| context.api.operations.get(*index);
    let phrase = match context.only_uses.get(&id)?.as_ref()? {
        OnlyUse::Body(index) => ["the body of ", &method_link(context, &operation(index)?.id)].concat(),
        OnlyUse::Answer(index) => ["what ", &method_link(context, &operation(index)?.id), " returns"].concat(),
    };
    Some(prose::sentence(&phrase))
}

/// Where a type is written: `The property ... of [`Owner`].`
fn origin_sentence(context: &Context<'_>, words: TypeWords<'_, '_>, origin: &Origin) -> String {
    let root = root_words(context, words, &origin.root);
    let telling = origin.steps.iter().filter(|step| step.word().is_some());
    let steps: Vec<&Step> = telling.skip(unsaid_steps(&origin.root)).collect();
    let inner = inner_words(&steps);
    prose::sentence(&if inner.is_empty() { root } else { [&inner, " of ", &root].concat() })
}

/// Steps that only repeat what the root says: the payload of an event, the media type of a shared response.
fn unsaid_steps(root: &Root) -> usize {
    match root {
        Root::Webhook(_) => 1,
        Root::Pointer { .. } => usize::from(shared_part(root).is_some()),
        _ => 0,
    }
}

/// The steps from the type outwards; more than three tell nobody anything.
fn inner_words(steps: &[&Step]) -> String {
    let words: Vec<String> = steps.iter().rev().take(3).map(|step| step_words(step)).collect();
    let words = words.join(" of ");
    match steps.last() {
        Some(Step::Property(_) | Step::Segment(_)) => ["the property ", &words].concat(),
        _ => words,
    }
}

fn step_words(step: &Step) -> String {
    match step {
        Step::Item => "an item".to_owned(),
        Step::AdditionalProperty => "a value".to_owned(),
        Step::Event => "an event".to_owned(),
        Step::Property(name) | Step::Segment(name) => sentences::code(name),
        Step::Member { hint, .. } => ["the variant ", &sentences::code(hint)].concat(),
        Step::Header(name) => ["the header ", &sentences::code(name)].concat(),
        Step::Content { media_type, .. } => ["the representation ", &sentences::code(media_type)].concat(),
        Step::Again(_) => String::new(),
    }
}

fn root_words(context: &Context<'_>, words: TypeWords<'_, '_>, root: &Root) -> String {
    let of_method = |what: &str, id: &OperationId| [what, " of ", &method_link(context, id)].concat();
    match root {
        Root::Schema(name) => schema_words(context, words, name),
        Root::Pointer { name, .. } => match shared_part(root) {
            Some(part) => shared_words(part, name),
            None => schema_words(context, words, name),
        },
        Root::Webhook(name) => ["the event ", &sentences::code(name)].concat(),
        Root::Shared { part, name, .. } => shared_words(*part, name),
        Root::Parameter { operation, name, .. } => {
            of_method(&["the parameter ", &sentences::code(name)].concat(), operation)
        }
        Root::PathItemParameter { path, name, .. } => {
            ["the parameter ", &sentences::code(name), " of ", &sentences::code(path)].concat()
        }
        Root::Request { operation } => of_method("the body", operation),
        Root::Response { operation, main: true, .. } => {
            ["what ", &method_link(context, operation), " returns"].concat()
        }
        Root::Response { operation, status, .. } => {
            of_method(&["the body of a ", &sentences::code(status), " response"].concat(), operation)
        }
    }
}

fn schema_words(context: &Context<'_>, words: TypeWords<'_, '_>, name: &str) -> String {
    context.components.get(name).map_or_else(|| sentences::code(name), |id| words.link(*id))
}

fn shared_words(part: SharedPart, name: &str) -> String {
    let what = match part {
        SharedPart::Parameter => "the parameter ",
        SharedPart::Request => "the body ",
        SharedPart::Response => "the response ",
    };
    [what, &sentences::code(name)].concat()
}

/// What a pointer into `components` of the main file leads to, if it is not a schema.
fn shared_part(root: &Root) -> Option<SharedPart> {
    match component_section(root)?.as_ref() {
        "parameters" => Some(SharedPart::Parameter),
        "requestBodies" => Some(SharedPart::Request),
        "responses" => Some(SharedPart::Response),
        _ => None,
    }
}

fn component_section(root: &Root) -> Option<Cow<'_, str>> {
    let Root::Pointer { pointer, .. } = root else { return None };
    let mut segments = pointer.segments();
    let is_component = pointer.file().is_none() && segments.next().is_some_and(|first| first == "components");
    segments.next().filter(|_| is_component)
}

fn method_link(context: &Context<'_>, id: &OperationId) -> String {
    let link = || {
        let index = *context.operations.get(id)?;
        let operation = context.api.operations.get(index)?;
        let group = context.names.group(operation.group).rust_name.as_str();
        let shown = context.names.operation(index).methods.first()?.rust_name.bare();
        Some(["[`", group, "::", shown, "`](crate::operations::", group, "::", shown, ")"].concat())
    };
    link().unwrap_or_else(|| sentences::code(id.as_str()))
}

/// Documentation of a field.
pub(crate) fn field_lines(context: &Context<'_>, field: &Field) -> Vec<String> {
    let mut lines = written(&field.docs, &field.wire_name);
    let constraints_line = constraints::field(field);
    if lines.is_empty() {
        let words = summary_of(context, &field.type_ref).unwrap_or_else(|| prose::spoken(&field.wire_name));
        let constraints_line = without_echo(&words, &constraints_line);
        lines.push(if constraints_line.is_empty() { words } else { [&words, " ", constraints_line].concat() });
    } else if !constraints_line.is_empty() {
        lines.extend([String::new(), constraints_line]);
    }
    lines
}

/// `HTML URL.` need not go on with `A URL.`
fn without_echo<'a>(words: &str, constraints_line: &'a str) -> &'a str {
    const ECHOES: [(&str, &str); 4] =
        [("URL.", "A URL."), ("URI.", "A URL."), ("UUID.", "A UUID."), ("mail.", "An email address.")];
    let echo = ECHOES.iter().find(|(word, fact)| words.ends_with(word) && constraints_line.starts_with(fact));
    echo.map_or(constraints_line, |(_, fact)| constraints_line.get(fact.len()..).unwrap_or_default().trim_start())
}

/// The first sentence of what a named type says of itself.
pub(crate) fn summary_of(context: &Context<'_>, type_ref: &TypeRef) -> Option<String> {
    let (TypeRef::Named(id) | TypeRef::Boxed(id)) = type_ref else { return None };
    let description = context.type_def(*id).docs.description.as_deref()?;
    let (paragraph, _) = sentences::split(description);
    let (sentence, _) = sentences::first_sentence(&paragraph);
    // Shorter ones are names of the type once more, and say less than the name of a field.
    (sentence.split(' ').count() > 3).then(|| sentence.to_owned())
}
