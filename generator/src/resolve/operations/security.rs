//! Resolves security schemes, and the schemes and scopes that operations require.

use openapiv3::{APIKeyLocation, AuthorizationCodeOAuth2Flow, ClientCredentialsOAuth2Flow, SecurityScheme as Written};

use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::document::{Item, Node};
use crate::ir::{Api, ApiKeyLocation, Requirement, SecurityKind, SecurityScheme, TokenUrl};
use crate::resolve::place::Place;
use crate::resolve::resolver::Resolver;
use crate::source::JsonPointer;
use crate::source::is_token;

/// Adds all security schemes of the document to the API.
pub(in crate::resolve) fn schemes(resolver: &mut Resolver<'_>, api: &mut Api) {
    let decoded = resolver.references.document.security_schemes(resolver.reporter.list());
    let section = resolver.references.document.section("securitySchemes");
    let written = section.as_ref().map(|section| section.node.entries()).unwrap_or_default();
    for (name, _) in written.iter().filter(|(name, _)| !name.text.starts_with("x-")) {
        let (description, kind) = match decoded.get(&*name.text) {
            Some(item) => resolver.security_kind(item, &name.text),
            // The decoder has reported this scheme. It is kept, because requirements may name it.
            None => (None, SecurityKind::External),
        };
        api.security_schemes.push(SecurityScheme { wire_name: name.text.to_string(), description, kind });
    }
}

impl<'a> Resolver<'a> {
    /// The security requirements of `owner`; `inherited` if it has no `security` list.
    pub(in crate::resolve) fn requirements(
        &mut self,
        owner: &Place<'a>,
        inherited: &[Requirement],
        api: &Api,
    ) -> Vec<Requirement> {
        let Some(list) =
            owner.child("security").map(|list| self.references.target_of(list)).filter(|list| list.node.is_list())
        else {
            return inherited.to_vec();
        };
        if list.node.items().is_empty() {
            list.node.read();
        }
        let mut requirements: Vec<Requirement> = Vec::new();
        for (index, node) in list.node.items().iter().enumerate() {
            let place = list.step(node, &index.to_string());
            let Some(requirement) = self.requirement(&place, api) else { continue };
            read_requirement(&place);
            if !requirements.contains(&requirement) {
                requirements.push(requirement);
            }
        }
        requirements
    }

    fn requirement(&mut self, place: &Place<'a>, api: &Api) -> Option<Requirement> {
        let mut schemes = Vec::new();
        for (name, scopes) in place.children() {
            let Some(index) = api.security_schemes.iter().position(|scheme| scheme.wire_name == name) else {
                self.report_unknown(&scopes, name, api);
                place.leave_out();
                return None;
            };
            let scopes = scopes.node.items().iter().filter_map(Node::to_text).collect();
            schemes.push((index, scopes));
        }
        Some(Requirement { schemes })
    }

    fn report_unknown(&mut self, place: &Place<'a>, name: &str, api: &Api) {
        let known: Vec<String> = api.security_schemes.iter().map(|scheme| format!("`{}`", scheme.wire_name)).collect();
        let help = if known.is_empty() {
            "declare it in `components.securitySchemes`".to_owned()
        } else {
            format!("one of {}", known.join(", "))
        };
        self.reporter.push(
            Diagnostic::warning(
                DiagnosticId::SecuritySchemeUnknown,
                &*place.pointer,
                format!("there is no security scheme `{name}`"),
            )
            .about_key()
            .help(help)
            .effect("this alternative is left out"),
        );
    }

    fn security_kind(&mut self, item: &Item<'_, Written>, name: &str) -> (Option<String>, SecurityKind) {
        let pointer = &item.pointer;
        match &item.value {
            Written::APIKey { location, name, description, .. } => {
                read_scheme(item, &["name", "in"]);
                let kind = match location {
                    APIKeyLocation::Header if is_bearer(name) => SecurityKind::Bearer,
                    APIKeyLocation::Header | APIKeyLocation::Cookie if !is_token(name) => {
                        self.external(pointer, format!("{name:?} cannot be the name of a header or a cookie"))
                    }
                    _ => SecurityKind::ApiKey { location: key_location(location), wire_name: name.clone() },
                };
                (description.clone(), kind)
            }
            Written::HTTP { scheme, description, .. } => {
                read_scheme(item, &["scheme"]);
                read_where_it_goes(item.node);
                let kind = match scheme.to_ascii_lowercase().as_str() {
                    "basic" => SecurityKind::Basic,
                    "bearer" => SecurityKind::Bearer,
                    _ => self.external(pointer, format!("the HTTP scheme `{scheme}` is not supported")),
                };
                (description.clone(), kind)
            }
            Written::OAuth2 { flows, description, .. } => {
                read_scheme(item, &[]);
                // All other flows need a person, so the user supplies the token, or the one that refreshes it.
                let kind = match (&flows.client_credentials, &flows.authorization_code) {
                    (Some(flow), _) => self.client_credentials(item.node, flow, name),
                    (None, Some(flow)) => authorization_code(flow),
                    (None, None) => SecurityKind::Bearer,
                };
                (description.clone(), kind)
            }
            Written::OpenIDConnect { description, .. } => {
                read_scheme(item, &[]);
                (description.clone(), SecurityKind::Bearer)
            }
        }
    }

    fn client_credentials(&self, scheme: &Node, flow: &ClientCredentialsOAuth2Flow, name: &str) -> SecurityKind {
        let written = scheme.get("flows").and_then(|flows| flows.read_key("clientCredentials"));
        let token_url = match self.config.token_urls.get(name) {
            Some(config) => TokenUrl {
                template: config.template.clone(),
                variables: config.variables.iter().map(|(name, value)| (name.clone(), value.clone())).collect(),
            },
            None if flow.token_url.trim().is_empty() => {
                // The structural pass reports that there is no URL, and the user supplies the token.
                return SecurityKind::Bearer;
            }
            None => token_url(&flow.token_url),
        };
        written.and_then(|flow| flow.read_key("tokenUrl"));
        let written_scopes = written.and_then(|flow| flow.get("scopes")).map(Node::entries).unwrap_or_default();
        written_scopes.iter().for_each(|(_, text)| _ = text.read());
        let scopes = flow.scopes.iter().map(|(scope, text)| (scope.clone(), text.clone())).collect();
        SecurityKind::ClientCredentials { token_url, scopes }
    }

    fn external(&mut self, pointer: &JsonPointer, message: String) -> SecurityKind {
        self.reporter.push(
            Diagnostic::warning(DiagnosticId::SecuritySchemeUnsupported, pointer, message)
                .effect("the transport has to take care of it"),
        );
        SecurityKind::External
    }
}

/// Where the flow has its refresh tokens exchanged, if it says so.
fn authorization_code(flow: &AuthorizationCodeOAuth2Flow) -> SecurityKind {
    let refresh_url = flow.refresh_url.as_ref().filter(|url| !url.trim().is_empty());
    let url = refresh_url.unwrap_or(&flow.token_url);
    if url.trim().is_empty() {
        SecurityKind::Bearer
    } else {
        SecurityKind::AuthorizationCode { token_url: token_url(url) }
    }
}

/// Marks the names of the schemes and the scopes as read, for the ledger.
fn read_requirement(place: &Place<'_>) {
    place.node.read();
    for (_, scopes) in place.node.entries() {
        scopes.read();
        scopes.items().iter().for_each(|scope| _ = scope.read());
    }
}

/// Marks the keys of a supported scheme as read, for the ledger.
fn read_scheme(item: &Item<'_, Written>, keys: &[&str]) {
    item.node.read();
    item.node.read_key("type");
    item.node.read_key("description");
    keys.iter().for_each(|key| _ = item.node.read_key(key));
}

/// Reads what a scheme of HTTP says needlessly: its credentials are sent in the header `Authorization`.
fn read_where_it_goes(scheme: &Node) {
    for (key, only) in [("in", "header"), ("name", "authorization")] {
        if scheme.get(key).and_then(Node::as_str).is_some_and(|said| said.eq_ignore_ascii_case(only)) {
            scheme.read_key(key);
        }
    }
}

/// Whether the name of an API key is a header with the start of its value: `Authorization: Bearer`.
fn is_bearer(name: &str) -> bool {
    let words: Vec<&str> = name.split([':', ' ']).filter(|word| !word.is_empty()).collect();
    matches!(words.as_slice(), [header, scheme, ..]
        if header.eq_ignore_ascii_case("authorization") && scheme.eq_ignore_ascii_case("bearer"))
}

fn key_location(written: &APIKeyLocation) -> ApiKeyLocation {
    match written {
        APIKeyLocation::Query => ApiKeyLocation::Query,
        APIKeyLocation::Header => ApiKeyLocation::Header,
        APIKeyLocation::Cookie => ApiKeyLocation::Cookie,
    }
}

/// The template of a token URL. `/token/:tenant` means the same as `/token/{tenant}`.
fn token_url(written: &str) -> TokenUrl {
    let segments: Vec<String> = written
        .split('/')
        .map(|segment| match segment.strip_prefix(':') {
            Some(name) if !name.is_empty() && name.chars().all(|letter| letter.is_alphanumeric() || letter == '_') => {
                format!("{{{name}}}")
            }
            _ => segment.to_owned(),
        })
        .collect();
    let template = segments.join("/");
    // The document has no values for these variables, so the user sets them.
    TokenUrl { template, variables: Vec::new() }
}
