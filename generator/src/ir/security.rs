//! Security schemes and what operations require of them.

/// A way to prove who is calling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SecurityScheme {
    /// Key in `components.securitySchemes`.
    pub wire_name: String,
    /// CommonMark.
    pub description: Option<String>,
    /// How it works.
    pub kind: SecurityKind,
}

/// How a scheme works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SecurityKind {
    /// HTTP Basic.
    Basic,
    /// `Authorization: Bearer`; also OpenID Connect and OAuth2 flows that need a person: the user brings the token.
    Bearer,
    /// A key in a header, the query or a cookie.
    ApiKey {
        /// Where the key goes.
        location: ApiKeyLocation,
        /// Name of the header, parameter or cookie.
        wire_name: String,
    },
    /// OAuth 2.0 client credentials.
    ClientCredentials {
        /// Where tokens come from.
        token_url: TokenUrl,
        /// Scopes with their meaning.
        scopes: Vec<(String, String)>,
    },
    /// OAuth 2.0 with an authorization code: the user brings a token, or a refresh token that is exchanged for tokens.
    AuthorizationCode {
        /// Where refresh tokens are exchanged.
        token_url: TokenUrl,
    },
    /// Not supported by the client (mutual TLS, other HTTP schemes); the user's transport has to do it.
    External,
}

/// Where an API key goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ApiKeyLocation {
    /// A header.
    Header,
    /// A query parameter.
    Query,
    /// A cookie.
    Cookie,
}

/// Where tokens come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TokenUrl {
    /// An absolute URL, or a path resolved against the origin of the server an operation goes to.
    /// May contain `{variable}`s.
    pub template: String,
    /// Variables that the overrides fill when the user says nothing: `client_id`. All others the user has to set.
    pub variables: Vec<(String, String)>,
}

/// Schemes that must all be satisfied, each with the scopes it needs. Empty: no credentials needed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Requirement {
    /// Index of the scheme, scopes.
    pub schemes: Vec<(usize, Vec<String>)>,
}
