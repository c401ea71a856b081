//! Many calls at once: nothing is lost, one of them fetches the token, and an outage is not made worse.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use clientgen_runtime::{Body, BoxFuture, Transport, TransportError};
use futures_util::future::join_all;
use thrive_client::models::User;
use thrive_client::{Client, Error};
use tokio::sync::Semaphore;

use crate::clock::TestClock;
use crate::fault::{Fault, fault, user};
use crate::run::{CARRIERS, Carrier, HANGS, builder, eventually, tasks, transport};
use crate::server::{Exchange, Server, To, answer, read, response};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_calls_fetch_one_token() {
    for carrier in CARRIERS {
        let calls = ManyCalls::new(carrier, fault("", [read().echo("nobody")]).tokens(1, [token(1)]));

        let results = calls.call(1000).await;

        let ids: Vec<_> = results.into_iter().map(|result| result.unwrap().id).collect();
        assert!(ids.iter().enumerate().all(|(number, id)| *id == number.to_string()), "{carrier:?}: {ids:?}");
        assert_eq!((calls.server.count(To::Tokens), calls.server.count(To::Calls)), (1, 1000), "{carrier:?}");
        calls.leaves_nothing().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_calls_replace_one_token() {
    for carrier in CARRIERS {
        let row = fault("", [read().echo("granted_needle_1")]).tokens(2, [token(1), token(2)]);
        let calls = ManyCalls::new(carrier, row);

        let results = calls.call(1000).await;

        assert!(results.iter().all(Result::is_ok), "{carrier:?}");
        assert_eq!(calls.server.count(To::Tokens), 2, "{carrier:?}");
        calls.leaves_nothing().await;
    }
}

#[tokio::test]
async fn a_thousand_calls_share_one_refused_token() {
    let refusal = read().pause().write(response(400, "", r#"{"error": "invalid_client"}"#));
    for carrier in CARRIERS {
        let calls = ManyCalls::new(carrier, fault("", []).tokens(1, [refusal.clone()]));

        let results = calls.call(1000).await;

        assert!(results.iter().all(|result| result.as_ref().is_err_and(Error::is_credentials)), "{carrier:?}");
        assert_eq!((calls.server.count(To::Tokens), calls.server.count(To::Calls)), (1, 0), "{carrier:?}");
        calls.leaves_nothing().await;
    }
}

#[tokio::test]
async fn forty_impatient_callers_send_one_token_request() {
    let slow = read().await_time().write(response(200, "", r#"{"access_token": "granted_needle_1"}"#));
    for carrier in CARRIERS {
        let calls = ManyCalls::new(carrier, fault("", [user()]).tokens(1, [slow.clone()]));

        for _ in 0..40 {
            let call = calls.client.users().get("1").into_future();
            assert!(tokio::time::timeout(Duration::from_millis(1), call).await.is_err(), "{carrier:?}");
        }
        calls.clock.stall();
        let patient = calls.client.users().get("1").await;

        assert_eq!(patient.unwrap().id, "1", "{carrier:?}");
        assert_eq!((calls.server.count(To::Tokens), calls.server.count(To::Calls)), (1, 1), "{carrier:?}");
        calls.leaves_nothing().await;
    }
}

#[tokio::test]
async fn an_outage_is_not_made_worse() {
    for carrier in CARRIERS {
        let calls = ManyCalls::new(carrier, fault("", [answer(503, "")]));

        let results = calls.call(200).await;

        assert!(results.iter().all(|result| result.as_ref().is_err_and(Error::is_server_error)), "{carrier:?}");
        // Four hundred retries were wanted; the budget of a client is a hundred.
        assert_eq!(calls.server.count(To::Calls), 300, "{carrier:?}");
        calls.leaves_nothing().await;
    }
}

#[tokio::test]
async fn calls_beyond_the_cap_wait_for_their_turn() {
    for carrier in CARRIERS {
        let clock = TestClock::new();
        let row = fault("", [user()]);
        let server = Server::start(row.script.clone(), clock.clone());
        let most = Arc::new(AtomicUsize::new(0));
        let counted: Arc<dyn Transport> = Arc::new(Counted {
            carrier: transport(carrier, &server, row.setting.place),
            now: AtomicUsize::new(0),
            most: Arc::clone(&most),
        });
        let builder = builder::<Client>(&format!("http://{}", server.here), &row.setting, &clock, &counted);
        let credentials = (row.setting.credentials)(String::new());
        let client = builder.max_concurrent_calls(3).credentials(credentials).build().unwrap();

        let calls = (0..50).map(|_| tokio::spawn(client.users().get("1").into_future()));
        assert!(join_all(calls).await.into_iter().all(|call| call.unwrap().is_ok()), "{carrier:?}");
        assert_eq!(most.load(Ordering::SeqCst), 3, "{carrier:?}");

        // A streamed body keeps its place until it is dropped.
        let streams = join_all((0..3).map(|_| client.users().get("1").send_stream())).await;
        let waiting = tokio::time::timeout(Duration::from_millis(20), client.users().get("1").into_future());
        assert!(waiting.await.is_err(), "{carrier:?}");
        drop(streams);
        assert!(client.users().get("1").await.is_ok(), "{carrier:?}");
    }
}

/// Counts the requests that are under way at the same time.
struct Counted {
    carrier: Arc<dyn Transport>,
    now: AtomicUsize,
    most: Arc<AtomicUsize>,
}

impl Transport for Counted {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
            self.most.fetch_max(now, Ordering::SeqCst);
            let outcome = self.carrier.send(request).await;
            self.now.fetch_sub(1, Ordering::SeqCst);
            outcome
        })
    }
}

fn token(number: u32) -> Exchange {
    answer(200, &format!(r#"{{"access_token": "granted_needle_{number}", "expires_in": 3600}}"#))
}

struct ManyCalls {
    client: Client,
    clock: TestClock,
    server: Server,
}

impl ManyCalls {
    fn new(carrier: Carrier, row: Fault) -> Self {
        let clock = TestClock::new();
        let credentials = (row.setting.credentials)(String::new());
        let server = Server::start(row.script, clock.clone());
        let carrier = transport(carrier, &server, row.setting.place);
        let limited: Arc<dyn Transport> = Arc::new(Limited { carrier, places: Semaphore::new(100) });
        let url = format!("http://{}", server.here);
        let client = builder::<Client>(&url, &row.setting, &clock, &limited).credentials(credentials).build().unwrap();
        Self { client, clock, server }
    }

    async fn call(&self, count: usize) -> Vec<Result<User, Error>> {
        let call = |number: usize| tokio::spawn(self.client.users().get(number.to_string()).into_future());
        let calls: Vec<_> = (0..count).map(call).collect();
        let results = tokio::time::timeout(HANGS, join_all(calls)).await.unwrap();
        results.into_iter().map(Result::unwrap).collect()
    }

    async fn leaves_nothing(self) {
        let Self { client, server, .. } = self;
        drop(client);
        assert!(eventually(|| tasks() == 0 && server.open() == 0).await, "{} {}", tasks(), server.open());
    }
}

/// Sends at most a hundred requests at a time, since a process may not have two thousand sockets.
struct Limited {
    carrier: Arc<dyn Transport>,
    places: Semaphore,
}

impl Transport for Limited {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let _place = self.places.acquire().await.map_err(TransportError::connect)?;
            self.carrier.send(request).await
        })
    }
}
