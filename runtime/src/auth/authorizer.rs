//! Credentials made to fit a security scheme: what is added to a request, worked out as far as possible ahead.

use std::borrow::Cow;
use std::sync::Arc;

use http::{HeaderName, HeaderValue, Method, Uri, header};
use secrecy::{ExposeSecret, SecretString};

use super::token::{Token, TokenClient, TokenError, TokenSource};
use super::{Authenticate, CredentialKind, Credentials};
use crate::BoxError;
use crate::api::{ApiKeyIn, SchemeKind, SecurityScheme};
use crate::model::Base64;
use crate::percent::{self, EncodeSet};

/// Adds what one security scheme asks for.
pub(crate) enum Authorizer {
    Header(HeaderName, HeaderValue),
    Query(&'static str, SecretString),
    Cookie(&'static str, SecretString),
    Token(TokenSource),
    Custom(Arc<dyn Authenticate>),
}

/// What was added to a request: enough to add it, and to ask for something better after a 401.
#[derive(Default)]
pub(crate) struct AuthHeaders {
    /// Mostly there is one header, which needs no list.
    header: Option<(HeaderName, HeaderValue)>,
    more_headers: Vec<(HeaderName, HeaderValue)>,
    /// Pairs for the query, encoded.
    pub(crate) query: String,
    /// Pairs for `Cookie`, encoded.
    pub(crate) cookies: String,
    token: Option<Arc<Token>>,
}

impl AuthHeaders {
    fn push_header(&mut self, name: HeaderName, value: HeaderValue) {
        match &self.header {
            None => self.header = Some((name, value)),
            Some(_) => self.more_headers.push((name, value)),
        }
    }

    /// The headers, in the order in which they were auth.
    pub(crate) fn headers(&self) -> impl Iterator<Item = &(HeaderName, HeaderValue)> {
        self.header.iter().chain(&self.more_headers)
    }
}

impl Authorizer {
    /// Whether these credentials are of use for that scheme.
    pub(crate) fn fits(scheme: &SecurityScheme, credentials: &Credentials) -> bool {
        matches!(
            (&scheme.kind, &credentials.0),
            (_, CredentialKind::Custom(_))
                | (SchemeKind::Basic, CredentialKind::Basic { .. })
                | (
                    SchemeKind::Bearer | SchemeKind::ClientCredentials(_) | SchemeKind::Other,
                    CredentialKind::Bearer(_)
                )
                | (SchemeKind::ApiKey { .. }, CredentialKind::ApiKey(_))
                | (SchemeKind::ClientCredentials(_), CredentialKind::ClientCredentials(_))
        )
    }

    /// Joins a scheme and credentials that fit it.
    ///
    /// The error says what is wrong with the credentials.
    pub(crate) fn new(scheme: &SecurityScheme, credentials: Credentials) -> Result<Self, Cow<'static, str>> {
        match (scheme.kind, credentials.0) {
            (_, CredentialKind::Custom(custom)) => Ok(Self::Custom(custom)),
            (_, CredentialKind::Basic { user, password }) => {
                Ok(Self::Header(header::AUTHORIZATION, basic_header(&user, &password)?))
            }
            (_, CredentialKind::Bearer(token)) => Ok(Self::Header(header::AUTHORIZATION, bearer_header(&token)?)),
            (SchemeKind::ApiKey { location, name }, CredentialKind::ApiKey(key)) => match location {
                ApiKeyIn::Header => {
                    let name = HeaderName::try_from(name).map_err(|_| "the API key's name is no header name")?;
                    Ok(Self::Header(name, secret_header(key.expose_secret())?))
                }
                ApiKeyIn::Query => Ok(Self::Query(name, key)),
                ApiKeyIn::Cookie => Ok(Self::Cookie(name, key)),
            },
            (SchemeKind::ClientCredentials(endpoint), CredentialKind::ClientCredentials(client)) => {
                TokenSource::new(endpoint, client).map(Self::Token)
            }
            _ => Err("the credentials are of another kind".into()),
        }
    }

    /// Adds this scheme's part to what is auth.
    pub(crate) async fn authorize(
        &self,
        auth: &mut AuthHeaders,
        tokens: &TokenClient<'_>,
        method: &Method,
        url: &Uri,
    ) -> Result<(), AuthorizeError> {
        match self {
            Self::Header(name, value) => {
                auth.push_header(name.clone(), value.clone());
            }
            Self::Query(name, key) => push_pair(&mut auth.query, "&", name, key),
            Self::Cookie(name, key) => push_pair(&mut auth.cookies, "; ", name, key),
            Self::Token(source) => {
                let token = source.token(tokens).await.map_err(AuthorizeError::Token)?;
                auth.push_header(header::AUTHORIZATION, token.header.clone());
                auth.token = Some(token);
            }
            Self::Custom(custom) => {
                let headers = custom.headers(method, url).await.map_err(AuthorizeError::Custom)?;
                for (name, mut value) in headers {
                    value.set_sensitive(true);
                    if let Some(name) = name {
                        auth.push_header(name, value);
                    }
                }
            }
        }
        Ok(())
    }

    /// What it means if `authorize` takes too long.
    pub(crate) const fn timeout_reason(&self) -> &'static str {
        match self {
            Self::Custom(_) => "the custom credentials take too long",
            _ => "the token endpoint does not answer in time",
        }
    }

    /// The server has refused what was auth; whether there is hope for another attempt.
    pub(crate) fn refused(&self, auth: &AuthHeaders) -> bool {
        match (self, &auth.token) {
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

/// `Basic ...` (RFC 7617).
pub(super) fn basic_header(user: &str, password: &SecretString) -> Result<HeaderValue, &'static str> {
    if user.contains(':') {
        return Err("a user name for HTTP Basic cannot contain a colon");
    }
    let pair = Base64::from(format!("{user}:{}", password.expose_secret()).into_bytes());
    secret_header(&format!("Basic {pair}"))
}

pub(super) fn bearer_header(token: &SecretString) -> Result<HeaderValue, &'static str> {
    secret_header(&format!("Bearer {}", token.expose_secret()))
}

fn secret_header(text: &str) -> Result<HeaderValue, &'static str> {
    let mut value = HeaderValue::from_str(text).map_err(|_| "a secret has a character that headers cannot hold")?;
    value.set_sensitive(true);
    Ok(value)
}
