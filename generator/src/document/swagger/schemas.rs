//! What differs between Swagger 2.0 and OpenAPI 3.0 wherever it is: references, files, discriminators.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::used::Used;
use crate::document::edit::{entries_mut, get_mut, map, remove, set, take, text_at};
use crate::document::node::{Node, NodeKind};

/// Rewrites a tree in place; the depth of a tree is bounded.
pub(super) fn rewrite(root: &mut Node, is_body: &dyn Fn(&str) -> bool, used: &Used) {
    let rewriting = Rewriting { is_body, used, extensions: RefCell::default() };
    rewrite_map(root, &rewriting, false);
    let mut done = BTreeSet::new();
    loop {
        let next = rewriting.extensions.borrow_mut().pop_first();
        let Some(section) = next else { return };
        if let Some(schemas) = get_mut(root, &section).filter(|_| done.insert(section.clone())) {
            rewrite_map(schemas, &rewriting, true);
        }
    }
}

/// What is known of the document while its tree is rewritten.
struct Rewriting<'r> {
    /// The shared parameter with this name is a body.
    is_body: &'r dyn Fn(&str) -> bool,
    used: &'r Used,
    /// Extensions of the root that references lead into: what they hold is no data, as `x-stream-definitions` of
    /// gRPC gateways.
    extensions: RefCell<BTreeSet<String>>,
}

fn rewrite_map(node: &mut Node, rewriting: &Rewriting<'_>, are_names: bool) {
    if let NodeKind::List(items) = &mut node.kind {
        items.iter_mut().for_each(|item| rewrite_map(item, rewriting, false));
        return;
    }
    if !are_names {
        rewrite_object(node, rewriting);
    }
    for (key, value) in entries_mut(node) {
        // Data is not looked into, but a property may be called like a keyword that holds data.
        if are_names || !is_data(&key.text) {
            let has_names = !are_names && matches!(&*key.text, "properties" | "schemas" | "responses");
            rewrite_map(value, rewriting, has_names);
        }
    }
}

/// True for keywords that hold data, in which no word is one of OpenAPI.
pub(super) fn is_data(key: &str) -> bool {
    matches!(key, "example" | "examples" | "default" | "enum") || key.starts_with("x-")
}

fn rewrite_object(node: &mut Node, rewriting: &Rewriting<'_>) {
    if let Some((section, _)) = node.reference().and_then(|reference| reference.strip_prefix("#/x-")?.split_once('/')) {
        rewriting.extensions.borrow_mut().insert(format!("x-{section}"));
    }
    let moved = node.reference().and_then(|reference| moved_reference(reference, rewriting.is_body));
    if let (Some(reference), Some(written)) = (moved, node.get("$ref")) {
        let span = written.span;
        set(node, "$ref", text_at(&reference, span));
    }
    let file = node.get("type").filter(|kind| kind.as_str() == Some("file")).map(|kind| kind.span);
    if let Some(span) = file {
        set(node, "type", text_at("string", span));
        set(node, "format", text_at("binary", span));
    }
    let property = node.get("discriminator").filter(|value| value.as_str().is_some()).cloned();
    if let Some(property) = property {
        let span = property.span;
        set(node, "discriminator", map(vec![("propertyName", property)], span));
    }
    // Swagger 2.0 has no word for one of several schemas; these two are read in other tools as well.
    for (extension, keyword) in [("x-oneOf", "oneOf"), ("x-anyOf", "anyOf")] {
        if node.get(extension).is_some_and(Node::is_list)
            && let Some(members) = take(node, extension)
        {
            set(node, keyword, members);
        }
    }
    if node.get("type").is_some() {
        // Of items that are no arrays it says nothing; of others nothing that OpenAPI 3 could.
        if !is_array(node) {
            rewriting.used.read_key(node, "collectionFormat");
        }
        remove(node, "collectionFormat");
    }
}

/// True for an array, by its type or, where that is missing, by its items.
pub(super) fn is_array(node: &Node) -> bool {
    match node.get("type").and_then(Node::as_str) {
        Some(name) => name == "array",
        None => node.get("type").is_none() && node.get("items").is_some(),
    }
}

fn moved_reference(reference: &str, is_body: &dyn Fn(&str) -> bool) -> Option<String> {
    let (file, fragment) = reference.split_once('#')?;
    let (section, name) = fragment.strip_prefix('/')?.split_once('/')?;
    let section = match section {
        "definitions" => "schemas",
        "parameters" if is_body(name) => "requestBodies",
        "parameters" => "parameters",
        "responses" => "responses",
        _ => return None,
    };
    // Other files are read as they are written.
    file.is_empty().then(|| format!("#/components/{section}/{name}"))
}
