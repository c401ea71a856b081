//! URLs and email addresses that are none, and headers that OpenAPI describes elsewhere.

use super::object_rule::Kind;
use super::{Walk, reports};
use crate::document::Node;
use crate::source::Path;

impl Walk<'_> {
    /// URLs are references of RFC 3986, and email addresses have one `@`.
    pub(super) fn addresses(&mut self, kind: Kind, node: &Node, path: &Path<'_>) {
        for key in keys(kind) {
            let Some(address) = node.get(key).and_then(Node::as_str) else { continue };
            let is_one = if *key == "email" { is_email(address) } else { is_url(address) };
            if !is_one {
                self.report(reports::bad_address(key, address, &path.key(key)));
            }
        }
    }

    /// The media type says what `Content-Type` is.
    pub(super) fn reserved_response_header(&mut self, node: &Node, path: &Path<'_>) {
        let path = path.key("headers");
        for (name, _) in node.get("headers").map(Node::entries).unwrap_or_default() {
            if name.text.eq_ignore_ascii_case("content-type") {
                self.report(reports::reserved_response_header(&name.text, &path.key(&name.text)));
            }
        }
    }
}

/// The keys of an object that have an address.
fn keys(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Info => &["termsOfService"],
        Kind::Contact => &["url", "email"],
        Kind::License | Kind::ExternalDocs => &["url"],
        Kind::SecurityScheme => &["openIdConnectUrl"],
        Kind::ImplicitFlow | Kind::TokenFlow | Kind::CodeFlow | Kind::DeviceFlow => {
            &["tokenUrl", "authorizationUrl", "refreshUrl", "deviceAuthorizationUrl"]
        }
        _ => &[],
    }
}

/// A URL, or a reference relative to the document.
fn is_url(address: &str) -> bool {
    !address.contains(|letter: char| letter.is_control() || letter.is_whitespace() || "<>\"\\^`".contains(letter))
}

fn is_email(address: &str) -> bool {
    let has_space = address.contains(|letter: char| letter.is_control() || letter.is_whitespace());
    address.rsplit_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty() && !has_space)
}
