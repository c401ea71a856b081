//! One attempt: credentials, the exchange with the server, redirects, the body.
//!
//! The executor drops it when its time limit passes; `progress` keeps what is known at that time.

use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};

use crate::api::SecurityScheme;
use crate::auth::{AuthHeaders, AuthorizeError, Authorizer, TokenClient};
use crate::body::{Body, Payload, ReadError};
use crate::boxed::BoxFuture;
use crate::client::Inner;
use crate::error::{AttemptError, ErrorKind, Failure};
use crate::progress::Progress;
use crate::redirect::{self, NextRequest};
use crate::request::{Prepared, Request};
use crate::response::RawResponse;
use crate::secrets::Secrets;
use crate::transport::TransportError;
use crate::{retry_after, server_words};

/// What is done with the body of a success.
#[derive(Clone, Copy, Debug)]
pub(crate) enum BodyMode {
    /// It is read, up to `limit` bytes.
    Whole { limit: u64 },
    /// It is returned as it arrives.
    Stream,
}

/// The response that a transport is waiting for.
type Exchange<'a> = BoxFuture<'a, Result<http::Response<Body>, TransportError>>;

/// How much of an error response is read if the body of a success would be streamed.
const MAX_ERROR_BODY: u64 = 1024 * 1024;

/// A response with a status of success.
#[derive(Debug)]
pub(crate) struct Success {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
}

/// What is the same for all attempts of a call.
#[derive(Debug)]
pub(crate) struct Plan<'a> {
    pub(crate) request: &'a Request,
    pub(crate) prepared: Prepared,
    security: Security,
    pub(crate) mode: BodyMode,
}

impl<'a> Plan<'a> {
    /// Builds the request and chooses the credentials. `streams` says that the body of a success is not read.
    pub(crate) fn new(request: &'a Request, streams: bool) -> Result<Self, Failure> {
        let mode = if streams {
            BodyMode::Stream
        } else {
            let everywhere = request.client.inner().limits.max_response_size;
            BodyMode::Whole { limit: request.options().max_response_size.unwrap_or(everywhere) }
        };
        Ok(Self { request, prepared: request.prepare()?, security: choose(request)?, mode })
    }

    pub(crate) fn client(&self) -> &'a Inner {
        self.request.client.inner()
    }
}

/// Sends a request once, following redirects. `is_second` says that the server has refused the credentials before.
pub(crate) async fn run(plan: &mut Plan<'_>, progress: &Progress, is_second: bool) -> Result<Success, AttemptError> {
    let mut auth = AuthHeaders::default();
    authorize(plan, progress, &mut auth).await?;
    progress.sent();
    let (response, is_authorized) = exchange(plan, &auth).await?;
    let request = plan.request;
    let (mut head, body) = response.into_parts();
    let mut body = decompress(&mut head.headers, body);
    let limit = match plan.mode {
        BodyMode::Stream if head.status.is_success() => {
            return Ok(Success { status: head.status, headers: head.headers, body });
        }
        BodyMode::Stream => MAX_ERROR_BODY,
        BodyMode::Whole { limit } => limit,
    };
    if !head.status.is_success() {
        // All authorizers receive the 401, so that each of them can obtain new credentials.
        let unauthorized = head.status == StatusCode::UNAUTHORIZED && is_authorized;
        let renewable = authorizers(plan.client(), plan.security)
            .filter(|authorizer| unauthorized && authorizer.refused(&auth, is_second))
            .count();
        progress.failed(AttemptError { failure: status_failure(request, head), new_credentials: renewable > 0 });
        // The status is reported even if the body cannot be read.
        let bytes = body.take(limit).await.unwrap_or_default();
        let message = |response: &RawResponse| server_words::of(response, &secrets(request, &auth));
        return Err(progress.with_body(request.operation, bytes, message));
    }
    match body.take(limit).await {
        Ok(bytes) => Ok(Success { status: head.status, headers: head.headers, body: bytes.into() }),
        Err(error) => {
            let kind = match error {
                ReadError::TooLarge { limit } => ErrorKind::TooLarge(limit),
                ReadError::Broken(_) => ErrorKind::Connection,
            };
            Err(Failure::new(request.operation, kind).source(error).response(without_body(head)).into())
        }
    }
}

/// What no message may repeat of what was sent.
fn secrets(request: &Request, auth: &AuthHeaders<'_>) -> Secrets {
    let mut secrets = request.secrets();
    auth.headers().for_each(|(name, value)| secrets.push_header(name, value));
    secrets
}

/// The failure for an error status, without the body.
fn status_failure(request: &Request, head: http::response::Parts) -> Failure {
    let retry_after = retry_after::parse(&head.headers, request.client.inner().clock.utc());
    Failure { retry_after, ..Failure::new(request.operation, ErrorKind::Status).response(without_body(head)) }
}

fn without_body(head: http::response::Parts) -> RawResponse {
    RawResponse { headers: head.headers, ..RawResponse::new(head.status, bytes::Bytes::new()) }
}

#[cfg(feature = "compression")]
fn decompress(headers: &mut HeaderMap, body: Body) -> Body {
    crate::compression::decode(headers, body)
}

#[cfg(not(feature = "compression"))]
fn decompress(_: &mut HeaderMap, body: Body) -> Body {
    body
}

/// The names of security schemes that are required together.
type Security = &'static [&'static str];

/// The first alternative for which there are credentials.
fn choose(request: &Request) -> Result<Security, Failure> {
    let client = request.client.inner();
    let is_custom = request.target.is_some();
    let alternatives = if is_custom { client.api.security } else { request.operation.security };
    // The alternative without schemes (anonymous access) is chosen only without credentials.
    let mut named = alternatives.iter().filter(|set| !set.is_empty());
    let is_given = |name: &&str| match scheme(client, name) {
        Some((scheme, authorizer)) => authorizer.is_some() || request.has_credentials_for(scheme),
        None => false,
    };
    if let Some(set) = named.find(|set| set.iter().all(is_given)) {
        return Ok(set);
    }
    if let Some(scheme) = client.first_scheme.filter(|_| is_custom && alternatives.is_empty()) {
        return Ok(std::slice::from_ref(&scheme.name));
    }
    // Whatever the caller has written by hand, the server is the one to accept or refuse it.
    let by_hand = [header::AUTHORIZATION, header::COOKIE].iter().any(|name| request.has_header(name));
    if by_hand || client.is_anonymous || alternatives.is_empty() || alternatives.iter().any(|set| set.is_empty()) {
        return Ok(&[]);
    }
    let needed: Vec<_> = alternatives.iter().map(|set| set.join(" and ")).collect();
    Err(Failure::new(request.operation, ErrorKind::MissingCredentials(needed.join(", or "))))
}

/// The authorizers of the schemes for which there are credentials.
fn authorizers(client: &Inner, security: Security) -> impl Iterator<Item = &Authorizer> {
    security.iter().filter_map(|name| scheme(client, name)?.1)
}

/// A security scheme by its name, and the authorizer if there are credentials for it.
fn scheme<'a>(client: &'a Inner, name: &str) -> Option<(&'static SecurityScheme, Option<&'a Authorizer>)> {
    let schemes = client.api.security_schemes;
    let index = schemes.iter().position(|scheme| scheme.name == name)?;
    Some((schemes.get(index)?, client.authorizers.get(index)?.as_ref()))
}

async fn authorize<'a>(plan: &Plan<'a>, progress: &Progress, auth: &mut AuthHeaders<'a>) -> Result<(), Failure> {
    let request = plan.request;
    for name in plan.security {
        let Some((scheme, authorizer)) = scheme(plan.client(), name) else {
            continue;
        };
        // What the caller has written by hand replaces the credentials of the client.
        let Some(authorizer) = authorizer.filter(|_| !request.has_credentials_for(scheme)) else {
            continue;
        };
        if authorizer.add_known(auth) {
            continue;
        }
        if let Some(reason) = authorizer.missing_scopes(name, request.operation) {
            let kind = ErrorKind::Credentials { reason, retryable: false };
            return Err(Failure::new(request.operation, kind));
        }
        progress.authorizing(authorizer.timeout_reason());
        // Boxed, so that calls with known credentials need no space for it.
        let obtaining = Box::pin(obtain(plan, authorizer, auth));
        obtaining.await.map_err(|error| credentials_failure(request, error))?;
    }
    Ok(())
}

/// Obtains credentials that are not known in advance, such as a token.
async fn obtain<'a>(
    plan: &Plan<'a>,
    authorizer: &'a Authorizer,
    auth: &mut AuthHeaders<'a>,
) -> Result<(), AuthorizeError> {
    let client = plan.client();
    let tokens = TokenClient {
        transport: &client.transport,
        clock: &client.clock,
        user_agent: &client.user_agent,
        limit: client.limits.attempt_timeout,
        server_root: plan.request.server().map_or("", |server| &server.root),
        allow_http: client.allow_http,
    };
    authorizer.authorize(auth, &tokens, &plan.request.method(), &plan.prepared.url).await
}

#[cold]
fn credentials_failure(request: &Request, error: AuthorizeError) -> Failure {
    match error {
        AuthorizeError::Token(error) => {
            let kind = ErrorKind::Credentials { reason: error.reason.clone(), retryable: error.retryable };
            let retry_after = error.retry_after;
            Failure { retry_after, ..Failure::new(request.operation, kind).source(error) }
        }
        AuthorizeError::Custom(error) => {
            let kind = ErrorKind::Credentials { reason: "the custom credentials failed".into(), retryable: false };
            Failure::new(request.operation, kind).source(error)
        }
    }
}

/// The URL, with what the credentials add to its query.
fn target(plan: &Plan<'_>, auth: &AuthHeaders<'_>) -> Result<Uri, Failure> {
    let url = &plan.prepared.url;
    if auth.query.is_empty() {
        return Ok(url.clone());
    }
    let separator = if url.query().is_some() { '&' } else { '?' };
    let url = format!("{url}{separator}{}", auth.query);
    url.parse().map_err(|_| Failure::new(plan.request.operation, ErrorKind::Request("the URL is not valid".to_owned())))
}

fn headers(Plan { request, prepared, .. }: &mut Plan<'_>, auth: &AuthHeaders<'_>) -> HeaderMap {
    let mut headers = prepared.headers(request);
    for (name, value) in auth.headers().filter(|(name, _)| !request.has_header(name)) {
        headers.insert(name, value.clone());
    }
    if prepared.cookies.is_empty() && auth.cookies.is_empty() {
        return headers;
    }
    let cookies = request.own_cookies().chain([prepared.cookies.as_str(), auth.cookies.as_str()]);
    let cookies = cookies.filter(|cookies| !cookies.is_empty()).collect::<Vec<_>>().join("; ");
    if let Ok(mut value) = HeaderValue::try_from(cookies) {
        value.set_sensitive(true);
        headers.insert(header::COOKIE, value);
    }
    headers
}

/// Sends the request and follows redirects. Returns whether the last request contained the credentials too.
async fn exchange(plan: &mut Plan<'_>, auth: &AuthHeaders<'_>) -> Result<(http::Response<Body>, bool), Failure> {
    // Not awaited in the same expression: the future would have space for the request, too.
    let request = plan.request;
    let exchange = send(request, request.method(), target(plan, auth)?, headers(plan, auth), &request.payload)?;
    let redirects = {
        let response = exchange.await.map_err(|error| transport_failure(request, error))?;
        if !redirect::is_redirect(response.status()) {
            return Ok((response, true));
        }
        // Boxed, so that calls without redirects need no space for it.
        Box::pin(redirected(plan, auth, response))
    };
    redirects.await
}

/// Follows the redirects of a response.
async fn redirected(
    plan: &mut Plan<'_>,
    auth: &AuthHeaders<'_>,
    mut response: http::Response<Body>,
) -> Result<(http::Response<Body>, bool), Failure> {
    let request = plan.request;
    let allow_http = plan.client().allow_http;
    // The first request is built again, which costs less than a copy of every request.
    let mut last = NextRequest {
        method: request.method(),
        url: target(plan, auth)?,
        headers: headers(plan, auth),
        payload: request.payload.clone(),
        is_authorized: true,
    };
    for _ in 0..redirect::MAX_REDIRECTS {
        last = redirect::follow(last, &response, allow_http).map_err(|reason| {
            let mut raw = RawResponse::new(response.status(), bytes::Bytes::new());
            raw.headers = response.headers().clone();
            Failure::new(request.operation, ErrorKind::Redirect(reason)).response(raw)
        })?;
        let NextRequest { method, url, headers, payload, .. } = last.clone();
        let exchange = send(request, method, url, headers, &payload)?;
        response = exchange.await.map_err(|error| transport_failure(request, error))?;
        if !redirect::is_redirect(response.status()) {
            return Ok((response, last.is_authorized));
        }
    }
    Err(Failure::new(request.operation, ErrorKind::Redirect("there are too many")))
}

/// Gives a request to the transport.
fn send<'a>(
    request: &'a Request,
    method: Method,
    url: Uri,
    headers: HeaderMap,
    payload: &Payload,
) -> Result<Exchange<'a>, Failure> {
    let reason = "the body is a stream that has been sent already";
    let body = payload.to_body();
    let body = body.ok_or_else(|| Failure::new(request.operation, ErrorKind::Request(reason.to_owned())))?;
    let mut message = http::Request::new(body);
    *message.method_mut() = method;
    *message.uri_mut() = url;
    *message.headers_mut() = headers;
    Ok(request.client.inner().transport.send_operation(message, request.operation))
}

#[cold]
fn transport_failure(request: &Request, error: TransportError) -> Failure {
    let kind = match (error.is_connect(), error.is_timeout()) {
        (true, _) => ErrorKind::Connect,
        (_, true) => ErrorKind::AttemptTimeout,
        _ => ErrorKind::Connection,
    };
    let is_permanent = error.is_permanent();
    Failure { is_permanent, ..Failure::new(request.operation, kind).source(error.into_source()) }
}
