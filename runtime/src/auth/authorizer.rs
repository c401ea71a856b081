//! Credentials for one security scheme: what they add to a request, computed in advance where possible.

use std::borrow::Cow;
use std::sync::Arc;

use http::{HeaderName, HeaderValue, Method, Uri, header};
use secrecy::{ExposeSecret, SecretString};

use super::access_token::{Token, TokenClient};
use super::credentials::{Authenticate, CredentialKind, Credentials};
use super::fetch::{self, TokenError};
use super::header_value;
use super::token::TokenSource;
use crate::api::{ApiKeyIn, SchemeKind, SecurityScheme, TokenEndpoint};
use crate::boxed::BoxError;
use crate::operation::Operation;
use crate::percent::{self, EncodeSet};

/// Adds to a request what one security scheme requires.
pub(crate) enum Authorizer {
    Header((HeaderName, HeaderValue)),
    Query(&'static str, SecretString),
    Cookie(&'static str, SecretString),
    Token(TokenSource),
    Custom(Arc<dyn Authenticate>),
    Nothing,
}

/// What the credentials add to a request, and the token among it, which is replaced after a 401.
#[derive(Default)]
pub(crate) struct AuthHeaders<'a> {
    /// Most schemes add one header that is known in advance, which needs no copy and no list.
    known: Option<&'a (HeaderName, HeaderValue)>,
    headers: Vec<(HeaderName, HeaderValue)>,
    /// Pairs for the query, encoded.
    pub(crate) query: String,
    /// Pairs for `Cookie`, encoded.
    pub(crate) cookies: String,
    token: Option<Arc<Token>>,
}

impl<'a> AuthHeaders<'a> {
    fn push_known(&mut self, header: &'a (HeaderName, HeaderValue)) {
        if self.known.is_none() && self.headers.is_empty() {
            self.known = Some(header);
        } else {
            self.headers.push(header.clone());
        }
    }

    /// The headers, in the order of the schemes.
    pub(crate) fn headers(&self) -> impl Iterator<Item = &(HeaderName, HeaderValue)> {
        self.known.into_iter().chain(&self.headers)
    }
}

impl Authorizer {
    /// Whether the credentials are of the kind that the scheme requires.
    pub(crate) fn fits(scheme: &SecurityScheme, credentials: &Credentials) -> bool {
        let by_kind = matches!(
            (&scheme.kind, &credentials.0),
            (_, CredentialKind::Custom(_))
                | (SchemeKind::Basic, CredentialKind::Basic { .. })
                | (
                    SchemeKind::Bearer
                        | SchemeKind::ClientCredentials(_)
                        | SchemeKind::AuthorizationCode(_)
                        | SchemeKind::Other,
                    CredentialKind::Bearer(_)
                )
                | (SchemeKind::ApiKey { .. }, CredentialKind::ApiKey(_))
                | (SchemeKind::ClientCredentials(_), CredentialKind::ClientCredentials(_))
        );
        by_kind
            || match scheme.kind {
                SchemeKind::AuthorizationCode(_) => credentials.refreshes(),
                SchemeKind::Bearer | SchemeKind::Other => credentials.finds_tokens_itself(),
                _ => false,
            }
    }

    /// Prepares credentials for a scheme. The error says why they cannot be used.
    pub(crate) fn new(scheme: &SecurityScheme, credentials: Credentials) -> Result<Self, Cow<'static, str>> {
        if credentials.has_empty_secret() {
            return Err("the secret is empty".into());
        }
        let finds_tokens_itself = credentials.finds_tokens_itself();
        match (scheme.kind, credentials.0) {
            (_, CredentialKind::Custom(custom)) => Ok(Self::Custom(custom)),
            (_, CredentialKind::None) => Ok(Self::Nothing),
            (_, CredentialKind::Basic { user, password }) => {
                Ok(Self::Header((header::AUTHORIZATION, header_value::basic(&user, &password)?)))
            }
            (_, CredentialKind::Bearer(token)) => {
                Ok(Self::Header((header::AUTHORIZATION, header_value::bearer(&token)?)))
            }
            (SchemeKind::ApiKey { location, name }, CredentialKind::ApiKey(key)) => match location {
                ApiKeyIn::Header => {
                    let name =
                        HeaderName::try_from(name).map_err(|_| "the name of the API key is not a header name")?;
                    Ok(Self::Header((name, header_value::secret(key.expose_secret())?)))
                }
                ApiKeyIn::Query => Ok(Self::Query(name, key)),
                ApiKeyIn::Cookie => Ok(Self::Cookie(name, key)),
            },
            (SchemeKind::ClientCredentials(endpoint), CredentialKind::ClientCredentials(client)) => {
                TokenSource::new(endpoint, client).map(Self::Token)
            }
            (SchemeKind::AuthorizationCode(endpoint), CredentialKind::ClientCredentials(client))
                if client.refresh.is_some() =>
            {
                TokenSource::new(endpoint, client).map(Self::Token)
            }
            (SchemeKind::Bearer | SchemeKind::Other, CredentialKind::ClientCredentials(client))
                if finds_tokens_itself =>
            {
                TokenSource::new(TokenEndpoint::default(), client).map(Self::Token)
            }
            (SchemeKind::Bearer | SchemeKind::Other, CredentialKind::ClientCredentials(client))
                if client.refresh.is_some() =>
            {
                Err("the document does not say where tokens come from; call `token_url(..)`".into())
            }
            _ => Err("the scheme requires credentials of another kind".into()),
        }
    }

    /// Adds what this scheme requires, unless it has to be obtained first; then returns `false`.
    pub(crate) fn add_known<'a>(&'a self, auth: &mut AuthHeaders<'a>) -> bool {
        match self {
            Self::Nothing => {}
            Self::Header(header) => auth.push_known(header),
            Self::Query(name, key) => push_pair(&mut auth.query, "&", name, key),
            Self::Cookie(name, key) => push_pair(&mut auth.cookies, "; ", name, key),
            Self::Token(_) | Self::Custom(_) => return false,
        }
        true
    }

    /// Adds what this scheme requires.
    pub(crate) async fn authorize<'a>(
        &'a self,
        auth: &mut AuthHeaders<'a>,
        tokens: &TokenClient<'_>,
        method: &Method,
        url: &Uri,
    ) -> Result<(), AuthorizeError> {
        match self {
            Self::Token(source) => {
                let token = source.token(tokens).await.map_err(AuthorizeError::Token)?;
                auth.headers.push((header::AUTHORIZATION, token.header.clone()));
                auth.token = Some(token);
            }
            Self::Custom(custom) => {
                let headers = custom.headers(method, url).await.map_err(AuthorizeError::Custom)?;
                for (name, mut value) in headers {
                    value.set_sensitive(true);
                    if let Some(name) = name {
                        auth.headers.push((name, value));
                    }
                }
            }
            known => {
                known.add_known(auth);
            }
        }
        Ok(())
    }

    /// Why the token cannot do for an operation: it is asked for without the scopes that the operation needs.
    pub(crate) fn missing_scopes(&self, scheme: &str, operation: &Operation) -> Option<String> {
        let Self::Token(source) = self else {
            return None;
        };
        let alternatives = || operation.scopes.iter().filter(|(name, _)| *name == scheme).map(|(_, scopes)| *scopes);
        if source.may_have(alternatives()) {
            return None;
        }
        let needed: Vec<String> = alternatives().map(|scopes| scopes.join(" ")).collect();
        Some(format!(
            "{} needs the scope `{}`, which `scopes(..)` does not ask for",
            operation.id,
            needed.join("` or `")
        ))
    }

    /// The reason to report if `authorize` takes too long.
    pub(crate) const fn timeout_reason(&self) -> &'static str {
        match self {
            Self::Custom(_) => "the custom credentials take too long",
            _ => fetch::SLOW,
        }
    }

    /// Tells the credentials that the server responded with 401. Returns whether an attempt with new ones may succeed.
    ///
    /// `is_second` says that the call has been refused before. Its token is newer than the call then, and other calls
    /// may succeed with it.
    pub(crate) fn refused(&self, auth: &AuthHeaders<'_>, is_second: bool) -> bool {
        match (self, &auth.token) {
            (Self::Token(_), Some(_)) if is_second => false,
            (Self::Token(source), Some(token)) => {
                source.forget(token);
                true
            }
            (Self::Custom(custom), _) => custom.refused(),
            _ => false,
        }
    }
}

/// Why a request could not be authorized.
pub(crate) enum AuthorizeError {
    Token(Arc<TokenError>),
    Custom(BoxError),
}

fn push_pair(target: &mut String, separator: &str, name: &str, value: &SecretString) {
    if !target.is_empty() {
        target.push_str(separator);
    }
    percent::push(target, name, EncodeSet::Strict);
    target.push('=');
    percent::push(target, value.expose_secret(), EncodeSet::Strict);
}
