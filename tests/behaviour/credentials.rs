//! How calls prove who is calling: Basic, access tokens and their life, and what happens without.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use clientgen_runtime::{BoxFuture, Clock};
use futures_util::future::join_all;
use tests::server::{Answer, Received, Server};
use tests::{clients, operations, payloads};
use thrive_client::{Client, ClientBuilder, Credentials};

const USER: &str = "get-user.response.200.json";

#[tokio::test]
async fn tokens_are_asked_for_with_the_credentials() {
    let server = oauth_server(3600).await;
    let client = with_tokens(clients::builder(&server), ["api/read", "api/all"]);

    client.users().get("1").await.unwrap();

    let [token, call] = requests(&server);
    assert_eq!(token.method, "POST");
    assert_eq!(token.path, "/oauth2/token/ten%2Fant%20%26%20co");
    assert_eq!(token.header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(token.header("accept"), Some("application/json"));
    assert_eq!(token.header("authorization"), None);
    let form =
        "grant_type=client_credentials&client_id=cli%2Fent+%26+co&client_secret=s%2Becret&scope=api%2Fread+api%2Fall";
    assert_eq!(token.body, form);
    assert_eq!(call.path, "/rest/v1/user/1");
    assert_eq!(call.header("authorization"), Some("Bearer token-1"));
}

#[test]
fn the_error_of_a_missing_tenant_names_it() {
    let credentials = Credentials::client_credentials("id", "secret");

    let error = Client::builder().credentials(credentials).build().unwrap_err();

    let message = "the credentials for \"oauth2\" are not valid: \
                   the token URL needs a value for \"tenantId\"; call `token_variable(\"tenantId\", ..)`";
    assert_eq!(error.to_string(), message);
}

#[tokio::test]
async fn no_scope_is_asked_for_unless_given() {
    let server = oauth_server(3600).await;
    let client = with_tokens(clients::builder(&server), []);

    client.users().get("1").await.unwrap();

    let [token, _] = requests(&server);
    assert!(!String::from_utf8_lossy(&token.body).contains("scope"), "{:?}", token.body);
}

#[tokio::test]
async fn a_token_serves_many_calls() {
    let server = oauth_server(3600).await;
    let client = with_tokens(clients::builder(&server), []);

    for _ in 0..3 {
        client.users().get("1").await.unwrap();
    }
    client.clone().users().delete("1").await.unwrap();

    assert_eq!(token_requests(&server), 1);
    assert_eq!(server.received().len(), 5);
}

#[tokio::test]
async fn concurrent_calls_wait_for_one_token() {
    let server = oauth_server(3600).await;
    let client = with_tokens(clients::builder(&server), []);

    let results = join_all((0..20).map(|number| client.users().get(number.to_string()).into_future())).await;

    assert!(results.iter().all(Result::is_ok));
    assert_eq!(token_requests(&server), 1);
    assert_eq!(server.received().len(), 21);
}

#[tokio::test]
async fn a_token_is_replaced_before_it_expires() {
    let server = oauth_server(100).await;
    let clock = TestClock::default();
    let client = with_tokens(clients::builder(&server).clock(clock.clone()), []);

    let mut token_counts = Vec::new();
    for seconds in [0, 85, 6, 85, 200] {
        clock.advance(seconds);
        client.users().get("1").await.unwrap();
        token_counts.push(token_requests(&server));
    }

    // Ten seconds ahead of its end is a tenth of its life.
    assert_eq!(token_counts, [1, 1, 2, 2, 3]);
}

#[tokio::test]
async fn a_refused_token_is_replaced_once() {
    let server = Server::start_with(|request| match request.header("authorization") {
        None => token(&format!("token-{}", request.path.len()), 3600),
        Some(_) => Answer::json(401, payloads::text("error.401.json")),
    })
    .await;
    let client = with_tokens(clients::builder(&server), []);

    let error = client.users().get("1").await.unwrap_err();

    assert!(error.is_unauthorized(), "{error}");
    assert_eq!(token_requests(&server), 2);
    assert_eq!(server.received().len(), 4);
}

#[tokio::test]
async fn a_call_succeeds_with_the_token_that_replaces_a_revoked_one() {
    let mut tokens = 0;
    let server = Server::start_with(move |request| match request.header("authorization") {
        None => {
            tokens += 1;
            token(&format!("token-{tokens}"), 3600)
        }
        Some("Bearer token-1") => Answer::json(401, payloads::text("error.401.json")),
        Some(_) => Answer::json(200, payloads::text(USER)),
    })
    .await;
    let client = with_tokens(clients::builder(&server), []);

    let user = client.users().get("1").await.unwrap();

    assert_eq!(user.id, "646767d82535201223349e09");
    assert_eq!(token_requests(&server), 2);
}

#[tokio::test]
async fn basic_credentials_are_not_tried_again() {
    let server = Server::start([Answer::json(401, payloads::text("error.401.json"))]).await;

    let error = clients::basic(&server).users().get("1").await.unwrap_err();

    assert!(error.is_unauthorized());
    server.only_request();
}

#[tokio::test]
async fn nothing_is_sent_without_credentials() {
    let server = Server::start([]).await;
    let client = clients::builder(&server).build().unwrap();

    for case in operations::all().into_iter().filter(|case| case.authorized) {
        let error = (case.call)(client.clone()).await.unwrap_err();
        assert!(error.is_credentials(), "{error}");
        assert_eq!(error.operation_id(), case.operation_id);
        assert_eq!((error.status(), error.attempts()), (None, 0));
    }
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn public_operations_need_no_credentials() {
    let case = operations::of("obtainAccessToken");
    let server = Server::start([case.successes[0].answer()]).await;
    let client = clients::builder(&server).build().unwrap();

    (case.call)(client).await.unwrap();

    assert_eq!(server.only_request().header("authorization"), None);
}

#[tokio::test]
async fn a_token_from_elsewhere_will_do() {
    let server = Server::start([Answer::json(200, payloads::text(USER))]).await;
    let client = clients::builder(&server).credentials(Credentials::bearer("from-elsewhere")).build().unwrap();

    client.users().get("1").await.unwrap();

    assert_eq!(server.only_request().header("authorization"), Some("Bearer from-elsewhere"));
}

#[tokio::test]
async fn a_refusing_token_endpoint_fails_the_call() {
    let refusals = [
        (Answer::json(400, r#"{"error": "invalid_client"}"#), false),
        (Answer::json(401, r#"{"error": "Unauthorized", "message": "s+ecret is wrong"}"#), false),
        (Answer::empty(503), true),
        (Answer::empty(200).header("content-type", "text/html").body("<html>"), false),
        (Answer::json(200, "{}"), false),
        (Answer::json(200, r#"{"access_token": "x", "token_type": "mac"}"#), false),
    ];
    for (answer, is_retryable) in refusals {
        let server = Server::start([answer.clone()]).await;
        let client = with_tokens(clients::builder(&server), []);

        let error = client.users().get("1").await.unwrap_err();

        assert!(error.is_credentials(), "{error}");
        assert_eq!(error.is_retryable(), is_retryable, "{error}");
        assert_eq!(error.operation_id(), "getUserById");
        assert!(!format!("{error} {error:?} {client:?}").contains("ecret"), "{error:?}");
        assert_eq!(token_requests(&server), server.received().len(), "only the token endpoint was asked");
    }
}

#[tokio::test]
async fn the_webhooks_host_has_tokens_of_its_own() {
    let (api, webhooks) = (oauth_server(3600).await, oauth_server(3600).await);
    let webhooks_set = "webhooks";
    let client = with_tokens(clients::builder(&api).server(webhooks_set, webhooks.url()), []);

    client.users().get("1").await.unwrap();
    (operations::of("sendUserEvent").call)(client.clone()).await.unwrap();
    (operations::of("sendUserEvent").call)(client).await.unwrap();

    assert_eq!((token_requests(&api), api.received().len()), (1, 2));
    assert_eq!((token_requests(&webhooks), webhooks.received().len()), (1, 3));
    assert_eq!(webhooks.received()[1].path, "/webhooks");
}

#[tokio::test]
async fn credentials_do_not_follow_to_another_host() {
    for status in [301, 302, 303, 307, 308] {
        let elsewhere = Server::start([Answer::json(200, payloads::text(USER))]).await;
        let moved = Answer::empty(status).header("location", &format!("{}/rest/v1/user/1", elsewhere.url()));
        let server = Server::start([moved]).await;

        let _ = clients::basic(&server).users().get("1").await;

        assert!(elsewhere.received().iter().all(|request| request.header("authorization").is_none()), "{status}");
    }
}

fn with_tokens<const N: usize>(builder: ClientBuilder, scopes: [&str; N]) -> Client {
    let credentials = Credentials::client_credentials("cli/ent & co", "s+ecret");
    let credentials = credentials.token_variable("tenantId", "ten/ant & co");
    let credentials = if N == 0 { credentials } else { credentials.scopes(scopes) };
    builder.credentials(credentials).build().unwrap()
}

/// Tokens that live so long, and a user for everything else.
async fn oauth_server(seconds: u64) -> Server {
    let mut tokens = 0;
    Server::start_with(move |request| {
        if is_token_request(request) {
            tokens += 1;
            token(&format!("token-{tokens}"), seconds)
        } else if request.method == "GET" {
            Answer::json(200, payloads::text(USER))
        } else {
            Answer::empty(204)
        }
    })
    .await
}

fn token(token: &str, seconds: u64) -> Answer {
    Answer::json(200, format!(r#"{{"access_token": "{token}", "token_type": "Bearer", "expires_in": {seconds}}}"#))
}

fn is_token_request(request: &Received) -> bool {
    request.path.starts_with("/oauth2/token/")
}

fn token_requests(server: &Server) -> usize {
    server.received().iter().filter(|request| is_token_request(request)).count()
}

fn requests<const N: usize>(server: &Server) -> [Received; N] {
    server.received().try_into().unwrap_or_else(|received| panic!("expected {N} requests: {received:#?}"))
}

/// A clock that a test moves forward. No time limit ever passes by it.
#[derive(Clone, Debug)]
struct TestClock {
    start: Instant,
    seconds: Arc<AtomicU64>,
}

impl Default for TestClock {
    fn default() -> Self {
        Self { start: Instant::now(), seconds: Arc::default() }
    }
}

impl TestClock {
    fn advance(&self, seconds: u64) {
        self.seconds.fetch_add(seconds, Ordering::Relaxed);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Instant {
        self.start + Duration::from_secs(self.seconds.load(Ordering::Relaxed))
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::pending())
    }
}
