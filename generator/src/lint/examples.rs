//! Examples and defaults next to their schemas.

use foldhash::HashSet;

use super::unselected::Unselected;
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics, Severity};
use crate::document::{Document, Located, Node, NodeKind, Number, Sample, SampleKind};
use crate::observe::{Direction, Examples, Mismatch};
use crate::source::{JsonPointer, visible};

/// Reports examples and defaults that their schemas do not accept.
pub(super) fn check_values(document: &Document, unselected: Unselected<'_>, diagnostics: &mut Diagnostics) {
    if document.samples().is_empty() {
        return;
    }
    let told = told(diagnostics);
    let mut compared = HashSet::default();
    let mut examples = Examples::new(document);
    for sample in document.samples() {
        if sample.kind == SampleKind::Values {
            check_enum(&mut examples, document, sample, unselected, &told, diagnostics);
            continue;
        }
        let Some(schema) = document.locate(&sample.schema) else { continue };
        let value = value_of(document, sample, &schema).filter(|_| !unselected.has(&sample.pointer));
        let Some(value) = value else { continue };
        let is_told = sample.kind != SampleKind::Named && told.contains(&value.pointer);
        if is_told || is_serialised(&sample.pointer, value.node, schema.node) {
            continue;
        }
        // As most examples are.
        if is_plain(value.node, schema.node) {
            continue;
        }
        if !compared.insert((value.pointer.clone(), shared_schema(document, sample, &schema))) {
            continue;
        }
        for mismatch in examples.compare(&schema, value.node, direction(&sample.pointer)) {
            diagnostics.push(diagnostic(sample, &value, mismatch));
        }
    }
}

/// Reports the first value of an `enum` that breaks another keyword of its schema, and how many more do.
fn check_enum<'a>(
    examples: &mut Examples<'a>,
    document: &'a Document,
    sample: &Sample,
    unselected: Unselected<'_>,
    told: &HashSet<JsonPointer>,
    diagnostics: &mut Diagnostics,
) {
    let list = document.locate(&sample.pointer).filter(|_| !unselected.has(&sample.pointer));
    let (Some(list), Some(schema)) = (list, document.locate(&sample.schema)) else { return };
    let mut broken = list.node.items().iter().enumerate().filter_map(|(index, value)| {
        let pointer = list.pointer.item(index);
        let is_left_to_others = value.is_null() || told.contains(&pointer);
        let mismatch = examples.compare(&schema, value, Direction::Either).into_iter().next();
        mismatch.filter(|_| !is_left_to_others).map(|mismatch| (pointer, mismatch))
    });
    let Some((pointer, mismatch)) = broken.next() else { return };
    let more = match broken.count() {
        0 => String::new(),
        1 => ", and so does another value".to_owned(),
        more => format!(", and so do {more} more values"),
    };
    diagnostics.push(
        Diagnostic::warning(
            DiagnosticId::EnumMismatch,
            pointer,
            format!("a value of `enum` does not match its schema: {}{more}", mismatch.says),
        )
        .maybe_help(mismatch.help)
        .effect("the type has this value, and validators refuse it")
        .related(mismatch.schema, "the schema"),
    );
}

/// The schema that an example with a name is compared with, and whether that is of an array of these: many places may
/// refer to the example, most of them with the same schema. Other values have one schema.
fn shared_schema(document: &Document, sample: &Sample, schema: &Located<'_>) -> Option<(JsonPointer, bool)> {
    if sample.kind != SampleKind::Named {
        return None;
    }
    let items =
        schema.node.get("items").map(|node| Located { node, pointer: schema.pointer.child("items"), ..*schema });
    let is_array = items.is_some();
    let target = document.follow(items.unwrap_or_else(|| schema.clone())).ok()?;
    Some((target.pointer, is_array))
}

/// True if a schema says nothing but that it has values of this kind, so that there is nothing to compare.
fn is_plain(value: &Node, schema: &Node) -> bool {
    let says_nothing_else = |key: &str| {
        matches!(key, "default" | "deprecated" | "description" | "example" | "nullable" | "title" | "type")
            || key.starts_with("x-")
    };
    let is_of_type = match schema.get("type").and_then(Node::as_str) {
        Some("string") => value.as_str().is_some(),
        Some("boolean") => value.as_bool().is_some(),
        Some("integer") => matches!(value.kind, NodeKind::Number(Number::Integer(_))),
        _ => false,
    };
    is_of_type && schema.entries().iter().all(|(key, _)| says_nothing_else(&key.text))
}

/// Values that are reported already.
fn told(diagnostics: &Diagnostics) -> HashSet<JsonPointer> {
    let is_default = |id| matches!(id, DiagnosticId::ValueType | DiagnosticId::DefaultNotInEnum);
    let told = diagnostics.iter().filter(|diagnostic| is_default(diagnostic.id));
    told.map(|diagnostic| match diagnostic.pointer.last().as_deref() {
        Some("default") => diagnostic.pointer.clone(),
        _ if diagnostic.id == DiagnosticId::ValueType => diagnostic.pointer.clone(),
        _ => diagnostic.pointer.child("default"),
    })
    .collect()
}

/// The value itself: a named example has it in a key of its own.
fn value_of<'a>(document: &'a Document, sample: &Sample, schema: &Located<'a>) -> Option<Located<'a>> {
    let located = in_schema(sample, schema).or_else(|| document.locate(&sample.pointer))?;
    if sample.kind != SampleKind::Named {
        return Some(located);
    }
    let example = document.follow(located).ok()?;
    ["dataValue", "value"].iter().find_map(|key| {
        let node = example.node.get(key)?;
        Some(Located { node, pointer: example.pointer.child(key), file: example.file })
    })
}

/// The value of a keyword of its own schema, without a way from the root.
fn in_schema<'a>(sample: &Sample, schema: &Located<'a>) -> Option<Located<'a>> {
    let keyword = sample.pointer.as_str().strip_prefix(sample.schema.as_str())?.strip_prefix('/')?;
    let node = schema.node.get(keyword)?;
    Some(Located { node, pointer: schema.pointer.child(keyword), file: schema.file })
}

/// A body that is not JSON, as it is written: nobody but a parser of its media type can compare it.
fn is_serialised(pointer: &JsonPointer, value: &Node, schema: &Node) -> bool {
    if value.as_str().is_none() || schema.get("type").and_then(Node::as_str) == Some("string") {
        return false;
    }
    let segments: Vec<_> = pointer.segments().collect();
    let content = segments.iter().rposition(|segment| segment == "content");
    let media_type = content.and_then(|at| segments.get(at + 1)).filter(|name| name.contains('/'));
    media_type.is_some_and(|name| !name.contains("json") && !name.contains('*'))
}

/// Which way a value goes: the first section on its way from the root says it.
fn direction(pointer: &JsonPointer) -> Direction {
    for segment in pointer.segments() {
        match &*segment {
            "requestBody" | "requestBodies" | "parameters" => return Direction::Request,
            "responses" => return Direction::Response,
            "schemas" => return Direction::Either,
            _ => {}
        }
    }
    Direction::Either
}

fn diagnostic(sample: &Sample, value: &Located<'_>, mismatch: Mismatch) -> Diagnostic {
    let (id, severity) = match (sample.kind, mismatch.is_surplus) {
        (SampleKind::Default, true) => (DiagnosticId::DefaultMismatch, Severity::Note),
        (SampleKind::Default, false) if value.node.is_null() => (DiagnosticId::DefaultMismatch, Severity::Note),
        (SampleKind::Default, false) => (DiagnosticId::DefaultMismatch, Severity::Warning),
        (SampleKind::Constant, _) => (DiagnosticId::EnumMismatch, Severity::Warning),
        (_, true) => (DiagnosticId::ExampleUndeclared, Severity::Note),
        (_, false) => (DiagnosticId::ExampleMismatch, Severity::Warning),
    };
    let pointer = value.pointer.join(&mismatch.at);
    let what = match sample.kind {
        SampleKind::Default => "the default",
        SampleKind::Constant => "`const`",
        _ => "the example",
    };
    let verb = if mismatch.is_surplus { "goes beyond" } else { "does not match" };
    let says = said(&mismatch);
    let message = format!("{what} {verb} its schema: {says}");
    let make = if severity == Severity::Note { Diagnostic::note } else { Diagnostic::warning };
    let diagnostic = make(id, pointer, message)
        .maybe_help(mismatch.help)
        .effect(effect(sample, mismatch.is_surplus))
        .related(mismatch.schema, "the schema");
    if mismatch.about_key { diagnostic.about_key() } else { diagnostic }
}

/// The sentence, with the members that are missing besides the one it is about.
fn said(mismatch: &Mismatch) -> String {
    let others: Vec<&str> = mismatch.missing.iter().skip(1).map(String::as_str).collect();
    match others[..] {
        [] => mismatch.says.clone(),
        [one] => format!("{}, and so is `{}`", mismatch.says, visible(one)),
        [one, ..] => format!("{}, and so are `{}` and {} more", mismatch.says, visible(one), others.len() - 1),
    }
}

fn effect(sample: &Sample, is_surplus: bool) -> &'static str {
    match (sample.kind, direction(&sample.pointer)) {
        (SampleKind::Default, _) => "the documentation has this default, which the server hardly uses",
        (SampleKind::Constant, _) => "the type has this value, and validators refuse it",
        (_, _) if is_surplus => "the type has no field for it",
        (_, Direction::Request) => "a request made after the documentation may be refused",
        (_, Direction::Response) => "a response like this one cannot be read as the type",
        (_, Direction::Either) => "the documentation shows a value that the type does not have",
    }
}
