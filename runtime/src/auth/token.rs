//! OAuth 2.0 client credentials: one token per token URL, which one caller fetches while the others wait. `fetch` makes
//! the request.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http::{HeaderValue, Method, Request, header};
use secrecy::{ExposeSecret, SecretString};

use super::access_token::{Token, TokenClient};
use super::credentials::{ClientCredentials, Refresh, RefreshHook};
use super::fetch::{Fetch, TokenError};
use super::header_value;
use crate::api::TokenEndpoint;
use crate::body::Body;
use crate::form;
use crate::percent::{self, EncodeSet};
use crate::platform::Instant;
use crate::server;

/// How long an early replacement may take. The caller has a valid token and must not wait long for another one.
const REFRESH_LIMIT: Duration = Duration::from_secs(5);

/// How long no early replacement is tried after one has failed.
const REFRESH_PAUSE: Duration = Duration::from_secs(5);

/// Client credentials and the token endpoint they are sent to.
pub(crate) struct TokenSource {
    /// Absolute, or relative to the server.
    url: String,
    form: SecretString,
    basic: Option<HeaderValue>,
    refresh: Option<RefreshToken>,
    /// The scopes that are asked for; without them the server decides.
    scopes: Option<Vec<String>>,
    /// By URL, because each environment or server may have its own.
    slots: Mutex<HashMap<String, Arc<Slot>>>,
}

/// What a person has granted: the refresh token that is valid now.
struct RefreshToken {
    current: Mutex<SecretString>,
    on_new: Option<RefreshHook>,
}

/// The token of one URL.
#[derive(Default)]
struct Slot {
    token: Mutex<Option<Arc<Token>>>,
    /// Locked by the caller that fetches.
    gate: tokio::sync::Mutex<Gate>,
    /// The number of failed fetches.
    failures: AtomicU64,
}

#[derive(Default)]
struct Gate {
    /// The request that is under way, also after the call that began it was dropped.
    fetch: Option<Fetch>,
    failure: Option<Arc<TokenError>>,
    /// No early replacement before this time.
    paused_until: Option<Instant>,
}

impl TokenSource {
    pub(super) fn new(endpoint: TokenEndpoint, client: ClientCredentials) -> Result<Self, Cow<'static, str>> {
        let mut url = client.token_url.unwrap_or_else(|| endpoint.url.to_owned());
        for (name, value) in &client.variables {
            if value.is_empty() || server::is_dots(value) {
                return Err(format!("the value of {name:?} is empty, or leads to another path").into());
            }
            url = url.replace(&format!("{{{name}}}"), &percent::encode(value, EncodeSet::Strict));
        }
        for (name, part) in endpoint.variables {
            if *part == "client_id" {
                url = url.replace(&format!("{{{name}}}"), &percent::encode(&client.id, EncodeSet::Strict));
            }
        }
        if let Some(name) = unset_variable(&url) {
            let problem = format!("the token URL needs a value for {name:?}; call `token_variable({name:?}, ..)`");
            return Err(problem.into());
        }
        let is_declared = |scope: &String| endpoint.scopes.is_empty() || endpoint.scopes.contains(&scope.as_str());
        if !client.scopes.iter().flatten().all(is_declared) {
            return Err("the document does not declare a scope that was asked for".into());
        }
        let mut form = String::new();
        let grant_type = if client.refresh.is_some() { "refresh_token" } else { "client_credentials" };
        form::push_pair(&mut form, "grant_type", grant_type);
        let basic = if client.basic { Some(header_value::basic(&client.id, &client.secret)?) } else { None };
        if basic.is_none() {
            form::push_pair(&mut form, "client_id", &client.id);
            let secret = client.secret.expose_secret();
            if !secret.is_empty() {
                form::push_pair(&mut form, "client_secret", secret);
            }
        }
        if let Some(scopes) = &client.scopes {
            form::push_pair(&mut form, "scope", &scopes.join(" "));
        }
        let refresh =
            client.refresh.map(|Refresh { token, on_new }| RefreshToken { current: Mutex::new(token), on_new });
        Ok(Self { url, form: form.into(), basic, refresh, scopes: client.scopes, slots: Mutex::default() })
    }

    /// Whether the token may have one of these sets of scopes; none means that no scope is needed.
    ///
    /// Where no scopes are asked for, the server decides.
    pub(super) fn may_have(&self, mut alternatives: impl Iterator<Item = &'static [&'static str]>) -> bool {
        let Some(asked) = &self.scopes else {
            return true;
        };
        let Some(first) = alternatives.next() else {
            return true;
        };
        let has_all = |scopes: &[&str]| scopes.iter().all(|scope| asked.iter().any(|asked| asked == scope));
        has_all(first) || alternatives.any(has_all)
    }

    /// Returns a token that is valid now, and fetches one if there is none.
    pub(super) async fn token(&self, client: &TokenClient<'_>) -> Result<Arc<Token>, Arc<TokenError>> {
        let url =
            if self.url.starts_with('/') { format!("{}{}", client.server_root, self.url) } else { self.url.clone() };
        let slot = Arc::clone(lock(&self.slots).entry(url.clone()).or_default());
        // Read before the wait: a failure during the wait is the failure of this caller too. Otherwise a thousand
        // waiting callers would send a thousand requests to a broken endpoint.
        let failures = slot.failures.load(Ordering::Acquire);
        let now = client.clock.now();
        match slot.current(now) {
            Some(token) if !token.is_aging(now) => return Ok(token),
            Some(token) => return Ok(self.replace_early(&slot, token, client, &url).await),
            None => {}
        }
        let mut gate = slot.gate.lock().await;
        if let Some(token) = slot.current(client.clock.now()) {
            return Ok(token);
        }
        if let Some(failure) = gate.failure.as_ref().filter(|_| slot.failures.load(Ordering::Acquire) > failures) {
            return Err(Arc::clone(failure));
        }
        match self.fetch(&mut gate.fetch, client, &url).await {
            Ok(token) => {
                gate.failure = None;
                self.replace_refresh_token(&token);
                Ok(slot.store(token))
            }
            Err(error) => {
                let error = Arc::new(error);
                gate.failure = Some(Arc::clone(&error));
                slot.failures.fetch_add(1, Ordering::AcqRel);
                Err(error)
            }
        }
    }

    /// Replaces a token that is still valid. Other callers use it meanwhile, and so does this one if the fetch fails.
    async fn replace_early(&self, slot: &Slot, token: Arc<Token>, client: &TokenClient<'_>, url: &str) -> Arc<Token> {
        let Ok(mut gate) = slot.gate.try_lock() else {
            return token;
        };
        let now = client.clock.now();
        if let Some(current) = slot.current(now).filter(|current| !current.is_aging(now)) {
            return current;
        }
        if gate.paused_until.is_some_and(|until| now < until) {
            return token;
        }
        // Set before the fetch, because the caller may be dropped during it.
        gate.paused_until = now.checked_add(REFRESH_LIMIT + REFRESH_PAUSE);
        let new = match self.under_way(&mut gate.fetch, client, url) {
            Ok(()) => Fetch::drive(&mut gate.fetch, client.clock, Some(REFRESH_LIMIT)).await,
            Err(_) => None,
        };
        match new {
            Some(Ok(new)) => {
                gate.paused_until = None;
                self.replace_refresh_token(&new);
                slot.store(new)
            }
            Some(Err(_)) | None => token,
        }
    }

    /// Keeps the refresh token that came with a token, if the server has replaced it.
    fn replace_refresh_token(&self, token: &Token) {
        let (Some(refresh), Some(new)) = (&self.refresh, &token.refresh_token) else {
            return;
        };
        let mut current = lock(&refresh.current);
        if current.expose_secret() != new.expose_secret() {
            *current = new.clone();
            drop(current);
            if let Some(on_new) = &refresh.on_new {
                on_new(new.expose_secret());
            }
        }
    }

    /// The body of a request for a token.
    fn form(&self) -> String {
        let mut form = self.form.expose_secret().to_owned();
        if let Some(refresh) = &self.refresh {
            form::push_pair(&mut form, "refresh_token", lock(&refresh.current).expose_secret());
        }
        form
    }

    /// Removes a token that the server no longer accepts.
    pub(super) fn forget(&self, token: &Arc<Token>) {
        for slot in lock(&self.slots).values() {
            let mut current = lock(&slot.token);
            if current.as_ref().is_some_and(|current| Arc::ptr_eq(current, token)) {
                *current = None;
            }
        }
    }

    /// Waits for the request that is under way, or for a new one.
    async fn fetch(&self, fetch: &mut Option<Fetch>, client: &TokenClient<'_>, url: &str) -> Result<Token, TokenError> {
        loop {
            let is_own = fetch.is_none();
            self.under_way(fetch, client, url)?;
            let left = fetch.as_ref().and_then(|fetch| fetch.left(client.clock.now()));
            let Some(outcome) = Fetch::drive(fetch, client.clock, left).await else {
                *fetch = None;
                return Err(TokenError::slow());
            };
            // Nobody may have waited for the response until its token had expired.
            match outcome {
                Ok(token) if !is_own && !token.is_alive(client.clock.now()) => {}
                outcome => return outcome,
            }
        }
    }

    /// Begins a request, unless one is under way that may still succeed.
    fn under_way(&self, fetch: &mut Option<Fetch>, client: &TokenClient<'_>, url: &str) -> Result<(), TokenError> {
        let now = client.clock.now();
        if fetch.as_ref().is_none_or(|fetch| fetch.left(now).is_some_and(|left| left.is_zero())) {
            let request = self.request(client, url)?;
            *fetch = Some(Fetch::begin(client, request));
        }
        Ok(())
    }

    fn request(&self, client: &TokenClient<'_>, url: &str) -> Result<Request<Body>, TokenError> {
        server::check_url(url, client.allow_http).map_err(|error| TokenError::new(error.to_string()))?;
        let mut request = Request::builder()
            .method(Method::POST)
            .uri(url)
            .header(header::ACCEPT, "application/json")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::USER_AGENT, client.user_agent);
        if let Some(basic) = &self.basic {
            request = request.header(header::AUTHORIZATION, basic);
        }
        request.body(Body::from(self.form())).map_err(|_| TokenError::new("the token URL is not valid"))
    }
}

impl Slot {
    /// The token, if it has not expired.
    fn current(&self, now: Instant) -> Option<Arc<Token>> {
        lock(&self.token).clone().filter(|token| token.is_alive(now))
    }

    fn store(&self, token: Token) -> Arc<Token> {
        let token = Arc::new(token);
        *lock(&self.token) = Some(Arc::clone(&token));
        token
    }
}

/// The first `{variable}` of a URL that has no value.
fn unset_variable(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once('{')?;
    Some(rest.split_once('}').map_or(rest, |(name, _)| name))
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
