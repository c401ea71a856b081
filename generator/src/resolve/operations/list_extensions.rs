//! Extensions of other tools that say how a list continues, read as rules: those of Speakeasy, Fern, Microsoft, Datadog.

use crate::config::{PaginationRule, PagingInput};
use crate::document::Node;
use crate::ir::{Operation, ParameterLocation};
use crate::resolve::after::paging::ListExtension;
use crate::resolve::place::Place;
use crate::source::JsonPointer;

type Rule = Result<PaginationRule, String>;
type Reader = fn(&Node, &Operation) -> Rule;

/// How each extension is read.
const EXTENSIONS: [(&str, Reader); 4] = [
    ("x-speakeasy-pagination", speakeasy),
    ("x-fern-pagination", fern),
    ("x-ms-pageable", microsoft),
    ("x-pagination", datadog),
];

/// The extension of an operation that is about its pages, if it has one.
pub(super) fn read(place: &Place<'_>, root: &Place<'_>, operation: &Operation) -> Option<ListExtension> {
    let (key, node, read) = EXTENSIONS.iter().find_map(|(key, read)| Some((*key, place.node.get(key)?, *read)))?;
    let pointer = place.pointer.child(key);
    // Fern lets an operation say that the extension of the whole document is for it.
    let node = if node.as_bool() == Some(true) { root.node.get(key)? } else { node };
    if node.as_bool() == Some(false) || !node.is_map() {
        return None;
    }
    let rule = read(node, operation);
    Some(ListExtension { operation: JsonPointer::clone(&place.pointer), pointer, key, rule })
}

fn text(node: &Node, key: &str) -> Option<String> {
    node.get(key).and_then(Node::as_str).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// `https://www.speakeasy.com/docs/customize/runtime/pagination`
fn speakeasy(node: &Node, operation: &Operation) -> Rule {
    let outputs = node.get("outputs");
    let output = |key: &str| outputs.and_then(|outputs| text(outputs, key)).map(|path| json_path(&path));
    let mut rule = PaginationRule { items: output("results").unwrap_or_default(), ..PaginationRule::default() };
    rule.total_pages = output("numPages");
    for input in node.get("inputs").map(Node::items).unwrap_or_default() {
        let Some(name) = text(input, "name") else { continue };
        let found = match input.get("in").and_then(Node::as_str) {
            Some("requestBody") => PagingInput::Body { body: name },
            _ => parameter(operation, &name),
        };
        match input.get("type").and_then(Node::as_str) {
            Some("page") => {
                rule.first = first(operation, &found);
                rule.page = Some(found);
            }
            Some("offset") => rule.offset = Some(found),
            Some("cursor") => rule.cursor = Some(found),
            Some("limit") => rule.size = Some(found),
            _ => {}
        }
    }
    rule.next_url = output("nextUrl");
    let Some(cursor) = output("nextCursor") else { return complete(rule) };
    // `$.results[-1].id` is in the last item.
    match cursor.split_once("[-1]") {
        Some((list, rest)) => {
            if rule.items.is_empty() {
                list.clone_into(&mut rule.items);
            }
            rule.last_item = Some(rest.to_owned());
        }
        None => rule.next = Some(cursor),
    }
    complete(rule)
}

/// `https://buildwithfern.com/learn/api-definitions/openapi/extensions/pagination`
fn fern(node: &Node, operation: &Operation) -> Rule {
    let input = |key: &str| {
        let name = text(node, key)?;
        let name = name.strip_prefix("$request.").unwrap_or(&name);
        let is_parameter = operation.parameters.iter().any(|parameter| parameter.wire_name == name);
        Some(if is_parameter { parameter(operation, name) } else { PagingInput::Body { body: name.to_owned() } })
    };
    let output = |key: &str| text(node, key).map(|path| path.strip_prefix("$response").unwrap_or(&path).to_owned());
    let mut rule = PaginationRule {
        items: output("results").map(|path| json_path(&path)).unwrap_or_default(),
        has_more: output("has-next-page").map(|path| json_path(&path)),
        size: input("step"),
        ..PaginationRule::default()
    };
    if let Some(next) = output("next_uri").or_else(|| output("next_path")) {
        return complete(PaginationRule { next_url: Some(json_path(&next)), ..rule });
    }
    if let Some(offset) = input("offset") {
        // Without a step it goes up by one, so it is a page number.
        if rule.size.is_some() {
            return complete(PaginationRule { offset: Some(offset), ..rule });
        }
        rule.first = first(operation, &offset);
        return complete(PaginationRule { page: Some(offset), ..rule });
    }
    rule.cursor = input("cursor");
    rule.next = output("next_cursor").map(|path| json_path(&path));
    complete(rule)
}

/// `https://azure.github.io/autorest/extensions/#x-ms-pageable`
fn microsoft(node: &Node, _: &Operation) -> Rule {
    if node.get("operationName").is_some() {
        return Err("the next page has an operation of its own".to_owned());
    }
    let items = text(node, "itemName").unwrap_or_else(|| "value".to_owned());
    match text(node, "nextLinkName") {
        Some(next) => Ok(PaginationRule { next_url: Some(next), items, ..PaginationRule::default() }),
        // The list has one page.
        None => Ok(PaginationRule { paged: false, ..PaginationRule::default() }),
    }
}

/// As in the documents of Datadog.
fn datadog(node: &Node, operation: &Operation) -> Rule {
    let input = |key: &str| {
        let name = text(node, key)?;
        let is_parameter = operation.parameters.iter().any(|parameter| parameter.wire_name == name);
        Some(if is_parameter { parameter(operation, &name) } else { PagingInput::Body { body: name } })
    };
    let start = node.get("pageStart").and_then(Node::as_u64).unwrap_or_default();
    complete(PaginationRule {
        items: text(node, "resultsPath").unwrap_or_default(),
        size: input("limitParam"),
        offset: input("pageOffsetParam"),
        page: input("pageParam"),
        first: start,
        cursor: input("cursorParam"),
        next: text(node, "cursorPath"),
        ..PaginationRule::default()
    })
}

/// A rule that says how a list continues, once.
fn complete(rule: PaginationRule) -> Rule {
    let kinds = [rule.page.is_some(), rule.offset.is_some(), rule.cursor.is_some(), rule.next_url.is_some()];
    let has_source = rule.next.is_some() || rule.last_item.is_some();
    match kinds.iter().filter(|is_it| **is_it).count() {
        1 if rule.cursor.is_some() == has_source => Ok(rule),
        1 => Err("it does not say where the next cursor is".to_owned()),
        0 => Err("it does not say how the next page is requested".to_owned()),
        _ => Err("it says in several ways how the next page is requested".to_owned()),
    }
}

fn parameter(operation: &Operation, name: &str) -> PagingInput {
    let is_header = |parameter: &&crate::ir::Parameter| {
        parameter.location == ParameterLocation::Header && parameter.wire_name.eq_ignore_ascii_case(name)
    };
    match operation.parameters.iter().find(is_header) {
        Some(_) => PagingInput::Header { header: name.to_owned() },
        None => PagingInput::Query(name.to_owned()),
    }
}

/// The number of the first page: the default of the parameter, else 1.
fn first(operation: &Operation, input: &PagingInput) -> u64 {
    let PagingInput::Query(name) = input else { return 1 };
    let parameter = operation.parameters.iter().find(|parameter| parameter.wire_name == *name);
    let default = parameter.and_then(|parameter| parameter.default.as_deref()?.as_u64());
    default.filter(|default| *default < 2).unwrap_or(1)
}

/// `$.meta.next` and `$['meta']['next']` as names separated by dots.
fn json_path(path: &str) -> String {
    let path = path.trim_start_matches('$').replace("['", ".").replace("']", "").replace("[\"", ".").replace("\"]", "");
    let path = path.strip_suffix("[*]").unwrap_or(&path);
    path.trim_start_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::json_path;

    #[test]
    fn paths_become_names() {
        let table = [
            ("$.next", "next"),
            ("$", ""),
            ("$['meta']['next']", "meta.next"),
            ("$.data[*]", "data"),
            ("$.data[-1].id", "data[-1].id"),
            (".meta.next", "meta.next"),
        ];
        for (path, expected) in table {
            assert_eq!(json_path(path), expected, "{path}");
        }
    }
}
