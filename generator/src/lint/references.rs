//! References in what nothing was made of: parts that are left out, and components that nobody uses.

use super::unselected::Unselected;
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics};
use crate::document::{Document, Node, ReferenceError};
use crate::source::{FileId, JsonPointer, visible};

/// Reports references that lead nowhere and that nobody followed.
pub(super) fn check_unfollowed(document: &Document, unselected: Unselected<'_>, diagnostics: &mut Diagnostics) {
    let mut search = Search { document, unselected, found: Vec::new() };
    for section in ["paths", "components", "webhooks"] {
        if let Some(node) = document.root.get(section) {
            search.look_into(node, &Way { outer: None, step: Step::Key(section) });
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

/// The way to a node: a chain on the stack, since few nodes are reported.
#[derive(Clone, Copy)]
struct Way<'w> {
    outer: Option<&'w Way<'w>>,
    step: Step<'w>,
}

#[derive(Clone, Copy)]
enum Step<'w> {
    Key(&'w str),
    Index(usize),
}

impl Search<'_> {
    fn look_into(&mut self, node: &Node, way: &Way<'_>) {
        if !self.unselected.is_empty() && self.unselected.is_root(&way.pointer()) {
            return;
        }
        for (key, value) in node.entries() {
            let is_reference = &*key.text == "$ref";
            let inner = Way { outer: Some(way), step: Step::Key(&key.text) };
            match (value.as_str(), is_reference) {
                (_, true) if value.entry().is_read => {}
                (Some(reference), true) => self.follow(reference, &inner),
                (Some(_), false) => {}
                (None, _) if is_data(&key.text) && !way.leads_to_names() => {
                    if &*key.text == "examples" {
                        self.named_examples(value, &inner);
                    }
                }
                (None, _) => self.look_into(value, &inner),
            }
        }
        for (index, item) in node.items().iter().enumerate().filter(|(_, item)| item.is_map() || item.is_list()) {
            self.look_into(item, &Way { outer: Some(way), step: Step::Index(index) });
        }
    }

    /// References in the place of examples; what is inside of examples is data.
    fn named_examples(&mut self, examples: &Node, way: &Way<'_>) {
        for (name, example) in examples.entries() {
            if let (Some(reference), [_]) = (example.get("$ref").and_then(Node::as_str), example.entries()) {
                let example = Way { outer: Some(way), step: Step::Key(&name.text) };
                self.follow(reference, &Way { outer: Some(&example), step: Step::Key("$ref") });
            }
        }
    }

    fn follow(&mut self, reference: &str, way: &Way<'_>) {
        if let Err(error) = self.document.resolve_reference(reference, FileId::MAIN) {
            self.found.push((way.pointer(), error));
        }
    }
}

impl Way<'_> {
    /// Keys below this place are names that the author chose.
    fn leads_to_names(&self) -> bool {
        matches!(
            self.step,
            Step::Key(
                "properties" | "schemas" | "parameters" | "responses" | "examples" | "headers" | "patternProperties"
            )
        )
    }

    fn pointer(&self) -> JsonPointer {
        let mut pointer = self.outer.map(Way::pointer).unwrap_or_default();
        match self.step {
            Step::Key(key) => pointer.push(key),
            Step::Index(index) => pointer.push(&index.to_string()),
        }
        pointer
    }
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
