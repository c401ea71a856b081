//! How users sign in: the credentials of each security scheme, as code and in the words of the document.

use proc_macro2::Literal;

use super::{markdown, sentences};
use crate::ir::{SecurityKind, SecurityScheme, TokenUrl};
use crate::render::context::Context;

/// The section of the crate's documentation; only a description where the first example shows the credentials.
pub(super) fn section(context: &Context<'_>) -> Vec<String> {
    let schemes: Vec<(&SecurityScheme, Credentials)> = usable(context).collect();
    if let [(scheme, _)] = &schemes[..] {
        let described = description(scheme);
        let heading = ["", "# Signing in", ""].map(str::to_owned).to_vec();
        return described.map(|lines| [heading, lines].concat()).unwrap_or_default();
    }
    if schemes.is_empty() {
        return Vec::new();
    }
    let root = ["use ", &context.package().replace('-', "_"), "::Credentials;"].concat();
    let mut lines = ["", "# Signing in", "", "`ClientBuilder::credentials` takes, by security scheme:", ""]
        .map(str::to_owned)
        .to_vec();
    lines.extend(["```".to_owned(), root, String::new()]);
    lines.extend(schemes.iter().flat_map(|(_, credentials)| credentials.statement()));
    lines.push("```".to_owned());
    let mut described = schemes.iter().filter_map(|(scheme, _)| description(scheme)).peekable();
    if described.peek().is_some() {
        lines.push(String::new());
    }
    lines.extend(described.flatten());
    lines
}

/// Schemes that the client satisfies by itself, each kind of credentials once.
fn usable<'a>(context: &Context<'a>) -> impl Iterator<Item = (&'a SecurityScheme, Credentials)> {
    let mut seen = Vec::new();
    context.api.security_schemes.iter().filter_map(move |scheme| {
        let credentials = credentials(&scheme.kind).filter(|credentials| !seen.contains(credentials))?;
        seen.push(credentials.clone());
        Some((scheme, credentials))
    })
}

/// An expression that makes credentials: a call, and further calls on its result.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Credentials {
    call: String,
    further: Vec<String>,
}

impl Credentials {
    /// As a statement on lines of its own.
    fn statement(&self) -> Vec<String> {
        let mut lines = vec![["let credentials = ", &self.call].concat()];
        lines.extend(self.further.iter().map(|call| ["    ", call].concat()));
        closed(lines, ";")
    }

    /// As what a builder is given, one step to the right.
    pub(super) fn builder_call(&self) -> Vec<String> {
        if self.further.is_empty() {
            return vec![["    .credentials(", &self.call, ")"].concat()];
        }
        let mut lines = vec!["    .credentials(".to_owned(), ["        ", &self.call].concat()];
        lines.extend(self.further.iter().map(|call| ["            ", call].concat()));
        lines = closed(lines, ",");
        lines.push("    )".to_owned());
        lines
    }
}

fn closed(mut lines: Vec<String>, end: &str) -> Vec<String> {
    lines.iter_mut().last().into_iter().for_each(|last| last.push_str(end));
    lines
}

/// The credentials for a kind of scheme; nothing for what the user's transport has to do.
pub(super) fn credentials(kind: &SecurityKind) -> Option<Credentials> {
    let mut further = Vec::new();
    let call = match kind {
        SecurityKind::Basic => "basic(\"user\", \"password\")",
        SecurityKind::Bearer | SecurityKind::AuthorizationCode { .. } => "bearer(\"token\")",
        SecurityKind::ApiKey { .. } => "api_key(\"key\")",
        SecurityKind::ClientCredentials { token_url, .. } => {
            further = token_variables(token_url);
            "client_credentials(\"id\", \"secret\")"
        }
        SecurityKind::External => return None,
    };
    Some(Credentials { call: ["Credentials::", call].concat(), further })
}

/// What the user has to say before there is a token URL.
fn token_variables(token_url: &TokenUrl) -> Vec<String> {
    unset_variables(token_url)
        .map(|name| [".token_variable(", &Literal::string(name).to_string(), ", \"value\")"].concat())
        .collect()
}

/// The variables of a token URL that nothing fills but the user.
pub(crate) fn unset_variables(token_url: &TokenUrl) -> impl Iterator<Item = &str> {
    let written = token_url.template.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    written.map(|(name, _)| name).filter(|name| token_url.variables.iter().all(|(set, _)| set != name))
}

/// What the document says of a scheme, as an item of a list.
fn description(scheme: &SecurityScheme) -> Option<Vec<String>> {
    let (opening, _) = sentences::split(scheme.description.as_deref()?);
    let name = sentences::code(&scheme.wire_name);
    (!opening.is_empty()).then(|| markdown::lines(&["- ", &name, ": ", &opening].concat()))
}
