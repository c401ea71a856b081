//! References in what nothing was made of: parts that are left out, and components that nobody uses.

use super::unselected::Unselected;
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics};
use crate::document::{Document, Node, ReferenceError};
use crate::source::{FileId, JsonPointer, Path, visible};

/// Reports references that lead nowhere and that nobody followed.
pub(super) fn check_unfollowed(document: &Document, unselected: Unselected<'_>, diagnostics: &mut Diagnostics) {
    let mut search = Search { document, unselected, found: Vec::new() };
    for section in ["paths", "components", "webhooks"] {
        if let Some(node) = document.root.get(section) {
            search.look_into(node, &Path::start(&JsonPointer::root()).key(section));
        }
    }
    for (pointer, error) in search.found {
        if !diagnostics.is_reported(&pointer) {
            diagnostics.push(diagnostic(document, pointer, &error));
        }
    }
}

struct Search<'a> {
    document: &'a Document,
    unselected: Unselected<'a>,
    found: Vec<(JsonPointer, ReferenceError)>,
}

impl Search<'_> {
    fn look_into(&mut self, node: &Node, path: &Path<'_>) {
        if !self.unselected.is_empty() && self.unselected.is_root(&path.pointer()) {
            return;
        }
        for (key, value) in node.entries() {
            let is_reference = &*key.text == "$ref";
            let inner = path.key(&key.text);
            match (value.as_str(), is_reference) {
                (_, true) if value.entry().is_read => {}
                (Some(reference), true) => self.follow(reference, &inner),
                (Some(_), false) => {}
                (None, _) if is_data(&key.text) && !leads_to_names(path) => {
                    if &*key.text == "examples" {
                        self.named_examples(value, &inner);
                    }
                }
                (None, _) => self.look_into(value, &inner),
            }
        }
        for (index, item) in node.items().iter().enumerate().filter(|(_, item)| item.is_map() || item.is_list()) {
            self.look_into(item, &path.index(index));
        }
    }

    /// References in the place of examples; what is inside of examples is data.
    fn named_examples(&mut self, examples: &Node, path: &Path<'_>) {
        for (name, example) in examples.entries() {
            if let (Some(reference), [_]) = (example.get("$ref").and_then(Node::as_str), example.entries()) {
                let example = path.key(&name.text);
                self.follow(reference, &example.key("$ref"));
            }
        }
    }

    fn follow(&mut self, reference: &str, path: &Path<'_>) {
        if let Err(error) = self.document.resolve_reference(reference, FileId::MAIN) {
            self.found.push((path.pointer(), error));
        }
    }
}

/// True where keys are names that the author chose.
fn leads_to_names(path: &Path<'_>) -> bool {
    matches!(
        path.last_key(),
        Some("properties" | "schemas" | "parameters" | "responses" | "examples" | "headers" | "patternProperties")
    )
}

/// A key whose value is data; what looks like a reference there is none.
fn is_data(key: &str) -> bool {
    matches!(key, "const" | "default" | "enum" | "example" | "examples" | "value") || key.starts_with("x-")
}

fn diagnostic(document: &Document, pointer: JsonPointer, error: &ReferenceError) -> Diagnostic {
    let reference = document.locate(&pointer).and_then(|located| located.node.as_str()).unwrap_or_default();
    let id = error.id();
    let make = if id == DiagnosticId::CircularReference { Diagnostic::note } else { Diagnostic::warning };
    make(id, pointer, format!("`{}`: {error}", visible(reference)))
        .maybe_help(error.help())
        .effect("nothing is made of what has this reference")
}
