//! [`Credentials`]: how a caller authenticates, as the user gives it.

use std::fmt;
use std::sync::Arc;

use http::{HeaderMap, Uri};
use secrecy::{ExposeSecret, SecretString};

use super::secret::IntoSecret;
use crate::boxed::{BoxError, BoxFuture};

/// How a caller authenticates.
///
/// Secrets are wiped from memory when dropped, and never shown by `Debug`, errors or traces.
///
/// ```
/// use clientgen_runtime::Credentials;
///
/// let basic = Credentials::basic("eu-west-2_AbcdEfghI", "s3cret");
/// let oauth = Credentials::client_credentials("id", "s3cret")
///     .token_variable("tenantId", "eu-west-2_AbcdEfghI")
///     .scopes(["api/read"]);
/// assert_eq!(format!("{basic:?}"), "Credentials(Basic)");
/// ```
#[derive(Clone)]
pub struct Credentials(pub(crate) CredentialKind);

#[derive(Clone)]
pub(crate) enum CredentialKind {
    Basic { user: String, password: SecretString },
    Bearer(SecretString),
    ApiKey(SecretString),
    ClientCredentials(ClientCredentials),
    Custom(Arc<dyn Authenticate>),
    None,
}

/// The parts of OAuth 2.0 client credentials.
#[derive(Clone)]
pub(crate) struct ClientCredentials {
    pub(crate) id: String,
    pub(crate) secret: SecretString,
    pub(crate) scopes: Option<Vec<String>>,
    pub(crate) variables: Vec<(String, String)>,
    pub(crate) token_url: Option<String>,
    pub(crate) basic: bool,
    pub(crate) refresh: Option<Refresh>,
}

/// The part of credentials that a person has granted once.
#[derive(Clone)]
pub(crate) struct Refresh {
    pub(crate) token: SecretString,
    pub(crate) on_new: Option<RefreshHook>,
}

pub(crate) type RefreshHook = Arc<dyn Fn(&str) + Send + Sync>;

impl Credentials {
    /// User name and password for HTTP Basic.
    pub fn basic(user: impl Into<String>, password: impl IntoSecret) -> Self {
        Self(CredentialKind::Basic { user: user.into(), password: password.into_secret() })
    }

    /// A token obtained elsewhere, for HTTP Bearer and every OAuth scheme.
    pub fn bearer(token: impl IntoSecret) -> Self {
        Self(CredentialKind::Bearer(token.into_secret()))
    }

    /// An API key.
    pub fn api_key(key: impl IntoSecret) -> Self {
        Self(CredentialKind::ApiKey(key.into_secret()))
    }

    /// A client id and secret, which the client exchanges for tokens (OAuth 2.0, RFC 6749 section 4.4).
    ///
    /// Tokens are cached and replaced before they expire. Only one token request is in flight, however many calls wait.
    pub fn client_credentials(id: impl Into<String>, secret: impl IntoSecret) -> Self {
        Self(CredentialKind::ClientCredentials(ClientCredentials {
            id: id.into(),
            secret: secret.into_secret(),
            scopes: None,
            variables: Vec::new(),
            token_url: None,
            basic: false,
            refresh: None,
        }))
    }

    /// A refresh token, which the client exchanges for access tokens (OAuth 2.0, RFC 6749 section 6).
    ///
    /// A person grants it once in a browser, by the flow for authorization codes; from then on the client needs nobody.
    /// Give [`client_secret`](Self::client_secret) unless the client is a public one, and
    /// [`token_url`](Self::token_url) where the document has none. If the server replaces the refresh token, the client
    /// uses the new one; [`on_refresh`](Self::on_refresh) receives it, to store it.
    ///
    /// ```
    /// use clientgen_runtime::Credentials;
    ///
    /// let credentials = Credentials::refreshing("id", "refresh token of last time")
    ///     .client_secret("s3cret")
    ///     .token_url("https://id.example/oauth/token")
    ///     .on_refresh(|token| { /* store it */ });
    /// ```
    pub fn refreshing(id: impl Into<String>, refresh_token: impl IntoSecret) -> Self {
        let token = refresh_token.into_secret();
        let refresh = Some(Refresh { token, on_new: None });
        Self::client_credentials(id, "").with_client(|client| client.refresh = refresh)
    }

    /// The secret of the client. Only for [`refreshing`](Self::refreshing) ones.
    #[must_use]
    pub fn client_secret(self, secret: impl IntoSecret) -> Self {
        let secret = secret.into_secret();
        self.with_client(|client| client.secret = secret)
    }

    /// Is called with each refresh token that replaces the last one. Only for [`refreshing`](Self::refreshing) ones.
    #[must_use]
    pub fn on_refresh(self, hook: impl Fn(&str) + Send + Sync + 'static) -> Self {
        self.with_client(|client| {
            if let Some(refresh) = &mut client.refresh {
                refresh.on_new = Some(Arc::new(hook));
            }
        })
    }

    /// No credentials: calls are sent without them, and the server decides. For servers that are open although their
    /// document says otherwise.
    ///
    /// Where the client has credentials too, they are used.
    #[must_use]
    pub const fn none() -> Self {
        Self(CredentialKind::None)
    }

    /// The secrets, which no message may repeat.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &SecretString> {
        let (secret, refresh) = match &self.0 {
            CredentialKind::Basic { password: secret, .. }
            | CredentialKind::Bearer(secret)
            | CredentialKind::ApiKey(secret) => (Some(secret), None),
            CredentialKind::ClientCredentials(client) => (Some(&client.secret), client.refresh.as_ref()),
            CredentialKind::Custom(_) | CredentialKind::None => (None, None),
        };
        secret.into_iter().chain(refresh.map(|refresh| &refresh.token))
    }

    /// Whether they exchange a refresh token for access tokens.
    pub(crate) fn refreshes(&self) -> bool {
        matches!(&self.0, CredentialKind::ClientCredentials(client) if client.refresh.is_some())
    }

    /// Whether they can fetch tokens although the document does not say where.
    pub(crate) fn finds_tokens_itself(&self) -> bool {
        let finds = |client: &ClientCredentials| client.refresh.is_some() && client.token_url.is_some();
        matches!(&self.0, CredentialKind::ClientCredentials(client) if finds(client))
    }

    /// Whether the secret is empty. Many APIs take a key for the user name, and no password.
    pub(crate) fn has_empty_secret(&self) -> bool {
        match &self.0 {
            CredentialKind::Basic { user, password } => user.is_empty() && password.expose_secret().is_empty(),
            CredentialKind::Bearer(secret) | CredentialKind::ApiKey(secret) => secret.expose_secret().is_empty(),
            CredentialKind::ClientCredentials(client) => {
                let refresh = client.refresh.as_ref().map(|refresh| &refresh.token);
                refresh.unwrap_or(&client.secret).expose_secret().is_empty()
            }
            CredentialKind::Custom(_) | CredentialKind::None => false,
        }
    }

    pub(crate) const fn is_none(&self) -> bool {
        matches!(self.0, CredentialKind::None)
    }

    /// Credentials of your own, such as request signatures.
    pub fn custom(authenticate: impl Authenticate) -> Self {
        Self(CredentialKind::Custom(Arc::new(authenticate)))
    }

    /// The scopes to ask for; without them the server decides. Only for OAuth clients.
    #[must_use]
    pub fn scopes<S: Into<String>>(self, scopes: impl IntoIterator<Item = S>) -> Self {
        let scopes = scopes.into_iter().map(Into::into).collect();
        self.with_client(|client| client.scopes = Some(scopes))
    }

    /// Fetches tokens from this URL instead of the one in the document. Only for OAuth clients.
    #[must_use]
    pub fn token_url(self, url: impl Into<String>) -> Self {
        self.with_client(|client| client.token_url = Some(url.into()))
    }

    /// Sets a variable of the token URL, such as the tenant. Only for OAuth clients.
    ///
    /// If a variable of the token URL has no value, the client is not built, and the error names the variable.
    #[must_use]
    pub fn token_variable(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.with_client(|client| client.variables.push((name.into(), value.into())))
    }

    /// Sends id and secret to the token endpoint by HTTP Basic instead of form fields. Only for OAuth clients.
    #[must_use]
    pub fn basic_client_authentication(self) -> Self {
        self.with_client(|client| client.basic = true)
    }

    fn with_client(mut self, change: impl FnOnce(&mut ClientCredentials)) -> Self {
        if let CredentialKind::ClientCredentials(client) = &mut self.0 {
            change(client);
        }
        self
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.0 {
            CredentialKind::Basic { .. } => "Credentials(Basic)",
            CredentialKind::Bearer(_) => "Credentials(Bearer)",
            CredentialKind::ApiKey(_) => "Credentials(ApiKey)",
            CredentialKind::ClientCredentials(_) => "Credentials(ClientCredentials)",
            CredentialKind::Custom(_) => "Credentials(Custom)",
            CredentialKind::None => "Credentials(None)",
        })
    }
}

/// Credentials that the user implements: signatures, tokens of a secret store, ...
pub trait Authenticate: Send + Sync + 'static {
    /// Returns the headers that authenticate a request to the URL.
    ///
    /// # Errors
    ///
    /// Any error. The call then fails with it as its source, and nothing is sent.
    fn headers<'a>(&'a self, method: &'a http::Method, url: &'a Uri) -> BoxFuture<'a, Result<HeaderMap, BoxError>>;

    /// Called when the server has rejected the headers (401). Return `true` for one more attempt with new headers.
    fn refused(&self) -> bool {
        false
    }
}
