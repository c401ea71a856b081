//! [`Client`]: what all calls of one client share; [`Api`]: the generated client around it.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderValue};
use secrecy::SecretString;
use tokio::sync::Semaphore;

use crate::api::{ApiDescription, SecurityScheme};
use crate::auth::Authorizer;
use crate::clock::Clock;
use crate::drift::DriftHook;
use crate::model::DecodeOptions;
use crate::model::machinery::TypeLimits;
use crate::retry::{RetryBudget, RetryPolicy};
use crate::server::Server;
use crate::transport::Transport;

/// The untyped client inside every generated client: servers, credentials, transport, policies.
///
/// Cloning is cheap; clones share connections and tokens.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

#[derive(Clone)]
pub(crate) struct Inner {
    pub(crate) api: &'static ApiDescription,
    pub(crate) servers: Vec<Server>,
    pub(crate) allow_http: bool,
    /// In the order of the API's security schemes.
    pub(crate) authorizers: Arc<[Option<Authorizer>]>,
    /// What no message may repeat.
    pub(crate) secrets: Vec<SecretString>,
    /// Whether calls are sent without credentials where there are none.
    pub(crate) is_anonymous: bool,
    /// The scheme of the credentials that were given first.
    pub(crate) first_scheme: Option<&'static SecurityScheme>,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) limits: Limits,
    pub(crate) decode: DecodeOptions,
    pub(crate) on_drift: Option<DriftHook>,
    /// The limits that requests are held against; empty if they are not.
    pub(crate) checked_limits: &'static [TypeLimits],
    pub(crate) retry: RetryPolicy,
    /// The places of calls that are made at the same time; `None` without a limit.
    pub(crate) places: Option<Arc<Semaphore>>,
    pub(crate) budget: Arc<RetryBudget>,
    pub(crate) user_agent: HeaderValue,
    /// The headers of every request, including the user agent.
    pub(crate) headers: HeaderMap,
    /// Why no call can be sent: an option of a derived client is not valid.
    pub(crate) error: Option<String>,
}

/// The limits of calls: time and size.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) timeout: Option<Duration>,
    /// How long a streamed body may pause.
    pub(crate) stall_timeout: Option<Duration>,
    pub(crate) max_response_size: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            attempt_timeout: Some(Duration::from_secs(60)),
            timeout: Some(Duration::from_secs(300)),
            stall_timeout: None,
            max_response_size: 64 * 1024 * 1024,
        }
    }
}

impl Client {
    pub(crate) fn new(inner: Inner) -> Self {
        Self(Arc::new(inner))
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.0
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Client")
            .field("api", &self.0.api.name)
            .field("servers", &self.0.servers)
            .field("limits", &self.0.limits)
            .finish_non_exhaustive()
    }
}

/// A generated client, which a [`ClientBuilder`](crate::ClientBuilder) builds.
#[doc(hidden)]
pub trait Api: Sized {
    /// The environments of the API.
    type Environment: EnvironmentIndex + Default;
    /// The servers and security schemes of the API.
    const DESCRIPTION: &'static ApiDescription;
    /// The parameters and members that the document declares as secret (`format: password`).
    const SECRET_NAMES: &'static [&'static str] = &[];
    /// Wraps the untyped client.
    fn from_core(core: Client) -> Self;
}

/// An enum of environments.
#[doc(hidden)]
pub trait EnvironmentIndex {
    /// The position of this environment's URL in each server set.
    fn index(self) -> usize;
}
