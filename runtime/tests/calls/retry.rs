//! Attempts, waits and time limits, on a clock that does not wait.

use std::time::Duration;

use clientgen_runtime::codegen::{Method, Operation};
use clientgen_runtime::{Body, RetryPolicy, TransportError, http};

use crate::api::{Client, User};
use crate::fake::{FakeClock, Server, reply, reply_with};

const USER: &str = r#"{"id": "1"}"#;

fn client(server: &Server, clock: &FakeClock) -> Client {
    server.builder().clock(clock.clone()).build().unwrap()
}

#[tokio::test]
async fn passing_failures_are_tried_again() {
    let clock = FakeClock::default();
    let failures = [Err(TransportError::connection("reset")), reply(503, ""), reply(200, USER)];
    let server = Server::script(failures);
    let response = client(&server, &clock).users().replace("1", User::new("1")).send().await.unwrap();
    assert_eq!((response.attempts(), clock.slept()), (3, vec![500, 1000]));
    let bodies: Vec<_> = server.seen().iter().map(|seen| seen.text().to_owned()).collect();
    assert_eq!(bodies, [r#"{"id":"1"}"#; 3]);
}

#[tokio::test]
async fn the_last_failure_is_the_one_reported() {
    let clock = FakeClock::default();
    let server = Server::script([reply(500, ""), reply(502, ""), reply(504, r#"{"message": "late"}"#)]);
    let error = client(&server, &clock).users().remove("1").await.unwrap_err();
    assert_eq!((error.attempts(), error.status().unwrap().as_u16()), (3, 504));
    assert!(error.to_string().ends_with("after 3 attempts"), "{error}");
    assert!(error.body().is_some());
}

#[tokio::test]
async fn posts_are_sent_once_unless_nothing_was_sent() {
    let clock = FakeClock::default();
    let server = Server::script([Err(TransportError::connect("refused")), reply(503, "")]);
    let error = client(&server, &clock).users().create(User::new("1")).await.unwrap_err();
    assert_eq!((error.attempts(), server.seen().len()), (2, 2));
    let server = Server::script([reply(503, ""), reply(200, USER)]);
    let call = client(&server, &clock).users().create(User::new("1")).retry(RetryPolicy::default().any_method());
    call.await.unwrap();
}

#[tokio::test]
async fn retry_after_in_every_form() {
    let table = [
        ("2", Some(2500)),
        ("Sun, 06 Nov 1994 08:49:40 GMT", Some(3500)),
        ("Sunday, 06-Nov-94 08:49:40 GMT", Some(3500)),
        ("Sun Nov  6 08:49:40 1994", Some(3500)),
        ("Sun, 06 Nov 1994 08:00:00 GMT", Some(500)),
        ("garbage", Some(500)),
        ("3600", None),
    ];
    for (text, slept) in table {
        let clock = FakeClock::default();
        let server = Server::script([reply_with(429, ("retry-after", text), ""), reply(200, USER)]);
        let outcome = client(&server, &clock).users().remove("1").await;
        assert_eq!(clock.slept(), Vec::from_iter(slept), "{text}");
        match slept {
            Some(_) => outcome.unwrap(),
            None => {
                let error = outcome.unwrap_err();
                assert!(error.is_rate_limited());
                assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
            }
        }
    }
}

#[tokio::test]
async fn no_wait_goes_beyond_the_deadline() {
    let clock = FakeClock::default();
    let server = Server::script([reply_with(503, ("retry-after", "30"), "")]);
    let error = client(&server, &clock).users().remove("1").timeout(Duration::from_secs(10)).await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), clock.slept()), (503, vec![]));
}

static KEYED: Operation =
    Operation { method: Method::Post, idempotency_key: Some("Idempotency-Key"), ..Operation::new("keyed") };

#[tokio::test]
async fn an_idempotency_key_is_kept_across_attempts_and_makes_them_safe() {
    let server = Server::script([Err(TransportError::connection("reset")), reply(500, ""), reply(200, "")]);
    server.client().users().secured(&KEYED).await.unwrap();
    let keys: Vec<String> = server.seen().iter().map(|seen| seen.header("idempotency-key").to_owned()).collect();
    assert_eq!((keys.len(), keys[0].len()), (3, 36));
    assert!(keys.iter().all(|key| *key == keys[0]), "{keys:?}");

    let server = Server::always(200, "");
    let call = server.client().users().secured(&KEYED);
    call.clone().await.unwrap();
    call.clone().await.unwrap();
    call.header("idempotency-key", "my own").await.unwrap();
    let keys: Vec<String> = server.seen().iter().map(|seen| seen.header("idempotency-key").to_owned()).collect();
    assert_ne!(keys[0], keys[1], "each call has its own");
    assert_eq!(keys[2], "my own");
}

#[tokio::test]
async fn a_post_is_sent_again_only_if_the_server_did_nothing() {
    static POST: Operation = Operation { method: Method::Post, ..Operation::new("post") };
    let attempts = async |answer: fn() -> Result<http::Response<String>, TransportError>| {
        let server = Server::new(move |_| answer());
        let _ = server.client().users().secured(&POST).await.unwrap_err();
        server.seen().len()
    };
    assert_eq!(attempts(|| reply_with(429, ("retry-after", "1"), "")).await, 3);
    assert_eq!(attempts(|| reply_with(503, ("retry-after", "1"), "")).await, 3);
    assert_eq!(attempts(|| reply_with(500, ("retry-after", "1"), "")).await, 1);
    assert_eq!(attempts(|| reply_with(503, ("retry-after", "3600"), "")).await, 1);
    assert_eq!(attempts(|| reply(429, "")).await, 1);
    assert_eq!(attempts(|| Err(TransportError::connection("reset"))).await, 1);
}

#[tokio::test]
async fn timeouts_of_attempt_and_call() {
    let hanging = |_: http::Request<Body>| std::future::pending();
    let clock = FakeClock::default();
    let client = Client::builder().transport(hanging).clock(clock.clone()).build().unwrap();
    let call = client.users().remove("1").attempt_timeout(Duration::from_secs(1)).timeout(Duration::from_secs(100));
    let error = call.await.unwrap_err();
    assert!(error.is_timeout() && error.is_retryable());
    assert_eq!((error.attempts(), clock.slept()), (3, vec![1000, 500, 1000, 1000, 1000]));
    let error = client.users().remove("1").timeout(Duration::from_secs(3)).await.unwrap_err();
    let message =
        "removeUser: no result in time (DELETE https://api.example.com/rest/v1/user/1); `timeout` sets the limit";
    assert_eq!((error.attempts(), error.to_string().as_str()), (1, message));
    let error = client.users().create(User::new("1")).attempt_timeout(Duration::from_secs(1)).await.unwrap_err();
    assert_eq!(error.attempts(), 1);
}

#[tokio::test]
async fn an_outage_is_not_amplified() {
    let server = Server::always(503, "");
    let client = client(&server, &FakeClock::default());
    for _ in 0..1000 {
        client.users().remove("1").await.unwrap_err();
    }
    let retries = server.seen().len() - 1000;
    assert_eq!(retries, 100);
}

#[tokio::test]
async fn streams_are_sent_once() {
    let server = Server::script([reply(503, "")]);
    let policy = RetryPolicy::default().any_method();
    let body = Body::wrap(Body::from("x"));
    let error = client(&server, &FakeClock::default()).users().stream(body).retry(policy).await.unwrap_err();
    assert_eq!((error.attempts(), error.status().unwrap().as_u16()), (1, 503));
}
