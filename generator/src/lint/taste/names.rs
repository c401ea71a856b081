//! Names: tags that are not declared, paths that end with a slash, and names that differ in nothing but case.

use foldhash::{HashMap, HashSet};

use crate::diagnostics::{Diagnostic, DiagnosticId, suggest};
use crate::document::{Document, Node};
use crate::lint::operations::operations;
use crate::source::{JsonPointer, visible};

pub(super) fn check(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    tags(document, diagnostics);
    for section in ["schemas", "parameters", "responses", "requestBodies", "headers", "securitySchemes"] {
        let Some(located) = document.section(section) else { continue };
        let names = located.node.entries().iter().map(|(key, _)| (&*key.text, located.pointer.child(&key.text)));
        alike(names, true, diagnostics);
    }
    let paths = document.root.get("paths").map(Node::entries).unwrap_or_default();
    let path = |key: &str| JsonPointer::root().child("paths").child(key);
    alike(paths.iter().map(|(key, _)| (&*key.text, path(&key.text))), true, diagnostics);
    let with_slash = paths.iter().filter(|(key, _)| key.text.len() > 1 && key.text.ends_with('/'));
    diagnostics.extend(with_slash.map(|(key, _)| trailing_slash(&key.text, path(&key.text))));
    let ids = operations(document).into_iter().filter_map(|(_, operation, pointer)| {
        Some((operation.get("operationId")?.as_str()?, pointer.child("operationId")))
    });
    alike(ids, false, diagnostics);
}

fn trailing_slash(path: &str, pointer: JsonPointer) -> Diagnostic {
    let message = format!("`{}` ends with a slash", visible(path));
    Diagnostic::note(DiagnosticId::PathTrailingSlash, pointer, message)
        .about_key()
        .help("remove it, if the server takes the path without it")
        .effect("the path is sent as it is written")
}

/// Tags of operations that the list of tags does not have.
fn tags(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let declared = document.root.get("tags").map(Node::items).unwrap_or_default();
    let declared: Vec<&str> = declared.iter().filter_map(|tag| tag.get("name")?.as_str()).collect();
    let known: HashSet<&str> = declared.iter().copied().collect();
    for (_, operation, pointer) in operations(document) {
        let tags = operation.get("tags").map(Node::items).unwrap_or_default();
        for (index, tag) in tags.iter().enumerate() {
            let Some(name) = tag.as_str().filter(|name| !known.contains(name)) else { continue };
            let help = match suggest(name, declared.iter().copied()) {
                Some(similar) => format!("did you mean `{}`?", visible(similar)),
                None => "add it to the list of tags of the document".to_owned(),
            };
            let message = format!("the tag `{}` is not declared", visible(name));
            diagnostics.push(
                Diagnostic::note(DiagnosticId::TagUndeclared, pointer.child("tags").item(index), message)
                    .help(help)
                    .effect("its group has no description"),
            );
        }
    }
}

/// Reports a name that differs from an earlier one in case alone.
fn alike<'n>(names: impl Iterator<Item = (&'n str, JsonPointer)>, about_key: bool, diagnostics: &mut Vec<Diagnostic>) {
    let mut known: HashMap<String, (&str, JsonPointer)> = HashMap::default();
    for (name, pointer) in names {
        let Some((earlier, first)) = known.get(&name.to_lowercase()).filter(|(earlier, _)| *earlier != name) else {
            known.entry(name.to_lowercase()).or_insert((name, pointer));
            continue;
        };
        let message = format!("`{}` differs from `{}` in case alone", visible(name), visible(earlier));
        let diagnostic = Diagnostic::note(DiagnosticId::NamesAlike, pointer, message)
            .help("give one of them another name")
            .effect("two names are one where case does not count")
            .related(first.clone(), "the other one");
        diagnostics.push(if about_key { diagnostic.about_key() } else { diagnostic });
    }
}
