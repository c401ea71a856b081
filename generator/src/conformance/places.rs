//! Steps through the document as written, references followed.

use crate::document::{Document, Located};
use crate::ir::{Operation, Parameter, ParameterLocation, StatusMatch};

/// The node below a key, references followed.
pub(super) fn child<'a>(document: &'a Document, at: &Located<'a>, key: &str) -> Option<Located<'a>> {
    let node = at.node.get(key)?;
    document.follow(Located { node, pointer: at.pointer.child(key), file: at.file }).ok()
}

/// The entries of a map or the items of a list, references followed.
pub(super) fn children<'a>(document: &'a Document, at: &Located<'a>) -> Vec<(String, Located<'a>)> {
    let entries = at.node.entries().iter().map(|(key, node)| (key.text.to_string(), node));
    let items = at.node.items().iter().enumerate().map(|(index, node)| (index.to_string(), node));
    entries
        .chain(items)
        .filter_map(|(key, node)| {
            let located = Located { node, pointer: at.pointer.child(&key), file: at.file };
            Some((key, document.follow(located).ok()?))
        })
        .collect()
}

/// The example values of a schema or a parameter: `example`, and `examples` in both forms.
pub(super) fn examples<'a>(document: &'a Document, at: &Located<'a>) -> Vec<Located<'a>> {
    let mut found = Vec::new();
    let step = |key: &str| at.node.get(key).map(|node| Located { node, pointer: at.pointer.child(key), file: at.file });
    found.extend(step("example"));
    if let Some(list) = step("examples") {
        let is_list = list.node.is_list();
        for (_, item) in children(document, &list) {
            if is_list {
                found.push(item);
            } else if let Some(node) = item.node.get("value") {
                found.push(Located { node, pointer: item.pointer.child("value"), file: item.file });
            }
        }
    }
    found
}

/// The operation object.
pub(super) fn operation<'a>(document: &'a Document, operation: &Operation) -> Option<Located<'a>> {
    document.follow(document.locate(&operation.pointer)?).ok()
}

/// The parameter object: the operation's own, else that of its path item.
pub(super) fn parameter<'a>(
    document: &'a Document,
    operation: &Operation,
    parameter: &Parameter,
) -> Option<Located<'a>> {
    let place = self::operation(document, operation)?;
    let item = place.pointer.parent().and_then(|item| document.locate(&item));
    let location = match parameter.location {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::Querystring => "querystring",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    };
    let is_wanted = |(_, found): &(String, Located<'a>)| {
        let text = |key: &str| found.node.get(key).and_then(|node| node.as_str());
        text("name") == Some(&*parameter.wire_name) && text("in") == Some(location)
    };
    let lists = [Some(place), item].into_iter().flatten().filter_map(|at| child(document, &at, "parameters"));
    lists.flat_map(|list| children(document, &list)).find(is_wanted).map(|(_, found)| found)
}

/// The response object of a status.
pub(super) fn response<'a>(
    document: &'a Document,
    operation: &Located<'a>,
    status: StatusMatch,
) -> Option<Located<'a>> {
    let list = child(document, operation, "responses")?;
    let keys = match status {
        StatusMatch::Code(code) => vec![code.to_string()],
        StatusMatch::Range(hundreds) => vec![format!("{hundreds}XX"), format!("{hundreds}xx")],
        StatusMatch::Default => vec!["default".to_owned()],
    };
    keys.iter().find_map(|key| child(document, &list, key))
}
