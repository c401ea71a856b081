//! Header parameters that OpenAPI ignores and authors mean: the values of `Accept` and `Content-Type`, and
//! `Authorization`.

use super::layers::Layers;
use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::document::{Node, Schema};
use crate::ir::{Api, ApiKeyLocation, Requirement, SecurityKind, SecurityScheme};
use crate::resolve::place::Place;
use crate::resolve::resolver::Resolver;

/// What the reserved headers of an operation say.
#[derive(Debug, Default)]
pub(in crate::resolve) struct ReservedHeaders {
    /// The value of `Accept`.
    pub(in crate::resolve) accept: Option<String>,
    /// The value of `Content-Type`.
    pub(in crate::resolve) content_type: Option<String>,
    /// `Authorization` is a parameter.
    pub(in crate::resolve) authorization: Option<Authorization>,
}

/// An `Authorization` parameter.
#[derive(Debug)]
pub(in crate::resolve) struct Authorization {
    /// Requests without it are refused.
    required: bool,
    /// The scheme it describes.
    scheme: SecurityScheme,
}

impl ReservedHeaders {
    /// The same headers, where those of the operation come before those of its path item.
    pub(in crate::resolve) fn or(self, inherited: Self) -> Self {
        Self {
            accept: self.accept.or(inherited.accept),
            content_type: self.content_type.or(inherited.content_type),
            authorization: self.authorization.or(inherited.authorization),
        }
    }
}

/// True for a header that OpenAPI takes out of the parameters.
pub(in crate::resolve) fn is_reserved(name: &str) -> bool {
    ["accept", "content-type", "authorization"].iter().any(|reserved| name.eq_ignore_ascii_case(reserved))
}

impl<'a> Resolver<'a> {
    /// Reads a reserved header, and says what becomes of it.
    pub(in crate::resolve) fn reserved_header(
        &mut self,
        layers: &Layers<'a>,
        name: &str,
        headers: &mut ReservedHeaders,
    ) {
        let place = layers.target();
        place.leave_out();
        if name.eq_ignore_ascii_case("authorization") {
            self.report_header(place, name, "it is part of the credentials");
            headers.authorization = Some(authorization(layers));
            return;
        }
        let Some(value) = self.header_value(layers) else {
            return self.report_header(place, name, "the client sets this header by itself");
        };
        self.report_header(place, name, &format!("`{value}` is sent, unless the call has this header"));
        let header = if name.eq_ignore_ascii_case("accept") { &mut headers.accept } else { &mut headers.content_type };
        *header = Some(value);
    }

    fn report_header(&mut self, place: &Place<'a>, name: &str, effect: &str) {
        let help = match name.to_ascii_lowercase().as_str() {
            "accept" => "the media types of the responses say it",
            "content-type" => "the media types of the request body say it",
            _ => "describe it under `components.securitySchemes`, and require it with `security`",
        };
        let message = format!("OpenAPI ignores a header parameter `{name}`");
        self.reporter.push(
            Diagnostic::note(DiagnosticId::HeaderReserved, &*place.pointer, message)
                .help(help)
                .effect(effect.to_owned()),
        );
    }

    /// The value that the author means: the default, the only possible value, or the example.
    fn header_value(&self, layers: &Layers<'a>) -> Option<String> {
        let written = layers.describing().child("schema").map(|schema| self.looked_through(&schema));
        let schema = written.as_ref().map(|written| Schema::of(written.node, self.dialect)).unwrap_or_default();
        let only = match schema.enumeration.as_slice() {
            [only] => Some(*only),
            _ => None,
        };
        let value = schema.default.or(schema.constant).or(only).or_else(|| self.example(layers.holder_of_example()));
        value.or(schema.example).and_then(Node::as_str).filter(|value| can_be_value(value)).map(str::to_owned)
    }
}

/// Letters that any header may have.
fn can_be_value(text: &str) -> bool {
    !text.trim().is_empty() && text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic())
}

fn authorization(layers: &Layers<'_>) -> Authorization {
    let description = layers.text("description");
    let mentions = |word| mentions(layers.target().node, word) || description.is_some_and(|text| has_word(text, word));
    let kind = match (mentions("bearer"), mentions("basic")) {
        (true, false) => SecurityKind::Bearer,
        (false, true) => SecurityKind::Basic,
        _ => SecurityKind::ApiKey { location: ApiKeyLocation::Header, wire_name: "Authorization".to_owned() },
    };
    let wire_name = "Authorization".to_owned();
    Authorization {
        required: layers.get("required").and_then(Node::as_bool) == Some(true),
        scheme: SecurityScheme { wire_name, description: description.map(str::to_owned), kind },
    }
}

/// A string in the node has the word.
fn mentions(node: &Node, word: &str) -> bool {
    node.as_str().is_some_and(|text| has_word(text, word))
        || node.items().iter().any(|item| mentions(item, word))
        || node.entries().iter().any(|(_, value)| mentions(value, word))
}

fn has_word(text: &str, word: &str) -> bool {
    text.split(|letter: char| !letter.is_alphanumeric()).any(|other| other.eq_ignore_ascii_case(word))
}

/// The requirements of an operation with an `Authorization` parameter: it is a credential, as a security scheme is.
pub(in crate::resolve) fn with_authorization(
    mut requirements: Vec<Requirement>,
    authorization: Option<Authorization>,
    api: &mut Api,
) -> Vec<Requirement> {
    let Some(Authorization { required, scheme }) = authorization else { return requirements };
    let is_covered = |index: &usize| api.security_schemes.get(*index).is_some_and(|scheme| fills_header(&scheme.kind));
    let mut required_schemes = requirements.iter().flat_map(|requirement| &requirement.schemes);
    if required_schemes.any(|(index, _)| is_covered(index)) {
        return requirements;
    }
    let known = api.security_schemes.iter().position(|scheme| fills_header(&scheme.kind));
    let index = known.unwrap_or_else(|| {
        api.security_schemes.push(unused_name(scheme, api));
        api.security_schemes.len() - 1
    });
    if requirements.is_empty() {
        requirements.push(Requirement::default());
    }
    let without = requirements.clone();
    requirements.iter_mut().for_each(|requirement| requirement.schemes.push((index, Vec::new())));
    if !required {
        requirements.extend(without);
    }
    requirements
}

/// True for schemes that are sent in `Authorization`.
fn fills_header(kind: &SecurityKind) -> bool {
    match kind {
        SecurityKind::Basic
        | SecurityKind::Bearer
        | SecurityKind::ClientCredentials { .. }
        | SecurityKind::AuthorizationCode { .. } => true,
        SecurityKind::ApiKey { location, wire_name } => {
            *location == ApiKeyLocation::Header && wire_name.eq_ignore_ascii_case("authorization")
        }
        SecurityKind::External => false,
    }
}

/// The scheme under a name that no other has.
fn unused_name(mut scheme: SecurityScheme, api: &Api) -> SecurityScheme {
    while api.security_schemes.iter().any(|other| other.wire_name == scheme.wire_name) {
        scheme.wire_name.push_str(" header");
    }
    scheme
}
