//! Which operations and webhooks a client has: those that `include` and `exclude` of the overrides select.

use foldhash::HashSet;

use super::operation_ids::{Id, Written};
use crate::config::{Config, Pattern};
use crate::diagnostics::{Diagnostic, DiagnosticId, suggest};
use crate::document::Node;
use crate::resolve::place::Place;
use crate::resolve::reach::LeftOut;
use crate::resolve::resolver::Resolver;
use crate::source::{JsonPointer, OVERRIDES_PATH};

/// The selected part of a document.
#[derive(Debug, Default)]
pub(in crate::resolve) struct Selected<'a> {
    /// The operations with their ids, in document order.
    pub(in crate::resolve) operations: Vec<(Written<'a>, Id)>,
    /// The webhooks with their names.
    pub(in crate::resolve) webhooks: Vec<(&'a str, Place<'a>)>,
    /// What is left out.
    pub(in crate::resolve) left_out: LeftOut,
    /// There are patterns, so that only what is needed is generated.
    pub(in crate::resolve) is_limited: bool,
}

/// What patterns are compared with: names by key of the overrides.
type Subject = [(&'static str, Vec<String>); 3];

/// Selects operations and webhooks; reports patterns that match nothing.
pub(in crate::resolve) fn select<'a>(
    resolver: &mut Resolver<'a>,
    operations: Vec<(Written<'a>, Id)>,
    webhooks: Vec<(&'a str, Place<'a>)>,
) -> Selected<'a> {
    let config = resolver.config;
    if !is_limited(config) {
        return Selected { operations, webhooks, ..Selected::default() };
    }
    let mut selected = Selected { is_limited: true, ..Selected::default() };
    let mut subjects = Vec::new();
    let mut unused = Vec::new();
    let count = operations.len();
    for (operation, id) in operations {
        let subject = subject_of_operation(&operation, &id);
        if is_selected(&subject, config) {
            selected.operations.push((operation, id));
        } else {
            selected.left_out.operations.insert(id.id.to_string());
            selected.left_out.groups.extend(tags(&operation.place));
            selected.left_out.leave_out(&operation.place);
            unused.push(operation.item);
        }
        subjects.push(subject);
    }
    for (name, place) in webhooks {
        let subject = subject_of_webhook(name, &place);
        if is_selected(&subject, config) {
            selected.webhooks.push((name, place));
        } else {
            selected.left_out.leave_out(&place);
        }
        subjects.push(subject);
    }
    selected.leave_out_path_items(unused);
    report_patterns(resolver, &subjects);
    report_count(resolver, count - selected.operations.len(), count);
    selected
}

impl<'a> Selected<'a> {
    /// A path item of which no operation is left says nothing either.
    fn leave_out_path_items(&mut self, items: Vec<Place<'a>>) {
        let used: HashSet<usize> = self.operations.iter().map(|(operation, _)| operation.item.address()).collect();
        for item in items.iter().filter(|item| !used.contains(&item.address())) {
            self.left_out.leave_out(item);
        }
    }
}

/// Whether there are patterns of what to generate.
fn is_limited(config: &Config) -> bool {
    let mut patterns = config.include.patterns().into_iter().chain(config.exclude.patterns());
    patterns.any(|(_, patterns)| !patterns.is_empty())
}

fn is_selected(subject: &Subject, config: &Config) -> bool {
    let matches = |(key, patterns): &(&str, &[Pattern])| {
        let names = subject.iter().filter(|(other, _)| other == key).flat_map(|(_, names)| names);
        names.into_iter().any(|name| patterns.iter().any(|pattern| pattern.matches(name)))
    };
    let (include, exclude) = (config.include.patterns(), config.exclude.patterns());
    let has_no_choice = include.iter().all(|(_, patterns)| patterns.is_empty());
    (has_no_choice || include.iter().any(matches)) && !exclude.iter().any(matches)
}

fn subject_of_operation(operation: &Written<'_>, id: &Id) -> Subject {
    let paths = vec![operation.path.to_owned(), format!("{} {}", operation.method, operation.path)];
    [("tags", tags(&operation.place)), ("paths", paths), ("operations", vec![id.id.to_string()])]
}

/// A webhook is an object of operations or, by our extension, a schema.
fn subject_of_webhook(name: &str, place: &Place<'_>) -> Subject {
    let (mut all_tags, mut names) = (Vec::new(), vec![name.to_owned()]);
    for (_, operation) in place.children().filter(|(_, inner)| inner.node.get("responses").is_some()) {
        all_tags.extend(tags(&operation));
        names.extend(operation.text("operationId").map(str::to_owned));
    }
    [("tags", all_tags), ("paths", Vec::new()), ("operations", names)]
}

fn tags(place: &Place<'_>) -> Vec<String> {
    let tags = place.node.get("tags").map(Node::items).unwrap_or_default();
    tags.iter().filter_map(Node::to_text).collect()
}

/// Every pattern has to match something, or it is misspelt.
fn report_patterns(resolver: &mut Resolver<'_>, subjects: &[Subject]) {
    let config = resolver.config;
    let sections = [("include", config.include.patterns()), ("exclude", config.exclude.patterns())];
    for (section, patterns) in sections {
        for (key, patterns) in patterns {
            let names: Vec<&str> = subjects
                .iter()
                .flatten()
                .filter(|(other, _)| *other == key)
                .flat_map(|(_, names)| names.iter().map(String::as_str))
                .collect();
            for (index, pattern) in patterns.iter().enumerate() {
                if !names.iter().any(|name| pattern.matches(name)) {
                    let place = JsonPointer::root_of(OVERRIDES_PATH).child(section).child(key).item(index);
                    resolver.reporter.push(unknown_pattern(place, section, key, pattern, &names));
                }
            }
        }
    }
}

/// A pattern that matches nothing.
pub(in crate::resolve) fn unknown_pattern(
    place: JsonPointer,
    section: &str,
    key: &str,
    pattern: &Pattern,
    names: &[&str],
) -> Diagnostic {
    let pattern = pattern.as_str();
    let message = format!("`{section}.{key}` has `{pattern}`, which matches nothing in the document");
    let nearest = suggest(pattern, names.iter().copied()).map(|nearest| format!("did you mean `{nearest}`?"));
    Diagnostic::error(DiagnosticId::OverrideUnknown, place, message).maybe_help(nearest)
}

fn report_count(resolver: &mut Resolver<'_>, left_out: usize, count: usize) {
    if left_out == 0 {
        return;
    }
    let config = resolver.config;
    let key = if is_limited_by_include(config) { "include" } else { "exclude" };
    let place = match config.source {
        Some(_) => JsonPointer::root_of(OVERRIDES_PATH).child(key),
        None => JsonPointer::root().child("paths"),
    };
    let message = format!("{left_out} of {count} operations are not selected");
    let note = Diagnostic::note(DiagnosticId::OperationLeftOut, place, message).about_key();
    resolver.reporter.push(note.effect("these operations, and what they alone need, are left out"));
}

fn is_limited_by_include(config: &Config) -> bool {
    config.include.patterns().iter().any(|(_, patterns)| !patterns.is_empty())
}
