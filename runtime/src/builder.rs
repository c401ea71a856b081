//! [`ClientBuilder`]: what a user says about a client before there is one.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, header};

use crate::api::{Api, EnvironmentIndex};
use crate::auth::{Authorizer, Credentials};
use crate::client::{Client, Inner, Limits};
use crate::clock::{Clock, TokioClock};
use crate::retry::{RetryBudget, RetryPolicy};
use crate::server::ServerChoice;
use crate::transport::{self, Transport};

/// Makes a client.
///
/// Everything has a default except credentials, which most operations need.
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder<A> {
    servers: ServerChoice,
    credentials: Vec<(Option<String>, Credentials)>,
    transport: Option<Arc<dyn Transport>>,
    clock: Arc<dyn Clock>,
    limits: Limits,
    connect_timeout: Duration,
    retry: RetryPolicy,
    user_agent: Option<String>,
    headers: Vec<(String, String)>,
    marker: PhantomData<fn() -> A>,
}

impl<A: Api> ClientBuilder<A> {
    /// A builder with the defaults.
    pub fn new() -> Self {
        let environment = A::Environment::default().index();
        Self {
            servers: ServerChoice { environment, ..ServerChoice::default() },
            credentials: Vec::new(),
            transport: None,
            clock: Arc::new(TokioClock),
            limits: Limits::default(),
            connect_timeout: Duration::from_secs(10),
            retry: RetryPolicy::default(),
            user_agent: None,
            headers: Vec::new(),
            marker: PhantomData,
        }
    }

    /// Which of the API's environments to talk to.
    pub fn environment(mut self, environment: A::Environment) -> Self {
        self.servers.environment = environment.index();
        self
    }

    /// Talks to another place: the paths of the API's servers are appended to this URL.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.servers.base_url = Some(url.into());
        self
    }

    /// Uses that URL for the operations of one server set.
    pub fn server(mut self, set: impl Into<String>, url: impl Into<String>) -> Self {
        self.servers.overrides.push((set.into(), url.into()));
        self
    }

    /// Sets a variable of the server URLs.
    pub fn server_variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.servers.variables.push((name.into(), value.into()));
        self
    }

    /// Allows plain http to other machines, which shows credentials and data to the network.
    pub fn allow_plain_http(mut self) -> Self {
        self.servers.allow_http = true;
        self
    }

    /// Credentials for every security scheme they fit.
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials.push((None, credentials));
        self
    }

    /// Credentials for one security scheme of the document.
    pub fn credentials_for(mut self, scheme: impl Into<String>, credentials: Credentials) -> Self {
        self.credentials.push((Some(scheme.into()), credentials));
        self
    }

    /// Sends requests by other means.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Sends requests with a `reqwest::Client` as it is configured; turn its redirects off to have the
    /// client's own rules for them.
    #[cfg(feature = "reqwest")]
    pub fn http_client(self, client: reqwest::Client) -> Self {
        self.transport(transport::ReqwestTransport::from(client))
    }

    /// Goes by another clock.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// How long to try to connect. 10 seconds by default; the default transports heed it.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How long one attempt may take, its body included. 60 seconds by default.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.limits.attempt_timeout = Some(timeout);
        self
    }

    /// How long a call may take, all attempts included. 5 minutes by default.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.limits.timeout = Some(timeout);
        self
    }

    /// What is retried, and when.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// How many bytes a response may have, after decompression. 64 MiB by default.
    pub fn max_response_size(mut self, bytes: u64) -> Self {
        self.limits.max_response_size = bytes;
        self
    }

    /// Puts a product in front of the client's own in `User-Agent`, such as `my-app/1.2`.
    pub fn user_agent(mut self, product: impl Into<String>) -> Self {
        self.user_agent = Some(product.into());
        self
    }

    /// Sends a header with every request.
    pub fn default_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Makes the client.
    ///
    /// # Errors
    ///
    /// [`BuildError`] if something given is not valid, or a server or transport is missing.
    pub fn build(self) -> Result<A, BuildError> {
        let api = A::DESCRIPTION;
        let servers = self.servers.resolve(api)?;
        let mut headers = headers(&self.headers)?;
        let own = format!("{}/{} clientgen-runtime/{}", api.name, api.version, env!("CARGO_PKG_VERSION"));
        let user_agent = self.user_agent.map_or(own.clone(), |product| format!("{product} {own}"));
        let user_agent =
            HeaderValue::try_from(user_agent).map_err(|_| BuildError::InvalidHeader("user-agent".to_owned()))?;
        headers.insert(header::USER_AGENT, user_agent.clone());
        #[cfg(feature = "compression")]
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(crate::compression::ACCEPT_ENCODING));
        let transport = match self.transport {
            Some(transport) => transport,
            None => transport::default(self.connect_timeout)
                .ok_or(BuildError::NoTransport)?
                .map_err(|error| BuildError::Transport(error.to_string()))?,
        };
        Ok(A::from_core(Client::new(Inner {
            authorizers: authorizers(api, self.credentials)?,
            api,
            servers,
            allow_http: self.servers.allow_http,
            transport,
            clock: self.clock,
            limits: self.limits,
            budget: RetryBudget::default(),
            retry: self.retry,
            user_agent,
            headers,
        })))
    }
}

impl<A: Api> Default for ClientBuilder<A> {
    fn default() -> Self {
        Self::new()
    }
}

impl<A> fmt::Debug for ClientBuilder<A> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ClientBuilder")
            .field("servers", &self.servers)
            .field("credentials", &self.credentials)
            .field("limits", &self.limits)
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}

fn headers(given: &[(String, String)]) -> Result<HeaderMap, BuildError> {
    let mut headers = HeaderMap::new();
    for (name, value) in given {
        let invalid = || BuildError::InvalidHeader(name.clone());
        let key = HeaderName::try_from(name).map_err(|_| invalid())?;
        headers.insert(key, HeaderValue::try_from(value).map_err(|_| invalid())?);
    }
    Ok(headers)
}

/// For each security scheme what the credentials make of it; the last that fit win, named ones first.
fn authorizers(
    api: &'static crate::api::ApiDescription,
    given: Vec<(Option<String>, Credentials)>,
) -> Result<Vec<Option<Authorizer>>, BuildError> {
    for (name, _) in &given {
        if let Some(name) = name
            && !api.security_schemes.iter().any(|scheme| scheme.name == name)
        {
            return Err(BuildError::UnknownScheme(name.clone()));
        }
    }
    let mut authorizers = Vec::new();
    for scheme in api.security_schemes {
        let named = given.iter().rfind(|(name, _)| name.as_deref() == Some(scheme.name));
        let fitting = || given.iter().rfind(|(name, given)| name.is_none() && Authorizer::fits(scheme, given));
        let authorizer = named.or_else(fitting).map(|(_, credentials)| Authorizer::new(scheme, credentials.clone()));
        let authorizer = authorizer.transpose();
        authorizers.push(authorizer.map_err(|reason| BuildError::InvalidCredentials { scheme: scheme.name, reason })?);
    }
    Ok(authorizers)
}

/// Why a client cannot be built.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BuildError {
    /// A URL is not valid.
    InvalidUrl {
        /// The URL, without user name, password and query.
        url: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A URL is plain http to another machine, and that was not allowed.
    PlainHttp {
        /// The URL, without user name, password and query.
        url: String,
    },
    /// The document names no absolute URL for this environment.
    MissingBaseUrl,
    /// There is no such server set.
    UnknownServer(String),
    /// There is no such variable in the server URLs.
    UnknownVariable(String),
    /// A server variable cannot have that value.
    InvalidVariable {
        /// The variable.
        name: String,
        /// The values it can have.
        allowed: &'static [&'static str],
    },
    /// There is no such security scheme.
    UnknownScheme(String),
    /// The credentials do not fit their security scheme.
    InvalidCredentials {
        /// The security scheme.
        scheme: &'static str,
        /// What is wrong.
        reason: Cow<'static, str>,
    },
    /// A header name or value is not valid.
    InvalidHeader(String),
    /// There is no transport: no feature that brings one, and none was given.
    NoTransport,
    /// The transport cannot be set up.
    Transport(String),
}

impl fmt::Display for BuildError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidUrl { url, reason } => write!(formatter, "the URL {url:?} is not valid: {reason}"),
            Self::PlainHttp { url } => {
                write!(formatter, "{url:?} is plain http; use https, or call `allow_plain_http`")
            }
            Self::MissingBaseUrl => formatter.write_str("the API names no server here; call `base_url`"),
            Self::UnknownServer(name) => write!(formatter, "there is no server set {name:?}"),
            Self::UnknownVariable(name) => write!(formatter, "there is no server variable {name:?}"),
            Self::InvalidVariable { name, allowed } => {
                write!(formatter, "the server variable {name:?} is one of {}", allowed.join(", "))
            }
            Self::UnknownScheme(name) => write!(formatter, "there is no security scheme {name:?}"),
            Self::InvalidCredentials { scheme, reason } => {
                write!(formatter, "the credentials for {scheme:?} are not valid: {reason}")
            }
            Self::InvalidHeader(name) => write!(formatter, "the header {name:?} is not valid"),
            Self::NoTransport => formatter
                .write_str("there is no transport; enable the feature `hyper` or `reqwest`, or call `transport`"),
            Self::Transport(reason) => write!(formatter, "the transport cannot be set up: {reason}"),
        }
    }
}

impl std::error::Error for BuildError {}
