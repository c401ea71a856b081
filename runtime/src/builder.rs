//! [`ClientBuilder`]: the settings from which a client is built.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, header};
#[cfg(feature = "record")]
use secrecy::ExposeSecret;
use tokio::sync::Semaphore;

use crate::api::{ApiDescription, SecurityScheme};
use crate::auth::{Authorizer, Credentials};
use crate::build_error::BuildError;
use crate::client::{Api, Client, EnvironmentIndex, Inner, Limits};
use crate::clock::{Clock, PlatformClock};
use crate::drift::{DriftHook, DriftReport};
use crate::model::machinery::TypeLimits;
use crate::model::{DecodeOptions, Strictness};
use crate::own_headers;
#[cfg(feature = "record")]
use crate::record::Recorder;
use crate::retry::RetryPolicy;
#[cfg(feature = "record")]
use crate::secrets::Secrets;
use crate::server::ServerChoice;
use crate::transport::{GivenTransports, Transport, TransportOptions, Wrappers};

/// Builds a client.
///
/// All settings have defaults, except for the credentials, which most operations require.
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder<A> {
    servers: ServerChoice,
    credentials: Vec<(Option<String>, Credentials)>,
    pub(crate) given: GivenTransports,
    pub(crate) network: TransportOptions,
    wrappers: Wrappers,
    #[cfg(feature = "record")]
    recorder: Option<Recorder>,
    clock: Arc<dyn Clock>,
    limits: Limits,
    decode: DecodeOptions,
    on_drift: Option<DriftHook>,
    checked_limits: &'static [TypeLimits],
    max_concurrent_calls: Option<usize>,
    retry: RetryPolicy,
    user_agent: Option<String>,
    headers: Vec<(String, String)>,
    marker: PhantomData<fn() -> A>,
}

impl<A: Api> ClientBuilder<A> {
    /// Creates a builder with the defaults.
    pub fn new() -> Self {
        let environment = A::Environment::default().index();
        Self {
            servers: ServerChoice { environment, ..ServerChoice::default() },
            credentials: Vec::new(),
            given: GivenTransports::default(),
            network: TransportOptions::default(),
            wrappers: Wrappers::default(),
            #[cfg(feature = "record")]
            recorder: None,
            clock: Arc::new(PlatformClock),
            limits: Limits::default(),
            decode: DecodeOptions::default(),
            on_drift: None,
            checked_limits: &[],
            max_concurrent_calls: None,
            retry: RetryPolicy::default(),
            user_agent: None,
            headers: Vec::new(),
            marker: PhantomData,
        }
    }

    /// Selects an environment of the API.
    pub fn environment(mut self, environment: A::Environment) -> Self {
        self.servers.environment = environment.index();
        self
    }

    /// Sends all requests to this URL, followed by the base path of each server of the API.
    ///
    /// If it ends with such a base path, as manuals often print it, that part is not repeated: where the document has
    /// the server `/api/v1`, `http://localhost:8080` and `http://localhost:8080/api/v1` are the same.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.servers.base_url = Some(url.into());
        self
    }

    /// Sends the requests of one server set to this URL.
    pub fn server(mut self, set: impl Into<String>, url: impl Into<String>) -> Self {
        self.servers.overrides.push((set.into(), url.into()));
        self
    }

    /// Sets a variable of the server URLs.
    pub fn server_variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.servers.variables.push((name.into(), value.into()));
        self
    }

    /// Allows plain http to other machines, which exposes credentials and data to the network.
    pub fn allow_plain_http(mut self) -> Self {
        self.servers.allow_http = true;
        self
    }

    /// Adds credentials for every security scheme that accepts their kind.
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials.push((None, credentials));
        self
    }

    /// Adds credentials for one security scheme of the document.
    pub fn credentials_for(mut self, scheme: impl Into<String>, credentials: Credentials) -> Self {
        self.credentials.push((Some(scheme.into()), credentials));
        self
    }

    /// Wraps the transport, for whatever is to happen to every request: signatures, headers, metrics, logs, a cache.
    ///
    /// The wrapper sees each attempt with its credentials, each redirect that is followed, and each request for a token.
    /// The requests of a call have its [`Operation`](crate::Operation) in their extensions. The last wrapper is the
    /// outermost: it sees a request first and its response last.
    ///
    /// ```
    /// # #[cfg(feature = "webhooks")] {
    /// use clientgen_runtime::{Base64, Body, BoxFuture, Transport, TransportError};
    /// use hmac::{Hmac, KeyInit, Mac};
    /// use http::{HeaderValue, Request, Response};
    ///
    /// /// Signs the method, the path and the body of every request.
    /// struct Signed<T> {
    ///     key: Vec<u8>,
    ///     inner: T,
    /// }
    ///
    /// impl<T: Transport> Transport for Signed<T> {
    ///     fn send(&self, mut request: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
    ///         Box::pin(async move {
    ///             let mut signature =
    ///                 Hmac::<sha2::Sha256>::new_from_slice(&self.key).map_err(TransportError::connect)?;
    ///             signature.update(request.method().as_str().as_bytes());
    ///             signature.update(request.uri().path().as_bytes());
    ///             // A body that is sent while it is made has no bytes yet.
    ///             signature.update(request.body().as_bytes().unwrap_or_default());
    ///             let signature = Base64::from(&signature.finalize().into_bytes()[..]).to_string();
    ///             let value = HeaderValue::try_from(signature).map_err(TransportError::connect)?;
    ///             request.headers_mut().insert("x-signature", value);
    ///             self.inner.send(request).await
    ///         })
    ///     }
    /// }
    ///
    /// fn sign<A: clientgen_runtime::codegen::Api>(
    ///     builder: clientgen_runtime::ClientBuilder<A>,
    /// ) -> clientgen_runtime::ClientBuilder<A> {
    ///     builder.wrap_transport(|inner| Signed { key: b"secret".to_vec(), inner })
    /// }
    /// # }
    /// ```
    ///
    /// A closure is a transport too. This one measures:
    ///
    /// ```
    /// use std::time::Instant;
    /// # use clientgen_runtime::{ClientBuilder, Transport, codegen::Api};
    ///
    /// # fn measured<A: Api>(builder: ClientBuilder<A>) -> ClientBuilder<A> {
    /// builder.wrap_transport(|inner| {
    ///     move |request: http::Request<_>| {
    ///         let (inner, begin) = (inner.clone(), Instant::now());
    ///         async move {
    ///             let response = inner.send(request).await;
    ///             println!("{:?} after {:?}", response.as_ref().map(|response| response.status()), begin.elapsed());
    ///             response
    ///         }
    ///     }
    /// })
    /// # }
    /// ```
    pub fn wrap_transport<T: Transport>(
        mut self,
        wrap: impl FnOnce(Arc<dyn Transport>) -> T + Send + Sync + 'static,
    ) -> Self {
        self.wrappers.push(wrap);
        self
    }

    /// Records every exchange in a HAR file, without secrets, for `clientgen observe`: a path, or a [`Recorder`].
    ///
    /// What is recorded is what the server receives and sends, inside all wrappers.
    ///
    /// ```
    /// # use clientgen_runtime::{ClientBuilder, codegen::Api};
    /// # fn recorded<A: Api>(builder: ClientBuilder<A>) -> ClientBuilder<A> {
    /// builder.record("target/calls.har")
    /// # }
    /// ```
    #[cfg(feature = "record")]
    pub fn record(mut self, recorder: impl Into<Recorder>) -> Self {
        self.recorder = Some(recorder.into());
        self
    }

    /// Uses another clock.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Limits the time of each attempt, including the body; 60 seconds by default.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.limits.attempt_timeout = Some(timeout);
        self
    }

    /// Limits the time of a call, including all attempts; 5 minutes by default.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.limits.timeout = Some(timeout);
        self
    }

    /// Limits how long a streamed body may pause before it ends with [`Stalled`](crate::Stalled); without a limit by
    /// default, since streams of events may be silent for long.
    pub fn stall_timeout(mut self, timeout: Duration) -> Self {
        self.limits.stall_timeout = Some(timeout);
        self
    }

    /// Limits how many calls are made at the same time; the others wait for their turn, within their own `timeout`.
    /// Without a limit by default.
    ///
    /// A call has its place during an attempt, and until its body is dropped if that is streamed. Credentials of your
    /// own must not call the same client then.
    pub fn max_concurrent_calls(mut self, calls: usize) -> Self {
        self.max_concurrent_calls = Some(calls);
        self
    }

    /// Sets what is retried, and when.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Limits the size of a response after decompression, in bytes; 64 MiB by default.
    pub fn max_response_size(mut self, bytes: u64) -> Self {
        self.limits.max_response_size = bytes;
        self
    }

    /// Reads responses strictly: whatever does not fit the document is an error.
    pub fn strict(mut self) -> Self {
        self.decode.strictness = Strictness::Strict;
        self
    }

    /// Reads whatever loses nothing and invents nothing, as by default: null is an empty list or object, a number comes
    /// as a string or the reverse, an optional member that does not fit is `None`. A required member that is missing or
    /// of another kind is an error. `Response::drift` tells what did not fit.
    pub fn lenient(mut self) -> Self {
        self.decode.strictness = Strictness::Lenient;
        self
    }

    /// Reads whatever is JSON: a required member that does not fit is the empty value of its type, and `Response::drift`
    /// tells where.
    pub fn tolerant(mut self) -> Self {
        self.decode.strictness = Strictness::Tolerant;
        self
    }

    /// Keeps members that the document does not declare, for `Response::undeclared`, and tells of values of enums and
    /// unions that it does not know.
    pub fn keep_undeclared(mut self) -> Self {
        self.decode.keep_undeclared = true;
        self
    }

    /// Holds requests against limits of the document, which a generated client has as `LIMITS` with its feature
    /// `validate`. A call with a parameter, or a body of JSON or a form, that does not keep them fails before it is sent.
    pub fn check_limits(mut self, limits: &'static [TypeLimits]) -> Self {
        self.checked_limits = limits;
        self
    }

    /// Is called for every response that differs from the document, with the operation and the places.
    ///
    /// With the feature `tracing` there is an event for each, too.
    pub fn on_drift(mut self, hook: impl Fn(&DriftReport<'_>) + Send + Sync + 'static) -> Self {
        self.on_drift = Some(DriftHook::new(hook));
        self
    }

    /// Puts a product such as `my-app/1.2` before the client's own in `User-Agent`.
    pub fn user_agent(mut self, product: impl Into<String>) -> Self {
        self.user_agent = Some(product.into());
        self
    }

    /// Adds a header to every request. Repeated headers are all sent; a call's own header of that name replaces them.
    ///
    /// It replaces what the client would send itself: `authorization`, `cookie`, `user-agent`, `accept`, `content-type`.
    pub fn default_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// [`BuildError`] if a setting is not valid, or a server or transport is missing.
    pub fn build(mut self) -> Result<A, BuildError> {
        let api = A::DESCRIPTION;
        let servers = self.servers.resolve(api)?;
        let transport = std::mem::take(&mut self.given).choose(std::mem::take(&mut self.network))?;
        #[cfg(feature = "record")]
        let transport = self.recorded(transport)?;
        let mut headers = headers(&self.headers)?;
        let own = format!("{}/{} clientgen-runtime/{}", api.name, api.version, env!("CARGO_PKG_VERSION"));
        let user_agent = self.user_agent.map_or(own.clone(), |product| format!("{product} {own}"));
        let user_agent =
            HeaderValue::try_from(user_agent).map_err(|_| BuildError::InvalidHeader("user-agent".to_owned()))?;
        let user_agent = headers.entry(header::USER_AGENT).or_insert(user_agent).clone();
        #[cfg(feature = "compression")]
        headers.entry(header::ACCEPT_ENCODING).or_insert(HeaderValue::from_static(crate::compression::ACCEPT_ENCODING));
        let transport = self.wrappers.wrap(transport);
        Ok(A::from_core(Client::new(Inner {
            secrets: self.credentials.iter().flat_map(|(_, given)| given.secrets().cloned()).collect(),
            is_anonymous: self.credentials.iter().any(|(name, given)| name.is_none() && given.is_none()),
            first_scheme: first_scheme(api, &self.credentials),
            authorizers: authorizers(api, self.credentials)?.into(),
            api,
            servers,
            allow_http: self.servers.allow_http,
            transport,
            clock: self.clock,
            limits: self.limits,
            decode: self.decode,
            on_drift: self.on_drift,
            checked_limits: self.checked_limits,
            places: self.max_concurrent_calls.map(places),
            budget: Arc::default(),
            retry: self.retry,
            user_agent,
            headers,
            error: None,
        })))
    }

    /// The transport with the recorder around it, if there is one.
    #[cfg(feature = "record")]
    fn recorded(&mut self, transport: Arc<dyn Transport>) -> Result<Arc<dyn Transport>, BuildError> {
        let Some(recorder) = self.recorder.take() else { return Ok(transport) };
        let mut secrets = Secrets::default();
        let given = self.credentials.iter().flat_map(|(_, given)| given.secrets());
        given.for_each(|secret| secrets.push(secret.expose_secret()));
        let recorder = recorder.redact_for(A::DESCRIPTION.security_schemes, A::SECRET_NAMES);
        let recording = recorder.wrap_with(transport, secrets);
        recording.map(|recording| Arc::new(recording) as _).map_err(|error| BuildError::Recording(error.to_string()))
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

/// At least one, or no call would ever be made.
fn places(calls: usize) -> Arc<Semaphore> {
    Arc::new(Semaphore::new(calls.clamp(1, Semaphore::MAX_PERMITS)))
}

fn headers(given: &[(String, String)]) -> Result<HeaderMap, BuildError> {
    let mut headers = HeaderMap::new();
    for (name, value) in given {
        let invalid = || BuildError::InvalidHeader(name.clone());
        let key = HeaderName::try_from(name).map_err(|_| invalid())?;
        if own_headers::is_reserved(&key) {
            return Err(BuildError::ReservedHeader(name.clone()));
        }
        own_headers::append(&mut headers, key, HeaderValue::try_from(value).map_err(|_| invalid())?);
    }
    Ok(headers)
}

/// The scheme of the credentials that were given first.
fn first_scheme(
    api: &'static ApiDescription,
    given: &[(Option<String>, Credentials)],
) -> Option<&'static SecurityScheme> {
    let fits = |scheme: &SecurityScheme, (name, credentials): &(Option<String>, Credentials)| match name {
        Some(name) => scheme.name == name,
        None => Authorizer::fits(scheme, credentials),
    };
    given.iter().find_map(|given| api.security_schemes.iter().find(|scheme| fits(scheme, given)))
}

/// The authorizer of each security scheme, if there are credentials for it.
///
/// The last credentials for the scheme by name are used, else the last ones of its kind.
fn authorizers(
    api: &'static ApiDescription,
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
        let of_kind = || given.iter().rfind(|(name, given)| name.is_none() && Authorizer::fits(scheme, given));
        let authorizer = named.or_else(of_kind).map(|(_, credentials)| Authorizer::new(scheme, credentials.clone()));
        let authorizer = authorizer.transpose();
        authorizers.push(authorizer.map_err(|reason| BuildError::InvalidCredentials { scheme: scheme.name, reason })?);
    }
    Ok(authorizers)
}
