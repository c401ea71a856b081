//! The scopes that an operation needs, by alternative, with what the document says of each.

use super::{markdown, sentences};
use crate::ir::{Operation, SecurityKind, SecurityScheme};
use crate::render::context::Context;

/// The alternatives as a list; nothing where no scope is needed.
pub(super) fn lines(context: &Context<'_>, operation: &Operation) -> Vec<String> {
    let alternatives = operation.security.iter().map(|requirement| {
        let scoped = requirement.schemes.iter().filter(|(_, scopes)| !scopes.is_empty());
        scoped.filter_map(|(scheme, scopes)| Some((context.api.security_schemes.get(*scheme)?, scopes)))
    });
    let items: Vec<String> = alternatives
        .map(|schemes| schemes.map(|(scheme, scopes)| words(scheme, scopes)).collect::<Vec<_>>().join("; "))
        .filter(|words| !words.is_empty())
        .collect();
    let mut lines = Vec::new();
    if items.len() > 1 {
        lines.extend(["One of:", ""].map(str::to_owned));
    }
    lines.extend(items.into_iter().flat_map(|item| markdown::lines(&["- ", &item].concat())));
    lines
}

fn words(scheme: &SecurityScheme, scopes: &[String]) -> String {
    let scopes: Vec<String> = scopes.iter().map(|scope| scope_words(scheme, scope)).collect();
    [&sentences::code(&scheme.wire_name), ": ", &scopes.join(", ")].concat()
}

/// A scope with its meaning, if that is one sentence.
fn scope_words(scheme: &SecurityScheme, scope: &str) -> String {
    let meaning = match &scheme.kind {
        SecurityKind::ClientCredentials { scopes, .. } => scopes.iter().find(|(name, _)| name == scope),
        _ => None,
    };
    let meaning = meaning.map(|(_, meaning)| meaning.trim().trim_end_matches('.'));
    match meaning.filter(|meaning| !meaning.is_empty() && !meaning.contains('\n') && *meaning != scope) {
        Some(meaning) => [&sentences::code(scope), " (", meaning, ")"].concat(),
        None => sentences::code(scope),
    }
}
