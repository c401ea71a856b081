//! The parts of a document around its operations and schemas, decoded one item at a time into `openapiv3`'s types.
//!
//! An item that cannot be read costs that item. What is commonly left out is filled in, and `validate` reports it.

use indexmap::IndexMap;
use openapiv3::{Contact, ExternalDocumentation, Info, License, SecurityScheme, Server, Tag};

use super::Document;
use super::decode::decode;
use super::model::Located;
use super::node::Node;
use super::normalise;
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics};
use crate::source::{FileId, JsonPointer};

/// One decoded item and where it is.
#[derive(Clone, Debug)]
pub(crate) struct Item<'a, T> {
    /// JSON pointer, as diagnostics carry it.
    pub pointer: JsonPointer,
    /// The node as written, which the ledger marks.
    pub node: &'a Node,
    /// The item.
    pub value: T,
}

impl Document {
    /// The value of a top-level key, or what it refers to.
    pub(crate) fn top(&self, key: &str) -> Option<Located<'_>> {
        let node = self.root.get(key)?;
        self.follow(Located { node, pointer: JsonPointer::root().child(key), file: FileId::MAIN }).ok()
    }

    /// A section of `components`, or what it refers to.
    pub(crate) fn section(&self, name: &str) -> Option<Located<'_>> {
        let components = self.top("components")?;
        let node = components.node.get(name)?;
        let pointer = components.pointer.child(name);
        self.follow(Located { node, pointer, file: components.file }).ok()
    }

    /// `info`; parts that are missing or cannot be read are empty.
    pub(crate) fn info(&self, diagnostics: &mut Diagnostics) -> Info {
        let Some(Located { node, .. }) = self.top("info") else { return Info::default() };
        let text = |key: &str| node.get(key).and_then(Node::to_text);
        let extensions = node.entries().iter().filter(|(key, _)| key.text.starts_with("x-"));
        Info {
            title: text("title").unwrap_or_default(),
            description: text("description"),
            terms_of_service: text("termsOfService"),
            contact: part::<Contact>(node, "contact", diagnostics),
            license: part::<License>(&normalise::license(node), "license", diagnostics),
            version: text("version").unwrap_or_default(),
            extensions: extensions.map(|(key, value)| (key.text.to_string(), value.to_json())).collect(),
        }
    }

    /// `externalDocs` of the document.
    pub(crate) fn external_docs(&self, diagnostics: &mut Diagnostics) -> Option<ExternalDocumentation> {
        let node = self.root.get("externalDocs")?;
        item(&JsonPointer::root().child("externalDocs"), node, node, diagnostics)
    }

    /// `servers` of the document, a path item or an operation, by the node that has them; `None` where the key is absent.
    pub(crate) fn servers<'a>(
        &'a self,
        holder: &Located<'a>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Vec<Item<'a, Server>>> {
        let list = holder.node.get("servers")?;
        let start = Located { node: list, pointer: holder.pointer.child("servers"), file: holder.file };
        let Located { node: list, pointer, .. } = self.follow(start.clone()).unwrap_or(start);
        let servers = list.items().iter().enumerate().filter_map(|(index, node)| {
            let pointer = pointer.item(index);
            let value = item(&pointer, node, &normalise::server(node), diagnostics)?;
            Some(Item { pointer, node, value })
        });
        Some(servers.collect())
    }

    /// `tags` of the document.
    pub(crate) fn tags(&self, diagnostics: &mut Diagnostics) -> Vec<Item<'_, Tag>> {
        let Some(list) = self.top("tags") else { return Vec::new() };
        let tags = list.node.items().iter().enumerate().filter_map(|(index, node)| {
            let pointer = list.pointer.item(index);
            let value = item(&pointer, node, &normalise::tag(node), diagnostics)?;
            Some(Item { pointer, node, value })
        });
        tags.collect()
    }

    /// `components.securitySchemes`, by name; kinds that are not supported are reported and left out.
    pub(crate) fn security_schemes(&self, diagnostics: &mut Diagnostics) -> IndexMap<String, Item<'_, SecurityScheme>> {
        let mut decoded = IndexMap::new();
        let Some(section) = self.section("securitySchemes") else { return decoded };
        for (name, node) in section.node.entries().iter().filter(|(name, _)| !name.text.starts_with("x-")) {
            let pointer = section.pointer.child(&name.text);
            let start = Located { node, pointer: pointer.clone(), file: section.file };
            match self.follow(start) {
                Ok(located) => {
                    if let Some(value) = security_scheme(&name.text, &located, diagnostics) {
                        node.read_key("$ref");
                        decoded.insert(name.text.to_string(), Item { pointer, node: located.node, value });
                    }
                }
                Err(error) => {
                    let reference = node.reference().unwrap_or_default();
                    let message = format!("the reference `{reference}` leads nowhere: {error}");
                    let diagnostic = Diagnostic::warning(error.id(), pointer.child("$ref"), message);
                    diagnostics.push(diagnostic.maybe_help(error.help()).effect(left_out(&name.text)));
                }
            }
        }
        decoded
    }
}

fn security_scheme(name: &str, located: &Located<'_>, diagnostics: &mut Diagnostics) -> Option<SecurityScheme> {
    match located.node.get("type").and_then(Node::as_str) {
        Some("mutualTLS") => {
            let pointer = located.pointer.child("type");
            let message = "`mutualTLS` is not a credential the client sends";
            let diagnostic = Diagnostic::warning(DiagnosticId::UnsupportedSecurity, pointer, message)
                .help("give the client an HTTP transport that has the certificate")
                .effect(format!("operations that require `{name}` ask for credentials of the user's own making"));
            diagnostics.push(diagnostic);
            None
        }
        _ => item(&located.pointer, located.node, &normalise::security_scheme(located.node), diagnostics),
    }
}

fn left_out(name: &str) -> String {
    format!("the security scheme `{name}` is left out")
}

/// A part of `info`.
fn part<'de, T: serde::Deserialize<'de>>(info: &'de Node, key: &str, diagnostics: &mut Diagnostics) -> Option<T> {
    let node = info.get(key)?;
    item(&JsonPointer::root().child("info").child(key), node, node, diagnostics)
}

/// Decodes a repaired copy of a node; errors are reported unless the structural pass has said something about it.
fn item<'de, T: serde::Deserialize<'de>>(
    pointer: &JsonPointer,
    written: &Node,
    repaired: &'de Node,
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    match decode(repaired) {
        Ok(value) => Some(value),
        Err(_) if diagnostics.is_reported(pointer) => None,
        Err(error) => {
            // What was added to the copy is not in the text.
            let is_written = written.at(&error.pointer).is_some();
            let place = if is_written { pointer.join(&error.pointer) } else { pointer.clone() };
            let diagnostic =
                Diagnostic::warning(DiagnosticId::UnreadableItem, place, error.message).effect("it is left out");
            diagnostics.push(diagnostic);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, load};
    use super::*;
    use crate::source::SourceFile;

    fn document(text: &str) -> Document {
        let source = SourceFile { name: "api.yaml".into(), text: text.into() };
        load(source, Format::Yaml, &mut Diagnostics::default()).expect("the document loads")
    }

    #[test]
    fn a_faulty_scheme_costs_only_itself() {
        let document = document(
            "openapi: 3.1.0
info: {title: T, version: 1.0}
components:
  securitySchemes:
    basic: {type: http, scheme: basic}
    tls: {type: mutualTLS}
    key: {type: apiKey, in: header}
    alias: {$ref: '#/components/securitySchemes/basic'}
    lost: {$ref: '#/components/securitySchemes/basis'}
    oauth:
      type: oauth2
      flows:
        clientCredentials: {tokenUrl: /token}
        password: {}
",
        );
        let mut diagnostics = Diagnostics::default();
        let schemes = document.security_schemes(&mut diagnostics);
        assert_eq!(schemes.keys().collect::<Vec<_>>(), ["basic", "alias", "oauth"]);
        let found: Vec<_> = diagnostics.iter().map(|found| (found.id, found.pointer.as_str())).collect();
        let expected = [
            (DiagnosticId::UnsupportedSecurity, "/components/securitySchemes/tls/type"),
            (DiagnosticId::UnreadableItem, "/components/securitySchemes/key"),
            (DiagnosticId::DanglingReference, "/components/securitySchemes/lost/$ref"),
        ];
        assert_eq!(found, expected);
        assert_eq!(document.info(&mut diagnostics).version, "1.0");
    }

    #[test]
    fn servers_without_defaults_are_mended() {
        let document = document(
            "openapi: 3.0.3
servers:
  - url: https://{region}.example.com:{port}
    variables:
      region: {enum: [eu, us]}
      port: {default: 8443}
  - description: no address
",
        );
        let mut diagnostics = Diagnostics::default();
        let root = Located { node: &document.root, pointer: JsonPointer::root(), file: FileId::MAIN };
        let servers = document.servers(&root, &mut diagnostics).expect("there is a list");
        assert_eq!(servers.len(), 1);
        let variables = servers[0].value.variables.as_ref().expect("there are variables");
        assert_eq!(variables["region"].default, "eu");
        assert_eq!(variables["port"].default, "8443");
    }
}
