//! Credentials: which ones are sent, how tokens are fetched, and that no secret is ever shown.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use clientgen_runtime::codegen::Operation;
use clientgen_runtime::http::{HeaderMap, HeaderValue, Method, Uri, header};
use clientgen_runtime::{Authenticate, BoxError, BoxFuture, BuildError, Credentials, RetryPolicy, TransportError};

use crate::api::{Client, ClientBuilder};
use crate::fake::{FakeClock, Server, reply, reply_with};

const SECRET: &str = "hunter2-s3cret";
const USER: &str = r#"{"id": "1"}"#;

static BOTH: Operation = Operation { security: &[&["key", "queryKey", "cookieKey"]], ..Operation::new("both") };
static OPTIONAL: Operation = Operation { security: &[&[], &["key"]], ..Operation::new("optional") };

fn oauth() -> Credentials {
    Credentials::client_credentials("tenant/1", SECRET)
}

/// Hands out tokens `token-1`, `token-2`, ... and serves users to who has one.
fn token_server(expires_in: u64) -> Server {
    let issued = AtomicUsize::new(0);
    Server::new(move |seen| {
        if seen.url.contains("/oauth2/token/") {
            let number = issued.fetch_add(1, Ordering::SeqCst) + 1;
            return reply(200, format!(r#"{{"access_token": "token-{number}", "expires_in": {expires_in}}}"#));
        }
        match seen.header("authorization").starts_with("Bearer token-") {
            true => reply(200, USER),
            false => reply(401, ""),
        }
    })
}

fn tokens_asked(server: &Server) -> usize {
    server.seen().iter().filter(|seen| seen.url.contains("/oauth2/token/")).count()
}

#[tokio::test]
async fn basic_is_base64_of_user_and_password() {
    let server = Server::always(200, USER);
    let client = server.builder().credentials(Credentials::basic("Aladdin", "open sesame")).build().unwrap();
    client.users().get("1").await.unwrap();
    assert_eq!(server.last().header("authorization"), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
}

#[tokio::test]
async fn requirements_can_need_several_schemes() {
    let server = Server::always(200, "");
    let client = server
        .builder()
        .credentials(Credentials::api_key("k&1"))
        .credentials_for("cookieKey", Credentials::api_key("k;2"))
        .build()
        .unwrap();
    client.users().secured(&BOTH).await.unwrap();
    let seen = server.last();
    assert_eq!((seen.header("x-api-key"), seen.header("cookie")), ("k&1", "session=k%3B2"));
    assert_eq!(seen.url, "https://api.example.com/rest/v1/?key=k%261");
}

#[tokio::test]
async fn anonymous_is_for_those_without_credentials() {
    let server = Server::always(200, "");
    server.client().users().secured(&OPTIONAL).await.unwrap();
    assert_eq!(server.last().header("x-api-key"), "");
    let client = server.builder().credentials(Credentials::api_key("k")).build().unwrap();
    client.users().secured(&OPTIONAL).await.unwrap();
    assert_eq!(server.last().header("x-api-key"), "k");
}

#[tokio::test]
async fn a_token_is_fetched_once_and_used_by_all() {
    let server = token_server(3600);
    let client = server.builder().credentials(oauth().scopes(["api/read", "api/all"])).build().unwrap();
    let calls: Vec<_> = (0..1000).map(|_| tokio::spawn(client.users().get("1").into_future())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(tokens_asked(&server), 1);
    let request = &server.seen()[0];
    assert_eq!(request.url, "https://api.example.com/oauth2/token/tenant%2F1");
    assert_eq!(request.header("content-type"), "application/x-www-form-urlencoded");
    assert_eq!(
        request.text(),
        "grant_type=client_credentials&client_id=tenant%2F1&client_secret=hunter2-s3cret&scope=api%2Fread+api%2Fall"
    );
    assert_eq!(server.last().header("authorization"), "Bearer token-1");
}

#[tokio::test]
async fn the_token_endpoint_can_be_told() {
    let server = token_server(3600);
    let credentials = oauth()
        .token_url("https://login.example/oauth2/token/{realm}")
        .token_variable("realm", "a b")
        .basic_client_authentication();
    let client = server.builder().credentials(credentials).build().unwrap();
    client.users().get("1").await.unwrap();
    let request = &server.seen()[0];
    assert_eq!(request.url, "https://login.example/oauth2/token/a%20b");
    assert_eq!(request.text(), "grant_type=client_credentials");
    assert!(request.header("authorization").starts_with("Basic "));
}

#[tokio::test]
async fn tokens_are_replaced_ahead_of_expiry() {
    let server = token_server(600);
    let clock = FakeClock::default();
    let client = server.builder().clock(clock.clone()).credentials(oauth()).build().unwrap();
    client.users().get("1").await.unwrap();
    clock.advance(Duration::from_secs(539));
    client.users().get("1").await.unwrap();
    assert_eq!(tokens_asked(&server), 1);
    clock.advance(Duration::from_secs(2));
    client.users().get("1").await.unwrap();
    assert_eq!((tokens_asked(&server), server.last().header("authorization")), (2, "Bearer token-2"));
}

#[tokio::test]
async fn a_failed_early_replacement_costs_nothing() {
    let server = Server::new({
        let issued = AtomicUsize::new(0);
        move |seen| match seen.url.contains("/oauth2/token/") {
            true if issued.fetch_add(1, Ordering::SeqCst) == 0 => {
                reply(200, r#"{"access_token": "t", "expires_in": "100"}"#)
            }
            true => reply(500, ""),
            false => reply(200, USER),
        }
    });
    let clock = FakeClock::default();
    let client = server.builder().clock(clock.clone()).credentials(oauth()).build().unwrap();
    client.users().get("1").await.unwrap();
    clock.advance(Duration::from_secs(95));
    client.users().get("1").await.unwrap();
    client.users().get("1").await.unwrap();
    assert_eq!(tokens_asked(&server), 2);
    clock.advance(Duration::from_secs(10));
    let error = client.users().get("1").retry(RetryPolicy::none()).await.unwrap_err();
    assert!(error.is_credentials() && error.is_retryable(), "{error}");
}

#[tokio::test]
async fn refresh_tokens_are_exchanged_and_replaced() {
    let issued = AtomicUsize::new(0);
    let server = Server::new(move |seen| {
        if !seen.url.starts_with("https://id.example/") {
            return reply(200, USER);
        }
        let number = issued.fetch_add(1, Ordering::SeqCst) + 1;
        // The second response keeps the refresh token.
        let refresh = if number == 1 { r#", "refresh_token": "r2""# } else { "" };
        reply(200, format!(r#"{{"access_token": "a{number}", "expires_in": 100{refresh}}}"#))
    });
    let stored = Arc::new(std::sync::Mutex::new(Vec::new()));
    let store = Arc::clone(&stored);
    let credentials = Credentials::refreshing("id", "r1")
        .client_secret(SECRET)
        .token_url("https://id.example/token")
        .on_refresh(move |token| store.lock().unwrap().push(token.to_owned()));
    let clock = FakeClock::default();
    let builder = server.builder().clock(clock.clone()).credentials_for("oauth2", credentials);
    let client = builder.build().unwrap();
    for _ in 0..3 {
        client.users().get("1").await.unwrap();
        clock.advance(Duration::from_secs(101));
    }
    let forms: Vec<String> =
        server.seen().iter().map(|seen| seen.text().to_owned()).filter(|form| !form.is_empty()).collect();
    let form =
        |token: &str| format!("grant_type=refresh_token&client_id=id&client_secret={SECRET}&refresh_token={token}");
    assert_eq!(forms, [form("r1"), form("r2"), form("r2")]);
    assert_eq!(server.last().header("authorization"), "Bearer a3");
    assert_eq!(*stored.lock().unwrap(), ["r2"]);
}

#[tokio::test]
async fn the_document_says_where_a_refresh_token_goes() {
    static PERSONAL: Operation = Operation { security: &[&["person"]], ..Operation::new("personal") };
    let server = Server::new(|seen| match seen.url.as_str() {
        "https://id.example/person" => reply(200, r#"{"access_token": "a"}"#),
        _ => reply(200, ""),
    });
    let client = server.builder().credentials(Credentials::refreshing("id", "r1")).build().unwrap();
    client.users().secured(&PERSONAL).await.unwrap();
    assert_eq!(server.seen()[0].text(), "grant_type=refresh_token&client_id=id&refresh_token=r1");
    assert_eq!(server.last().header("authorization"), "Bearer a");
    let brought = server.builder().credentials(Credentials::bearer("b")).build().unwrap();
    brought.users().secured(&PERSONAL).await.unwrap();
    assert_eq!(server.last().header("authorization"), "Bearer b");
}

#[test]
fn a_refresh_token_needs_a_place_to_go() {
    let build = |credentials| Client::builder().credentials_for("bearer", credentials).build().map(|_| ());
    let error = build(Credentials::refreshing("id", "r1")).unwrap_err();
    assert!(error.to_string().ends_with("call `token_url(..)`"), "{error}");
    assert_eq!(build(Credentials::refreshing("id", "r1").token_url("https://id.example/token")), Ok(()));
    assert!(build(Credentials::refreshing("id", "").token_url("https://id.example/token")).is_err());
}

#[tokio::test]
async fn a_refused_token_is_replaced_once() {
    let accepts = |accepted: &'static str| {
        let issued = AtomicUsize::new(0);
        Server::new(move |seen| {
            if seen.url.contains("/oauth2/token/") {
                let number = issued.fetch_add(1, Ordering::SeqCst) + 1;
                return reply(200, format!(r#"{{"access_token": "{number}", "token_type": "bearer"}}"#));
            }
            reply(if seen.header("authorization") == accepted { 200 } else { 401 }, USER)
        })
    };
    let server = accepts("Bearer 2");
    let client = server.builder().credentials(oauth()).build().unwrap();
    let response = client.users().get("1").send().await.unwrap();
    assert_eq!((tokens_asked(&server), server.seen().len(), response.attempts()), (2, 4, 1));
    let server = accepts("Bearer 3");
    let client = server.builder().credentials(oauth()).build().unwrap();
    assert!(client.users().get("1").await.unwrap_err().is_unauthorized());
    assert_eq!(tokens_asked(&server), 2);
    client.users().get("1").await.unwrap();
}

#[tokio::test]
async fn failures_of_the_token_endpoint_are_reported_as_such_and_not_kept() {
    let answers = [
        reply(400, r#"{"error": "invalid_client", "error_description": "hunter2-s3cret is wrong"}"#),
        reply(401, r#"{"status": 401, "error": "Unauthorized", "message": "no"}"#),
        reply(200, "<html>"),
        reply(200, r#"{"access_token": "t", "token_type": "mac"}"#),
        reply(200, r#"{"access_token": ""}"#),
        Err(TransportError::connect("refused")),
    ];
    let expected = [
        "the token endpoint responds with 400 Bad Request, invalid_client",
        "the token endpoint responds with 401 Unauthorized",
        "the response of the token endpoint contains no bearer token",
        "the response of the token endpoint contains no bearer token",
        "the response of the token endpoint contains no bearer token",
        "the token endpoint cannot be reached",
    ];
    let server = Server::script(answers);
    let client = server.builder().credentials(oauth()).retry(RetryPolicy::none()).build().unwrap();
    for expected in expected {
        let error = client.users().get("1").await.unwrap_err();
        assert!(error.is_credentials(), "{error}");
        let request = "GET https://api.example.com/rest/v1/user/1";
        assert_eq!(error.to_string(), format!("getUser: no credentials obtained: {expected} ({request})"));
    }
}

#[tokio::test]
async fn who_waits_for_a_failing_endpoint_shares_the_failure() {
    let (entered, gate) = (Arc::new(AtomicUsize::new(0)), Arc::new(tokio::sync::Notify::new()));
    let (count, wait) = (Arc::clone(&entered), Arc::clone(&gate));
    let transport = move |_: clientgen_runtime::http::Request<clientgen_runtime::Body>| {
        let (count, wait) = (Arc::clone(&count), Arc::clone(&wait));
        async move {
            count.fetch_add(1, Ordering::SeqCst);
            wait.notified().await;
            reply(500, "").map(|response| response.map(clientgen_runtime::Body::from))
        }
    };
    let client = Client::builder().transport(transport).credentials(oauth()).retry(RetryPolicy::none());
    let client = client.build().unwrap();
    let calls: Vec<_> = (0..100).map(|_| tokio::spawn(client.users().get("1").into_future())).collect();
    for _ in 0..200 {
        tokio::task::yield_now().await;
    }
    gate.notify_one();
    for call in calls {
        assert!(call.await.unwrap().unwrap_err().is_credentials());
    }
    assert_eq!(entered.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_fetch_that_hangs_is_given_up_in_time() {
    let first = AtomicUsize::new(0);
    let transport = move |request: clientgen_runtime::http::Request<clientgen_runtime::Body>| {
        let hang = first.fetch_add(1, Ordering::SeqCst) == 0;
        async move {
            if hang {
                std::future::pending::<()>().await;
            }
            let body = if request.uri().path().contains("token") { r#"{"access_token": "t"}"# } else { USER };
            reply(200, body).map(|response| response.map(clientgen_runtime::Body::from))
        }
    };
    let builder = Client::builder().transport(transport).credentials(oauth());
    let client = builder.attempt_timeout(Duration::from_millis(50)).build().unwrap();
    let hanging = tokio::spawn(client.users().get("1").into_future());
    tokio::task::yield_now().await;
    hanging.abort();
    assert!(hanging.await.unwrap_err().is_cancelled());
    assert_eq!(client.users().get("1").await.unwrap().id, "1");
}

struct Signature(AtomicUsize);

impl Authenticate for Signature {
    fn headers<'a>(&'a self, method: &'a Method, url: &'a Uri) -> BoxFuture<'a, Result<HeaderMap, BoxError>> {
        Box::pin(async move {
            let number = self.0.fetch_add(1, Ordering::SeqCst);
            let value = HeaderValue::try_from(format!("{method} {} {number}", url.path()))?;
            Ok(HeaderMap::from_iter([(header::AUTHORIZATION, value)]))
        })
    }

    fn refused(&self) -> bool {
        true
    }
}

#[tokio::test]
async fn custom_credentials_see_the_request() {
    let server = Server::script([reply(401, ""), reply(200, USER)]);
    let client = server.builder().credentials(Credentials::custom(Signature(AtomicUsize::new(0)))).build().unwrap();
    client.users().get("1").await.unwrap();
    assert_eq!(server.last().header("authorization"), "GET /rest/v1/user/1 1");
}

/// Never done.
struct Asleep;

impl Authenticate for Asleep {
    fn headers<'a>(&'a self, _: &'a Method, _: &'a Uri) -> BoxFuture<'a, Result<HeaderMap, BoxError>> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test]
async fn slow_credentials_are_not_taken_for_a_slow_api() {
    let server = Server::always(200, USER);
    let client = server.builder().credentials(Credentials::custom(Asleep)).build().unwrap();
    let error = client.users().get("1").await.unwrap_err();
    assert!(error.is_credentials() && error.is_retryable() && !error.is_timeout(), "{error}");
    let message = "getUser: no credentials obtained: the custom credentials take too long \
                   (GET https://api.example.com/rest/v1/user/1) after 3 attempts";
    assert_eq!((error.to_string().as_str(), server.seen().len()), (message, 0));
}

static SCOPED: Operation = Operation {
    security: &[&["oauth2"]],
    scopes: &[("oauth2", &["api/read", "api/write"]), ("oauth2", &["api/all"])],
    ..Operation::new("scoped")
};

#[tokio::test]
async fn scopes_that_an_operation_needs_are_named_before_it_is_sent() {
    let server = token_server(3600);
    let client = server.builder().credentials(oauth().scopes(["api/read"])).build().unwrap();
    let error = client.users().secured(&SCOPED).await.unwrap_err();
    let reason = "scoped needs the scope `api/read api/write` or `api/all`, which `scopes(..)` does not ask for";
    assert!(error.to_string().contains(reason), "{error}");
    assert_eq!(server.seen().len(), 0);
    for credentials in [oauth().scopes(["api/all"]), oauth()] {
        let client = server.builder().credentials(credentials).build().unwrap();
        client.users().secured(&SCOPED).await.unwrap();
    }
}

#[test]
fn credentials_that_cannot_work_are_refused_when_building() {
    let error = |builder: ClientBuilder| builder.build().unwrap_err();
    let reason = |credentials| match error(Client::builder().credentials(credentials)) {
        BuildError::InvalidCredentials { reason, .. } => reason,
        error => panic!("{error}"),
    };
    assert_eq!(reason(Credentials::basic("a:b", "x")), "a user name for HTTP Basic cannot contain a colon");
    assert_eq!(reason(Credentials::bearer("a\nb")), "a secret has a character that headers cannot contain");
    assert_eq!(reason(oauth().scopes(["api/none"])), "the document does not declare a scope that was asked for");
    assert_eq!(
        reason(oauth().token_url("https://x/{y}")),
        "the token URL needs a value for \"y\"; call `token_variable(\"y\", ..)`"
    );
    let named = Client::builder().credentials_for("nope", oauth());
    assert_eq!(error(named), BuildError::UnknownScheme("nope".into()));
    let mismatch = Client::builder().credentials_for("key", oauth());
    assert!(matches!(error(mismatch), BuildError::InvalidCredentials { scheme: "key", .. }));
}

#[tokio::test]
async fn no_secret_is_ever_shown() {
    let mut shown = String::new();
    let server = Server::new(|_| reply_with(302, ("location", "http://evil.example/"), ""));
    for credentials in
        [Credentials::basic("user", SECRET), Credentials::bearer(SECRET), Credentials::api_key(SECRET), oauth()]
    {
        let builder = server.builder().credentials(credentials.clone());
        shown += &format!("{credentials:?} {builder:?}");
        let client = builder.build().unwrap();
        let call = client.users().get("1");
        shown += &format!("{client:?} {call:?} {:?}", client.users());
        if let Err(error) = call.await {
            shown += &format!("{error} {error:?}");
        }
        if let Err(error) = client.users().secured(&BOTH).await {
            shown += &format!("{error} {error:?}");
        }
    }
    assert!(!shown.contains(SECRET) && !shown.contains("hunter2"), "{shown}");
    assert!(shown.contains("redirect not followed: it leads from https to http"), "{shown}");
}
