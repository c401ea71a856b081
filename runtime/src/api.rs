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
}

/// One base URL per environment.
#[derive(Clone, Copy, Debug)]
pub struct ServerSet {
    /// The name users say in `ClientBuilder::server`.
    pub name: &'static str,
    /// The URL templates, in the order of the environments; one that is not there, or is relative,
    /// needs a base URL.
    pub urls: &'static [&'static str],
}

/// A variable in server URLs.
#[derive(Clone, Copy, Debug)]
pub struct ServerVariable {
    /// Its name, written `{name}` in URLs.
    pub name: &'static str,
    /// Its value unless set.
    pub default: &'static str,
    /// The values it may have; none means any.
    pub allowed: &'static [&'static str],
}

/// How callers prove who they are.
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
    Other,
}

/// Where tokens come from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TokenEndpoint {
    /// Absolute, or relative to the server.
    pub(crate) url: &'static str,
    /// Variables of the URL and the part of the credentials that fills them.
    pub(crate) variables: &'static [(&'static str, &'static str)],
    /// The scopes that exist.
    pub(crate) scopes: &'static [&'static str],
}

/// Where an API key stands.
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
    /// `url` is absolute, or a template relative to the server an operation goes to; each of `variables` is a
    /// variable of the template and the part of the credentials that fills it (`client_id`).
    #[must_use]
    pub const fn client_credentials(
        name: &'static str,
        url: &'static str,
        variables: &'static [(&'static str, &'static str)],
        scopes: &'static [&'static str],
    ) -> Self {
        Self { name, kind: SchemeKind::ClientCredentials(TokenEndpoint { url, variables, scopes }) }
    }

    /// A scheme this runtime has no machinery for (mutual TLS, other OAuth flows): takes a bearer token that
    /// was obtained elsewhere, or a custom credential.
    #[must_use]
    pub const fn other(name: &'static str) -> Self {
        Self { name, kind: SchemeKind::Other }
    }
}

/// The client type a builder makes; implemented by generated code.
pub trait Api: Sized {
    /// Where the API runs.
    type Environment: EnvironmentIndex + Default;
    /// Servers and security schemes.
    const DESCRIPTION: &'static ApiDescription;
    /// Wraps the untyped client.
    fn from_core(core: crate::Client) -> Self;
}

/// An enum of environments.
pub trait EnvironmentIndex {
    /// The position of this environment's URL in each server set.
    fn index(self) -> usize;
}
