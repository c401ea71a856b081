//! APIs as data: servers and security schemes, as generated code declares them.

/// The static description of an API.
#[derive(Clone, Copy, Debug)]
pub struct ApiDescription {
    /// The name of the client package, for `User-Agent`.
    pub name: &'static str,
    /// The version of the client package, for `User-Agent`.
    pub version: &'static str,
    /// The server sets; an operation names one by index.
    pub servers: &'static [ServerSet],
    /// The variables in server URLs.
    pub variables: &'static [ServerVariable],
    /// The security schemes.
    pub security_schemes: &'static [SecurityScheme],
    /// The alternatives for what the document does not say more of, each a set of schemes that are required together.
    pub security: &'static [&'static [&'static str]],
}

/// One base URL per environment.
#[derive(Clone, Copy, Debug)]
pub struct ServerSet {
    /// The name for `ClientBuilder::server`.
    pub name: &'static str,
    /// The URL templates, in the order of the environments. Without an absolute one, the user must set a base URL.
    pub urls: &'static [&'static str],
}

/// A variable in server URLs.
#[derive(Clone, Copy, Debug)]
pub struct ServerVariable {
    /// The name, written `{name}` in URLs.
    pub name: &'static str,
    /// The value, unless the user sets one.
    pub default: &'static str,
    /// The allowed values; an empty list allows any value.
    pub allowed: &'static [&'static str],
}

/// How callers authenticate.
#[derive(Clone, Copy, Debug)]
pub struct SecurityScheme {
    /// The name in the document.
    pub name: &'static str,
    pub(crate) kind: SchemeKind,
}

/// The kinds of security schemes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum SchemeKind {
    Basic,
    Bearer,
    ApiKey { location: ApiKeyIn, name: &'static str },
    ClientCredentials(TokenEndpoint),
    AuthorizationCode(TokenEndpoint),
    Other,
}

/// The endpoint that issues tokens.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct TokenEndpoint {
    /// Absolute, or relative to the server.
    pub(crate) url: &'static str,
    /// The variables of the URL, and the part of the credentials that is the value of each.
    pub(crate) variables: &'static [(&'static str, &'static str)],
    /// The scopes that the document declares.
    pub(crate) scopes: &'static [&'static str],
}

/// Where an API key is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApiKeyIn {
    /// In a header.
    Header,
    /// In the query.
    Query,
    /// In a cookie.
    Cookie,
}

impl SecurityScheme {
    /// HTTP Basic.
    #[must_use]
    pub const fn basic(name: &'static str) -> Self {
        Self { name, kind: SchemeKind::Basic }
    }

    /// HTTP Bearer.
    #[must_use]
    pub const fn bearer(name: &'static str) -> Self {
        Self { name, kind: SchemeKind::Bearer }
    }

    /// A key in a header, the query or a cookie.
    #[must_use]
    pub const fn api_key(name: &'static str, location: ApiKeyIn, key: &'static str) -> Self {
        Self { name, kind: SchemeKind::ApiKey { location, name: key } }
    }

    /// OAuth 2.0 client credentials.
    ///
    /// `url` is absolute, or a template relative to the operation's server. Each of `variables` is a variable of the
    /// template, with the part of the credentials that is its value (`client_id`).
    #[must_use]
    pub const fn client_credentials(
        name: &'static str,
        url: &'static str,
        variables: &'static [(&'static str, &'static str)],
        scopes: &'static [&'static str],
    ) -> Self {
        Self { name, kind: SchemeKind::ClientCredentials(TokenEndpoint { url, variables, scopes }) }
    }

    /// OAuth 2.0 with an authorization code: a person grants a refresh token, or brings an access token.
    #[must_use]
    pub const fn authorization_code(
        name: &'static str,
        url: &'static str,
        variables: &'static [(&'static str, &'static str)],
    ) -> Self {
        Self { name, kind: SchemeKind::AuthorizationCode(TokenEndpoint { url, variables, scopes: &[] }) }
    }

    /// A scheme that this runtime does not implement (mutual TLS, other OAuth flows). It accepts a bearer token that
    /// was obtained elsewhere, or custom credentials.
    #[must_use]
    pub const fn other(name: &'static str) -> Self {
        Self { name, kind: SchemeKind::Other }
    }
}
