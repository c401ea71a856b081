//! How users sign in: the credentials of each security scheme, as code and in the words of the document.

use proc_macro2::Literal;

use super::{markdown, sentences};
use crate::ir::{ApiKeyLocation, Requirement, SecurityKind, SecurityScheme, TokenUrl};
use crate::render::context::Context;
use crate::source::names_in_braces;

/// Most ways to sign in that are shown as code.
const SHOWN: usize = 4;

/// The section of the crate's documentation: each scheme in words, and what the builder is given for operations.
/// `shown` is what the first example has already.
pub(super) fn section(context: &Context<'_>, shown: Option<&Requirement>) -> Vec<String> {
    let schemes = &context.api.security_schemes;
    if schemes.is_empty() {
        return Vec::new();
    }
    let mut lines = ["", "# Signing in", ""].map(str::to_owned).to_vec();
    lines.extend(schemes.iter().flat_map(in_words));
    let ways = ways(context);
    let is_known = matches!(&ways[..], [only] if shown == Some(only) && further(context, only).is_empty());
    if !ways.is_empty() && !is_known {
        lines.extend(["", "```no_run"].map(str::to_owned));
        lines.push(["use ", &context.package().replace('-', "_"), "::{Client, Credentials};"].concat());
        for way in ways {
            lines.push(String::new());
            lines.extend(statement(context, &way));
            lines.extend(further(context, &way));
        }
        lines.push("```".to_owned());
    }
    lines
}

/// What operations require, what most of them require first; each scheme where they require nothing.
/// Only what the client satisfies by itself.
fn ways(context: &Context<'_>) -> Vec<Requirement> {
    let mut counts: Vec<(&Requirement, usize)> = Vec::new();
    for requirement in context.api.operations.iter().flat_map(|operation| &operation.security) {
        let is_same = |known: &Requirement| schemes_of(known).eq(schemes_of(requirement));
        match counts.iter_mut().find(|(known, _)| is_same(known)) {
            Some((_, count)) => *count += 1,
            None => counts.push((requirement, 1)),
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let mut ways: Vec<Requirement> = counts.into_iter().map(|(requirement, _)| requirement.clone()).collect();
    if ways.iter().all(|way| way.schemes.is_empty()) {
        ways = (0..context.api.security_schemes.len()).map(alone).collect();
    }
    ways.retain(|way| calls(context, way).is_some());
    ways.truncate(SHOWN);
    ways
}

/// The requirement of one scheme, without scopes.
fn alone(scheme: usize) -> Requirement {
    Requirement { schemes: vec![(scheme, Vec::new())] }
}

fn schemes_of(requirement: &Requirement) -> impl Iterator<Item = usize> {
    requirement.schemes.iter().map(|(scheme, _)| *scheme)
}

/// The calls of the builder that satisfy a requirement; nothing where the user's transport has to do it.
pub(super) fn calls(context: &Context<'_>, requirement: &Requirement) -> Option<Vec<String>> {
    let schemes = &context.api.security_schemes;
    let mut lines = Vec::new();
    for index in schemes_of(requirement) {
        let scheme = schemes.get(index)?;
        let own = credentials(scheme)?;
        let alike = |other: &&SecurityScheme| credentials(other).is_some_and(|other| other.is_like(&own));
        let is_shared = schemes.iter().filter(alike).count() > 1;
        lines.extend(own.builder_call(is_shared.then_some(&*scheme.wire_name)));
    }
    (!lines.is_empty()).then_some(lines)
}

/// A client that satisfies a requirement, as a statement.
fn statement(context: &Context<'_>, requirement: &Requirement) -> Vec<String> {
    let schemes = schemes_of(requirement).filter_map(|index| context.api.security_schemes.get(index));
    let names: Vec<String> = schemes.map(|scheme| sentences::code(&scheme.wire_name)).collect();
    let comment = ["// With ", &names.join(" and "), "."].concat();
    let mut lines = vec![comment, "let builder = Client::builder()".to_owned()];
    lines.extend(calls(context, requirement).unwrap_or_default());
    closed(lines, ";")
}

/// How a token that a person has granted is renewed.
fn further(context: &Context<'_>, requirement: &Requirement) -> Vec<String> {
    let [(index, _)] = requirement.schemes.as_slice() else { return Vec::new() };
    let kind = context.api.security_schemes.get(*index).map(|scheme| &scheme.kind);
    let Some(SecurityKind::AuthorizationCode { token_url }) = kind else { return Vec::new() };
    let mut further = token_variables(token_url);
    further.extend(
        [".client_secret(\"secret\")", ".on_refresh(|token| println!(\"to store: {token}\"))"].map(str::to_owned),
    );
    let call = "Credentials::refreshing(\"client id\", \"refresh token\")".to_owned();
    let mut lines = vec!["// Or with a refresh token, so that the client asks for tokens itself.".to_owned()];
    lines.push("let builder = Client::builder()".to_owned());
    lines.extend(Credentials { call, further }.builder_call(None));
    closed(lines, ";")
}

/// How a scheme works, and what the document says of it, as an item of a list.
fn in_words(scheme: &SecurityScheme) -> Vec<String> {
    let how = match &scheme.kind {
        SecurityKind::Basic => "a user name and a password".to_owned(),
        SecurityKind::Bearer => "a token in the header `Authorization`".to_owned(),
        SecurityKind::ApiKey { location, wire_name } => {
            let place = match location {
                ApiKeyLocation::Header => "the header ",
                ApiKeyLocation::Query => "the query parameter ",
                ApiKeyLocation::Cookie => "the cookie ",
            };
            ["a key in ", place, &sentences::code(wire_name)].concat()
        }
        SecurityKind::ClientCredentials { .. } => {
            "OAuth 2.0 with the ID and the secret of a program; the client requests and renews tokens".to_owned()
        }
        SecurityKind::AuthorizationCode { .. } => "OAuth 2.0 with a token that a person has granted".to_owned(),
        SecurityKind::External => {
            "nothing that the client does by itself; `ClientBuilder::wrap_transport` can".to_owned()
        }
    };
    let (opening, _) = sentences::split(scheme.description.as_deref().unwrap_or_default());
    let opening = if opening.is_empty() { opening } else { [" ", &opening].concat() };
    markdown::lines(&["- ", &sentences::code(&scheme.wire_name), ": ", &how, ".", &opening].concat())
}

/// An expression that makes credentials: a call, and further calls on its result.
struct Credentials {
    call: String,
    further: Vec<String>,
}

impl Credentials {
    /// Whether both are made in the same way, so that only a name tells for which scheme they are.
    fn is_like(&self, other: &Self) -> bool {
        self.call.split('(').next() == other.call.split('(').next() && self.further == other.further
    }

    /// As what a builder is given, one step to the right; for one scheme where another takes the same.
    fn builder_call(&self, scheme: Option<&str>) -> Vec<String> {
        let scheme = scheme.map(|name| Literal::string(name).to_string());
        if self.further.is_empty() {
            return vec![match scheme {
                Some(name) => ["    .credentials_for(", &name, ", ", &self.call, ")"].concat(),
                None => ["    .credentials(", &self.call, ")"].concat(),
            }];
        }
        let mut lines = match scheme {
            Some(name) => vec!["    .credentials_for(".to_owned(), ["        ", &name, ","].concat()],
            None => vec!["    .credentials(".to_owned()],
        };
        lines.push(["        ", &self.call].concat());
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

/// The credentials for a scheme; nothing for what the user's transport has to do.
fn credentials(scheme: &SecurityScheme) -> Option<Credentials> {
    let mut further = Vec::new();
    let call = match &scheme.kind {
        SecurityKind::Basic => "basic(\"user\", \"password\")",
        SecurityKind::Bearer | SecurityKind::AuthorizationCode { .. } => "bearer(\"token\")",
        SecurityKind::ApiKey { location: ApiKeyLocation::Header, wire_name }
            if wire_name.eq_ignore_ascii_case("authorization") =>
        {
            let before = before_key(scheme.description.as_deref().unwrap_or_default());
            let value = [before.as_deref().unwrap_or_default(), "key"].concat();
            return Some(Credentials { call: format!("Credentials::api_key(\"{value}\")"), further });
        }
        SecurityKind::ApiKey { .. } => "api_key(\"key\")",
        SecurityKind::ClientCredentials { token_url, .. } => {
            further = token_variables(token_url);
            "client_credentials(\"id\", \"secret\")"
        }
        SecurityKind::External => return None,
    };
    Some(Credentials { call: ["Credentials::", call].concat(), further })
}

/// What the value of `Authorization` begins with, if the description shows a value or names its prefix:
/// `Authorization: Bearer {token}`, `Token token=<key>`, `required prefix "Token"`.
fn before_key(description: &str) -> Option<String> {
    let words: Vec<&str> = description.split_whitespace().map(|word| word.trim_matches(is_quote)).collect();
    let is_named = |at: usize| at.checked_sub(1).and_then(|at| words.get(at)).is_some_and(|word| *word == "prefix");
    let shown = |at: usize| words.get(at + 1).and_then(|word| before_placeholder(word));
    let mut known = words.iter().enumerate().filter(|(_, word)| {
        let is = |known: &&str| known.eq_ignore_ascii_case(word);
        ["Bearer", "Token", "JWT", "Basic", "ApiKey", "Api-Key"].iter().any(is)
    });
    known.find_map(|(at, word)| {
        let inside = if is_named(at) { Some("") } else { shown(at) }?;
        Some([word, " ", inside].concat())
    })
}

/// What comes before a secret in the word that has its placeholder: `token=` in `token=<key>`, or nothing.
fn before_placeholder(word: &str) -> Option<&str> {
    if is_placeholder(word) {
        return Some("");
    }
    let at = word.find('=')? + 1;
    let (before, placeholder) = word.split_at_checked(at)?;
    is_placeholder(placeholder).then_some(before)
}

fn is_quote(character: char) -> bool {
    matches!(character, '"' | '\'' | '`' | '*' | '.' | ',' | '(' | ')' | '\u{201c}' | '\u{201d}')
}

/// What is written in place of a secret: `{token}`, `<key>`, `YOUR_KEY`, `xxxx`, `eyJhbGciOi..`, `123abc`.
fn is_placeholder(word: &str) -> bool {
    let is_marked = word.starts_with(['{', '<', '[', '$']) || word.starts_with("eyJ") || word.contains("YOUR");
    is_marked || word.contains(|digit: char| digit.is_ascii_digit()) || word.to_ascii_lowercase().starts_with("xxx")
}

/// What the user has to say before there is a token URL.
fn token_variables(token_url: &TokenUrl) -> Vec<String> {
    unset_variables(token_url)
        .map(|name| [".token_variable(", &Literal::string(name).to_string(), ", \"value\")"].concat())
        .collect()
}

/// The variables of a token URL that nothing fills but the user.
pub(crate) fn unset_variables(token_url: &TokenUrl) -> impl Iterator<Item = &str> {
    names_in_braces(&token_url.template).filter(|name| token_url.variables.iter().all(|(set, _)| set != name))
}

#[cfg(test)]
mod tests {
    use super::before_key;

    #[test]
    fn a_description_tells_how_the_header_begins() {
        let drf = "Token-based authentication with required prefix \"Token\"";
        assert_eq!(before_key(drf).as_deref(), Some("Token "));
        let swashbuckle =
            "JWT Authorization header using the Bearer scheme. Example: \"Authorization: Bearer {token}\"";
        assert_eq!(before_key(swashbuckle).as_deref(), Some("Bearer "));
        assert_eq!(before_key("Enter `bearer 12345abcdef`").as_deref(), Some("bearer "));
        assert_eq!(before_key("Use `JWT <token>`.").as_deref(), Some("JWT "));
        assert_eq!(before_key("The API key, as `Token token=<KEY>`").as_deref(), Some("Token token="));
        assert_eq!(before_key("The token of your account.").as_deref(), None);
        assert_eq!(before_key("Your API key. Bearer tokens are not supported.").as_deref(), None);
    }
}
