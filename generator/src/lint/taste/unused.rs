//! Components that nothing refers to.

use foldhash::HashSet;

use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::document::{Document, Node, component_sections};
use crate::source::{FileId, JsonPointer, visible};

/// Is referred to by name.
const SCHEMES: &str = "securitySchemes";

/// Segments of the pointer of a component.
const COMPONENT: usize = 3;

pub(super) fn check(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let mut used = Used { document, targets: HashSet::default(), schemes: HashSet::default() };
    used.look_into(&document.root);
    for section in component_sections().filter(|section| *section != SCHEMES) {
        let Some(located) = document.section(section) else { continue };
        for (key, node) in located.node.entries() {
            let pointer = located.pointer.child(&key.text);
            let is_used = used.targets.contains(&pointer) || section == "schemas" && used.is_subtype(node);
            if !is_used {
                diagnostics.push(unused(&key.text, pointer));
            }
        }
    }
    let Some(located) = document.section(SCHEMES) else { return };
    for (key, _) in located.node.entries() {
        if !used.schemes.contains(&*key.text) {
            diagnostics.push(unused(&key.text, located.pointer.child(&key.text)));
        }
    }
}

fn unused(name: &str, pointer: JsonPointer) -> Diagnostic {
    let effect = match pointer.segments().nth(1).as_deref() {
        Some("schemas") => "its type is in the client all the same",
        Some("securitySchemes") => "its credentials are in the client all the same",
        _ => "it is not in the client",
    };
    Diagnostic::note(DiagnosticId::ComponentUnused, pointer, format!("nothing refers to `{}`", visible(name)))
        .about_key()
        .help("remove it, or refer to it")
        .effect(effect)
}

/// What something refers to.
struct Used<'a> {
    document: &'a Document,
    /// Components that a reference leads to, or into.
    targets: HashSet<JsonPointer>,
    schemes: HashSet<&'a str>,
}

impl<'a> Used<'a> {
    fn look_into(&mut self, node: &'a Node) {
        for (key, value) in node.entries() {
            match (&*key.text, value.as_str()) {
                ("$ref" | "defaultMapping", Some(reference)) => self.target(reference),
                ("mapping", None) => {
                    value.entries().iter().filter_map(|(_, to)| to.as_str()).for_each(|to| self.target(to));
                }
                ("security", None) => {
                    let requirements = value.items().iter().flat_map(Node::entries);
                    self.schemes.extend(requirements.map(|(key, _)| &*key.text));
                }
                _ => {}
            }
            self.look_into(value);
        }
        node.items().iter().for_each(|item| self.look_into(item));
    }

    fn target(&mut self, reference: &str) {
        let by_name = || {
            let schemas = self.document.section("schemas")?;
            self.document.child(schemas.node, reference).map(|_| schemas.pointer.child(reference))
        };
        let found = self.document.resolve_reference(reference, FileId::MAIN).ok().map(|located| located.pointer);
        let Some(mut pointer) = found.or_else(by_name) else { return };
        while pointer.segments().count() > COMPONENT {
            pointer.pop();
        }
        self.targets.insert(pointer);
    }

    /// A discriminator finds the subtypes of its schema by their names.
    fn is_subtype(&self, node: &Node) -> bool {
        let parts = node.get("allOf").map(Node::items).unwrap_or_default();
        parts.iter().filter_map(Node::reference).any(|reference| {
            let base = self.document.resolve_reference(reference, FileId::MAIN);
            base.is_ok_and(|base| base.node.get("discriminator").is_some())
        })
    }
}
