//! What nobody reads on purpose, with the reasons: the one list of silence.

use crate::document::Node;
use crate::document::validate::Kind;

/// The keys of an object that nobody reads, and why.
///
/// | Unread | Because |
/// |---|---|
/// | keys that begin with `x-` | extensions mean what their author says; those that are understood are read by name |
/// | `info.contact`, `.license`, `.termsOfService` | they are about the description and the service, not about calls |
/// | `$schema`, `$id`, `$vocabulary`, `jsonSchemaDialect` | they name the language or the place of the text; references are found without them |
/// | `$anchor`, `$dynamicAnchor`, `$defs`, `definitions` | a place for schemas; what refers to them reads them there |
/// | `$comment` | it is for people who edit the document |
/// | `xml` | the client speaks no XML, and says so where a body is XML alone |
/// | `bearerFormat` | the server alone looks into its tokens |
/// | `externalDocs` of a tag, the description of any link | the link itself is shown where there is a page for it |
/// | other flows of OAuth2 than `clientCredentials`, `openIdConnectUrl`, `oauth2MetadataUrl` | they need a person, who brings the token, or the one that refreshes it |
/// | `responses`, `operationId` and `tags` of a webhook, whether its body is `required` | the server that receives it is not the client; the event has the name of its key |
/// | the header `Content-Type` of a response | OpenAPI says so: the key of `content` has it |
/// | headers of the parts of a body that is no `multipart/*` | OpenAPI says so |
/// | flags and lists that state their default: `required: []`, `style: simple` of a header | nothing would change without them |
/// | `refreshUrl` of `clientCredentials` | RFC 6749 has no refresh token in this flow; the client asks for a new token |
/// | `servers`, `summary` and `description` of a path without operations | they are those of its operations |
/// | `ws` and `wss` of `schemes` | sockets are no calls |
/// | components that nothing read refers to | what would use them is reported at its own place |
pub(super) fn is_silent(kind: Kind, key: &str, value: &Node) -> bool {
    if key.starts_with("x-") {
        return true;
    }
    if value.as_bool() == Some(false) && key != "explode" && key != "additionalProperties" {
        return true;
    }
    if key == "required" && value.is_list() && value.items().is_empty() {
        return true;
    }
    match kind {
        // The only style there is, and the spelling that goes with it.
        Kind::Header if key == "style" => value.as_str() == Some("simple"),
        Kind::Header if key == "explode" => value.as_bool() == Some(false),
        Kind::TokenFlow => key == "refreshUrl",
        Kind::Root => matches!(key, "openapi" | "jsonSchemaDialect"),
        Kind::Info => matches!(key, "contact" | "license" | "termsOfService"),
        Kind::Schema => matches!(
            key,
            "$schema"
                | "$id"
                | "$vocabulary"
                | "$anchor"
                | "$dynamicAnchor"
                | "$defs"
                | "definitions"
                | "$comment"
                | "xml"
        ),
        Kind::ExternalDocs => key == "description",
        Kind::Tag => key == "externalDocs",
        Kind::SecurityScheme => matches!(key, "bearerFormat" | "openIdConnectUrl" | "oauth2MetadataUrl"),
        Kind::Flows => key != "clientCredentials",
        _ => false,
    }
}

/// An item of a list that nobody reads.
pub(super) fn is_silent_item(key: &str, item: &Node) -> bool {
    key == "schemes" && matches!(item.as_str(), Some("ws" | "wss"))
}

/// A path item that has no operation: what it says is about its operations.
pub(super) fn is_silent_path_item(item: &Node) -> bool {
    const ABOUT_OPERATIONS: [&str; 4] = ["description", "parameters", "servers", "summary"];
    let is_about = |key: &str| ABOUT_OPERATIONS.contains(&key) || key.starts_with("x-");
    item.reference().is_none() && item.entries().iter().all(|(key, _)| is_about(&key.text))
}

/// A key in a webhook that nobody reads.
pub(super) fn is_silent_in_webhook(kind: Kind, key: &str) -> bool {
    matches!((kind, key), (Kind::Operation, "responses" | "operationId" | "tags") | (Kind::RequestBody, "required"))
}

/// A key of a security scheme of Swagger 2.0 that belongs to a flow that needs a person.
pub(super) fn is_silent_of_flow(kind: Kind, key: &str, scheme: &Node) -> bool {
    let flow = scheme.get("flow").and_then(Node::as_str);
    let is_of_flow = matches!(key, "authorizationUrl" | "tokenUrl" | "scopes");
    kind == Kind::SecurityScheme && is_of_flow && flow.is_some_and(|flow| flow != "application")
}

/// A header of a response that is described elsewhere.
pub(super) fn is_silent_header(name: &str) -> bool {
    name.eq_ignore_ascii_case("content-type")
}
