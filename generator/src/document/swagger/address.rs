//! The address of the API in Swagger 2.0: `host` and `basePath`, also where they have more or less than they should.

use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::document::node::Node;
use crate::source::{JsonPointer, visible};

/// The address that `host` and `basePath` mean together.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address<'a> {
    /// The scheme, where one of the two has it; `http` or `https`.
    pub(super) scheme: Option<&'a str>,
    /// Without a scheme and a path; empty for the host of the document.
    pub(super) host: String,
    /// Empty, or with a slash where it begins and none where it ends.
    pub(super) path: String,
}

impl<'a> Address<'a> {
    /// What is meant by a host with a scheme or a path, by a base path that has no slash or is a whole URL.
    pub(super) fn of(host: &'a str, base: &'a str) -> Self {
        let (in_host, in_base) = (Parts::of(host), Parts::of(base));
        // A base path has a host only after a scheme.
        let (of_base, base) = match in_base.scheme {
            Some(_) => (in_base.host, in_base.path),
            None => ("", base.trim()),
        };
        let host = if in_host.host.is_empty() { of_base } else { in_host.host };
        let mut path = String::new();
        for part in [in_host.path, base] {
            let part = part.trim_matches('/');
            if !part.is_empty() {
                path.extend(["/", part]);
            }
        }
        let scheme = in_host.scheme.or(in_base.scheme).filter(|scheme| matches!(*scheme, "http" | "https"));
        Self { scheme, host: host.to_owned(), path }
    }
}

/// The parts of an address that may begin with a scheme.
#[derive(Clone, Copy)]
struct Parts<'a> {
    scheme: Option<&'a str>,
    host: &'a str,
    path: &'a str,
}

impl<'a> Parts<'a> {
    fn of(address: &'a str) -> Self {
        let address = address.trim();
        let (scheme, rest) = address.split_once("://").map_or((None, address), |(scheme, rest)| (Some(scheme), rest));
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        Self { scheme, host, path }
    }
}

/// What is wrong with `host` and `basePath`, and how they are read.
pub(in crate::document) fn problems(root: &Node) -> impl Iterator<Item = Diagnostic> {
    let text = |key: &str| root.get(key).and_then(Node::as_str).unwrap_or_default();
    let address = Address::of(text("host"), text("basePath"));
    let parts = Parts::of(text("host"));
    let host = (parts.scheme.is_some() || !parts.path.is_empty())
        .then_some(("host", "`host` is a name or an address, with a port at most"));
    let base = text("basePath").trim();
    let base = if base.contains("://") {
        Some("`basePath` is a path, not a URL")
    } else {
        Some("`basePath` begins with a slash").filter(|_| !base.is_empty() && !base.starts_with('/'))
    };
    let problems = host.into_iter().chain(base.map(|message| ("basePath", message)));
    problems.map(move |(key, message)| {
        let span = root.get(key).map(|node| node.span).unwrap_or_default();
        let meant = visible(&[&*address.host, &*address.path].concat()).into_owned();
        let (path, scheme) =
            (&*address.path, address.scheme.map_or(String::new(), |scheme| format!(", `schemes: [{scheme}]`")));
        let help = match (key, path) {
            ("host", "") => format!("write `host: {}`{scheme}", visible(&address.host)),
            ("host", path) => {
                format!("write `host: {}`, `basePath: {}`{scheme}", visible(&address.host), visible(path))
            }
            (_, path) => format!("write `basePath: {}`", visible(if path.is_empty() { "/" } else { path })),
        };
        Diagnostic::warning(DiagnosticId::BadServerUrl, JsonPointer::root().child(key), message)
            .at(span)
            .help(help)
            .effect(format!("requests are sent to `{meant}`"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_it_is_meant() {
        let rows = [
            ("api.example.com", "/v1/", None, "api.example.com", "/v1"),
            ("api.example.com:8443", "/", None, "api.example.com:8443", ""),
            ("api.example.com", "v1", None, "api.example.com", "/v1"),
            ("https://api.example.com", "/v1", Some("https"), "api.example.com", "/v1"),
            ("http://api.example.com/", "", Some("http"), "api.example.com", ""),
            ("api.example.com/api", "v1", None, "api.example.com", "/api/v1"),
            ("", "https://api.example.com/v1/", Some("https"), "api.example.com", "/v1"),
            ("", "/v1", None, "", "/v1"),
            ("", "", None, "", ""),
        ];
        for (host, base, scheme, expected, path) in rows {
            let expected = Address { scheme, host: expected.to_owned(), path: path.to_owned() };
            assert_eq!(Address::of(host, base), expected, "{host} and {base}");
        }
    }
}
