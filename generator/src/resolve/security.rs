//! Security schemes, and what operations require of them.

use super::{Place, Resolver};
use crate::diagnostics::Diagnostic;
use crate::document::Node;
use crate::ir::{Api, ApiKeyLocation, Requirement, SecurityKind, SecurityScheme, TokenUrl};

/// Reads all schemes of the document.
pub(super) fn schemes(resolver: &mut Resolver<'_>, api: &mut Api) {
    let Some(list) = resolver.top("components").and_then(|components| components.child("securitySchemes")) else {
        return;
    };
    let entries: Vec<_> = list.children().collect();
    for (name, place) in entries {
        let Some(place) = resolver.follow(place) else { continue };
        let kind = resolver.security_kind(&place, name);
        api.security_schemes.push(SecurityScheme {
            wire_name: name.to_owned(),
            description: place.text("description").map(str::to_owned),
            kind,
        });
    }
}

impl<'a> Resolver<'a> {
    /// What an operation requires; `inherited` when it does not say.
    pub(super) fn requirements(&mut self, owner: &Place<'a>, inherited: &[Requirement], api: &Api) -> Vec<Requirement> {
        let Some(list) = owner.child("security").filter(|list| list.node.is_list()) else {
            return inherited.to_vec();
        };
        let mut requirements = Vec::new();
        for (index, node) in list.node.items().iter().enumerate() {
            let place = list.step(node, &index.to_string());
            if let Some(requirement) = self.requirement(&place, api) {
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
        self.diagnostics.push(
            Diagnostic::warning("security-scheme-unknown", &*place.pointer, format!("there is no security scheme `{name}`"))
                .about_key()
                .help(help)
                .effect("this alternative is left out"),
        );
    }

    fn security_kind(&mut self, place: &Place<'a>, name: &str) -> SecurityKind {
        let scheme = place.text("scheme").map(str::to_ascii_lowercase);
        match (place.text("type"), scheme.as_deref()) {
            (Some("http"), Some("basic")) | (Some("basic"), _) => SecurityKind::Basic,
            (Some("http"), Some("bearer")) | (Some("openIdConnect"), _) => SecurityKind::Bearer,
            (Some("apiKey"), _) => self.api_key(place),
            (Some("oauth2"), _) => self.oauth2(place, name),
            (kind, scheme) => {
                let written = scheme.or(kind).unwrap_or("nothing");
                self.external(place, format!("`{written}` is not supported as a security scheme"))
            }
        }
    }

    fn api_key(&mut self, place: &Place<'a>) -> SecurityKind {
        let location = match place.text("in") {
            Some("header") => ApiKeyLocation::Header,
            Some("query") => ApiKeyLocation::Query,
            Some("cookie") => ApiKeyLocation::Cookie,
            _ => return self.external(place, "an API key needs `in` with one of `header`, `query`, `cookie`".to_owned()),
        };
        match place.text("name") {
            Some(name) => SecurityKind::ApiKey { location, wire_name: name.to_owned() },
            None => self.external(place, "an API key needs a `name`".to_owned()),
        }
    }

    /// Client credentials are fetched by the client; for all other flows a person is needed, who brings a token.
    fn oauth2(&mut self, place: &Place<'a>, name: &str) -> SecurityKind {
        let flow = place.child("flows").and_then(|flows| flows.child("clientCredentials"));
        let Some(flow) = flow else { return SecurityKind::Bearer };
        let scopes = flow.node.get("scopes").map(Node::entries).unwrap_or_default();
        let scopes = scopes.iter().map(|(scope, text)| (scope.text.to_string(), text.to_text().unwrap_or_default())).collect();
        let token_url = match (self.config.token_urls.get(name), flow.text("tokenUrl")) {
            (Some(config), _) => TokenUrl {
                template: config.template.clone(),
                variables: config.variables.iter().map(|(name, value)| (name.clone(), value.clone())).collect(),
            },
            (None, Some(written)) => token_url(written),
            (None, None) => {
                self.diagnostics.push(
                    Diagnostic::warning("token-url-missing", &*flow.pointer, "the flow has no `tokenUrl`")
                        .effect("the user brings the token"),
                );
                return SecurityKind::Bearer;
            }
        };
        SecurityKind::ClientCredentials { token_url, scopes }
    }

    fn external(&mut self, place: &Place<'a>, message: String) -> SecurityKind {
        self.diagnostics.push(
            Diagnostic::warning("security-scheme-unsupported", &*place.pointer, message)
                .effect("the transport has to take care of it"),
        );
        SecurityKind::External
    }
}

/// `/token/:tenant` is another way to write `/token/{tenant}`.
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
    let names = template.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.to_owned());
    let variables = names.map(|name| (name, "client_id".to_owned())).collect();
    TokenUrl { template, variables }
}
