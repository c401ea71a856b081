//! What Swagger 2.0 does not have and people write all the same: keywords and references of OpenAPI 3.

use super::schemas::is_data;
use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::document::node::{Key, Node, NodeKind};
use crate::source::{JsonPointer, Path, visible};

/// Reports keywords of OpenAPI 3.0 in schemas, and references to components.
pub(in crate::document) fn newer_words(root: &Node) -> Vec<Diagnostic> {
    let mut search = Search { has_components: root.get("components").is_some(), found: Vec::new() };
    search.look_into(root, false, &Path::start(&JsonPointer::root()));
    search.found
}

struct Search {
    /// A document that has `components` refers to them rightly.
    has_components: bool,
    found: Vec<Diagnostic>,
}

impl Search {
    /// Looks into an object, into one whose keys are names, or into a list.
    fn look_into(&mut self, node: &Node, are_names: bool, path: &Path<'_>) {
        if let NodeKind::List(items) = &node.kind {
            items.iter().enumerate().for_each(|(index, item)| self.look_into(item, false, &path.index(index)));
            return;
        }
        for (key, value) in node.entries() {
            let (name, path) = (&*key.text, path.key(&key.text));
            if !are_names {
                self.keyword(key, value, &path);
            }
            if are_names || !is_data(name) {
                let has_names = matches!(name, "properties" | "definitions" | "parameters" | "responses" | "paths");
                self.look_into(value, has_names && !are_names, &path);
            }
        }
    }

    fn keyword(&mut self, key: &Key, value: &Node, path: &Path<'_>) {
        let name = &*key.text;
        let newer = |message: String| {
            Diagnostic::warning(DiagnosticId::NewerKeyword, path.pointer(), message).effect("it is read all the same")
        };
        let of_keyword = |help| newer(format!("`{name}` came with OpenAPI 3.0")).about_key().at(key.span).help(help);
        self.found.extend(match (name, &value.kind) {
            ("oneOf" | "anyOf", NodeKind::List(_)) => {
                Some(of_keyword("declare `openapi: 3.0.3`, if it is that version"))
            }
            ("nullable", NodeKind::Bool(_)) => Some(of_keyword("write `x-nullable`")),
            ("$ref", _) if !self.has_components => value.as_str().and_then(component).map(|(section, name)| {
                let section = if section == "schemas" { "definitions" } else { section };
                let help = format!("write `#/{section}/{}`", visible(name));
                newer("Swagger 2.0 has no `components`".to_owned()).at(value.span).help(help)
            }),
            _ => None,
        });
    }
}

fn component(reference: &str) -> Option<(&str, &str)> {
    reference.strip_prefix("#/components/")?.split_once('/')
}
