//! Values of the document itself, its examples and defaults, next to their schemas.

use std::rc::Rc;

use serde_json::{Map, Value};

use super::evidence::Difference;
use super::exchange::ObserveOptions;
use super::kinds::Kinds;
use super::mismatch::{Direction, Mismatch, Mismatches};
use super::path::Path;
use super::schema::Compiled;
use super::walker::Walker;
use crate::diagnostics::suggest;
use crate::document::{Additional, Document, Located, Node};
use crate::source::visible;

static OPTIONS: ObserveOptions = ObserveOptions { values: true, secrets: Vec::new(), tighten: false, verbose: false };

/// Most compiled schemas that are kept: values next to each other share theirs, and each takes up a kilobyte.
const MAX_KEPT: usize = 1_000;

/// Most letters of a value that a sentence shows.
const MAX_SHOWN: usize = 40;

/// Compares values of a document with its schemas.
#[derive(Debug)]
pub(crate) struct Examples<'a> {
    walker: Walker<'a>,
}

impl<'a> Examples<'a> {
    pub(crate) fn new(document: &'a Document) -> Self {
        Self { walker: Walker::new(document, &OPTIONS) }
    }

    /// How a value differs from the schema at a place.
    pub(crate) fn compare(&mut self, schema: &Located<'a>, value: &Node, direction: Direction) -> Vec<Mismatch> {
        self.walker.schemas.forget_beyond(MAX_KEPT);
        let value = value.to_json();
        self.walker.is_request = direction == Direction::Request;
        self.walker.mismatches = Some(Mismatches { direction, ..Mismatches::default() });
        self.walker.value_at(schema, &value, &mut Path::default());
        self.walker.mismatches.take().map(|mismatches| mismatches.list).unwrap_or_default()
    }
}

impl<'a> Walker<'a> {
    /// Keeps a difference of the value that is compared, each kind of one schema once.
    pub(super) fn mismatch(&mut self, at: &Compiled<'a>, difference: Difference, value: &Value, path: &Path<'_>) {
        let Some(mismatches) = &mut self.mismatches else { return };
        if !mismatches.known.insert((at.id, difference.clone())) {
            return;
        }
        let mut missing = Vec::new();
        if let Difference::Missing(name) = &difference {
            let same = mismatches.list.last_mut().filter(|last| !last.missing.is_empty());
            match same.filter(|last| last.schema == at.place.pointer && last.at == path.pointer()) {
                Some(last) => return last.missing.push(name.clone()),
                None => missing.push(name.clone()),
            }
        }
        let is_closed = matches!(at.own.additional, Additional::None);
        let is_member = matches!(difference, Difference::Member(_) | Difference::Members);
        let (says, help) = sentence(at, &difference, value, path);
        mismatches.list.push(Mismatch {
            at: path.pointer(),
            about_key: is_member,
            says,
            missing,
            help,
            is_surplus: is_member && !is_closed,
            schema: at.place.pointer.clone(),
        });
    }

    /// The limits that samples of a server are not compared with.
    pub(super) fn more_limits(&mut self, schema: &Compiled<'a>, value: &Value, path: &Path<'_>) {
        if self.mismatches.is_none() || self.trial.is_some() {
            return;
        }
        let own = &schema.own;
        let members = value.as_object().map(|members| members.len() as u64);
        let broken = [
            ("minProperties", members.zip(own.min_properties.peek()).is_some_and(|(count, least)| count < least)),
            ("maxProperties", members.zip(own.max_properties.peek()).is_some_and(|(count, most)| count > most)),
            ("uniqueItems", own.unique_items.peek() == Some(true) && has_equal_items(value)),
        ];
        for (keyword, _) in broken.into_iter().filter(|(_, is_broken)| *is_broken) {
            self.differs(schema, Difference::Limit(keyword.to_owned()), value, path);
        }
    }

    /// Members that go the other way only, as far as the way of the value is known.
    pub(super) fn one_way(&mut self, declared: &[Rc<Compiled<'a>>], name: &str, path: &Path<'_>) {
        let direction = self.mismatches.as_ref().filter(|_| self.trial.is_none()).map(|it| it.direction);
        let (word, other) = match direction {
            Some(Direction::Request) => ("readOnly", "a request does not have it"),
            Some(Direction::Response) => ("writeOnly", "a response does not have it"),
            _ => return,
        };
        let is_request = word == "readOnly";
        let own = declared.iter().find(|one| if is_request { one.is_read_only } else { one.is_write_only });
        let (Some(own), Some(mismatches)) = (own, &mut self.mismatches) else { return };
        if mismatches.known.insert((own.id, Difference::Members)) {
            mismatches.list.push(Mismatch {
                at: path.pointer(),
                about_key: true,
                says: format!("`{}` is `{word}`, so {other}", visible(name)),
                missing: Vec::new(),
                help: None,
                is_surplus: true,
                schema: own.place.pointer.clone(),
            });
        }
    }
}

/// What a difference is in words, and what would be accepted.
fn sentence(at: &Compiled<'_>, difference: &Difference, value: &Value, path: &Path<'_>) -> (String, Option<String>) {
    let shown = shown(value);
    match difference {
        Difference::Kind => kind(at, value),
        Difference::Missing(name) => (missing(name), None),
        Difference::Member(_) | Difference::Members => surplus(at, path.names().last().unwrap_or_default()),
        Difference::Value => listed(at, value),
        Difference::Format(format) if value.is_number() => (format!("{shown} does not fit `{format}`"), None),
        Difference::Format(format) => (format!("{shown} is not written as `{}` asks", visible(format)), form(format)),
        Difference::Limit(keyword) => {
            let limit = at.place.node.get(keyword).and_then(Node::to_text).unwrap_or_default();
            (format!("{shown} does not keep `{keyword}: {}`", visible(&limit)), None)
        }
        Difference::Union => ("no member of the union takes this value".to_owned(), None),
        Difference::Tag => ("the discriminator has no such value".to_owned(), None),
        _ => ("the value does not match its schema".to_owned(), None),
    }
}

/// That a required member is missing.
fn missing(name: &str) -> String {
    format!("`{}` is missing, which the schema requires", visible(name))
}

fn kind(at: &Compiled<'_>, value: &Value) -> (String, Option<String>) {
    let wanted = wanted(at);
    if value.is_null() {
        return (format!("this is null, and the schema has {}", wanted.sentence()), None);
    }
    let says = match value {
        Value::Object(_) | Value::Array(_) => "this".to_owned(),
        _ => shown(value),
    };
    let parsed = value.as_str().and_then(|text| serde_json::from_str::<Value>(text.trim()).ok());
    let inner = parsed.filter(|inner| wanted.has(Kinds::of(inner)));
    let help = match (inner, value) {
        (Some(Value::Object(_) | Value::Array(_)), _) => {
            Some("write the value itself, not its JSON in a string".to_owned())
        }
        (Some(inner), _) => Some(format!("write `{inner}` without quotes")),
        (None, Value::Number(_) | Value::Bool(_)) if wanted.has(Kinds::STRING) => Some(format!("write `\"{value}\"`")),
        _ => None,
    };
    (format!("{says} is {}, and the schema has {}", Kinds::of(value).words(), wanted.sentence()), help)
}

/// The kinds that a schema allows, through its reference and its parts.
fn wanted(at: &Compiled<'_>) -> Kinds {
    let inner = at.target.iter().chain(&at.parts).map(|inner| wanted(inner));
    inner.fold(at.kinds, Kinds::and)
}

fn surplus(at: &Compiled<'_>, name: &str) -> (String, Option<String>) {
    let similar = suggest(name, at.properties.keys().copied());
    let help = match (similar, name) {
        (_, "$ref") => Some("a reference is not followed in an example; write out what it names".to_owned()),
        (similar, _) => similar.map(|similar| format!("did you mean `{}`?", visible(similar))),
    };
    (format!("the schema has no property `{}`", visible(name)), help)
}

fn listed(at: &Compiled<'_>, value: &Value) -> (String, Option<String>) {
    let known: Vec<String> =
        at.listed.iter().map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned)).collect();
    let near = value.as_str().and_then(|text| suggest(text, known.iter().map(String::as_str)));
    let help = match near {
        Some(near) => Some(format!("did you mean `{}`?", visible(near))),
        None if known.len() <= 8 => {
            let names: Vec<String> = known.iter().map(|name| format!("`{}`", visible(name))).collect();
            Some(format!("one of {} is", names.join(", ")))
        }
        None => None,
    };
    (format!("{} is not one of the values of `enum`", shown(value)), help)
}

/// How strings of a format are written.
fn form(format: &str) -> Option<String> {
    let example = match format {
        "date-time" => "2024-01-31T12:00:00Z",
        "date" => "2024-01-31",
        "time" => "12:00:00Z",
        "uuid" => "123e4567-e89b-42d3-a456-426614174000",
        "email" => "jo@example.org",
        "uri" => "https://example.org/a",
        "ipv4" => "192.0.2.1",
        _ => return None,
    };
    Some(format!("write it like `{example}`"))
}

fn shown(value: &Value) -> String {
    let text = match value {
        Value::Object(_) => return "the object".to_owned(),
        Value::Array(_) => return "the array".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let mut letters = text.chars();
    let short: String = letters.by_ref().take(MAX_SHOWN).collect();
    let dots = if letters.next().is_some() { ".." } else { "" };
    format!("`{}{dots}`", visible(&short))
}

fn has_equal_items(value: &Value) -> bool {
    let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
    let keys: Map<String, Value> = items.iter().map(|item| (item.to_string(), Value::Null)).collect();
    keys.len() < items.len()
}
