//! References in what nothing was made of: parts that are left out, and components that nobody uses.

use super::unselected::Unselected;
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics};
use crate::document::{Document, Node, ReferenceError};
use crate::source::{FileId, JsonPointer, visible};

/// Keys whose values are data; what looks like a reference there is none.
const DATA: [&str; 6] = ["const", "default", "enum", "example", "examples", "value"];

/// Reports references that lead nowhere and that nobody followed.
pub(super) fn check_unfollowed(document: &Document, unselected: Unselected<'_>, diagnostics: &mut Diagnostics) {
    let mut search = Search { document, unselected, found: Vec::new() };
    for section in ["paths", "components", "webhooks"] {
        if let Some(node) = document.root.get(section) {
            search.look_into(node, &mut JsonPointer::root().child(section));
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
    fn look_into(&mut self, node: &Node, pointer: &mut JsonPointer) {
        if self.unselected.is_root(pointer) {
            return;
        }
        for (key, value) in node.entries() {
            let is_data = DATA.contains(&&*key.text) || key.text.starts_with("x-");
            let is_followed = &*key.text == "$ref" && value.entry().is_read;
            if is_followed {
                continue;
            }
            if is_data && !is_named(pointer) {
                if &*key.text == "examples" {
                    self.named_examples(value, pointer);
                }
                continue;
            }
            pointer.push(&key.text);
            match value.as_str() {
                Some(reference) if &*key.text == "$ref" => self.follow(reference, pointer),
                Some(_) => {}
                None => self.look_into(value, pointer),
            }
            pointer.pop();
        }
        for (index, item) in node.items().iter().enumerate().filter(|(_, item)| item.is_map() || item.is_list()) {
            pointer.push(&index.to_string());
            self.look_into(item, pointer);
            pointer.pop();
        }
    }

    /// References in the place of examples; what is inside of examples is data.
    fn named_examples(&mut self, examples: &Node, pointer: &mut JsonPointer) {
        pointer.push("examples");
        for (name, example) in examples.entries() {
            if let (Some(reference), [_]) = (example.get("$ref").and_then(Node::as_str), example.entries()) {
                self.follow(reference, &pointer.child(&name.text).child("$ref"));
            }
        }
        pointer.pop();
    }

    fn follow(&mut self, reference: &str, pointer: &JsonPointer) {
        if let Err(error) = self.document.resolve_reference(reference, FileId::MAIN) {
            self.found.push((pointer.clone(), error));
        }
    }
}

/// Keys below this place are names that the author chose.
fn is_named(pointer: &JsonPointer) -> bool {
    let last = pointer.last().unwrap_or_default();
    matches!(
        &*last,
        "properties" | "schemas" | "parameters" | "responses" | "examples" | "headers" | "patternProperties"
    )
}

fn diagnostic(document: &Document, pointer: JsonPointer, error: &ReferenceError) -> Diagnostic {
    let reference = document.locate(&pointer).and_then(|located| located.node.as_str()).unwrap_or_default();
    let id = error.id();
    let make = if id == DiagnosticId::CircularReference { Diagnostic::note } else { Diagnostic::warning };
    make(id, pointer, format!("`{}`: {error}", visible(reference)))
        .maybe_help(error.help())
        .effect("nothing is made of what has this reference")
}
