//! Rules of paths, servers, tags and scopes: strings that the client would send, and names that must be declared.

use super::{Walk, reports};
use crate::document::{Located, Node};
use crate::source::{FileId, JsonPointer, Path, names_in_braces};

/// Schemes that a server can have, and those that a document may mean by it.
const SCHEMES: [&str; 4] = ["http", "https", "ws", "wss"];

impl<'a> Walk<'a> {
    /// A path ends where a query begins, and has no line breaks.
    pub(super) fn path_characters(&mut self, key: &str, path: &Path<'_>) {
        let mut is_name = false;
        let unusual = key.chars().find(|letter| {
            is_name = *letter == '{' || is_name && *letter != '}';
            letter.is_control() || !is_name && matches!(letter, '?' | '#')
        });
        // A template such as `/{+path}{?query}` has its own diagnostic, as far as it has one.
        if let Some(letter) = unusual {
            self.report(reports::path_character(key, letter, path));
        }
        if let Some(name) = name_twice(key) {
            self.report(reports::in_path_twice(name, path));
        }
    }

    /// The URL of a server is one of HTTP, or is relative to that of the document.
    pub(super) fn server(&mut self, node: &Node, path: &Path<'_>) {
        let Some(url) = node.get("url").and_then(Node::as_str) else { return };
        let scheme = url.split_once(':').map(|(scheme, _)| scheme);
        let is_scheme = |scheme: &&str| {
            scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte))
                && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        };
        let is_of_http = |scheme: &str| SCHEMES.contains(&&*scheme.to_ascii_lowercase());
        let is_other = |scheme: &&str| !is_of_http(scheme) && !scheme.eq_ignore_ascii_case("localhost");
        let other = scheme.filter(is_scheme).filter(is_other);
        let has_port = other.is_some_and(|scheme| {
            url[scheme.len() + 1..].starts_with(|digit: char| digit.is_ascii_digit() || digit == '{')
        });
        let reason = match other {
            Some(scheme) if !has_port => Some(format!("`{scheme}:` is not a scheme of HTTP")),
            _ if scheme.is_some_and(|scheme| is_of_http(scheme) && !url[scheme.len() + 1..].starts_with("//")) => {
                Some("two slashes follow the scheme of a URL".to_owned())
            }
            _ if begins_with_host(url) => return self.report(reports::server_without_scheme(url, &path.key("url"))),
            _ if url.contains(['?', '#']) => Some("the URL of a server has no query and no fragment".to_owned()),
            _ if url.contains(|letter: char| letter.is_control() || letter.is_whitespace()) => {
                Some("the URL of a server has no spaces".to_owned())
            }
            _ => None,
        };
        if let Some(reason) = reason {
            self.report(reports::bad_server_url(reason, &path.key("url")));
        }
        self.server_defaults(node, path);
    }

    fn server_defaults(&mut self, node: &Node, path: &Path<'_>) {
        let variables = node.get("variables");
        let path = path.key("variables");
        for (name, variable) in variables.map(Node::entries).unwrap_or_default() {
            if name.text.starts_with("x-") {
                continue;
            }
            let path = path.key(&name.text);
            let values = variable.get("enum").map(Node::items).unwrap_or_default();
            let default = variable.get("default").and_then(Node::to_text);
            if let Some(default) = default.filter(|_| !values.is_empty())
                && values.iter().all(|value| value.to_text().as_ref() != Some(&default))
            {
                self.report(reports::server_default_not_in_enum(&default, values, &path.key("default")));
            }
        }
    }

    /// Every tag is declared once.
    pub(super) fn tags(&mut self, node: &Node, path: &Path<'_>) {
        let (tags, path) = (node.get("tags").map(Node::items).unwrap_or_default(), path.key("tags"));
        let name = |tag: &Node| tag.get("name").and_then(Node::to_text);
        for (index, tag) in tags.iter().enumerate() {
            if let Some(own) = name(tag)
                && tags.iter().take(index).any(|earlier| name(earlier).as_ref() == Some(&own))
            {
                self.report(reports::listed_twice(&own, &path.index(index).key("name")));
            }
        }
    }

    /// Scopes that no flow of their scheme has.
    pub(super) fn scopes(&mut self, security: &Node, path: &Path<'_>) {
        for (index, requirement) in security.items().iter().enumerate() {
            let path = path.index(index);
            for (scheme, scopes) in requirement.entries().iter().filter(|(_, scopes)| !scopes.items().is_empty()) {
                let Some(known) = self.scopes_of(&scheme.text) else { continue };
                let path = path.key(&scheme.text);
                for (index, scope) in scopes.items().iter().enumerate() {
                    let undefined = scope.as_str().filter(|scope| !known.contains(scope));
                    if let Some(scope) = undefined {
                        self.report(reports::scope_undefined(scope, &scheme.text, &known, &path.index(index)));
                    }
                }
            }
        }
    }

    /// The scopes of a scheme of OAuth2; none of any other scheme.
    fn scopes_of(&self, name: &str) -> Option<Vec<&'a str>> {
        let schemes = self.document.section("securitySchemes")?;
        let node = self.document.child(schemes.node, name)?;
        let start = Located { node, pointer: JsonPointer::root(), file: FileId::MAIN };
        let scheme = self.document.follow(start).ok()?.node;
        if scheme.get("type").and_then(Node::as_str) != Some("oauth2") {
            return None;
        }
        let flows = scheme.get("flows").map(Node::entries).unwrap_or_default();
        let scopes = flows.iter().filter_map(|(_, flow)| flow.get("scopes")).flat_map(Node::entries);
        Some(scopes.map(|(scope, _)| &*scope.text).collect())
    }
}

/// The first parameter that a path has in two places.
fn name_twice(path: &str) -> Option<&str> {
    let is_earlier = |(index, name): &(usize, &str)| names_in_braces(path).take(*index).any(|earlier| earlier == *name);
    names_in_braces(path).enumerate().find(is_earlier).map(|(_, name)| name)
}

/// Endings of files, which relative URLs of servers may have.
const FILES: [&str; 5] = ["cgi", "html", "json", "php", "yaml"];

/// A host without a scheme: `api.example.com/v1`, `localhost:8080`. Without one it is the name of a folder.
fn begins_with_host(url: &str) -> bool {
    let first = url.split('/').next().unwrap_or_default();
    let (host, port) = first.split_once(':').unwrap_or((first, ""));
    let is_port = !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    let is_label =
        |label: &&str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let labels: Vec<&str> = host.split('.').collect();
    // `api.v1` and `v1.0` are names of folders.
    let is_domain = match labels.as_slice() {
        [_, .., last] => last.len() > 1 && last.bytes().all(|byte| byte.is_ascii_alphabetic()) && !FILES.contains(last),
        _ => host == "localhost" && is_port,
    };
    is_domain && labels.iter().all(is_label)
}
